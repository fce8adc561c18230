"""Reads the questions of an XLSForm's survey sheet: types, groups around them, and the scoring columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from surveys.form.sheets import MOST_DEEP, FormRow, FormSheet, form_too_large
from surveys.model.instrument import Choice, ChoiceList, Question
from surveys.model.issues import Issue, SurveyError

ROLES = (
    "respondent_id",
    "group",
    "organisation",
    "round",
    "consent",
    "item",
    "disaggregate",
    "weight",
    "open_ended",
    "ignore",
)
"""The words that the column ``trust_role`` may hold."""

_ONCE = ("group", "round", "consent", "weight")
"""Roles that one question has. Several may make up a ``respondent_id``: surveys that are there do so."""

_ROLE_SPELLINGS = {"organization": "organisation", "open_end": "open_ended", "stakeholder_group": "group"}
_BEGIN = re.compile(r"begin[ _](?:looped[ _])?(group|repeat|loop|score|rank|kobomatrix)\b")
_END = re.compile(r"end[ _](?:looped[ _])?(?:group|repeat|loop|score|rank|kobomatrix)\b")
_SELECT_ONE = re.compile(r"(?:select[ _](?:one|1)(?: from)?|select1|add select one prompt using) (\S+)( or[ _].*)?")
_SELECT_MANY = re.compile(r"(?:select[ _](?:multiple|all that apply)(?: from)?|rank) (\S+)( or[ _].*)?")
_YES = frozenset({"yes", "true", "1", "y", "x", "reversed"})
_NO = frozenset({"", "no", "false", "0", "n"})
_OTHER = Choice("other", {"en": "Other"})


@dataclass(frozen=True)
class QuestionRow:
    """A question and the row of the form that states it."""

    question: Question
    row: FormRow


@dataclass
class _OpenForm:
    """The survey sheet while it is read from top to bottom: the groups that are open, and what was found."""

    sheet: FormSheet
    lists: Mapping[str, ChoiceList]
    open: list[tuple[str, FormRow]] = field(default_factory=list)
    found: list[QuestionRow] = field(default_factory=list)
    problems: list[Issue] = field(default_factory=list)


def read_questions(sheet: FormSheet, lists: Mapping[str, ChoiceList]) -> tuple[tuple[QuestionRow, ...], list[Issue]]:
    """The questions in the form's order, and what is wrong with them.

    Questions inside a repeat have the role ``ignore``: one submission answers them many times.
    """
    form = _OpenForm(sheet, lists)
    for row in sheet.rows:
        kind = re.sub(r"\s+", " ", row.text("type")).casefold()
        begins = _BEGIN.match(kind)
        if begins:
            form.open.append((begins.group(1), row))
            if len(form.open) > MOST_DEEP:
                raise SurveyError(form_too_large(sheet.file, sheet.name))
        elif _END.match(kind):
            del form.open[-1:]
        elif kind and row.text("name"):
            _read_row(form, row, kind)
    form.problems.extend(_repeated(form))
    return tuple(form.found), form.problems


def _read_row(form: _OpenForm, row: FormRow, kind: str) -> None:
    kind, choices = _kind_and_choices(form, row, kind)
    in_repeat = any(what in ("repeat", "loop") for what, _ in form.open)
    role = "ignore" if in_repeat else _role(form, row, kind, choices)
    groups = [group for _, group in form.open]
    question = Question(
        name=row.text("name"),
        label=row.label,
        path=tuple(group.text("name") for group in groups),
        path_labels=tuple(group.label for group in groups),
        kind=kind,
        choices=choices,
        role=role,
        dimension=row.text("trust_dimension") or None,
        reversed=_reversed(form, row),
        target=row.text("trust_target") or None,
        asked_of=frozenset(row.text("trust_asked_of").split()),
        same_as=row.text("trust_same_as") or None,
    )
    form.found.append(QuestionRow(question, row))


def _kind_and_choices(form: _OpenForm, row: FormRow, kind: str) -> tuple[str, ChoiceList | None]:
    """The type without its list, and the list; names of lists keep the case they are written in."""
    written = re.sub(r"\s+", " ", row.text("type"))
    if kind == "score__row":
        return "select_one", _list(form, row, form.open[-1][1].text("score_choices") if form.open else "")
    for pattern, name in ((_SELECT_ONE, "select_one"), (_SELECT_MANY, "select_multiple")):
        match = pattern.fullmatch(kind)
        if match:
            choices = _list(form, row, written[match.start(1) : match.end(1)])
            return name, _with_other(choices) if choices and match.group(2) else choices
    return kind.replace(" ", "_") if not kind.startswith("select") else kind.split(" ")[0], None


def _list(form: _OpenForm, row: FormRow, name: str) -> ChoiceList | None:
    choices = form.lists.get(name)
    if choices is None:
        form.problems.append(form.sheet.problem("unknown_list", row, "type", list=name, question=row.text("name")))
    return choices


def _with_other(choices: ChoiceList) -> ChoiceList:
    """``or_other`` lets people type an answer of their own; the export holds the choice ``other``."""
    if any(choice.name == _OTHER.name for choice in choices.choices):
        return choices
    return ChoiceList(choices.name, (*choices.choices, _OTHER))


def _role(form: _OpenForm, row: FormRow, kind: str, choices: ChoiceList | None) -> str:
    written = re.sub(r"[\s-]+", "_", row.text("trust_role").casefold())
    role = _ROLE_SPELLINGS.get(written, written)
    has_scale = kind == "select_one" and choices is not None and bool(choices.scores)
    if role and role not in ROLES:
        form.problems.append(
            form.sheet.problem("unknown_role", row, "trust_role", role=row.text("trust_role"), roles=", ".join(ROLES))
        )
        return ""
    unknown_list = kind == "select_one" and choices is None
    if role == "item" and not has_scale and not unknown_list:
        form.problems.append(form.sheet.problem("item_without_scale", row, "trust_role", question=row.text("name")))
    if role == "round" and kind != "select_one":
        form.problems.append(form.sheet.problem("round_not_a_list", row, "type", question=row.text("name")))
    return role or ("item" if has_scale else "")


def _reversed(form: _OpenForm, row: FormRow) -> bool:
    written = row.text("trust_reversed").casefold()
    if written not in _YES and written not in _NO:
        form.problems.append(form.sheet.problem("reversed_unclear", row, "trust_reversed", text=written))
    return written in _YES


def _repeated(form: _OpenForm) -> list[Issue]:
    """Question names that occur twice outside repeats, and roles that only one question may have."""
    problems = []
    names: set[str] = set()
    roles: set[str] = set()
    for one in form.found:
        question = one.question
        if question.name in names and question.role != "ignore":
            problems.append(form.sheet.problem("question_twice", one.row, "name", question=question.name))
        if question.role in roles and question.role in _ONCE:
            problems.append(form.sheet.problem("role_twice", one.row, "trust_role", role=question.role))
        names.add(question.name)
        roles.add(question.role)
    return problems
