"""Submissions become people: matched by code, in groups and breakdowns."""
