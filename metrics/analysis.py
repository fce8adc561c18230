"""The analysis: a survey and settings in, a protected result out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from operator import attrgetter
from typing import Any, TypeVar

from metrics.findings.verdicts import with_findings
from metrics.model.breakdown import breakdowns_asked_for
from metrics.model.cells import Cell
from metrics.model.invited import check_invited
from metrics.model.population import populations
from metrics.model.ratings import rated_target
from metrics.model.settings import TESTS, Settings
from metrics.protection.comparison import Comparison
from metrics.protection.mask.layout import lay_out
from metrics.protection.publish.seal import UnsealedTables, seal
from metrics.protection.suppression import suppress
from metrics.result.result import Protected
from metrics.result.tables import Suppression
from metrics.tables.attrition import attrition_rows
from metrics.tables.between_groups import between_change_rows, between_round_rows
from metrics.tables.changes import change_rows, empty_change_row
from metrics.tables.difference_in_change import difference_rows
from metrics.tables.gaps import gap_rows
from metrics.tables.headline import headline_checks
from metrics.tables.item_tests import empty_item_test_row, item_test_rows
from metrics.tables.items import empty_item_row, item_rows
from metrics.tables.matrix import MatrixRow, empty_matrix_row, matrix_rows
from metrics.tables.reliability import reliability_rows
from metrics.tables.robustness import robustness_rows
from metrics.tables.scores import empty_score_row, score_rows
from surveys import Issue, Survey, SurveyError
from surveys.model.survey import THEN

Row = TypeVar("Row")

MEASURED = ("index", "dimension", "item")
ITEMS = ("item",)
RATINGS = ("rating",)
_WHERE = ("group", "round", "from_round", "to_round")


def analyse(survey: Survey, settings: Settings | None = None, **choices: Any) -> Protected:
    """Scores, changes and findings of a survey, after disclosure control.

    Each later round is compared with the first and with the one before it; the headline is first to second.

    Parameters
    ----------
    survey : Survey
        One round or more.
    settings : Settings, optional
        The defaults where absent.
    **choices
        Settings by name, in place of `settings`: ``analyse(survey, margin=3, threshold=10)``.

    Raises
    ------
    SurveyError
        Where the survey can't be analysed with these settings; its issues say why and what to do.
    TypeError, ValueError
        If there is no such setting, or no such choice of it.
    """
    settings = Settings.of(settings, choices)
    check_invited(survey, settings)
    breakdowns = breakdowns_asked_for(survey, settings)
    peoples = populations(survey, settings)
    test = _test(settings, peoples[0].estimand)
    layouts = [lay_out(people.presence, settings.threshold, breakdowns, people.weights) for people in peoples]
    checks = headline_checks(peoples[0], layouts[0], test)
    audited = suppress(peoples, layouts, checks.statistics)
    comparisons = list(audited.comparisons)
    tables = UnsealedTables()
    for comparison in comparisons:
        _add_levels(tables, comparison)
        if comparison.people.pair:
            _add_changes(tables, comparison, test, settings)
    first = comparisons[0]
    categories = {cell.name for comparison in comparisons for cell in comparison.cells if cell.by is not None}
    tables.changes = with_findings(tables.changes, settings.margin, categories)
    tables.robustness = robustness_rows(first, checks.variants, settings, audited.suppressed)
    tables.attrition = attrition_rows(first, checks.departed, test, settings, audited.suppressed)
    rounds = [round_ for round_ in survey.rounds if round_.name != THEN]
    everybody = first.pattern.everybody
    if not everybody.hidden:
        tables.reliability = reliability_rows(survey.instrument, rounds, everybody.members, settings.threshold)
    _put_headline_last(tables, first)
    return seal(comparisons, settings, tables, audited.log)


def _put_headline_last(tables: UnsealedTables, first: Comparison) -> None:
    """The headline's pair goes last, so that dicts keyed by measure, group and round alone keep its levels."""
    for rows in (tables.scores, tables.items, tables.matrix, tables.gaps):
        rows.sort(key=lambda row: (row.from_round, row.to_round) == first.people.pair)


