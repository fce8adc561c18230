"""Changes: test, interval and effect of every measure for one group between two rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from metrics.findings.evidence import Evidence, evidences
from metrics.findings.families import FAMILIES
from metrics.findings.mean_change import Sampling
from metrics.findings.verdicts import VERDICTS
from metrics.model.cells import Cell
from metrics.model.population import Population
from metrics.model.settings import CHECKS, T_TESTS, TESTS, Settings
from metrics.schema.kinds import (
    Change,
    Code,
    Count,
    Details,
    FlagOrNone,
    From,
    Group,
    High,
    Level,
    Low,
    Measure,
    Moved,
    People,
    POfCounts,
    Points,
    PValue,
    Ratio,
    Sentence,
    StandardError,
    TestStatistic,
    To,
    VerdictOrNone,
)
from metrics.schema.rows import LEVELS, PROTECTED, SPREAD, table, without_spread
from metrics.statistics.asymptotic import weighted_change_of_rounds
from metrics.statistics.effects import EFFECTS, Effect, effect_of, effects_of
from surveys.model.survey import Floats

NOT_IN_BOTH_ROUNDS = "not_in_both_rounds"
"""The reason of a change that is none: too little of the measure was asked in both rounds."""

NOT_ANSWERED: Mapping[tuple[int, ...], str] = {
    (0,): "not_answered_before",
    (1,): "not_answered_after",
    (0, 1): "not_answered",
}
"""The reason of a change that is none since nobody at all answered, by the positions of the rounds that it is of."""

REASONS = (
    "all_alike",
    "no_overlap",
    "too_few",
    "no_lattice",
    "one_organisation",
    "organisations_alike",
    "organisations",
    NOT_IN_BOTH_ROUNDS,
    *NOT_ANSWERED.values(),
    LEVELS,
    SPREAD,
)
"""Why a change has no p, or not all of its numbers."""

_OF_ROUND, _LEVEL = Details(is_of_round=True), Details(is_level=True)
_WEIGHTED = Details(only="weights", is_level=True)
_HIDDEN = Details(in_workbook=False)


@table(
    "changes",
    columns="""group measure from_round to_round level verdict n_from n_to n_matched mean_from mean_to
        change ci_low ci_high change_weighted weighted_low weighted_high invited detectable detectable_alpha
        rose same fell test statistic p p_adjusted family family_size check check_p clusters
        effect effect_value effect_low effect_high sentence""",
)
@dataclass(frozen=True)
class ChangeRow:
    """Change of one measure for one group between two rounds.

    `ci_low`, `ci_high`: 95 % interval of the mean change, of the same procedure as p. `se`, `df`: of the t test.
    `smallest_p`: the smallest p that so few people could give. `reason`: why there is no p; ``levels`` where the change
    alone is shown, ``spread`` where n, means, change and finding are. `family_size`: how many
    rows p is adjusted over. `check`, `check_p`: the exact test that assumes no distribution, unadjusted. `clusters`:
    how many organisations the people belong to, where that is known. `effect`: which effect size it is, which follows
    from the test. `detectable`: the smallest change that the t test at `detectable_alpha` would have seen with
    80 % power. `invited`: the number invited for which test and interval were corrected. `beyond_margin`: whether all
    of the interval is beyond the margin. Test, interval and effect are unweighted; `change_weighted` is given too where
    weights are on. Where too little was asked in both rounds to be compared (rule 9), or nobody at all answered in a
    round, `verdict` is None, `reason` says so, and there is no number.
    """

    measure: Measure
    level: Level
    group: Group
    from_round: From
    to_round: To
    n_from: Annotated[People, _OF_ROUND] = None
    n_to: Annotated[People, _OF_ROUND] = None
    n_matched: Count = None
    mean_from: Annotated[Points, _OF_ROUND, _LEVEL] = None
    mean_to: Annotated[Points, _OF_ROUND, _LEVEL] = None
    change: Change = None
    ci_low: Low = None
    ci_high: High = None
    se: Annotated[StandardError, _HIDDEN] = None
    df: Annotated[StandardError, _HIDDEN] = None
    test: Annotated[Code, Details(schema={"enum": [test for tests in TESTS.values() for test in tests]})] = None
    statistic: TestStatistic = None
    p: PValue = None
    reason: Annotated[
        Code,
        Details(
            schema={"enum": list(REASONS), "description": "Why there is no p, or not every number."},
            in_workbook=False,
        ),
    ] = None
    p_adjusted: PValue = None
    family: Annotated[Code, Details(schema={"enum": list(FAMILIES)})] = None
    family_size: Count = None
    smallest_p: Annotated[POfCounts, _HIDDEN] = None
    check: Annotated[Code, Details(schema={"enum": [check for check in CHECKS.values() if check]}, is_spread=True)] = (
        None
    )
    check_p: PValue = None
    clusters: Annotated[Count, Details(schema={"minimum": 1, "description": "Organisations, where known."})] = None
    effect: Annotated[Code, Details(schema={"enum": list(EFFECTS)}, is_spread=True), _LEVEL] = None
    effect_value: Annotated[Ratio, _LEVEL] = None
    effect_low: Annotated[Ratio, _LEVEL] = None
    effect_high: Annotated[Ratio, _LEVEL] = None
    rose: Annotated[Moved, Details(only="pairs")] = None
    same: Annotated[Moved, Details(only="pairs")] = None
    fell: Annotated[Moved, Details(only="pairs")] = None
    detectable: Annotated[Points, Details(is_spread=True)] = None
    detectable_alpha: POfCounts = None
    invited: Annotated[
        Count,
        Details(
            only="invited",
            schema={
                "minimum": 1,
                "description": "People invited, where test and interval are corrected for a finite population.",
            },
        ),
    ] = None
    change_weighted: Annotated[Points, _WEIGHTED] = None
    weighted_low: Annotated[
        Points,
        _WEIGHTED,
        Details(schema={"description": "Linearised 95 % interval of change_weighted."}, is_spread=True),
    ] = None
    weighted_high: Annotated[Points, _WEIGHTED, Details(is_spread=True)] = None
    verdict: Annotated[VerdictOrNone, Details(schema={"enum": list(VERDICTS)}, heading="finding")] = PROTECTED
    beyond_margin: Annotated[FlagOrNone, Details(stays=False, in_workbook=False, is_spread=True)] = None
    sentence: Sentence = ""

    @property
    def finding(self) -> str:
        """The key of the words for what was found: the verdict, or why there is none."""
        return self.verdict or self.reason or ""

    @property
    def is_compared(self) -> bool:
        """Whether two rounds could be compared, shown or hidden."""
        return self.verdict is not None


def change_rows(
    people: Population, cell: Cell, columns: Sequence[int], test: str, settings: Settings
) -> list[ChangeRow]:
    """Rows of the change table for one cell, before families and findings.

    Under ``matched`` they rest on those who have the measure in both rounds, else on everyone in each round.
    """
    before, after = (people.counting(cell.members, columns, round_position) for round_position in (0, 1))
    effects = effects_of(before, after, people.estimand, test)
    sampling = sampling_of(people, cell, settings, test)
    tested = evidences(before, after, people.estimand, test, sampling)
    rows = []
    for column, found, effect, one, other in zip(columns, tested, effects, before.T, after.T, strict=True):
        row = change_of(
            people,
            cell,
            column,
            found,
            test=test,
            **effect_fields(effect, test, found),
            invited=None if found.clusters else sampling.invited,
            **_weighted(people, cell, one, other),
        )
        rows.append(row)
    return rows


def effect_fields(effect: Effect, test: str, found: Evidence) -> dict[str, Any]:
    """The effect by field, without an interval where organisations are known: Bonett's takes people as independent."""
    low, high = (effect.low, effect.high) if found.clusters is None else (None, None)
    return {"effect": effect_of(test), "effect_value": effect.value, "effect_low": low, "effect_high": high}


