"""Fills the named cells of the mission's own workbook; its formats stay, and a sheet says what was filled."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from typing import Any

from reports.content.provenance import provenance_line
from reports.report import Report
from reports.templates.guard import XLSX, checked_template, refused
from reports.workbook.looks import is_like_a_formula
from reports.workbook.template.name_parts import PREFIX
from reports.workbook.template.named_values import Named, named_values
from reports.workbook.template.tidying import tidied
from words import PROGRAM, is_right_to_left, printable, say

_BROKEN = (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, OSError, NotImplementedError)
"""What openpyxl raises for a workbook whose parts do not fit together."""
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_NAMED_FIRST = re.compile(r"\A[^\r\n]{0,100}[:\uff1a][ \t]*(?:[\r\n]|\Z)")
"""A first line that ends in a colon, which may be long for a name and short for a sentence."""
_LAST_ROW, _LAST_COLUMN = 1_048_576, (3, "XFD")
_LISTED = 10
_WHOLE = 100


@dataclass(frozen=True)
class _Place:
    """A named cell of the template, and what its name stands for; None of a name that is not known."""

    name: str
    sheet: str
    cell: str
    named: Named | None


def filled_template(report: Report) -> bytes:
    """The template of a report with its named cells filled, and a sheet at its end that says which.

    A name is that of one cell and begins with ``thiqa_``; a range of cells may have one where it is joined into one.
    A number that is not shown is said in words. Names that are not known are left as they are, and listed.

    Raises
    ------
    SurveyError
        If the template can't be used, has no such name, or has one that is of no single cell.
    """
    if report.template is None:
        raise ValueError("there is no template to fill")
    book = _opened(checked_template(report.template, XLSX))
    places = _places(book, named_values(report))
    for place in places:
        if place.named is not None:
            _fill(book[place.sheet][place.cell], place.named)
    _write_note(book, report, places)
    written = BytesIO()
    _name(book, report)
    book.save(written)
    return tidied(written.getvalue())


def check_template(template: bytes) -> None:
    """Looks through a template, and at its names, before a report is made.

    Raises
    ------
    SurveyError
        As `filled_template` does.
    """
    _places(_opened(checked_template(template, XLSX)), {})


def _opened(template: bytes) -> Any:
    """The workbook; what openpyxl says of parts that it does not keep is not said again."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="openpyxl")
            book = openpyxl.load_workbook(BytesIO(template), keep_links=False)
    except _BROKEN as error:
        raise refused("template_damaged", XLSX) from error
    if not book.worksheets:
        raise refused("template_damaged", XLSX)
    return book


def _places(book: Any, values: Mapping[str, Named]) -> list[_Place]:
    """The named cells, in the order of their names.

    Raises
    ------
    SurveyError
        If there are none, or names are of no single cell, of a sheet that is gone, or two of the same cell.
    """
    found = sorted(_defined(book), key=lambda one: one[0].casefold())
    if not found:
        raise refused("template_no_names", XLSX, prefix=PREFIX)
    places: list[_Place] = []
    wrong: list[str] = []
    taken: set[tuple[str, str]] = set()
    joined = {sheet.title: {str(one) for one in sheet.merged_cells.ranges} for sheet in book.worksheets}
    for name, defined in found:
        where = _single_cell(book, defined, joined)
        if where is None or where in taken:
            wrong.append(name)
        else:
            taken.add(where)
            places.append(_Place(name, *where, values.get(name.casefold())))
    if wrong:
        listed = ", ".join(wrong[:_LISTED]) + (" …" if len(wrong) > _LISTED else "")
        raise refused("template_names_broken", XLSX, names=listed)
    return places


def _defined(book: Any) -> Iterator[tuple[str, Any]]:
    """The names of ours, of the workbook and of its sheets."""
    every = chain(book.defined_names.items(), *(sheet.defined_names.items() for sheet in book.worksheets))
    return ((name, defined) for name, defined in every if name.casefold().startswith(PREFIX))