def _test(settings: Settings, estimand: str) -> str:
    """The test of the settled estimand."""
    if settings.test == "auto":
        return TESTS[estimand][0]
    if settings.test not in TESTS[estimand]:
        values = {"test": settings.test, "estimand": estimand, "tests": ", ".join(TESTS[estimand])}
        raise SurveyError(Issue("error", "test_not_for_estimand", values=values))
    return settings.test


def _add_levels(tables: UnsealedTables, comparison: Comparison) -> None:
    """Levels, distributions and ratings of a comparison's rounds, unless an earlier comparison has the same."""
    measure, item = attrgetter("measure", *_WHERE), attrgetter("item", *_WHERE)
    rating = attrgetter("rater", "target", "round", "from_round", "to_round")
    ratings: list[MatrixRow] = []
    for which in range(len(comparison.people.rounds)):
        _add(tables.scores, _rows(comparison, MEASURED, score_rows, empty_score_row, which), measure)
        _add(tables.items, _rows(comparison, ITEMS, item_rows, empty_item_row, which), item)
        ratings += _rows(comparison, RATINGS, matrix_rows, empty_matrix_row, which)
        known = {row.round for row in tables.between_groups}
        if comparison.people.rounds[which].name not in known:
            tables.between_groups += between_round_rows(comparison, which)
    _add(tables.matrix, ratings, rating)
    _add(tables.gaps, gap_rows(comparison, ratings), attrgetter("a", "b", "round", "from_round", "to_round"))
    for column, facts in enumerate(comparison.people.measures):
        for cell in comparison.cells:
            if reason := comparison.hidden[facts.name].get(cell.name):
                tables.suppressed += _suppressed(comparison, column, cell, reason.published)


def _add_changes(tables: UnsealedTables, comparison: Comparison, test: str, settings: Settings) -> None:
    """Changes of a comparison, the tests of its items, and how its groups differ."""
    full = partial(change_rows, test=test, settings=settings)
    tables.changes += _rows(comparison, MEASURED, full, empty_change_row)
    tables.difference_in_change += difference_rows(comparison, settings)
    if comparison.people.estimand != "independent":
        tables.item_tests += _rows(comparison, ITEMS, item_test_rows, empty_item_test_row)
        tables.between_groups += between_change_rows(comparison)


def _rows(
    comparison: Comparison,
    levels: Collection[str],
    full: Callable[..., Sequence[Row]],
    empty: Callable[..., Row],
    *which: int,
) -> list[Row]:
    """The rows of some measures, hidden ones included: by measure, then by cell."""
    made: dict[tuple[int, str], Row] = {}
    for cell in comparison.cells:
        if columns := comparison.shown(cell, levels):
            rows = full(comparison.people, cell, columns, *which)
            made.update({(column, cell.name): row for column, row in zip(columns, rows, strict=True)})
    return [
        made.get((column, cell.name)) or empty(comparison.people, cell, column, *which)
        for column, measure in enumerate(comparison.people.measures)
        for cell in comparison.cells
        if measure.level in levels and comparison.has_row(cell, column)
    ]


def _add(known: list[Row], rows: Sequence[Row], key: Callable[[Row], object]) -> None:
    """Adds rows to a table, but none that it has: without pairs, two comparisons share a round."""
    had = {key(row) for row in known}
    known += [row for row in rows if key(row) not in had]


def _suppressed(comparison: Comparison, column: int, cell: Cell, reason: str) -> list[Suppression]:
    """A hidden row in each table that would have it."""
    people, measure = comparison.people, comparison.people.measures[column]
    if measure.level == "rating":
        return [Suppression("matrix", rated_target(measure.name), cell.name, reason, *(people.pair or ()))]
    found = ["scores"]
    found += ["changes"] if people.pair else []
    found += ["items"] if measure.level == "item" else []
    found += ["item_tests"] if measure.level == "item" and people.pair and people.estimand != "independent" else []
    return [Suppression(table, measure.name, cell.name, reason, *(people.pair or ())) for table in found]
