"""The index of each group before and after."""

from __future__ import annotations

from charts.drawing.dumbbells import Section
from charts.drawing.levels import levels_or_changes
from charts.drawing.picture import Picture, View
from charts.drawing.titles import counted
from metrics import INDEX, Protected, side_label
from words import say

NAME = "groups"
PAGE = "groups"
AXIS_DECIMALS = 1


def views(result: Protected) -> list[View]:
    """The only one, where a group may be named."""
    return [View()] if any((INDEX, group.name) in result.change_of for group in result.group_rows) else []


def draw(result: Protected, view: View) -> Picture:
    """The index of each group before and after, under the heading of its side."""
    language = view.language
    sections = []
    for side in [*(side.name for side in result.sides), None]:
        rows = tuple(
            result.change_of[INDEX, group.name]
            for group in result.group_rows
            if group.side == side and (INDEX, group.name) in result.change_of
        )
        if rows:
            heading = say("findings.no_side", language) if side is None else side_label(result, side, language)
            sections.append(Section(heading if result.sides else None, rows))
    rows = tuple(row for section in sections for row in section.rows)
    return levels_or_changes(result, sections, counted(result, rows, "groups", language), view)
