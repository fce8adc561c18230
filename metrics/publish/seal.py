"""Seals the tables of an analysis into a protected result."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from metrics.model.cells import Cell, is_total
from metrics.model.measures import INDEX_COLUMN, scored_dimension
from metrics.model.population import Population
from metrics.model.settings import Settings
from metrics.model.who_is_compared import why_compared
from metrics.protection.comparison import Comparison
from metrics.publish.common_answers import withhold_common_answers, withhold_moves_of_one_way
from metrics.publish.linked.measures import coarsen_linked_measures
from metrics.publish.rounding import rounded_tables
from metrics.publish.spread_of_few import withhold_spread_of_few
from metrics.publish.written import in_language
from metrics.result.result import (
    _SEAL,
    AuditStep,
    BreakdownFacts,
    GroupFacts,
    Protected,
    RoundFacts,
    SideFacts,
)
from metrics.result.rounding_plan import RoundingPlan
from metrics.result.tables import Tables
from surveys import Issue
from words import LANGUAGES, has, say


def seal(
    comparisons: Sequence[Comparison], settings: Settings, tables: Tables, audit: Sequence[tuple[str, str]]
) -> Protected:
    """A protected result of tables whose hidden rows are already empty; sentences are written here."""
    first = comparisons[0]
    people, everybody = first.people, first.pattern.everybody
    issues: list[Issue] = []
    if settings.estimand == "auto" and people.pair and not everybody.hidden:
        issues.append(why_compared(people.estimand, people.presence, everybody.members))
    if people.pair and any(first.lacks(cell, INDEX_COLUMN) for cell in first.layout.headline_cells):
        label = people.survey.instrument.index_label
        issues.append(Issue("warning", "index_not_in_both_rounds").of_index(label))
    for comparison in comparisons:
        issues += [issue for issue in comparison.issues if issue not in issues]
    groups = _groups(people, comparisons)
    plan = RoundingPlan(least=2 * settings.threshold)
    withhold_moves_of_one_way(comparisons, plan)
    withhold_spread_of_few(comparisons, tables, settings, plan)
    coarsen_linked_measures(comparisons, tables.changes, settings.margin, plan)
    withhold_common_answers(comparisons, tables, plan)
    rounded = rounded_tables(tables, plan, settings.margin, is_weighted=settings.weights)
    result = Protected(
        title=people.survey.instrument.title,
        settings=settings,
        estimand=people.estimand,
        matched=None if everybody.hidden else int((everybody.members & people.matched).sum()),
        rounds=tuple(_round_facts(round_index, comparisons) for round_index in range(len(people.survey.rounds))),
        sides=_sides(people),
        groups=groups,
        measures=tuple(measure for measure in people.measures if measure.level != "rating"),
        issues=(*people.survey.issues, *issues),
        **vars(tables),
        audit=tuple(AuditStep(*step) for step in audit),
        breakdown=_breakdown(people, settings),
        code=_code_of(rounded),
        rounded=rounded,
        seal=_SEAL,
    )
    return in_language(result, settings.lang)


def _code_of(rounded: Tables) -> str:
    """The code of a result's numbers, as all groups are handed on."""
    numbers = [[row.measure, row.level, row.group, row.round, row.n, row.mean] for row in rounded.scores]
    found = [[row.measure, row.level, row.group, row.change, row.verdict] for row in rounded.changes]
    return sha256(json.dumps([numbers, found], allow_nan=False).encode()).hexdigest()[:8].upper()


def _round_facts(round_index: int, comparisons: Sequence[Comparison]) -> RoundFacts:
    """A round's facts; its respondents are those who count in the first comparison that it is in."""
    comparison = next(one for one in comparisons if round_index in one.people.round_indices)
    round_, total = comparison.people.survey.rounds[round_index], comparison.pattern.everybody
    respondents = None if total.hidden else int(np.count_nonzero(total.members & round_.present))
    return RoundFacts(round_.name, round_.file, round_.sha256, round_.format, round_.rows_read, respondents)


def _sides(people: Population) -> tuple[SideFacts, ...]:
    names = dict.fromkeys(group.side for group in people.form.asked_groups if group.side is not None)
    return tuple(SideFacts(name, _side_label(name), _target(people, name)) for name in names)


def _side_label(side: str) -> dict[str, str]:
    if has(f"sides.{side}"):
        return {language: say(f"sides.{side}", language) for language in LANGUAGES}
    return {"en": side.replace("_", " ")}


def _breakdown(people: Population, settings: Settings) -> BreakdownFacts | None:
    asked = (one for one in people.survey.breakdowns if one.name == settings.group_by)
    return next((BreakdownFacts(one.name, one.label) for one in asked), None)


def _target(people: Population, side: str) -> str | None:
    """What the items asked of a side are about, where they agree."""
    feeding = scored_dimension(people.survey.instrument)
    targets = {
        question.target
        for item in people.survey.instrument.items
        if item.name in feeding
        for question in item.questions
        if question.is_asked_of(side, side)
    }
    return targets.pop() if len(targets) == 1 else None


def _groups(people: Population, comparisons: Sequence[Comparison]) -> tuple[GroupFacts, ...]:
    """The groups that were asked, then mergers and categories of all comparisons.

    A group that people typed themselves is somebody's answer: it is named only where it is shown, or shown together
    with others.
    """
    cells: dict[str, Cell] = {}
    for comparison in comparisons:
        for cell in comparison.cells:
            if not is_total(cell.name) and (cell.name not in cells or cells[cell.name].hidden):
                cells[cell.name] = cell
    named = {name for cell in cells.values() if not cell.hidden for name in (cell.name, *cell.merged_from)}
    typed = not people.survey.instrument.groups
    facts = [
        GroupFacts(group.name, group.label, group.side, shown=group.name in cells and not cells[group.name].hidden)
        for group in people.form.asked_groups
        if not typed or group.name in named
    ]
    known = {group.name for group in people.form.asked_groups}
    made = [
        GroupFacts(cell.name, cell.group.label, cell.group.side, cell.merged_from, not cell.hidden, cell.by)
        for cell in cells.values()
        if cell.name not in known
    ]
    names = {group.name for group in (*facts, *made)}
    parts = {name for cell in cells.values() if cell.by is not None for name in cell.merged_from}
    members = [
        GroupFacts(one.name, one.label, None, shown=False, by=breakdown.name)
        for breakdown in people.survey.breakdowns
        for one in (*breakdown.categories, breakdown.not_stated)
        if one.name in parts - names
    ]
    return (*facts, *members, *made)
