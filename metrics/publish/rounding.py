"""Rounds every table once, as it is handed on (rule 40): each field by the rule of its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

from metrics.findings.verdicts import reading_of
from metrics.model.ratings import rating_name
from metrics.model.settings import T_TESTS
from metrics.result.rounding_plan import RoundingPlan, Rounds, RowKey
from metrics.result.tables import TABLES, Suppression, Tables
from metrics.schema.kinds import Precision
from metrics.schema.precision import sides_of_zero
from metrics.schema.rows import LEVELS, PROTECTED, Subject, Table, handed_on, has_no_number, hidden_twin, without_levels
from metrics.tables.attrition import without_spread_of_few
from metrics.tables.between_groups import BetweenGroupsRow, without_pairs_of_few
from metrics.tables.changes import ChangeRow, without_check, without_moves, without_tests
from metrics.tables.difference_in_change import between_shown
from metrics.tables.items import weighted_or_counted
from metrics.tables.reliability import without_numbers_of_few
from metrics.tables.robustness import RobustnessRow
from surveys.model.instrument import INDEX

Row = TypeVar("Row")

_MAIN = ("scores", "changes", "items", "item_tests", "matrix", "gaps")
"""Tables whose rows are of a measure and a group; others tell more of the same people."""


_OF_LEVELS = ("scores", "items", "attrition", "matrix", "gaps")
"""Tables that tell levels alone, or tell them too."""


def rounded_tables(tables: Tables, plan: RoundingPlan, margin: float, *, is_weighted: bool = False) -> Tables:
    """The tables in the numbers that are handed on.

    Parameters
    ----------
    plan : RoundingPlan
        The measures and groups that are rounded to whole points, left out, or shown without their spread.
    margin : float
        The smallest change that matters, by which findings are read off the intervals.
    is_weighted : bool
        Whether levels and shares are weighted.
    """
    people = _people_of(tables)

    def hand_on(table: Table, row: Row) -> Row:
        about = set(table.subjects(row))
        withheld = plan.of_row(_pair(row), getattr(row, "round", None))
        is_beside = table.name not in _MAIN and bool(about & withheld.few)
        is_without_spread = is_beside or bool(about & withheld.without_spread)
        if table.name == "item_tests" and about & withheld.without_moves:
            return hidden_twin(row)
        if isinstance(row, ChangeRow) and row.verdict is None:
            return row  # nothing was found: there is nothing to round, nor to hide
        if about & withheld.hidden or (table.is_distribution and is_without_spread):
            return hidden_twin(row)
        if about & withheld.without_levels and table.name in _OF_LEVELS:
            return hidden_twin(row)
        round_ = getattr(row, "round", None)
        precision = Precision(
            people=min((people.get((subject, round_), 0) for subject in about), default=0),
            is_whole=bool(about & withheld.whole),
            has_spread=not is_without_spread,
            test=getattr(row, "test", None),
            read=reading_of(row, margin) if isinstance(row, ChangeRow) else sides_of_zero,
        )
        made = handed_on(row, precision)
        return without_levels(made) if about & withheld.without_levels else made

    rounded: dict[str, Any] = {
        name: tuple(hand_on(table, row) for row in getattr(tables, name)) for name, table in TABLES.items()
    }
    if is_weighted:
        weighted = _fewest_with_a_weight(tables)
        rounded["items"] = tuple(weighted_or_counted(row, weighted[row.item, row.group]) for row in rounded["items"])
    test = next((row.test for row in tables.changes if row.test), None)
    rounded["robustness"] = tuple(_without_one_way(row, test, plan) for row in rounded["robustness"])
    rounded["changes"] = tuple(_of_few(row, plan) for row in rounded["changes"])
    shown = {(row.measure, row.group, *(_pair(row) or ())): row.change for row in rounded["changes"]}
    rounded["difference_in_change"] = tuple(
        between_shown(row, *(shown.get((row.measure, group, *(_pair(row) or ()))) for group in (row.a, row.b)))
        for row in rounded["difference_in_change"]
    )
    rounded["between_groups"] = tuple(_between_groups(row, plan) for row in rounded["between_groups"])
    rounded["attrition"] = without_spread_of_few(rounded["attrition"], plan.least)
    rounded["reliability"] = without_numbers_of_few(rounded["reliability"], plan.least)
    return Tables(**rounded, suppressed=(*tables.suppressed, *_also_suppressed(tables, plan)))


def _between_groups(row: BetweenGroupsRow, plan: RoundingPlan) -> BetweenGroupsRow:
    """A comparison of groups without those that are hidden, or of few people; of levels, without those that show none.

    The test over all groups rests on each of them: where one is hidden, nothing is left of it.
    """
    withheld = plan.of_row(_pair(row), row.round)
    hidden = withheld.hidden if row.change else withheld.hidden | withheld.without_levels
    groups = {(row.measure, one) for pair in row.dunn for one in (pair.a, pair.b)}
    return hidden_twin(row) if groups & hidden else without_pairs_of_few(row, withheld.few)


def _fewest_with_a_weight(tables: Tables) -> Counter[RowKey]:
    """The fewest people with a weight in any row of a measure and group that is shown; 0 where none is.

    Rows of several pairs of rounds rest on nearly the same people: one may not have shares and another counts.
    """
    fewest = Counter[RowKey]()
    for row in tables.scores:
        if row.n is not None:
            key = row.measure, row.group
            fewest[key] = min(row.n, fewest.get(key, row.n))
    return fewest


def _pair(row: object) -> Rounds | None:
    """The pair of rounds that a row names."""
    first, second = getattr(row, "from_round", None), getattr(row, "to_round", None)
    return None if first is None or second is None else (first, second)


def _of_few(row: ChangeRow, plan: RoundingPlan) -> ChangeRow:
    """A change without what is withheld of few people beside its spread."""
    key, withheld = (row.measure, row.group), plan.of((row.from_round, row.to_round))
    if key in withheld.without_tests:
        return without_tests(row)
    if key in withheld.without_moves:
        return without_moves(row)
    return without_check(row) if key in withheld.few else row


def _without_one_way(row: RobustnessRow, test: str | None, plan: RoundingPlan) -> RobustnessRow:
    """The headline under another choice, without numbers of ranks, signs or flips that tell that all moved one way."""
    own = row.variant if row.what == "test" else test
    tells = own not in T_TESTS and (INDEX, row.group) in plan.of_row(None, None).without_moves
    return replace(row, change=None, p=None, p_adjusted=None, reason=PROTECTED) if tells else row


def _people_of(tables: Tables) -> dict[tuple[Subject, str | None], int]:
    """How many people the points of a measure and group rest on: those of a change, and those of a round's ratings."""
    people: dict[tuple[Subject, str | None], int] = {
        ((row.measure, row.group), None): min(row.n_from or 0, row.n_to or 0) for row in tables.changes
    }
    return people | {((rating_name(row.target), row.rater), row.round): row.n or 0 for row in tables.matrix}


def _also_suppressed(tables: Tables, plan: RoundingPlan) -> Iterator[Suppression]:
    """The rows that are not handed on though the officer has them, each once."""
    found: dict[Suppression, None] = {}
    for table, rows in (("scores", tables.scores), ("changes", tables.changes)):
        for row in rows:
            key, withheld = (row.measure, row.group), plan.of_row(_pair(row), getattr(row, "round", None))
            is_gone = key in withheld.hidden or (key in withheld.without_levels and table == "scores")
            if is_gone and not has_no_number(row):
                why = "row" if key in withheld.hidden else LEVELS
                found[Suppression(table, *key, why, row.from_round, row.to_round)] = None
    yield from found
