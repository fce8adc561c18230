"""The index of each side before and after."""

from __future__ import annotations

from charts.drawing.dumbbells import Section
from charts.drawing.levels import levels_or_changes
from charts.drawing.picture import Picture, View
from charts.drawing.titles import counted, fitting, of_sides
from metrics import ALL, INDEX, Protected

NAME = "sides"
PAGE = "overview"
AXIS_DECIMALS = 1


def views(result: Protected) -> list[View]:
    """The only one, where there is a change."""
    return [View()] if any((INDEX, group) in result.change_of for group in result.headline_groups) else []


def draw(result: Protected, view: View) -> Picture:
    """The index of each side before and after, and of all answers together below; where there are no sides, of all.

    The title is made from the sides alone: their average may say "no change" where both moved. It is the report's too.
    """
    language = view.language
    heads = [result.change_of[INDEX, group] for group in result.headline_groups]
    title = fitting([*of_sides(result, language), counted(result, heads, "sides", language)])
    sections = [Section(None, tuple(heads))]
    if ALL not in result.headline_groups and (INDEX, ALL) in result.change_of:
        sections.append(Section(None, (result.change_of[INDEX, ALL],), apart=True))
    return levels_or_changes(result, sections, title, view)
