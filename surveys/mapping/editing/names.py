"""Changes of what things are called, by language; and of groups: their sides, and which names are one group."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from dataclasses import replace

from surveys.mapping.mapping import Answer, Mapping
from surveys.model.instrument import Label


def _renamed(label: Label, language: str, text: str) -> Label:
    """A label with another text in a language; without one where it is empty."""
    others = {code: old for code, old in label.items() if code != language}
    return {**others, language: text.strip()} if text.strip() else others


def with_title(mapping: Mapping, title: str) -> Mapping:
    """The mapping with another title; an empty one changes nothing."""
    return replace(mapping, title=title.strip() or mapping.title)


def with_index_label(mapping: Mapping, language: str, text: str) -> Mapping:
    """The mapping with another name of what the index measures, in a language; empty for trust."""
    return replace(mapping, index_label=_renamed(mapping.index_label, language, text))


def with_question_label(mapping: Mapping, index: int, language: str, text: str) -> Mapping:
    """The mapping with a question called otherwise in a language; empty, or its heading, for as the files call it."""
    column = mapping.columns[index]
    text = "" if text.strip() == column.heading.strip() else text
    return mapping.with_column(index, label=_renamed(column.label, language, text))


def with_dimension_label(mapping: Mapping, dimension: str, language: str, text: str) -> Mapping:
    """The mapping with a dimension called otherwise in a language; empty for as it was guessed or typed."""
    text = "" if text.strip() == dimension else text
    labels: Dictionary[str, Label] = {
        **mapping.dimension_label,
        dimension: _renamed(mapping.dimension_label.get(dimension, {}), language, text),
    }
    return replace(mapping, dimension_label={name: label for name, label in labels.items() if label})


def with_answer_label(mapping: Mapping, name: str, text: str, language: str, label: str) -> Mapping:
    """The mapping with an answer of a list called otherwise in a language; empty for as in the files."""
    label = "" if label.strip() == text.strip() else label
    answers = mapping.list_of[name].answers
    changed = (replace(a, label=_renamed(a.label, language, label)) if a.text == text else a for a in answers)
    return mapping.with_answers(name, tuple(changed))


def with_side(mapping: Mapping, name: str, text: str, side: str) -> Mapping:
    """The mapping with a group, and all its spellings, on a side; empty for none."""
    answers = mapping.list_of[name].answers
    changed = (replace(a, side=side.strip()) if text in (a.text, a.same_as) else a for a in answers)
    return mapping.with_answers(name, tuple(changed))


def with_same_as(mapping: Mapping, name: str, text: str, same_as: str) -> Mapping:
    """The mapping with a name of a group as another spelling of one; empty for a group of its own.

    What was another spelling of it becomes one of the same group; who was asked, or rated, under its name is so under
    the group's.
    """
    answers = {answer.text: answer for answer in mapping.list_of[name].answers}
    main = answers[same_as].same_as or same_as if same_as else ""
    if main == text:
        return mapping
    changed = tuple(_joined(answer, text, main, answers) for answer in answers.values())
    mapping = mapping.with_answers(name, changed)
    if not main:
        return mapping
    for index, column in enumerate(mapping.columns):
        asked = tuple(dict.fromkeys(main if group == text else group for group in column.asked_of))
        target = main if column.target == text else column.target
        if (asked, target) != (column.asked_of, column.target):
            mapping = mapping.with_column(index, asked_of=asked, target=target)
    return mapping


def _joined(answer: Answer, text: str, main: str, answers: Dictionary[str, Answer]) -> Answer:
    if answer.text == text:
        side = answers[main].side if main else answer.side
        return replace(answer, same_as=main, side=side, label={} if main else answer.label)
    if answer.same_as == text and main:
        return replace(answer, same_as=main, side=answers[main].side)
    return answer
