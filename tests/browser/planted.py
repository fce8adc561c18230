"""Rounds of the sample in which people, who are nobody, are named."""

from __future__ import annotations

from pathlib import Path

from surveys import Upload
from surveys.files.spreadsheet import open_book
from tests.sample import BEFORE
from tests.surveys.workbooks import workbook

NAME, PHONE, MAIL = "Zozan Example", "+964 750 000 4711", "zozan@example.org"
TOWN = "Unmistakable Town"


def with_traces(folder: Path, name: str) -> Path:
    """A round of the sample with columns that name people, and one that belongs to no question."""
    sheet = open_book(Upload.from_path(BEFORE.parent / name)).sheets[0]
    rows = [list(sheet.row(number)) for number in range(sheet.height)]
    more = [["Full name", "Phone number", "E-mail", "Town"]] + [[NAME, PHONE, MAIL, TOWN]] * (len(rows) - 1)
    path = folder / name
    path.write_bytes(workbook(name, {"Data": [[*row, *one] for row, one in zip(rows, more, strict=True)]}).content)
    return path


def participant_codes() -> list[str]:
    """The codes on the cards of those who were there before."""
    sheet = open_book(Upload.from_path(BEFORE)).sheets[0]
    column = sheet.row(0).index("Participant code")
    return [str(cell) for cell in sheet.columns[column].used if cell != "Participant code" and len(str(cell)) > 3]
