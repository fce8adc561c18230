"""Guesses a mapping out of the files of all rounds."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from surveys.files.cells import Cell, text_of
from surveys.files.upload import Upload
from surveys.language.wording import normalise
from surveys.mapping.answer_lists import answer_list
from surveys.mapping.dimensions import guess_dimensions
from surveys.mapping.direction import is_against, opposed
from surveys.mapping.group_guesses import with_asked_of, with_same_groups
from surveys.mapping.mapping import LISTED_ROLES, MOST_ANSWERS, AnswerList, InFile, Mapped, Mapping, Reason
from surveys.mapping.roles import Guess, guess_roles, looks_like_codes
from surveys.mapping.scales import NUMBERS, UNKNOWN, number_family, scale_kind
from surveys.mapping.survey_columns import SourceColumn, answer_key, open_tables, source_columns
from surveys.model.survey import Floats

_SAMPLE = 6


def guess_mapping(rounds: Sequence[Upload], title: str = "") -> Mapping:
    """A mapping of the columns of all rounds.

    Raises
    ------
    SurveyError
        If a file can't be opened, or is no table of answers.
    """
    sources, personal = source_columns(open_tables(rounds))
    guesses = guess_roles(sources, personal)
    lists, names = _lists(sources, guesses)
    columns = [
        _mapped(one, guess, names.get(index, ""), index in personal and guess.why == "personal")
        for index, (one, guess) in enumerate(zip(sources, guesses, strict=True))
    ]
    mapping = Mapping(title or " ".join(rounds[0].stem.replace("_", " ").split()), tuple(columns), lists)
    mapping = with_asked_of(with_same_groups(mapping, sources), sources)
    return _with_dimensions(_with_directions(mapping, sources))


def _mapped(one: SourceColumn, guess: Guess, answers: str, is_personal: bool) -> Mapped:
    could_name = is_personal and scale_kind(one.given) == UNKNOWN
    is_shown = not (could_name or guess.role == "respondent_id" or one.is_metadata or looks_like_codes(one))
    return Mapped(
        found=tuple(_in_file(part, is_shown) for part in one.of_each_file),
        role=guess.role,
        answers=answers,
        personal=is_personal,
        metadata=one.is_metadata,
        why_role=Reason(guess.why, guess.sure),
        why_joined=Reason(f"joined_{one.joined}", sure=False) if one.joined else Reason(""),
    )


def _in_file(part: SourceColumn, is_shown: bool) -> InFile:
    """A column of one file; with its answers where they may be shown, some of them where they are very many."""
    at = part.file_columns[0]
    given = sorted(part.answers.items(), key=lambda pair: (-pair[1], pair[0])) if is_shown else []
    return InFile(
        file=at.table,
        heading=part.heading_in(at.table),
        wordings=part.wordings,
        given=tuple(given if len(given) <= MOST_ANSWERS else given[:_SAMPLE]),
        distinct=len(part.answers),
        filled=part.filled,
    )


def _lists(sources: Sequence[SourceColumn], guesses: Sequence[Guess]) -> tuple[tuple[AnswerList, ...], dict[int, str]]:
    """The lists, and the name of each column's: columns of one scale share it, and those with the same answers."""
    sharing: dict[object, list[int]] = {}
    for index, (one, guess) in enumerate(zip(sources, guesses, strict=True)):
        if guess.role in LISTED_ROLES and one.answers:
            sharing.setdefault(_shared_by(one, guess, sources, sharing, index), []).append(index)
    lists: list[AnswerList] = []
    names: dict[int, str] = {}
    for members in sharing.values():
        name = f"list_{len(lists) + 1}"
        guess = guesses[members[0]]
        lists.append(answer_list(name, guess.role, guess.kind, _pooled([sources[index] for index in members])))
        names.update(dict.fromkeys(members, name))
    return tuple(lists), names


def _shared_by(
    one: SourceColumn,
    guess: Guess,
    sources: Sequence[SourceColumn],
    sharing: Dictionary[object, Sequence[int]],
    index: int,
) -> object:
    if guess.role != "item":
        return index
    if guess.kind == NUMBERS:
        return (NUMBERS, number_family(one.given))
    if guess.kind != UNKNOWN:
        return guess.kind
    mine = set(map(normalise, one.given))
    for family, members in sharing.items():
        if isinstance(family, frozenset):
            theirs = {normalise(text) for member in members for text in sources[member].given}
            if len(mine & theirs) >= 0.6 * min(len(mine), len(theirs)):
                return family
    return frozenset(mine)


def _pooled(members: Sequence[SourceColumn]) -> dict[str, int]:
    """How often each answer was given in all of these columns, in the spelling that came first."""
    spelling: dict[str, str] = {}
    counts: dict[str, int] = {}
    for one in members:
        for text, count in one.answers.items():
            key = answer_key(text)
            spelling.setdefault(key, text)
            counts[key] = counts.get(key, 0) + count
    return {spelling[key]: count for key, count in counts.items()}


def _with_directions(mapping: Mapping, sources: Sequence[SourceColumn]) -> Mapping:
    """Items turned round by their words, then those that go against the rest of their scale."""
    indices = [index for index, column in enumerate(mapping.columns) if column.role == "item"]
    columns = list(mapping.columns)
    for index in indices:
        why = next(filter(None, map(is_against, columns[index].wordings)), "")
        if why:
            columns[index] = replace(columns[index], reversed=True, why_reversed=Reason(f"against_{why}", sure=False))
    mapping = replace(mapping, columns=tuple(columns))
    scores = _first_scores(mapping, sources, indices)
    turns = opposed(scores, [columns[index].answers for index in indices]) if scores.size else [False] * len(indices)
    for index, turn in zip(indices, turns, strict=True):
        if turn:
            was = columns[index].reversed
            reason = Reason("against_not_confirmed" if was else "against_correlation", sure=False)
            columns[index] = replace(columns[index], reversed=not was, why_reversed=reason)
    return replace(mapping, columns=tuple(columns))


def _first_scores(mapping: Mapping, sources: Sequence[SourceColumn], indices: Sequence[int]) -> Floats:
    """Scores 0–1 of the items in the first round, turned as far as their words say; shape (people, items)."""
    columns = []
    for index in indices:
        column = mapping.columns[index]
        answers = mapping.list_of[column.answers]
        score = {answer_key(one.text): one.score for one in answers.answers if one.score is not None}
        low, high = (answers.scores[0], answers.scores[-1]) if len(answers.scores) > 1 else (0.0, 1.0)
        raw = sources[index].column(0).numbers(partial(_score, score))
        share = (raw - low) / (high - low)
        columns.append(1 - share if column.reversed else share)
    return np.column_stack(columns) if columns else np.empty((0, 0))


def _score(scores: Dictionary[str, float], cell: Cell) -> float:
    """The score of a cell; NaN for none."""
    text = text_of(cell)
    return scores.get(answer_key(text), np.nan) if text else np.nan


def _with_dimensions(mapping: Mapping) -> Mapping:
    indices = [index for index, column in enumerate(mapping.columns) if column.role == "item"]
    stems = guess_dimensions([mapping.columns[index].heading for index in indices])
    columns = list(mapping.columns)
    for index, (stem, why) in zip(indices, stems, strict=True):
        columns[index] = replace(columns[index], dimension=stem, why_dimension=Reason(why or "no_stem", sure=bool(why)))
    return replace(mapping, columns=tuple(columns))
