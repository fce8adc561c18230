"""Any figure as what Office can edit: charts, or a table of shaded cells."""

from __future__ import annotations

from charts import View, draw
from metrics import Protected
from reports.office.charts.matrix import Matrix, changes_matrix, ratings_matrix
from reports.office.charts.place import NativeChart, Place
from reports.office.charts.scatter import scatter_charts
from reports.office.charts.stacked import stacked_charts

Native = Matrix | tuple[NativeChart, ...]
"""A table, or the charts of a figure, from the top."""

_MATRICES = {"cells": changes_matrix, "ratings": ratings_matrix}
_OF_BARS = ("answers",)


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
    if figure in _MATRICES:
        return _MATRICES[figure](result, view, picture.alternative)
    has_bars = figure in _OF_BARS and any(getattr(part, "role", "") == "round" for part in picture.drawing.parts)
    charts = stacked_charts if has_bars else scatter_charts
    return tuple(charts(picture.drawing, place, view.language, picture.alternative))
