"""Finds the question of each column; a column that fits two is an error, one that fits none is listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from surveys.columns.fitting import fit_columns
from surveys.columns.headings import BY_NAME, Fit, Headings
from surveys.columns.personal import PersonalColumns, sort_out
from surveys.columns.retrospective import set_apart
from surveys.files.table import Table, wordings_of
from surveys.files.workbook.formulas import without_results
from surveys.language.vocabulary import language_names
from surveys.model.addresses import column_cells
from surveys.model.instrument import Instrument, Question
from surveys.model.issues import Issue, Listing, Severity

NEEDED_ROLES = frozenset({"respondent_id", "group", "item", "weight", "consent", "round"})
"""The roles whose answers the survey keeps or acts on."""

COMPARED_ROLES = frozenset({"organisation", "disaggregate"})
"""The roles by which the officer sees whether two submissions could be of one person."""

_NAMES_OF_LANGUAGES = {code: called[0] for code, called in language_names().items()}
_HEADINGS_SHOWN = 6


@dataclass(frozen=True)
class Columns:
    """Where the questions of a table stand.

    Attributes
    ----------
    by_question : mapping
        The column of each needed question by name; questions that the table lacks are not in it.
    issues : tuple of Issue
        What the officer should know of the columns.
    before : mapping
        The column of each item's question that asks how it was before the event (`retrospective`), by name; empty
        where the table has no such columns. Then `by_question` has the columns that ask how it is after.
    facts : mapping
        The column of each question of `COMPARED_ROLES` by name, and of several the first that holds anything.
    open : mapping
        The column of each open question by name.
    personal : PersonalColumns
        Filled columns that could name a person, or that the officer dropped.
    unmatched : tuple of int
        Filled columns that belong to no question, and could not name a person.
    """

    by_question: Mapping[str, int]
    issues: tuple[Issue, ...]
    before: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, int] = field(default_factory=dict)
    unmatched: tuple[int, ...] = ()
    open: Mapping[str, int] = field(default_factory=dict)
    personal: PersonalColumns = field(default_factory=PersonalColumns)


def needed_questions(instrument: Instrument) -> tuple[Question, ...]:
    """The questions that have a part in a survey: those of `NEEDED_ROLES`, items with their mirrors."""
    scored = _names(_item_questions(instrument))
    return tuple(
        question
        for question in instrument.questions
        if question.role in NEEDED_ROLES and (question.role != "item" or question.name in scored)
    )


def find_columns(
    table: Table,
    instrument: Instrument,
    headings: Headings,
    chosen: Mapping[int, str | None] | None = None,
    decided: tuple[Collection[int], Collection[int]] = ((), ()),
) -> Columns:
    """Find the question of each column.

    Parameters
    ----------
    table : Table
        One file's submissions.
    instrument, headings : Instrument, Headings
        The questionnaire, and the headings that its questions may have.
    chosen : mapping, optional
        The question of columns that the officer was asked for, by name; None for a column that has none.
    decided : two collections of int
        Columns that the officer keeps although they look personal, and columns that the officer drops.

    Returns
    -------
    Columns
        With an error where two questions fit one column, or two filled columns fit one needed question; and with one
        error alone where no column belongs to any item, or only one of several to any needed question.
    """
    needed, items = _names(needed_questions(instrument)), _names(_item_questions(instrument))
    whole, in_order = fit_columns(table, instrument, headings, needed, chosen or {})
    by_order = [column for column in in_order if whole[column][0].question.name in needed]
    wordings = [wordings_of(table, column) for column in range(len(table.headings))]
    now, then = set_apart(wordings, whole, headings, items)
    by_question, problems = _columns_of(table, now, needed)
    before, more_problems = _columns_of(table, then, items)
    problems += more_problems
    fits = [one or other for one, other in zip(now, then, strict=True)]
    if not problems and not items & by_question.keys():
        return Columns({}, (_unlike_headings(table, instrument, "no_known_item"),))
    if not problems and _may_be_an_answer(table, len(by_question) + len(before), len(needed)):
        return Columns({}, (_unlike_headings(table, instrument, "one_known_heading"),))
    personal = sort_out(table, fits, _not_to_drop(table, fits), *decided)
    notes = [
        *_recognised(table, fits),
        *_listed(table, by_order, "columns_by_order"),
        *_listed(table, sorted(set(chosen or {}) & set(range(len(fits)))), "columns_chosen"),
        *_sorted_out(table, personal),
        *_without_results(table, [column for column, found in enumerate(fits) if found]),
    ]
    without = [column for column in range(len(fits)) if not fits[column] and column not in personal.dropped]
    unmatched = [column for column in without if _asks_more(table, headings, column)]
    notes += _listed(table, unmatched, "columns_without_home")
    others = [() if column in personal.dropped else found for column, found in enumerate(now)]
    return Columns(
        by_question,
        (*problems, *_missing(table, instrument, by_question), *notes),
        before,
        _of_roles(table, instrument, others, COMPARED_ROLES),
        tuple(unmatched),
        _of_roles(table, instrument, others, {"open_ended"}),
        personal,
    )


def _names(questions: Iterable[Question]) -> set[str]:
    return {question.name for question in questions}


def _item_questions(instrument: Instrument) -> Iterator[Question]:
    return (question for item in instrument.items for question in item.questions)


def _sorted_out(table: Table, personal: PersonalColumns) -> Iterator[Issue]:
    """What was dropped, what is read all the same, and what could not be dropped."""
    yield from _listed(table, [*personal.dropped], "personal_dropped")
    yield from _listed(table, [*personal.kept], "personal_kept")
    yield from _listed(table, personal.refused, "drop_refused", "warning")


def _without_results(table: Table, columns: Sequence[int]) -> Iterator[Issue]:
    """A warning of formulas without a result in these columns, beside submissions."""
    found = {column: set(table.uncalculated[column].tolist()) for column in columns if column in table.uncalculated}
    cells = {column: rows for column, gone in found.items() if (rows := [row for row in table.rows if row in gone])}
    if cells:
        yield without_results("warning", table.file, table.sheet, cells)


def _asks_more(table: Table, headings: Headings, column: int) -> bool:
    """Whether a column that fits no question is one of its own: filled, no option of another, and not the tool's."""
    is_option = any(map(headings.is_option, wordings_of(table, column)))
    return column not in table.metadata and not is_option and table.is_used(column)


