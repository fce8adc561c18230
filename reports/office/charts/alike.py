"""Any figure as what Office can edit: charts, or a table of shaded cells."""

from __future__ import annotations

from charts import View, draw
from charts.primitives.drawing import Drawing, Text
from metrics import Protected
from reports.office.charts.matrix import Matrix, changes_matrix, ratings_matrix
from reports.office.charts.place import NativeChart, Place
from reports.office.charts.scatter import scatter_charts
from reports.office.charts.stacked import stacked_charts

Native = Matrix | tuple[NativeChart, ...]
"""A table, or the charts of a figure, from the top."""

MATRICES = {"cells": changes_matrix, "ratings": ratings_matrix}
"""Figures that are tables in Office."""


def native_of(result: Protected, figure: str, view: View, place: Place) -> Native:
    """A figure as native charts of some size, or as a table.

    A figure of more rows than have room gives several charts; one without rows none.

    Parameters
    ----------
    figure : str
        A name of `charts.all_figures`.
    view : View
        What is drawn; charts are laid out without the title, subtitle and footer of a report.
    """
    picture = draw(figure, result, view)
    if figure in MATRICES:
        return MATRICES[figure](result, view, picture.alternative)
    return charts_of(picture.drawing, place, view.language, picture.alternative)


def charts_of(drawing: Drawing, place: Place, language: str, alternative: str) -> tuple[NativeChart, ...]:
    """A drawing as native charts: stacked bars where it has bars of rounds, else an XY chart.

    Parameters
    ----------
    alternative : str
        The figure in words, for those who can't see it.
    """
    charts = stacked_charts if has_bars(drawing) else scatter_charts
    return tuple(charts(drawing, place, language, alternative))


def has_bars(drawing: Drawing) -> bool:
    """Whether a drawing has bars of answers."""
    return any(isinstance(part, Text) and part.role == "round" for part in drawing.parts)
