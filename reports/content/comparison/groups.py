"""Two groups or sides of one edition side by side; how their changes differ is said only where a test says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from charts import has_index
from metrics import ALL, INDEX, ChangeRow, DifferenceRow, Protected
from metrics.model.settings import ALPHA
from metrics.schema.precision import decimals_for
from reports.content.figure_tables.changes import CODES
from reports.content.findings import Finding, findings_of, what, who
from reports.content.levels import cells_in_points, heads_of, notes_of_levels, subject_heads, units_notes
from reports.content.tables import NONE, Cell, Table, capital, p_text
from reports.report import Report
from words import number, say, signed


def parties_compared(result: Protected) -> tuple[str, ...]:
    """The sides and groups, or everybody, and the categories of the breakdown, of whom the index is shown."""
    cells = (*result.group_rows, *result.category_rows)
    names = [*(name for name in result.headline_groups if name != ALL), *(cell.name for cell in cells)]
    return tuple(name for name in names if has_index(result, name, shown=True))


def index_of_two(report: Report, groups: Sequence[str]) -> Table:
    """A row each: the index before and after, the change, interval, finding and people."""
    found = _index_of(report, groups)
    heads = (*subject_heads(report, ("who",)), *heads_of(report))
    cells = tuple((Cell(one.who), *cells_in_points(report, one)) for one in found)
    title = capital(what(report, INDEX, groups[0]))
    notes = _notes(report, found, cells, [INDEX])
    return Table("compared_index", title, heads, cells, notes, codes=(("group",), *CODES))


def said_of_two(report: Report, groups: Sequence[str]) -> str:
    """What was found of the index of either, a sentence each."""
    return " ".join(one.sentence for one in _index_of(report, groups))


def _index_of(report: Report, groups: Sequence[str]) -> tuple[Finding, ...]:
    return findings_of(report, [report.result.change_of[INDEX, group] for group in groups])


def parts_of_two(report: Report, groups: Sequence[str], level: str) -> Table | None:
    """A row a group for each aspect or question, those of one together; None where neither group has one.

    What is put to the groups in words of their own is named so in either row.
    """
    result, language = report.result, report.language
    measures = [one.name for one in result.measures if one.level == level]
    rows: list[tuple[Cell, ...]] = []
    found: list[Finding] = []
    for measure in measures:
        pair = [result.change_of.get((measure, group)) for group in groups]
        known = findings_of(report, [row for row in pair if row is not None])
        by_group = {one.group: one for one in known}
        for group in groups if known else ():
            one = by_group.get(group)
            cells = [Cell(NONE)] * len(CODES) if one is None else cells_in_points(report, one)
            rows.append((Cell(capital((one or known[0]).what)), Cell(who(report, group)), *cells))
        found += known
    if not rows:
        return None
    heads = (*subject_heads(report, ("what", "who")), *heads_of(report))
    notes, title = _notes(report, found, rows, measures), say(f"compare.{level}s", language)
    codes = (("measure",), ("group",), *CODES)
    return Table(f"compared_{level}s", title, heads, tuple(rows), notes, 2, codes, grouped=True)


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
