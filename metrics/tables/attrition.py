"""Those who stayed against those who left, and the headline if all who left had fallen (rules 32 and 38)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Annotated

import numpy as np

from metrics.findings.evidence import evidence
from metrics.findings.verdicts import VERDICTS, with_findings
from metrics.model.cells import Cell
from metrics.model.measures import INDEX_COLUMN
from metrics.model.settings import TESTS, Settings
from metrics.protection.comparison import Comparison
from metrics.protection.headline_statistics import ATTRITION, HeadlineSets, HeadlineStatistic
from metrics.protection.mask.layout import Layout
from metrics.protection.mask.row_sets import Basis, CountedSet
from metrics.protection.unanimity import are_alike
from metrics.schema.kinds import (
    Change,
    Details,
    From,
    Group,
    High,
    Low,
    People,
    Points,
    PValue,
    Ratio,
    To,
    VerdictOrNone,
    Why,
)
from metrics.schema.rows import PROTECTED, ROW, nested_row, table
from metrics.statistics.arrays import STILL
from metrics.statistics.effects import effects_of
from metrics.tables.changes import NOT_IN_BOTH_ROUNDS, ChangeRow, change_of, effect_fields, sampling_of
from surveys.model.instrument import INDEX
from surveys.model.survey import Flags, Floats

NO_PAIRS, MEANS_PROTECTED, NOBODY_LEFT = "no_pairs", "means_protected", "nobody_left"
REASONS = (PROTECTED, NO_PAIRS, MEANS_PROTECTED, NOBODY_LEFT, NOT_IN_BOTH_ROUNDS)
"""All codes of `AttritionRow.reason`."""


@nested_row()
@dataclass(frozen=True)
class Standing:
    """Number, mean and SD of the index at the first round; numbers None where they would reveal somebody's answer."""

    n: People = None
    mean: Annotated[Points, Details(schema={"minimum": 0, "maximum": 100})] = None
    sd: Annotated[Points, Details(schema={"minimum": 0}, is_spread=True)] = None


@nested_row(columns="n change ci_low ci_high p p_adjusted")
@dataclass(frozen=True)
class IfFell:
    """The headline if everyone who left had fallen by the margin."""

    n: People = None
    change: Change = None
    p: PValue = None
    p_adjusted: PValue = None
    ci_low: Low = None
    ci_high: High = None


@table(
    "attrition",
    subjects=lambda row: ((INDEX, row.group),),
    note="Those who stayed against those who left, by their index at the first round, and the headline if all who left "
    "had fallen by the margin.",
)
@dataclass(frozen=True)
class AttritionRow:
    """Those who stayed against those who left, by their index at the first round.

    `standardised_difference` is ``(stayers − leavers)/√((s₁² + s₂²)/2)``. `reason`, one of `REASONS`, says why a
    number is missing.
    """

    group: Group
    from_round: From
    to_round: To
    stayers: Annotated[Standing, ROW] = Standing()
    leavers: Annotated[Standing, ROW] = Standing()
    standardised_difference: Ratio = None
    if_leavers_fell: Annotated[IfFell, ROW] = IfFell()
    verdict_if_leavers_fell: Annotated[
        VerdictOrNone, Details(schema={"enum": list(VERDICTS)}, heading="if_leavers_fell_verdict")
    ] = None
    reason: Annotated[Why, Details(heading="why_empty")] = None


@dataclass(frozen=True)
class Departures:
    """Those of a cell who have an index at the first round.

    Attributes
    ----------
    cell : Cell
    basis : Basis
        The first round.
    stayers, leavers : arrays of bool, shape (people,)
        Whether they are in the second round too.
    few_left : bool
        Whether a few people left or joined, in this cell or another: there is no number.
    means_reveal_few : bool
        Whether these are a few more than the people of the shown row, who have an index in both rounds: there are no
        means.
    pairs : tuple of CountedSet
        Those who have an index in both rounds, in each: by them the change is known if all who left had fallen.
    """

    cell: Cell
    basis: Basis
    stayers: Flags
    leavers: Flags
    few_left: bool
    means_reveal_few: bool
    pairs: tuple[CountedSet, ...]

    @property
    def statistic(self) -> HeadlineStatistic:
        """The means of stayers and leavers, as a side statistic."""
        return HeadlineStatistic(ATTRITION, (), self.cell.name)

    @property
    def statistics(self) -> tuple[HeadlineSets, ...]:
        """The people behind the numbers, for the audit; none where there are no means."""
        if self.few_left or self.means_reveal_few:
            return ()
        sets = [CountedSet(self.basis, part) for part in (self.stayers, self.leavers) if part.any()]
        return (HeadlineSets(self.statistic, [*sets, *self.pairs]),)


def departures(layout: Layout) -> list[Departures]:
    """Who stayed and who left: of all together, then of each side."""
    basis, few_left = Basis(layout.people.rounds[0].name), _few_left(layout)
    everybody = layout.pattern.everybody
    sides = [cell for cell in layout.headline_cells if cell is not everybody]
    return [
        Departures(
            cell,
            basis,
            *_stayers_and_leavers(layout, cell),
            few_left,
            _means_reveal_few(layout, cell),
            _pairs(layout, cell),
        )
        for cell in (everybody, *sides)
    ]


