"""Reads the answers of an XLSForm's choices sheet, with their scores and sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from surveys.form.sheets import FormRow, FormSheet
from surveys.model.instrument import Choice, ChoiceList
from surveys.model.issues import Issue

_LEAST_APART = 1e-6
"""How far two different scores of a list are apart at least: answers are counted in steps no finer than this."""


def read_choice_lists(sheet: FormSheet | None) -> tuple[dict[str, ChoiceList], list[Issue]]:
    """The lists by name, in the form's order, and what is wrong with them."""
    if sheet is None:
        return {}, []
    problems: list[Issue] = []
    rows: dict[str, list[FormRow]] = {}
    for row in sheet.rows:
        if row.text("list_name"):
            rows.setdefault(row.text("list_name"), []).append(row)
    lists = {}
    for name, its_rows in rows.items():
        lists[name] = ChoiceList(name, tuple(_choice(sheet, row, problems) for row in its_rows))
        if is_kept_apart(lists[name]):
            problems.extend(_repeated(sheet, name, its_rows))
        problems.extend(_short(sheet, its_rows, lists[name]))
        problems.extend(_close(sheet, its_rows, lists[name]))
    return lists, problems


def _choice(sheet: FormSheet, row: FormRow, problems: list[Issue]) -> Choice:
    name, written = row.text("name"), row.text("score")
    score = row.amount("score")
    if written and score is None:
        problems.append(sheet.problem("score_not_a_number", row, "score", list=row.text("list_name"), choice=name))
    if not name:
        problems.append(sheet.problem("choice_without_name", row, "name", list=row.text("list_name")))
    return Choice(name, row.label, score, row.text("trust_side") or None)


def is_kept_apart(choices: ChoiceList) -> bool:
    """Whether scores or sides rest on a list, so that it can't hold one name twice (filtered lists may)."""
    return bool(choices.scores) or any(choice.side for choice in choices.choices)


def repeated_names(sheet: FormSheet, list_name: str) -> Iterator[Issue]:
    """An error for each name that a list of the choices sheet holds more than once."""
    yield from _repeated(sheet, list_name, [row for row in sheet.rows if row.text("list_name") == list_name])


def _repeated(sheet: FormSheet, list_name: str, rows: Sequence[FormRow]) -> Iterator[Issue]:
    """The same, of the rows of the list."""
    last = {row.text("name"): row for row in rows if row.text("name")}
    for name, count in Counter(row.text("name") for row in rows if row.text("name")).items():
        if count > 1:
            yield sheet.problem("choice_twice", last[name], "name", list=list_name, choice=name)


def _short(sheet: FormSheet, rows: list[FormRow], choices: ChoiceList) -> list[Issue]:
    """A scale has two ends: a list with any score needs at least two different ones."""
    if len(choices.scores) != 1:
        return []
    row = next(row for row in rows if row.text("score"))
    return [sheet.problem("scale_too_short", row, "score", list=choices.name)]


def _close(sheet: FormSheet, rows: list[FormRow], choices: ChoiceList) -> Iterator[Issue]:
    """An error at the first score that is nearly another and not the same: numbers can't tell the two apart."""
    scores = sorted(set(choices.scores))
    close = [upper for lower, upper in pairwise(scores) if upper - lower < _LEAST_APART]
    if close:
        row = next(row for row in rows if row.amount("score") == close[0])
        yield sheet.problem("scores_too_close", row, "score", list=choices.name)
