"""The sheets of an XLSForm as rows by column name, with the address of every cell kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveys.files.book import Book, Sheet
from surveys.files.cells import number_of, text_of
from surveys.language.vocabulary import language_names
from surveys.model.addresses import address
from surveys.model.issues import Issue, SurveyError

_ALIASES = {
    "value": "name",
    "tag": "name",
    "command": "type",
    "relevance": "relevant",
    "listname": "list_name",
    "id_string": "form_id",
    "title": "form_title",
    "kobo_score_choices": "score_choices",
}
_LABEL = re.compile(r"(?:label|caption)\s*(?:::?\s*(\S.*))?", re.IGNORECASE)
_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_]\w+)?)\s*\)\s*$")
_LANGUAGES = {name.casefold(): code for code, called in language_names().items() for name in called}
_SMALLEST, _NUMBERS_END = 1e-15, 1e15
MOST_ROWS, MOST_DEEP = 50_000, 30
"""The most rows that a sheet of a form may have, and the most groups inside one another."""
DEFAULT_LANGUAGE = "en"
"""The code of a form's texts where it names no language."""


@dataclass(frozen=True)
class FormRow:
    """One filled row: its number counted from 0, and the text of its filled cells by column name."""

    number: int
    cells: Mapping[str, str]
    label: Mapping[str, str]

    def text(self, column: str) -> str:
        """The text in a column; empty where the cell or the column is."""
        return self.cells.get(column, "")

    def amount(self, column: str) -> float | None:
        """The number in a column; None where there is none, or one of a size that no score or weight has."""
        number = number_of(self.text(column))
        is_usual = number is not None and (number == 0 or _SMALLEST <= abs(number) < _NUMBERS_END)
        return number if is_usual else None


@dataclass(frozen=True)
class FormSheet:
    """A sheet of the form: its columns by name (counted from 0), its languages and its filled rows."""

    file: str
    name: str
    columns: Mapping[str, int]
    languages: tuple[str, ...]
    rows: tuple[FormRow, ...]

    def problem(self, code: str, row: FormRow, column: str, **values: object) -> Issue:
        """An error at a cell; at the row's first cell where the sheet lacks the column."""
        cell = address(row.number, self.columns.get(column, 0))
        return Issue("error", code, self.file, self.name, cell, values)


def language_code(name: str) -> str:
    """The code of a language as a form names it: ``English (en)`` is ``en``, ``Kurdish`` is ``ku``."""
    written = _CODE.search(name)
    if written:
        return written.group(1)
    plain = name.strip().casefold()
    return _LANGUAGES.get(plain, plain.replace(" ", "_"))


def form_sheet(book: Book, name: str, default_language: str = DEFAULT_LANGUAGE) -> FormSheet | None:
    """The sheet of that name, whatever its case; None where the book has none.

    Raises
    ------
    SurveyError
        If it has more rows than any questionnaire.

    Parameters
    ----------
    default_language : str
        The language of a ``label`` column that names none.
    """
    sheet = _sheet(book, name)
    if sheet is None:
        return None
    header, *below = sheet.filled_rows or [0]
    if len(below) > MOST_ROWS:
        raise SurveyError(form_too_large(book.file, sheet.name))
    columns, labels = _headings(sheet, header, default_language)
    rows = tuple(_rows(sheet, below, columns, labels))
    first = {column: indices[0] for column, indices in columns.items()}
    return FormSheet(book.file, sheet.name, first, tuple(labels), rows)


def form_columns(book: Book, name: str) -> set[str]:
    """The columns of the sheet of that name; none where the book has none."""
    sheet = _sheet(book, name)
    return set(_headings(sheet, (sheet.filled_rows or [0])[0], DEFAULT_LANGUAGE)[0]) if sheet else set()


def _sheet(book: Book, name: str) -> Sheet | None:
    return next((sheet for sheet in book.sheets if sheet.name.strip().casefold() == name), None)


def form_too_large(file: str, sheet: str) -> Issue:
    """The error for a form that is larger than any questionnaire."""
    values = {"rows": f"{MOST_ROWS:,}", "deep": MOST_DEEP}
    return Issue("error", "form_too_large", file, sheet, values=values)


def _headings(sheet: Sheet, header: int, default_language: str) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """The indices of each column by its canonical name, and of each language's label."""
    columns: dict[str, list[int]] = {}
    labels: dict[str, list[int]] = {}
    for index, cell in enumerate(sheet.row(header) if sheet.height else ()):
        heading = text_of(cell)
        label = _LABEL.fullmatch(heading)
        if label:
            language = language_code(label.group(1)) if label.group(1) else default_language
            labels.setdefault(language, []).append(index)
        elif heading:
            columns.setdefault(_canonical(heading), []).append(index)
    return columns, labels


def _canonical(heading: str) -> str:
    name = re.sub(r"[\s_-]+", "_", heading.casefold())
    return _ALIASES.get(name, name)


def _rows(
    sheet: Sheet, numbers: Sequence[int], columns: Mapping[str, list[int]], labels: Mapping[str, list[int]]
) -> Iterator[FormRow]:
    for number in numbers:
        texts = [text_of(cell) for cell in sheet.row(number)]
        yield FormRow(number, _filled(texts, columns), _filled(texts, labels))


def _filled(texts: list[str], indices: Mapping[str, list[int]]) -> dict[str, str]:
    """The first filled text of each column, for those columns that a sheet has twice too."""
    found = {name: next((texts[index] for index in among if texts[index]), "") for name, among in indices.items()}
    return {name: text for name, text in found.items() if text}
