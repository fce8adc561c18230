"""The values of the indicators: baseline, target and current, of each question and of the index, by who answered.

The first question comes first, since an indicator is a share of people; right behind it the index, which is the main
result, as a supporting value; then the other questions.

A share who trust is that of one question, by the answers that the result shows; an index has no such share, so it is
given in points, as a supporting value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from metrics import INDEX, SIDE, ChangeRow, ItemRow, Protected
from metrics.result.units import trusting_share
from metrics.schema.precision import rounded

PERCENT, POINTS = "percent", "points"
"""The units: an indicator has one of them."""
BASELINE, TARGET, CURRENT = "baseline", "target", "current"
"""The kinds of values, as OPSYS calls them."""
_FEW = 100
"""Below so many people a share is written as a whole per cent."""

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
    pair : (str, str) or None
        The rounds that are compared; None of a target, and where there is one round.
    round : str or None
        That of the value; None of a target.
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
    pair: Pair | None = None
    round: str | None = None
    value: float | None = None
    n: int | None = None
    change: ChangeRow | None = None

    @property
    def unit(self) -> str:
        """In which unit it is."""
        return POINTS if self.measure == INDEX else PERCENT


def share_decimals(people: int | None) -> int:
    """Decimals of a share: none of one that rests on few."""
    return 0 if (people or 0) < _FEW else 1


class Levels:
    """The levels of a result, found by what they are of."""

    def __init__(self, result: Protected) -> None:
        self._result = result
        self._scores = {(row.measure, row.group, row.round, row.from_round, row.to_round): row for row in result.scores}
        self._items = {(row.item, row.group, row.round, row.from_round, row.to_round): row for row in result.items}

    def level(self, measure: str, group: str, round_: str, pair: Pair | None) -> tuple[float | None, int | None]:
        """The value of a measure in a round of a pair, and the people it rests on.

        A share is rounded once, as where it is said: that of the table has one decimal already. People are said only
        where the value is shown.
        """
        value, _, n = self.of(measure, group, round_, pair)
        if measure != INDEX:
            item = self._item(measure, group, round_, pair)
            value = None if item is None else rounded(trusting_share(self._result, item), share_decimals(n))
        return value, n if value is not None else None

    def of(
        self, measure: str, group: str, round_: str, pair: Pair | None
    ) -> tuple[float | None, float | None, int | None]:
        """Mean, share who trust, and people of a measure in a round of a pair; of a row that rests on all in it."""
        about = (measure, group, round_)
        score = self._scores.get((*about, *(pair or (None, None))), self._scores.get((*about, None, None)))
        item = self._item(measure, group, round_, pair)
        return score.mean if score else None, item.trusting if item else None, score.n if score else None

    def _item(self, measure: str, group: str, round_: str, pair: Pair | None) -> ItemRow | None:
        about = (measure, group, round_)
        return self._items.get((*about, *(pair or (None, None))), self._items.get((*about, None, None)))


def totals(result: Protected) -> list[Value]:
    """The values of each side, or of all together where there are no sides."""
    levels = Levels(result)
    return [value for group in result.headline_groups for value in _of_group(result, levels, group, group)]


def by_group(result: Protected) -> list[Value]:
    """The values of the groups as the questionnaire lists them, side by side, an indicator with all groups or none.

    An indicator of which no group has a value that is shown is left out (`not_by_group`). Groups that are shown
    together only have no value of their own.
    """
    return [value for values in _by_indicator(result).values() if _is_shown(values) for value in values]


def not_by_group(result: Protected) -> list[tuple[str, str]]:
    """What and who the indicators are about of which no group has a value that is shown."""
    return [about for about, values in _by_indicator(result).items() if not _is_shown(values)]


def _is_shown(values: list[Value]) -> bool:
    return any(value.value is not None for value in values)


def _by_indicator(result: Protected) -> dict[tuple[str, str], list[Value]]:
    """The values of the groups, by the measure and the side that their indicator is about."""
    levels = Levels(result)
    own = [group for group in result.groups if not group.merged_from and group.by is None]
    found: dict[tuple[str, str], list[Value]] = {}
    for about in result.headline_groups:
        of_side = [one for one in own if not about.startswith(SIDE) or one.side == about.removeprefix(SIDE)]
        for measure in _measures(result, about) if of_side else ():
            values = [value for one in of_side for value in _values(result, levels, measure, one.name, about)]
            found[measure, about] = values
    return found


def _of_group(result: Protected, levels: Levels, group: str, about: str) -> Iterator[Value]:
    for measure in _measures(result, about):
        yield from _values(result, levels, measure, group, about)


def _measures(result: Protected, about: str) -> list[str]:
    """What is measured of a side: its first question, the index, its other questions."""
    asked = {row.item for row in result.items if row.group == about}
    items = [measure.name for measure in result.measures if measure.name in asked]
    return [*items[:1], INDEX, *items[1:]]


def _values(result: Protected, levels: Levels, measure: str, group: str, about: str) -> Iterator[Value]:
    """Baseline, target and current value of the main two rounds, then those of each later round with their baseline.

    Each two rounds have a baseline of their own: it rests on the people of these rounds. Where people were asked before
    only by looking back, that is the baseline.
    """
    if not result.pairs:
        first = result.rounds[0].name
        yield Value(measure, group, about, BASELINE, None, first, *levels.level(measure, group, first, None))
        yield Value(measure, group, about, TARGET)
        return
    main, *others = result.pairs
    for pair in [main, *(one for one in others if one[0] == main[0])]:
        before, after = (levels.level(measure, group, round_, pair) for round_ in pair)
        yield Value(measure, group, about, BASELINE, pair, pair[0], *before)
        if pair == main:
            yield Value(measure, group, about, TARGET)
        change = result.changes_of(pair).get((measure, group))
        yield Value(measure, group, about, CURRENT, pair, pair[1], *after, change)
