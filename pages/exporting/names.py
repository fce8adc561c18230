"""Whether two results of the same numbers are called the same."""

from __future__ import annotations

from hashlib import sha256

from metrics import Protected


def fingerprint_of_names(result: Protected) -> str:
    """A digest of what a result, its rounds, sides, groups, measures and the categories of its breakdown are called.

    A result's code tells its numbers alone; what it is called is corrected without a change of them.
    """
    named = (result.title, result.rounds, result.sides, result.groups, result.measures, result.breakdown)
    return sha256(repr(named).encode("utf-8", "surrogatepass")).hexdigest()
