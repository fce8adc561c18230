"""Changes: test, interval and effect of every measure for one group between two rounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from metrics.disclosure.cells import Cell
from metrics.evidence import Evidence, evidences, moved
from metrics.population import Population, part_of
from metrics.rows import ChangeRow
from metrics.scores import DECIMALS
from metrics.settings import ALPHA, Settings
from metrics.statistics.asymptotic import weighted_change_of_rounds
from metrics.statistics.effects import (
    RESAMPLES,
    Effect,
    hodges_lehmann_of_differences,
    hodges_lehmann_of_samples,
    overlapping_effects,
    paired_effects,
    two_sample_effects,
)
from metrics.statistics.power import detectable_change
from surveys.survey import Floats

EFFECTS = {"matched": "rank_biserial", "all": "hedges_g_av", "independent": "cliffs_delta"}
"""The effect size that a row of each estimand tells."""


def change_rows(
    people: Population, cell: Cell, columns: Sequence[int], test: str, settings: Settings
) -> list[ChangeRow]:
    """Rows of the change table for one cell, before families and findings.

    Under ``matched`` they rest on those who have the measure in both rounds, else on everyone in each round.
    """
    before, after = (counting(people, cell, columns, which) for which in (0, 1))
    effects = _effects(before, after, people.estimand, settings)
    invited = invited_to(people, cell, settings)
    tested = evidences(before, after, people.estimand, test, invited)
    rows = []
    for column, found, effect, one, other in zip(columns, tested, effects, before.T, after.T, strict=True):
        row = change_of(
            people,
            cell,
            column,
            found,
            test=test,
            effect=EFFECTS[people.estimand],
            effect_value=effect.value,
            effect_low=effect.low,
            effect_high=effect.high,
            shift=_shift(one, other, people.estimand),
            invited=invited,
            **_weighted(people, cell, one, other),
        )
        rows.append(row)
    return rows


def empty_change_row(people: Population, cell: Cell, column: int) -> ChangeRow:
    """The protected row in the place of one of `change_rows`."""
    measure = people.measures[column]
    return ChangeRow(measure.name, measure.level, cell.name, people.rounds[0].name, people.rounds[1].name)


def counting(people: Population, cell: Cell, columns: Sequence[int], which: int) -> Floats:
    """Scores of a cell's people in a round, shape (people, measures); NaN where they don't count in a row."""
    rows = np.flatnonzero(cell.members)
    scores = part_of(people.scores[which], rows, columns)
    return np.where(part_of(people.with_measures(which), rows, columns), scores, np.nan)


def invited_to(people: Population, cell: Cell, settings: Settings) -> int | None:
    """How many people of a cell were invited; None unless the number is known for each of its groups."""
    places = set(people.survey.group[cell.members].tolist())
    if not settings.invited or -1 in places:
        return None
    known = [settings.invited.get(people.survey.groups[place].name) for place in places]
    return None if None in known else sum(number for number in known if number is not None)


def change_of(people: Population, cell: Cell, column: int, found: Evidence, **more: Any) -> ChangeRow:
    """What the evidence says, as a row; `more` of its fields by name."""
    low, high = found.mean.interval(0.95)
    low_90, high_90 = found.mean.interval(0.90)
    rose, same, fell = found.moves or (None, None, None)
    measure = people.measures[column]
    return ChangeRow(
        measure.name,
        measure.level,
        cell.name,
        people.rounds[0].name,
        people.rounds[1].name,
        n_from=found.n_from,
        n_to=found.n_to,
        n_matched=found.n_matched,
        mean_from=found.mean_from,
        mean_to=found.mean_to,
        change=found.mean.change,
        ci_low=low,
        ci_high=high,
        ci90_low=low_90,
        ci90_high=high_90,
        statistic=found.tested.statistic,
        p=found.tested.p,
        reason=found.tested.reason,
        smallest_p=found.smallest_p,
        rose=rose,
        same=same,
        fell=fell,
        detectable=detectable_change(found.mean.se, found.mean.df, alpha=ALPHA),
        **more,
    )


def _weighted(people: Population, cell: Cell, before: Floats, after: Floats) -> dict[str, float | None]:
    """The change of the weighted mean with its interval, by field; empty where weights are off."""
    if not people.weighted:
        return {}
    found = weighted_change_of_rounds(before, after, *(people.weight(which)[cell.members] for which in (0, 1)))
    return {"change_weighted": found.change, "weighted_low": found.low, "weighted_high": found.high}


def _effects(before: Floats, after: Floats, estimand: str, settings: Settings) -> list[Effect]:
    """The effect of each measure, with its bootstrap interval where that is wanted."""
    resamples = RESAMPLES if settings.effect_intervals else 0
    if estimand == "all":
        return overlapping_effects(before, after, seed=settings.seed, resamples=resamples)
    if estimand == "matched":
        return paired_effects(np.round(after - before, DECIMALS), seed=settings.seed, resamples=resamples)
    first, second = np.round(before, DECIMALS), np.round(after, DECIMALS)
    return two_sample_effects(first, second, seed=settings.seed, resamples=resamples)


def _shift(before: Floats, after: Floats, estimand: str) -> float | None:
    """The Hodges–Lehmann estimate: of pairs, or of two samples where there are none."""
    if estimand == "independent":
        first, second = before[~np.isnan(before)], after[~np.isnan(after)]
        return hodges_lehmann_of_samples(np.round(first, DECIMALS), np.round(second, DECIMALS))
    return hodges_lehmann_of_differences(moved(before, after))
