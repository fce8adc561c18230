"""Guesses a mapping out of the files of all rounds."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from surveys.columns.rounds.several_files import GROUP_OF_FILE
from surveys.files.cells import Cell, text_of
from surveys.files.sources import FilesOfRound, files_of
from surveys.files.upload import Upload
from surveys.language.wording import normalise
from surveys.mapping.answer_lists import answer_list
from surveys.mapping.dimensions import guess_dimensions, stems
from surveys.mapping.direction import is_against, opposed
from surveys.mapping.group_guesses import with_asked_of, with_same_groups
from surveys.mapping.mapping import LISTED_ROLES, MOST_ANSWERS, AnswerList, InFile, Mapped, Mapping, Reason
from surveys.mapping.roles import Guess, guess_roles
from surveys.mapping.scales import UNKNOWN, Asked, scale_kind, shared_scales, with_scored_words
from surveys.mapping.source.columns import SourceColumn, answer_key, language_of
from surveys.mapping.source.tables import open_tables, source_columns
from surveys.model.survey import Floats
from words import LANGUAGES, say

_SAMPLE = 6


def guess_mapping(rounds: Sequence[Upload | FilesOfRound], title: str = "") -> Mapping:
    """A mapping of the columns of all rounds.

    Raises
    ------
    SurveyError
        If a file can't be opened, or is no table of answers.
    """
    sources, personal = source_columns(open_tables(rounds))
    guesses = guess_roles(sources, personal)
    lists, names, doubtful = _lists(sources, guesses)
    guesses = [replace(guess, sure=False) if index in doubtful else guess for index, guess in enumerate(guesses)]
    columns = [
        _mapped(one, guess, names.get(index, ""), index in personal and guess.why == "personal")
        for index, (one, guess) in enumerate(zip(sources, guesses, strict=True))
    ]
    mapping = Mapping(title or _title(rounds[0]), tuple(columns), lists)
    mapping = with_asked_of(with_same_groups(mapping, sources), sources)
    return _with_dimensions(_with_directions(mapping, sources))


def asks_group_of_file(mapping: Mapping) -> bool:
    """Whether the group that a whole file is of, where the officer said so, has a part in the survey."""
    return any(column.heading == GROUP_OF_FILE and column.role != "ignore" for column in mapping.columns)


def _title(round_: Upload | FilesOfRound) -> str:
    """A title for the questionnaire, by the name of the first file."""
    first = files_of(round_)[0]
    return " ".join(first.stem.replace("_", " ").split()) if isinstance(first, Upload) else ""


def _mapped(one: SourceColumn, guess: Guess, answers: str, is_personal: bool) -> Mapped:
    could_name = is_personal and scale_kind(one.given) == UNKNOWN
    of_file = one.heading == GROUP_OF_FILE
    is_shown = of_file or not (could_name or guess.role == "respondent_id" or one.is_metadata or one.looks_like_codes)
    return Mapped(
        found=tuple(_in_file(part, is_shown) for part in one.of_each_file),
        role=guess.role,
        answers=answers,
        personal=is_personal,
        metadata=one.is_metadata,
        why_role=Reason(guess.why, guess.sure),
        label={code: say("mapping.group_of_file", code) for code in LANGUAGES} if of_file else {},
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
        sheet=part.tables[at.table].sheet,
        cell=part.tables[at.table].heading_cell(at.column),
    )


def _lists(
    sources: Sequence[SourceColumn], guesses: Sequence[Guess]
) -> tuple[tuple[AnswerList, ...], dict[int, str], frozenset[int]]:
    """The lists, the name of each column's, and the columns that may be on another: columns of one scale share it."""
    listed = [
        index
        for index, (one, guess) in enumerate(zip(sources, guesses, strict=True))
        if guess.role in LISTED_ROLES and one.answers
    ]
    scaled = [index for index in listed if guesses[index].role == "item" and guesses[index].kind != UNKNOWN]
    shared = shared_scales(_asked(sources, guesses, scaled))
    others = [index for index in listed if index not in set(scaled)]
    members = [*(one.members for one in shared), *_alike(sources, guesses, others)]
    doubtful = frozenset(index for one in shared for index in one.doubtful)
    lists: list[AnswerList] = []
    names: dict[int, str] = {}
    for columns in sorted(members, key=min):
        name = f"list_{len(lists) + 1}"
        guess = guesses[columns[0]]
        made = answer_list(name, guess.role, guess.kind, _pooled([sources[index] for index in columns]))
        lists.append(made)
        names.update(dict.fromkeys(columns, name))
    return tuple(lists), names, doubtful


