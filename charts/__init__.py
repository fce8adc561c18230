"""Figures: a protected result in, a Plotly figure out."""

from charts.drawing.canvas import REPORT_WIDTH, Frame
from charts.drawing.dumbbells import Section, dumbbells
from charts.drawing.look import MARKS, Look
from charts.drawing.rounds import pair_label, round_label, rounds_shown
from charts.figures.answers import answers
from charts.figures.cells import heatmap
from charts.figures.dimensions import forest
from charts.figures.gaps import gaps_of
from charts.gallery import (
    ORDERS,
    Picture,
    dimension_rows,
    picture_of_answers,
    picture_of_categories,
    picture_of_cells,
    picture_of_dimensions,
    picture_of_groups,
    picture_of_pairs,
    picture_of_reliability,
    picture_of_sides,
)
from charts.mutual import RATERS, picture_of_gaps, picture_of_ratings, raters_in, widest_gaps

__all__ = [
    "MARKS",
    "ORDERS",
    "RATERS",
    "REPORT_WIDTH",
    "Frame",
    "Look",
    "Picture",
    "Section",
    "answers",
    "dimension_rows",
    "dumbbells",
    "forest",
    "gaps_of",
    "heatmap",
    "pair_label",
    "picture_of_answers",
    "picture_of_categories",
    "picture_of_cells",
    "picture_of_dimensions",
    "picture_of_gaps",
    "picture_of_groups",
    "picture_of_pairs",
    "picture_of_ratings",
    "picture_of_reliability",
    "picture_of_sides",
    "raters_in",
    "round_label",
    "rounds_shown",
    "widest_gaps",
]
