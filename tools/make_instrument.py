"""Write the shipped questionnaire as an XLSForm: ``python tools/make_instrument.py [FILE]``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter
from questionnaire import ENTRIES, FORM_ID, LANGUAGES, LISTS, TITLE, VERSION, Choice, Entry
from statements import DIMENSIONS, Text

INSTRUMENT = Path(__file__).resolve().parent.parent / "data" / "instrument.xlsx"

Cell = str | int | None
Table = list[tuple[Cell, ...]]

# A fixed date in the file's properties: the same wording gives the same bytes.
_CREATED = datetime(2024, 1, 1)
_WIDTHS = {"label": 60, "hint": 50, "relevant": 40}


def _translated(column: str) -> tuple[str, ...]:
    return tuple(f"{column}::{language}" for language in LANGUAGES.values())


def _in_each_language(wording: Text | None) -> tuple[str | None, ...]:
    return tuple(wording[code] if wording else None for code in LANGUAGES)


def _survey_row(entry: Entry) -> tuple[Cell, ...]:
    return (
        entry.kind,
        entry.name or None,
        *_in_each_language(entry.label),
        *_in_each_language(entry.hint),
        "yes" if entry.required else None,
        entry.relevant or None,
        entry.appearance or None,
        entry.role or None,
        entry.dimension or None,
        None,
        entry.target or None,
        entry.asked_of or None,
        entry.same_as or None,
    )


def survey_table(entries: Iterable[Entry] = ENTRIES) -> Table:
    """The survey sheet, header first."""
    header = (
        "type",
        "name",
        *_translated("label"),
        *_translated("hint"),
        "required",
        "relevant",
        "appearance",
        "trust_role",
        "trust_dimension",
        "trust_reversed",
        "trust_target",
        "trust_asked_of",
        "trust_same_as",
    )
    return [header, *(_survey_row(entry) for entry in entries)]


def _choice_row(list_name: str, choice: Choice) -> tuple[Cell, ...]:
    return (list_name, choice.name, *_in_each_language(choice.label), choice.score, choice.side)


def choices_table() -> Table:
    """The choices sheet, header first, a blank row between lists."""
    header = ("list_name", "name", *_translated("label"), "score", "trust_side")
    table: Table = [header]
    for list_name, choices in LISTS.items():
        if len(table) > 1:
            table.append((None,) * len(header))
        table.extend(_choice_row(list_name, choice) for choice in choices)
    return table


def dimensions_table() -> Table:
    """The dimensions sheet, header first; every dimension weighs the same."""
    rows = [(name, *_in_each_language(label), 1) for name, label in DIMENSIONS.items()]
    return [("name", *_translated("label"), "weight"), *rows]


def settings_table() -> Table:
    """The settings sheet, header first."""
    header = ("form_title", "form_id", "version", "default_language", "style")
    return [header, (TITLE, FORM_ID, VERSION, LANGUAGES["en"], "pages")]


def _width(title: str) -> int:
    return _WIDTHS.get(title.split("::")[0], max(12, len(title) + 2))


def _write_sheet(book: xlsxwriter.Workbook, name: str, table: Sequence[tuple[Cell, ...]]) -> None:
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "bottom": 1})
    left = book.add_format({"text_wrap": True, "valign": "top"})
    right = book.add_format({"text_wrap": True, "valign": "top", "align": "right", "reading_order": 2})
    titles = [str(title) for title in table[0]]
    for column, title in enumerate(titles):
        sheet.set_column(column, column, _width(title))
        sheet.write(0, column, title, heading)
    for number, row in enumerate(table[1:], start=1):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(
                    number, column, value, right if "(ar)" in titles[column] or "(ku)" in titles[column] else left
                )
    sheet.freeze_panes(1, 2)


def write_instrument(path: Path) -> None:
    """Write the XLSForm."""
    sheets = {
        "survey": survey_table(),
        "choices": choices_table(),
        "dimensions": dimensions_table(),
        "settings": settings_table(),
    }
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": TITLE, "created": _CREATED})
        for name, table in sheets.items():
            _write_sheet(book, name, table)


if __name__ == "__main__":
    write_instrument(Path(sys.argv[1]) if len(sys.argv) > 1 else INSTRUMENT)
