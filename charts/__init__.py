"""Figures: a protected result in; out a drawing for screens and files, and a Plotly figure for notebooks."""

from charts.drawing.canvas import REPORT_WIDTH
from charts.drawing.frame import Frame
from charts.drawing.picture import ORDERS, RATERS, Picture, View, dimension_rows
from charts.drawing.rounds import has_index, pair_label, rounds_shown
from charts.gallery import Figure, all_figures, draw, figures_of_page
from charts.primitives.look import Look

__all__ = [
    "ORDERS",
    "RATERS",
    "REPORT_WIDTH",
    "Figure",
    "Frame",
    "Look",
    "Picture",
    "View",
    "all_figures",
    "dimension_rows",
    "draw",
    "figures_of_page",
    "has_index",
    "pair_label",
    "rounds_shown",
]
