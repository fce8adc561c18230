"""Every figure, drawn of a result for a look."""

from __future__ import annotations

from collections.abc import Callable

from charts import (
    Look,
    Picture,
    picture_of_answers,
    picture_of_categories,
    picture_of_cells,
    picture_of_dimensions,
    picture_of_gaps,
    picture_of_groups,
    picture_of_pairs,
    picture_of_ratings,
    picture_of_reliability,
    picture_of_sides,
)
from metrics import Protected

ROUNDS = ("pre", "post")
SIDE = "SIDE:civil_society"
POINTS, SHARES, ALPHAS = 1, 2, 2
"""Decimals: of points; of shares, of which a bar begins at half; of alpha and omega."""
Draw = Callable[[Protected, Look], Picture]

DRAWN: dict[str, tuple[int, Draw]] = {
    "sides": (POINTS, lambda result, look: picture_of_sides(result, "Edition", look)),
    "groups": (POINTS, lambda result, look: picture_of_groups(result, "Edition", look)),
    "categories": (POINTS, lambda result, look: picture_of_categories(result, "Edition", look)),
    "pairs": (POINTS, lambda result, look: picture_of_pairs(result, "Edition", look)),
    "dimensions": (POINTS, lambda result, look: picture_of_dimensions(result, SIDE, "Edition", look)),
    "gaps": (POINTS, lambda result, look: picture_of_gaps(result, ROUNDS, "Edition", look)),
    "answers": (SHARES, lambda result, look: picture_of_answers(result, SIDE, "asked", "Edition", look)),
    "reliability": (ALPHAS, lambda result, look: picture_of_reliability(result, "pre", "Edition", look)),
}
"""Figures with an axis of numbers."""

GRIDS: dict[str, Draw] = {
    "cells": lambda result, look: picture_of_cells(result, "Edition", look),
    "ratings_side": lambda result, look: picture_of_ratings(result, "side", ROUNDS, "Edition", look),
    "ratings_group": lambda result, look: picture_of_ratings(result, "group", ROUNDS, "Edition", look),
}
"""Figures in which a place tells of rows and columns alone."""
