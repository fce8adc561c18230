"""Questions: the topline of each, and which changed most surely or stand highest and lowest after.

Questions are ordered within one side's answers, or everybody's; sides and groups are never ordered by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from charts.drawing.questions.chosen import questions_of
from charts.drawing.questions.shares import scored
from charts.drawing.rounds import rounds_in_order, rounds_shown
from metrics import ChangeRow, ItemRow, Measure, Protected
from metrics.findings.verdicts import SURE
from metrics.result.names import round_on_day, say_of_index
from metrics.result.units import Scale, scale_words
from metrics.result.withheld import why_withheld
from metrics.schema.precision import rounded
from reports.content.findings import Finding, finding_of, findings_of, what, who
from reports.content.levels import Level, level_cell, level_of, scales_of
from reports.content.tables import NONE, Cell, Table, capital, not_shown
from reports.report import Report
from words import label_in, number, own_direction, percent, printable, say

MOST = 3
"""So many questions are named as the surest, the highest or the lowest."""
One = TypeVar("One")


@dataclass(frozen=True)
class Standouts:
    """Questions of one side, or of everybody, that stand out.

    Attributes
    ----------
    group, who : str
    changed : tuple of Finding
        Those that surely rose or fell, the surest first: by the end of their interval that lies nearest to 0.
    highest, lowest : tuple of Finding
        By their level after; none is in both.
    """

    group: str
    who: str
    changed: tuple[Finding, ...]
    highest: tuple[Finding, ...]
    lowest: tuple[Finding, ...]


def standouts(report: Report, most: int = MOST) -> tuple[Standouts, ...]:
    """The questions that stand out, of each side or of everybody; nobody of whom no question is compared."""
    result = report.result
    found = []
    for group in result.headline_groups:
        rows = [row for row in questions_of(result, group) if row.change is not None]
        if rows:
            sure = sorted((row for row in rows if row.verdict in SURE), key=_surest_first)[:most]
            highest, lowest = _ends([(row, row.mean_to) for row in rows if row.mean_to is not None], most)
            found.append(
                Standouts(group, who(report, group), *(findings_of(report, one) for one in (sure, highest, lowest)))
            )
    return tuple(found)


@dataclass(frozen=True)
class LevelEnds:
    """Questions of one side, or of everybody, with the highest and the lowest answers in the only round.

    Attributes
    ----------
    group, who : str
    highest, lowest : tuple of Level
        None is in both.
    """

    group: str
    who: str
    highest: tuple[Level, ...]
    lowest: tuple[Level, ...]


def level_ends(report: Report, most: int = MOST, *, with_answers: bool = False) -> tuple[LevelEnds, ...]:
    """What `standouts` has of highest and lowest, where there is one round; nobody of whom no question is shown.

    Parameters
    ----------
    report : Report
    most : int
        So many at each end.
    with_answers : bool
        Whether only questions count of which it is shown how many gave which answer.
    """
    result = report.result
    if result.change_of:
        return ()
    when = rounds_shown(result)[-1]
    items = [measure.name for measure in result.measures if measure.level == "item"]
    scales = scales_of(report, items)
    found = []
    for group in result.headline_groups:
        known = [level_of(report, item, group, when, scales.get(item)) for item in items]
        shown = [
            (one, one.number)
            for one in known
            if one is not None and one.number is not None and (not with_answers or _shows_answers(report, one))
        ]
        if shown:
            found.append(LevelEnds(group, who(report, group), *_ends(shown, most)))
    return tuple(found)


def _shows_answers(report: Report, level: Level) -> bool:
    """Whether it is shown how many gave which answer."""
    row = report.result.item_of.get((level.measure, level.group, level.round))
    return row is not None and row.shows_answers


def shows_all(report: Report, group: str) -> bool:
    """Whether each question that a side was asked has its level in the last round shown."""
    result, when = report.result, rounds_shown(report.result)[-1]
    items = [measure.name for measure in result.measures if measure.level == "item"]
    rows = [result.score_of.get((item, group, when)) for item in items]
    return all(row.mean is not None for row in rows if row is not None)


def _surest_first(row: ChangeRow) -> tuple[bool, float, float]:
    """Rows without an interval last; then by how far the interval stays away from 0, then by the change."""
    change = abs(row.change or 0.0)
    if row.ci_low is None or row.ci_high is None:
        return True, 0.0, -change
    return False, -min(abs(row.ci_low), abs(row.ci_high)), -change


def _ends(known: Sequence[tuple[One, float]], most: int) -> tuple[tuple[One, ...], tuple[One, ...]]:
    """The highest and the lowest of what stands with its level, as many as leave none in both; ties stand as asked."""
    n = min(most, len(known) // 2)
    falling = sorted(known, key=lambda one: -one[1])
    lowest = sorted(falling[len(falling) - n :], key=lambda one: one[1])
    return tuple(one for one, _ in falling[:n]), tuple(one for one, _ in lowest)


@dataclass(frozen=True)
class Topline:
    """All that the result shows of one question to one side, or to everybody.

    Attributes
    ----------
    number : int
        Its place in the questionnaire, from 1.
    item, group, who : str
    question : str
        Its wording as it was put to them.
    aspect : str
        What it is a question of; empty where of none.
    table : Table
        A row an answer, then no answer, people and mean; a column a date. Without rows where none may be shown.
    finding : Finding or None
        Its change; None where nothing is compared.
    notes : tuple of str
        Why something is not shown, and that the question is reversed.
    """

    number: int
    item: str
    group: str
    who: str
    question: str
    aspect: str
    table: Table
    finding: Finding | None
    notes: tuple[str, ...]


def toplines(report: Report) -> tuple[Topline, ...]:
    """The topline of every question, of each side that was asked it, or of everybody; in the instrument's order."""
    result = report.result
    items = [measure for measure in result.measures if measure.level == "item"]
    return tuple(
        _topline(report, place, measure, group)
        for place, measure in enumerate(items, start=1)
        for group in result.headline_groups
        if any((measure.name, group, one.name) in result.item_of for one in result.rounds)
    )


