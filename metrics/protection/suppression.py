"""Which rows of all comparisons are hidden, step after step: no step changes what an earlier one has settled.

First the stakeholder table of the first pair of rounds, then that of the later pairs, then what is shown of the
headline outside the tables, then one breakdown after another in the form's order. So two results of the same answers,
by one breakdown each, reveal together no more than the one that is settled last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from threadpoolctl import ThreadpoolController

from metrics.model.cells import Cell
from metrics.model.population import Population
from metrics.protection.audit import Audited, Open, admit_later_pairs, admit_statistics, audit
from metrics.protection.comparison import Comparison
from metrics.protection.headline_statistics import HeadlineSets, shown_statistics
from metrics.protection.mask.complementary_suppression import hidden_categories, hidden_rows, own_reasons
from metrics.protection.mask.equal_measures import equal_measures
from metrics.protection.mask.layout import Layout
from metrics.protection.mask.reasons import Reason
from metrics.protection.mask.row_sets import RowSets, smallest_counts
from metrics.protection.unanimity import unanimous_rows

Revealing = Mapping[str, Mapping[str, Reason]]

_LIBRARIES = ThreadpoolController()
"""Several threads for thousands of small matrices take many times as long as one."""


def suppress(
    peoples: Sequence[Population], layouts: Sequence[Layout], headline_statistics: Sequence[HeadlineSets] = ()
) -> Audited:
    """The comparisons with their hidden rows, audited.

    Parameters
    ----------
    peoples, layouts : sequences
        A population and its layout a comparison.
    headline_statistics : sequence of HeadlineSets, optional
        Those of the first comparison.
    """
    with _LIBRARIES.limit(limits=1, user_api="blas"):
        return _suppress(peoples, layouts, headline_statistics)


def _suppress(
    peoples: Sequence[Population], layouts: Sequence[Layout], headline_statistics: Sequence[HeadlineSets]
) -> Audited:
    both = zip(peoples, layouts, strict=True)
    first, *later = (_with_groups(*one, is_first=not index) for index, one in enumerate(both))
    audited = _with_later_pairs(audit([first], Open("first")), later)
    shown = shown_statistics(audited.comparisons[0], headline_statistics)
    given_up = admit_statistics(audited.comparisons, shown)
    audited = audited.then(audit(audited.comparisons, Open("none"), shown, given_up))
    for breakdown in layouts[0].breakdowns:
        audited = _with_breakdown(audited, breakdown, shown)
    return audited


def _with_later_pairs(audited: Audited, later: Sequence[Comparison]) -> Audited:
    """With the rows of all other pairs, as far as they may be shown beside those of the first."""
    if not later:
        return audited
    admitted = admit_later_pairs([*audited.comparisons, *later])
    return audited.then(audit(admitted, Open("later")))


def _with_groups(people: Population, layout: Layout, *, is_first: bool) -> Comparison:
    """Settles what the rows of the stakeholder table would reveal by themselves, and of the first pair together."""
    sets = layout.sets_of(layout.stakeholders)
    counts, alike = smallest_counts(sets), _alike(people, sets)
    if not is_first:
        return Comparison(people, layout, own_reasons(layout.stakeholders, counts, layout.threshold, alike))
    equal = equal_measures(layout.people, layout.stakeholders)
    return Comparison(people, layout, hidden_rows(layout.pattern, counts, layout.threshold, equal, alike))


def _with_breakdown(audited: Audited, breakdown: str, shown: Sequence[HeadlineSets]) -> Audited:
    """Settles the rows of one more breakdown; nothing that was settled before is changed."""
    comparisons = [
        _with_categories(comparison, breakdown, is_first=not index)
        for index, comparison in enumerate(audited.comparisons)
    ]
    admitted = admit_later_pairs(comparisons, breakdown)
    return audited.then(audit(admitted, Open("all", breakdown), shown, audited.suppressed))


def _with_categories(comparison: Comparison, breakdown: str, *, is_first: bool) -> Comparison:
    """The rows of a breakdown's categories in a comparison, as far as they are hidden by themselves or together."""
    layout = comparison.layout
    cells: Sequence[Cell] = layout.breakdowns[breakdown]
    sets = layout.sets_of(cells)
    counts, alike = smallest_counts(sets), _alike(comparison.people, sets)
    hidden = own_reasons(cells, counts, layout.threshold, alike)
    if is_first:
        hidden = {
            measure: hidden_categories(cells, counts[measure], hidden[measure], layout.threshold, settled)
            for measure, settled in comparison.hidden.items()
        }
    return replace(
        comparison,
        hidden={measure: {**settled, **hidden[measure]} for measure, settled in comparison.hidden.items()},
        breakdowns=(*comparison.breakdowns, breakdown),
    )


def _alike(people: Population, sets: RowSets) -> Revealing:
    """Rows whose people are all alike, by measure and cell."""
    return {measure: dict.fromkeys(cells, Reason.ALIKE) for measure, cells in unanimous_rows(people, sets).items()}
