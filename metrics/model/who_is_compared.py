"""Who is compared where the officer does not choose (rule 7): settled from counts alone, before any answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from metrics.model.presence import Presence, smallest_count
from surveys import Issue
from surveys.model.survey import Flags

_FEWEST_PAIRS = 3
"""Below it, a correlation is of nothing."""


def who_is_compared(people: Presence, threshold: int) -> str:
    """The estimand of the headline's pair of rounds.

    ``matched`` where the pairs reach the threshold and show nearly as much as everyone: the standard error of a mean
    change is at most a quarter larger, at a correlation of ½. Else ``all`` where there are at least 3 pairs, so that a
    few codes throw away nobody's answer; there, too, a side of which fewer pairs than the threshold are known would be
    hidden. Where that is so, and in all other cases, ``independent``.

    Parameters
    ----------
    people : Presence
        Of the headline's pair, or of the only round; its own estimand plays no part.
    threshold : int

    Returns
    -------
    {"matched", "all", "independent"}
    """
    pairs = int(np.count_nonzero(people.matched))
    if pairs >= threshold and pairs_tell_enough(pairs, *_heads(people)):
        return "matched"
    if pairs >= _FEWEST_PAIRS and not _hides_for_want_of_pairs(people, threshold):
        return "all"
    return "independent"


def pairs_tell_enough(pairs: int, before: int, after: int) -> bool:
    """Whether ``√(1/pairs) ≤ 1.25·√(1/before + 1/after − pairs/(before·after))``, computed in whole numbers.

    The two sides are the standard errors of a mean change over the pairs alone, and over everyone (Derrick, Russ,
    Toher & White 2017), both over the SD, at a correlation of ½ and equal spreads.
    """
    return 16 * before * after <= 25 * pairs * (before + after - pairs)


def why_compared(estimand: str, people: Presence, everybody: Flags) -> Issue:
    """A note that says who is compared, and why.

    Parameters
    ----------
    estimand : {"matched", "all", "independent"}
    people : Presence
        Of two rounds.
    everybody : array of bool, shape (people,)
        Those who count; too few pairs are not counted out.
    """
    if estimand == "independent":
        return Issue("note", "compared_independent")
    before, _ = _heads(people, everybody)
    pairs = int(np.count_nonzero(people.matched & everybody))
    code = "compared_matched" if estimand == "matched" else "compared_all"
    return Issue("note", code, values={"pairs": pairs, "before": before})


def _heads(people: Presence, among: Flags | None = None) -> tuple[int, int]:
    """How many people are there in each of two rounds."""
    first, second = (
        int(np.count_nonzero(round_.present if among is None else round_.present & among)) for round_ in people.rounds
    )
    return first, second


def _hides_for_want_of_pairs(people: Presence, threshold: int) -> bool:
    """Whether people who could be shown as two samples would be left out if they were shown with their pairs."""
    apart, paired = (replace(people, estimand=estimand) for estimand in ("independent", "all"))
    return any(
        smallest_count(apart, members) >= threshold > smallest_count(paired, members)
        for members in _left_out_together(people)
    )


def _left_out_together(people: Presence) -> Iterator[Flags]:
    """The people of each side, those of groups without one, and those who state no group."""
    groups = people.form.asked_groups
    for side in dict.fromkeys(group.side for group in groups):
        yield np.logical_or.reduce([people.members(group) for group in groups if group.side == side])
    yield np.asarray(people.group < 0)
