"""Respondents' scores on 0–100: items (POMP), dimensions, trust index."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from metrics.model.measures import items_by_measure, measures_of, scored_dimension
from metrics.statistics.arrays import DECIMALS as DECIMALS
from surveys import Instrument, Item, Round
from surveys.model.survey import Flags, Floats


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


def answer_scores(item: Item) -> Floats:
    """The score 0–100 of each answer of an item, raw scores ascending, rounded for comparison; shape (answers,)."""
    low, high = item.choices.low, item.choices.high
    pomp = 100.0 * (np.array(item.choices.scores) - low) / (high - low)
    return np.round(100.0 - pomp if item.reversed else pomp, DECIMALS)


def dimension_score(scores: Floats, asked: Flags, missing: str = "half") -> Floats:
    """Mean of the item scores answered, if a person answered at least half of the items asked; else NaN.

    Parameters
    ----------
    scores, asked : arrays, shape (people, items of the dimension)
    missing : {"half", "any", "complete"}
        How many answers are needed: at least half of the items asked, one, or all.
    """
    answered = ~np.isnan(scores)
    count, number = answered.sum(axis=1), asked.sum(axis=1)
    needed = {"half": np.ceil(number / 2), "any": np.ones(number.size), "complete": number}[missing]
    total = np.where(answered, scores, 0.0).sum(axis=1)
    return np.where(count >= np.maximum(needed, 1), total / np.maximum(count, 1), np.nan)


def index_score(dimensions: Floats, weights: Floats, missing: str = "half") -> Floats:
    """Weighted mean of the dimension scores present, if at least half of the dimensions are; else NaN.

    Parameters
    ----------
    dimensions : array, shape (people, dimensions)
        NaN where missing.
    weights : array, shape (dimensions,)
        Those of weight 0 count neither in the mean nor in the half.
    missing : {"half", "any", "complete"}
        How many dimensions are needed: at least half, or one. (Of all, ``complete`` needs half too: a dimension that
        somebody was not asked is not missing.)
    """
    used = weights > 0
    scores, weights = dimensions[:, used], weights[used]
    present = ~np.isnan(scores)
    needed = 1 if missing == "any" else needed_of(weights.size)
    mass = (present * weights).sum(axis=1)
    total = (np.where(present, scores, 0.0) * weights).sum(axis=1)
    return np.where(present.sum(axis=1) >= needed, total / np.where(mass > 0, mass, 1.0), np.nan)


def needed_of(dimensions: int) -> int:
    """How many of the dimensions that count an index needs: half of them, and one at least."""
    return max(int(np.ceil(dimensions / 2)), 1)


@dataclass(frozen=True)
class Scoring:
    """How the people of a round are scored: their item scores, and which items feed which dimension.

    Attributes
    ----------
    instrument : Instrument
    round_ : Round
    feeds : array of bool, shape (people, items), or None
        Which answers feed dimensions and index; None: all. Items that were put to somebody and don't feed still count
        among those of which half are needed.
    """

    instrument: Instrument
    round_: Round
    feeds: Flags | None = None

    @cached_property
    def items(self) -> Floats:
        """Item scores, shape (people, items); NaN for those that don't feed."""
        scores = item_scores(self.instrument, self.round_.scores)
        return scores if self.feeds is None else np.where(self.feeds, scores, np.nan)

    @cached_property
    def members(self) -> dict[str | None, list[int]]:
        """Indices of the items of each dimension that has any."""
        names = {item.name: index for index, item in enumerate(self.instrument.items)}
        feeding = scored_dimension(self.instrument)
        dimensions = [dimension.name for dimension in self.instrument.dimensions]
        known: list[str | None] = [dimension for dimension in dimensions if dimension in feeding.values()] or [None]
        return {dimension: [names[item] for item, its in feeding.items() if its == dimension] for dimension in known}

    @cached_property
    def dimensions(self) -> Floats:
        """Dimension scores, shape (people, dimensions)."""
        return np.array([self._dimension(members) for members in self.members.values()]).T

    @cached_property
    def weights(self) -> Floats:
        """Weights of the dimensions."""
        weight_of: dict[str | None, float] = {one.name: one.weight for one in self.instrument.dimensions}
        return np.array([weight_of.get(dimension, 1.0) for dimension in self.members])

    def measures(self) -> Floats:
        """Scores in every measure, in the order of `measures_of`, shape (people, measures)."""
        measures = measures_of(self.instrument)
        names = [item.name for item in self.instrument.items]
        items = self.items[:, [names.index(measure.name) for measure in measures if measure.level == "item"]]
        shown = sum(measure.level == "dimension" for measure in measures)
        return np.column_stack([self.index(), self.dimensions[:, :shown], items])

    def index(self) -> Floats:
        """The trust index, shape (people,)."""
        return index_score(self.dimensions, self.weights)

    def index_without(self, item: str) -> Floats:
        """The trust index as if an item had not been asked, shape (people,)."""
        left_out = [one.name for one in self.instrument.items].index(item)
        dimensions, weights = self.dimensions.copy(order="K"), self.weights.copy()
        for column, members in enumerate(self.members.values()):
            if left_out in members:
                rest = [member for member in members if member != left_out]
                dimensions[:, column] = self._dimension(rest) if rest else np.nan
                weights[column] *= bool(rest)
        return index_score(dimensions, weights)

    def index_by(self, missing: str) -> Floats:
        """The trust index where ``any`` answer is enough, or ``complete`` ones alone count, shape (people,)."""
        dimensions = np.array([self._dimension(members, missing) for members in self.members.values()]).T
        index = index_score(dimensions, self.weights, missing)
        if missing == "complete":
            used = [member for members in self.members.values() for member in members]
            index[(self._wanted & np.isnan(self.items))[:, used].any(axis=1)] = np.nan
            if self.feeds is not None:  # all that was asked each time may be less than half of what was asked
                index[np.isnan(self.index())] = np.nan
        return index

    @cached_property
    def _wanted(self) -> Flags:
        """The answers without which a person's are not complete."""
        asked = self.round_.was_asked
        return asked if self.feeds is None else asked & self.feeds

    def _dimension(self, members: list[int], missing: str = "half") -> Floats:
        scores, asked = self._by_item
        if missing == "complete" and self.feeds is not None:
            asked = np.ascontiguousarray(self._wanted.T)
        return dimension_score(scores[members].T, asked[members].T, missing)

    @cached_property
    def _by_item(self) -> tuple[Floats, Flags]:
        """Item scores, and whether each item was asked, a row an item: sums over few items are quickest so."""
        return np.ascontiguousarray(self.items.T), np.ascontiguousarray(self.round_.was_asked.T)


def respondent_scores(instrument: Instrument, round_: Round) -> Floats:
    """Every measure of every person in a round.

    Returns
    -------
    array, shape (people, measures)
        Columns in the order of `measures_of`; NaN where missing.
    """
    return Scoring(instrument, round_).measures()


def was_asked(instrument: Instrument, round_: Round) -> Flags:
    """Whether each person was asked any item of each measure in a round, shape (people, measures)."""
    names = [item.name for item in instrument.items]
    columns = [[names.index(item) for item in items] for items in items_by_measure(instrument).values()]
    return np.column_stack([round_.was_asked[:, items].any(axis=1) for items in columns])
