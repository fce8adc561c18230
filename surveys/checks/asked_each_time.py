"""Questions that were not asked in every round: their answers are compared with nothing (rule 9); or in none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from surveys.coding.coder import Coder
from surveys.coding.submissions import Submissions
from surveys.model.instrument import Item
from surveys.model.issues import Issue, Listing


def asked_in_one_round(coder: Coder, parts: Sequence[Submissions]) -> Iterator[Issue]:
    """A warning that names the items which some rounds asked and others did not, by their labels and rounds.

    Of an item asked in several questions, those that mirror it, each counts: the groups that it is put to are not asked
    the others. What no round asked is ``items_missing`` alone.
    """
    found: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for item in coder.instrument.items:
        for rounds in _asked_in_some(item, parts):
            found.setdefault(rounds, []).append(dict(item.label) or {"en": item.name})
    if found:
        asked_in = [{"rounds": list(rounds), "labels": labels} for rounds, labels in found.items()]
        yield Issue("warning", "asked_in_one_round", values={"asked_in": asked_in})


def items_missing(coder: Coder, parts: Sequence[Submissions]) -> Iterator[Issue]:
    """A warning for each table that names the scored questions which no round has a column for.

    What only some rounds lack is `asked_in_one_round` alone.
    """
    asked = {name for part in parts for name in part.columns.by_question}
    names = [question.name for item in coder.instrument.items for question in item.questions]
    missing = [name for name in names if name not in asked]
    if missing:
        values = {"items": Listing.of(missing), "count": len(missing)}
        for table in {(part.table.file, part.table.sheet): part.table for part in parts}.values():
            yield Issue("warning", "items_missing", table.file, table.sheet, table.corner, values)


def _asked_in_some(item: Item, parts: Sequence[Submissions]) -> list[tuple[str, ...]]:
    """The rounds that asked any question of an item which others did not ask, each set of them once."""
    asked = {
        tuple(part.name for part in parts if question.name in part.columns.by_question) for question in item.questions
    }
    return [rounds for rounds in sorted(asked) if 0 < len(rounds) < len(parts)]
