"""Where things stand in one round: the levels of sides and groups, and the tables of levels and changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from charts.drawing.rounds import rounds_in_order, rounds_shown
from charts.drawing.titles import MOST_NAMED
from metrics import INDEX, round_label
from metrics.findings.verdicts import RULING_OUT
from metrics.result.names import round_on_day, say_of_index
from metrics.result.units import ORIGINAL, TRUSTING, Scale, scale_of
from metrics.schema.precision import decimals_for, rounded
from metrics.schema.rows import LEVELS, SPREAD
from reports.content.findings import (
    Finding,
    aspects,
    categories,
    findings_of,
    groups,
    headline,
    later_rounds,
    what,
    who,
)
from reports.content.tables import NONE, Cell, Table, capital, not_shown
from reports.report import Report
from words import number, say

_AFTER_LEVELS = 4
"""Columns of a finding behind its two levels."""


@dataclass(frozen=True)
class Level:
    """A level of one measure of one side or group in one round.

    Attributes
    ----------
    measure, group, round : str
    who, what, when : str
        The same in words.
    number : float or None
        Points of 0–100, rounded as said; None where it is not shown.
    text : str
        In the units of the report; that it is not shown where it is not.
    people : int or None
    """

    measure: str
    group: str
    round: str
    who: str
    what: str
    when: str
    number: float | None
    text: str
    people: int | None


def level_of(report: Report, measure: str, group: str, round_: str, scale: Scale | None = None) -> Level | None:
    """A level, in points or on a scale; None where the result has no such row."""
    result, language = report.result, report.language
    row = result.score_of.get((measure, group, round_))
    if row is None:
        return None
    shown = None
    text = say("findings.short_protected", language)
    if row.mean is not None:
        digits = decimals_for(row.n or 0)
        shown = rounded(row.mean, digits) or 0.0
        level, decimals = (shown, digits) if scale is None else (scale.level(shown), scale.decimals(digits))
        text = number(level, language, decimals)
    names = who(report, group), what(report, measure, group), round_label(result, round_, language)
    return Level(measure, group, round_, *names, shown, text, row.n)


def levels_in_short(report: Report) -> str:
    """Where each of at most three sides is, in points; empty where nothing of it is shown, or on another scale."""
    language, found = report.language, levels(report)
    if len(found) > MOST_NAMED or scales_of(report, [INDEX]) or all(one.number is None for one in found):
        return ""
    parts = []
    for one in found:
        said = one.text
        if one.number is not None:
            said = say_of_index("reports.content_level", report.result, language, n=one.text)
        parts.append(say("findings.paragraph_bin", language, what=one.who, names=said))
    return say("figures.between_sides", language).join(parts)


def scales_of(report: Report, measures: Iterable[str]) -> dict[str, Scale]:
    """The questionnaire's scales of measures that stand together; none in points, or where one of them has none."""
    if report.units != ORIGINAL:
        return {}
    scales = {measure: scale_of(report.result, measure) for measure in measures}
    known = {measure: scale for measure, scale in scales.items() if scale is not None}
    return known if len(known) == len(scales) else {}


def units_notes(report: Report, measures: Iterable[str]) -> tuple[str, ...]:
    """What the numbers of some measures mean: on 0–100, or on the questionnaire's own scale; and why not as chosen."""
    result, language = report.result, report.language
    if scales_of(report, measures):
        return (say_of_index("workbook.note_original", result, language),)
    why = {ORIGINAL: "key_no_scale", TRUSTING: "key_no_trusting"}.get(report.units)
    points = say("workbook.note_scale", language)
    return (points, say_of_index(f"figures.{why}", result, language)) if why else (points,)


def levels(report: Report) -> tuple[Level, ...]:
    """The index of each side, or of everybody, in each round: what there is to say where nothing is compared."""
    result = report.result
    scale = scales_of(report, [INDEX]).get(INDEX)
    found = (
        level_of(report, INDEX, group, round_, scale)
        for group in result.headline_groups
        for round_ in rounds_in_order(result)
    )
    return tuple(level for level in found if level is not None)


def cells_of(report: Report, found: Finding, *, all_levels: bool = False) -> tuple[Cell, ...]:
    """Before, after, change, interval, finding and people of a finding, a cell each.

    `all_levels`: also levels that, each rounded, would not give the change, as a figure of levels has them.
    """
    hidden, none = not_shown(report.language), Cell(NONE)
    interval = hidden if found.hidden or SPREAD in found.withheld else none
    missing = hidden if found.hidden else none
    return (
        *_levels_of(report, found, all_levels=all_levels),
        Cell(found.change_text, "change", found.change, found.verdict, found.way) if found.change_text else missing,
        Cell(found.interval_text, "interval") if found.interval_text else interval,
        hidden if found.hidden else Cell(found.short, "finding", None, found.verdict, found.way),
        _people_cell(report, found) if found.people else missing,
    )


def cells_in_points(report: Report, found: Finding) -> tuple[Cell, ...]:
    """`cells_of`, where what is ruled out is said in points: for the index these are not as many as for its parts."""
    cells = cells_of(report, found)
    if found.verdict not in RULING_OUT:
        return cells
    return tuple(replace(cell, text=found.note) if cell.kind == "finding" else cell for cell in cells)