def _topline(report: Report, place: int, measure: Measure, group: str) -> Topline:
    result, language = report.result, report.language
    rounds = [name for name in rounds_in_order(result) if (measure.name, group, name) in result.item_of]
    rows = [result.item_of[measure.name, group, name] for name in rounds]
    change = result.change_of.get((measure.name, group))
    question = what(report, measure.name, group)
    heads = ("", *(capital(round_on_day(result, name, language)) for name in rounds))
    lines = _lines(report, measure, group, rows)
    notes = _notes(report, measure, rows, change)
    aspect = result.measure_of.get(measure.dimension or "")
    return Topline(
        place,
        measure.name,
        group,
        who(report, group),
        question,
        "" if aspect is None else printable(label_in(aspect.label, language)),
        Table(f"topline_{measure.name}", question, heads, lines, notes),
        None if change is None else finding_of(report, change),
        notes,
    )


def _lines(report: Report, measure: Measure, group: str, rows: Sequence[ItemRow]) -> tuple[tuple[Cell, ...], ...]:
    """Each answer's share, no answer, people, mean; a line that says nothing at any date is left out."""
    language = report.language
    shares = [shares_of_answers(report.result, measure, row, language) for row in rows]
    names = list(dict.fromkeys(name for one in shares for name in one))
    found = [(name, [share_cell(one.get(name), report, shown=bool(one)) for one in shares]) for name in names]
    scale = scales_of(report, [measure.name]).get(measure.name)
    levels = [level_of(report, measure.name, group, row.round, scale) for row in rows]
    counts = [_people(row) or (level.people if level else None) for row, level in zip(rows, levels, strict=True)]
    none = [row.non_answers for row in rows]
    found.append((say("headings.non_answers", language), [_count(n, report) for n in none]))
    found.append((say("headings.n", language), [_count(n, report) for n in counts]))
    means = [not_shown(language) if level is None else level_cell(level) for level in levels]
    found.append((_mean(scale, language), means))
    return tuple((Cell(name), *cells) for name, cells in found if not all(cell.hidden for cell in cells))


def _mean(scale: Scale | None, language: str) -> str:
    """What a mean is called, with the scale that it is on."""
    if scale is None:
        return say("headings.mean", language)
    return say("reports.content_mean_on", language, scale=scale_words(scale, language))


def shares_of_answers(result: Protected, measure: Measure, row: ItemRow, language: str) -> dict[str, float]:
    """Percent of the answers given, by answer as the questionnaire lists them; none where they are not shown."""
    if row.counts is not None and (total := sum(row.counts.values())):
        return {
            own_direction(printable(label_in(answer.label, language)), language): 100 * row.counts[answer.score] / total
            for answer, _ in scored(measure)
        }
    if row.trusting is None or row.neutral is None or row.distrusting is None:
        return {}
    shares = {"distrusting": row.distrusting, "in_the_middle": row.neutral, "trusting": row.trusting}
    return {say_of_index(f"figures.{word}", result, language): share for word, share in shares.items()}


def share_cell(share: float | None, report: Report, *, shown: bool) -> Cell:
    """A share in a cell; a dash, or that it is not shown, where there is none."""
    if share is None:
        return Cell(NONE) if shown else not_shown(report.language)
    return Cell(percent(share, report.language), "share", rounded(share, 0))


def _count(n: int | None, report: Report) -> Cell:
    return not_shown(report.language) if n is None else Cell(number(n, report.language), "people", n)


def _people(row: ItemRow) -> int | None:
    """How many gave an answer, where that is shown."""
    return None if row.counts is None else sum(row.counts.values())


def _notes(report: Report, measure: Measure, rows: Sequence[ItemRow], change: ChangeRow | None) -> tuple[str, ...]:
    language, notes = report.language, []
    if not any(row.shows_answers for row in rows):
        means = change is not None and change.change is not None
        notes.append(say(f"reports.content_{'means_only' if means else 'nothing_of_question'}", language))
    elif not all(row.shows_answers for row in rows):
        notes.append(say("reports.content_some_answers", language))
    elif any(row.counts is None for row in rows):
        notes.append(say("reports.content_weighted_shares", language))
    if measure.reversed:
        notes.append(say_of_index("reports.content_reversed", report.result, language))
    if change is not None:
        notes += why_withheld([change], language)
    return tuple(notes)
