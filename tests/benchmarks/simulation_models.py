"""Made answers whose true change is known: latent normal trust, cut into five points.

Someone's two rounds are correlated, and under no change they could be swapped: the null of the tests of pairs. Without
correlation they are two samples of one distribution: the null of the tests of two samples. Every true value is computed
from the model, by quadrature over the trust that someone brings to both rounds; none is simulated.
"""

from __future__ import annotations

from math import sqrt
from zlib import crc32

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

from surveys.model.survey import Floats

SHAPES = {
    "middling": (0.10, 0.20, 0.40, 0.20, 0.10),
    "low": (0.45, 0.25, 0.15, 0.10, 0.05),
    "at the floor": (0.75, 0.15, 0.06, 0.03, 0.01),
}
"""Shares of the five answers before, lowest first."""

_SPREADS = {"narrow": (0.05, 0.20, 0.50, 0.20, 0.05), "wide": (0.30, 0.15, 0.10, 0.15, 0.30)}
"""Answers with one mean and median but another spread."""

POINTS = np.array([0.0, 25.0, 50.0, 75.0, 100.0])
"""The answers as points of the 0-100 scale."""

ITEMS = 12
LOADING = 0.4
"""Correlation of the latent answers to two items of one person and round; also of one item's answers, both rounds."""

STABLE = 0.5
"""Correlation of the latent answers of one person to an item before and after, or of their trust behind an index."""

