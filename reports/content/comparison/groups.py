"""Two groups or sides of one edition side by side; how their changes differ is said only where a test says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from metrics import ALL, INDEX, ChangeRow, DifferenceRow, Protected
from metrics.model.settings import ALPHA
from metrics.schema.precision import decimals_for
from reports.content.findings import Finding, findings_of, what, who
from reports.content.levels import cells_of, heads_of, levels_cell, notes_of_levels, units_notes
from reports.content.tables import NONE, Cell, Table, capital, not_shown, p_text
from reports.report import Report
from words import number, say, signed


def parties_compared(result: Protected) -> tuple[str, ...]:
    """The sides and groups, or everybody, and the categories of the breakdown, of whom a change is shown."""
    cells = (*result.group_rows, *result.category_rows)
    names = [*(name for name in result.headline_groups if name != ALL), *(cell.name for cell in cells)]
    rows = result.change_of
    return tuple(name for name in names if (INDEX, name) in rows and rows[INDEX, name].change is not None)


def index_of_two(report: Report, groups: Sequence[str]) -> Table:
    """A row each: the index before and after, the change, interval, finding and people."""
    rows = [report.result.change_of[INDEX, group] for group in groups]
    found = findings_of(report, rows)
    heads = (say("reports.content_head_who", report.language), *heads_of(report))
    cells = tuple((Cell(one.who), *cells_of(report, one)) for one in found)
    title = capital(what(report, INDEX, groups[0]))
    return Table("compared_index", title, heads, cells, _notes(report, found, cells, [INDEX]))


def parts_of_two(report: Report, groups: Sequence[str], level: str) -> Table | None:
    """A row an aspect or a question: levels, change and finding of either; None where neither has one."""
    result, language = report.result, report.language
    measures = [one.name for one in result.measures if one.level == level]
    rows: list[tuple[Cell, ...]] = []
    found: list[Finding] = []
    for measure in measures:
        pair = [result.change_of.get((measure, group)) for group in groups]
        known = findings_of(report, [row for row in pair if row is not None])
        if known:
            by_group = {one.group: one for one in known}
            names = dict.fromkeys(one.what for one in known)
            cells = (cell for group in groups for cell in _two_cells(report, by_group.get(group)))
            rows.append((Cell(capital(" / ".join(names))), *cells))
            found += known
    if not rows:
        return None
    heads = [say("reports.content_head_what", language)]
    for group in groups:
        name = who(report, group)
        heads += [say("compare.head_levels", language, who=name), say("compare.head_change", language, who=name)]
    title = say(f"compare.{level}s", language)
    return Table(f"compared_{level}s", title, tuple(heads), tuple(rows), _notes(report, found, rows, measures))


def _two_cells(report: Report, found: Finding | None) -> tuple[Cell, Cell]:
    """Levels; change with its interval and finding."""
    if found is None:
        return Cell(NONE), Cell(NONE)
    if found.hidden:
        return levels_cell(report, found), not_shown(report.language)
    if found.change is None:
        return levels_cell(report, found), Cell(found.short)
    text = say("compare.change_and_finding", report.language, change=found.change_and_interval, finding=found.short)
    return levels_cell(report, found), Cell(text, "change", found.change, found.verdict, found.way)


def _notes(
    report: Report, found: Iterable[Finding], rows: Iterable[tuple[Cell, ...]], measures: Iterable[str]
) -> tuple[str, ...]:
    known = tuple(found)
    hides = any(cell.hidden for row in rows for cell in row)
    why = [say("reports.content_hidden_cells", report.language)] if hides else []
    return tuple(dict.fromkeys([*units_notes(report, measures), *why, *notes_of_levels(report, known)]))


def difference_sentence(report: Report, groups: Sequence[str]) -> str:
    """By how much the change of one of two groups differs from the other's; or that nothing says it."""
    result, language = report.result, report.language
    row, k = _difference(result, groups), _family(result)
    if row is None or row.difference is None:
        return say("compare.difference_none", language)
    first, second = (row.b, row.a) if row.difference >= 0 else (row.a, row.b)
    rows = [result.change_of[INDEX, group] for group in (first, second)]
    digits = _digits(rows, row)
    sign = 1 if first == row.b else -1
    values = {
        "first": who(report, first),
        "second": who(report, second),
        "points": say("findings.points", language, n=number(abs(row.difference), language, digits)),
    }
    if row.ci_low is None or row.ci_high is None:
        return say("compare.difference_alone", language, **values)
    low, high = sorted((sign * row.ci_low, sign * row.ci_high))
    ends = {"low": signed(low, language, digits), "high": signed(high, language, digits)}
    if row.p_adjusted is not None and row.p_adjusted <= ALPHA:
        return say("compare.difference_sure", language, p=p_text(row.p_adjusted, language), **values, **ends)
    if low > 0:
        return say("compare.difference_maybe", language, k=number(k, language), **values, **ends)
    return say("compare.difference_open", language, **values, **ends)


def _difference(result: Protected, groups: Sequence[str]) -> DifferenceRow | None:
    """The row of the index that compares the two groups' changes in the headline's rounds."""
    return next((row for row in _of_index(result) if {row.a, row.b} == set(groups)), None)


def _family(result: Protected) -> int:
    """How many pairs of groups are compared with it."""
    return sum(row.p is not None for row in _of_index(result))


def _of_index(result: Protected) -> list[DifferenceRow]:
    pair = result.headline_pair
    return [
        row for row in result.difference_in_change if row.measure == INDEX and (row.from_round, row.to_round) == pair
    ]


def _digits(rows: Iterable[ChangeRow], row: DifferenceRow) -> int:
    """Decimals of the points: none where what is shown was rounded to whole points."""
    counts = [n for one in rows for n in (one.n_from, one.n_to) if n is not None]
    points = (row.difference, row.ci_low, row.ci_high)
    if not counts or all(point is None or point == int(point) for point in points):
        return 0
    return decimals_for(min(counts))
