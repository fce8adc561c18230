"""The tables of a result, made of its comparisons; rows that are hidden are empty."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from operator import attrgetter
from typing import TypeVar

from metrics.findings.verdicts import with_findings
from metrics.model.cells import Cell
from metrics.model.measures import Measure
from metrics.model.ratings import rated_target
from metrics.model.settings import Settings
from metrics.protection.audit import Audited
from metrics.protection.comparison import Comparison
from metrics.result.tables import Suppression, Tables
from metrics.schema.rows import LEVELS, SPREAD, without_levels, without_spread
from metrics.tables.attrition import attrition_rows
from metrics.tables.between_groups import BetweenGroupsRow, between_change_rows, between_round_rows
from metrics.tables.changes import (
    NOT_ANSWERED,
    NOT_IN_BOTH_ROUNDS,
    ChangeRow,
    change_rows,
    empty_change_row,
    lacking_change_row,
)
from metrics.tables.difference_in_change import difference_rows
from metrics.tables.gaps import GapRow, gap_rows
from metrics.tables.headline import HeadlineChecks
from metrics.tables.item_tests import ItemTestRow, empty_item_test_row, item_test_rows, with_adjusted_p
from metrics.tables.items import ItemRow, empty_item_row, item_rows
from metrics.tables.matrix import MatrixRow, empty_matrix_row, matrix_rows
from metrics.tables.reliability import ReliabilityRow, reliability_rows
from metrics.tables.robustness import robustness_rows
from metrics.tables.scores import ScoreRow, empty_score_row, score_rows
from surveys.model.survey import THEN

TableRow = TypeVar("TableRow")
Level = TypeVar("Level", ScoreRow, ItemRow, MatrixRow, GapRow)

_MEASURED = ("index", "dimension", "item")
_ITEMS = ("item",)
_RATINGS = ("rating",)


def make_tables(audited: Audited, checks: HeadlineChecks, test: str, settings: Settings) -> Tables:
    """The tables of all comparisons, each made once.

    Parameters
    ----------
    checks : HeadlineChecks
        What bears on the headline, as the audit has seen it.
    test : str
        The test of the changes.
    """
    comparisons, first = audited.comparisons, audited.comparisons[0]
    pairs = [comparison for comparison in comparisons if comparison.people.pair]
    last = partial(_headline_last, first.people.pair)
    levels = partial(_in_rounds, is_shown=Comparison.shows_levels)
    ratings = [levels(comparison, _RATINGS, matrix_rows, empty_matrix_row) for comparison in comparisons]
    gaps = [gap_rows(comparison, rows) for comparison, rows in zip(comparisons, ratings, strict=True)]
    scores = [
        _scores(comparison, levels(comparison, _MEASURED, score_rows, empty_score_row)) for comparison in comparisons
    ]
    items = [
        _in_rounds(comparison, _ITEMS, item_rows, empty_item_row, is_shown=Comparison.shows_distribution)
        for comparison in comparisons
    ]
    return Tables(
        scores=last(_each_once(scores, "measure", "group")),
        changes=_changes(pairs, test, settings),
        items=last(_each_once(items, "item", "group")),
        item_tests=_item_tests([comparison for comparison in pairs if _is_paired(comparison)]),
        reliability=_reliability(first),
        matrix=last(_each_once(ratings, "rater", "target")),
        gaps=last(_each_once(gaps, "a", "b")),
        between_groups=_between_groups(comparisons),
        difference_in_change=_joined(difference_rows(comparison, settings) for comparison in pairs),
        robustness=tuple(robustness_rows(first, checks.variants, settings, audited.suppressed)),
        attrition=tuple(attrition_rows(first, checks.departed, test, settings, audited.suppressed)),
        suppressed=tuple(dict.fromkeys(row for comparison in comparisons for row in _suppressed(comparison))),
    )


def _changes(pairs: Sequence[Comparison], test: str, settings: Settings) -> tuple[ChangeRow, ...]:
    """Changes of all pairs, with their findings."""
    full = partial(change_rows, test=test, settings=settings)
    rows = _joined(_rows(comparison, _MEASURED, full, empty_change_row, lacking=_lacking) for comparison in pairs)
    categories = {cell.name for comparison in pairs for cell in comparison.cells if cell.by is not None}
    found = iter(with_findings([row for row in rows if row.verdict is not None], settings.margin, categories))
    withheld = {comparison.people.pair: comparison for comparison in pairs}
    return tuple(
        row if row.verdict is None else _as_shown(withheld[row.from_round, row.to_round], next(found)) for row in rows
    )


def _as_shown(comparison: Comparison, row: ChangeRow) -> ChangeRow:
    """A change without what disclosure control withholds of it."""
    if row.group in comparison.without_levels.get(row.measure, ()):
        row = without_levels(row)
    return without_spread(row) if row.group in comparison.without_spread.get(row.measure, ()) else row


def _scores(comparison: Comparison, rows: Iterable[ScoreRow]) -> list[ScoreRow]:
    """Levels, without the spread where disclosure control withholds it."""
    withheld = comparison.without_spread
    return [without_spread(row) if row.group in withheld.get(row.measure, ()) else row for row in rows]


def _lacking(comparison: Comparison, cell: Cell, column: int) -> ChangeRow | None:
    """The row of what can't be compared: nobody answered it in a round, or too little was asked in both.

    None for all else, and for an item that was asked in one round: it has rows of its own there.
    """
    people = comparison.people
    is_compared = comparison.has_rows_in(column)
    if is_compared and (unanswered := comparison.unanswered_in(cell, column)):
        return lacking_change_row(people, cell, column, NOT_ANSWERED[unanswered])
    if people.measures[column].level != "item" and comparison.lacks(cell, column):
        return lacking_change_row(people, cell, column, NOT_IN_BOTH_ROUNDS)
    return None


def _item_tests(pairs: Sequence[Comparison]) -> tuple[ItemTestRow, ...]:
    """Tests of the items of all pairs in which people are compared, with their adjusted p."""
    of_pair = partial(_rows, is_shown=Comparison.shows_distribution)
    rows = _joined(of_pair(comparison, _ITEMS, item_test_rows, empty_item_test_row) for comparison in pairs)
    return tuple(with_adjusted_p(rows))


def _between_groups(comparisons: Sequence[Comparison]) -> tuple[BetweenGroupsRow, ...]:
    """How groups differ in each round, once, and in the changes of each pair in which people are compared.

    No row where there are no groups.
    """
    if comparisons[0].people.form.is_one_group:
        return ()
    rows: list[BetweenGroupsRow] = []
    for comparison in comparisons:
        known = {row.round for row in rows}
        for round_position, round_ in enumerate(comparison.people.rounds):
            rows += between_round_rows(comparison, round_position, comparisons) if round_.name not in known else []
        rows += between_change_rows(comparison) if _is_paired(comparison) else []
    return tuple(rows)


def _reliability(first: Comparison) -> tuple[ReliabilityRow, ...]:
    """Reliability over everybody, in all rounds but the retrospective one; no row where everybody is hidden."""
    survey, everybody = first.people.survey, first.pattern.everybody
    if everybody.hidden:
        return ()
    rounds = [round_ for round_ in survey.rounds if round_.name != THEN]
    return tuple(reliability_rows(survey.instrument, rounds, everybody.members, first.threshold))


def _is_paired(comparison: Comparison) -> bool:
    return comparison.people.presence.is_paired


def _headline_last(pair: tuple[str, str] | None, rows: Iterable[Level]) -> tuple[Level, ...]:
    """The headline's pair goes last, so that dicts keyed by measure, group and round alone keep its levels."""
    return tuple(sorted(rows, key=lambda row: (row.from_round, row.to_round) == pair))


