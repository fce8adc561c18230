"""Mutations of questionnaires: an XLSForm's rows, names, lists, roles and scores."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from surveys import SurveyError, Upload
from surveys.files.spreadsheet import open_book
from tests.fuzz.of_cells import KILLERS, TEXTS, VALUES, workbook

Sheets = dict[str, list[list[Any]]]

_TYPES = (
    *(
        "select_one nowhere",
        "select_one",
        "select_multiple x or_other",
        "begin_group",
        "end_group",
        "begin_repeat",
        "rank y",
    ),
    *("text", "", "calculate", "begin kobomatrix", "score__row", "select_one " + "x" * 5_000, "begin_group" * 100),
)
_ROLES = (
    "item",
    "group",
    "respondent_id",
    "round",
    "consent",
    "weight",
    "ignore",
    "nothing",
    "open_ended",
    "x" * 3_000,
)


def _sheets(upload: Upload) -> Sheets:
    try:
        book = open_book(upload)
    except SurveyError:
        return {"survey": [["type", "name"], ["text", "x"]]}
    return {sheet.name: [list(sheet.row(number)) for number in range(sheet.height)] for sheet in book.sheets}


def _sheet(random: Random, sheets: Sheets) -> list[list[Any]]:
    return random.choice([rows for rows in sheets.values() if rows] or [[["x"]]])


def cells(random: Random, sheets: Sheets) -> None:
    for _ in range(random.choice((1, 5, 30))):
        row = random.choice(_sheet(random, sheets))
        if row:
            row[random.randrange(len(row))] = random.choice((*TEXTS, *VALUES, "", random.choice(KILLERS)))


def words(random: Random, sheets: Sheets) -> None:
    """Types and roles that are of the form's own words."""
    rows = _sheet(random, sheets)
    for heading, among in (
        ("type", _TYPES),
        ("trust_role", _ROLES),
        ("score", VALUES),
        ("trust_same_as", ("x", "code")),
    ):
        if heading in rows[0] and len(rows) > 1:
            random.choice(rows[1:])[rows[0].index(heading)] = random.choice(among)


def copied(random: Random, sheets: Sheets) -> None:
    rows = _sheet(random, sheets)
    rows += [list(random.choice(rows)) for _ in range(random.choice((1, 20, 400)))]


def dropped(random: Random, sheets: Sheets) -> None:
    rows = _sheet(random, sheets)
    del rows[random.randrange(len(rows))]


def without_sheet(random: Random, sheets: Sheets) -> None:
    del sheets[random.choice(tuple(sheets))]


def nested(random: Random, sheets: Sheets) -> None:
    """Groups in groups in front of everything."""
    rows = sheets.get("survey", [])
    if rows and "type" in rows[0] and "name" in rows[0]:
        for number in range(random.choice((3, 60, 500))):
            row: list[Any] = [""] * len(rows[0])
            row[rows[0].index("type")], row[rows[0].index("name")] = (
                random.choice(("begin_group", "begin_repeat")),
                f"g{number}",
            )
            rows.insert(1, row)


def columns(random: Random, sheets: Sheets) -> None:
    rows = _sheet(random, sheets)
    rows[0] += [random.choice(("label", "label::x", "name", "label::" + "y" * 900, "hint")) for _ in range(300)]


def all_one(random: Random, sheets: Sheets) -> None:
    """One value in all of a column."""
    rows = _sheet(random, sheets)
    column, by = random.randrange(max(1, len(rows[0]))), random.choice((*TEXTS, *VALUES, ""))
    for row in rows[1:]:
        row[column : column + 1] = [by]


MUTATIONS: tuple[Callable[[Random, Sheets], None], ...] = (
    *(cells, words, copied, dropped, without_sheet, nested, columns, all_one),
)


def mutate_form(random: Random, upload: Upload) -> bytes:
    """The questionnaire with its rows altered, as .xlsx."""
    sheets = _sheets(upload)
    for _ in range(random.choice((1, 2, 4))):
        if sheets:
            random.choice(MUTATIONS)(random, sheets)
    return workbook({name[:31] or "x": rows for name, rows in sheets.items()} or {"x": []})