def sampling_of(people: Population, cell: Cell, settings: Settings, test: str) -> Sampling:
    """What is known of how the people of a cell come together; the number invited where the test can heed it."""
    organisations = people.organisations if settings.clusters else None
    known = None if organisations is None else organisations[cell.members]
    if known is not None and not (known >= 0).any():
        known = None
    invited = people.invited(cell.members, settings.invited) if test in T_TESTS else None
    return Sampling(invited, known)


def empty_change_row(people: Population, cell: Cell, column: int) -> ChangeRow:
    """The row without its numbers, which is the hidden one."""
    measure = people.measures[column]
    return ChangeRow(measure.name, measure.level, cell.name, people.rounds[0].name, people.rounds[1].name)


def lacking_change_row(people: Population, cell: Cell, column: int, reason: str) -> ChangeRow:
    """The row of a measure that can't be compared, for a `reason`: nothing was found, and nothing is hidden."""
    return replace(empty_change_row(people, cell, column), reason=reason, verdict=None)


def without_check(row: ChangeRow) -> ChangeRow:
    """A row without the exact check, which tells of few people how each of them moved."""
    return replace(row, check=None, check_p=None)


def without_tests(row: ChangeRow) -> ChangeRow:
    """A row by its levels and its interval alone: without what tells of few people more exactly than these."""
    row = replace(without_check(row), rose=None, same=None, fell=None)
    row = replace(row, statistic=None, p=None, p_adjusted=None, detectable=None)
    return replace(row, effect=None, effect_value=None, effect_low=None, effect_high=None)


def without_moves(row: ChangeRow) -> ChangeRow:
    """A row that does not tell that all its people moved one way (rule 39).

    The exact check tells it, as do ranks, signs and flips: of a test by these, the whole spread goes.
    """
    row = without_check(replace(row, rose=None, same=None, fell=None))
    return row if row.test in T_TESTS else without_spread(row)


def change_of(people: Population, cell: Cell, column: int, found: Evidence, **more: Any) -> ChangeRow:
    """What the evidence says, as a row; `more` of its fields by name."""
    rose, same, fell = found.moves or (None, None, None)
    return replace(
        empty_change_row(people, cell, column),
        n_from=found.n_from,
        n_to=found.n_to,
        n_matched=found.n_matched,
        mean_from=found.mean_from,
        mean_to=found.mean_to,
        change=found.mean.change,
        ci_low=found.low,
        ci_high=found.high,
        se=found.mean.error,
        df=found.mean.df,
        statistic=found.tested.statistic,
        p=found.tested.p,
        reason=found.tested.reason,
        smallest_p=found.smallest_p,
        rose=rose,
        same=same,
        fell=fell,
        check=CHECKS[people.estimand] if found.check_p is not None else None,
        check_p=found.check_p,
        clusters=found.clusters,
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