def _each_once(tables: Iterable[Iterable[Level]], *names: str) -> list[Level]:
    """The rows of several comparisons, each once: without pairs, two comparisons share a round."""
    key = attrgetter(*names, "round", "from_round", "to_round")
    found: dict[object, Level] = {}
    for row in _joined(tables):
        found.setdefault(key(row), row)
    return list(found.values())


def _joined(tables: Iterable[Iterable[TableRow]]) -> tuple[TableRow, ...]:
    return tuple(row for table in tables for row in table)


def _in_rounds(
    comparison: Comparison,
    levels: Collection[str],
    full: Callable[..., Sequence[TableRow]],
    empty: Callable[..., TableRow],
    is_shown: Callable[[Comparison, Cell, int], bool],
) -> list[TableRow]:
    """The rows of some measures in each round of a comparison."""
    of_round = partial(_rows, comparison, levels, full, empty, is_shown=is_shown)
    return [row for round_position in range(len(comparison.people.rounds)) for row in of_round(round_position)]


def _rows(
    comparison: Comparison,
    levels: Collection[str],
    full: Callable[..., Sequence[TableRow]],
    empty: Callable[..., TableRow],
    *round_position: int,
    is_shown: Callable[[Comparison, Cell, int], bool] = Comparison.shows,
    lacking: Callable[[Comparison, Cell, int], TableRow | None] | None = None,
) -> list[TableRow]:
    """The rows of some measures, hidden ones included: by measure, then by cell.

    `is_shown`: whether a row is not hidden. `lacking`: the row, if any, of a measure that has none with numbers in a
    cell.
    """
    made: dict[tuple[int, str], TableRow] = {}
    for cell in comparison.cells:
        shown = [
            column
            for column in comparison.columns(cell, levels)
            if is_shown(comparison, cell, column) and comparison.has_rows_in(column, *round_position)
        ]
        if shown:
            rows = full(comparison.people, cell, shown, *round_position)
            made.update({(column, cell.name): row for column, row in zip(shown, rows, strict=True)})
    found: list[TableRow] = []
    for column, measure in enumerate(comparison.people.measures):
        for cell in comparison.cells if measure.level in levels else ():
            if comparison.is_listed(cell, column) and comparison.has_rows_in(column, *round_position):
                row = made.get((column, cell.name))
                found.append(row or empty(comparison.people, cell, column, *round_position))
            elif lacking is not None and (row := lacking(comparison, cell, column)) is not None:
                found.append(row)
    return found


