"""Protection with one rule taken out, to prove that the attacker bites: ``python -m tests.attacker.mutants``.

It prints a Markdown table: the rule, the scenario in which the attacker finds somebody, and what it finds first. The
audit stands behind the rules and makes good what most of them would leave open; so it is switched off while one of them
is taken out, and taken out by itself as well.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from metrics.model import presence
from metrics.model.cells import union
from metrics.protection import suppression, unanimity
from metrics.protection.audit import Audited, auditing, ledger
from metrics.protection.audit.linked_pairs import LinkedSums
from metrics.protection.comparison import Comparison
from metrics.protection.mask import categories, layout, merging
from metrics.protection.mask import complementary_suppression as complement
from metrics.publish import rounding, seal, spread_of_few
from metrics.schema import kinds
from metrics.tables import attrition, robustness
from tests.attacker.attack import breaches_in
from tests.attacker.breach import Breach
from tests.attacker.running import run_all, truth_of
from tests.attacker.scenarios import SCENARIOS

Swap = tuple[object, str, Any]
"""Where a name stands, the name, and what is put there."""


@dataclass(frozen=True)
class Mutant:
    """One rule taken out.

    Attributes
    ----------
    rule : str
        The rule's number and what it says.
    swaps : sequence of Swap
    scenario : str
        In which it is caught.
    keeps_audit : bool
        Whether the audit stays on.
    """

    rule: str
    swaps: Sequence[Swap]
    scenario: str
    keeps_audit: bool = False


def breaches_of(mutant: Mutant, scenario: str | None = None) -> list[Breach]:
    """What the attacker finds where a rule is taken out."""
    return list(dict.fromkeys(_breaches_of(mutant, scenario)))


def is_caught(mutant: Mutant) -> bool:
    """Whether the attacker finds anything in a mutant's scenario; it stops at the first that it finds."""
    with contextlib.closing(_breaches_of(mutant)) as found:
        return next(found, None) is not None


def _breaches_of(mutant: Mutant, scenario: str | None = None) -> Generator[Breach]:
    made = SCENARIOS[scenario or mutant.scenario]()
    with contextlib.ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        for owner, name, other in (*mutant.swaps, *(() if mutant.keeps_audit else (NO_AUDIT,))):
            stack.enter_context(patch.object(owner, name, other))
        stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
        yield from breaches_in(truth_of(made), run_all(made, Path(folder)))


def _without_audit(comparisons: Sequence[Comparison], *_: object) -> Audited:
    return Audited(tuple(comparisons), frozenset(), ())


NO_AUDIT: Swap = (suppression, "audit", _without_audit)

_smallest, _pattern, _few, _cells = (
    presence.smallest_count,
    merging.make_pattern,
    complement._few,
    categories.breakdown_cells,
)


def _head_count(people: Any, members: Any) -> int:
    """The smallest head count in a round alone."""
    return min(int((members & round_.present).sum()) for round_ in people.rounds)


def _unmerged(people: Any, groups: Any, threshold: int) -> Any:
    """All groups shown as they are."""
    return list(groups), []


def _short_mergers(people: Any, groups: Any, threshold: int) -> Any:
    """Small groups merged with one another, and shown however few they stay."""
    small = [cell for cell in groups if _smallest(people, cell.members) < threshold]
    large = [cell for cell in groups if cell not in small]
    return [*large, union(groups, small)] if small else large, []


def _everybody_counts(people: Any, threshold: int) -> Any:
    """The people of hidden sides and groups, and few who state no group, stay in ``ALL``."""
    made = _pattern(people, threshold)
    total, *others = made.cells
    everybody = np.logical_or.reduce([round_.present for round_ in people.rounds])
    return replace(made, cells=(replace(total, members=everybody), *others))


def _nothing(*_: Any, **__: Any) -> None:
    return None


def _no_twins(people: Any, groups: Any) -> dict[str, list[frozenset[str]]]:
    return {cell.name: [] for cell in groups}


def _nobody_alike(people: Any, sets: Any) -> dict[str, set[str]]:
    return {measure: set() for measure in sets}


def _one_breakdown(people: Any, breakdown: Any, shown: Any, threshold: int) -> Any:
    """Categories settled without regard to what else is shown."""
    return _cells(people, breakdown, shown[:1], threshold)


def _no_rows(*_: Any) -> dict[str, str]:
    return {}


def _never(*_: Any) -> bool:
    return False


def _as_it_is(value: float | None, decimals: int) -> float | None:
    return value


def _one_distribution(*_: Any, **__: Any) -> set[str]:
    return set()


def _first_of(row: Any, *_: Any) -> Any:
    return row


def _lenient(groups: Any, counts: Any, threshold: int) -> dict[str, Any]:
    """Rows of few answers are shown."""
    return _few(groups, counts, 1)


def _swap(owner: object, **names: Callable[..., Any]) -> list[Swap]:
    return [(owner, name, other) for name, other in names.items()]


_NOT_38 = [
    (layout.Layout, "few_came_or_went", False),
    *_swap(robustness, _reveals_few=_never),
    *_swap(attrition, _means_reveal_few=_never, _few_left=_never),
]

