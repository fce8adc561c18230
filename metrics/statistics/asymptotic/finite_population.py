"""Finite population: how much less uncertain a change is where those asked are a known number of people."""

from __future__ import annotations


def variance_among_invited(
    first: float, second: float, covariance: float, n: int, m: int, pairs: int, invited: int
) -> float:
    """Variance of a change of means, each round answered by a random part of the same people.

    ``S₁²/n·(1 − n/N) + S₂²/m·(1 − m/N) − 2·S₁₂·(c/(nm) − 1/N)`` for c people in both rounds (Tam 1984; Qualité & Tillé
    2008); without a covariance each mean's own correction (Cochran 1977, §2.6). A census in both rounds gives 0.

    Parameters
    ----------
    first, second : float
        Variance of the scores in each round, over n − 1.
    covariance : float
        Of a person's two scores; 0 takes the rounds as answered independently.
    n, m, pairs : int
        People in each round, and in both.
    invited : int
        How many people could have answered: N, at least n and m.
    """
    # Where so many answered that more must have been in both rounds than their codes could pair, these count too.
    pairs = max(pairs, n + m - invited)
    shared = covariance * (pairs * invited - n * m) / (n * m * invited)
    return max(0.0, first / n * (1 - n / invited) + second / m * (1 - m / invited) - 2 * shared)
