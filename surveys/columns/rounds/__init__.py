"""The rounds that a file holds: one as a rule, several as sheets of a workbook or as marked columns of one table."""

from __future__ import annotations

from functools import partial

from surveys.columns.headings import Headings
from surveys.columns.retrospective import marked_parts
from surveys.columns.rounds.marked_columns import marked_rounds
from surveys.columns.rounds.marks import mark_of
from surveys.columns.rounds.sheets import alike_sheets, one_sheet, sheets_of_rounds
from surveys.files.book import Book
from surveys.files.table import Table
from surveys.form.xlsform import is_xlsform
from surveys.formats import recognise
from surveys.model.issues import Issue, SurveyError

__all__ = ["tables_of"]


def tables_of(book: Book, *, is_alone: bool, headings: Headings | None = None) -> tuple[Table, ...]:
    """The rounds of a book, in the order of time.

    Parameters
    ----------
    book : Book
        A file that was opened.
    is_alone : bool
        Whether it is the only file. Of several files each is one round: other sheets that look like rounds are named
        in a warning, and marked columns stay as they are.
    headings : Headings, optional
        The headings that the instrument's questions may have; without them any heading may be a question's.

    Raises
    ------
    SurveyError
        If the book is a questionnaire, or its sheet no table of answers.
    """
    if is_xlsform(book):
        raise SurveyError(Issue("error", "is_an_instrument", book.file, book.sheets[0].name))
    knows = partial(_is_known, headings) if headings else _nothing
    main = recognise(book, knows)
    alike = alike_sheets(book, main, knows) if len(book.sheets) > 1 else ()
    if not is_alone:
        return (one_sheet(main, alike),)
    rounds = sheets_of_rounds(book, main, alike)
    if len(rounds) > 1:
        return rounds
    if headings is None:
        return marked_rounds(rounds[0], _nothing, _anything)
    return marked_rounds(rounds[0], lambda text: bool(headings.whole(text)), partial(_fits, headings))


def _nothing(_text: str) -> bool:
    return False


def _anything(_text: str) -> bool:
    return True


def _fits(headings: Headings, text: str) -> bool:
    return bool(headings.fits(text) or headings.bare_name(text))


def _is_known(headings: Headings, text: str) -> bool:
    """Whether a heading is a question's, or a question's that is marked with before, after or an occasion."""
    if _fits(headings, text) or any(headings.whole(rest) for _, rest in marked_parts(text)):
        return True
    mark = mark_of(text)
    return mark is not None and _fits(headings, mark.stem)
