"""What people type themselves, and plain tables in every container."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from tests.surveys.exports.answers import ITEMS, Filled, Submission
from tests.surveys.exports.columns import Column, in_brackets, joined, label, questions, rows_of
from tests.surveys.exports.containers import Rows, ods, text_table, xls, xlsx, zipped
from tests.surveys.exports.export import Export
from tests.surveys.exports.hand_in import hand_in
from tests.surveys.exports.instrument import BY_NAME, NAME, ROUND, SECTIONS, Question, wording

_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_NON_ANSWERS = ("N/A", "-", "99", "", "…")
_OTHER_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي"})
_TATWEEL, _FATHA = "ـ", "َ"


def _named(question: Question) -> str:
    return question.name


def _asked(how: str, joiner: str = ", ", *, grid: bool = True) -> list[Column]:
    """By name; or by label, behind the label of the group around it, or in brackets."""
    heading = _named if how == NAME else in_brackets(how) if grid else _slashed(how)

    def several(question: Question) -> list[Column]:
        return [joined(heading(question), question, how, joiner)]

    return questions(heading, how, several=several)


def _slashed(language: str) -> Any:
    own = label(language)
    return lambda question: " / ".join(
        [SECTIONS[question.section][language], own(question)] if question.section else [own(question)]
    )


def _by_hand(filled: Filled) -> bytes:
    """A title over merged cells, blank columns between, notes below, Arabic digits, and signs for no answer."""
    headings, *rows = rows_of(_asked("en", grid=False), hand_in(filled, "hand", messy=True, twice=True, timed=False))
    first_item = 2
    rows = [[_typed(cell, column, number) for column, cell in enumerate(row)] for number, row in enumerate(rows)]
    gaps = (1, first_item + len(ITEMS))
    table = [_with_gaps(row, gaps) for row in ([*headings], *rows)]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    width = len(table[0]) + 1
    sheet["B1"] = "Trust platform: answers on paper, typed in the office"
    sheet.merge_cells(f"B1:{get_column_letter(width)}1")
    sheet["B2"] = "Data entry:"
    sheet["D2"] = "Office, 20 March"
    for number, row in enumerate(table, start=4):
        for column, cell in enumerate(row, start=2):
            sheet.cell(number, column, cell if cell != "" else None)
    below = len(table) + 5
    sheet.cell(below, 2, "* Answers to the last three questions are the numbers on the form")
    sheet.cell(below + 1, 2, "Checked twice.")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _typed(cell: Any, column: int, number: int) -> Any:
    """In the items' columns: signs where nothing was answered, and the choices' numbers in Arabic digits."""
    names = ["", "", *ITEMS]
    if not 0 < column < len(names) or not names[column]:
        return cell
    if not cell:
        return _NON_ANSWERS[number % len(_NON_ANSWERS)]
    if BY_NAME[names[column]].list == "often":
        return _name_of("often", cell).translate(_ARABIC_DIGITS)
    return f" {cell.lower()}" if number % 3 == 0 else cell


def _name_of(choices: str, text: str) -> str:
    return next(name for name in "1234" if wording(choices, name, "en") == text)


def _with_gaps(row: Sequence[Any], gaps: Sequence[int]) -> list[Any]:
    found = list(row)
    for gap in sorted(gaps, reverse=True):
        found.insert(gap, "")
    return found


def _two_levels(filled: Filled) -> bytes:
    """The group's label once over its questions, the questions below it."""
    columns = _asked("en")
    _, *rows = rows_of(columns, hand_in(filled, "two levels", twice=True, timed=False))
    above, below = [""] * len(columns), [question.label["en"] for question in BY_NAME.values()]
    for index, question in enumerate(BY_NAME.values()):
        first = question.section and question.section != list(BY_NAME.values())[index - 1].section
        above[index] = SECTIONS[question.section]["en"] if first else ""
    return xlsx({"Answers": [above, below, *rows]})


def _plain_xlsx(filled: Filled) -> bytes:
    """Says of itself that it is one cell large."""
    content = xlsx({"Data": rows_of(_asked(NAME), hand_in(filled, "plain", messy=True))})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1"/>', parts[sheet])
    return zipped(parts)