def _not_to_drop(table: Table, fits: Sequence[tuple[Fit, ...]]) -> set[int]:
    """The columns that people are found again, grouped and scored by, and those of the tool itself."""
    needed = (column for column, found in enumerate(fits) if any(fit.question.role in NEEDED_ROLES for fit in found))
    return {*table.metadata, *needed}


def _of_roles(
    table: Table, instrument: Instrument, fits: Sequence[tuple[Fit, ...]], roles: Collection[str]
) -> dict[str, int]:
    """The column of each question of these roles, and of several the first that holds anything."""
    names = _names(question for question in instrument.questions if question.role in roles)
    found, _ = _columns_of(table, fits, names)
    return found


def _columns_of(table: Table, fits: Sequence[tuple[Fit, ...]], needed: set[str]) -> tuple[dict[str, int], list[Issue]]:
    problems = _ambiguous(table, fits, needed)
    claims: dict[str, list[int]] = {}
    for column, found in enumerate(fits):
        if len(found) == 1 and found[0].question.name in needed:
            claims.setdefault(found[0].question.name, []).append(column)
    by_question = {}
    for name, columns in claims.items():
        filled = [column for column in columns if table.is_used(column)] if len(columns) > 1 else columns
        if len(filled) > 1:
            problems.append(_column_problem(table, "column_twice", filled, question=name, candidates=(name,)))
        by_question[name] = (filled or columns)[0]
    return by_question, problems


