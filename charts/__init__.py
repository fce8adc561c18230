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
    picture_of_categories,
    picture_of_cells,
    picture_of_dimensions,
    picture_of_groups,
    picture_of_pairs,
    picture_of_reliability,
    picture_of_sides,
)
from charts.gaps import gaps_of
from charts.heatmap import heatmap
from charts.look import MARKS, Look
from charts.mutual import RATERS, picture_of_gaps, picture_of_ratings, raters_in, widest_gaps
from charts.rounds import pair_label, round_label, rounds_shown

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
