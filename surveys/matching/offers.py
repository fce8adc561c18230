"""Near pairs as the officer sees them: what agrees, what differs."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import numpy as np

from surveys.cells import Cell, address
from surveys.coder import Coder
from surveys.instrument import Group, Label
from surveys.matching.codes import moment
from surveys.matching.facts import Fact, OfferedPair, Sheet, Span
from surveys.matching.near_codes import differing
from surveys.matching.near_pairs import NearPair, row_of
from surveys.people import Placed
from surveys.submissions import Submissions

OFFERED = 100
"""Pairs that are offered at a time: among serial numbers each is near many."""


def offers(
    coder: Coder, placed: Sequence[Placed], groups: Sequence[Group], pairs: Sequence[NearPair]
) -> list[OfferedPair]:
    """The pairs with all that helps to decide, but nobody's answers."""
    labels = {group.name: group.label for group in groups}
    return [_offer(coder, placed, labels, pair) for pair in pairs]


def _offer(coder: Coder, placed: Sequence[Placed], labels: Mapping[str, Label], pair: NearPair) -> OfferedPair:
    (first, one), (later, other) = pair.first, pair.later
    spans = differing(*pair.codes)
    mine, theirs = placed[first].answers.scores[one], placed[later].answers.scores[other]
    both = ~np.isnan(mine) & ~np.isnan(theirs)
    return OfferedPair(
        first=_sheet(coder, placed[first].part, one, spans[0]),
        later=_sheet(coder, placed[later].part, other, spans[1]),
        slip=_slip(*spans),
        group=labels[placed[first].part.group[one]],
        facts=_facts(coder, placed[first].part, one, placed[later].part, other),
        equal=int((mine[both] == theirs[both]).sum()),
        compared=int(both.sum()),
        rivals=pair.rivals,
    )


def _slip(mine: Span, theirs: Span) -> str:
    lengths = {end - start for start, end in (mine, theirs)}
    return "left_out" if 0 in lengths else "swapped" if 2 in lengths else "changed"


def _sheet(coder: Coder, part: Submissions, place: int, differs: Span) -> Sheet:
    table = part.table
    return Sheet(
        file=table.file,
        sheet=table.sheet,
        cell=address(table.rows[place], coder.place(part.columns, "respondent_id") or 0),
        round=part.name,
        row=row_of(part, place),
        code=part.code[place],
        differs=differs,
        submitted=_submitted(part, place),
    )


def _submitted(part: Submissions, place: int) -> str:
    table = part.table
    cells = [table.columns[column][place] for column in (table.submitted, table.ended) if column is not None]
    return next(filter(None, map(_to_the_minute, cells)), "")


def _to_the_minute(cell: Cell) -> str:
    """A time in the zone that it is written in; empty for none."""
    told = moment(cell)
    if isinstance(told, datetime.datetime):
        return told.strftime("%Y-%m-%d %H:%M")
    return told.isoformat() if isinstance(told, datetime.date) else ""


def _facts(coder: Coder, part: Submissions, one: int, other_part: Submissions, other: int) -> tuple[Fact, ...]:
    facts = []
    for question in coder.instrument.questions:
        if question.name in part.facts and question.name in other_part.facts:
            mine, theirs = part.facts[question.name][one], other_part.facts[question.name][other]
            if mine and theirs:
                facts.append(Fact(question.name, question.label or {"en": question.name}, mine == theirs))
    return tuple(facts)
