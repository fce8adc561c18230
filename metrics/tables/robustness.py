"""Whether the headline stands under other choices: who is compared, which test, which items, which missing answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

import numpy as np

from metrics.findings.evidence import evidence
from metrics.findings.verdicts import VERDICTS, with_findings
from metrics.model.cells import Cell
from metrics.model.measures import INDEX_COLUMN, scored_dimension
from metrics.model.population import Population
from metrics.model.scores import DECIMALS
from metrics.model.settings import TESTS, Settings
from metrics.protection.comparison import Comparison
from metrics.protection.headline_statistics import ROBUSTNESS, HeadlineSets, HeadlineStatistic
from metrics.protection.mask.layout import Layout
from metrics.protection.mask.row_sets import Basis, CountedSet
from metrics.schema.kinds import Choice, Details, Group, Points, PValue, VerdictOrNone, Why
from metrics.schema.rows import PROTECTED, table
from metrics.statistics.effects import effects_of
from metrics.tables.changes import ChangeRow, change_of, effect_fields, sampling_of
from surveys.model.instrument import INDEX
from surveys.model.survey import Floats

_ESTIMANDS = ("matched", "all", "independent")

NoChange = Literal["protected", "no_pairs"]
"""Why there is no change under a choice."""


@table(
    "robustness",
    subjects=lambda row: ((INDEX, row.group),),
    columns="group what variant change p p_adjusted verdict reason",
    note="The headline under another choice. Where few people make the difference, in words alone.",
)
@dataclass(frozen=True)
class RobustnessRow:
    """The headline of one group under another choice.

    `what`: ``estimand``, ``test``, ``item`` (that item left out) or ``missing`` (how missing answers are handled);
    `variant` the choice. Numbers are None, with a `reason`, where there are none or they would reveal an answer.
    """

    what: Annotated[Choice, Details(schema={"enum": ["estimand", "test", "item", "missing"]})]
    variant: Choice
    group: Group
    change: Points = None
    p: PValue = None
    p_adjusted: PValue = None
    verdict: Annotated[VerdictOrNone, Details(schema={"enum": list(VERDICTS)}, heading="finding", stays=True)] = None
    reason: Annotated[Why, Details(heading="why_empty")] = None


@dataclass(frozen=True)
class Variant:
    """The headline under one other choice.

    Attributes
    ----------
    what : {"estimand", "test", "item", "missing"}
    name : str
        The choice.
    estimand, test : str
        By which the change is computed.
    counted : pair of arrays, shape (people,)
        The index of those who count, in each round; NaN for the rest.
    revealing : frozenset of str
        The cells in which it brings in or leaves out 1 to threshold − 1 people, or changes the index of so many.
    statistics : tuple of HeadlineSets
        The people behind its change in each other cell, for the audit; none where their index is not the headline's.
    """

    what: str
    name: str
    estimand: str
    test: str
    counted: tuple[Floats, Floats]
    revealing: frozenset[str]
    statistics: tuple[HeadlineSets, ...] = ()

    def statistic(self, cell: Cell) -> HeadlineStatistic:
        """Its change in a cell, as a side statistic."""
        return HeadlineStatistic(ROBUSTNESS, (self.what, self.name), cell.name)


@dataclass(frozen=True)
class _Choice:
    """Another choice, and everyone's index in each round under it."""

    what: str
    name: str
    estimand: str
    test: str
    index: tuple[Floats, Floats]

    @property
    def keeps_index(self) -> bool:
        """Whether the index is the headline's own: not where an item is left out, or any answer is enough."""
        return self.what == "estimand" or (self.what, self.name) == ("missing", "complete")


def headline_variants(people: Population, layout: Layout, test: str) -> list[Variant]:
    """The headline under each other choice."""
    variants = []
    for choice in _choices(people, test):
        counted = _counted(people, choice)
        revealing = frozenset(
            cell.name
            for cell in layout.headline_cells
            if _reveals_few(people, layout, cell, choice.estimand, counted)
        )  # fmt: skip
        variant = Variant(choice.what, choice.name, choice.estimand, choice.test, counted, revealing)
        if choice.keeps_index:
            variant = replace(variant, statistics=tuple(_statistics(layout, variant)))
        variants.append(variant)
    return variants


def _statistics(layout: Layout, variant: Variant) -> Iterator[HeadlineSets]:
    counted = [~np.isnan(values) for values in variant.counted]
    for cell in layout.headline_cells:
        if cell.name not in variant.revealing:
            rounds = zip(layout.people.rounds, counted, strict=True)
            sets = [CountedSet(Basis(round_.name), here & cell.members) for round_, here in rounds]
            yield HeadlineSets(variant.statistic(cell), sets)


def robustness_rows(
    comparison: Comparison,
    variants: Sequence[Variant],
    settings: Settings,
    suppressed: Collection[HeadlineStatistic] = (),
) -> list[RobustnessRow]:
    """The headline under each other choice, with its verdict by the same rules.

    Where a choice brings in or leaves out 1 to threshold − 1 people, their answers would follow from two changes: the
    row has the verdict in words alone (rule 38); so have those that the audit has suppressed.
    """
    rows: list[RobustnessRow] = []
    for variant in variants:
        rows += _under(comparison, variant, settings, suppressed)
    return rows


