"""Questions that were worded differently: a column without a home that is all but one that is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from surveys.cells import named
from surveys.coder import Coder
from surveys.column import Column
from surveys.instrument import Question
from surveys.issues import Issue
from surveys.submissions import Submissions
from surveys.wording import normalise

_ALIKE = 0.6
"""The likeness (Ratcliff & Metzener 1988) from which on two wordings may be of one question."""
_FITTING = 0.5
"""The share of filled cells that must be answers of the question's list."""
_MOST_COMPARED = 2_000


def reworded(coder: Coder, parts: Sequence[Submissions]) -> Iterator[Issue]:
    """A warning for each file with columns that look like scored questions which it lacks, in other words.

    The heading must be like the question's text in one of the instrument's languages, at least half of the filled cells
    must be answers of its list, and of all such columns and questions each pair must be the best for both. So the same
    question put in other words before and after the event is not just missing in one of them.
    """
    seen = set()
    for part in parts:
        if part.sha256 not in seen:
            seen.add(part.sha256)
            pairs = _pairs(coder, part)
            if pairs:
                table = part.table
                cells = named([table.heading_cell(column) for column, _ in pairs])
                values = {"items": named([question.name for _, question in pairs]), "count": len(pairs)}
                yield Issue("warning", "reworded", table.file, table.sheet, cells, values)


def _pairs(coder: Coder, part: Submissions) -> list[tuple[int, Question]]:
    """Columns without a home, and the missing questions that they probably are."""
    missing = [question for question in coder.questions if question.name not in part.columns.places]
    homeless = part.columns.homeless
    if not missing or not homeless or len(missing) * len(homeless) > _MOST_COMPARED:
        return []
    likeness = {
        (column, place): _likeness(part.table.headings[column], question)
        for column in homeless
        for place, question in enumerate(missing)
    }
    pairs = []
    for column in homeless:
        place = max(range(len(missing)), key=lambda other: likeness[column, other])
        best = max(homeless, key=lambda other: likeness[other, place])
        is_pair = best == column and likeness[column, place] >= _ALIKE
        if is_pair and _fits(coder, part.table.columns[column], missing[place]):
            pairs.append((column, missing[place]))
    return pairs


def _likeness(heading: str, question: Question) -> float:
    """How like a heading is to a question's text in any language, from 0 to 1."""
    plain = normalise(heading)
    return max((SequenceMatcher(None, plain, normalise(text)).ratio() for text in question.label.values()), default=0)


def _fits(coder: Coder, column: Column, question: Question) -> bool:
    """Whether a column's cells are answers of a question's list."""
    counts = {cell: count for cell, count in column.counts().items() if cell != ""}
    key = coder.keys[question.name]
    fitting = sum(count for cell, count in counts.items() if key.find(cell) >= 0)
    return fitting >= _FITTING * sum(counts.values()) > 0
