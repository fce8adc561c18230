"""Headings that ask who somebody is: wholly made up of phrases that do, and of the words that stand beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from surveys.language.vocabulary import Phrases, names, phrases, written
from surveys.language.wording import normalise

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBER = re.compile(r"(?<=[^\W\d])\d+\b|\bq\d+\b")
_MOST_WORDS, _LONGEST = 25, 1_000
"""Words and signs from which on a text is no heading that asks for one thing."""
_BEFORE = frozenset({""}) | phrases("personal", "written_before")
_BEHIND = frozenset({""}) | phrases("personal", "written_behind")
"""What Arabic and Kurdish write together with a word: and, the, to; yours, of, the."""
_SHORTEST = 2

TOPICS = names("personal", "asks")
"""What a heading may ask of a person; the reasons that the officer sees."""


def topic_of(heading: str) -> str:
    """What of a person a heading asks for (a key of `TOPICS`); empty where it asks for nothing of the kind.

    A heading that says anything more is about something else: "your position" asks for a position, "your position on
    the reform" does not; nor does "name of your organisation", or "phone calls with the police". A few phrases
    (`asks_anywhere`) count wherever they stand.
    """
    words = _words(heading) if len(heading) <= _LONGEST else []
    if not 0 < len(words) <= _MOST_WORDS:
        return ""
    return _whole(words) or _anywhere(words)


def _whole(words: Sequence[str]) -> str:
    """The first topic of a heading that consists of nothing but phrases and the words around them."""
    topics, forms = {0: ""}, _Forms()
    for start in range(len(words)):
        if start in topics:
            for end, topic in _steps(words, start, forms):
                topics[end] = topics.get(end) or topics[start] or topic
    return topics.get(len(words), "")


def _steps(words: Sequence[str], start: int, forms: _Forms) -> Iterator[tuple[int, str]]:
    """Where the phrases end that begin at a word, with their topics; and a word around them with none."""
    known, around = _vocabulary()
    for form in forms[words[start]]:
        for phrase, topic in known.get(form, ()):
            end = start + len(phrase)
            rest = zip(phrase[1:], words[start + 1 : end], strict=False)
            if end <= len(words) and all(word in forms[other] for word, other in rest):
                yield end, topic
    if forms[words[start]] & around:
        yield start + 1, ""


def _anywhere(words: Sequence[str]) -> str:
    said = f" {' '.join(words)} "
    return next((topic for phrase, topic in _phrases() if f" {phrase} " in said), "")


@cache
def _vocabulary() -> tuple[Mapping[str, Sequence[tuple[tuple[str, ...], str]]], frozenset[str]]:
    """The phrases with their topics by their first word, and the words around them."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for topic in TOPICS:
        for phrase in _spelt(written("personal", "asks", topic)):
            words = tuple(map(_bare, phrase))
            found.setdefault(words[0], []).append((words, topic))
    return found, frozenset(_bare(word) for phrase in _spelt(written("personal", "around")) for word in phrase)


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple(
        (" ".join(phrase), topic)
        for topic in names("personal", "asks_anywhere")
        for phrase in _spelt(written("personal", "asks_anywhere", topic))
    )


def _spelt(by_language: Phrases) -> Iterator[list[str]]:
    """The words of each phrase, spelt as those of headings are."""
    return (_words(phrase) for of_language in by_language.values() for phrase in of_language)


def _words(text: str) -> list[str]:
    """The words of a text as `normalise` spells them, without accents; capitals inside a word and digits part it."""
    letters = unicodedata.normalize("NFD", _NUMBER.sub(" ", normalise(_HUMP.sub(" ", text))))
    return normalise("".join(char for char in letters if unicodedata.category(char) != "Mn")).split()


def _bare(word: str) -> str:
    """A word without the Arabic article."""
    return word[2:] if word.startswith("ال") and len(word) >= 2 + _SHORTEST else word


class _Forms(dict[str, frozenset[str]]):
    """The forms of the words of one heading, each found once."""

    def __missing__(self, word: str) -> frozenset[str]:
        self[word] = _forms(word)
        return self[word]


def _forms(word: str) -> frozenset[str]:
    """The words that a word of a heading may be: as it stands, and without what is written together with it."""
    if word.isascii():
        return frozenset({word, word.removesuffix("s")})
    rests = (
        word[len(before) : len(word) - len(behind)]
        for before in _BEFORE
        if word.startswith(before)
        for behind in _BEHIND
        if word.endswith(behind)
    )
    found = {rest for rest in rests if len(rest) >= _SHORTEST}
    return frozenset({word, *found, *(rest[:-1] + "ه" for rest in found if rest.endswith("ت"))})
