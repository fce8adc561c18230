"""Sections of screens that have several: tables of *Method*, later rounds of the overview, hidden rows."""
