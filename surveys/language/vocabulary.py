"""The words that files are recognised by, read from ``data/vocabulary``: a folder a language, a file a topic.

A file holds lists of phrases by what they say, as ``before`` in ``data/vocabulary/en/rounds.json``; some hold such
lists in groups. What a tool calls its own columns in each language of its screens stands in a file a tool
(``data/vocabulary/tools``). A language is added by a folder; one that lacks a list adds nothing to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from surveys.language.wording import normalise
from words import DATA

VOCABULARY = DATA / "vocabulary"
_TOOLS, _NAMES = "tools", "languages"

Phrases = Mapping[str, tuple[str, ...]]
"""Phrases as they are written, by the language."""


class VocabularyError(Exception):
    """A file of the vocabulary is not what it should be; the message names it and what is wrong with it."""


def written(topic: str, *names: str) -> Phrases:
    """The phrases of one list, as they are written, by the languages that have it.

    Parameters
    ----------
    topic : str
        The name of the file.
    *names : str
        The name of the list, behind those of the groups that it is in.

    Raises
    ------
    VocabularyError
        If no language has such a list, or a file is damaged.
    """
    return _lists({language: _file(VOCABULARY / language / f"{topic}.json") for language in languages()}, topic, names)


def written_by_tool(tool: str, name: str) -> Phrases:
    """What a survey tool writes, by the language of its screens; parameters and errors as of `written`."""
    return _lists(_file(VOCABULARY / _TOOLS / f"{tool}.json"), tool, (name,))


def phrases(topic: str, *names: str) -> frozenset[str]:
    """The phrases of one list in all languages, normalised; parameters and errors as of `written`."""
    return _normalised(written(topic, *names))


def tool_phrases(tool: str, name: str) -> frozenset[str]:
    """What a survey tool writes in any language, normalised; parameters and errors as of `written`."""
    return _normalised(written_by_tool(tool, name))


def any_of(*lists: Phrases) -> str:
    """A regular expression for any of these phrases, the longest first."""
    every = {phrase for one in lists for of_language in one.values() for phrase in of_language}
    return "|".join(map(re.escape, sorted(every, key=lambda phrase: (-len(phrase), phrase))))


def names(topic: str, *groups: str) -> tuple[str, ...]:
    """The names of the lists, or groups of lists, of a topic or of a group in it; the order is that of the files."""
    found: dict[str, None] = {}
    for language in languages():
        here = _at(_file(VOCABULARY / language / f"{topic}.json"), groups)
        found |= dict.fromkeys(here if isinstance(here, Mapping) else ())
    return tuple(found)


@cache
def languages() -> tuple[str, ...]:
    """The languages that the vocabulary has words of."""
    folders = sorted(path.name for path in VOCABULARY.iterdir() if path.is_dir() and path.name != _TOOLS)
    return tuple(sorted(folders, key=lambda language: language != "en"))


def language_names() -> Mapping[str, tuple[str, ...]]:
    """How languages are called, by their code: first what their speakers call them."""
    called = _file(VOCABULARY / f"{_NAMES}.json")
    return {code: of_code for code, of_code in called.items() if isinstance(of_code, tuple)}


def _normalised(by_language: Phrases) -> frozenset[str]:
    return frozenset(normalise(phrase) for of_language in by_language.values() for phrase in of_language)


def _lists(by_language: Mapping[str, object], topic: str, path: Iterable[str]) -> Phrases:
    found = {language: _at(words, path) for language, words in by_language.items()}
    lists = {language: words for language, words in found.items() if isinstance(words, tuple)}
    if not lists:
        raise VocabularyError(f"No language has the list {' / '.join(path)} of {topic}.")
    return lists


def _at(words: object, path: Iterable[str]) -> object:
    for name in path:
        words = words.get(name) if isinstance(words, Mapping) else None
    return words


@cache
def _file(path: Path) -> Mapping[str, object]:
    """The lists of a file, frozen; none where a language has no such file."""
    if not path.exists():
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise VocabularyError(f"{_shown(path)} is no JSON: {error}") from error
    if not isinstance(content, dict):
        raise VocabularyError(f"{_shown(path)} holds no lists by name.")
    return MappingProxyType(dict(_frozen(content, path)))


def _frozen(content: Mapping[str, object], path: Path) -> Iterator[tuple[str, object]]:
    for name, value in content.items():
        if isinstance(value, dict):
            yield name, MappingProxyType(dict(_frozen(value, path)))
        elif isinstance(value, list) and value and all(isinstance(one, str) and one.strip() for one in value):
            yield name, tuple(value)
        else:
            raise VocabularyError(f"{_shown(path)}: {name} is no list of phrases.")


def _shown(path: Path) -> str:
    return path.relative_to(VOCABULARY.parent).as_posix()
