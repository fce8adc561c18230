"""Those who stayed against those who left, and the headline if all who left had fallen (``numbers.md`` 32, 38)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from math import sqrt

import numpy as np

from metrics.changes import change_of
from metrics.disclosure.cells import Cell
from metrics.disclosure.comparison import ATTRITION, Aside, Comparison
from metrics.evidence import evidence
from metrics.robustness import INDEX_COLUMN, headline_cells
from metrics.rows import AttritionRow, ChangeRow, IfFell, Standing
from metrics.settings import TESTS, Settings
from metrics.statistics.arrays import STILL
from metrics.verdicts import with_findings
from surveys.instrument import ALL
from surveys.survey import Flags, Floats


def sets_behind(comparison: Comparison) -> Iterator[tuple[Aside, list[tuple[str, Flags]]]]:
    """The people behind the means of those who stayed and those who left, in each row that tells them."""
    if _few_left(comparison):
        return
    people, first = comparison.people, comparison.people.rounds[0]
    here = first.present & ~np.isnan(people.scores[0][:, INDEX_COLUMN])
    for cell in _cells(comparison):
        if comparison.shows(cell, INDEX_COLUMN) and not _tells_of_few(comparison, cell):
            parts = (("stayers", people.matched), ("leavers", ~people.matched))
            sets = [(first.name, here & part & cell.members) for _, part in parts]
            yield Aside(ATTRITION, (), cell.name), [one for one in sets if one[1].any()]


def attrition_rows(
    comparison: Comparison, test: str, settings: Settings, withheld: Collection[Aside] = ()
) -> list[AttritionRow]:
    """A row for all together, then one a side.

    Those in the first round who are not in the second are leavers. Where a few people left or joined, there is no
    number, only the finding. Where the stayers are a few more than the people of the shown row (they lack the index in
    the later round), their mean and SD are left out, as the answers of these few would follow; so are those that the
    audit has `withheld`.
    """
    if comparison.people.estimand != "matched":
        test = TESTS["matched"][0]
    cells = _cells(comparison)
    changes = [_if_fell(comparison, cell, test, settings) for cell in cells]
    found = with_findings([change for change in changes if change is not None], settings.margin)
    adjusted = {row.group: row for row in found}
    few = _few_left(comparison)
    hidden = {aside.cell for aside in withheld if aside.table == ATTRITION}
    return [_row(comparison, cell, adjusted.get(cell.name), few=few or cell.name in hidden) for cell in cells]


def _cells(comparison: Comparison) -> list[Cell]:
    """All together, then each side."""
    total = [cell for cell in comparison.stakeholders if cell.name == ALL]
    return [*total, *(cell for cell in headline_cells(comparison) if cell.name != ALL)]


def _few_left(comparison: Comparison) -> bool:
    return comparison.few_came_or_went or any(_few_by_index(comparison, cell) for cell in comparison.stakeholders)


def _few_by_index(comparison: Comparison, cell: Cell) -> bool:
    """Whether 1 to threshold − 1 of a cell's people with an index stayed or left: another cell's row may tell them."""
    people = comparison.people
    here = cell.members & people.rounds[0].present & ~np.isnan(people.scores[0][:, INDEX_COLUMN])
    return not cell.hidden and any(
        comparison.is_few(int(part.sum())) for part in (here & people.matched, here & ~people.matched)
    )


def _tells_of_few(comparison: Comparison, cell: Cell) -> bool:
    """Whether those with an index in a round are a few more than those with one in both."""
    people = comparison.people
    both = people.in_both[:, INDEX_COLUMN] & cell.members
    rounds = (0,) if people.estimand == "matched" else (0, 1)
    for which in rounds:
        here = cell.members & people.rounds[which].present & ~np.isnan(people.scores[which][:, INDEX_COLUMN])
        if comparison.is_few(int((here & people.matched & ~both).sum())) or comparison.is_few(
            int((here & ~both).sum())
        ):
            return True
    return False


def _row(comparison: Comparison, cell: Cell, change: ChangeRow | None, *, few: bool) -> AttritionRow:
    people = comparison.people
    row = AttritionRow(cell.name, people.rounds[0].name, people.rounds[1].name)
    if not comparison.shows(cell, INDEX_COLUMN):
        return replace(row, reason="protected")
    if change is None:
        return replace(row, reason="no_pairs")
    row = replace(row, verdict_if_leavers_fell=change.verdict)
    scores = people.scores[0][:, INDEX_COLUMN]
    here = cell.members & people.rounds[0].present & ~np.isnan(scores)
    stayers, leavers = here & people.matched, here & ~people.matched
    if few:
        return replace(row, reason="protected")
    telling = _tells_of_few(comparison, cell)
    fell = IfFell(change.n_from, change.change, change.p, change.ci_low, change.ci_high)
    if telling and people.estimand != "matched":
        fell = IfFell()
    return replace(
        row,
        stayers=_standing(scores[stayers], telling),
        leavers=_standing(scores[leavers], telling),
        standardised_difference=_standardised(scores[stayers], scores[leavers]),
        if_leavers_fell=fell,
        reason="means_protected" if telling else None if leavers.any() else "nobody_left",
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
    return change_of(people, cell, INDEX_COLUMN, evidence(before, after, "matched", test), test=test)


def _standing(scores: Floats, telling: bool) -> Standing:
    """n, mean and SD; n alone where mean and SD would tell somebody's answer."""
    if telling or not scores.size:
        return Standing(scores.size)
    return Standing(scores.size, float(scores.mean()), float(scores.std(ddof=1)) if scores.size > 1 else None)


def _standardised(stayers: Floats, leavers: Floats) -> float | None:
    """``(mean of stayers − mean of leavers)/√((s₁² + s₂²)/2)``; None below 2 in either, or where nobody differs."""
    if min(stayers.size, leavers.size) < 2:
        return None
    spread = sqrt((float(stayers.var(ddof=1)) + float(leavers.var(ddof=1))) / 2)
    return float(stayers.mean() - leavers.mean()) / spread if spread > STILL else None
