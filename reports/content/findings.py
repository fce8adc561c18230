"""What was found: each change in a sentence and in few words, and which findings stand together.

Groups are never ranked: whatever is listed of them stands in the instrument's order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from charts.drawing.dumbbells import people
from charts.drawing.findings import BINS, interval_text, mark_of, verdict_words
from charts.drawing.picture import dimension_rows
from charts.drawing.rounds import pair_label
from charts.drawing.units import IN_POINTS, Writing, writing_of
from metrics import INDEX, PROTECTED, ChangeRow, Protected, group_label, measure_label
from metrics.findings.verdicts import POINTING, RULING_OUT, way_of
from metrics.result.sentences import decimals, doubt, finding, grounds, moved_otherwise, said_apart
from metrics.result.units import beside
from metrics.result.withheld import reasons_withheld
from metrics.schema.precision import rounded
from reports.report import Report
from words import isolate, number, printable, say, signed

NOT_SHOWN, NOT_COMPARED = PROTECTED, "not_compared"
"""The names of the columns of rows that are hidden, and of those of which nothing could be compared."""
_COLUMNS: Mapping[str, bool] = {
    **{name: one.always and name == one.name for one in BINS for name in (one.name, *one.pointing)},
    NOT_SHOWN: False,
    NOT_COMPARED: False,
}
"""The columns of findings in their order, and whether each is there even where nothing is in it."""


@dataclass(frozen=True)
class Finding:
    """What was found of one measure of one side or group, in the reader's words.

    Attributes
    ----------
    measure, group : str
        Names of the row that it is of.
    who, what : str
        The same in words.
    sentence : str
        The finding as one sentence.
    grounds : tuple of str
        What it rests on, a sentence each.
    short : str
        The finding in a few words; where nothing could be compared, why.
    verdict : str or None
        None where nothing could be compared.
    way : int
        1 where it is a rise, or points to one; −1 of a fall; 0 else.
    mark : str
        The sign of the verdict; empty where there is none.
    change : float or None
        Points of 0–100, rounded as it is said; None where it is not shown.
    change_text, interval_text, before_text, after_text, people : str
        In the units of the report; empty where not shown.
    before, after : float or None
        The levels, points of 0–100, rounded as they are said; None where they are not shown.
    counts : tuple of int
        The people that it rests on: those of both rounds, or of each; none where not shown.
    beside : str
        A sentence with the levels in the units of the report; empty in points.
    adds_up : bool
        Whether the levels said differ by the change said; where not, the change is shown alone.
    withheld : tuple of str
        What it lacks to protect people though it is shown: ``levels``, ``spread`` (the interval) or both.
    note : str
        What a reader must know beside the change: that it may be chance, what is ruled out; empty else.
    """

    measure: str
    group: str
    who: str
    what: str
    sentence: str
    grounds: tuple[str, ...]
    short: str
    verdict: str | None
    way: int
    mark: str
    change: float | None
    change_text: str
    interval_text: str
    before_text: str
    after_text: str
    before: float | None
    after: float | None
    people: str
    counts: tuple[int, ...]
    beside: str
    adds_up: bool
    withheld: tuple[str, ...]
    note: str

    @property
    def hidden(self) -> bool:
        """Whether it is not shown, to protect the people who answered."""
        return self.verdict == PROTECTED

    @property
    def change_and_interval(self) -> str:
        """The change, and in brackets its interval where that is shown."""
        return f"{self.change_text} ({self.interval_text})" if self.interval_text else self.change_text


@dataclass(frozen=True)
class FindingColumn:
    """Findings that stand together.

    Attributes
    ----------
    name : str
        ``increased``, ``maybe_increased``, ``decreased``, ``maybe_decreased``, ``equivalent``, ``open``,
        ``protected`` (not shown) or ``not_compared``.
    heading : str
    findings : tuple of Finding
        In the instrument's order.
    """

    name: str
    heading: str
    findings: tuple[Finding, ...]


def finding_of(report: Report, row: ChangeRow, writing: Writing | None = None) -> Finding:
    """What was found in a row of changes; `writing`: how numbers are written, where many rows stand together."""
    result, language = report.result, report.language
    writing = writing or writing_of(result, [row], report.units)
    digits = decimals(row)

    def level(points: float | None) -> str:
        return "" if points is None else writing.level(result, row, points, language)

    shown = row.change is not None
    return Finding(
        measure=row.measure,
        group=row.group,
        who=who(report, row.group),
        what=what(report, row.measure, row.group),
        sentence=finding(result, row, language),
        grounds=tuple(grounds(result, row, language)) if shown else (),
        short=verdict_words(result, row, language),
        verdict=row.verdict,
        way=way_of(row.verdict, rounded(row.change, digits)),
        mark=isolate(mark_of(row.verdict), language) if row.verdict else "",
        change=rounded(row.change, digits),
        change_text=writing.change(result, row, language) if shown else "",
        interval_text=writing.interval(result, row, language) if shown else "",
        before_text=level(row.mean_from),
        after_text=level(row.mean_to),
        before=rounded(row.mean_from, digits),
        after=rounded(row.mean_to, digits),
        people=people(row, language) if shown else "",
        counts=_counts(row) if shown else (),
        beside=beside(result, row, report.units, language),
        adds_up=writing.adds_up(result, row),
        withheld=reasons_withheld(row),
        note=note_of(result, row, language, writing),
    )


def _counts(row: ChangeRow) -> tuple[int, ...]:
    """The people that a row rests on, as `charts.drawing.dumbbells.people` says them."""
    if row.n_matched:
        return (row.n_matched,)
    return tuple(n for n in (row.n_from, row.n_to) if n is not None)


def who(report: Report, group: str) -> str:
    """A side, a group, a category or everybody, by its name."""
    return printable(group_label(report.result, group, report.language))


def what(report: Report, measure: str, group: str) -> str:
    """A measure by its name, as it was put to somebody."""
    return printable(measure_label(report.result, measure, report.language, group))


def findings_of(report: Report, rows: Iterable[ChangeRow]) -> tuple[Finding, ...]:
    """What was found in several rows that stand together, in their order, all numbers in the same units."""
    known = list(rows)
    writing = writing_of(report.result, known, report.units)
    return tuple(finding_of(report, row, writing) for row in known)


def headline(report: Report) -> tuple[Finding, ...]:
    """The finding of each side, or of everybody where there are no sides; none where nothing is compared."""
    result = report.result
    found = (result.change_of.get((INDEX, group)) for group in result.headline_groups)
    return findings_of(report, (row for row in found if row is not None))


def moved_apart(report: Report, side: Finding) -> str:
    """Which aspects of a side surely rose or fell while the whole did not do the same; empty where none did."""
    row = report.result.change_of.get((side.measure, side.group))
    if row is None or side.change is None:
        return ""
    found = findings_of(report, moved_otherwise(report.result, row))
    return said_apart([(one.what, one.change_and_interval) for one in found], report.language)


@dataclass(frozen=True)
class LaterPair:
    """The headline of another pair of rounds than the first: its name in words, and the finding of each side."""

    rounds: tuple[str, str]
    name: str
    findings: tuple[Finding, ...]


def later_rounds(report: Report) -> tuple[LaterPair, ...]:
    """The headline of every other pair of rounds; none where one pair is compared."""
    result = report.result
    found = []
    for pair in result.pairs:
        if pair != result.headline_pair:
            rows = [result.changes_of(pair).get((INDEX, group)) for group in result.headline_groups]
            findings = findings_of(report, (row for row in rows if row is not None))
            found.append(LaterPair(pair, pair_label(result, pair, report.language), findings))
    return tuple(found)


def groups(report: Report) -> tuple[Finding, ...]:
    """The finding of each group that has a row, in the instrument's order."""
    return findings_of(report, _rows_of(report, (group.name for group in report.result.group_rows)))


