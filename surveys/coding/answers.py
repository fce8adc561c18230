"""Finds the choice of each cell: by name, label or score, exactly or by wording; or that it is no answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from surveys.files.cells import Cell, number_of, text_of
from surveys.files.column import Column
from surveys.files.table import Table
from surveys.files.text.mojibake import repaired
from surveys.language.vocabulary import phrases
from surveys.language.wording import normalise
from surveys.model.addresses import column_cells, first_cells
from surveys.model.instrument import ChoiceList
from surveys.model.issues import Issue, Severity
from surveys.model.survey import Flags, Floats, Integers

BLANK, NON_ANSWER, NO_MATCH, AMBIGUOUS, OUT_OF_SCALE = -1, -2, -3, -4, -5
"""What a cell is that is none of the list's choices; out of scale: a number below or above all scores of the list."""

_BASIC_CODES = (77, 88, 97, 98, 99, 777, 888, 997, 998, 999, 9999)
_CODES = frozenset(f"{sign}{code}" for sign in ("", "-") for code in _BASIC_CODES)
_MARKS = frozenset(
    {"-", "--", "---", "–", "—", "…", ".", "..", "...", "/", "//", "?", "??", "؟", "؟؟", "_", "__", "−", "‐", "*"}
)
_NUMBERED_LABEL = re.compile(r"(-?\d{1,3}) ?(\D.*)|(.*\D) ?(-?\d{1,3})", re.DOTALL)
_BETWEEN_LANGUAGES = re.compile(r"[/|\n]| [-–—] ")
_MOST_LANGUAGES = 4
_SCORE_BEHIND = re.compile(r"[(\[]\s*[-+]?\d+\s*[)\]]\s*$")
_WORDS = phrases("answers", "non_answers")


def is_non_answer(text: str) -> bool:
    """Whether a text is one of the usual ways to give no answer: 88, 98, 99, -99, N/A, a dash."""
    number = number_of(text)
    code = text if number is None else text_of(number)
    return code in _CODES or is_non_answer_word(text)


def is_non_answer_word(text: str) -> bool:
    """Whether a text says in words or marks, not by a number, that there is no answer."""
    return text.casefold() in _MARKS or normalise(text) in _WORDS


_Write = Callable[[str], str]
_numbered = partial(normalise, numbering=True)


def _number(text: str) -> str:
    """A number as text in one form (3.0, 03 and ٣ are 3); empty for any other text."""
    number = number_of(text.lstrip("'’"))
    return "" if number is None else text_of(number)


def _without_score(text: str) -> str:
    """A label without the number that a form shows behind it: ``Agree (4)``."""
    return normalise(_SCORE_BEHIND.sub("", text))


class AnswerKey:
    """A list's choices by everything that a cell may say for them.

    A cell that is exactly one choice's name is that choice; else exactly one label, in any language; else exactly one
    score. Only then are digits, case, spacing, punctuation and Arabic spelling looked past.

    Parameters
    ----------
    choices : ChoiceList
        The list.
    scored : bool
        Only the score counts: a cell that fits two choices of one score is no question.
    """

    def __init__(self, choices: ChoiceList, *, scored: bool) -> None:
        indices = range(len(choices.choices))
        self._ends = (choices.low, choices.high) if scored else None
        self._meanings = [choices.choices[index].score if scored else index for index in indices]
        names = [(choice.name,) for choice in choices.choices]
        labels = [tuple(choice.label.values()) for choice in choices.choices]
        scores = [() if choice.score is None else (text_of(choice.score),) for choice in choices.choices]
        steps: tuple[tuple[_Write, Sequence[Sequence[str]]], ...] = (
            (str.strip, names),
            (str.strip, labels),
            (str.strip, scores),
            (_number, names),
            (_numbered, names),
            (_numbered, labels),
            (normalise, labels),
            (_without_score, labels),
            (_number, labels),
            (_number, scores),
        )
        self._steps = [(write, _by_text(texts, write)) for write, texts in steps]
        self._by_label = _by_text(labels, normalise)
        self._numbers = [{_number(text) for text in (*names[index], *scores[index])} for index in indices]

    def are_same(self, one: int, other: int) -> bool:
        """Whether two choices, by their indices in the list, count as one answer."""
        return bool(self._meanings[one] == self._meanings[other])

    def find(self, cell: Cell, blanks: frozenset[str] = frozenset()) -> int:
        """The choice's index in the list; below 0, such as `BLANK`, where it is none."""
        text = text_of(cell)
        if not text:
            return BLANK
        index = self._find(text, blanks)
        return index if index != NO_MATCH or (whole := repaired(text)) == text else self._find(whole, blanks)

    def _find(self, text: str, blanks: frozenset[str]) -> int:
        written: dict[_Write, str] = {}
        for write, by_text in self._steps:
            if write not in written:
                written[write] = write(text)
            found = by_text.get(written[write])
            if found:
                same = len({self._meanings[index] for index in found}) == 1
                return found[0] if same else AMBIGUOUS
        if text in blanks:
            return BLANK
        if is_non_answer(text):
            return NON_ANSWER
        index = self._numbered_label(text)
        if index == NO_MATCH:
            index = self._in_two_languages(text, blanks)
        if index != NO_MATCH:
            return index
        return OUT_OF_SCALE if self._is_out_of_scale(text) else NO_MATCH

    def _numbered_label(self, text: str) -> int:
        """A label with its own score or name as a number in front or behind, however they are parted: ``4-Agree``."""
        match = _NUMBERED_LABEL.fullmatch(normalise(text, numbering=True))
        if match is None:
            return NO_MATCH
        number, label = match.group(1) or match.group(4), (match.group(2) or match.group(3)).strip()
        found = [index for index in self._by_label.get(label, ()) if number in self._numbers[index]]
        return found[0] if found else NO_MATCH

    def _in_two_languages(self, text: str, blanks: frozenset[str]) -> int:
        """A choice written in two languages: all that stands between slashes, bars or lines is the same choice."""
        parts = [part for part in _BETWEEN_LANGUAGES.split(text) if part.strip()]
        if not 1 < len(parts) <= _MOST_LANGUAGES:
            return NO_MATCH
        found = [self._find(part.strip(), blanks) for part in parts]
        if min(found) < 0:
            return NON_ANSWER if set(found) == {NON_ANSWER} else NO_MATCH
        return found[0] if all(self.are_same(found[0], index) for index in found) else NO_MATCH

    def _is_out_of_scale(self, text: str) -> bool:
        number = number_of(text)
        return number is not None and self._ends is not None and not self._ends[0] <= number <= self._ends[1]


