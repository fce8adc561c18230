"""The data dictionary: what each column of each sheet means, its unit, and what an empty cell says; made by rule.

What a column means follows from the kind of the field that it is made of (`metrics.schema.kinds`), and where that is
too little, from its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from reports.workbook.columns import Column, Table
from reports.workbook.sheet import Sheet
from words import in_digits, say, say_about_index

_BY_CELL = {"count": "count", "points": "points", "ratio": "ratio", "p": "p", "original": "original", "number": "share",
             "date": "day"}  # fmt: skip
"""What a column's numbers are where it is made of no field, by how its cells are written."""
_UNITS = {
    **dict.fromkeys(("people", "count", "moved", "distribution"), "people"),
    "points": "points",
    "share": "percent",
    "effective": "people",
    "original": "answers",
    "p": "p",
    "p_of_counts": "p",
    "day": "day",
}
"""The unit of each kind of numbers; those that are left out have none."""

_BY_NAME = (
    (r"value", "value"),
    (r"value_type", "value_type"),
    (r"value_source", "value_source"),
    (r"value_comment", "value_comment"),
    (r"name_\w+", "name"),
    (r"breakdown", "breakdown"),
    (r"indicator_unit", "value_unit"),
    (r"disaggregation", "who"),
    (r"indicator", "about"),
    (r"chart_(below|above)", "reach"),
    (r"chart_(before|after|level|change)", "drawn"),
    (r"(\w+_)?(group|who_answered|rater|target|side|party_[ab]|merged_from)", "who"),
    (r"(\w+_)?round|round_beside|compared", "when"),
    (r"measure|scope(_item)?|chart_label|tables|variant|what|level", "about"),
    (r"why_empty|reason", "why"),
    (r"finding|sentence|\w+_verdict", "found"),
    (r"test|check|effect|family|between", "method"),
    (r"scale", "scale"),
    (r"\w+_(low|high)", "interval"),
    (r"\w*p_adjusted|\w+_midp_adjusted", "p_adjusted"),
    (r"detectable", "detectable"),
    (r"detectable_alpha", "detectable_alpha"),
    (r"(\w+_)?sd", "sd"),
    (r"(\w+_)?change(_weighted)?|difference|gap", "change"),
    (r"net", "net"),
    (r"alpha\w*|omega|item_rest|inter_item_mean", "reliability"),
    (r"n(_from|_to)?|\w+_n", "people"),
    (r"n_matched", "matched"),
)
"""What columns mean by their names, the first that fits; that of others follows from their kind alone."""

_EMPTY = {
    "value": "indicator",
    "value_date": "day",
    **dict.fromkeys(("indicator", "indicator_unit", "disaggregation", "value_type"), "always"),
    **dict.fromkeys(("value_source", "value_comment"), "of_target"),
    **dict.fromkeys(
        ("chart_before", "chart_after", "chart_change", "chart_level", "chart_below", "chart_above"), "summary"
    ),
}
"""What an empty cell means by the column's name; that of others follows from what they hold."""


@dataclass(frozen=True)
class _Entry:
    """What the dictionary says of one column."""

    sheet: str
    heading: str
    meaning: str
    unit: str
    empty: str


def write_dictionary(sheet: Sheet, tables: Iterable[tuple[str, Table]], index: str) -> None:
    """Writes a row for each column of each table, which are named as their sheets are; `index`: the index's name."""
    rows = list(_entries(sheet, tables, index))
    columns = [
        Column("dictionary_sheet", "text", attrgetter("sheet")),
        Column("dictionary_heading", "text", attrgetter("heading")),
        Column("dictionary_meaning", "sentence", attrgetter("meaning")),
        Column("dictionary_unit", "text", attrgetter("unit")),
        Column("dictionary_empty", "sentence", attrgetter("empty")),
    ]
    sheet.write(Table(rows, columns))


def _entries(sheet: Sheet, tables: Iterable[tuple[str, Table]], index: str) -> Iterator[_Entry]:
    language = sheet.language
    for name, table in tables:
        title = say_about_index(f"headings.sheet_{name}", language, index)
        for column, heading in zip(table.columns, sheet.headings(table.columns), strict=True):
            kind = _kind(column)
            yield _Entry(
                title,
                heading,
                _meaning(column, kind, language, index),
                say(f"reports.book_unit_{_unit(column, kind)}", language),
                say(f"reports.book_empty_{_empty(column)}", language),
            )


def _kind(column: Column) -> str:
    """What a column holds: the kind of its field, or what its cells look like."""
    return column.what or ("text" if column.is_text else _BY_CELL[column.kind])


def _meaning(column: Column, kind: str, language: str, index: str) -> str:
    """What a column means, by its name or its kind."""
    word = column.word.removesuffix("_pair")
    by_name = next((meaning for pattern, meaning in _BY_NAME if re.fullmatch(pattern, word)), kind)
    meaning = "original" if column.is_original else by_name
    return say_about_index(f"reports.book_means_{meaning}", language, index, score=in_digits(column.score, language))


def _unit(column: Column, kind: str) -> str:
    """The unit of what a column holds."""
    if column.is_text:
        return "words"
    return "of_row" if column.word == "value" else _UNITS.get(kind, "none")


def _empty(column: Column) -> str:
    """What an empty cell means."""
    if found := _EMPTY.get(column.word):
        return found
    if column.is_text:
        return "text"
    return "number"
