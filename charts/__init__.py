"""Figures: a protected result in, a Plotly figure out."""

from charts.answers import answers
from charts.canvas import REPORT_WIDTH, Frame
from charts.dumbbells import Section, dumbbells
from charts.forest import forest
from charts.gallery import (
    ORDERS,
    Picture,
    dimension_rows,
    picture_of_answers,
    picture_of_cells,
    picture_of_dimensions,
    picture_of_groups,
    picture_of_sides,
)
from charts.heatmap import heatmap
from charts.look import MARKS, Look

__all__ = [
    "MARKS",
    "ORDERS",
    "REPORT_WIDTH",
    "Frame",
    "Look",
    "Picture",
    "Section",
    "answers",
    "dimension_rows",
    "dumbbells",
    "forest",
    "heatmap",
    "picture_of_answers",
    "picture_of_cells",
    "picture_of_dimensions",
    "picture_of_groups",
    "picture_of_sides",
]
