"""A questionnaire that was saved, and perhaps edited in Excel, read back into a mapping of these files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from surveys.coding.answers import AnswerKey
from surveys.columns.headings import Headings
from surveys.mapping.editing.joins import can_join, with_joined
from surveys.mapping.editing.scales import counted
from surveys.mapping.mapping import LISTED_ROLES, SIDE_TARGET, Answer, AnswerList, Mapped, Mapping, Reason, pooled
from surveys.mapping.scales import scale_kind
from surveys.mapping.source.columns import answer_key
from surveys.model.instrument import ChoiceList, Instrument, Label, Question
from words import LANGUAGES

FROM_IT = Reason("from_questionnaire")


@dataclass(frozen=True)
class ReadBack:
    """A mapping as a questionnaire has it.

    Attributes
    ----------
    mapping : Mapping
    missing : tuple of str
        The names of its questions that no column of the files belongs to.
    lost : tuple of str
        What it says and a mapping can't: codes of the words (``mirrors``, ``several_codes``, ``weights``, and
        ``groups`` that the files lack). Used as it is, as the officer's own questionnaire, it counts.
    """

    mapping: Mapping
    missing: tuple[str, ...]
    lost: tuple[str, ...]


def with_questionnaire(mapping: Mapping, instrument: Instrument) -> ReadBack:
    """The mapping of the same columns with roles, scales, directions, dimensions and names of a questionnaire.

    Parameters
    ----------
    mapping : Mapping
        Of these files, as guessed or as it stands.
    instrument : Instrument
        The questionnaire. A column that belongs to none of its questions, or to several, is not used.
    """
    headings = Headings(instrument.questions)
    mapping, asked = _joined(mapping, headings)
    taken: set[str] = set()
    questions: list[Question | None] = []
    for question in asked:
        questions.append(question if question and question.name not in taken else None)
        taken |= {question.name} if question else set()
    lists, names = _lists(mapping, questions)
    first = instrument.languages[0]
    called = {one.name: one.label.get(first) or _first(one.label) for one in instrument.dimensions}
    main = _groups(questions, lists, names)
    columns = tuple(
        _column(column, question, names.get(index, ""), called, main)
        for index, (column, question) in enumerate(zip(mapping.columns, questions, strict=True))
    )
    used = {question.name for question in questions if question}
    dimension_label = {
        called[one.name]: {code: text for code, text in one.label.items() if text != called[one.name]}
        for one in instrument.dimensions
    }
    read = replace(
        mapping,
        title=instrument.title or mapping.title,
        columns=columns,
        lists=lists,
        dimension_label={name: label for name, label in dimension_label.items() if label},
        index_label=dict(instrument.index_label),
    )
    missing = (one.name for one in instrument.questions if one.name not in used and one.role not in ("ignore", ""))
    return ReadBack(counted(read), tuple(missing), tuple(_lost(instrument, questions, main)))


def _joined(mapping: Mapping, headings: Headings) -> tuple[Mapping, list[Question | None]]:
    """The mapping with columns of several files joined that belong to one question, and the question of each column."""
    while True:
        asked = [_question(headings, column) for column in mapping.columns]
        first: dict[str, int] = {}
        for index, question in enumerate(asked):
            other = first.setdefault(question.name, index) if question else index
            if other != index and can_join(mapping.columns[other], mapping.columns[index]):
                mapping = with_joined(mapping, other, index)
                break
        else:
            return mapping, asked


def _question(headings: Headings, column: Mapped) -> Question | None:
    """The one question that a column belongs to; None for none and for several."""
    for wording in column.wordings:
        found = {fit.question.name: fit.question for fit in headings.fits(wording)}
        if len(found) == 1:
            return next(iter(found.values()))
    return None


def _lists(mapping: Mapping, questions: Sequence[Question | None]) -> tuple[tuple[AnswerList, ...], dict[int, str]]:
    """The lists of the questionnaire as the columns answer them, and the name of each column's."""
    members: dict[str, list[int]] = {}
    choices: dict[str, ChoiceList] = {}
    for index, question in enumerate(questions):
        if question and question.choices and question.role in LISTED_ROLES:
            members.setdefault(question.choices.name, []).append(index)
            choices[question.choices.name] = question.choices
    lists, names = [], {}
    for name, indices in members.items():
        role = questions[indices[0]].role  # type: ignore[union-attr]
        given = pooled(pair for index in indices for pair in mapping.columns[index].given)
        answers = _answers(choices[name], given, is_scale=role == "item")
        kind = _kind(answers) if role == "item" else role
        lists.append(AnswerList(name, kind, answers, FROM_IT))
        names.update(dict.fromkeys(indices, name))
    return tuple(lists), names


