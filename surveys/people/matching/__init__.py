"""Who is who: codes made comparable, slips of the pen offered to the officer, and how sure the matching is."""
