"""What the officer calls the rounds of a result, and the day of each; a round without a name is called by fixed words.

A name is text that somebody typed: it is kept in one line, without marks of control, and no two rounds share one in any
language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from metrics.publish.written import in_language
from metrics.result.result import _SEAL, Protected, RoundFacts
from surveys import Issue, SurveyError
from surveys.model.round_names import round_words
from words import LANGUAGES, label_in, printable

Result = TypeVar("Result", bound=Protected)

LONGEST_NAME = 32
"""Characters: a longer one would not fit beside its mark on a telephone."""
_FORMAT = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]")


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
        If a name is of no round of the result, too long, or that of another round.
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
        If a name is of no such round, too long, or that of another round: in any language the same as its name or, of
        one without a name, as the fixed words for it.
    """
    unknown = [name for name in names if name not in rounds]
    issues = [Issue("error", "no_such_round", values={"name": name, "rounds": ", ".join(rounds)}) for name in unknown]
    made = {name: RoundName(_cleaned(names[name].label), names[name].day) for name in rounds if name in names}
    made = {name: made.get(name, RoundName()) for name in rounds}
    for one in made.values():
        too_long = dict.fromkeys(text for text in one.label.values() if len(text) > LONGEST_NAME)
        issues += [Issue("error", "round_name_long", values={"name": text, "most": LONGEST_NAME}) for text in too_long]
    issues += [Issue("error", "round_name_twice", values={"name": text}) for text in dict.fromkeys(_shared(made))]
    if issues:
        raise SurveyError(issues)
    return made


def _cleaned(label: Mapping[str, str]) -> dict[str, str]:
    """The texts in one line each, without those that show nothing."""
    texts = {language: " ".join(printable(text).split()) for language, text in label.items()}
    return {language: text for language, text in texts.items() if _shows(text)}


def _shows(text: str) -> bool:
    """Whether a text has any sign that is seen."""
    return any(unicodedata.category(sign)[0] not in "ZC" for sign in text)


def _shared(names: Mapping[str, RoundName]) -> Iterator[str]:
    """The names that two rounds would share in some language."""
    for language in LANGUAGES:
        seen: set[str] = set()
        for name, one in names.items():
            shown = label_in(one.label, language) or round_words(name, language)
            if (same := _folded(shown)) in seen:
                yield shown
            seen.add(same)


def _folded(text: str) -> str:
    """A text as a reader takes it: whatever its letters' case and width, and what can't be seen in it."""
    return _FORMAT.sub("", unicodedata.normalize("NFKC", text)).casefold()
