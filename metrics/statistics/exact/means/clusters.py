"""The sign-flip test of a mean change where people come in clusters: whole clusters turn their signs."""

from __future__ import annotations

import numpy as np

from metrics.statistics.arrays import Floats, Integers
from metrics.statistics.exact.lattice import lattice
from metrics.statistics.exact.result import ExactTest
from metrics.statistics.exact.tails import flips_p


def sign_flip_of_clusters(change: Floats, clusters: Integers) -> ExactTest:
    """`sign_flip` of people who answer alike within clusters, exact and two-sided.

    Under the null the changes of a cluster's people turn their signs together, each cluster with probability ½,
    independently. With one person a cluster it is `sign_flip_of_differences`.

    Parameters
    ----------
    change : float array, shape (people,)
        Rounded differences, after minus before, none missing, at least one.
    clusters : int64 array, shape (people,)
        Each person's cluster; any numbers.

    Returns
    -------
    ExactTest
        `statistic` is the mean change of the people.

    Raises
    ------
    NoLatticeError
        The differences have no common denominator within reach, and the clusters are too many to count out.
    """
    steps = lattice(change)
    sums, _ = by_cluster(steps.numbers, clusters)
    mean = int(steps.numbers.sum()) / (steps.denominator * change.size)
    return ExactTest(mean, flips_p(sums, steps.slack))


def by_cluster(numbers: Integers, clusters: Integers) -> tuple[Integers, Integers]:
    """The sum of each cluster's numbers, and how many people it has; shape (clusters,)."""
    _, place, sizes = np.unique(clusters, return_inverse=True, return_counts=True)
    sums = np.zeros_like(sizes)
    np.add.at(sums, place, numbers)
    return sums, sizes
