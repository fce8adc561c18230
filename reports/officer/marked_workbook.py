"""The officer's file back with cells marked: what is wrong with each stands in a comment, to mend it there.

What is handed back is read as the file itself was, so that it can be handed in again once it is corrected. It holds
what the file holds, people's answers among it, and nothing else: it is for whoever has the file anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Literal

from reports.officer.marking.copied import marked_copy
from reports.officer.marking.in_place import MarkedInPlace
from reports.officer.marking.marks import Mark, marked_cells, marks_of
from reports.officer.marking.xml import NotEditableError
from surveys.files.sav import SIGNATURES
from surveys.files.upload import Upload
from surveys.files.wall import open_one

__all__ = ["Mark", "Way", "marked_name", "marked_workbook", "marks_of", "way_to_mark"]

Way = Literal["in_place", "copy", "no_spss", "no_macros"]
"""How a file can be marked: in place, with all that is in it; as an .xlsx copy of its cells; or why it can't be."""
_MARKED, _MACROS = " (marked)", ".xlsm"


def way_to_mark(upload: Upload) -> Way:
    """How a file that was read can be marked.

    An .xlsx or .xlsm is marked in place; of other files (.csv, .ods, .xls, .xlsb, archives of them) a copy is. A copy
    would lose the labels of a file of SPSS, and the macros of a workbook.
    """
    if upload.content.startswith(SIGNATURES):
        return "no_spss"
    try:
        MarkedInPlace(upload.content)
    except NotEditableError:
        return "no_macros" if _has_macros(upload) else "copy"
    return "in_place"


def marked_name(upload: Upload) -> str:
    """The name of the marked file: the file's own with ``(marked)`` behind it."""
    stem = upload.stem.removesuffix(_MARKED)
    return f"{stem}{_MARKED}{_MACROS if _has_macros(upload) else '.xlsx'}"


def _has_macros(upload: Upload) -> bool:
    return PurePath(upload.name).suffix.casefold() == _MACROS


def marked_workbook(upload: Upload, marks: Sequence[Mark], language: str) -> bytes:
    """The file with cells coloured and commented.

    Its sheets, cells and formulas are those of the file. Colours are those of the severity, which the comment states in
    words; of several things that are said of a cell the worst colours it, and one comment says them all. A comment that
    a cell has already is kept.

    Parameters
    ----------
    upload : Upload
        A file that the reader could open.
    marks : sequence of Mark
        Which cells, and what is said of them: of the checks by `marks_of`, or anything else that is told of cells.
    language : str
        Of the words that stand in front of each comment.

    Raises
    ------
    ValueError
        If it can't be marked (`way_to_mark` says so before).
    NotEditableError
        If a sheet with macros turns out to be written in a way that can't be changed.
    SurveyError
        If it can't be opened.
    """
    cells = marked_cells(marks, language)
    way = way_to_mark(upload)
    if way not in ("in_place", "copy"):
        raise ValueError(f"{upload.name} can't be marked ({way})")
    try:
        return MarkedInPlace(upload.content).with_cells(cells, language)
    except NotEditableError:
        if _has_macros(upload):
            raise
        return marked_copy(open_one(upload), cells)
