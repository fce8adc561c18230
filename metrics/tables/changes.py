"""Changes: test, interval and effect of every measure for one group between two rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

import numpy as np

from metrics.findings.evidence import Evidence, evidences, moved
from metrics.findings.families import FAMILIES
from metrics.findings.verdicts import VERDICTS
from metrics.model.cells import Cell
from metrics.model.population import Population
from metrics.model.scores import DECIMALS
from metrics.model.settings import ALPHA, TESTS, Settings
from metrics.schema.kinds import (
    Code,
    Count,
    Details,
    From,
    Group,
    Level,
    Measure,
    Moved,
    People,
    POfCounts,
    Points,
    PValue,
    Ratio,
    Sentence,
    TestStatistic,
    To,
    VerdictOrNone,
)
from metrics.schema.rows import PROTECTED, table
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
from surveys.model.survey import Floats

EFFECTS = {"matched": "rank_biserial", "all": "hedges_g_av", "independent": "cliffs_delta"}
"""The effect size that a row of each estimand tells."""

NOT_IN_BOTH_ROUNDS = "not_in_both_rounds"
"""The reason of a change that is none: too little of the measure was asked in both rounds."""

REASONS = ("all_alike", "no_overlap", "too_few", "no_lattice", NOT_IN_BOTH_ROUNDS)
"""Why a change has no p."""

_OF_ROUND, _WEIGHTED = Details(is_of_round=True), Details(only="weights")
_HIDDEN = Details(in_workbook=False)


@table(
    "changes",
    columns="""group measure from_round to_round level verdict n_from n_to n_matched mean_from mean_to
        change ci_low ci_high change_weighted weighted_low weighted_high invited shift detectable rose same fell
        test statistic p p_adjusted family effect effect_value effect_low effect_high sentence""",
)
@dataclass(frozen=True)
class ChangeRow:
    """Change of one measure for one group between two rounds.

    `ci_low`, `ci_high`: 95 % interval of the mean change; `ci90_low`, `ci90_high`: the 90 % interval behind the
    finding. `smallest_p`: the smallest p that so few people could give. `reason`: why there is no p. `shift`: the
    Hodges–Lehmann estimate, in points. `detectable`: the smallest change that the t test at 0.05 would have seen with
    80 % power. `invited`: the number invited for which the intervals were corrected. Test, interval and effect are
    unweighted; `change_weighted` is given too where weights are on. Where too little was asked in both rounds to be
    compared, `verdict` is None and there is no number (rule 9).
    """

    measure: Measure
    level: Level
    group: Group
    from_round: From
    to_round: To
    n_from: Annotated[People, _OF_ROUND] = None
    n_to: Annotated[People, _OF_ROUND] = None
    n_matched: Count = None
    mean_from: Annotated[Points, _OF_ROUND] = None
    mean_to: Annotated[Points, _OF_ROUND] = None
    change: Points = None
    ci_low: Points = None
    ci_high: Points = None
    ci90_low: Annotated[Points, _HIDDEN] = None
    ci90_high: Annotated[Points, _HIDDEN] = None
    test: Annotated[Code, Details(schema={"enum": [test for tests in TESTS.values() for test in tests]})] = None
    statistic: TestStatistic = None
    p: PValue = None
    reason: Annotated[
        Code, Details(schema={"enum": list(REASONS), "description": "Why there is no p."}, in_workbook=False)
    ] = None
    p_adjusted: PValue = None
    family: Annotated[Code, Details(schema={"enum": list(FAMILIES)})] = None
    smallest_p: Annotated[POfCounts, _HIDDEN] = None
    effect: Annotated[Code, Details(schema={"enum": list(EFFECTS.values())})] = None
    effect_value: Ratio = None
    effect_low: Annotated[Ratio, Details(only="effect_intervals")] = None
    effect_high: Annotated[Ratio, Details(only="effect_intervals")] = None
    rose: Annotated[Moved, Details(only="pairs")] = None
    same: Annotated[Moved, Details(only="pairs")] = None
    fell: Annotated[Moved, Details(only="pairs")] = None
    shift: Annotated[Points, Details(schema={"description": "Hodges–Lehmann estimate of the change, points."})] = None
    detectable: Points = None
    invited: Annotated[
        Count,
        Details(
            only="invited",
            schema={
                "minimum": 1,
                "description": "People invited, where the intervals are corrected for a finite population.",
            },
        ),
    ] = None
    change_weighted: Annotated[Points, _WEIGHTED] = None
    weighted_low: Annotated[
        Points, _WEIGHTED, Details(schema={"description": "Linearised 95 % interval of change_weighted."})
    ] = None
    weighted_high: Annotated[Points, _WEIGHTED] = None
    verdict: Annotated[VerdictOrNone, Details(schema={"enum": list(VERDICTS)}, heading="finding")] = PROTECTED
    sentence: Sentence = ""

    @property
    def finding(self) -> str:
        """The key of the words for what was found: the verdict, or why there is none."""
        return self.verdict or NOT_IN_BOTH_ROUNDS


def change_rows(
    people: Population, cell: Cell, columns: Sequence[int], test: str, settings: Settings
) -> list[ChangeRow]:
    """Rows of the change table for one cell, before families and findings.

    Under ``matched`` they rest on those who have the measure in both rounds, else on everyone in each round.
    """
    before, after = (people.counting(cell.members, columns, round_position) for round_position in (0, 1))
    effects = _effects(before, after, people.estimand, settings)
    invited = people.invited(cell.members, settings.invited)
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
    """The row without its numbers, which is the hidden one."""
    measure = people.measures[column]
    return ChangeRow(measure.name, measure.level, cell.name, people.rounds[0].name, people.rounds[1].name)


def lacking_change_row(people: Population, cell: Cell, column: int) -> ChangeRow:
    """The row of a measure of which too little was asked in both rounds: nothing was found, and nothing is hidden."""
    return replace(empty_change_row(people, cell, column), reason=NOT_IN_BOTH_ROUNDS, verdict=None)


def change_of(people: Population, cell: Cell, column: int, found: Evidence, **more: Any) -> ChangeRow:
    """What the evidence says, as a row; `more` of its fields by name."""
    low, high = found.mean.interval(0.95)
    low_90, high_90 = found.mean.interval(0.90)
    rose, same, fell = found.moves or (None, None, None)
    return replace(
        empty_change_row(people, cell, column),
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
    found = weighted_change_of_rounds(
        before, after, *(people.weight(round_position)[cell.members] for round_position in (0, 1))
    )
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
