"""The points of a change in words: how many decimals, one point or several, and ends that do not belie the finding."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from metrics.findings.verdicts import may_rule_out, reading_of
from metrics.model.scores import DECIMALS
from metrics.result.result import INTERNAL, Protected
from metrics.schema.precision import decimals_for, rounded_interval
from metrics.tables.changes import ChangeRow
from words import decimals_of, number, say, signed

WHOLE_SCALE = 100.0
"""No change can be larger, in points."""
_OF_ONE_WAY = ("increased", "decreased", "trivial", "maybe_increased", "maybe_decreased")
"""Findings that name a direction: their change is never said as 0."""


def decimals(row: ChangeRow) -> int:
    """Decimals of a row's points in a sentence: none where they were rounded to whole points before."""
    counts = [n for n in (row.n_from, row.n_to) if n is not None]
    points = (row.mean_from, row.mean_to, row.change, row.ci_low, row.ci_high)
    if not counts or all(point is None or point == int(point) for point in points):
        return 0
    return decimals_for(min(counts))


@dataclass(frozen=True)
class SpokenPoints:
    """The points of one row of changes, which has a change, in the words of a language."""

    result: Protected
    row: ChangeRow
    language: str

    @cached_property
    def digits(self) -> int:
        """Decimals of the row's points: as few as `decimals`, more where the officer's numbers would not add up.

        A result that was handed on has no more decimals than it shows.
        """
        fewest = decimals(self.row)
        if self.result.audience != INTERNAL:
            return fewest
        tried = [digits for digits in range(fewest, max(fewest, 1) + 1) if self._says(digits) and self._adds_up(digits)]
        return tried[0] if tried else next((d for d in range(fewest, DECIMALS) if self._says(d)), fewest)

    def _says(self, digits: int) -> bool:
        """Whether a change that goes one way is not said as 0."""
        return self.row.verdict not in _OF_ONE_WAY or round(self.row.change or 0, digits) != 0

    def _adds_up(self, digits: int) -> bool:
        """Whether the change said is the difference of the levels said."""
        if self.row.mean_from is None or self.row.mean_to is None or self.row.change is None:
            return True
        first, second, change = (
            round(round(value, DECIMALS), digits) for value in (self.row.mean_from, self.row.mean_to, self.row.change)
        )
        return round(second - first - change, DECIMALS) == 0

    @property
    def change(self) -> str:
        """By how many points, without a sign."""
        return self.points(abs(self.row.change or 0), self.digits)

    @property
    def signed(self) -> str:
        """By how many points, with a sign."""
        change = self.row.change or 0
        return say("findings.signed_points", self.language, n=signed(change, self.language, self.digits))

    @property
    def levels(self) -> str:
        """From where to where; empty where the row has its change alone, or the levels would not add up to it."""
        if self.row.mean_from is None or self.row.mean_to is None or not self._adds_up(self.digits):
            return ""
        return say("findings.levels", self.language, **self._ends_of_change())

    def went(self, subject: str) -> str:
        """What became of somebody's trust, without a finding; the change alone where the levels would look the same."""
        ends = self._ends_of_change()
        is_still = not round(self.row.change or 0, self.digits)
        if ends and ends["before"] != ends["after"]:
            return say("findings.went_levels", self.language, subject=subject, **ends)
        if ends and is_still:
            return say("findings.went_nowhere", self.language, subject=subject, level=ends["after"])
        return say("findings.went_change", self.language, subject=subject, signed=self.signed)

    def _ends_of_change(self) -> dict[str, str]:
        if self.row.mean_from is None or self.row.mean_to is None:
            return {}
        means = {"before": self.row.mean_from, "after": self.row.mean_to}
        return {name: number(mean, self.language, self.digits) for name, mean in means.items()}

    @property
    def margin(self) -> str:
        """The smallest change that matters."""
        return self._exact(self.result.settings.margin)

    @property
    def ruled_out(self) -> str:
        """The change that a finding of the row may rule out."""
        return self._exact(self._ruled_out)

    @property
    def _ruled_out(self) -> float:
        return may_rule_out(self.result.settings.margin, self.row.level)

    @property
    def has_interval(self) -> bool:
        """Whether there is an interval of more than one number."""
        return None not in (self.row.ci_low, self.row.ci_high) and self.row.ci_low != self.row.ci_high

    @cached_property
    def ends(self) -> dict[str, str]:
        """The ends of the 95 % interval, `low` and `high`; none without an interval.

        One that rounding would take across a mark of the finding is said by the mark: just above 0. None is said to be
        beyond the ends of the scale.
        """
        if self.row.ci_low is None or self.row.ci_high is None:
            return {}
        read = reading_of(self.row, self.result.settings.margin)
        low, high = max(self.row.ci_low, -WHOLE_SCALE), min(self.row.ci_high, WHOLE_SCALE)
        ends = rounded_interval(low, high, self.digits, read)
        return {
            "low": self._end(low, ends[0]),
            "high": self._end(high, ends[1]),
        }

    def _end(self, value: float, kept: float) -> str:
        """An end: to the nearest step where this keeps its sides, else the mark next to it."""
        value = round(value, DECIMALS)
        nearest = round(value, self.digits) + 0.0
        if kept == nearest:
            return signed(kept, self.language, self.digits)
        marks = {sign * mark for mark in (0.0, self.result.settings.margin, self._ruled_out) for sign in (1, -1)}
        between = [mark for mark in marks if min(value, nearest) <= mark <= max(value, nearest)]
        mark = min(between, key=lambda one: abs(one - value))
        text = signed(mark, self.language, decimals_of(mark))
        if mark == value:
            return text
        return say(f"findings.just_{'above' if value > mark else 'below'}", self.language, mark=text)

    def points(self, value: float, digits: int) -> str:
        """So many points, one or several."""
        return say("findings.points", self.language, n=number(value, self.language, digits))

    def _exact(self, value: float) -> str:
        return say("findings.points", self.language, n=value)