def _by_text(texts: Sequence[Sequence[str]], write: Callable[[str], str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, of_choice in enumerate(texts):
        for text in dict.fromkeys(map(write, of_choice)):
            if text:
                found.setdefault(text, []).append(index)
    return found


@dataclass(frozen=True)
class Answers:
    """A column of answers, coded.

    Attributes
    ----------
    choice : array of int, shape (submissions,)
        The choice's index in the list, or `BLANK`, `NON_ANSWER`, `NO_MATCH`, `AMBIGUOUS`, `OUT_OF_SCALE`.
    choices : ChoiceList
        The list.
    """

    choice: Integers
    choices: ChoiceList

    @cached_property
    def scores(self) -> Floats:
        """The score of each answer; NaN where it has none."""
        scores = [np.nan if choice.score is None else choice.score for choice in self.choices.choices]
        table = np.array([*scores, np.nan])
        return table[np.maximum(self.choice, -1)]

    @property
    def given(self) -> Flags:
        """Whether the cell holds an answer or a non-answer that somebody gave."""
        given: Flags = self.choice != BLANK
        return given


def code_column(
    column: Column,
    key: AnswerKey,
    choices: ChoiceList,
    blanks: frozenset[str] = frozenset(),
    labels: Mapping[Cell, str] | None = None,
) -> Answers:
    """Code a column; each distinct cell is looked up once (parameters as of `value_choices`)."""
    return Answers(np.array(value_choices(column, key, blanks, labels), dtype=np.intp)[column.codes], choices)


def value_choices(
    column: Column,
    key: AnswerKey,
    blanks: frozenset[str] = frozenset(),
    labels: Mapping[Cell, str] | None = None,
) -> list[int]:
    """What each distinct cell of a column is, as `AnswerKey.find` gives it.

    Parameters
    ----------
    labels : mapping, optional
        The label of each code of the column. A label counts before its code; but where one code has no label that the
        list knows, and of another the two say different things, the unlabelled are `AMBIGUOUS`.
    """
    by_cell = [key.find(cell, blanks) for cell in column.values]
    by_label = [key.find(labels.get(cell, ""), blanks) if labels else BLANK for cell in column.values]
    is_labelled = [label not in (BLANK, NO_MATCH, OUT_OF_SCALE) for label in by_label]
    used = set(column.used) if any(is_labelled) else set()
    contradicted = any(
        labelled and cell >= 0 and label >= 0 and not key.are_same(cell, label)
        for value, labelled, cell, label in zip(column.values, is_labelled, by_cell, by_label, strict=True)
        if value in used
    )
    return [
        label if labelled else AMBIGUOUS if contradicted and cell >= 0 else cell
        for labelled, cell, label in zip(is_labelled, by_cell, by_label, strict=True)
    ]


def unmatched_issues(table: Table, column: int, answers: Answers, unknown: str) -> Iterator[Issue]:
    """An error for cells that fit two choices; warnings for numbers out of scale, and (code `unknown`) for the rest."""
    heading = table.headings[column]
    for what, severity, code in _FINDINGS:
        rows = table.rows_where(answers.choice == what)
        if rows:
            values: dict[str, object] = {"heading": heading, "count": len(rows)}
            if what == OUT_OF_SCALE:
                values |= {"low": text_of(answers.choices.low), "high": text_of(answers.choices.high)}
            yield Issue(severity, code or unknown, table.file, table.sheet, column_cells(rows, column), values)


_FINDINGS: tuple[tuple[int, Severity, str], ...] = (
    (AMBIGUOUS, "error", "answer_ambiguous"),
    (OUT_OF_SCALE, "warning", "out_of_scale"),
    (NO_MATCH, "warning", ""),
)


def non_answer_issues(table: Table, coded: Sequence[tuple[int, Answers]]) -> Iterator[Issue]:
    """One note for the cells of a file that hold a usual non-answer which their list does not have."""
    count = sum(int(np.count_nonzero(answers.choice == NON_ANSWER)) for _, answers in coded)
    if count:
        positions = (
            (row, column) for column, answers in coded for row in table.rows_where(answers.choice == NON_ANSWER)
        )
        yield Issue(
            "note", "non_answer_codes", table.file, table.sheet, first_cells(positions, count), {"count": count}
        )