def _kind(answers: Iterable[Answer]) -> str:
    return scale_kind([answer.text for answer in answers if answer.score is not None])


def _answers(choices: ChoiceList, given: Sequence[tuple[str, int]], *, is_scale: bool) -> tuple[Answer, ...]:
    """A choice by each spelling that people gave it, in the order of its labels, then the commonest first.

    One that nobody gave stands by its first label.
    """
    key = AnswerKey(choices, scored=is_scale and len(choices.scores) > 1)
    spellings: dict[int, list[str]] = {}
    for text, _ in given:
        if (at := key.find(text)) >= 0:
            spellings.setdefault(at, []).append(text)
    found = []
    for at, choice in enumerate(choices.choices):
        known = [answer_key(text) for text in choice.label.values()]
        own = sorted(spellings.get(at, []), key=partial(_rank, known))
        first, *others = own or [_first(choice.label) or choice.name]
        label = {
            code: text
            for code, text in choice.label.items()
            if code in LANGUAGES and answer_key(text) not in map(answer_key, (first, *others))
        }
        found.append(Answer(first, 0, choice.score, choice.side or "", label=label))
        found += [Answer(text, 0, choice.score, choice.side or "", same_as=first) for text in others]
    return tuple(found)


def _rank(known: Sequence[str], text: str) -> int:
    """The place of a text among the labels of a choice; behind all for none."""
    key = answer_key(text)
    return known.index(key) if key in known else len(known)


def _first(label: Label) -> str:
    return next((text for text in label.values() if text), "")


def _groups(
    questions: Sequence[Question | None], lists: Sequence[AnswerList], names: dict[int, str]
) -> dict[str, list[str]]:
    """By the name of each group, and of each side, the answers that name its groups."""
    index = next((at for at, question in enumerate(questions) if question and question.role == "group"), None)
    question = questions[index] if index is not None else None
    if index is None or question is None or question.choices is None:
        return {}
    answers = next(one for one in lists if one.name == names[index]).answers
    main = [answer for answer in answers if not answer.same_as]
    found: dict[str, list[str]] = {}
    for choice, answer in zip(question.choices.choices, main, strict=True):
        found[choice.name] = [answer.text]
        if choice.side:
            found.setdefault(f"{SIDE_TARGET}{choice.side}", []).append(answer.text)
    return found


def _column(
    column: Mapped, question: Question | None, answers: str, called: dict[str, str], groups: dict[str, list[str]]
) -> Mapped:
    if question is None:
        return replace(column, role="ignore", answers="", asked_of=(), target="", why_role=Reason("not_in_it"))
    own = {answer_key(wording) for wording in column.wordings}
    return replace(
        column,
        role=question.role or "ignore",
        label={
            code: text for code, text in question.label.items() if code in LANGUAGES and answer_key(text) not in own
        },
        answers=answers,
        reversed=question.reversed,
        dimension=called.get(question.dimension or "", ""),
        target=_target(question.target, groups),
        asked_of=tuple(
            dict.fromkeys(
                text
                for name in sorted(question.asked_of)
                for text in groups.get(name, groups.get(f"{SIDE_TARGET}{name}", []))
            )
        ),
        why_role=FROM_IT,
        why_reversed=FROM_IT,
        why_dimension=FROM_IT,
        why_joined=Reason(column.why_joined.code),
    )


def _target(target: str | None, groups: dict[str, list[str]]) -> str:
    if target and target in groups:
        return groups[target][0]
    return f"{SIDE_TARGET}{target}" if target and f"{SIDE_TARGET}{target}" in groups else ""


def _lost(instrument: Instrument, questions: Sequence[Question | None], groups: dict[str, list[str]]) -> Iterable[str]:
    """What a mapping has no place for."""
    names = {name for question in questions if question for name in (*question.asked_of, question.target) if name}
    if any(name not in groups and f"{SIDE_TARGET}{name}" not in groups for name in names):
        yield "groups"
    if any(question.same_as for question in instrument.questions):
        yield "mirrors"
    if sum(question.role == "respondent_id" for question in instrument.questions) > 1:
        yield "several_codes"
    if any(dimension.weight != 1 for dimension in instrument.dimensions):
        yield "weights"
