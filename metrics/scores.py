"""Respondents' scores on 0–100: items (POMP), dimensions, trust index."""

from __future__ import annotations

import numpy as np

from metrics.measures import items_by_measure, measures_of, scored_dimension
from surveys import Instrument, Round
from surveys.survey import Flags, Floats

DECIMALS = 9
"""Scores are rational numbers: rounded here before any comparison, so that equal ones tie."""


def item_scores(instrument: Instrument, raw: Floats) -> Floats:
    """Percent of maximum possible (POMP; Cohen, Cohen, Aiken & West 1999): ``100·(x − min)/(max − min)``.

    Parameters
    ----------
    raw : array, shape (people, items)
        Raw scores; NaN where there is no answer.

    Returns
    -------
    array, shape (people, items)
        0 lowest trust, 100 highest (reversed items turned round); NaN where `raw` is.
    """
    low = np.array([item.choices.low for item in instrument.items])
    high = np.array([item.choices.high for item in instrument.items])
    turned = np.array([item.reversed for item in instrument.items], dtype=bool)
    pomp = 100.0 * (raw - low) / (high - low)
    scores: Floats = np.where(turned, 100.0 - pomp, pomp)
    return scores


def dimension_score(scores: Floats, put: Flags) -> Floats:
    """Mean of the item scores answered, if at least half of the items put to that person were; else NaN.

    Parameters
    ----------
    scores, put : arrays, shape (people, items of the dimension)
    """
    answered = ~np.isnan(scores)
    count = answered.sum(axis=1)
    needed = np.maximum(np.ceil(put.sum(axis=1) / 2), 1)
    total = np.where(answered, scores, 0.0).sum(axis=1)
    return np.where(count >= needed, total / np.maximum(count, 1), np.nan)


def index_score(dimensions: Floats, weights: Floats) -> Floats:
    """Weighted mean of the dimension scores present, if at least half of the dimensions are; else NaN.

    Parameters
    ----------
    dimensions : array, shape (people, dimensions)
        NaN where missing.
    weights : array, shape (dimensions,)
        Those of weight 0 count neither in the mean nor in the half.
    """
    used = weights > 0
    scores, weights = dimensions[:, used], weights[used]
    present = ~np.isnan(scores)
    enough = present.sum(axis=1) >= max(int(np.ceil(weights.size / 2)), 1)
    mass = (present * weights).sum(axis=1)
    total = (np.where(present, scores, 0.0) * weights).sum(axis=1)
    return np.where(enough, total / np.where(mass > 0, mass, 1.0), np.nan)


def respondent_scores(instrument: Instrument, round_: Round) -> Floats:
    """Every measure of every person in a round.

    Returns
    -------
    array, shape (people, measures)
        Columns in the order of `measures_of`; NaN where missing.
    """
    measures = measures_of(instrument)
    feeding = scored_dimension(instrument)
    scores = item_scores(instrument, round_.scores)
    names = [item.name for item in instrument.items]
    weight_of = {dimension.name: dimension.weight for dimension in instrument.dimensions}
    ordered: list[str | None] = [m.name for m in measures if m.level == "dimension"] or [None]
    columns = []
    for dimension in ordered:
        members = [names.index(item) for item, home in feeding.items() if home == dimension]
        columns.append(dimension_score(scores[:, members], round_.put[:, members]))
    dimensions = np.column_stack(columns)
    weights = np.array([1.0 if name is None else weight_of[name] for name in ordered])
    index = index_score(dimensions, weights)
    items = scores[:, [names.index(measure.name) for measure in measures if measure.level == "item"]]
    shown = dimensions if ordered != [None] else dimensions[:, :0]
    return np.column_stack([index, shown, items])


def put_to(instrument: Instrument, round_: Round) -> Flags:
    """Whether any item of a measure was put to each person in a round, shape (people, measures)."""
    names = [item.name for item in instrument.items]
    columns = [[names.index(item) for item in items] for items in items_by_measure(instrument).values()]
    return np.column_stack([round_.put[:, items].any(axis=1) for items in columns])
