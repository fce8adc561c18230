"""Who is who: codes made comparable, slips of the pen offered to the officer, and how sure the matching is."""

from surveys.coding.codes import codes_of, joined_codes, normalise_code, superseded

__all__ = ["codes_of", "joined_codes", "normalise_code", "superseded"]
