"""Seals the tables of an analysis into a protected result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from metrics.disclosure.pattern import Pattern, is_total
from metrics.disclosure.protected import (
    _SEAL,
    GroupFacts,
    Protected,
    RoundFacts,
    SideFacts,
    Suppression,
)
from metrics.measures import scored_dimension
from metrics.population import Population
from metrics.rows import ChangeRow, ItemRow, ScoreRow
from metrics.sentences import sentence
from metrics.settings import Settings
from surveys import Round
from words import LANGUAGES, has, say


def seal(
    people: Population,
    pattern: Pattern,
    settings: Settings,
    scores: Sequence[ScoreRow],
    changes: Sequence[ChangeRow],
    items: Sequence[ItemRow],
    suppressed: Sequence[Suppression],
) -> Protected:
    """A protected result of tables whose hidden rows are already empty; sentences are written here."""
    result = Protected(
        title=people.survey.instrument.title,
        settings=settings,
        estimand=people.estimand,
        matched=None if pattern.everybody.hidden else int((pattern.everybody.members & people.matched).sum()),
        rounds=tuple(_round_facts(round_, pattern) for round_ in people.rounds),
        sides=_sides(people),
        groups=_groups(people, pattern),
        measures=people.measures,
        issues=(*people.survey.issues, *pattern.issues),
        scores=tuple(scores),
        changes=tuple(changes),
        items=tuple(items),
        suppressed=tuple(suppressed),
        seal=_SEAL,
    )
    written = tuple(replace(row, sentence=sentence(result, row, settings.lang)) for row in result.changes)
    return replace(result, changes=written, seal=_SEAL)


def _round_facts(round_: Round, pattern: Pattern) -> RoundFacts:
    total = pattern.everybody
    respondents = None if total.hidden else int(np.count_nonzero(total.members & round_.present))
    return RoundFacts(round_.name, round_.file, round_.sha256, round_.format, round_.rows_read, respondents)


def _sides(people: Population) -> tuple[SideFacts, ...]:
    names = dict.fromkeys(group.side for group in people.asked_groups if group.side is not None)
    return tuple(SideFacts(name, _side_label(name), _target(people, name)) for name in names)


def _side_label(side: str) -> dict[str, str]:
    if has(f"sides.{side}"):
        return {language: say(f"sides.{side}", language) for language in LANGUAGES}
    return {"en": side.replace("_", " ")}


def _target(people: Population, side: str) -> str | None:
    """What the items put to a side are about, where they agree."""
    feeding = scored_dimension(people.survey.instrument)
    targets = {
        question.target
        for item in people.survey.instrument.items
        if item.name in feeding
        for question in item.questions
        if question.is_put_to(side, side)
    }
    return targets.pop() if len(targets) == 1 else None


def _groups(people: Population, pattern: Pattern) -> tuple[GroupFacts, ...]:
    """The groups that were asked, then those that the pattern made.

    A group that people typed themselves is somebody's answer: it is named only where it is shown, or shown together
    with others.
    """
    cells = {cell.name: cell for cell in pattern.cells if not is_total(cell.name)}
    told = {name for cell in cells.values() if not cell.hidden for name in (cell.name, *cell.merged_from)}
    typed = not people.survey.instrument.groups
    facts = [
        GroupFacts(group.name, group.label, group.side, shown=group.name in cells and not cells[group.name].hidden)
        for group in people.asked_groups
        if not typed or group.name in told
    ]
    known = {group.name for group in people.asked_groups}
    made = [
        GroupFacts(cell.name, cell.group.label, cell.group.side, cell.merged_from, not cell.hidden)
        for cell in cells.values()
        if cell.name not in known
    ]
    return (*facts, *made)