# The rules of combinations over rounds and over all measures (2), of why a row is hidden and of moves one way (39), of
# spread of few (39a, 40), of weighted shares (40) and of attainable answers (43) have their scenarios at the end of
# `scenarios`, and kinds of breaches of their own (`breach`).
MUTANTS = {
    "2": Mutant(
        "2: later pairs beside earlier ones",
        [*_swap(ledger, resting_on_few=_nothing), *_swap(LinkedSums, revealing=_nothing)],
        "three_rounds_with_two_missing_in_the_middle",
    ),
    "4": Mutant(
        "4, 35: who is hidden is left out of ALL",
        _swap(layout, make_pattern=_everybody_counts),
        "two_state_no_group",
    ),
    "33": Mutant(
        "33: a group is small by its n in either round",
        _swap(merging, _merge=_unmerged),
        "small_before_only",
    ),
    "33m": Mutant(
        "33: and by its n in the matched set",
        _swap(merging, smallest_count=_head_count),
        "small_in_the_matched_set_only",
    ),
    "34": Mutant(
        "34: a merger that stays short takes in one more",
        _swap(merging, _merge=_short_mergers),
        "one_small_group_beside_one_big_one",
    ),
    "36n": Mutant(
        "36: rows of few answers",
        _swap(complement, _few=_lenient),
        "small_in_one_item_only",
    ),
    "36c": Mutant(
        "36: one more row with each",
        _swap(complement, _complete=_nothing),
        "small_in_one_item_only",
    ),
    "36t": Mutant(
        "36: the same rows under another name",
        _swap(suppression, equal_measures=_no_twins),
        "a_dimension_is_one_item_for_a_group",
    ),
    "37": Mutant(
        "37: rows of categories of few answers, and one more",
        _swap(suppression, hidden_categories=_no_rows),
        "all_women_but_two_are_in_one_group",
    ),
    "37n": Mutant(
        "37: categories nested in a group",
        _swap(categories, _reveals_few=_never),
        "all_women_but_two_are_in_one_group",
    ),
    "37b": Mutant(
        "37: breakdowns beside one another",
        _swap(layout, breakdown_cells=_one_breakdown),
        "two_breakdowns_by_two_runs",
    ),
    "38": Mutant(
        "38: few who came or went",
        _NOT_38,
        "two_leave",
    ),
    "39": Mutant(
        "39: all alike",
        _swap(suppression, unanimous_rows=_nobody_alike),
        "unanimous_in_one_item_of_one_group",
    ),
    "40r": Mutant(
        "40: rounding",
        _swap(kinds, rounded=_as_it_is),
        "one_person_skips_an_item",
    ),
    "39c": Mutant(
        "39: all changed alike",
        _swap(unanimity, _changed_alike=_never),
        "all_changed_alike",
    ),
    "39w": Mutant(
        "39: all moved one way",
        _swap(seal, withhold_moves_of_one_way=_nothing),
        "all_moved_in_one_direction",
    ),
    "39r": Mutant(
        "39: why a row is hidden may not follow",
        _swap(seal, withhold_common_answers=_nothing),
        "hidden_where_nobody_is_few",
    ),
    "40d": Mutant(
        "40: nothing but means and finding of few",
        _swap(seal, withhold_spread_of_few=_nothing),
        "one_group_below_twice_the_threshold",
    ),
    "40m": Mutant(
        "40: one more without a spread",
        _swap(spread_of_few._Subtraction, one_more=_one_distribution),
        "one_group_below_twice_the_threshold",
    ),
    "40s": Mutant(
        "40: spread of dimensions and index that few sets of answers fit",
        _swap(spread_of_few, _add_determined=_nothing),
        "mean_55_and_sd_11_of_five_people",
    ),
    "40w": Mutant(
        "40: weighted shares, or counts",
        _swap(rounding, weighted_or_counted=_first_of),
        "weighted_shares_of_ten",
    ),
    "40l": Mutant(
        "40, 43: linked measures on the lattice",
        _swap(seal, coarsen_linked_measures=_nothing),
        "a_lawyer_who_skips_one_of_two_questions",
    ),
    "43": Mutant(
        "43: the audit",
        [],
        "small_in_one_item_only",
    ),
    "43b": Mutant(
        "43: its bounds",
        _swap(auditing, narrowed=_nothing),
        "unanimous_by_subtraction",
        keeps_audit=True,
    ),
}
"""The rules by a short name; each is caught in its scenario."""


def main() -> None:
    """Prints the table; of a mutant that its scenario does not catch, all scenarios are tried."""
    print("| rule taken out | caught in | how often | first as |")
    print("| --- | --- | --- | --- |")
    for mutant in MUTANTS.values():
        for scenario in dict.fromkeys([mutant.scenario, *SCENARIOS]):
            if found := breaches_of(mutant, scenario):
                break
        caught = (scenario.replace("_", " "), len(found), found[0].kind) if found else ("nowhere", 0, "–")
        print(f"| {mutant.rule} | {caught[0]} | {caught[1]} | {caught[2]} |", flush=True)


if __name__ == "__main__":
    main()
