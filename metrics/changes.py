"""Changes: the test, interval and effect of one measure for one group between two rounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from metrics.detectable import detectable_change, smallest_p_pairs, smallest_p_samples
from metrics.disclosure.pattern import Cell
from metrics.effects import cliffs_delta, rank_biserial
from metrics.exact import ExactTest, rank_sum, signed_rank
from metrics.intervals import MeanChange, paired, welch
from metrics.levels import answers
from metrics.measures import Measure
from metrics.population import Population
from metrics.rows import ChangeRow
from metrics.scores import DECIMALS
from surveys.survey import Floats

PAIRED_TESTS: dict[str, Callable[[Floats], ExactTest]] = {"wilcoxon": signed_rank}
TWO_SAMPLE_TESTS: dict[str, Callable[[Floats, Floats], ExactTest]] = {"mann_whitney": rank_sum}


@dataclass(frozen=True)
class _Evidence:
    """What a test, an interval and an effect say of one change."""

    mean: MeanChange
    test: ExactTest
    smallest_p: float
    effect: str
    effect_value: float | None
    n_matched: int
    moves: tuple[int, int, int] | tuple[None, None, None]


def change_row(people: Population, cell: Cell, column: int, test: str) -> ChangeRow:
    """One row of the change table, before families and findings.

    Under ``matched`` it rests on those who have the measure in both rounds, else on everyone in each round.
    """
    before, after = (answers(people, cell.members, column, which) for which in (0, 1))
    evidence = _paired(before, after, test) if people.estimand == "matched" else _two_samples(before, after, test)
    low, high = evidence.mean.interval(0.95)
    low_90, high_90 = evidence.mean.interval(0.90)
    rose, same, fell = evidence.moves
    return ChangeRow(
        *_key(people, cell, people.measures[column]),
        n_from=before.size,
        n_to=after.size,
        n_matched=evidence.n_matched,
        mean_from=float(before.mean()),
        mean_to=float(after.mean()),
        change=evidence.mean.change,
        ci_low=low,
        ci_high=high,
        ci90_low=low_90,
        ci90_high=high_90,
        test=test,
        statistic=evidence.test.statistic,
        p=evidence.test.p,
        smallest_p=evidence.smallest_p,
        effect=evidence.effect,
        effect_value=evidence.effect_value,
        rose=rose,
        same=same,
        fell=fell,
        detectable=detectable_change(evidence.mean.se, evidence.mean.df),
    )


def empty_change_row(people: Population, cell: Cell, measure: Measure) -> ChangeRow:
    """The protected row in the place of `change_row`."""
    return ChangeRow(*_key(people, cell, measure))


def _key(people: Population, cell: Cell, measure: Measure) -> tuple[str, str, str, str, str]:
    return measure.name, measure.level, cell.name, people.rounds[0].name, people.rounds[1].name


def _paired(before: Floats, after: Floats, test: str) -> _Evidence:
    differences = after - before
    rounded = np.round(differences, DECIMALS)
    rose, fell = int((rounded > 0).sum()), int((rounded < 0).sum())
    mean = paired(differences) if rounded.any() else MeanChange(0.0, 0.0, float(rounded.size - 1))
    return _Evidence(
        mean,
        PAIRED_TESTS[test](rounded),
        smallest_p_pairs(rounded.size),
        "rank_biserial",
        rank_biserial(rounded),
        rounded.size,
        (rose, rounded.size - rose - fell, fell),
    )


def _two_samples(before: Floats, after: Floats, test: str) -> _Evidence:
    first, second = np.round(before, DECIMALS), np.round(after, DECIMALS)
    return _Evidence(
        welch(before, after),
        TWO_SAMPLE_TESTS[test](first, second),
        smallest_p_samples(first.size, second.size),
        "cliffs_delta",
        cliffs_delta(first, second),
        0,
        (None, None, None),
    )
