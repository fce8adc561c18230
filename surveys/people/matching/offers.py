"""Near pairs as the officer sees them: what agrees, what differs."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from math import isfinite

import numpy as np

from surveys.coding.coder import Coder
from surveys.coding.submissions import Submissions
from surveys.files.cells import Cell
from surveys.files.column import Column
from surveys.files.times import times
from surveys.model.addresses import address
from surveys.model.instrument import Group, Label
from surveys.model.matching import Fact, OfferedPair, OfferedSubmission, Span
from surveys.model.survey import Floats
from surveys.people.matching.near_codes import differing
from surveys.people.matching.near_pairs import NearPair, row_of
from surveys.people.people import RoundOfPeople

OFFERED = 100
"""Pairs that are offered at a time: among serial numbers each is near many."""

_Sent = list[tuple[Column, Floats]]
"""The columns that state when a round's submissions were sent or ended, and the times in them."""


def offers(
    coder: Coder, rounds: Sequence[RoundOfPeople], groups: Sequence[Group], pairs: Sequence[NearPair]
) -> list[OfferedPair]:
    """The pairs with all that helps to decide, but nobody's answers."""
    labels = {group.name: group.label for group in groups}
    sent = [_sent(one.part) for one in rounds] if pairs else []
    return [_offer(coder, rounds, labels, sent, pair) for pair in pairs]


def _offer(
    coder: Coder, rounds: Sequence[RoundOfPeople], labels: Mapping[str, Label], sent: Sequence[_Sent], pair: NearPair
) -> OfferedPair:
    (first, one), (later, other) = pair.first, pair.later
    spans = differing(*pair.codes)
    mine, theirs = rounds[first].answers.scores[one], rounds[later].answers.scores[other]
    both = ~np.isnan(mine) & ~np.isnan(theirs)
    return OfferedPair(
        first=_sheet(coder, rounds[first].part, one, spans[0], sent[first]),
        later=_sheet(coder, rounds[later].part, other, spans[1], sent[later]),
        slip=_slip(*spans),
        group=labels.get(rounds[first].part.group[one]) if rounds[later].part.group[other] else None,
        facts=_facts(coder, rounds[first].part, one, rounds[later].part, other),
        equal=int((mine[both] == theirs[both]).sum()),
        compared=int(both.sum()),
        rivals=pair.rivals,
    )


def _slip(mine: Span, theirs: Span) -> str:
    lengths = {end - start for start, end in (mine, theirs)}
    return "left_out" if 0 in lengths else "swapped" if 2 in lengths else "changed"


def _sheet(coder: Coder, part: Submissions, index: int, differs: Span, sent: _Sent) -> OfferedSubmission:
    cell = address(part.table.rows[index], coder.column_of(part.columns, "respondent_id") or 0)
    file, sheet, cell = part.table.where(cell)
    return OfferedSubmission(
        file=file,
        sheet=sheet,
        cell=cell,
        round=part.name,
        row=row_of(part, index),
        code=part.code[index],
        differs=differs,
        submitted=next(filter(None, (_to_the_minute(cells[index], seconds[index]) for cells, seconds in sent)), ""),
    )


def _sent(part: Submissions) -> _Sent:
    columns = (part.table.submitted, part.table.ended)
    cells = [part.table.columns[column] for column in columns if column is not None]
    return [(column, times(column)) for column in cells]


def _to_the_minute(cell: Cell, seconds: float) -> str:
    """A time in the zone that it is written in, where its form shows it; empty for none."""
    if not isfinite(seconds):
        return ""
    try:
        moment = cell if isinstance(cell, datetime.datetime) else datetime.datetime.fromisoformat(str(cell).strip())
    except ValueError:
        moment = datetime.datetime.fromtimestamp(float(seconds), datetime.UTC)
    return moment.strftime("%Y-%m-%d %H:%M")


def _facts(coder: Coder, part: Submissions, one: int, other_part: Submissions, other: int) -> tuple[Fact, ...]:
    facts = []
    for question in coder.instrument.questions:
        if question.name in part.facts and question.name in other_part.facts:
            mine, theirs = part.facts[question.name][one], other_part.facts[question.name][other]
            if mine and theirs:
                facts.append(Fact(question.name, question.label or {"en": question.name}, mine == theirs))
    return tuple(facts)
