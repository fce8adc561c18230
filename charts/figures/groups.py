"""The index of each group before and after."""

from __future__ import annotations

from charts.drawing.dumbbells import Section
from charts.drawing.levels import levels_or_changes
from charts.drawing.picture import Picture, View, groups_by_side
from charts.drawing.titles import counted
from metrics import INDEX, Protected

NAME = "groups"
PAGE = "groups"
AXIS_DECIMALS = 1


def views(result: Protected) -> list[View]:
    """The only one, where a group may be named."""
    return [View()] if any((INDEX, group.name) in result.change_of for group in result.group_rows) else []


def draw(result: Protected, view: View) -> Picture:
    """The index of each group before and after, under the heading of its side."""
    language = view.language
    known = [group.name for group in result.group_rows if (INDEX, group.name) in result.change_of]
    sections = [
        Section(heading, tuple(result.change_of[INDEX, group] for group in of_side))
        for heading, of_side in groups_by_side(result, known, language)
    ]
    rows = tuple(row for section in sections for row in section.rows)
    return levels_or_changes(result, sections, counted(result, rows, "groups", language), view)
