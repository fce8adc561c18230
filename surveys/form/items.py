"""Makes items, dimensions and groups out of a form's questions, and checks that they fit together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from surveys.form.choice_lists import is_kept_apart, repeated_names
from surveys.form.questions import QuestionRow
from surveys.form.sheets import FormRow, FormSheet
from surveys.model.instrument import (
    INDEX,
    JOINED,
    ChoiceList,
    Dimension,
    Group,
    Item,
    Label,
    Question,
    is_reserved_group,
)
from surveys.model.issues import Issue


def read_items(
    sheet: FormSheet, question_rows: Sequence[QuestionRow], language: str
) -> tuple[tuple[Item, ...], list[Issue]]:
    """The items in the form's order; a mirror (``trust_same_as``) joins the item that it names."""
    problems: list[Issue] = []
    scored = {one.question.name: one for one in question_rows if _is_scored(one.question)}
    joined = {name: [one.question] for name, one in scored.items() if not one.question.same_as}
    for one in scored.values():
        if one.question.same_as:
            problems.extend(_join(sheet, one, joined, scored))
    items = tuple(_item(questions, language) for questions in joined.values())
    problems.extend(_reserved(sheet, scored))
    problems.extend(_named_as_dimension(sheet, items, scored))
    return items, problems


def _is_scored(question: Question) -> bool:
    return question.role == "item" and question.choices is not None and len(question.choices.scores) > 1


def _join(
    sheet: FormSheet,
    mirror: QuestionRow,
    joined: dict[str, list[Question]],
    scored: Mapping[str, QuestionRow],
) -> list[Issue]:
    """Put a mirror beside the question that it names, whose scale it must share."""
    question, named = mirror.question, mirror.question.same_as or ""
    if named not in joined:
        return [sheet.problem("same_as_unknown", mirror.row, "trust_same_as", question=question.name, named=named)]
    first = scored[named].question
    joined[named].append(question)
    if question.choices and first.choices and question.choices.scores != first.choices.scores:
        return [sheet.problem("mirror_scale_differs", mirror.row, "type", question=question.name, named=named)]
    return []


def _item(questions: Sequence[Question], language: str) -> Item:
    first = questions[0]
    return Item(
        name=first.name,
        label=first.label or {language: first.name},
        choices=first.answers,
        questions=tuple(questions),
        dimension=first.dimension,
        reversed=first.reversed,
        target=first.target,
    )


def _reserved(sheet: FormSheet, scored: Mapping[str, QuestionRow]) -> list[Issue]:
    columns = {"name": "name", "dimension": "trust_dimension"}
    return [
        sheet.problem("reserved_name", one.row, column, name=getattr(one.question, part))
        for one in scored.values()
        for part, column in columns.items()
        if getattr(one.question, part) == INDEX
    ]


def _named_as_dimension(sheet: FormSheet, items: Sequence[Item], scored: Mapping[str, QuestionRow]) -> Iterator[Issue]:
    """An error for each item that bears the name of a dimension: results are kept by the name of the measure."""
    dimensions = {item.dimension for item in items}
    for item in items:
        if item.name in dimensions:
            yield sheet.problem("item_named_as_dimension", scored[item.name].row, "name", name=item.name)


def read_dimensions(
    sheet: FormSheet | None, items: Sequence[Item], language: str
) -> tuple[tuple[Dimension, ...], list[Issue]]:
    """The dimensions that have items: in the order of the sheet, then those it lacks by first use."""
    problems: list[Issue] = []
    used = dict.fromkeys(item.dimension for item in items if item.dimension)
    stated: dict[str, Dimension] = {}
    for row in sheet.rows if sheet else ():
        if sheet and row.text("name"):
            if row.text("name") in stated:
                problems.append(sheet.problem("dimension_twice", row, "name", dimension=row.text("name")))
            stated[row.text("name")] = _dimension(sheet, row, language, problems)
    stated.pop(INDEX, None)
    for name in used:
        stated.setdefault(name, Dimension(name, {language: name}))
    dimensions = tuple(dimension for name, dimension in stated.items() if name in used)
    if sheet and dimensions and not problems and not any(dimension.weight for dimension in dimensions):
        problems.append(Issue("error", "weights_all_zero", sheet.file, sheet.name))
    return dimensions, problems


def read_index_label(sheet: FormSheet | None) -> Label:
    """What the index measures, by language: the label of the row `INDEX` of the sheet; empty where it has none."""
    rows = (row for row in sheet.rows if row.text("name") == INDEX) if sheet else iter(())
    return next((row.label for row in rows), {})


def _dimension(sheet: FormSheet, row: FormRow, language: str, problems: list[Issue]) -> Dimension:
    name = row.text("name")
    weight = row.amount("weight") if row.text("weight") else 1.0
    if weight is None or weight < 0:
        problems.append(sheet.problem("dimension_weight", row, "weight", dimension=name))
        weight = 1.0
    return Dimension(name, row.label or {language: name}, weight)


def read_groups(
    sheet: FormSheet, choice_sheet: FormSheet | None, question_rows: Sequence[QuestionRow], language: str
) -> tuple[tuple[Group, ...], list[Issue]]:
    """The stakeholder groups that the form lists; none where the question is free text, or there is none.

    Without a question, nothing may need one: no question that is put to some groups alone, and no list with sides.
    """
    one = next((one for one in question_rows if one.question.role == "group"), None)
    if one is None:
        needs_one = any(row.question.asked_of or _has_sides(row.question.choices) for row in question_rows)
        return (), [Issue("error", "no_group_question", sheet.file, sheet.name)] if needs_one else []
    if one.question.kind == "select_multiple":
        return (), [sheet.problem("group_of_many", one.row, "type", question=one.question.name)]
    if one.question.choices is None:
        return (), []
    choices = one.question.choices.choices
    groups = tuple(Group(choice.name, choice.label or {language: choice.name}, choice.side) for choice in choices)
    problems = list(_unfit_names(choice_sheet, one.question.choices)) if choice_sheet else []
    return groups, problems + _unknown_asked(sheet, question_rows, groups)


def _has_sides(choices: ChoiceList | None) -> bool:
    return choices is not None and any(choice.side for choice in choices.choices)


def _unfit_names(sheet: FormSheet, choices: ChoiceList) -> Iterator[Issue]:
    """An error for each group whose name stands for other people in the results, or could."""
    if not is_kept_apart(choices):
        yield from repeated_names(sheet, choices.name)
    for row in sheet.rows:
        if row.text("list_name") == choices.name:
            name = row.text("name")
            if is_reserved_group(name):
                yield sheet.problem("reserved_name", row, "name", name=name)
            elif JOINED in name:
                yield sheet.problem("plus_in_group", row, "name", name=name)


def _unknown_asked(sheet: FormSheet, question_rows: Sequence[QuestionRow], groups: Sequence[Group]) -> list[Issue]:
    known = {group.name for group in groups} | {group.side for group in groups if group.side}
    problems = []
    for one in question_rows:
        unknown = one.question.asked_of - known
        if unknown and one.question.role == "item":
            values = {"names": ", ".join(sorted(unknown)), "known": ", ".join(sorted(known))}
            problems.append(sheet.problem("asked_of_unknown", one.row, "trust_asked_of", **values))
    return problems
