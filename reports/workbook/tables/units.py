"""Columns beside the points: levels and changes on the questionnaire's own scale, or the share who trust.

They are worked out from the points and shares that the workbook has, and say no more than these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from metrics import ChangeRow, Protected, ScoreRow
from metrics.result.units import ORIGINAL, POINTS, TRUSTING, Scale, scale_of, scale_words
from metrics.schema.rows import in_workbook
from reports.workbook.columns import Column, Table
from reports.workbook.tables.declared_columns import number_column

_AFTER = {"changes": "ci_high", "scores": "mean"}
"""The sheets that have such columns, and the column behind which they come."""


def beside_points(result: Protected, table: Table, name: str, units: str, language: str) -> Table:
    """The sheet of a table with the columns of other units; as it is where it has none, or in points."""
    if units == POINTS or name not in _AFTER:
        return table
    make = _on_scale if units == ORIGINAL else _trusting
    words = [column.word for column in table.columns]
    position = words.index(_AFTER[name]) + 1
    columns = [*table.columns[:position], *make(result, name, language), *table.columns[position:]]
    return replace(table, columns=columns, is_hidden=_hides_shares(table) if units == TRUSTING else table.is_hidden)


def _on_scale(result: Protected, name: str, language: str) -> list[Column]:
    """Means, change and interval on the scale of each measure, as far as it has one, and which that is."""

    @cache
    def scale(measure: str) -> Scale | None:
        return scale_of(result, measure)

    def column(word: str, value: Callable[[Any, Scale], float | None]) -> Column:
        def converted(row: Any) -> float | None:
            known = scale(row.measure)
            return None if known is None else value(row, known)

        def decimals(row: Any) -> int:
            known = scale(row.measure)
            return 0 if known is None else known.decimals(0 if _is_whole(row) else 1)

        kind = ChangeRow if name == "changes" else ScoreRow
        field = next(field for field in in_workbook(kind) if field.name == word)
        plain = number_column(result, field)
        return replace(plain, kind="original", value=converted, is_original=True, decimals=decimals)

    words = Column("scale", "text", lambda row: scale_words(scale(row.measure), language))
    if name == "scores":
        return [column("mean", lambda row, known: _level(known, row.mean)), words]
    return [
        column("mean_from", lambda row, known: _level(known, row.mean_from)),
        column("mean_to", lambda row, known: _level(known, row.mean_to)),
        column("change", lambda row, known: None if row.change is None else known.change(row.change)),
        column("ci_low", lambda row, known: _end(known, row, 0)),
        column("ci_high", lambda row, known: _end(known, row, 1)),
        words,
    ]


def _level(scale: Scale, points: float | None) -> float | None:
    return None if points is None else scale.level(points)


def _end(scale: Scale, row: ChangeRow, position: int) -> float | None:
    """The lower or upper end of the interval of a change."""
    if row.ci_low is None or row.ci_high is None:
        return None
    return scale.interval(row.ci_low, row.ci_high)[position]


def _is_whole(row: ChangeRow | ScoreRow) -> bool:
    """Whether the points of a row are whole, as they are where they were rounded so."""
    if isinstance(row, ScoreRow):
        return _all_whole([row.mean, row.sd])
    return _all_whole([row.mean_from, row.mean_to, row.change, row.ci_low, row.ci_high])


def _all_whole(points: Iterable[float | None]) -> bool:
    return all(point is None or point == int(point) for point in points)


def _trusting(result: Protected, name: str, _language: str) -> list[Column]:
    """The share who trust in the rounds of a row about a question; other rows have none."""
    shares = {(row.item, row.group, row.round, row.from_round, row.to_round): row.trusting for row in result.items}

    def share(row: ChangeRow, round_: str) -> float | None:
        of_pair = (row.measure, row.group, round_, row.from_round, row.to_round)
        return shares.get(of_pair, shares.get((*of_pair[:3], None, None)))

    def level(row: ScoreRow) -> float | None:
        return shares.get((row.measure, row.group, row.round, row.from_round, row.to_round))

    weighted = result.settings.weights
    if name == "scores":
        return [Column("trusting", "number", level, weighted=weighted)]
    suffix = "_pair" if len(result.pairs) > 1 else ""
    ends: dict[str, Callable[[ChangeRow], float | None]] = {
        "trusting_from": lambda row: share(row, row.from_round),
        "trusting_to": lambda row: share(row, row.to_round),
    }
    return [Column(word + suffix, "number", value, weighted=weighted) for word, value in ends.items()]


def _hides_shares(table: Table) -> Callable[[Any, str], bool]:
    """Whether a number that a row lacks is hidden; a share that a question lacks is."""

    def is_hidden(row: Any, word: str) -> bool:
        if not word.startswith("trusting"):
            return table.is_hidden(row, word)
        return row.level == "item" and (not isinstance(row, ChangeRow) or row.is_compared)

    return is_hidden
