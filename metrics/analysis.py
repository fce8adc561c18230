"""The analysis: a survey and settings in, a protected result out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from metrics.changes import change_row, empty_change_row
from metrics.disclosure.complement import hidden_rows
from metrics.disclosure.pattern import Cell, Pattern, make_pattern
from metrics.disclosure.protected import Protected, Suppression
from metrics.disclosure.seal import seal
from metrics.families import adjust
from metrics.levels import empty_item_row, empty_score_row, item_row, score_row
from metrics.measures import items_by_measure
from metrics.population import Population, population
from metrics.rows import ChangeRow, ItemRow, ScoreRow
from metrics.settings import TESTS, Settings
from metrics.verdicts import verdict
from surveys import Issue, Survey, SurveyError


@dataclass
class _Tables:
    """The tables while they are filled, measure by measure."""

    scores: list[ScoreRow] = field(default_factory=list)
    changes: list[ChangeRow] = field(default_factory=list)
    items: list[ItemRow] = field(default_factory=list)
    suppressed: list[Suppression] = field(default_factory=list)


def analyse(survey: Survey, settings: Settings | None = None) -> Protected:
    """Scores, changes and findings of a survey, after disclosure control.

    Parameters
    ----------
    survey : Survey
        One or two rounds.
    settings : Settings, optional
        The defaults where absent.

    Raises
    ------
    SurveyError
        Where the survey can't be analysed with these settings; its issues say why and what to do.
    """
    settings = settings or Settings()
    people = population(survey, settings)
    test = _test(settings, people.estimand)
    pattern = make_pattern(people, settings.threshold)
    hidden = hidden_rows(pattern, _counts(people, pattern), settings.threshold, _twins(people, pattern))
    tables = _Tables()
    for column, measure in enumerate(people.measures):
        _fill(tables, people, pattern, column, test, hidden[measure.name])
    found = [replace(row, verdict=verdict(row, settings.margin)) for row in adjust(tables.changes)]
    return seal(people, pattern, settings, tables.scores, found, tables.items, tables.suppressed)


def _test(settings: Settings, estimand: str) -> str:
    """The test of the settled estimand."""
    if settings.test == "auto":
        return TESTS[estimand][0]
    if settings.test not in TESTS[estimand]:
        values = {"test": settings.test, "estimand": estimand, "tests": ", ".join(TESTS[estimand])}
        raise SurveyError(Issue("error", "test_not_for_estimand", values=values))
    return settings.test


def _fill(
    tables: _Tables, people: Population, pattern: Pattern, column: int, test: str, hidden: Mapping[str, str]
) -> None:
    """All rows of one measure, in every table."""
    measure = people.measures[column]
    for cell in pattern.cells:
        if not _has_rows(people, cell, column):
            continue
        if reason := hidden.get(cell.name):
            _protect(tables, people, cell, column)
            tables.suppressed += [
                Suppression(table, measure.name, cell.name, reason) for table in _tables_of(people, measure.level)
            ]
        else:
            _show(tables, people, cell, column, test)


def _has_rows(people: Population, cell: Cell, column: int) -> bool:
    """Whether a measure was put to a cell; one that is hidden altogether has a protected row of each."""
    return cell.hidden or any(bool((cell.members & put[:, column]).any()) for put in people.put)


def _counts(people: Population, pattern: Pattern) -> dict[str, dict[str, int]]:
    """The smallest n of each row, by measure and cell."""
    rounds = range(len(people.rounds))
    return {
        measure.name: {
            cell.name: min(int((cell.members & people.with_measures(which)[:, column]).sum()) for which in rounds)
            for cell in pattern.cells
            if _has_rows(people, cell, column)
        }
        for column, measure in enumerate(people.measures)
    }


def _twins(people: Population, pattern: Pattern) -> dict[str, list[frozenset[str]]]:
    """By cell, the measures that rest on the same items there, and so are the same."""
    items_of = items_by_measure(people.survey.instrument)
    names = [item.name for item in people.survey.instrument.items]
    twins: dict[str, list[frozenset[str]]] = {}
    for cell in pattern.cells:
        put = np.logical_or.reduce([round_.put[cell.members].any(axis=0) for round_ in people.rounds])
        put_items = {name for name, was_put in zip(names, put, strict=True) if was_put}
        alike: dict[frozenset[str], set[str]] = {}
        for measure, items in items_of.items():
            alike.setdefault(items & put_items, set()).add(measure)
        twins[cell.name] = [frozenset(same) for items, same in alike.items() if items and len(same) > 1]
    return twins


def _tables_of(people: Population, level: str) -> tuple[str, ...]:
    tables = ("scores", "changes") if people.pair else ("scores",)
    return (*tables, "items") if level == "item" else tables


def _show(tables: _Tables, people: Population, cell: Cell, column: int, test: str) -> None:
    for which in range(len(people.rounds)):
        tables.scores.append(score_row(people, cell, column, which))
        if people.measures[column].level == "item":
            tables.items.append(item_row(people, cell, column, which))
    if people.pair:
        tables.changes.append(change_row(people, cell, column, test))


def _protect(tables: _Tables, people: Population, cell: Cell, column: int) -> None:
    measure = people.measures[column]
    for which in range(len(people.rounds)):
        tables.scores.append(empty_score_row(people, cell, measure, which))
        if measure.level == "item":
            tables.items.append(empty_item_row(people, cell, measure, which))
    if people.pair:
        tables.changes.append(empty_change_row(people, cell, measure))