def _asked(sources: Sequence[SourceColumn], guesses: Sequence[Guess], scaled: Sequence[int]) -> list[Asked]:
    """The columns that are on a scale, with what tells how close to one another they stand."""
    heads = stems([sources[index].heading for index in scaled])
    found: list[Asked] = []
    run, last = 0, -1
    for index, stem in zip(scaled, heads, strict=True):
        is_next = last >= 0 and all(sources[between].is_metadata for between in range(last + 1, index))
        if not is_next or guesses[last].kind != guesses[index].kind:
            run += 1
        answers = {text: sources[index].answers[text] for text in with_scored_words(sources[index].answers)}
        found.append(Asked(index, guesses[index].kind, answers, stem.text, stem.is_grid, run))
        last = index
    return found


def _alike(sources: Sequence[SourceColumn], guesses: Sequence[Guess], others: Sequence[int]) -> list[list[int]]:
    """Items whose scale is unknown put together where they have nearly the same answers; other columns alone."""
    found: list[tuple[set[str], list[int]]] = []
    alone: list[list[int]] = []
    for index in others:
        if guesses[index].role != "item":
            alone.append([index])
            continue
        mine = set(map(normalise, sources[index].given))
        same = next((one for one in found if len(mine & one[0]) >= 0.6 * min(len(mine), len(one[0]))), None)
        if same is None:
            found.append((mine, [index]))
        else:
            same[0].update(mine)
            same[1].append(index)
    return [*alone, *(members for _, members in found)]


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
    rounds = [_scores(mapping, sources, indices, table) for table in range(mapping.files)]
    turns = opposed(rounds, [columns[index].answers for index in indices]) if indices else []
    for index, turn in zip(indices, turns, strict=True):
        if turn:
            was = columns[index].reversed
            reason = Reason("against_not_confirmed" if was else "against_correlation", sure=False)
            columns[index] = replace(columns[index], reversed=not was, why_reversed=reason)
    return replace(mapping, columns=tuple(columns))


def _scores(mapping: Mapping, sources: Sequence[SourceColumn], indices: Sequence[int], table: int) -> Floats:
    """Scores 0–1 of the items in one round, turned as far as their words say; shape (people, items)."""
    columns = []
    for index in indices:
        column = mapping.columns[index]
        answers = mapping.list_of[column.answers]
        score = {answer_key(one.text): one.score for one in answers.answers if one.score is not None}
        low, high = (answers.scores[0], answers.scores[-1]) if len(answers.scores) > 1 else (0.0, 1.0)
        raw = sources[index].column(table).numbers(partial(_score, score))
        share = (raw - low) / (high - low)
        columns.append(1 - share if column.reversed else share)
    return np.column_stack(columns) if columns else np.empty((0, 0))


def _score(scores: Dictionary[str, float], cell: Cell) -> float:
    """The score of a cell; NaN for none."""
    text = text_of(cell)
    return scores.get(answer_key(text), np.nan) if text else np.nan


def _with_dimensions(mapping: Mapping) -> Mapping:
    """Items in dimensions by the stems of their headings.

    What is not asked in every file is in none: it can't be compared, and would count as unanswered where it is not
    asked. Where nothing else tells items apart, those that are asked each time are one dimension then.
    """
    items = [index for index, column in enumerate(mapping.columns) if column.role == "item"]
    each_time = [index for index in items if len(mapping.columns[index].found) == mapping.files]
    stems = guess_dimensions([mapping.columns[index].heading for index in each_time])
    if each_time and len(each_time) < len(items) and not any(stem for stem, _ in stems):
        language = language_of(mapping.columns[index].heading for index in each_time)
        stems = [(say("mapping.asked_each_time", language), "asked_each_time")] * len(each_time)
    columns = list(mapping.columns)
    for index in items:
        columns[index] = replace(columns[index], why_dimension=Reason("no_stem", sure=False))
    for index, (stem, why) in zip(each_time, stems, strict=True):
        columns[index] = replace(columns[index], dimension=stem, why_dimension=Reason(why or "no_stem", sure=bool(why)))
    return replace(mapping, columns=tuple(columns))
