"""Which rows of all comparisons are hidden, step after step: no step changes what an earlier one has settled.

First the stakeholder table, then one breakdown after another in the form's order. So two results of the same answers,
by one breakdown each, reveal together no more than the one that is settled last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from metrics.model.cells import is_total
from metrics.model.measures import INDEX_COLUMN
from metrics.model.population import Population
from metrics.protection.audit import Audited, audit
from metrics.protection.comparison import Comparison
from metrics.protection.headline_statistics import HeadlineSets, shown_statistics
from metrics.protection.mask.complementary_suppression import hidden_categories, hidden_rows
from metrics.protection.mask.equal_measures import equal_measures
from metrics.protection.mask.later_pairs import ShownSets
from metrics.protection.mask.layout import Layout
from metrics.protection.mask.reasons import Reason
from metrics.protection.mask.row_sets import Basis, CountedSet, RowSets, smallest_counts
from metrics.protection.unanimity import unanimous_rows
from surveys.model.instrument import INDEX


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
    earlier = ShownSets()
    comparisons: list[Comparison] = []
    earlier_of: list[ShownSets] = []
    for people, layout in zip(peoples, layouts, strict=True):
        earlier_of.append(earlier.copy())
        comparisons.append(_with_groups(people, layout, earlier))
        if len(comparisons) == 1:
            _note_everyone(comparisons[0], earlier)
    shown = shown_statistics(comparisons[0], headline_statistics)
    audited = audit(comparisons, shown)
    for breakdown in layouts[0].breakdowns:
        finer = [
            _with_breakdown(comparison, breakdown, earlier_of[index], earlier_of[index + 1 :])
            for index, comparison in enumerate(audited.comparisons)
        ]
        audited = audited.then(audit(finer, shown, audited.suppressed, breakdown))
    return audited


def _with_groups(people: Population, layout: Layout, earlier: ShownSets) -> Comparison:
    """Settles the rows of the stakeholder table, given those of earlier comparisons, and notes them there."""
    sets = layout.sets_of(layout.stakeholders)
    revealing = _revealing(people, sets, layout.threshold, earlier)
    equal = equal_measures(layout.people, layout.stakeholders)
    hidden = hidden_rows(layout.pattern, smallest_counts(sets), layout.threshold, equal, revealing)
    earlier.note(sets, hidden)
    return Comparison(people, layout, hidden)


def _with_breakdown(
    comparison: Comparison, breakdown: str, earlier: ShownSets, later: Sequence[ShownSets]
) -> Comparison:
    """Settles the rows of one more breakdown; nothing that was settled before is changed.

    Parameters
    ----------
    earlier : ShownSets
        What comparisons before this one show.
    later : sequence of ShownSets
        The same for those after it: what is settled here is noted there.
    """
    layout = comparison.layout
    cells = layout.breakdowns[breakdown]
    sets = layout.sets_of(cells)
    counts, revealing = smallest_counts(sets), _revealing(comparison.people, sets, layout.threshold, earlier)
    hidden = {
        measure: hidden_categories(cells, counts[measure], layout.threshold, revealing[measure], settled)
        for measure, settled in comparison.hidden.items()
    }
    for ledger in later:
        ledger.note(sets, hidden)
    return replace(
        comparison,
        hidden={measure: {**settled, **hidden[measure]} for measure, settled in comparison.hidden.items()},
        breakdowns=(*comparison.breakdowns, breakdown),
    )


def _revealing(people: Population, sets: RowSets, threshold: int, earlier: ShownSets) -> dict[str, dict[str, Reason]]:
    """Rows that would reveal somebody's answer: together with those of an earlier pair, or because all are alike."""
    found = {
        measure: dict.fromkeys(cells, Reason.PAIR)
        for measure, cells in earlier.cells_revealing_few(sets, threshold).items()
    }
    for measure, cells in unanimous_rows(people, sets).items():
        found[measure].update(dict.fromkeys(cells, Reason.ALIKE))
    return found


def _note_everyone(first: Comparison, earlier: ShownSets) -> None:
    """Notes everyone with an index in a round of the headline's pair: attrition and robustness rest on them."""
    for cell in first.stakeholders:
        if is_total(cell.name) and first.shows(cell, INDEX_COLUMN):
            for round_ in first.layout.people.rounds:
                earlier.add(INDEX, [CountedSet(Basis(round_.name), cell.members & round_.has_index)])
