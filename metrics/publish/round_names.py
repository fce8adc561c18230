"""What the officer calls the rounds of a result, and the day of each; a round without a name is called by fixed words.

A name is text that somebody typed: it is kept in one line, without marks of control, and no two rounds have names that
read the same in any language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import TypeVar

from metrics.publish.written import in_language
from metrics.result.result import _SEAL, Protected, RoundFacts
from surveys import Issue, SurveyError
from surveys.model.round_names import THEN, as_read, round_words, shows
from words import LANGUAGES, label_in, printable

Result = TypeVar("Result", bound=Protected)

LONGEST_NAME = 32
"""Characters: a longer one would not fit beside its mark on a telephone."""


@dataclass(frozen=True)
class RoundName:
    """What a round is called, and when it was.

    Attributes
    ----------
    label : mapping of str to str
        Its name by language; a language without one has that of another. Empty: it is called by fixed words.
    day : date or None
        The day on which it was filled in.
    """

    label: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None


def with_round_names(result: Result, names: Mapping[str, RoundName]) -> Result:
    """The same result with its rounds called as the officer calls them, in its sentences too; no number changes.

    Parameters
    ----------
    result : Protected
    names : mapping of str to RoundName
        By the names that rounds have in code (``pre``, ``post``, ``followup_1``, ``then``); a round that is not among
        them is called by fixed words.

    Raises
    ------
    SurveyError
        If a name is of no round of the result, too long, or reads as another round's name or fixed words.
    """
    called = checked_names(names, [facts.name for facts in result.rounds])
    if called == names_of(result.rounds):
        return result
    rounds = tuple(
        replace(
            facts,
            label=dict(called[facts.name].label) or None,
            date=day.isoformat() if (day := called[facts.name].day) else None,
        )
        for facts in result.rounds
    )
    return in_language(replace(result, rounds=rounds, seal=_SEAL), result.settings.lang)


def names_of(rounds: Sequence[RoundFacts]) -> dict[str, RoundName]:
    """What the rounds of a result are called, by their names in code."""
    return {one.name: RoundName(one.label or {}, date.fromisoformat(one.date) if one.date else None) for one in rounds}


def checked_names(names: Mapping[str, RoundName], rounds: Sequence[str]) -> dict[str, RoundName]:
    """Names made ready for all rounds of a result: each in one line, none that shows nothing.

    Raises
    ------
    SurveyError
        If a name is of no such round, too long, reads as that of another round in any language, or reads as the fixed
        words for another of these rounds in any language, whatever that round is called.
    """
    unknown = [name for name in names if name not in rounds]
    issues = [Issue("error", "no_such_round", values={"name": name, "rounds": ", ".join(rounds)}) for name in unknown]
    made = {name: RoundName(_cleaned(names[name].label), names[name].day) for name in rounds if name in names}
    made = {name: made.get(name, RoundName()) for name in rounds}
    for one in made.values():
        too_long = dict.fromkeys(text for text in one.label.values() if len(text) > LONGEST_NAME)
        issues += [Issue("error", "round_name_long", values={"name": text, "most": LONGEST_NAME}) for text in too_long]
    issues += [Issue("error", "round_name_twice", values={"name": text}) for text in dict.fromkeys(_shared(made))]
    of_another = dict.fromkeys(_of_another(made))
    issues += [Issue("error", "round_name_of_another", values={"name": text}) for text in of_another]
    if issues:
        raise SurveyError(issues)
    return made


def _cleaned(label: Mapping[str, str]) -> dict[str, str]:
    """The texts in one line each, without those that show nothing."""
    texts = {language: " ".join(printable(text).split()) for language, text in label.items()}
    return {language: text for language, text in texts.items() if shows(text)}


def _shared(names: Mapping[str, RoundName]) -> Iterator[str]:
    """The names that two rounds would share in some language."""
    for language in LANGUAGES:
        seen: set[str] = set()
        for one in names.values():
            shown = label_in(one.label, language)
            if shown and (same := as_read(shown)) in seen:
                yield shown
            elif shown:
                seen.add(same)


def _of_another(names: Mapping[str, RoundName]) -> Iterator[str]:
    """The names that read as the fixed words for another round in some language."""
    fixed = {name: {as_read(round_words(name, language)) for language in LANGUAGES} for name in names}
    for name, one in names.items():
        of_others = set().union(*(words for other, words in fixed.items() if other != name))
        yield from (text for text in one.label.values() if as_read(text) in of_others)


def doubts_about_days(names: Mapping[str, RoundName], rounds: Sequence[str]) -> list[Issue]:
    """A warning where the days of rounds are not in the order of the rounds, which may be the names that are mixed up.

    The round of what people say afterwards (``then``) has no place in that order; two rounds may be on one day.
    """
    days = [(name, day) for name in rounds if name != THEN and name in names and (day := names[name].day)]
    if all(earlier <= later for (_, earlier), (_, later) in pairwise(days)):
        return []
    said = [{"round": name, "day": day.isoformat()} for name, day in days]
    return [Issue("warning", "round_days_not_in_order", values={"days": said})]
