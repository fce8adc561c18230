"""All comparisons of a survey, settled one step after another: no step changes what an earlier one has settled.

First the stakeholder table, then one breakdown after another in the form's order. So two results of the same answers,
by one breakdown each, tell together no more than the one that is settled last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from metrics.model.cells import is_total
from metrics.model.population import Population
from metrics.protection.audit import Asides, Audited, audit
from metrics.protection.comparison import Comparison, compare, with_breakdown
from metrics.protection.mask.later_pairs import ShownSets
from surveys.model.instrument import INDEX
from surveys.model.survey import Breakdown


def settle(
    populations: Sequence[Population],
    threshold: int,
    breakdowns: Sequence[Breakdown] = (),
    asides_of: Callable[[Comparison], Asides] = lambda _: (),
) -> Audited:
    """The comparisons of some populations, audited.

    Parameters
    ----------
    breakdowns : sequence of Breakdown, optional
        Up to the one that is asked for, in the form's order; the last is told.
    asides_of : callable, optional
        What is told beside the tables of the first comparison.
    """
    earlier = ShownSets()
    comparisons: list[Comparison] = []
    ledgers: list[ShownSets] = []
    for people in populations:
        ledgers.append(earlier.copy())
        comparisons.append(compare(people, threshold, earlier))
        if len(comparisons) == 1:
            _note_everyone(comparisons[0], earlier)
    asides = asides_of(comparisons[0])
    settled = audit(comparisons, asides)
    for breakdown in breakdowns:
        finer = [
            with_breakdown(comparison, breakdown, ledgers[place], ledgers[place + 1 :])
            for place, comparison in enumerate(settled.comparisons)
        ]
        settled = settled.then(audit(finer, asides, settled.withheld, breakdown.name))
    return settled


def _note_everyone(first: Comparison, earlier: ShownSets) -> None:
    """Notes everyone with an index in a round of the headline's pair: attrition and robustness tell of them."""
    for cell in first.cells:
        if is_total(cell.name) and first.shows(cell, 0):
            for round_, scores in zip(first.people.rounds, first.people.scores, strict=True):
                earlier.add(INDEX, [(round_.name, cell.members & round_.present & ~np.isnan(scores[:, 0]))])
