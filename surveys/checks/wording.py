"""Questions that were worded differently: a column without a question that is much like a question without a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from surveys.coding.answers import BLANK
from surveys.coding.coder import Coder
from surveys.coding.submissions import Submissions
from surveys.columns.headings import Headings, TooMuchToCompareError
from surveys.files.table import Table
from surveys.language.wording import normalise
from surveys.model.instrument import Question
from surveys.model.issues import Issue, Listing

_ALIKE = 0.6
"""The likeness (Ratcliff & Metzener 1988) from which on two wordings may be of one question."""
_FITTING = 0.5
"""The share of filled cells that must be answers of the question's list."""
_SAME_LANGUAGE = 0.5
_FEWEST_WORDS = 3
_MOST_COMPARED, _LONGEST = 2_000, 1_000


def reworded(coder: Coder, parts: Sequence[Submissions]) -> Iterator[Issue]:
    """A warning for each file with columns that look like scored questions which it lacks, in other words.

    The heading must be like the question's text in one of the instrument's languages, at least half of the filled cells
    must be answers of its list, and of all such columns and questions each pair must be the best for both. So the same
    question asked in other words before and after the event is not just missing in one of them.
    """
    seen = set()
    for part in parts:
        of_columns = part.sha256, part.table.headings
        if of_columns not in seen:
            seen.add(of_columns)
            pairs = _pairs(coder, part)
            if pairs:
                table = part.table
                cells = Listing.of([table.heading_cell(column) for column, _ in pairs])
                values = {"items": Listing.of([question.name for _, question in pairs]), "count": len(pairs)}
                yield Issue("warning", "reworded", table.file, table.sheet, cells, values)


def _pairs(coder: Coder, part: Submissions) -> list[tuple[int, Question]]:
    """Columns without a question, and the missing questions that they probably are."""
    missing = [question for question in coder.questions if question.name not in part.columns.by_question]
    unmatched = part.columns.unmatched
    if not missing or not unmatched or len(missing) * len(unmatched) > _MOST_COMPARED:
        return []
    likeness = {
        (column, index): _likeness(part.table, column, question)
        for column in unmatched
        for index, question in enumerate(missing)
    }
    pairs = []
    for column in unmatched:
        index = max(range(len(missing)), key=lambda other: likeness[column, other])
        best = max(unmatched, key=lambda other: likeness[other, index])
        is_pair = best == column and likeness[column, index] >= _ALIKE
        if is_pair and _fits(coder, part.table, column, missing[index]):
            pairs.append((column, missing[index]))
    return pairs


def _likeness(table: Table, column: int, question: Question) -> float:
    """How like a column's wording is to a question's text in any language, from 0 to 1."""
    labels = [normalise(text) for text in question.label.values()]
    return max((_alike(text, label) for text in _wordings(table, column) for label in labels), default=0)


def _wordings(table: Table, column: int) -> list[str]:
    """All that a column's question is worded as."""
    texts = (table.headings[column], *(table.wordings[column] if table.wordings else ()))
    return [normalise(text) for text in texts if text]


def _alike(one: str, other: str) -> float:
    """How like two wordings are; 0 where the lengths or the letters alone show that they are not."""
    matcher = SequenceMatcher(None, one[:_LONGEST], other[:_LONGEST])
    are_close = matcher.real_quick_ratio() >= _SAME_LANGUAGE and matcher.quick_ratio() >= _SAME_LANGUAGE
    return matcher.ratio() if are_close else 0.0


def _fits(coder: Coder, table: Table, column: int, question: Question) -> bool:
    """Whether a column's cells are answers of a question's list."""
    choice_of = coder.values(table, column, question)
    counts = [(choice_of[cell], count) for cell, count in table.columns[column].counts().items()]
    filled = sum(count for choice, count in counts if choice != BLANK)
    return sum(count for choice, count in counts if choice >= 0) >= _FITTING * filled > 0


def wording_changed(coder: Coder, parts: Sequence[Submissions]) -> Iterator[Issue]:
    """A warning for each later round with scored questions that are worded otherwise than in the round before it.

    Reported where both files hold the texts of questions. Texts that are the instrument's own, in any language, are one
    question, and so are two of which one holds the other (the row of a grid with and without its question). Of the
    others, those that are half alike or more are one question asked in other words; less, in another language.
    """
    for earlier, part in pairwise(parts):
        names = _changed(coder, earlier, part)
        if names:
            cells = Listing.of([part.table.heading_cell(part.columns.by_question[name]) for name in names])
            values = {"items": Listing.of(names), "count": len(names), "other": earlier.table.place}
            yield Issue("warning", "wording_changed", part.table.file, part.table.sheet, cells, values)


def _changed(coder: Coder, *rounds: Submissions) -> list[str]:
    """The questions that are worded otherwise; none where the wordings are too long to compare."""
    headings = coder.headings.for_a_file()
    try:
        return [question.name for question in coder.questions if _is_changed(headings, question, *rounds)]
    except TooMuchToCompareError:
        return []


def _is_changed(headings: Headings, question: Question, *rounds: Submissions) -> bool:
    columns = [one.columns.by_question.get(question.name) for one in rounds]
    wordings = [
        [] if column is None else [text for text in _wordings(one.table, column) if len(text.split()) >= _FEWEST_WORDS]
        for one, column in zip(rounds, columns, strict=True)
    ]
    if not all(wordings) or all(any(_is_of(headings, text, question) for text in texts) for texts in wordings):
        return False
    pairs = [(one, other) for one in wordings[0] for other in wordings[1]]
    if any(one in other or other in one for one, other in pairs):
        return False
    return max(_alike(one, other) for one, other in pairs) >= _SAME_LANGUAGE


def _is_of(headings: Headings, text: str, question: Question) -> bool:
    fits = (*headings.fits(text), *headings.behind_stem(text))
    return any(fit.question.name == question.name for fit in fits)