def categories(report: Report) -> tuple[Finding, ...]:
    """The finding of each category of the breakdown."""
    return findings_of(report, _rows_of(report, (group.name for group in report.result.category_rows)))


def aspects(report: Report, group: str) -> tuple[Finding, ...]:
    """The finding of each aspect of one side or group, in the instrument's order."""
    return findings_of(report, dimension_rows(report.result, group))


def _rows_of(report: Report, names: Iterable[str]) -> list[ChangeRow]:
    found = (report.result.change_of.get((INDEX, name)) for name in names)
    return [row for row in found if row is not None]


def together(report: Report, findings: Sequence[Finding]) -> tuple[FindingColumn, ...]:
    """Findings by what was found: rose, points to a rise, fell, points to a fall, no change, open, not shown.

    Those of a rise and of a fall are there even where nothing is in them, as long as anything is shown: that nothing
    fell is worth saying.
    """
    found = [(_column(one), one) for one in findings]
    shown = any(one.change is not None for one in findings)
    made = []
    for name, always in _COLUMNS.items():
        held = tuple(one for column, one in found if column == name)
        if held or (always and shown):
            made.append(FindingColumn(name, say(f"reports.content_found_{name}", report.language), held))
    return tuple(made)


def _column(found: Finding) -> str:
    """In which column a finding stands."""
    if found.verdict is None or found.hidden:
        return NOT_SHOWN if found.hidden else NOT_COMPARED
    return next((one.name for one in BINS if found.verdict in one.verdicts), found.verdict)


def points_text(result: Protected, row: ChangeRow, language: str) -> str:
    """A change with its interval, where these are shown."""
    interval = interval_text(result, row, language)
    if row.change is None:
        return interval
    change = signed(row.change, language, decimals(row))
    return f"{change} ({interval})" if interval else change


def note_of(result: Protected, row: ChangeRow, language: str, writing: Writing = IN_POINTS) -> str:
    """What a reader must know beside the numbers: that it may be chance, what is ruled out, why nothing can be said."""
    if row.verdict in POINTING:
        if row.family != "groups":
            return doubt(row, language)
        return say("screens.found_maybe", language, k=number(row.family_size or 1, language))
    if row.verdict in RULING_OUT:
        return writing.ruled_out(result, row, language)
    return verdict_words(result, row, language) if row.verdict in ("trivial", "mixed", "too_few") else ""
