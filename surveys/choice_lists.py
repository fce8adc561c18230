"""Reads the answers of an XLSForm's choices sheet, with their scores and sides."""

from __future__ import annotations

from collections import Counter

from surveys.cells import number_of
from surveys.form_sheets import FormRow, FormSheet
from surveys.instrument import Choice, ChoiceList
from surveys.issues import Issue


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
        problems.extend(_twice(sheet, its_rows, lists[name]))
        problems.extend(_short(sheet, its_rows, lists[name]))
    return lists, problems


def _choice(sheet: FormSheet, row: FormRow, problems: list[Issue]) -> Choice:
    name, written = row.text("name"), row.text("score")
    score = number_of(written) if written else None
    if written and score is None:
        problems.append(sheet.problem("score_not_a_number", row, "score", list=row.text("list_name"), choice=name))
    if not name:
        problems.append(sheet.problem("choice_without_name", row, "name", list=row.text("list_name")))
    return Choice(name, row.label, score, row.text("trust_side") or None)


def _twice(sheet: FormSheet, rows: list[FormRow], choices: ChoiceList) -> list[Issue]:
    """A list that scores or sides rest on can't hold one name twice (forms that filter other lists may)."""
    if not choices.scores and not any(choice.side for choice in choices.choices):
        return []
    counted = Counter(row.text("name") for row in rows if row.text("name"))
    last = {row.text("name"): row for row in rows}
    repeated = [name for name, count in counted.items() if count > 1]
    return [sheet.problem("choice_twice", last[name], "name", list=choices.name, choice=name) for name in repeated]


def _short(sheet: FormSheet, rows: list[FormRow], choices: ChoiceList) -> list[Issue]:
    """A scale has two ends: a list with any score needs at least two different ones."""
    if len(choices.scores) != 1:
        return []
    row = next(row for row in rows if row.text("score"))
    return [sheet.problem("scale_too_short", row, "score", list=choices.name)]
