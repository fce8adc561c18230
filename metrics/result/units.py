"""The units in which a result is shown: points of 0–100, the questionnaire's own scale, or the share who trust.

A number on the questionnaire's scale follows from the number on 0–100 as it is shown and from the scale's ends, which
the form says: it tells nothing that is not shown already (rule 40). Of shares, those of the table of items are shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil, log10

from metrics.findings.verdicts import reading_of
from metrics.model.measures import Measure, score_key
from metrics.result.names import say_of_index
from metrics.result.points import WHOLE_SCALE, decimals
from metrics.result.result import Protected
from metrics.schema.precision import rounded, rounded_interval
from metrics.tables.changes import ChangeRow
from metrics.tables.items import ItemRow
from surveys.model.instrument import INDEX
from words import number, percent, say, signed

UNITS = ("points", "original", "trusting")
POINTS, ORIGINAL, TRUSTING = UNITS

_MOST_DECIMALS = 2
"""Decimals on a questionnaire's scale, unless whole points of 0–100 are finer steps of it."""
_NOISE = 9
"""Decimals beyond which a number holds only floating-point noise."""


@dataclass(frozen=True)
class Scale:
    """The scale of a measure as the questionnaire writes it.

    Attributes
    ----------
    low, high : float
        Its ends: the lowest and highest score of the list of answers, whatever was answered.
    is_reversed : bool
        Of an item whose high answers mean low trust. Its level is the mean of the answers as they were given, so it
        falls where trust rises.
    is_turned : bool
        Of a dimension or the index: whether some of its items are reversed. These are turned round before they are
        averaged, so that its high end is high trust.
    """

    low: float
    high: float
    is_reversed: bool = False
    is_turned: bool = False

    def level(self, points: float) -> float:
        """A level on 0–100 on this scale: ``low + points/100·(high − low)``, of a reversed item from the other end."""
        share = (WHOLE_SCALE - points if self.is_reversed else points) / WHOLE_SCALE
        return round(self.low + share * self._width, _NOISE) + 0.0

    def change(self, points: float) -> float:
        """A change in points on this scale: ``points/100·(high − low)``, of a reversed item with the other sign."""
        way = -1 if self.is_reversed else 1
        return round(way * points / WHOLE_SCALE * self._width, _NOISE) + 0.0

    def interval(self, low: float, high: float) -> tuple[float, float]:
        """The ends of an interval of a change, the lower one first."""
        first, second = sorted((self.change(low), self.change(high)))
        return first, second

    def decimals(self, of_points: int) -> int:
        """Decimals of a number that follows from points with so many: as many as these steps need, seldom over two."""
        return min(self.finest(of_points), max(_MOST_DECIMALS, self.finest(0)))

    def finest(self, of_points: int) -> int:
        """The decimals at which no two numbers of points with so many decimals look the same."""
        step = self._width / WHOLE_SCALE / 10**of_points
        return max(0, ceil(round(-log10(step), _NOISE)))

    @property
    def _width(self) -> float:
        return self.high - self.low


def scale_of(result: Protected, measure: str) -> Scale | None:
    """The scale of a measure; None where its items have different ones, so that no mean of their answers exists."""
    facts = result.measure_of[measure]
    items = list(_items_of(result, facts))
    ends = {_ends(item) for item in items}
    if len(ends) != 1 or None in ends:
        return None
    ((low, high),) = (one for one in ends if one is not None)
    if facts.level == "item":
        return Scale(low, high, is_reversed=facts.reversed)
    return Scale(low, high, is_turned=any(item.reversed for item in items))


def _items_of(result: Protected, facts: Measure) -> Iterator[Measure]:
    """The items that a measure is made of: where none has a dimension, the index is made of all that are shown."""
    if facts.level == "item":
        yield facts
        return
    items = [measure for measure in result.measures if measure.level == "item"]
    has_dimensions = any(item.dimension for item in items)
    for item in items:
        is_of_index = item.dimension is not None or not has_dimensions
        if is_of_index if facts.name == INDEX else item.dimension == facts.name:
            yield item


def _ends(item: Measure) -> tuple[float, float] | None:
    """The lowest and highest score of an item's answers; None where there are not two."""
    scores = [float(answer.score) for answer in item.answers]
    return (min(scores), max(scores)) if len(set(scores)) > 1 else None


def scale_words(scale: Scale | None, language: str) -> str:
    """A scale by its ends, and whether it or some of its questions are reversed; of None, that there is none."""
    if scale is None:
        return say("findings.scale_differs", language)
    word = "reversed" if scale.is_reversed else "turned" if scale.is_turned else "ends"
    return say(f"findings.scale_{word}", language, **ends_of_scale(scale, language))