def _levels_of(report: Report, found: Finding, *, all_levels: bool = False) -> tuple[Cell, Cell]:
    """Before and after: that they are not shown where they are hidden; a dash where they would not give the change."""
    none = Cell(NONE)
    missing = not_shown(report.language) if found.hidden or LEVELS in found.withheld else none
    before, after = (
        (Cell(text, "level", points) if found.adds_up or all_levels else none) if text else missing
        for text, points in ((found.before_text, found.before), (found.after_text, found.after))
    )
    return before, after


def levels_cell(report: Report, found: Finding) -> Cell:
    """Before → after in one cell; one word or dash where neither is said."""
    before, after = _levels_of(report, found)
    if "level" not in (before.kind, after.kind):
        return before
    return Cell(say("figures.from_to", report.language, before=before.text, after=after.text))


def notes_of_levels(report: Report, found: Iterable[Finding]) -> tuple[str, ...]:
    """Why some findings that are shown have no levels in their table, a sentence a reason that occurs."""
    cells = [levels_cell(report, one) for one in found if one.change is not None]
    why = {"reports.content_hidden_cells": any(cell.hidden for cell in cells)}
    why["reports.content_change_alone"] = any(cell.text == NONE for cell in cells)
    return tuple(say(key, report.language) for key, occurs in why.items() if occurs)


def people_number(found: Finding, language: str) -> str:
    """How many people, for a column that says so; those of both rounds where they are not the same; else empty."""
    return " / ".join(number(n, language) for n in found.counts[: len(set(found.counts))])


def _people_cell(report: Report, found: Finding) -> Cell:
    one_number = found.counts[0] if len(set(found.counts)) == 1 else None
    return Cell(people_number(found, report.language), "people", one_number)


def heads_of(report: Report) -> tuple[str, ...]:
    """The heads of `cells_of`."""
    result, language = report.result, report.language
    rounds = rounds_shown(result)
    names = [capital(round_on_day(result, name, language)) for name in rounds]
    words = ("change", "interval", "finding", "people")
    return (*names, *(say(f"reports.content_head_{word}", language) for word in words))


def what_cell(name: str, measure: str) -> Cell:
    """What a row measures: the index's name begins it as those of aspects do."""
    return Cell(capital(name) if measure == INDEX else name)


def sides(report: Report) -> Table | None:
    """The index of each side, then each of its aspects: before, after, change, interval, finding, people.

    Where there is one round, its levels. None where there is nothing of that.
    """
    result = report.result
    if not result.change_of:
        measures = [one.name for one in result.measures if one.level != "item"]
        return _levels_table(report, "sides", result.headline_groups, measures)
    found = [
        one
        for head in headline(report)
        for one in (head, *aspects(report, head.group))
    ]  # fmt: skip
    return _table_of(report, "sides", found, with_measure=True)


def sides_by_aspects(report: Report) -> Table | None:
    """A row a measure, a column a side: the change with its interval; None where nothing is compared."""
    heads = headline(report)
    if not heads:
        return None
    columns = {head.group: {one.measure: one for one in (head, *aspects(report, head.group))} for head in heads}
    measures = [one.name for one in report.result.measures if any(one.name in found for found in columns.values())]
    rows = []
    for measure in measures:
        cells = [_change_cell(report, found.get(measure)) for found in columns.values()]
        rows.append((what_cell(what(report, measure, heads[0].group), measure), *cells))
    names = (say("reports.content_head_what", report.language), *(head.who for head in heads))
    return Table(
        "sides_by_aspects", _title(report, "sides_by_aspects"), names, tuple(rows), _notes(report, rows, measures)
    )


def levels_by_aspects(report: Report) -> Table | None:
    """A row a measure, a column a side: the level in the only round; None where there are more, or no levels."""
    result = report.result
    if len(result.rounds) > 1:
        return None
    (alone,) = result.rounds
    measures = [one.name for one in result.measures if one.level != "item"]
    scales = scales_of(report, measures)
    rows = []
    for measure in measures:
        known = [level_of(report, measure, side, alone.name, scales.get(measure)) for side in result.headline_groups]
        if any(level is not None for level in known):
            cells = (Cell(NONE) if level is None else level_cell(level) for level in known)
            name = what(report, measure, result.headline_groups[0])
            rows.append((what_cell(name, measure), *cells))
    if not rows:
        return None
    heads = (say("reports.content_head_what", report.language), *(who(report, one) for one in result.headline_groups))
    title = say_of_index("reports.content_levels_sides", result, report.language)
    return Table("levels_by_aspects", title, heads, tuple(rows), _notes(report, rows, measures))


def _change_cell(report: Report, found: Finding | None) -> Cell:
    """A change with its interval in one cell; a dash where the measure does not apply."""
    if found is None:
        return Cell(NONE)
    if found.hidden:
        return not_shown(report.language)
    if found.change is None:
        return Cell(found.short)
    text = f"{found.change_text} ({found.interval_text})" if found.interval_text else found.change_text
    return Cell(text, "change", found.change, found.verdict, found.way)


