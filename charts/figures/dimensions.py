"""The change of each aspect of trust for one group or side."""

from __future__ import annotations

from charts.drawing.dumbbells import Section
from charts.drawing.forest import forest
from charts.drawing.picture import Picture, View, dimension_rows, groups_shown, picture_of_changes
from charts.drawing.titles import frame, of_aspects
from charts.drawing.units import writing_of
from metrics import Protected, group_label, measure_label
from words import say

NAME = "dimensions"
PAGE = "groups"
AXIS_DECIMALS = 1


def views(result: Protected) -> list[View]:
    """One for each side, group and category that has aspects of trust."""
    return [View(group=group) for group in groups_shown(result) if dimension_rows(result, group)]


def draw(result: Protected, view: View) -> Picture:
    """The change of each dimension for one group or side."""
    language, edition, look, group = view.language, view.edition, view.look, view.group_in(result)
    rows = dimension_rows(result, group)
    who = group_label(result, group, language)
    title = say("figures.for_group", language, who=who, title=of_aspects(result, rows, language))
    writing = writing_of(result, rows, view.units)
    around = frame(result, title, writing.shows("changes"), edition, language)
    names = tuple(measure_label(result, row.measure, language, row.group) for row in rows)
    figure = forest(result, [Section(None, tuple(rows), names=names)], around, look, writing)
    return picture_of_changes(result, around, figure, rows, view)
