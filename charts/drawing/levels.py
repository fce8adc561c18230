"""Levels before and after where every change has them; where one lacks them, the changes."""

from __future__ import annotations

from collections.abc import Sequence

from charts.drawing.dumbbells import Section, dumbbells
from charts.drawing.forest import forest
from charts.drawing.keys import Entry
from charts.drawing.picture import Picture, View, picture_of_changes
from charts.drawing.titles import frame
from charts.drawing.units import writing_of
from metrics import Protected


def levels_or_changes(
    result: Protected,
    sections: Sequence[Section],
    title: str,
    view: View,
    *,
    shows: tuple[str, str] = ("levels", "index_changes"),
    who: str | None = None,
    rounds: Sequence[Entry] | None = None,
) -> Picture:
    """The picture of some changes on the axis of levels; on one of changes where any row is without its levels.

    Such a row has no place on an axis of levels, and on one axis all rows can be compared.

    Parameters
    ----------
    shows : (str, str)
        What either shows, as in `frame`.
    who : str, optional
        As in `frame`.
    rounds : sequence of Entry, optional
        As in `dumbbells`.
    """
    rows = [row for section in sections for row in section.rows]
    compared = [row for row in rows if row.change is not None]
    has_levels = all(row.mean_from is not None and row.mean_to is not None for row in compared)
    writing = writing_of(result, rows, view.units)
    what = writing.shows(shows[0 if has_levels else 1])
    around = frame(result, title, what, view.edition, view.language, who=who)
    if has_levels:
        figure = dumbbells(result, sections, around, view.look, rounds, writing)
    else:
        figure = forest(result, sections, around, view.look, writing)
    return picture_of_changes(result, around, figure, rows, view)
