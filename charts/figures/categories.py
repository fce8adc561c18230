"""The index of each category of the breakdown before and after."""

from __future__ import annotations

from charts.drawing.dumbbells import Section
from charts.drawing.levels import levels_or_changes
from charts.drawing.picture import Picture, View
from charts.drawing.titles import counted
from metrics import INDEX, Protected
from words import label_in

NAME = "categories"
PAGE = "groups"
AXIS_DECIMALS = 1


def views(result: Protected) -> list[View]:
    """The only one, where results are broken down."""
    return [View()] if any((INDEX, one.name) in result.change_of for one in result.category_rows) else []


def draw(result: Protected, view: View) -> Picture:
    """The index of each category of the breakdown before and after."""
    language = view.language
    found = [(INDEX, category.name) for category in result.category_rows]
    rows = tuple(result.change_of[key] for key in found if key in result.change_of)
    by = label_in(result.breakdown.label, language) if result.breakdown else ""
    title = counted(result, rows, "categories", language, by=by)
    return levels_or_changes(result, [Section(None, rows)], title, view)
