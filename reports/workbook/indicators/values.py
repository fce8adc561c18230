"""The values of the indicators: baseline, target and current, of each question and of the index, by who answered.

Nothing is worked out here: a share who trust is that of one question as the table of answers has it, and an index has
no such share, so it is given in points, as a supporting value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from metrics import INDEX, SIDE, ChangeRow, Protected

PERCENT, POINTS = "percent", "points"
"""The units: an indicator has one of them."""
BASELINE, TARGET, CURRENT = "baseline", "target", "current"
"""The kinds of values, as OPSYS calls them."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Value:
    """A value of an indicator.

    Attributes
    ----------
    measure : str
        An item (in per cent who trust) or the index (in points).
    group : str
        Whose: a side, a group, or all together.
    about : str
        The side or all together that the indicator is about, of which `group` is a part.
    kind : {"baseline", "target", "current"}
    round : str or None
        None of a target.
    value : float or None
        None of a target, and where it is not shown.
    n : int or None
        How many people it rests on; None where that is not shown.
    change : ChangeRow or None
        The change from the baseline, of a current value.
    """

    measure: str
    group: str
    about: str
    kind: str
    round: str | None = None
    value: float | None = None
    n: int | None = None
    change: ChangeRow | None = None

    @property
    def unit(self) -> str:
        """In which unit it is."""
        return POINTS if self.measure == INDEX else PERCENT


class Levels:
    """The levels of a result, found by what they are of."""

    def __init__(self, result: Protected) -> None:
        self._scores = {(row.measure, row.group, row.round, row.from_round, row.to_round): row for row in result.scores}
        self._items = {(row.item, row.group, row.round, row.from_round, row.to_round): row for row in result.items}

    def level(self, measure: str, group: str, round_: str, pair: Pair | None) -> tuple[float | None, int | None]:
        """The value of a measure in a round of a pair as the tables have it, and the people it rests on.

        People are said only where the value is shown.
        """
        mean, share, n = self.of(measure, group, round_, pair)
        value = mean if measure == INDEX else share
        return value, n if value is not None else None

    def of(
        self, measure: str, group: str, round_: str, pair: Pair | None
    ) -> tuple[float | None, float | None, int | None]:
        """Mean, share who trust, and people of a measure in a round of a pair; of a row that rests on all in it."""
        about = (measure, group, round_)
        score = self._scores.get((*about, *(pair or (None, None))), self._scores.get((*about, None, None)))
        item = self._items.get((*about, *(pair or (None, None))), self._items.get((*about, None, None)))
        return score.mean if score else None, item.trusting if item else None, score.n if score else None


def totals(result: Protected) -> list[Value]:
    """The values of each side, or of all together where there are no sides: those of questions first."""
    levels = Levels(result)
    return [value for group in result.headline_groups for value in _of_group(result, levels, group, group)]


def by_group(result: Protected) -> list[Value]:
    """The values of the groups as the questionnaire lists them, side by side; those that are not shown are empty.

    Groups that are shown together only have no value of their own.
    """
    levels = Levels(result)
    own = [group for group in result.groups if not group.merged_from and group.by is None]
    return [
        value
        for about in result.headline_groups
        for group in own
        if not about.startswith(SIDE) or group.side == about.removeprefix(SIDE)
        for value in _of_group(result, levels, group.name, about)
    ]


def _of_group(result: Protected, levels: Levels, group: str, about: str) -> Iterator[Value]:
    asked = {row.item for row in result.items if row.group == about}
    items = [measure.name for measure in result.measures if measure.name in asked]
    for measure in (*items, INDEX):
        yield from _values(result, levels, measure, group, about)


def _values(result: Protected, levels: Levels, measure: str, group: str, about: str) -> Iterator[Value]:
    """Baseline, target, and the current value of each later round that is compared with the baseline."""
    headline = result.headline_pair
    first = headline[0] if headline else result.rounds[0].name
    yield Value(measure, group, about, BASELINE, first, *levels.level(measure, group, first, headline))
    yield Value(measure, group, about, TARGET)
    later = [pair for pair in result.pairs if headline and pair[0] == first and pair != headline]
    for pair in [*([headline] if headline else []), *later]:
        change = result.changes_of(pair).get((measure, group))
        yield Value(measure, group, about, CURRENT, pair[1], *levels.level(measure, group, pair[1], pair), change)
