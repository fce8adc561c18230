"""Guesses the role of a column, by its heading and by what it holds; every guess says why."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from surveys.coding.exclusions import says
from surveys.columns.rounds.several_files import GROUP_OF_FILE
from surveys.files.cells import is_filled, number_of, text_of
from surveys.files.column import Column
from surveys.language.vocabulary import phrases
from surveys.language.wording import normalise
from surveys.mapping.dimensions import stems
from surveys.mapping.scales import NUMBERS, UNKNOWN, kind_of_answers, number_in, positions
from surveys.mapping.scales.known import YES_OR_NO
from surveys.mapping.source.codes import are_distinct, are_written_like_codes, come_back
from surveys.mapping.source.columns import SourceColumn

_CODE = phrases("roles", "code")
_GROUP = phrases("roles", "group")
_ORGANISATION = phrases("roles", "organisation")
_ROUND = phrases("roles", "round")
_TIMES = phrases("rounds", "names")
_EARLY = phrases("rounds", "first")
_CONSENT = phrases("roles", "consent")
_WEIGHT = phrases("roles", "weight")
_ABOUT_PEOPLE = phrases("roles", "about_people")
_SEX = phrases("roles", "sex")
_TRUST = phrases("roles", "trust")
_COUNTS = phrases("roles", "counts")
_MOST_GROUPS, _LONGEST_CHOICE = 25, 60
_MOST_ROUNDS = 6
_ALIKE_COLUMNS = 3
_FEW_POINTS = 7
_LONGEST_GROUP = 8
"""Words of a heading from which on it does not ask who somebody is."""
_MOST_OF_FALLBACK, _FEWEST_OF_GROUP = 12, 2
"""A group that no heading names has at most so many names, and each at least so many people."""


@dataclass(frozen=True)
class Guess:
    """The role of a column, why (a code of the words), and whether that is more than a guess; `kind` of its scale."""

    role: str
    why: str
    sure: bool = True
    kind: str = UNKNOWN


def guess_roles(sources: Sequence[SourceColumn], personal: frozenset[int]) -> list[Guess]:
    """A guess a column."""
    kinds = [kind_of_answers(one.answers) for one in sources]
    alike = _alike(sources)
    headings = {one.heading for one in sources}
    times = max((len(one.given) for one in sources if _tells_times(one)), default=1)
    guesses = [
        _first_guess(one, kind, index in personal, headings, alike.get(index, 0), times)
        for index, (one, kind) in enumerate(zip(sources, kinds, strict=True))
    ]
    guesses = _once(sources, _graded(sources, guesses))
    return _with_group(sources, _with_code(sources, guesses))


def _first_guess(one: SourceColumn, kind: str, is_personal: bool, headings: set[str], alike: int, times: int) -> Guess:
    if one.is_metadata:
        return Guess("ignore", "metadata")
    if not one.answers:
        return Guess("ignore", "empty")
    on_words = kind not in (UNKNOWN, NUMBERS)
    if is_personal and not (on_words and kind != YES_OR_NO):
        return Guess("ignore", "personal")
    if "/" in one.heading and one.heading.rpartition("/")[0] in headings and len(one.answers) <= 3:
        return Guess("ignore", "option")
    if any(heading.startswith(f"{one.heading}/") for heading in headings) and kind in (UNKNOWN, YES_OR_NO):
        return Guess("ignore", "several_answers")
    special = _special(one, kind, times)
    if special is None and kind == UNKNOWN and one.looks_like_codes:
        is_text = not (are_written_like_codes(one.given) or _are_numbers(one))
        return Guess("open_ended" if is_text else "ignore", "like_codes")
    return special or _by_answers(one, kind, alike)


def _special(one: SourceColumn, kind: str, times: int) -> Guess | None:
    """Roles that a heading names: code, consent, round, weight, group, organisation."""
    if one.heading == GROUP_OF_FILE:
        return Guess("group", "group_of_file")
    distinct = len(one.answers)
    if _says(one, _CODE, whole_words=4) and _is_of_codes(one, times):
        return Guess("respondent_id", "heading_code")
    if _says(one, _CONSENT) and distinct <= 4 and any(says(text) is not None for text in one.given):
        return Guess("consent", "heading_consent")
    if _tells_times(one) or (_says(one, _ROUND, whole_words=3) and 1 < len(one.given) <= 4):
        files = range(len(one.tables))
        if len(files) > 1 and all(_says_one_thing(one.column(table)) for table in files):
            return Guess("ignore", "same_in_file")
        return Guess("round", "answers_times", sure=len(one.tables) == 1)
    if _says(one, _WEIGHT, whole_words=3) and all(map(_is_weight, one.given)):
        return Guess("weight", "heading_weight")
    about_people = _says(one, _ABOUT_PEOPLE, whole_words=_LONGEST_GROUP)
    is_group = _is_list(one, 1) and not about_people and kind in (UNKNOWN, YES_OR_NO) and _says(one, _GROUP)
    if is_group and _is_everywhere(one):
        return Guess("group", "heading_group")
    if kind == UNKNOWN and _says(one, _ORGANISATION, whole_words=5):
        return Guess("organisation", "heading_organisation")
    return None


def _is_weight(text: str) -> bool:
    number = number_of(text)
    return number is not None and number >= 0


def _are_numbers(one: SourceColumn) -> bool:
    return bool(one.given) and all(number_of(text) is not None for text in one.given)


def _says_one_thing(column: Column) -> bool:
    """Whether all cells that hold anything hold the same."""
    return len({text for cell in column.used if (text := text_of(cell))}) < 2


def _tells_times(one: SourceColumn) -> bool:
    """Whether the answers are names of several rounds."""
    given = one.given_first(_MOST_ROUNDS + 1)
    return 1 < len(given) <= _MOST_ROUNDS and all(normalise(text) in _TIMES for text in given)


def _by_answers(one: SourceColumn, kind: str, alike: int) -> Guess:
    """Scales are items; other short lists tell people apart; the rest is text."""
    is_worded = kind not in (UNKNOWN, NUMBERS, YES_OR_NO)
    is_of_scale = is_worded and not any(normalise(heading) in _ABOUT_PEOPLE for heading in one.wordings)
    if _says(one, _ABOUT_PEOPLE, whole_words=5) and not is_of_scale:
        is_list = _is_list(one) and kind != NUMBERS
        return Guess("disaggregate", "heading_people") if is_list else Guess("ignore", "numbers_many")
    if is_worded:
        return Guess("item", f"scale_{kind}", kind=kind)
    if kind in (NUMBERS, YES_OR_NO):
        return Guess("item", f"scale_{kind}", sure=False, kind=kind)
    if alike >= _ALIKE_COLUMNS:
        return Guess("item", "answers_alike", sure=False)
    if _are_numbers(one):
        return Guess("ignore", "numbers_many", sure=False)
    if _is_list(one):
        return Guess("disaggregate", "answers_list", sure=False)
    return Guess("open_ended", "answers_text")


def _says(one: SourceColumn, wanted: frozenset[str], whole_words: int = 0) -> bool:
    """Whether a heading, or what stands behind its group, has one of the phrases.

    With `whole_words` only in headings of no more words than that: a long question may name anything.
    """
    return any(_has(wording, wanted, whole_words) for wording in one.wordings)


def _has(heading: str, wanted: frozenset[str], whole_words: int) -> bool:
    for text in (heading, re.split(r"[/|]", heading)[-1], re.sub(r"\s*\([^()]*\)\s*$", "", heading)):
        words = normalise(text)
        if words in wanted:
            return True
        if not whole_words or len(words.split()) <= whole_words:
            padded = f" {words} "
            if any(f" {phrase} " in padded for phrase in wanted):
                return True
    return False


def _is_list(one: SourceColumn, fewest: int = 2) -> bool:
    """Whether the answers look like choices of a list: few, short, and most of them given more than once."""
    given = one.given_first(_MOST_GROUPS + 1)
    is_of_list = fewest <= len(given) <= _MOST_GROUPS and 2 * len(given) <= one.filled
    return is_of_list and all(len(text) <= _LONGEST_CHOICE for text in given)


def _is_of_codes(one: SourceColumn, times: int = 1) -> bool:
    """Whether nearly everyone of each file states something else, people being in it several `times`."""
    return are_distinct(one.codes_in_files, times)


def _comes_back(one: SourceColumn) -> bool:
    """Whether codes of one round are found in another."""
    return come_back(one.codes)


def _is_serial(one: SourceColumn) -> bool:
    """Whether the column numbers the rows of each file from the first to the last."""
    for table in range(len(one.tables)):
        filled = filter(is_filled, one.column(table))
        if any(number_of(cell) != place for place, cell in enumerate(filled, start=1)):
            return False
    return True


def _is_everywhere(one: SourceColumn) -> bool:
    """Whether every file has the column, filled in."""
    return all(one.column(table).filled.any() for table in range(len(one.tables)))


def _alike(sources: Sequence[SourceColumn]) -> dict[int, int]:
    """Of each column with a short list of answers, how many columns have nearly the same."""
    lists = {index: frozenset(map(normalise, one.given)) for index, one in enumerate(sources) if _is_list(one)}
    return {
        index: sum(len(mine & other) >= 0.6 * min(len(mine), len(other)) for other in lists.values())
        for index, mine in lists.items()
    }


def _graded(sources: Sequence[SourceColumn], guesses: Sequence[Guess]) -> list[Guess]:
    """Numbers are items where several columns share a range or one asks of trust; yes or no where nothing better is.

    Questions with yes or no are items too where several share a stem, or stand beside one another and beside items.
    """
    families: dict[str, int] = {}
    for one, guess in zip(sources, guesses, strict=True):
        if guess.role == "item" and guess.kind == NUMBERS:
            family = _number_family(one)
            families[family] = families.get(family, 0) + 1
    worded = any(guess.role == "item" and guess.kind not in (UNKNOWN, NUMBERS, YES_OR_NO) for guess in guesses)
    of_battery = _yes_or_no_batteries(sources, guesses)
    found = []
    for index, (one, guess) in enumerate(zip(sources, guesses, strict=True)):
        about_trust = _says(one, _TRUST)
        if guess.role == "item" and guess.kind == NUMBERS:
            several = families[_number_family(one)] > 1
            is_scale = about_trust or (several and not _is_tick(one) and not _says(one, _COUNTS))
            guess = replace(guess, sure=several) if is_scale else Guess("ignore", "numbers_few", sure=False)
        elif guess.role == "item" and guess.kind == YES_OR_NO and not about_trust and index not in of_battery:
            alone = worded or bool(families)
            guess = Guess("disaggregate", "yes_no_other", sure=False) if alone else guess
        found.append(guess)
    return found


def _yes_or_no_batteries(sources: Sequence[SourceColumn], guesses: Sequence[Guess]) -> frozenset[int]:
    """The columns of yes or no that share a stem with others, or are neighbours of others and of items with scales."""
    indices = [index for index, guess in enumerate(guesses) if guess.role == "item" and guess.kind == YES_OR_NO]
    shared = stems([sources[index].heading for index in indices])
    found = {index for index, stem in zip(indices, shared, strict=True) if stem.text}
    for _, run in itertools.groupby(enumerate(indices), key=lambda pair: pair[1] - pair[0]):
        neighbours = [index for _, index in run]
        beside = [index for index in (neighbours[0] - 1, neighbours[-1] + 1) if 0 <= index < len(guesses)]
        if len(neighbours) > 1 and any(guesses[index].role == "item" for index in beside):
            found.update(neighbours)
    return frozenset(found)


def _number_family(one: SourceColumn) -> str:
    """Columns of numbers that may be of one questionnaire: up to 7 points, or up to 10."""
    return "few" if max(positions(NUMBERS, one.given).values()) <= _FEW_POINTS else "many"


def _is_tick(one: SourceColumn) -> bool:
    """Whether the numbers are 0 and 1 alone, as of a tick."""
    return set(positions(NUMBERS, one.given).values()) <= {0.0, 1.0}


def _once(sources: Sequence[SourceColumn], guesses: Sequence[Guess]) -> list[Guess]:
    """Of roles that only one column may have, the first keeps it, of codes the one that comes back."""
    found = list(guesses)
    for role in ("respondent_id", "consent", "round", "weight", "group"):
        indices = [index for index, guess in enumerate(found) if guess.role == role]
        if len(indices) > 1:
            best = max(indices, key=lambda index: (_is_surely(sources[index], role), -index))
            for index in indices:
                if index != best:
                    other = "disaggregate" if role == "group" else "ignore"
                    found[index] = Guess(other, "second_of_role", sure=False)
    return found


def _is_surely(one: SourceColumn, role: str) -> bool:
    """Whether a column has more than its heading for a role: codes that come back, the group said of whole files."""
    return _comes_back(one) if role == "respondent_id" else one.heading == GROUP_OF_FILE


def _with_code(sources: Sequence[SourceColumn], guesses: Sequence[Guess]) -> list[Guess]:
    """Where no heading names the code: a column of distinct short texts that come back in the next round.

    The rounds are the files, or what a column of a file says.
    """
    found = list(guesses)
    if any(guess.role == "respondent_id" for guess in found):
        return found
    by = next((one for one, guess in zip(sources, guesses, strict=True) if guess.role == "round"), None)
    for index, (one, guess) in enumerate(zip(sources, guesses, strict=True)):
        could = guess.role in ("open_ended", "ignore") and guess.why in ("answers_text", "numbers_many", "like_codes")
        could = could and not _is_serial(one) and not _says(one, _ABOUT_PEOPLE)
        rounds = () if not could else one.codes if by is None else one.codes_by(by)
        if could and are_distinct(one.codes_in_files if by is None else rounds) and come_back(rounds):
            found[index] = Guess("respondent_id", "codes_come_back", sure=False)
            break
    return found


def _with_group(sources: Sequence[SourceColumn], guesses: Sequence[Guess]) -> list[Guess]:
    """Where no heading names the group: the organisation, or the first list that tells people apart, if any can.

    It stands in every file, with a few names each of which several people give; a list whose heading says nothing of
    people stands before what is asked. Nobody needs a group: there is none where nothing looks like one.
    """
    found = list(guesses)
    if any(guess.role == "group" for guess in found):
        return found
    first = next((index for index, guess in enumerate(found) if guess.role == "item"), len(found))
    ranks = {
        index: rank
        for index, guess in enumerate(found)
        if (rank := _as_group(sources[index], guess)) > 1 or (rank and index < first)
    }
    lists = [index for index in ranks if _is_list(sources[index]) and _tells_apart(sources[index])]
    if lists:
        best = max(lists, key=lambda index: (ranks[index], -len(sources[index].given)))
        found[best] = Guess("group", "group_fallback", sure=False)
    return found


def _as_group(one: SourceColumn, guess: Guess) -> int:
    """How likely a column is the group, from 1 to 2; 0 for one that is not, as a fact about people is none."""
    if guess.role == "organisation":
        return 2
    if guess.role != "disaggregate" or guess.why == "heading_people":
        return 0
    return 1 if guess.why == "answers_list" and len(one.heading.split()) <= _LONGEST_GROUP else 0


def _tells_apart(one: SourceColumn) -> bool:
    few = len(one.given) <= _MOST_OF_FALLBACK
    return few and _is_everywhere(one) and min(one.answers[text] for text in one.given) >= _FEWEST_OF_GROUP


def in_time(texts: Sequence[str]) -> list[str]:
    """The names of rounds in the order of time, as far as their words tell it."""
    return sorted(texts, key=lambda text: (normalise(text) not in _EARLY, number_in(text) or 0, normalise(text)))