ITEM_SHAPES = ("middling", "low") * (ITEMS // 2)
"""Of the items of an index."""

_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(120)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()


def generator(seed: int, *cell: object) -> np.random.Generator:
    """Random numbers of one cell of a table, the same whatever else is run."""
    return np.random.default_rng([seed, crc32(repr(cell).encode())])


def thresholds(shape: str) -> Floats:
    """Where latent trust turns to the next answer."""
    return np.asarray(ndtri(np.cumsum({**SHAPES, **_SPREADS}[shape])[:-1]))


def answers(latent: Floats, shape: str) -> Floats:
    """Latent trust as points 0, 25, … 100."""
    return POINTS[np.searchsorted(thresholds(shape), latent)]


def pair_of_items(
    random: np.random.Generator, size: tuple[int, int], shape: str, shift: float = 0.0, correlation: float = STABLE
) -> tuple[Floats, Floats]:
    """One item before and after, shapes (runs, people): latent trust rises by `shift` standard deviations."""
    brought = sqrt(correlation) * random.standard_normal(size)
    own = sqrt(1 - correlation)
    before, after = (answers(brought + own * random.standard_normal(size) + lift, shape) for lift in (0.0, shift))
    return before, after


def items_of(
    random: np.random.Generator, size: tuple[int, int], shift: float = 0.0, correlation: float = STABLE
) -> tuple[Floats, Floats]:
    """`ITEMS` items before and after, shapes (runs, people, items), half of them middling and half low."""
    brought = sqrt(correlation) * random.standard_normal(size)
    rounds = []
    for lift in (0.0, shift):
        trust = brought + sqrt(1 - correlation) * random.standard_normal(size)
        rounds.append(items_from(random, trust, lift))
    return rounds[0], rounds[1]


def items_from(random: np.random.Generator, trust: Floats, lift: float = 0.0) -> Floats:
    """`ITEMS` items of one round, shape (runs, people, items), of people of some latent trust, shape (runs, people)."""
    columns = [
        answers(sqrt(LOADING) * trust + sqrt(1 - LOADING) * random.standard_normal(trust.shape) + lift, shape)
        for shape in ITEM_SHAPES
    ]
    return np.stack(columns, axis=-1)


def answer_chances(shape: str, shift: float, correlation: float) -> Floats:
    """Chances of the five answers given what someone brings, shape (nodes, 5)."""
    edges = (thresholds(shape) - shift - sqrt(correlation) * _NODES[:, None]) / sqrt(1 - correlation)
    reached = np.column_stack([np.zeros(_NODES.size), ndtr(edges), np.ones(_NODES.size)])
    return np.diff(reached, axis=1)


def shares_after(shape: str, shift: float) -> Floats:
    """Shares of the five answers of a round in which latent trust is higher by so many standard deviations."""
    return np.diff(np.concatenate([[0.0], ndtr(thresholds(shape) - shift), [1.0]]))


def mean_change(shape: str, shift: float) -> float:
    """True change of an item's mean, in points."""
    return float(POINTS @ (shares_after(shape, shift) - np.asarray(SHAPES[shape])))


def shift_for(change: float, *shapes: str) -> float:
    """The latent shift that changes the mean of items of such shapes by so many points; of the index without any."""
    of = shapes or ITEM_SHAPES
    if change == 0:
        return 0.0

    def beyond(shift: float) -> float:
        return sum(mean_change(shape, shift) for shape in of) / len(of) - change

    return float(brentq(beyond, -4.0, 4.0, xtol=1e-13))


def sd_of_change(correlation: float, shift: float = 0.0, shapes: tuple[str, ...] = ITEM_SHAPES) -> float:
    """Standard deviation of a person's change of the mean of items, in points, as `items_of` makes them."""
    brought = [_expected(shapes, lift, LOADING * correlation).mean(axis=0) for lift in (0.0, shift)]
    shared = float(_WEIGHTS @ (brought[0] * brought[1])) - float(np.prod([_WEIGHTS @ mean for mean in brought]))
    return sqrt(sum(_variance(shapes, lift) for lift in (0.0, shift)) - 2 * shared)


def sd_of_score(shapes: tuple[str, ...] = ITEM_SHAPES) -> float:
    """Standard deviation of a person's mean of items in the first round, in points."""
    return sqrt(_variance(shapes, 0.0))


def correlation_for(sd: float, shift: float = 0.0) -> float:
    """The correlation of people's trust in both rounds at which the index's change has such a standard deviation."""
    return float(brentq(lambda correlation: sd_of_change(correlation, shift) - sd, 0.0, 1.0 - 1e-9, xtol=1e-12))


def _expected(shapes: tuple[str, ...], shift: float, correlation: float) -> Floats:
    """Expected points of items given what someone brings, shape (items, nodes)."""
    return np.stack([answer_chances(shape, shift, correlation) @ POINTS for shape in shapes])


def _variance(shapes: tuple[str, ...], shift: float) -> float:
    """Variance of the mean of items in one round: of what trust makes expect, and of each item's own answer."""
    chances = [answer_chances(shape, shift, LOADING) for shape in shapes]
    expected = np.stack([each @ POINTS for each in chances])
    own = np.stack([each @ POINTS**2 for each in chances]) - expected**2
    mean = expected.mean(axis=0)
    between = float(_WEIGHTS @ mean**2) - float(_WEIGHTS @ mean) ** 2
    return between + float(own.sum(axis=0) @ _WEIGHTS) / len(shapes) ** 2


def true_hedges_g_av(shape: str, shift: float) -> float:
    """Change over the root of the mean of both variances."""
    rounds = shares_after(shape, 0.0), shares_after(shape, shift)
    variances = [float(shares @ POINTS**2 - (shares @ POINTS) ** 2) for shares in rounds]
    return mean_change(shape, shift) / sqrt(sum(variances) / 2)


def true_alpha(items: int) -> float:
    """Cronbach's alpha of the first `items` items, from their true covariances."""
    expected = np.stack([answer_chances(shape, 0.0, LOADING) @ POINTS for shape in ITEM_SHAPES[:items]])
    centred = expected - (expected @ _WEIGHTS)[:, None]
    covariance = centred @ (_WEIGHTS[:, None] * centred.T)
    shares = np.array([SHAPES[shape] for shape in ITEM_SHAPES[:items]])
    variances = float((shares @ POINTS**2 - (shares @ POINTS) ** 2).sum())
    total = float(covariance.sum() - np.trace(covariance)) + variances
    return items / (items - 1) * (1 - variances / total)
