"""Changes of the lists of answers: which columns share one, its ends, its answers, their order and scores."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import replace

from surveys.coding.answers import is_non_answer
from surveys.files.cells import text_of
from surveys.mapping.answer_lists import answer_list
from surveys.mapping.mapping import LISTED_ROLES, Answer, AnswerList, Mapped, Mapping, Reason, pooled
from surveys.mapping.scales import kind_of_answers, number_in
from surveys.mapping.source.columns import answer_key
from surveys.model.instrument import Label

SET = Reason("set_by_you")
MOST_LEVELS = 101
"""Levels from end to end of the longest scale: 0 to 100."""


def list_that_has(mapping: Mapping, texts: Iterable[str]) -> AnswerList | None:
    """The first scored list that has all of these answers; None where none has."""
    wanted = set(map(answer_key, texts))
    return next((one for one in mapping.lists if len(one.scores) > 1 and wanted <= one.keys), None)


def free_name(mapping: Mapping) -> str:
    """A name that no list has."""
    taken = set(mapping.list_of)
    return next(name for number in itertools.count(1) if (name := f"list_{number}") not in taken)


def with_new_list(mapping: Mapping, indices: Sequence[int]) -> Mapping:
    """The mapping with a list of their own for these columns, guessed from their answers alone.

    Columns that hold no list of answers stay as they are. The lists that they leave are guessed again from the columns
    that stay, unless a person has set them.
    """
    indices = [index for index in indices if mapping.columns[index].has_list]
    if not indices:
        return mapping
    left = {mapping.columns[index].answers for index in indices}
    labels = {answer_key(a.text): a.label for one in mapping.lists if one.name in left for a in one.answers if a.label}
    new = _guessed(free_name(mapping), [mapping.columns[index] for index in indices], labels)
    mapping = replace(mapping, lists=(*mapping.lists, new))
    for index in indices:
        mapping = mapping.with_column(index, answers=new.name)
    for one in mapping.lists:
        stay = [column for column in mapping.items if column.answers == one.name]
        if one.name in left and stay and one.reason != SET:
            again = _guessed(one.name, stay, labels)
            mapping = replace(mapping, lists=tuple(again if old.name == one.name else old for old in mapping.lists))
    return counted(mapping)


def _guessed(name: str, columns: Sequence[Mapped], labels: Dictionary[str, Label]) -> AnswerList:
    """A list of the answers of these columns, as it is guessed from them alone; names that were given stay."""
    counts = dict(pooled(pair for column in columns for pair in column.given))
    made = answer_list(name, columns[0].role, kind_of_answers(counts), counts)
    answers = tuple(replace(a, label=labels.get(answer_key(a.text), a.label)) for a in made.answers)
    return replace(made, answers=answers)


def with_list(mapping: Mapping, indices: Iterable[int], name: str) -> Mapping:
    """The mapping with the answers of columns on another list, which takes up the answers that it lacks.

    What it takes up has the number that it is, or none.
    """
    for index in indices:
        mapping = mapping.with_column(index, answers=name)
        if name:
            mapping = _with_answers_of(mapping, index, mapping.list_of[name])
    return counted(mapping)


def _with_answers_of(mapping: Mapping, index: int, answers: AnswerList) -> Mapping:
    new = [
        Answer(text, count, None if is_non_answer(text) else _level(text, answers))
        for text, count in mapping.columns[index].given
        if answer_key(text) not in answers.keys
    ]
    return mapping.with_answers(answers.name, (*answers.answers, *new)) if new else mapping


def _level(text: str, answers: AnswerList) -> float | None:
    """The score of an answer that a list of numbers lacks: the number that it is; None for any other."""
    number = number_in(text)
    is_number = answers.kind == "numbers" and number is not None
    return number if is_number else None


def counted(mapping: Mapping) -> Mapping:
    """The mapping with each answer's count as its columns give it, and without lists that no column has."""
    given: dict[str, list[tuple[str, int]]] = {}
    for column in mapping.columns:
        if column.answers:
            given.setdefault(column.answers, []).extend(column.given if column.role in LISTED_ROLES else ())
    lists = []
    for one in mapping.lists:
        if one.name not in given:
            continue
        counts = {answer_key(text): count for text, count in pooled(given[one.name])}
        answers = tuple(replace(answer, count=counts.get(answer_key(answer.text), 0)) for answer in one.answers)
        lists.append(replace(one, answers=answers))
    return replace(mapping, lists=tuple(lists))