def _single_cell(book: Any, defined: Any, joined: Mapping[str, set[str]]) -> tuple[str, str] | None:
    """Sheet and cell of a name; None where it is of none, of several, or of a sheet that is gone."""
    destinations = list(defined.destinations)
    if len(destinations) != 1 or destinations[0][0] not in joined:
        return None
    title, area = destinations[0]
    first, _, last = area.replace("$", "").partition(":")
    if not _is_cell(first) or (last and last != first and f"{first}:{last}" not in joined[title]):
        return None
    is_inside = type(book[title][first]).__name__ == "MergedCell"
    return None if is_inside else (title, first)


def _is_cell(name: str) -> bool:
    """Whether a sheet has a cell of this name."""
    found = _CELL.fullmatch(name)
    return found is not None and int(found[2]) <= _LAST_ROW and (len(found[1]), found[1]) <= _LAST_COLUMN


def _fill(cell: Any, named: Named) -> None:
    """Writes a value and keeps the cell's format; a share goes into a cell of per cent as a part of 1."""
    value = named.value
    if isinstance(value, str):
        cell.value = printable(value)
        cell.data_type = "s"
        if is_like_a_formula(cell.value):
            cell.quotePrefix = True
    elif isinstance(value, int | float) and named.is_percent and "%" in str(cell.number_format):
        cell.value = value / _WHOLE
    else:
        cell.value = value


def _write_note(book: Any, report: Report, places: list[_Place]) -> None:
    """A sheet that says where the numbers come from, and what became of each name."""
    language = report.language
    sheet = book.create_sheet(say("headings.sheet_filled", language))
    sheet.sheet_view.rightToLeft = is_right_to_left(language)
    notes = [
        provenance_line(report),
        say("workbook.note_scale", language),
        say(f"workbook.note_{report.result.audience}", language),
        say("workbook.note_one_result", language),
    ]
    heads = [say(f"headings.{word}", language) for word in ("name_part", "name_meaning", "filled")]
    lines = [[place.name, place.named.what if place.named else "", _said(place, language)] for place in places]
    rows: list[list[str]] = [*([note] for note in notes), [], heads, *lines]
    for row, texts in enumerate(rows, start=1):
        for column, text in enumerate(texts, start=1):
            _fill(sheet.cell(row, column), Named("", "", text))
    for letter, width in zip("ABC", (50, 80, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True


def _name(book: Any, report: Report) -> None:
    """What the file says of itself; nothing of who wrote the template and its comments."""
    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.packaging.custom import CustomPropertyList

    book.template = False
    book.properties = DocumentProperties(creator=PROGRAM, title=printable(report.heading)[:255])
    book.custom_doc_props = CustomPropertyList()
    for defined in chain(*(held.defined_names.values() for held in (book, *book.worksheets))):
        defined.comment = defined.description = None
    for sheet in book.worksheets:
        for cell in sheet._cells.values():
            if getattr(cell, "comment", None) is not None:
                cell.comment.text = _without_author(cell.comment.text, cell.comment.author)
                cell.comment.author = PROGRAM
        for scenario in sheet.scenarios.scenario:
            scenario.user = scenario.comment = None
        for pivot in sheet._pivots:
            pivot.cache.refreshedBy = PROGRAM


def _without_author(text: str, author: str | None) -> str:
    """The words of a comment without who wrote it, whom Excel names at their head, whatever it is called since."""
    if author and text.startswith(f"{author}:"):
        return text.removeprefix(f"{author}:").lstrip()
    return _NAMED_FIRST.sub("", text.lstrip()).lstrip()


def _said(place: _Place, language: str) -> str:
    """What became of a name, in words."""
    if place.named is not None and not place.named.is_shown:
        return say("workbook.hidden_cell", language)
    return say("reports.book_unknown" if place.named is None else "reports.book_filled", language)
