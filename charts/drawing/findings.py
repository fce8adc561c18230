"""Which findings stand together wherever they are counted or listed: rose, fell, no change, cannot say."""

from __future__ import annotations

from dataclasses import dataclass

from metrics import PROTECTED


@dataclass(frozen=True)
class FindingBin:
    """Verdicts that are counted together.

    Attributes
    ----------
    name : str
        The verdict that gives it its colour, its sign and its words.
    verdicts : tuple of str
    always : bool
        Whether it is named even where nothing is in it: that nothing fell is worth saying.
    """

    name: str
    verdicts: tuple[str, ...]
    always: bool = False


BINS = (
    FindingBin("increased", ("increased", "maybe_increased"), always=True),
    FindingBin("decreased", ("decreased", "maybe_decreased"), always=True),
    FindingBin("equivalent", ("equivalent", "trivial")),
    FindingBin(
        "inconclusive",
        (
            "bounded",
            "not_decreased",
            "not_increased",
            "inconclusive",
            "mixed",
            "too_few",
            PROTECTED,
            "not_in_both_rounds",
        ),
    ),
)
"""In the order in which they are said."""
