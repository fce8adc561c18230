"""Who, what and when a row is about, in the reader's language, and the order in which rows stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from metrics import ALL, INDEX, Protected, measure_label, party_label
from metrics import round_label as label_of_round
from metrics.result.names import say_of_index
from metrics.tables.reliability import POOLED
from reports.content.basis.settings import breakdown_label
from reports.workbook.columns import Column, in_words
from words import say

Row = TypeVar("Row")


def round_label(result: Protected, name: str, language: str) -> str:
    """A round by its label, or all rounds together."""
    if name == POOLED:
        return in_words("round", name, language)
    return label_of_round(result, name, language)


def group_column(result: Protected, language: str, word: str = "group", field: str = "group") -> Column:
    """The group or side of a row; empty where it has none. A category comes with what it is one of."""
    categories = {group.name for group in result.groups if group.by}
    pick = attrgetter(field)

    @cache
    def label(name: str) -> str:
        text = party_label(result, name, language)
        if name not in categories:
            return text
        return say("workbook.category", language, breakdown=breakdown_label(result, language), category=text)

    return Column(word, "text", lambda row: label(pick(row)) if pick(row) else None)


def measure_column(result: Protected, language: str, field: str = "measure") -> Column:
    """The measure of a row, as it was put to the row's group; the index begins with a capital, as the aspects do."""

    @cache
    def label(measure: str, group: str) -> str:
        text = measure_label(result, measure, language, group)
        return text[:1].upper() + text[1:] if measure == INDEX else text

    return Column("measure", "text", lambda row: label(getattr(row, field), getattr(row, "group", ALL)))


def level_column(result: Protected, language: str) -> Column:
    """Whether a row is about the index, a dimension or a question."""
    return Column("level", "text", lambda row: say_of_index(f"workbook.level_{row.level}", result, language))


def round_column(result: Protected, language: str) -> Column:
    """The round of a row."""
    return Column("round", "text", lambda row: round_label(result, row.round, language))


def pair_column(result: Protected, language: str, field: str, rows: Sequence[Any]) -> list[Column]:
    """A round of the pair that a row compares, where there is more than one pair; none where no row names a pair."""
    pick = attrgetter(field)
    if len(result.pairs) < 2 or not any(pick(row) for row in rows):
        return []
    return [Column(field, "text", lambda row: round_label(result, pick(row), language) if pick(row) else None)]


def ordered(result: Protected, rows: Sequence[Row], measure: str = "measure") -> list[Row]:
    """Rows by measure, then by pair of rounds; where there are sides, all together last: they mix opposite trusts.

    A row that names no pair, or no group, stands where its measure does.
    """
    positions = {facts.name: position for position, facts in enumerate(result.measures)}
    pairs = {pair: position for position, pair in enumerate(result.pairs)}

    def key(row: Any) -> tuple[int, int, bool]:
        pair = pairs.get((getattr(row, "from_round", ""), getattr(row, "to_round", "")), 0)
        return positions[getattr(row, measure)], pair, is_mixed(result, getattr(row, "group", ""))

    return sorted(rows, key=key)


def is_mixed(result: Protected, group: str) -> bool:
    """Whether a group is all together where there are sides."""
    return bool(result.sides) and group == ALL
