"""Rows that are another row under another name: a dimension of which a group answered one item, and that item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from tests.attacker.published import Reader, Row
from tests.attacker.truth import Truth

_ALIKE = 1e-9


def add_twins(truth: Truth, reader: Reader) -> None:
    """Adds to the rows of a document those that it holds under another measure's name."""
    known = {(row.measure, row.round_index, row.people.tobytes()) for row in reader.rows}
    for row in list(reader.rows):
        for twin in _twins(truth, row, reader.estimand):
            if (twin.measure, twin.round_index, twin.people.tobytes()) not in known:
                reader.rows.append(twin)


def _twins(truth: Truth, row: Row, estimand: str) -> Iterator[Row]:
    """A row under each other measure that rests on the same answers of all its people.

    Two measures are one for somebody who answered no item that the one has and the other lacks.
    """
    names = [item.name for item in truth.survey.instrument.items]
    groups = set(truth.survey.group[row.people].tolist())
    items = _items_of(truth, row, groups, estimand)
    given = ~np.isnan(truth.survey.rounds[row.round_index].scores[row.people])
    answered = np.asarray(given.any(axis=0))
    own = {item for item in items[row.measure] if answered[names.index(item)]}
    values = truth.values(row.measure, row.round_index, row.version)[row.people]
    row_version = truth.version("trust_index", row.pair, estimand)
    for measure, its in items.items():
        if measure != row.measure and own == {item for item in its if answered[names.index(item)]}:
            version = None if truth.level[measure] == "item" or truth.is_apart(measure) else row_version
            others = truth.values(measure, row.round_index, version)[row.people]
            if others.size and (np.abs(others - values) <= _ALIKE).all():
                yield replace(
                    row, measure=measure, table=f"{row.table} as {row.measure},", has_counts=False, version=version
                )


def _items_of(truth: Truth, row: Row, groups: set[int], estimand: str) -> dict[str, frozenset[str]]:
    """The items that each measure rests on for the people of a row, in its comparison."""
    items = truth.scored.form.items_of(groups)
    version = truth.version("trust_index", row.pair, estimand)
    if version is None:
        return items
    common = np.flatnonzero(truth.asked.common(version)[row.people].any(axis=0)).tolist()
    kept = {truth.survey.instrument.items[index].name for index in common}
    is_whole = {measure: truth.level[measure] == "item" or truth.is_apart(measure) for measure in items}
    return {measure: own if is_whole[measure] else own & kept for measure, own in items.items()}
