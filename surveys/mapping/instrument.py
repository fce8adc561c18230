"""Makes the questionnaire with its scoring rules out of a mapping: safe names, labels as they stand in the files."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, replace

from surveys.files.cells import number_of, text_of
from surveys.language.wording import normalise
from surveys.mapping.mapping import LISTED_ROLES, NO_LABEL, SIDE_TARGET, AnswerList, Mapped, Mapping
from surveys.mapping.source.columns import answer_key, is_arabic, is_kurdish, language_of
from surveys.model.instrument import (
    INDEX,
    Choice,
    ChoiceList,
    Dimension,
    Group,
    Instrument,
    Item,
    Label,
    Question,
    is_reserved_group,
)

SPARE_LANGUAGES = ("und", "mul", "mis", "zxx", *(f"{letter}{digit}" for letter in "wxyz" for digit in range(10)))
"""Codes under which further wordings of one label are kept: to the reader each is a language.

The first four are codes of no language in particular; form tools ask no code of names as short as the others.
"""

_LONGEST_NAME = 32
_NAME = re.compile(r"[^a-z0-9]+")
_FORM_TOOLS_USE = frozenset({"name", "meta", "instanceid", "start", "end", "today", "other", "true", "false", "null"})


def instrument_from_mapping(mapping: Mapping) -> Instrument:
    """The questionnaire that a mapping describes.

    Columns that could name a person, and those that the survey tool adds, are not in it. A column of an item whose
    list has fewer than two scores is in it as one to be ignored.
    """
    kept = [column for column in mapping.columns if _is_asked(column)]
    language = language_of(column.heading for column in kept)
    group = mapping.of_role("group")
    choices = {
        one.name: _choices(one, language, has_sides=group is not None and group.answers == one.name)
        for one in mapping.lists
        if _is_used(one.name, kept)
    }
    form = _Form(language, {name: ChoiceList(name, tuple(of.values())) for name, of in choices.items()})
    groups = choices.get(group.answers, {}) if group else {}
    every = [column.wordings for column in mapping.columns]
    names = Names("q", [*every, (INDEX,)])
    questions = tuple(_question(column, names, form, groups) for column in kept)
    unique = Names("dimension", [*every, *((name,) for name in (*names.used, INDEX))])
    named = {label: unique.new(label) for label in map(str.strip, mapping.dimensions)}
    in_dimensions = tuple(_in_dimension(one, column, named) for one, column in zip(questions, kept, strict=True))
    items = tuple(_item(question) for question in in_dimensions if question.role == "item")
    used = {item.dimension for item in items}
    dimensions = tuple(
        Dimension(name, {language: label, **mapping.dimension_label.get(label, NO_LABEL)})
        for label, name in named.items()
        if name in used
    )
    labels = [
        *(question.label for question in in_dimensions),
        *(choice.label for of in choices.values() for choice in of.values()),
        *(dimension.label for dimension in dimensions),
        mapping.index_label,
    ]
    return Instrument(
        title=mapping.title,
        form_id=Names("form", []).new(mapping.title),
        version="1",
        languages=tuple(dict.fromkeys((language, *itertools.chain.from_iterable(labels)))),
        questions=in_dimensions,
        items=items,
        dimensions=dimensions,
        groups=_groups(in_dimensions),
        index_label=dict(mapping.index_label),
    )


@dataclass(frozen=True)
class _Form:
    """What questions are made with: the language of most headings, and the lists by name."""

    language: str
    lists: dict[str, ChoiceList]


def _is_asked(column: Mapped) -> bool:
    """Whether the questionnaire asks it: what names people, or the tool adds, only where it was given a role."""
    return column.role not in ("ignore", "open_ended") or not (column.personal or column.metadata)


class Names:
    """Names that form tools accept, each unlike the others and unlike every wording that has to be distinguished.

    Parameters
    ----------
    prefix : str
        What a name begins with where its text gives none: ``q1``, ``q2``…
    taken : iterable of tuple of str
        The wordings of each thing that no name may be mistaken for, but the name of the thing itself.
    """

    def __init__(self, prefix: str, taken: Iterable[Sequence[str]]) -> None:
        self._prefix = prefix
        self._taken = Counter(form for wordings in taken for form in _forms(wordings))
        self.used: set[str] = set()

    def new(self, *wordings: str) -> str:
        """A free name, made of the first wording where that is written in plain Latin letters."""
        own = _forms(wordings)
        wanted = _slug(wordings[0]) or f"{self._prefix}{len(self.used) + 1}"
        tried = itertools.chain([wanted], (f"{wanted}_{number}" for number in itertools.count(2)))
        name = next(one for one in tried if self._is_free(one, own))
        self.used.add(name)
        return name

    def _is_free(self, name: str, own: set[str]) -> bool:
        mistaken = any(self._taken[form] > (form in own) for form in _forms([name]))
        return not mistaken and name not in self.used | _FORM_TOOLS_USE and not is_reserved_group(name)


def _forms(wordings: Iterable[str]) -> set[str]:
    """All that wordings are compared by."""
    return {form for wording in wordings for form in (wording.strip(), normalise(wording), answer_key(wording))}


def _slug(text: str) -> str:
    """A text in plain Latin letters as a name of whole words; empty for any other text."""
    plain = _NAME.sub("_", text.lower()).strip("_") if text.isascii() or not is_arabic(text) else ""
    if sum(map(str.isalpha, plain)) < 0.5 * sum(map(str.isalpha, text)):
        return ""
    if len(plain) > _LONGEST_NAME:
        plain = plain[: _LONGEST_NAME + 1].rpartition("_")[0] or plain[:_LONGEST_NAME]
    return plain if plain[:1].isalpha() else ""


def _label(wordings: Sequence[str], language: str, called: Label = NO_LABEL) -> dict[str, str]:
    """What one thing is called by language, and all its wordings in the files, each under a language of its own.

    Readers see what it is called; in a language in which it is not, the first wording. That one stands under the first
    of `SPARE_LANGUAGES` too: whoever calls the thing otherwise, in Excel, leaves there what the files say.
    """
    first, *others = map(_plain, wordings)
    label = {language: first, **{code: _plain(text) for code, text in called.items() if text.strip()}}
    label[SPARE_LANGUAGES[0]] = first
    for wording in others:
        own = "ku" if is_kurdish(wording) else "ar" if is_arabic(wording) else "en"
        free = [code for code in (own, *SPARE_LANGUAGES) if code not in label]
        if free:
            label[free[0]] = wording
    return label


def _plain(text: str) -> str:
    """A text in which nothing names a question of a form, as ``${name}`` would."""
    return text.replace("${", "$ {")


def _is_used(name: str, columns: Iterable[Mapped]) -> bool:
    return any(column.answers == name and column.role in LISTED_ROLES for column in columns)


def _choices(answers: AnswerList, language: str, *, has_sides: bool) -> dict[str, Choice]:
    """By its text, the choice of each answer that is no other spelling of one; the choice knows those spellings too.

    Sides are those of groups alone.
    """
    names = Names("a", [(answer.text,) for answer in answers.answers])
    choices: dict[str, Choice] = {}
    for answer in answers.answers:
        if (answer.same_as and answer.same_as != answer.text) or answer.slip_of:
            continue  # what is probably a slip is no choice until somebody says so: reading names its cells
        others = [other.text for other in answers.answers if other.same_as == answer.text and other is not answer]
        name = _number_name(answer.text) or names.new(answer.text, *others)
        label = _label((answer.text, *others), language, answer.label)
        side = (answer.side.strip() or None) if has_sides else None
        choices[answer.text] = Choice(name, label, answer.score, side)
    return choices


def _number_name(text: str) -> str:
    """A whole number is its own name."""
    number = number_of(text)
    return text_of(number) if number is not None and number.is_integer() and number >= 0 else ""


def _question(column: Mapped, names: Names, form: _Form, groups: Dictionary[str, Choice]) -> Question:
    choices = form.lists.get(column.answers) if column.role in LISTED_ROLES else None
    scored = choices is not None and len(choices.scores) > 1
    unlisted = (column.role == "item" and not scored) or (column.role == "round" and choices is None)
    role = "ignore" if unlisted else column.role
    is_item = role == "item"
    return Question(
        name=names.new(*column.wordings),
        label=_label(column.wordings, form.language, column.label),
        kind="select_one" if choices else "text",
        choices=choices,
        role=role,
        reversed=column.reversed and is_item,
        target=_target(column.target, groups) if is_item else None,
        asked_of=frozenset(groups[text].name for text in column.asked_of if text in groups) if is_item else frozenset(),
    )


def _target(target: str, groups: Dictionary[str, Choice]) -> str | None:
    """The name of the group, or of the side, that an item rates; None where there is none of it."""
    side = target.removeprefix(SIDE_TARGET)
    if side != target:
        return side if side in {choice.side for choice in groups.values()} else None
    return groups[target].name if target in groups else None


def _in_dimension(question: Question, column: Mapped, names: dict[str, str]) -> Question:
    dimension = names.get(column.dimension.strip()) if question.role == "item" else None
    return replace(question, dimension=dimension)


def _item(question: Question) -> Item:
    return Item(
        name=question.name,
        label=question.label,
        choices=question.answers,
        questions=(question,),
        dimension=question.dimension,
        reversed=question.reversed,
        target=question.target,
    )


def _groups(questions: Iterable[Question]) -> tuple[Group, ...]:
    one = next((question for question in questions if question.role == "group"), None)
    choices = one.choices.choices if one and one.choices else ()
    return tuple(Group(choice.name, choice.label, choice.side) for choice in choices)