def _suppressed(comparison: Comparison) -> Iterator[Suppression]:
    """The hidden rows of a comparison, in each table that would have them."""
    for column, measure in enumerate(comparison.people.measures):
        is_compared = comparison.has_rows_in(column)
        pair = comparison.people.pair or () if is_compared else ()
        for cell in comparison.cells:
            for table, name in _tables_with(comparison, measure, is_compared=is_compared):
                if why := _why_hidden(comparison, cell, column, table):
                    yield Suppression(table, name, cell.name, why, *pair)


def _why_hidden(comparison: Comparison, cell: Cell, column: int, table: str) -> str | None:
    """Why the row of a measure in a cell is hidden in a table, as the result states it; None where it is not."""
    if reason := comparison.reason(cell, column):
        return reason.published if comparison.is_listed(cell, column) else None
    if not comparison.has_row(cell, column):
        return None
    if table != "changes" and not comparison.shows_levels(cell, column):
        return LEVELS
    return SPREAD if table in ("items", "item_tests") and not comparison.shows_spread(cell, column) else None


def _tables_with(comparison: Comparison, measure: Measure, *, is_compared: bool) -> list[tuple[str, str]]:
    """The tables that have rows of a measure, with its name there."""
    if measure.level == "rating":
        return [("matrix", rated_target(measure.name))]
    is_item = measure.level == "item"
    has_rows = {
        "scores": True,
        "changes": is_compared and comparison.people.pair is not None,
        "items": is_item,
        "item_tests": is_item and is_compared and _is_paired(comparison),
    }
    return [(table, measure.name) for table, has in has_rows.items() if has]
