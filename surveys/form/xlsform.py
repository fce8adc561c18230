"""Reads an instrument: the XLSForm that deploys the questionnaire, with the columns that score it."""

from __future__ import annotations

from pathlib import PurePath

from surveys.files.book import Book
from surveys.files.sources import Source, handed_in, open_sources
from surveys.form.choice_lists import read_choice_lists
from surveys.form.items import read_dimensions, read_groups, read_index_label, read_items
from surveys.form.questions import read_questions
from surveys.form.sheets import DEFAULT_LANGUAGE, FormSheet, form_columns, form_sheet, language_code
from surveys.model.instrument import Instrument
from surveys.model.issues import Issue, Listing, SurveyError

INSTRUMENT = "instrument"
"""What messages call an instrument that has no file name."""


def read_instrument(source: Source) -> Instrument:
    """The questionnaire and its scoring rules.

    Parameters
    ----------
    source : path, bytes, Upload, or mapping of str to DataFrame
        An XLSForm workbook: sheets ``survey`` and ``choices``, perhaps ``settings`` and ``dimensions``.

    Raises
    ------
    SurveyError
        With every problem found: no XLSForm, no scored item, unknown lists, scores or weights that are no numbers,
        scales of fewer than two scores, names twice, roles or mirrors that name nothing, questions for some
        groups alone or a list with sides where no question asks for the group.
    """
    (opened,) = open_sources(handed_in([(INSTRUMENT, source)]))
    if isinstance(opened, SurveyError):
        raise opened
    return read_xlsform(opened)


def read_xlsform(book: Book) -> Instrument:
    """The questionnaire and its scoring rules, of a workbook that is open; raises as `read_instrument`."""
    settings = _settings(book)
    default = language_code(settings.get("default_language", "")) or DEFAULT_LANGUAGE
    survey = form_sheet(book, "survey", default)
    if survey is None or not {"type", "name"} <= survey.columns.keys():
        sheets = Listing.of([sheet.name for sheet in book.sheets])
        raise SurveyError(Issue("error", "not_an_xlsform", book.file, book.sheets[0].name, values={"sheets": sheets}))
    choices, dimensions = (form_sheet(book, name, default) for name in ("choices", "dimensions"))
    return _instrument(survey, choices, dimensions, settings, PurePath(book.file).stem)


def is_xlsform(book: Book) -> bool:
    """Whether a book is a questionnaire rather than answers."""
    return form_columns(book, "survey") >= {"type", "name"}


def _settings(book: Book) -> dict[str, str]:
    sheet = form_sheet(book, "settings")
    return dict(sheet.rows[0].cells) if sheet and sheet.rows else {}


def _instrument(
    survey: FormSheet,
    choices: FormSheet | None,
    dimensions: FormSheet | None,
    settings: dict[str, str],
    stem: str,
) -> Instrument:
    languages = _languages(survey, choices, dimensions)
    lists, list_problems = read_choice_lists(choices)
    question_rows, question_problems = read_questions(survey, lists)
    items, item_problems = read_items(survey, question_rows, languages[0])
    named, dimension_problems = read_dimensions(dimensions, items, languages[0])
    groups, group_problems = read_groups(survey, choices, question_rows, languages[0])
    problems = list_problems + question_problems + item_problems + dimension_problems + group_problems
    if choices and not any(row.text("score") for row in choices.rows):
        problems = _scoreless(choices, problems)
    elif not items and not list_problems and not question_problems:
        problems.insert(0, Issue("error", "no_items", survey.file, choices.name if choices else survey.name))
    if problems:
        raise SurveyError(problems)
    return Instrument(
        title=settings.get("form_title") or settings.get("form_id") or stem,
        form_id=settings.get("form_id", ""),
        version=settings.get("version", ""),
        languages=languages,
        questions=tuple(one.question for one in question_rows),
        items=items,
        dimensions=named,
        groups=groups,
        index_label=read_index_label(dimensions),
    )


def _scoreless(choices: FormSheet, problems: list[Issue]) -> list[Issue]:
    """One error for a form without any score, in place of one for each item."""
    missing = Issue("error", "no_items" if "score" in choices.columns else "no_scores", choices.file, choices.name)
    return [missing, *(problem for problem in problems if problem.code != "item_without_scale")]


def _languages(*sheets: FormSheet | None) -> tuple[str, ...]:
    """The form's languages in the order of their columns; one where it names none."""
    found = dict.fromkeys(language for sheet in sheets if sheet for language in sheet.languages)
    return tuple(found) or (DEFAULT_LANGUAGE,)
