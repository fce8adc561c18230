"""What rounds are called, and which of them a figure compares."""

from __future__ import annotations

from collections.abc import Sequence

from metrics import INDEX, Protected, round_label
from words import say


def pair_label(result: Protected, rounds: Sequence[str], language: str) -> str:
    """Two rounds, from and to; a single one by its name."""
    names = [round_label(result, name, language) for name in rounds]
    if len(names) < 2:
        return "".join(names)
    return say("figures.from_to", language, before=names[0], after=names[1])


def rounds_shown(result: Protected) -> tuple[str, ...]:
    """The headline's pair; where there is none, the first pair that there is, or else the only round."""
    if result.headline_pair or result.pairs:
        return result.headline_pair or result.pairs[0]
    return tuple(round_.name for round_ in result.rounds[:1])


def rounds_in_order(result: Protected) -> tuple[str, ...]:
    """All rounds in order of time; looking back stands first where nothing else is compared."""
    return tuple(dict.fromkeys([*rounds_shown(result), *(round_.name for round_ in result.rounds)]))


def has_index(result: Protected, group: str, *, shown: bool = False) -> bool:
    """Whether a side or group has a change of the index, or its level where there is one round.

    `shown`: and whether that is shown.
    """
    if result.pairs:
        row = result.change_of.get((INDEX, group))
        return row is not None and (row.change is not None or not shown)
    level = result.score_of.get((INDEX, group, rounds_shown(result)[-1]))
    return level is not None and (level.mean is not None or not shown)
