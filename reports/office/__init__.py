"""Presentation and document, with native charts."""