def attrition_rows(
    comparison: Comparison,
    departed: Sequence[Departures],
    test: str,
    settings: Settings,
    suppressed: Collection[HeadlineStatistic] = (),
) -> list[AttritionRow]:
    """A row for all together, then one a side.

    Where a few people left or joined, there is no number, only the verdict; so it is where the audit has `suppressed`
    the numbers, and everywhere where all who stayed or all who left have one and the same index (rule 39). Where the
    means would reveal a few people's answers, mean and SD are left out.
    """
    if comparison.people.estimand != "matched":
        test = TESTS["matched"][0]
    changes = [_if_fell(comparison, one.cell, test, settings) for one in departed]
    found = with_findings([change for change in changes if change is not None], settings.margin)
    change_in = {row.group: row for row in found}
    scores = comparison.people.scores[0][:, INDEX_COLUMN]
    alike = any(are_alike(scores[part]) for one in departed for part in (one.stayers, one.leavers))
    return [
        _row(comparison, one, change_in.get(one.cell.name), hidden=alike or one.few_left or one.statistic in suppressed)
        for one in departed
    ]


def without_spread_of_few(rows: Sequence[AttritionRow], least: int) -> tuple[AttritionRow, ...]:
    """Rows without SD and standardised difference, all of them, if fewer than `least` people stayed or left anywhere.

    Those of one side would be left by the others and by all together.
    """
    counts = [one.n for row in rows for one in (row.stayers, row.leavers) if one.n]
    if all(n >= least for n in counts):
        return tuple(rows)
    return tuple(
        replace(
            row,
            stayers=replace(row.stayers, sd=None),
            leavers=replace(row.leavers, sd=None),
            standardised_difference=None,
            reason=row.reason if row.standardised_difference is None else PROTECTED,
        )
        for row in rows
    )


def _stayers_and_leavers(layout: Layout, cell: Cell) -> tuple[Flags, Flags]:
    people = layout.people
    here = cell.members & people.rounds[0].has_index
    return here & people.matched, here & ~people.matched


def _pairs(layout: Layout, cell: Cell) -> tuple[CountedSet, ...]:
    both = layout.people.in_both[:, INDEX_COLUMN] & cell.members
    return tuple(CountedSet(Basis(round_.name), both) for round_ in layout.people.rounds) if both.any() else ()


def _few_left(layout: Layout) -> bool:
    """Whether few people left or joined, or few with an index stayed or left: another cell's row may reveal them."""
    return layout.few_came_or_went or any(
        layout.is_few(int(np.count_nonzero(part)))
        for cell in layout.stakeholders
        if not cell.hidden
        for part in _stayers_and_leavers(layout, cell)
    )


def _means_reveal_few(layout: Layout, cell: Cell) -> bool:
    """Whether those with an index in a round are a few more than those with one in both."""
    people = layout.people
    both = people.in_both[:, INDEX_COLUMN] & cell.members
    for round_ in people.rounds[:1] if people.estimand == "matched" else people.rounds:
        more = cell.members & round_.has_index & ~both
        if any(layout.is_few(int(np.count_nonzero(part))) for part in (more & people.matched, more)):
            return True
    return False


def _row(comparison: Comparison, departed: Departures, change: ChangeRow | None, *, hidden: bool) -> AttritionRow:
    people, cell = comparison.people, departed.cell
    row = AttritionRow(cell.name, people.rounds[0].name, people.rounds[1].name)
    if comparison.lacks(cell, INDEX_COLUMN):
        return replace(row, reason=NOT_IN_BOTH_ROUNDS)
    if not comparison.shows(cell, INDEX_COLUMN):
        return replace(row, reason=PROTECTED)
    if change is None:
        return replace(row, reason=NO_PAIRS)
    row = replace(row, verdict_if_leavers_fell=change.verdict)
    if hidden:
        return replace(row, reason=PROTECTED)
    scores, reveal_few = people.scores[0][:, INDEX_COLUMN], departed.means_reveal_few
    stayers, leavers = scores[departed.stayers], scores[departed.leavers]
    fell = IfFell(change.n_from, change.change, change.p, change.p_adjusted, change.ci_low, change.ci_high)
    return replace(
        row,
        stayers=_standing(stayers, with_mean=not reveal_few),
        leavers=_standing(leavers, with_mean=not reveal_few),
        standardised_difference=_standardised(stayers, leavers),
        if_leavers_fell=IfFell() if reveal_few and people.estimand != "matched" else fell,
        reason=MEANS_PROTECTED if reveal_few else None if leavers.size else NOBODY_LEFT,
    )


def _if_fell(comparison: Comparison, cell: Cell, test: str, settings: Settings) -> ChangeRow | None:
    """The change over the pairs and those who left, their change set to minus the margin; None without pairs."""
    people = comparison.people
    before, after = (scores[cell.members, INDEX_COLUMN] for scores in people.scores)
    first, second = (round_.present[cell.members] for round_ in people.rounds)
    if not (first & second & ~np.isnan(before) & ~np.isnan(after)).any():
        return None
    before = np.where(first, before, np.nan)
    after = np.where(second, after, before - settings.margin)
    known = replace(sampling_of(people, cell, settings, test), invited=None)
    found = evidence(before, after, "matched", test, known)
    (effect,) = effects_of(before[:, None], after[:, None], "matched", test)
    return change_of(people, cell, INDEX_COLUMN, found, test=test, **effect_fields(effect, test, found))


def _standing(scores: Floats, *, with_mean: bool) -> Standing:
    """n, mean and SD, or n alone."""
    if not with_mean or not scores.size:
        return Standing(scores.size)
    return Standing(scores.size, float(scores.mean()), float(scores.std(ddof=1)) if scores.size > 1 else None)


def _standardised(stayers: Floats, leavers: Floats) -> float | None:
    """``(mean of stayers − mean of leavers)/√((s₁² + s₂²)/2)``; None below 2 in either, or where nobody differs."""
    if min(stayers.size, leavers.size) < 2:
        return None
    spread = sqrt((float(stayers.var(ddof=1)) + float(leavers.var(ddof=1))) / 2)
    return float(stayers.mean() - leavers.mean()) / spread if spread > STILL else None
