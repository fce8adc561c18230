"""The effect of a row from R's numbers (rule 25): its standard deviations, change and standard error."""

from __future__ import annotations

from math import exp, lgamma, sqrt
from statistics import NormalDist

from tests.golden.request import Request, Row

Effect = tuple[float | None, float | None, float | None]
_REACH = NormalDist().inv_cdf(0.975)


def effect(request: Request, known: Row, code: str) -> Effect:
    """The value and the ends of its interval.

    R's own value is taken where it has J at the degrees of freedom of two samples, or is of ranks; of pairs it is made
    anew. Effects of ranks, and of everyone in either round, have no interval.
    """
    value: float | None = known["effects"][code]["value"]
    if code != "hedges_g_av" or request.estimand == "all":
        return value, None, None
    first, second = (_sd(request, known, known[when]) for when in ("from", "to"))
    if not first**2 + second**2:
        return None, None, None
    if request.estimand == "independent":
        return value, *_of_samples(known, first, second)
    return _of_pairs(known, first, second)


def _sd(request: Request, known: Row, round_name: str) -> float:
    """R's standard deviation of a round's people of the row; 0 where only rounding sets them apart."""
    found = (
        float(row["sd"])
        for row in request.known["scores"]
        if (row["measure"], row["group"], row["round"]) == (known["measure"], known["group"], round_name)
        and row["basis"] == request.people
        and not row["weighted"]
    )
    sd = next(found)
    return sd if sd > 1e-9 else 0.0


def _of_pairs(known: Row, first: float, second: float) -> Effect:
    df, square = known["n_matched"] - 1, (first**2 + second**2) / 2
    ratio, of_changes = known["change"] / sqrt(square), known["se"] ** 2 * known["n_matched"]
    covariance = (first**2 + second**2 - of_changes) / 2
    r = covariance / (first * second) if first and second else 0.0
    of_spread = ratio**2 * (first**4 + second**4 + 2 * covariance**2) / (8 * square**2)
    half = _REACH * sqrt((of_spread + of_changes / square) / df)
    return ratio * _unbiased(2 * df / (1 + r * r)), ratio - half, ratio + half


def _of_samples(known: Row, first: float, second: float) -> tuple[float, float]:
    one, other, square = known["n_from"] - 1, known["n_to"] - 1, (first**2 + second**2) / 2
    ratio = known["change"] / sqrt(square)
    of_spread = ratio**2 * (first**4 / one + second**4 / other) / (8 * square**2)
    half = _REACH * sqrt(of_spread + (first**2 / one + second**2 / other) / square)
    return ratio - half, ratio + half


def _unbiased(df: float) -> float:
    return exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