def _ods(filled: Filled) -> bytes:
    return ods("Sheet1", rows_of(_asked("ku"), hand_in(filled, "ods", twice=True, timed=False)))


def _xls(filled: Filled) -> bytes:
    return xls("Sheet1", rows_of(_asked("en"), hand_in(filled, "xls", messy=True)))


def _tsv(filled: Filled) -> bytes:
    rows = rows_of(_asked("ar"), hand_in(filled, "tsv", messy=True, twice=True, timed=False))
    return text_table(rows, separator="\t", encoding="utf-16")


def _arabic_csv(filled: Filled) -> bytes:
    """Labels typed with other letters, tatweel and diacritics, in the code page of Arabic Windows."""
    columns = [column for column in _asked("ar") if column[0] != BY_NAME["comment"].label["ar"]]
    headings, *rows = rows_of(columns, hand_in(filled, "1256", twice=True, timed=False))
    typed = [[_another_hand(cell, number) for cell in row] for number, row in enumerate(rows)]
    return text_table([[_another_hand(cell, 0) for cell in headings], *typed], separator=";", encoding="cp1256")


def _another_hand(text: str, number: int) -> str:
    if text.isascii():
        return text
    other = text.translate(_OTHER_LETTERS)
    middle = next(index for index in range(1, len(other)) if other[index].isalpha())
    sign = (_TATWEEL, _FATHA, "")[number % 3]
    return f"{other[:middle]}{sign}{other[middle:]}"


def _semicolon_csv(filled: Filled) -> bytes:
    rows = rows_of(_asked("en", grid=False), hand_in(filled, "semicolon", messy=True))
    return text_table(rows, separator=";", encoding="utf-8-sig")


def _separator_stated_csv(filled: Filled) -> bytes:
    """Names, under a line that tells Excel the separator."""
    table = text_table(rows_of(_asked(NAME), hand_in(filled, "told", twice=True, timed=False)), separator="|")
    return b"sep=|\r\n" + table


def _together_xlsx(pre: Filled, post: Filled) -> bytes:
    """Both rounds in one sheet, with a column that tells them apart; the second stands first."""
    rows: list[list[Any]] = []
    for filled, name in ((post, "after"), (pre, "before")):
        round_column: Column = (ROUND.label["en"], _always(wording(ROUND.list, name, "en")))
        table = rows_of([round_column, *_asked("en")], hand_in(filled, "together", messy=True, twice=True, timed=False))
        rows += table if not rows else table[1:]
    return xlsx({"All answers": rows})


def _together_csv(pre: Filled, post: Filled) -> bytes:
    rows: Rows = []
    for filled, name in ((pre, "before"), (post, "after")):
        columns = [*_asked(NAME), (ROUND.name, _always(name))]
        rows = [*rows, *rows_of(columns, hand_in(filled, "together csv"))[1 if rows else 0 :]]
    return text_table(rows)


def _always(text: str) -> Any:
    def cell(_: Submission) -> str:
        return text

    return cell


EXPORTS = (
    Export("typed by hand", "plain", "paper forms {round}.xlsx", _by_hand),
    Export("typed by hand, two levels of headings", "plain", "answers {round}.xlsx", _two_levels),
    Export("plain xlsx, wrong size", "plain", "{round}.xlsx", _plain_xlsx),
    Export("plain ods ku", "plain", "{round}.ods", _ods),
    Export("plain xls", "plain", "{round}.xls", _xls),
    Export("plain tsv ar, utf-16", "plain", "{round}.txt", _tsv),
    Export("plain csv ar, windows-1256", "plain", "{round} 1256.csv", _arabic_csv),
    Export("plain csv, semicolons", "plain", "{round}.csv", _semicolon_csv),
    Export("plain csv, separator told", "plain", "{round} told.csv", _separator_stated_csv),
    Export("both rounds, xlsx", "plain", "{round}.xlsx", _together_xlsx, together=True),
    Export("both rounds, csv", "plain", "{round}.csv", _together_csv, together=True),
)