def _ambiguous(table: Table, fits: Sequence[tuple[Fit, ...]], needed: set[str]) -> list[Issue]:
    """One error for each set of questions that some columns fit equally, if any of them is needed."""
    unclear: dict[tuple[str, ...], list[int]] = {}
    for column, found in enumerate(fits):
        names = tuple(fit.question.name for fit in found)
        if len(names) > 1 and needed.intersection(names) and table.is_used(column):
            unclear.setdefault(names, []).append(column)
    return [
        _column_problem(table, "column_ambiguous", columns, questions=", ".join(names), candidates=names)
        for names, columns in unclear.items()
    ]


def _column_problem(table: Table, code: str, columns: Sequence[int], **values: object) -> Issue:
    cells = Listing.of([table.heading_cell(column) for column in columns])
    wordings = dict.fromkeys(wordings_of(table, columns[0]))
    values |= {"heading": " / ".join(filter(None, wordings)), "columns": tuple(columns)}
    return Issue("error", code, table.file, table.sheet, cells, values)


def _may_be_an_answer(table: Table, known: int, needed: int) -> bool:
    """Whether the only heading that is known among several may be somebody's answer that reads like one."""
    filled = sum(table.is_used(column) for column in range(len(table.headings)) if column not in table.metadata)
    return known < 2 <= min(needed, filled)


def _unlike_headings(table: Table, instrument: Instrument, code: str) -> Issue:
    """Names the cells of the headings, never what stands in them: without headings they are somebody's answers."""
    filled = [table.heading_cell(column) for column, heading in enumerate(table.headings) if heading]
    cells = ":".join(dict.fromkeys((filled[0], filled[-1])))
    expected = [item.name for item in instrument.items][:_HEADINGS_SHOWN]
    values = {"expected": Listing.of(expected), "instrument": instrument.title}
    return Issue("error", code, table.file, table.sheet, cells, values)


def _missing(table: Table, instrument: Instrument, by_question: Mapping[str, int]) -> list[Issue]:
    """What the instrument has and the table lacks, apart from what the other rounds may make up for.

    Questions are compared with the other rounds (`surveys.checks.asked_each_time`), and what people state of themselves
    is taken from them (`surveys.people.taken_over`).
    """
    issues = []
    for question in needed_questions(instrument):
        found = _MISSING.get(question.role)
        if found and question.name not in by_question:
            severity, code = found
            values = {"expected": question.wordings}
            issues.append(Issue(severity, code, table.file, table.sheet, table.corner, values))
    return issues


_MISSING: Mapping[str, tuple[Severity, str]] = {
    "respondent_id": ("warning", "no_code_column"),
    "weight": ("note", "no_weight_column"),
}


def _recognised(table: Table, fits: Sequence[tuple[Fit, ...]]) -> Iterator[Issue]:
    """Which tool, by which signs, and whether headings are names ("XML") or labels (the language's own name)."""
    languages = Counter(found[0].language for found in fits if found and found[0].question.label)
    language = languages.most_common(1)[0][0] if languages else BY_NAME
    headings = "XML" if language == BY_NAME else _NAMES_OF_LANGUAGES.get(language, language)
    values = {"tool": table.tool, "signs": table.signs, "headings": headings, "rows": len(table.rows)}
    yield Issue("note", "recognised", table.file, table.sheet, table.corner, values)
    yield from table.notes
    if table.remarks:
        cells = column_cells(table.remarks, 0)
        yield Issue("note", "remarks_not_read", table.file, table.sheet, cells, {"count": len(table.remarks)})
    if table.unread:
        yield Issue("note", "sheets_not_read", table.file, table.sheet, values={"sheets": Listing.of(table.unread)})
    if table.alike:
        yield Issue("warning", "sheets_alike", table.file, table.sheet, values={"sheets": Listing.of(table.alike)})


def _listed(table: Table, columns: Sequence[int], code: str, severity: Severity = "note") -> list[Issue]:
    if not columns:
        return []
    cells = Listing.of([table.heading_cell(column) for column in columns])
    headings = Listing.of([table.written_heading(column) or table.heading_cell(column) for column in columns])
    return [Issue(severity, code, table.file, table.sheet, cells, {"headings": headings, "count": len(columns)})]
