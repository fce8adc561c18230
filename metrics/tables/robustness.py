"""Whether the headline stands under other choices: who is compared, which test, which items, which missing answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np

from metrics.findings.evidence import evidence
from metrics.findings.verdicts import with_findings
from metrics.model.cells import Cell
from metrics.model.measures import scored_dimension
from metrics.model.population import Population
from metrics.model.scores import DECIMALS
from metrics.model.settings import TESTS, Settings
from metrics.protection.comparison import ROBUSTNESS, Aside, Comparison
from metrics.result.rows import ChangeRow, RobustnessRow
from metrics.tables.changes import change_of, invited_to
from surveys.model.instrument import ALL, SIDE
from surveys.model.survey import Flags, Floats

INDEX_COLUMN = 0
_ESTIMANDS = ("matched", "all", "independent")


@dataclass(frozen=True)
class _Variant:
    """One other choice: who is compared, the test, and everyone's index in each round under it."""

    what: str
    name: str
    estimand: str
    test: str
    index: tuple[Floats, Floats]


def headline_cells(comparison: Comparison) -> list[Cell]:
    """The cells that carry the headline: each side; where there are none, all together."""
    sides = [cell for cell in comparison.stakeholders if cell.name.startswith(SIDE)]
    return sides or [cell for cell in comparison.stakeholders if cell.name == ALL]


def sets_behind(comparison: Comparison, test: str) -> Iterator[tuple[Aside, list[tuple[str, Flags]]]]:
    """The people whose index as it stands is behind each choice's change: by what it tells, a round's name with them.

    Where an item is left out, or few answers are enough, the index is another one.
    """
    for variant in _variants(comparison.people, test):
        if variant.what in ("estimand", "missing") and variant.name != "any":
            counted = [~np.isnan(values) for values in _counted(comparison.people, variant)]
            names = [round_.name for round_ in comparison.people.rounds]
            for cell in headline_cells(comparison):
                if comparison.shows(cell, INDEX_COLUMN) and not _tells_of_few(comparison, cell, variant):
                    aside = Aside(ROBUSTNESS, (variant.what, variant.name), cell.name)
                    yield aside, [(name, here & cell.members) for name, here in zip(names, counted, strict=True)]


def robustness_rows(
    comparison: Comparison, test: str, settings: Settings, withheld: Collection[Aside] = ()
) -> list[RobustnessRow]:
    """The headline under each other choice, with its finding by the same rules.

    Where a choice brings in or leaves out 1 to threshold − 1 people, their answers would follow from two changes: the
    row has the finding in words alone (rule 38); so have those that the audit has `withheld`.
    """
    rows: list[RobustnessRow] = []
    for variant in _variants(comparison.people, test):
        rows += _under(comparison, variant, settings, withheld)
    return rows


def _variants(people: Population, test: str) -> Iterator[_Variant]:
    plain = people.scores[0][:, INDEX_COLUMN], people.scores[1][:, INDEX_COLUMN]
    for estimand in _ESTIMANDS:
        yield _Variant("estimand", estimand, estimand, TESTS[estimand][0], plain)
    for name in TESTS[people.estimand]:
        yield _Variant("test", name, people.estimand, name, plain)
    form = people.survey.instrument
    first, second = (people.scored.scorings[place] for place in people.places)
    for item in scored_dimension(form):
        index = first.index_without(item), second.index_without(item)
        yield _Variant("item", item, people.estimand, test, index)
    for missing in ("any", "complete"):
        yield _Variant("missing", missing, people.estimand, test, (first.index_by(missing), second.index_by(missing)))


def _under(
    comparison: Comparison, variant: _Variant, settings: Settings, withheld: Collection[Aside]
) -> list[RobustnessRow]:
    """A row for each headline cell; their p are adjusted together."""
    cells = headline_cells(comparison)
    found = [_change(comparison, cell, variant, settings) for cell in cells]
    tested = iter(with_findings([change for change in found if isinstance(change, ChangeRow)], settings.margin))
    rows = []
    for cell, change in zip(cells, found, strict=True):
        row = RobustnessRow(variant.what, variant.name, cell.name)
        if isinstance(change, str):
            rows.append(replace(row, reason=change))
            continue
        change = next(tested)
        row = replace(row, verdict=change.verdict)
        aside = Aside(ROBUSTNESS, (variant.what, variant.name), cell.name)
        if aside in withheld or _tells_of_few(comparison, cell, variant):
            rows.append(replace(row, reason="protected"))
        else:
            rows.append(replace(row, change=change.change, p=change.p, p_adjusted=change.p_adjusted))
    return rows


def _change(comparison: Comparison, cell: Cell, variant: _Variant, settings: Settings) -> ChangeRow | str:
    """The change of a cell under a variant, or the reason why there is none."""
    people = comparison.people
    if not comparison.shows(cell, INDEX_COLUMN):
        return "protected"
    if variant.estimand != "independent" and not (people.matched & cell.members).any():
        return "no_pairs"
    before, after = (values[cell.members] for values in _counted(people, variant))
    smallest = min(int((~np.isnan(values)).sum()) for values in (before, after))
    if variant.estimand != "independent":
        smallest = min(smallest, int((~np.isnan(before) & ~np.isnan(after)).sum()))
    if smallest < comparison.threshold:
        return "too_few_people"
    found = evidence(before, after, variant.estimand, variant.test, invited_to(people, cell, settings))
    return change_of(people, cell, INDEX_COLUMN, found, test=variant.test)


def _counted(people: Population, variant: _Variant) -> tuple[Floats, Floats]:
    """The index of those who count under a variant, shape (people,) each; NaN for the rest."""
    before, after = (
        np.where(round_.present, values, np.nan)
        for round_, values in zip(people.rounds, variant.index, strict=True)
    )  # fmt: skip
    if variant.estimand == "matched":
        both = ~np.isnan(before) & ~np.isnan(after)
        before, after = np.where(both, before, np.nan), np.where(both, after, np.nan)
    return before, after


def _tells_of_few(comparison: Comparison, cell: Cell, variant: _Variant) -> bool:
    """Whether a variant rests on a few people more or fewer than the shown row, or changes the index of a few."""
    people = comparison.people
    if variant.estimand != people.estimand and comparison.few_came_or_went:
        return True
    for which, values in enumerate(_counted(people, variant)):
        counted = ~np.isnan(values) & cell.members
        base = people.with_measures(which)[:, INDEX_COLUMN] & cell.members
        other = np.abs(values - people.scores[which][:, INDEX_COLUMN]) > 10.0**-DECIMALS
        parts = (counted & ~base, base & ~counted, counted & base & other)
        if any(comparison.is_few(int(part.sum())) for part in parts):
            return True
    return False
