"""What an officer should look at in a mapping, column by column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from surveys.mapping.answer_lists import UNSURE
from surveys.mapping.mapping import Mapped, Mapping
from surveys.mapping.source.columns import answer_key


@dataclass(frozen=True)
class Doubt:
    """One thing to look at: a code of the words, and what they are filled with."""

    code: str
    values: dict[str, object] = field(default_factory=dict)


def doubts_of(mapping: Mapping, column: Mapped) -> tuple[Doubt, ...]:
    """What is in doubt about one column, the gravest first; nothing about one that is empty or the tool's own."""
    if column.metadata or not column.filled:
        return ()
    return tuple(one for one in _doubts(mapping, column) if one.code not in column.looked_at)


def _doubts(mapping: Mapping, column: Mapped) -> Iterator[Doubt]:
    answers = mapping.list_of.get(column.answers)
    if column.role == "item" and (answers is None or len(answers.scores) < 2):
        yield Doubt("no_scores")
    if unplaced := mapping.unplaced(column):
        yield Doubt("unplaced", {"answers": unplaced})
    elif column.role == "item" and (unscored := mapping.unscored(column)):
        yield Doubt("unscored", {"answers": unscored})
    slips = {answer_key(answer.text) for answer in answers.answers if answer.slip_of} if answers else set()
    if column.role == "item" and any(answer_key(text) in slips for text, _ in column.given):
        yield Doubt("slips")
    if column.role == "item" and answers is not None and len(answers.scores) > 1:
        code = answers.reason.code
        yield from (Doubt("list_unknown" if "unknown" in code else "list_unsure"),) if code.endswith(UNSURE) else ()
    reasons = [column.why_role]
    if column.role != "ignore":
        reasons.append(column.why_joined)
    if column.role == "item":
        reasons.append(column.why_reversed)
    yield from (Doubt(reason.code) for reason in reasons if not reason.sure)
    is_alone = len(column.found) < mapping.files
    if column.role == "item" and mapping.dimensions and not (column.dimension or column.target or is_alone):
        yield Doubt("no_dimension")
    if column.role in ("item", "respondent_id") and is_alone:
        yield Doubt("one_file", {"files": column.files})