def with_ends(mapping: Mapping, name: str, low: float, high: float) -> Mapping:
    """The mapping with a scale that goes from `low` to `high`.

    Whole numbers that are missing are added, as numbers; answers that nobody gave and that lie outside are taken off;
    those that somebody gave stay, so that the scale goes on to them.

    Raises
    ------
    ValueError
        If `low` is not below `high`, or the two are too far apart for a scale.
    """
    if not low < high or high - low >= MOST_LEVELS:
        raise ValueError(f"a scale can't go from {low} to {high}")
    low, high, one = float(low), float(high), mapping.list_of[name]
    kept = [answer for answer in one.answers if answer.count or answer.score is None or low <= answer.score <= high]
    reached = {answer.score for answer in kept}
    wanted = {low, high}
    if one.kind == "numbers" and low.is_integer() and high.is_integer():
        wanted |= set(map(float, range(int(low), int(high) + 1)))
    taken = {answer_key(answer.text) for answer in kept}
    new = [Answer(text, 0, level) for level in wanted - reached if answer_key(text := text_of(level)) not in taken]
    return _with_scored(mapping, one, (*kept, *new))


def with_answer_added(mapping: Mapping, name: str, text: str, score: float | None) -> Mapping:
    """The mapping with one more answer on a scale; one that the list has already gets the score."""
    one, key = mapping.list_of[name], answer_key(text.strip())
    if key in one.keys:
        return with_scores(mapping, name, {next(a.text for a in one.answers if answer_key(a.text) == key): score})
    return _with_scored(mapping, one, (*one.answers, Answer(text.strip(), 0, score)))


def with_answer_removed(mapping: Mapping, name: str, text: str) -> Mapping:
    """The mapping without an answer of a scale that nobody gave; one that somebody gave stays."""
    one = mapping.list_of[name]
    return mapping.with_answers(name, tuple(a for a in one.answers if a.text != text or a.count))


def with_scores(mapping: Mapping, name: str, scores: dict[str, float | None]) -> Mapping:
    """The mapping with the scores of some answers, and of all their spellings, changed; None for none on the scale."""
    one = mapping.list_of[name]
    main = {a.text: a.same_as or a.text for a in one.answers}
    of_main = {main[text]: score for text, score in scores.items() if text in main}
    scores = {text: of_main[name] for text, name in main.items() if name in of_main}
    return _with_scored(
        mapping, one, [replace(a, score=scores[a.text]) if a.text in scores else a for a in one.answers]
    )


def with_slips(mapping: Mapping, name: str, texts: Iterable[str]) -> Mapping:
    """The mapping with these answers scored as the answers that they are probably slips of."""
    one = mapping.list_of[name]
    score = {a.text: a.score for a in one.answers}
    wanted = set(texts)
    changed = [
        replace(a, score=score[a.slip_of], slip_of="") if a.text in wanted and a.slip_of in score else a
        for a in one.answers
    ]
    return _with_scored(mapping, one, changed)


def with_order(mapping: Mapping, name: str, texts: Sequence[str]) -> Mapping:
    """The mapping with answers scored 1, 2, 3… in the order of these texts; the others have no score."""
    scores: dict[str, float | None] = dict.fromkeys([answer.text for answer in mapping.list_of[name].answers])
    scores.update({text: float(rank) for rank, text in enumerate(texts, start=1)})
    return with_scores(mapping, name, scores)


def with_scale_turned(mapping: Mapping, name: str) -> Mapping:
    """The mapping with a scale whose first score is its last: each answer has its opposite's score."""
    one = mapping.list_of[name]
    opposite = dict(zip(one.scores, reversed(one.scores), strict=True))
    return with_scores(mapping, name, {a.text: opposite[a.score] for a in one.answers if a.score is not None})


def _with_scored(mapping: Mapping, one: AnswerList, answers: Sequence[Answer]) -> Mapping:
    """The mapping with a list's answers in the order of their scores, those without one behind; and set by a person."""
    ordered = sorted(answers, key=lambda a: (a.score is None, a.score or 0.0))
    lists = (
        replace(other, answers=tuple(ordered), reason=SET) if other.name == one.name else other
        for other in mapping.lists
    )
    return replace(mapping, lists=tuple(lists))
