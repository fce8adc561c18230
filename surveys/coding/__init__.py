"""Cells become codes, groups, scores and weights: one round's table in, its submissions out."""
