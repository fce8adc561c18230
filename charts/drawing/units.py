"""How the numbers of a figure are written: in points of 0–100, or on the questionnaire's own scale.

Where a mark is drawn depends on the points alone, whatever is written beside it: a level of 3.4 of 5 is at 60, and the
grey band of 5 points is 0.2 of that scale wide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from charts.drawing.findings import change_text, interval_text, ruled_out
from charts.drawing.keys import Entry, of_band
from charts.primitives.look import Look
from metrics import INDEX, ChangeRow, Protected
from metrics.model.measures import score_key
from metrics.model.scores import DECIMALS
from metrics.result.sentences import decimals
from metrics.result.units import ORIGINAL, TRUSTING, OnScale, Scale, scale_of, scale_words
from words import label_in, number, say, say_about_index, signed

_LEVELS = (0.0, 25.0, 50.0, 75.0, 100.0)
"""Where an axis of levels has its ticks."""


@dataclass(frozen=True)
class Writing:
    """How the numbers of a figure's rows are written.

    Attributes
    ----------
    scales : mapping
        The questionnaire's scale of each measure; none: all is in points.
    note : str
        A word of ``figures.key_<note>``: why a figure stays in points though something else was chosen.
    index : mapping
        What the questionnaire calls the index, by language; empty for trust.
    """

    scales: Mapping[str, Scale] = field(default_factory=dict)
    note: str = ""
    index: Mapping[str, str] = field(default_factory=dict)

    @property
    def common(self) -> Scale | None:
        """The scale of all rows, by which an axis is written; None where they differ, or all is in points."""
        known = {(scale.low, scale.high, scale.is_reversed): scale for scale in self.scales.values()}
        return next(iter(known.values())) if len(known) == 1 else None

    def shows(self, what: str) -> str:
        """The word of ``figures.shows_<what>`` that says what a figure in these units shows."""
        return f"{what}_original" if self.scales else what

    def level(self, result: Protected, row: ChangeRow, points: float, language: str) -> str:
        """A level of a row."""
        if scale := self.scales.get(row.measure):
            return OnScale(result, row, scale, language).level(points)
        return number(points, language, decimals(row))

    def change(self, result: Protected, row: ChangeRow, language: str) -> str:
        """The change of a row behind the sign of its verdict, if that has one."""
        return change_text(row, language, self.bare_change(result, row, language))

    def bare_change(self, result: Protected, row: ChangeRow, language: str) -> str:
        """The change of a row without the sign of its verdict; empty where there is none."""
        if row.change is None:
            return ""
        scale = self.scales.get(row.measure)
        return OnScale(result, row, scale, language).change if scale else signed(row.change, language, decimals(row))

    def interval(self, result: Protected, row: ChangeRow, language: str) -> str:
        """The 95 % interval of a row's change; empty where there is none."""
        scale = self.scales.get(row.measure)
        if scale is None:
            return interval_text(result, row, language)
        ends = OnScale(result, row, scale, language).ends
        return say("figures.interval", language, **ends) if ends else ""

    def ruled_out(self, result: Protected, row: ChangeRow, language: str) -> str:
        """What the finding of a row rules out, in a few words; its size is in points, whatever else is written."""
        return ruled_out(result, row, language, names_points=row.measure in self.scales)

    def levels(self, result: Protected, row: ChangeRow, language: str) -> str:
        """Before → after of a row, and of how many; empty in points, where the change says enough."""
        scale = self.scales.get(row.measure)
        return OnScale(result, row, scale, language).levels if scale else ""

    def adds_up(self, result: Protected, row: ChangeRow) -> bool:
        """Whether the levels of a row, as they are written, differ by the change as it is written.

        46.4 and 46.6 are 46 and 47, and 0 apart; of levels or a change that are not shown there is nothing to see.
        """
        if row.mean_from is None or row.mean_to is None or row.change is None:
            return True
        before, after, change = (round(x, decimals(row)) for x in (row.mean_from, row.mean_to, row.change))
        if scale := self.scales.get(row.measure):
            digits = OnScale(result, row, scale, "en").digits
            before, after = (round(scale.level(level), digits) for level in (before, after))
            change = round(scale.change(change), digits)
        return round(after - before - change, DECIMALS) == 0

    def ends_of_scale(self, row: ChangeRow, language: str) -> tuple[str, str]:
        """The levels of a row where all answers are the lowest, or the highest."""
        scale, ends = self.scales.get(row.measure), (_LEVELS[0], _LEVELS[-1])
        low, high = (_tick(scale.level(end) if scale else end, language) for end in ends)
        return low, high

    def levels_ticks(self, language: str) -> list[tuple[float, str]]:
        """The ticks of an axis of levels; none where the rows' scales differ: each row says its own numbers."""
        if not self.scales:
            return [(x, number(x, language)) for x in _LEVELS]
        scale = self.common
        return [(x, _tick(scale.level(x), language)) for x in _LEVELS] if scale else []

    def levels_ends(self, language: str) -> tuple[str, str]:
        """What lies at the ends of an axis of levels: the lowest and the highest answers, or distrust and trust."""
        scale = self.common
        if self.scales and (scale is None or scale.is_reversed):
            return self._said("distrusting", language), self._said("trusting", language)
        low, high = (scale.low, scale.high) if scale else (_LEVELS[0], _LEVELS[-1])
        ends = (("lowest", low), ("highest", high))
        first, second = (say(f"figures.{word}", language, end=_tick(end, language)) for word, end in ends)
        return first, second

    def changes_ticks(self, places: Sequence[float], language: str) -> list[tuple[float, str]]:
        """The ticks of an axis of changes; none where the rows' scales differ."""
        if not self.scales:
            return [(x, signed(x, language)) for x in places]
        scale = self.common
        return [(x, _tick(scale.change(x), language, sign="+")) for x in places] if scale else []

    def band(self, result: Protected, look: Look) -> Entry:
        """The grey band in the key, by the size that the reader sees it in."""
        scale, points = self.common, of_band(result, look)
        if scale is None:
            return points
        margin = result.settings.margin
        words = {"margin": _tick(abs(scale.change(margin)), look.language), "points": _tick(margin, look.language)}
        return Entry(points.mark, points.colour, say("figures.key_band_original", look.language, **words))

    def notes(self, look: Look) -> list[Entry]:
        """In the key: that questions are reversed or turned round, or why the figure stays in points."""
        scales = self.scales.values()
        known = {
            "reversed": any(one.is_reversed for one in scales),
            "turned": any(one.is_turned for one in scales),
            self.note: bool(self.note),
        }
        said = [self._said(f"key_{key}", look.language) for key, is_there in known.items() if is_there]
        return [Entry("", look.palette.muted, words) for words in said]

    def scale_note(self, row: ChangeRow, language: str) -> str:
        """What is to be known of a row's scale: its ends where an axis can't say them, and that it is reversed."""
        scale = self.scales.get(row.measure)
        if scale is None or row.change is None:
            return ""
        return scale_words(scale, language) if self.common is None else self.reversed_note(row, language)

    def reversed_note(self, row: ChangeRow, language: str) -> str:
        """That the numbers which a row shows fall where trust rises; empty where they do not."""
        scale = self.scales.get(row.measure)
        is_reversed = scale is not None and scale.is_reversed and row.change is not None
        return say("figures.reversed", language) if is_reversed else ""

    def _said(self, word: str, language: str) -> str:
        return say_about_index(f"figures.{word}", language, label_in(self.index, language))


IN_POINTS = Writing()
"""Everything on 0–100."""


def writing_of(result: Protected, rows: Iterable[ChangeRow], units: str) -> Writing:
    """How the numbers of some rows are written in a unit of `UNITS`.

    In points all the same where a row has no scale of its own, as an axis can't have two units; and of shares.
    """
    index = result.measure_of[INDEX].label
    if units == TRUSTING:
        return Writing(note="no_trusting", index=index)
    if units != ORIGINAL:
        return IN_POINTS
    scales = {measure: scale_of(result, measure) for measure in dict.fromkeys(row.measure for row in rows)}
    known = {measure: scale for measure, scale in scales.items() if scale is not None}
    return Writing(known, index=index) if len(known) == len(scales) else Writing(note="no_scale", index=index)


def _tick(value: float, language: str, sign: str = "") -> str:
    """A number with no more decimals than it has; with its sign, where asked for."""
    decimals_of = len(score_key(round(value, 6)).partition(".")[2])
    return signed(value, language, decimals_of) if sign else number(value, language, decimals_of)
