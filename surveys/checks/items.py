"""Questions with little information: unanswered in one round, often unanswered, answered alike by everyone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from surveys.coding.coder import Coder
from surveys.model.issues import Issue, Listing, Severity
from surveys.model.survey import Flags
from surveys.people.people import RoundOfPeople

_MANY = 0.2
"""The share of people without an answer above which a question is suspected."""
_FEWEST_SILENT = 3
_FEWEST_ASKED = 5
_ENOUGH_ALIKE = 10
"""Answers that are all alike, which is too many for a matter of chance."""
_FEWEST_PUT = 4


def items_unanswered(coder: Coder, rounds: Sequence[RoundOfPeople]) -> Iterator[Issue]:
    """A warning for each round with columns of items that nobody there answers, though people of another round do."""
    for one, where in zip(rounds, _only_elsewhere(rounds), strict=True):
        yield from item_issues("items_unanswered", coder, one, where & one.answers.was_asked.any(axis=0), "warning")


def many_non_answers(coder: Coder, rounds: Sequence[RoundOfPeople]) -> Iterator[Issue]:
    """A warning for each round that names the items to which many give no answer.

    More than a fifth of those who were asked the item, and at least three people of at least five: of the usual few in
    a hundred (de Leeuw, Hox & Huisman 2003, *Journal of Official Statistics* 19, 153-176) no file of any size gives so
    many by chance. What `items_unanswered`, ``items_missing`` or ``asked_in_one_round`` says is not said again. The
    number of people is not said: it would give away what is protected.
    """
    for one, said in zip(rounds, _only_elsewhere(rounds), strict=True):
        asked = one.answers.was_asked.sum(axis=0)
        silent = asked - (one.answers.answered & one.answers.was_asked).sum(axis=0)
        where = (silent > _MANY * asked) & (silent >= _FEWEST_SILENT) & (asked >= _FEWEST_ASKED)
        yield from item_issues("many_non_answers", coder, one, where & ~said & _has_columns(coder, one), "warning")


def _has_columns(coder: Coder, one: RoundOfPeople) -> Flags:
    """Whether the file has all columns of each item: people can't answer where one is missing."""
    known = one.part.columns.by_question
    items = coder.instrument.items
    return np.array([all(q.name in known for q in item.questions) for item in items], dtype=np.bool_)


def _only_elsewhere(rounds: Sequence[RoundOfPeople]) -> list[Flags]:
    """Of each round, the items that nobody answers there and somebody does in another round."""
    answered = np.array([one.answers.answered.any(axis=0) for one in rounds])
    somewhere = np.logical_or.reduce(answered)
    return [somewhere & ~here for here in answered]


def mostly_unanswered(coder: Coder, one: RoundOfPeople) -> list[Issue]:
    """A note that counts and names the submissions that answer fewer than half of the items asked of the person."""
    here = _has_columns(coder, one)
    flags = (one.answers.was_asked, one.answers.answered)
    asked, answered = (of_each.sum(axis=1) if here.all() else of_each[:, here].sum(axis=1) for of_each in flags)
    return one.part.issues_at("mostly_unanswered", (asked >= _FEWEST_PUT) & (2 * answered < asked), 0, "note")


def constant_items(coder: Coder, one: RoundOfPeople) -> Iterator[Issue]:
    """A note that names the items to which ten people or more give the same answer, and nobody another.

    Such an item tells nobody apart, can only ever change in one way, and drops out of the reliability. What it says is
    that everyone answered alike, which no result may show (unanimity): it is for the officer alone.
    """
    scores = one.answers.scores
    alike = np.fmin.reduce(scores, axis=0) == np.fmax.reduce(scores, axis=0)
    where = alike & (one.answers.answered.sum(axis=0) >= _ENOUGH_ALIKE)
    yield from item_issues("constant_items", coder, one, where, "note")


def item_issues(code: str, coder: Coder, one: RoundOfPeople, where: Flags, severity: Severity) -> Iterator[Issue]:
    """One issue that counts items and names them and the cells of their headings; none without a column is named."""
    part, names, cells = one.part, [], []
    for index in np.flatnonzero(where).tolist():
        item = coder.instrument.items[index]
        found = [part.columns.by_question[q.name] for q in item.questions if q.name in part.columns.by_question]
        if found:
            names.append(item.name)
            cells += [part.table.heading_cell(column) for column in found]
    if names:
        values = {"items": Listing.of(names), "count": len(names)}
        yield Issue(severity, code, part.table.file, part.table.sheet, Listing.of(cells), values)
