"""Which questions a figure shows, and in which order: of one aspect, or those whose wording holds what is searched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from charts.drawing.picture import ORDERS, View
from charts.drawing.questions.one_round import rows_without_change
from charts.drawing.rounds import rounds_shown
from metrics import ChangeRow, ItemRow, Protected, measure_label

_LETTERS = str.maketrans({"ى": "ي", "ی": "ي", "ې": "ي", "ك": "ک", "ة": "ه", "ە": "ه", "ـ": None})
"""Letters that keyboards of Arabic and Kurdish write in several ways."""
_UNSEEN = ("Mn", "Me", "Cf")
"""Kinds of signs that are taken out: accents, vowel signs, marks of direction."""
_SIGNS = re.compile(r"[\W_]+")


def chosen_questions(result: Protected, view: View) -> list[ChangeRow]:
    """The rows of the questions that a view chooses, in its order."""
    group = view.group_in(result)
    kept = [
        row
        for row in questions_of(result, group)
        if view.aspect in (None, aspect_of(result, row.measure))
        and matches(measure_label(result, row.measure, view.language, group), view.search)
    ]
    return _ordered(kept, result, view.order)


def questions_of(result: Protected, group: str) -> list[ChangeRow]:
    """The row of each question of a side or group, as asked; without a change where there is one round."""
    if not result.pairs:
        return rows_without_change(result, group)
    return [row for row in result.change_of.values() if row.level == "item" and row.group == group]


def orders_in(result: Protected) -> tuple[str, ...]:
    """Those of `ORDERS` that a result has: by change where there is any."""
    return tuple(order for order in ORDERS if order != "change" or result.pairs)


def aspect_of(result: Protected, item: str) -> str | None:
    """The dimension of a question; None where it has none."""
    return result.measure_of[item].dimension


def aspects_asked(result: Protected, group: str) -> list[str]:
    """The dimensions of the questions that a group has, in the instrument's order."""
    asked = {aspect_of(result, row.measure) for row in questions_of(result, group)}
    return [one.name for one in result.measures if one.level == "dimension" and one.name in asked]


def item_rows(result: Protected, items: Sequence[str], group: str) -> list[ItemRow]:
    """The answers of a group to some items, in the rounds that are drawn."""
    keys = [(item, group, round_) for item in items for round_ in rounds_shown(result)]
    return [result.item_of[key] for key in keys if key in result.item_of]


def matches(wording: str, search: str) -> bool:
    """Whether a wording holds all the words that are searched, whatever their case, accents, vowel signs and order."""
    text = _plain(wording)
    return all(word in text for word in _plain(search).split())


def _plain(text: str) -> str:
    """Letters and digits alone, without case, accents and vowel signs."""
    taken_apart = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in taken_apart if unicodedata.category(sign) not in _UNSEEN)
    return _SIGNS.sub(" ", letters.translate(_LETTERS)).strip()


def _ordered(rows: Iterable[ChangeRow], result: Protected, order: str) -> list[ChangeRow]:
    """Questions in an order of `ORDERS`; hidden ones last where they are sorted by change."""
    known = list(rows)
    if order == "change":
        return sorted(known, key=lambda row: (row.change is None, -(row.change or 0.0)))
    if order == "dimension":
        indices = {measure.name: i for i, measure in enumerate(result.measures)}
        return sorted(known, key=lambda row: indices.get(aspect_of(result, row.measure) or "", len(indices)))
    return known