@dataclass(frozen=True)
class OnScale:
    """The numbers of one row of changes, which has a change, on a scale, in the words of a language.

    They follow from the row's points as they are shown, with as many decimals as `decimals` says.
    """

    result: Protected
    row: ChangeRow
    scale: Scale
    language: str

    @cached_property
    def digits(self) -> int:
        """Decimals of all its numbers: more than usual where a change other than none would be said as 0."""
        shown = decimals(self.row)
        usual = self.scale.decimals(shown)
        changes = [self.scale.change(points) for points in (rounded(self.row.change, shown), *self._interval) if points]
        return usual if all(round(change, usual) for change in changes) else self.scale.finest(shown)

    @cached_property
    def _interval(self) -> tuple[float, ...]:
        """The ends of the interval in points, as they are shown; none without one."""
        if self.row.ci_low is None or self.row.ci_high is None:
            return ()
        low, high = max(self.row.ci_low, -WHOLE_SCALE), min(self.row.ci_high, WHOLE_SCALE)
        return rounded_interval(low, high, decimals(self.row), reading_of(self.row, self.result.settings.margin))

    def level(self, points: float) -> str:
        """A level of the row."""
        shown = rounded(points, decimals(self.row)) or 0.0
        return number(self.scale.level(shown), self.language, self.digits)

    @property
    def change(self) -> str:
        """The change with its sign."""
        shown = rounded(self.row.change, decimals(self.row)) or 0.0
        return signed(self.scale.change(shown), self.language, self.digits)

    @property
    def ends(self) -> dict[str, str]:
        """The ends of the 95 % interval, `low` and `high`; none without an interval."""
        if not self._interval:
            return {}
        low, high = self.scale.interval(*self._interval)
        return {"low": signed(low, self.language, self.digits), "high": signed(high, self.language, self.digits)}

    @property
    def levels(self) -> str:
        """Before and after, and of how many: *3.45 → 3.40 of 5*; empty where the levels are not shown."""
        if self.row.mean_from is None or self.row.mean_to is None:
            return ""
        before, after = self.level(self.row.mean_from), self.level(self.row.mean_to)
        if self.scale.low < 0:
            return say("findings.levels_on", self.language, before=before, after=after, **self._ends_of_scale)
        return say("findings.levels_of", self.language, before=before, after=after, high=self._ends_of_scale["high"])

    @property
    def levels_or_change(self) -> str:
        """The levels; the change alone where these are not shown, or would look the same though there is a change."""
        levels = [self.level(mean) for mean in (self.row.mean_from, self.row.mean_to) if mean is not None]
        is_moving = rounded(self.row.change, decimals(self.row)) != 0
        if self.levels and (len(set(levels)) > 1 or not is_moving):
            return self.levels
        return say("findings.change_on", self.language, change=self.change, **self._ends_of_scale)

    @property
    def _ends_of_scale(self) -> dict[str, str]:
        return ends_of_scale(self.scale, self.language)


def ends_of_scale(scale: Scale, language: str) -> dict[str, str]:
    """The ends of a scale in words, `low` and `high`, as the questionnaire writes them."""
    ends = {"low": scale.low, "high": scale.high}
    return {name: number(end, language, len(score_key(end).partition(".")[2])) for name, end in ends.items()}


def on_scale(result: Protected, row: ChangeRow, language: str) -> OnScale | None:
    """The numbers of a row on its own scale; None where it has no change, or no scale."""
    scale = scale_of(result, row.measure)
    return None if scale is None or row.change is None else OnScale(result, row, scale, language)


def trusting_levels(result: Protected, row: ChangeRow, language: str) -> str:
    """The share who trust before and after, of an item in the headline's pair; where either is hidden, that it is.

    Empty for a dimension or the index, which have no such share, and where nothing is compared.
    """
    if row.level != "item" or row.change is None:
        return ""
    found = (result.item_of.get((row.measure, row.group, round_)) for round_ in (row.from_round, row.to_round))
    before, after = (None if one is None else trusting_share(result, one) for one in found)
    if before is None or after is None:
        return say("findings.short_protected", language)
    return say("figures.from_to", language, before=percent(before, language), after=percent(after, language))


def trusting_share(result: Protected, row: ItemRow) -> float | None:
    """The share who trust, to be rounded once: of the counts, as the share in the table has one decimal already.

    Weighted as the table has it; None where the table has none.
    """
    total = sum((row.counts or {}).values())
    if row.trusting is None or not total or result.settings.weights:
        return row.trusting
    measure = result.measure_of[row.item]
    scores = [float(answer.score) for answer in measure.answers]
    middle, way = (min(scores) + max(scores)) / 2, -1 if measure.reversed else 1
    return 100 * sum(n for score, n in (row.counts or {}).items() if way * (float(score) - middle) > 0) / total


def beside(result: Protected, row: ChangeRow, units: str, language: str) -> str:
    """What is said of a change beside its sentence, which is in points: its levels in other units, as a sentence.

    Empty in points, and where there is nothing to say: nothing is shown, or there is no such share.
    """
    if units == TRUSTING and (levels := trusting_levels(result, row, language)):
        return say_of_index("findings.beside_trusting", result, language, levels=levels)
    if units != ORIGINAL or row.change is None:
        return ""
    found = on_scale(result, row, language)
    if found is None:
        return say("findings.beside_differs", language)
    word = "reversed" if found.scale.is_reversed else "turned" if found.scale.is_turned else "scale"
    return say_of_index(f"findings.beside_{word}", result, language, levels=found.levels_or_change)
