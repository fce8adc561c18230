"""The sheet of names: the parts that the cells of one's own workbook are named with, so that they are filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from metrics import Protected, group_label, measure_label, round_label
from metrics.result.names import say_of_index
from reports.workbook.columns import Column, Table
from reports.workbook.template.name_parts import OF_CHANGE, OF_ROUND, Parts, joined
from words import say

_ALONE = ("event", "place", "date", "code", "version", "threshold", "source", "people_matched")
"""What is named by itself, in the order in which it is listed."""
_HEADINGS = {"": "mean", "change_low": "ci_low", "change_high": "ci_high"}


@dataclass(frozen=True)
class _Line:
    """A part of names, and what it stands for."""

    kind: str
    part: str
    meaning: str


def names_table(result: Protected, language: str) -> Table:
    """The parts of names, of a result, with a whole name as an example for each kind."""
    columns = [
        Column("name_kind", "text", lambda line: say(f"reports.book_name_{line.kind}", language)),
        Column("name_part", "text", attrgetter("part")),
        Column("name_meaning", "sentence", attrgetter("meaning")),
    ]
    return Table(list(_lines(result, language)), columns)


def _lines(result: Protected, language: str) -> Iterator[_Line]:
    parts = Parts(result)
    first, group = next(iter(parts.measures.values()), "index"), next(iter(parts.groups.values()))
    round_ = next(iter(parts.rounds.values()))
    yield _Line("whole", joined(first, group, round_), say_of_index("reports.book_name_of_round", result, language))
    yield _Line("whole", joined(first, group, "change"), say("reports.book_name_of_change", language))
    yield from (_Line("measure", part, measure_label(result, one, language)) for one, part in parts.measures.items())
    yield from (_Line("group", part, group_label(result, one, language)) for one, part in parts.groups.items())
    yield from (_Line("round", part, round_label(result, one, language)) for one, part in parts.rounds.items())
    for value in (*OF_ROUND[1:], *OF_CHANGE):
        heading = say_of_index(f"headings.{_HEADINGS.get(value, value)}", result, language)
        yield _Line("value", value, heading)
    yield from (_Line("alone", joined(one), say(f"reports.book_name_{one}", language)) for one in _ALONE)
