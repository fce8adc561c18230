"""Figures and the brief, set by Typst: PNG, SVG and PDF."""
