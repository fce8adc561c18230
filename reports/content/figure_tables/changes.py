"""Figures of changes as tables: of sides, groups, categories, aspects, and of later pairs of rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts import View, dimension_rows, pair_label
from metrics import ALL, INDEX, ChangeRow, group_label, measure_label, side_label
from reports.content.findings import Finding, findings_of
from reports.content.levels import cells_of, heads_of, notes_of_changes, subject_heads
from reports.content.tables import Cell, Table
from reports.report import Report
from words import printable, say

CODES = (("mean_from",), ("mean_to",), ("change",), ("ci_low", "ci_high"), ("finding",), ("n_from", "n_to"))
"""What the columns of `reports.content.levels.cells_of` are called for other programs."""

_BEHIND_LEVELS = 2
"""The first of `CODES` that says something of a change."""


@dataclass(frozen=True)
class NamedRow:
    """A row of a figure of changes, with what names it in its table."""

    names: tuple[str, ...]
    change: ChangeRow


def sides(report: Report, _view: View, title: str) -> Table:
    """The index of each side, and of all answers together."""
    result, names = report.result, list(report.result.headline_groups)
    names += [ALL] if ALL not in names and (INDEX, ALL) in result.change_of else []
    return _of_index(report, "sides", title, names)


def groups(report: Report, _view: View, title: str) -> Table:
    """The index of each group, under its side where there are sides."""
    result, language = report.result, report.language
    if not result.sides:
        return _of_index(report, "groups", title, [group.name for group in result.group_rows])
    found = []
    for side in [*(side.name for side in result.sides), None]:
        heading = say("findings.no_side", language) if side is None else side_label(result, side, language)
        found += [
            NamedRow((heading, group_label(result, group.name, language)), result.change_of[INDEX, group.name])
            for group in result.group_rows
            if group.side == side and (INDEX, group.name) in result.change_of
        ]
    return table_of_changes(report, "groups", title, ("side", "who"), found)


def categories(report: Report, _view: View, title: str) -> Table:
    """The index of each category of the breakdown."""
    return _of_index(report, "categories", title, [one.name for one in report.result.category_rows])


def dimensions(report: Report, view: View, title: str) -> Table:
    """The aspects of one group or side."""
    result, language = report.result, report.language
    rows = dimension_rows(result, view.group_in(result))
    found = [NamedRow((measure_label(result, row.measure, language, row.group),), row) for row in rows]
    return table_of_changes(report, "dimensions", title, ("what",), found, on_axis_of_changes=True)


def pairs(report: Report, _view: View, title: str) -> Table:
    """The index of each side in all pairs of rounds."""
    result, language = report.result, report.language
    found = [
        NamedRow((group_label(result, group, language), pair_label(result, pair, language)), row)
        for group in result.headline_groups
        for pair in result.pairs
        if (row := result.changes_of(pair).get((INDEX, group))) is not None
    ]
    made = table_of_changes(report, "pairs", title, ("who", "rounds"), found)
    levels = tuple(say(f"reports.content_head_{word}", language) for word in ("mean_from_pair", "mean_to_pair"))
    return replace(made, heads=(*made.heads[:2], *levels, *made.heads[4:]))


def cells(report: Report, _view: View, title: str) -> Table:
    """The change of each aspect for each group."""
    result, language = report.result, report.language
    names = [group.name for group in result.group_rows if (INDEX, group.name) in result.change_of]
    measures = [measure.name for measure in result.measures if measure.level == "dimension"]
    known = [(measure, name) for measure in measures for name in names if (measure, name) in result.change_of]
    found = findings_of(report, [result.change_of[key] for key in known])
    rows = []
    for (measure, name), one in zip(known, found, strict=True):
        named = measure_label(result, measure, language), group_label(result, name, language)
        rows.append((*(Cell(printable(text)) for text in named), *cells_of(report, one)[_BEHIND_LEVELS:]))
    heads = (*subject_heads(report, ("what", "who")), *heads_of(report)[_BEHIND_LEVELS:])
    notes = notes_of_changes(report, rows, [one for one in found if one.adds_up])
    codes = (("measure",), ("group",), *CODES[_BEHIND_LEVELS:])
    return Table("cells", title, heads, tuple(rows), notes, 2, codes, grouped=True)


def table_of_changes(
    report: Report,
    name: str,
    title: str,
    subjects: Sequence[str],
    named: Sequence[NamedRow],
    *,
    on_axis_of_changes: bool = False,
) -> Table:
    """Before, after, change, interval, finding and people of some rows.

    Parameters
    ----------
    subjects : sequence of str
        What names a row: ``side``, ``who``, ``what`` or ``rounds``.
    on_axis_of_changes : bool
        Whether the figure draws changes alone, so that it leaves out levels which, each rounded, would not give them.
    """
    found = findings_of(report, [one.change for one in named])
    all_levels = not on_axis_of_changes and _has_levels(found)
    rows = tuple(
        (*(Cell(printable(text)) for text in one.names), *cells_of(report, finding, all_levels=all_levels))
        for one, finding in zip(named, found, strict=True)
    )
    heads = (*subject_heads(report, subjects), *heads_of(report))
    notes = notes_of_changes(report, rows, found, all_levels=all_levels)
    codes = (*((_CODES_OF_SUBJECTS[word],) for word in subjects), *CODES)
    return Table(name, title, heads, rows, notes, len(subjects), codes, grouped=len(subjects) > 1)


_CODES_OF_SUBJECTS = {"side": "side", "who": "group", "what": "measure", "rounds": "rounds"}


def _of_index(report: Report, name: str, title: str, groups_: Sequence[str]) -> Table:
    """The index of some sides, groups or categories."""
    result, language = report.result, report.language
    found = [
        NamedRow((group_label(result, group, language),), result.change_of[INDEX, group])
        for group in groups_
        if (INDEX, group) in result.change_of
    ]
    return table_of_changes(report, name, title, ("who",), found)


def _has_levels(found: Sequence[Finding]) -> bool:
    """Whether every change has its levels, so that the figure draws levels (`charts.drawing.levels`)."""
    return all(one.before_text and one.after_text for one in found if one.change is not None)
