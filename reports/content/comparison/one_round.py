"""Where sides and groups are in the only round, side by side: levels of the index, aspects and questions; no change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from charts import rounds_shown
from metrics import INDEX, Protected
from metrics.result.names import say_of_index
from reports.content.findings import what, who
from reports.content.levels import Level, level_cell, level_of, scales_of, subject_heads, units_notes, what_cell
from reports.content.tables import NONE, Cell, Table
from reports.report import Report
from words import number, say


def whole_and_aspects(result: Protected) -> list[str]:
    """The index and its aspects."""
    return [measure.name for measure in result.measures if measure.level != "item"]


def levels_by_measure(
    report: Report, groups: Sequence[str], measures: Iterable[str], name: str, title: str
) -> Table | None:
    """A row a measure, for each side or group its level and people; None where nobody has a level.

    What is put to the groups in words of their own is named by all of them.
    """
    known = list(measures)
    found = {
        (measure, group): one for measure in known for group in groups if (one := _level(report, measure, group, known))
    }
    with_people = [group for group in groups if any(one.people for (_, of), one in found.items() if of == group)]
    rows = []
    for measure in known:
        of = [group for group in groups if (measure, group) in found]
        if not of:
            continue
        called = " / ".join(dict.fromkeys(what(report, measure, group) for group in of))
        cells = (
            cell
            for group in groups
            for cell in _cells(report, found.get((measure, group)), people=group in with_people)
        )
        rows.append((what_cell(called, measure), *cells))
    heads, codes = [*subject_heads(report, ("what",))], [("measure",)]
    for group in groups:
        heads.append(who(report, group))
        codes.append((f"mean_{group}",))
        if group in with_people:
            heads.append(say("reports.content_head_people", report.language))
            codes.append((f"n_{group}",))
    return _table(report, name, title, heads, rows, known, codes)


def levels_by_group(report: Report, groups: Sequence[str], name: str, title: str) -> Table | None:
    """A row a side or group: the index with its people, then each aspect; None where nobody has a level."""
    measures = whole_and_aspects(report.result)
    rows = []
    for group in groups:
        found = [_level(report, measure, group, measures) for measure in measures]
        if any(found):
            cells = (cell for place, one in enumerate(found) for cell in _cells(report, one, people=place == 0))
            rows.append((Cell(who(report, group)), *cells))
    first, *aspects = (what_cell(what(report, measure, groups[0]), measure).text for measure in measures)
    heads = [*subject_heads(report, ("who",)), first, say("reports.content_head_people", report.language), *aspects]
    codes = [("group",), (f"mean_{measures[0]}",), ("n",), *((f"mean_{measure}",) for measure in measures[1:])]
    return _table(report, name, title, heads, rows, measures, codes)


def levels_said(report: Report, groups: Iterable[str]) -> str:
    """Where the index of each of some sides or groups is, and of how many people, a part each."""
    parts = []
    for group in groups:
        one = _level(report, INDEX, group, [INDEX])
        if one is None:
            continue
        said = one.text
        if one.number is not None:
            said = say_of_index("reports.content_level", report.result, report.language, n=one.text)
        if one.people is not None:
            people = say("figures.n", report.language, n=number(one.people, report.language))
            said = say("figures.separator", report.language).join((said, people))
        parts.append(say("findings.paragraph_bin", report.language, what=one.who, names=said))
    return say("figures.between_sides", report.language).join(parts)


def _level(report: Report, measure: str, group: str, together: Sequence[str]) -> Level | None:
    """A level in the only round, in the units that all measures of a table have."""
    when = rounds_shown(report.result)[-1]
    return level_of(report, measure, group, when, scales_of(report, together).get(measure))


def _cells(report: Report, level: Level | None, *, people: bool) -> tuple[Cell, ...]:
    """The cells of a level, and where wanted of its people; dashes where there is none."""
    if level is None:
        return (Cell(NONE), Cell(NONE))[: 1 + people]
    n = Cell(NONE) if level.people is None else Cell(number(level.people, report.language), "people", level.people)
    return (level_cell(level), n)[: 1 + people]


def _table(
    report: Report,
    name: str,
    title: str,
    heads: Sequence[str],
    rows: Sequence[tuple[Cell, ...]],
    measures: Sequence[str],
    codes: Sequence[tuple[str, ...]],
) -> Table | None:
    """The table with its notes: what the numbers mean, and why some are not shown."""
    if not rows:
        return None
    hides = any(cell.hidden for row in rows for cell in row)
    why = [say("reports.content_hidden_cells", report.language)] if hides else []
    return Table(name, title, tuple(heads), tuple(rows), (*units_notes(report, measures), *why), codes=tuple(codes))