def _choices(people: Population, test: str) -> Iterator[_Choice]:
    own = people.scores[0][:, INDEX_COLUMN], people.scores[1][:, INDEX_COLUMN]
    for estimand in _ESTIMANDS:
        yield _Choice("estimand", estimand, estimand, TESTS[estimand][0], own)
    for name in TESTS[people.estimand]:
        yield _Choice("test", name, people.estimand, name, own)
    first, second = people.scorings
    feeding = people.presence.items_of(set(people.survey.group.tolist()))[INDEX]
    for item in (one for one in scored_dimension(people.form.instrument) if one in feeding):
        index = first.index_without(item), second.index_without(item)
        yield _Choice("item", item, people.estimand, test, index)
    for missing in ("any", "complete"):
        yield _Choice("missing", missing, people.estimand, test, (first.index_by(missing), second.index_by(missing)))


def _under(
    comparison: Comparison, variant: Variant, settings: Settings, suppressed: Collection[HeadlineStatistic]
) -> list[RobustnessRow]:
    """A row for each headline cell that can have an index; their p are adjusted together.

    Without a p there is a reason and no finding, unless it is the headline's own test.
    """
    cells = [cell for cell in comparison.layout.headline_cells if not comparison.lacks(cell, INDEX_COLUMN)]
    changes = {cell.name: _change(comparison, cell, variant, settings) for cell in cells}
    found = with_findings([change for change in changes.values() if isinstance(change, ChangeRow)], settings.margin)
    finding_in = {change.group: change for change in found}
    rows = []
    for cell in cells:
        outcome, row = changes[cell.name], RobustnessRow(variant.what, variant.name, cell.name)
        if not isinstance(outcome, ChangeRow):
            rows.append(replace(row, reason=outcome))
            continue
        change = finding_in[cell.name]
        if change.p is None and not _is_headline(comparison, variant, settings):
            rows.append(replace(row, reason=change.reason))
            continue
        row = replace(row, verdict=change.verdict)
        if variant.statistic(cell) in suppressed or cell.name in variant.revealing:
            rows.append(replace(row, reason=PROTECTED))
        else:
            rows.append(replace(row, change=change.change, p=change.p, p_adjusted=change.p_adjusted))
    return rows


def _is_headline(comparison: Comparison, variant: Variant, settings: Settings) -> bool:
    """Whether a variant is the headline itself: its estimand, or its test."""
    estimand = comparison.people.estimand
    test = TESTS[estimand][0] if settings.test == "auto" else settings.test
    return variant.what in ("estimand", "test") and (variant.estimand, variant.test) == (estimand, test)


def _change(comparison: Comparison, cell: Cell, variant: Variant, settings: Settings) -> ChangeRow | NoChange:
    """The change of a cell under a variant, or the reason why there is none."""
    people = comparison.people
    if not comparison.shows(cell, INDEX_COLUMN):
        return "protected"
    if variant.estimand != "independent" and not (people.matched & cell.members).any():
        return "no_pairs"
    before, after = (values[cell.members] for values in variant.counted)
    smallest = min(int((~np.isnan(values)).sum()) for values in (before, after))
    if variant.estimand != "independent":
        smallest = min(smallest, int((~np.isnan(before) & ~np.isnan(after)).sum()))
    if smallest < comparison.threshold:
        return "protected"
    found = evidence(before, after, variant.estimand, variant.test, sampling_of(people, cell, settings, variant.test))
    (effect,) = effects_of(before[:, None], after[:, None], variant.estimand, variant.test)
    fields = effect_fields(effect, variant.test, found)
    return change_of(people, cell, INDEX_COLUMN, found, test=variant.test, **fields)


def _counted(people: Population, choice: _Choice) -> tuple[Floats, Floats]:
    """The index of those who count under a choice, shape (people,) each; NaN for the rest."""
    before, after = (
        np.where(round_.present, values, np.nan)
        for round_, values in zip(people.rounds, choice.index, strict=True)
    )  # fmt: skip
    if choice.estimand == "matched":
        both = ~np.isnan(before) & ~np.isnan(after)
        before, after = np.where(both, before, np.nan), np.where(both, after, np.nan)
    return before, after


def _reveals_few(people: Population, layout: Layout, cell: Cell, estimand: str, counted: tuple[Floats, Floats]) -> bool:
    """Whether a choice rests on a few people more or fewer than the shown row, or changes the index of a few."""
    if estimand != people.estimand and layout.few_came_or_went:
        return True
    for round_position, values in enumerate(counted):
        counts = ~np.isnan(values) & cell.members
        base = people.with_measures(round_position)[:, INDEX_COLUMN] & cell.members
        other = np.abs(values - people.scores[round_position][:, INDEX_COLUMN]) > 10.0**-DECIMALS
        parts = (counts & ~base, base & ~counts, counts & base & other)
        if any(layout.is_few(int(np.count_nonzero(part))) for part in parts):
            return True
    return False
