"""Breakdowns: what people state of themselves beside their group, one category a person."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from surveys.columns.question_columns import COMPARED_ROLES
from surveys.model.instrument import Group, Instrument, Question
from surveys.model.survey import Breakdown, Integers
from surveys.people.groups import fit_names, settle_groups
from surveys.people.people import People, RoundOfPeople

_NONE = -1


def breakdowns_of(instrument: Instrument, people: People, groups: Sequence[Group]) -> tuple[Breakdown, ...]:
    """A breakdown a question of the roles ``disaggregate`` and ``organisation`` that any file has a column of.

    A person's category is that of the earliest round that states one. A category is called as the choice, or as what
    people typed; where a group or an earlier breakdown has that name, the question's name stands before it.
    """
    taken = {group.name for group in groups}
    found = []
    for question in instrument.questions:
        stated = [one.part.facts.get(question.name) for one in people.rounds]
        if question.role not in COMPARED_ROLES or all(texts is None for texts in stated):
            continue
        names = _names(question, people.rounds)
        index_of = {name: number for number, name in enumerate(names)}
        says = [_categories(one, question.name, index_of) for one in people.rounds]
        category, _ = settle_groups(people.rows, says, len(people.group))
        categories = tuple(_category(question, name, taken) for name in names)
        taken |= {one.name for one in categories}
        found.append(Breakdown(question.name, question.label, categories, category, typed=question.choices is None))
    return tuple(found)


def _names(question: Question, rounds: Sequence[RoundOfPeople]) -> list[str]:
    """What can be stated: the choices in the form's order; without a list, what people typed, sorted."""
    if question.choices:
        return [choice.name for choice in question.choices.choices]
    return sorted({text for one in rounds for text in one.part.facts.get(question.name, ()) if text})


def _categories(one: RoundOfPeople, question: str, index_of: dict[str, int]) -> Integers:
    texts = one.part.facts.get(question)
    if texts is None:
        return np.full(len(one.person), _NONE, dtype=np.intp)
    return np.array([index_of.get(text, _NONE) for text in texts.tolist()], dtype=np.intp)


def _category(question: Question, name: str, taken: set[str]) -> Group:
    """A category under a name that neither a group nor another breakdown bears."""
    fit = fit_names([name])[name]
    choices = question.choices.choices if question.choices else ()
    label = next((choice.label for choice in choices if choice.name == name), {"en": name})
    return Group(f"{question.name}:{fit}" if fit in taken else fit, label)
