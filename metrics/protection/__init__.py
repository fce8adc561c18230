"""Disclosure control: the last step of every analysis, and the only way out."""
