"""The complete cases of some items: who answered them all, and how their answers vary together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from metrics.statistics.arrays import Flags, Floats
from metrics.statistics.reliability.alpha import item_covariance


@dataclass(frozen=True)
class CompleteCases:
    """Complete cases, as the numbers that reliability rests on; no answer is kept.

    Items that nobody answered are dropped first, then incomplete cases, then constant items.

    Attributes
    ----------
    kept : array of bool, shape (items,)
        Items that somebody answered.
    n : int
        Respondents who answered all of those.
    mean, low, high : arrays, shape (kept items,)
        Mean, lowest and highest score of the complete cases; 0 where there are none.
    scatter : array, shape (kept items, kept items)
        Sums of products of deviations from the mean.
    """

    kept: Flags
    n: int
    mean: Floats
    low: Floats
    high: Floats
    scatter: Floats

    @classmethod
    def of(cls, scores: Floats) -> CompleteCases:
        """The complete cases among `scores`, shape (people, items); NaN where there is no answer."""
        answered = ~np.isnan(scores)
        kept: Flags = np.logical_or.reduce(answered)
        complete: Flags = np.logical_and.reduce(answered[:, kept], axis=1) & kept.any()
        cases = scores[np.ix_(complete, kept)]
        n = cases.shape[0]
        if not n:
            return cls.nobody(kept)
        scatter = item_covariance(cases) * (n - 1)
        return cls(kept, n, cases.mean(axis=0), cases.min(axis=0), cases.max(axis=0), scatter)

    @classmethod
    def together(cls, parts: Sequence[CompleteCases]) -> CompleteCases:
        """Those of all parts, stacked.

        A part in which nobody answered an item that others did answer has no complete case among them all.
        """
        kept: Flags = np.logical_or.reduce([part.kept for part in parts])
        whole = [part for part in parts if part.n and np.array_equal(part.kept, kept)]
        return reduce(_joined, whole) if whole else cls.nobody(kept)

    @classmethod
    def nobody(cls, kept: Flags) -> CompleteCases:
        """No complete case of the items that somebody answered."""
        nothing = np.zeros(int(kept.sum()))
        return cls(kept, 0, nothing, nothing, nothing, np.diag(nothing))

    @property
    def varies(self) -> Flags:
        """Which of the kept items are not constant among the complete cases, shape (kept items,)."""
        return np.asarray(self.low < self.high)

    @property
    def counting(self) -> Flags:
        """Which items count, shape (items,): kept and not constant."""
        counting = self.kept.copy()
        counting[self.kept] = self.varies
        return counting

    @property
    def covariance(self) -> Floats:
        """Covariance (n − 1) of the items that count."""
        varies = self.varies
        return self.scatter[np.ix_(varies, varies)] / max(self.n - 1, 1)

    @property
    def unanimous(self) -> bool:
        """Whether all complete cases gave the same answer to an item."""
        return self.n > 0 and not self.varies.all()


def _joined(first: CompleteCases, second: CompleteCases) -> CompleteCases:
    """Two sets of complete cases of the same items (Chan, Golub & LeVeque 1983)."""
    n, apart = first.n + second.n, second.mean - first.mean
    return CompleteCases(
        first.kept,
        n,
        first.mean + apart * second.n / n,
        np.minimum(first.low, second.low),
        np.maximum(first.high, second.high),
        first.scatter + second.scatter + np.outer(apart, apart) * (first.n * second.n / n),
    )