def later_table(report: Report) -> Table | None:
    """A row a side in every other pair of rounds than the headline's; None where there is none."""
    language = report.language
    found = [(later.name, one) for later in later_rounds(report) for one in later.findings]
    if not found:
        return None
    rows = tuple((Cell(name), Cell(one.who), *cells_of(report, one)) for name, one in found)
    words = ("mean_from_pair", "mean_to_pair")
    heads = (
        say("reports.content_head_rounds", language),
        *subject_heads(report, ("who",)),
        *(say(f"reports.content_head_{word}", language) for word in words),
        *heads_of(report)[-_AFTER_LEVELS:],
    )
    title = say("screens.later_rounds", language)
    notes = notes_of_changes(report, rows, [one for _, one in found])
    return Table("later_rounds", title, heads, rows, notes, 2)


def groups_table(report: Report) -> Table | None:
    """A row a group, in the instrument's order; None where no group may be named."""
    result = report.result
    if not result.change_of:
        return _levels_table(report, "groups", [group.name for group in result.group_rows])
    return _table_of(report, "groups", groups(report))


def categories_table(report: Report) -> Table | None:
    """A row a category of the breakdown; None where there is none."""
    return _table_of(report, "categories", categories(report))


def questions_overview(report: Report) -> Table | None:
    """A row a question of each side, as asked: its change and finding; None where nothing is compared."""
    result = report.result
    rows = [
        row
        for group in result.headline_groups
        for row in result.change_of.values()
        if row.level == "item" and row.group == group
    ]
    return _table_of(report, "questions", findings_of(report, rows), with_measure=True)


def _table_of(report: Report, name: str, found: Sequence[Finding], *, with_measure: bool = False) -> Table | None:
    if not found:
        return None
    subjects = ("who", "what") if with_measure else ("who",)
    heads = subject_heads(report, subjects)
    rows = tuple((*_subject(one, with_measure=with_measure), *cells_of(report, one)) for one in found)
    notes = notes_of_changes(report, rows, found)
    return Table(name, _title(report, name), (*heads, *heads_of(report)), rows, notes, len(subjects))


def _subject(found: Finding, *, with_measure: bool) -> tuple[Cell, ...]:
    return (Cell(found.who), what_cell(found.what, found.measure)) if with_measure else (Cell(found.who),)


def _levels_table(report: Report, name: str, of: Sequence[str], measures: Sequence[str] = (INDEX,)) -> Table | None:
    """Some measures of some sides or groups in each round."""
    result, language = report.result, report.language
    rounds = rounds_in_order(result)
    rows = []
    scales = scales_of(report, measures)
    for group in of:
        for measure in measures:
            found = [level_of(report, measure, group, round_, scales.get(measure)) for round_ in rounds]
            if any(level is not None for level in found):
                cells = [Cell(NONE) if level is None else level_cell(level) for level in found]
                subject = (Cell(who(report, group)), what_cell(what(report, measure, group), measure))
                rows.append((*subject[: len(_subjects(measures))], *cells))
    if not rows:
        return None
    heads = subject_heads(report, _subjects(measures))
    rounds_heads = tuple(capital(round_on_day(result, round_, language)) for round_ in rounds)
    title = say_of_index(f"reports.content_levels_{name}", result, language)
    return Table(name, title, (*heads, *rounds_heads), tuple(rows), _notes(report, rows, measures), len(heads))


def _subjects(measures: Sequence[str]) -> tuple[str, ...]:
    """What says what a row is about: who, and the measure where there are several."""
    return ("who", "what") if len(measures) > 1 else ("who",)


def subject_heads(report: Report, subjects: Sequence[str]) -> tuple[str, ...]:
    """The heads of the columns that say what a row is about: ``side``, ``who``, ``what`` or ``rounds``."""
    keys = ("headings.side" if word == "side" else f"reports.content_head_{word}" for word in subjects)
    return tuple(say_of_index(key, report.result, report.language) for key in keys)


def level_cell(level: Level) -> Cell:
    """A level in a cell, or that it is not shown."""
    return Cell(level.text, "level", level.number, hidden=level.number is None)


def _title(report: Report, name: str) -> str:
    return say_of_index(f"reports.content_table_{name}", report.result, report.language)


def notes_of_changes(
    report: Report, rows: Sequence[tuple[Cell, ...]], found: Sequence[Finding], *, all_levels: bool = False
) -> tuple[str, ...]:
    """The notes of a table of findings: also why some have no levels, or levels that differ by another change."""
    alone = not all(one.adds_up for one in found)
    why = [say("screens.meaning_rounding" if all_levels else "reports.content_change_alone", report.language)]
    why = why if alone else []
    return (*_notes(report, rows, [one.measure for one in found]), *why)


def _notes(report: Report, rows: Sequence[tuple[Cell, ...]], measures: Iterable[str]) -> tuple[str, ...]:
    """What the numbers mean, and why some are not shown."""
    hides = any(cell.hidden for row in rows for cell in row)
    why = [say("reports.content_hidden_cells", report.language)] if hides else []
    return (*units_notes(report, dict.fromkeys(measures)), *why)
