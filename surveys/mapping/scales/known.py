"""The answer scales that questionnaires use, level by level; their wordings are data (``scales.json``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from surveys.language.digits import western_digits
from surveys.language.vocabulary import names, phrases, written
from surveys.language.wording import normalise
from surveys.mapping.source.columns import is_arabic

SCALES = names("scales")
"""The scales by name; of two that know a column's answers equally well, the first is taken."""

YES_OR_NO = "yes_no"
EXTENT = "extent"
"""The scale of degrees: of everything that can be more or less so (not at all …, slightly …, very …)."""

_NUMBER = re.compile(r"^\d{1,2}\s+(?=[^\W\d])")
_SCORE_BEHIND = re.compile(r"(?<=\S)\s*(?:[(\[]\s*\d{1,2}\s*[)\]]|[-–—=:]\s*\d{1,2})\s*$")
_BETWEEN_LANGUAGES = re.compile(r"[/|\n]| [-–—] ")
_MOST_LANGUAGES = 4
_FEWEST_OF_DEGREES = 3
_LANGUAGE = "en"


@cache
def steps(scale: str) -> tuple[float, ...]:
    """The levels of a scale from low to high: how much of it each means."""
    return tuple(sorted(map(float, names("scales", scale))))


@cache
def levels(scale: str) -> Mapping[str, float]:
    """The level of each wording of a scale, wordings normalised; the first that knows a wording counts."""
    return _levels("scales", scale)


def _levels(topic: str, *group: str) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for level in names(topic, *group):
        for phrase in sorted(phrases(topic, *group, level)):
            found.setdefault(phrase, float(level))
    return found


@cache
def _degrees() -> Mapping[str, float]:
    """The level of each degree by which something may be so; of the bare word, that of the empty text."""
    return {**_levels("degrees"), "": float(_BARE)}


_BARE = 2.5
_WEAKEST, _STRONG = 1.2, 3.0
_WEAKER, _STRONGER = 0.4, 0.5
"""By what a degree changes a level: less than from one level to the next."""
_SHORTEST = 3


@lru_cache(maxsize=20_000)
def wordings(text: str) -> tuple[str, ...]:
    """An answer as the vocabulary would have it: without its number; in parts, where it is in several languages."""
    plain = normalise(_SCORE_BEHIND.sub("", western_digits(text)))
    plain = _NUMBER.sub("", plain)
    parts = [part for part in _BETWEEN_LANGUAGES.split(text) if part.strip()]
    if not 1 < len(parts) <= _MOST_LANGUAGES:
        return (plain,)
    return (plain, *(_NUMBER.sub("", normalise(_SCORE_BEHIND.sub("", western_digits(part)))) for part in parts))


@cache
def _bare_levels(scale: str) -> Mapping[str, float]:
    """The levels by wordings without the endings by which Arabic adjectives and Kurdish predicates differ."""
    found: dict[str, float] = {}
    for phrase, level in levels(scale).items():
        found.setdefault(_bare(phrase), level)
    return found


def _bare(phrase: str) -> str:
    return " ".join(word.removesuffix("ه") if len(word) > _SHORTEST else word for word in phrase.split())


@lru_cache(maxsize=50_000)
def level_of(scale: str, text: str) -> float | None:
    """The level of an answer on a scale; None where it is not on it, or its parts in two languages disagree."""
    whole, *parts = wordings(text)
    found = _level(scale, whole)
    if found is not None:
        return found
    of_parts = {level for part in parts if (level := _level(scale, part)) is not None}
    return of_parts.pop() if len(of_parts) == 1 else None


def _level(scale: str, wording: str) -> float | None:
    found = levels(scale).get(wording)
    return _bare_levels(scale).get(_bare(wording)) if found is None and is_arabic(wording) else found


def levels_of(scale: str, texts: Sequence[str]) -> dict[str, float]:
    """The level of each answer that is on a scale.

    An answer may be a wording of the scale with a degree before or behind it. On that of degrees are also answers that
    say of one thing how far it is so: "not at all useful", "very useful".
    """
    found = {text: level for text in texts if (level := level_of(scale, text)) is not None}
    if len(found) < len(texts):
        by_words = {
            text: level
            for text in texts
            if (level := found[text] if text in found else _level_with_degree(scale, wordings(text)[0])) is not None
        }
        found = by_words if found or len(by_words) > 1 else found
    if scale == EXTENT and len(found) < len(texts):
        arabic = list(filter(is_arabic, texts))
        scripts = (arabic, [text for text in texts if text not in arabic])
        by_degree = {text: level for script in scripts for text, level in _by_degree(script).items()}
        return by_degree if len(by_degree) > len(found) else found
    return found


@lru_cache(maxsize=50_000)
def _level_with_degree(scale: str, wording: str) -> float | None:
    """The level of a wording of a scale that a degree makes weaker or stronger; None for any other text."""
    if scale == EXTENT:
        return _degrees().get(wording) if wording else None
    words = wording.split()
    for cut in range(1, len(words)):
        front, behind = " ".join(words[:cut]), " ".join(words[cut:])
        for degree, rest in ((front, behind), (behind, front)):
            level, how = _level(scale, rest), _degrees().get(degree)
            if level and how is not None and how >= _WEAKEST:
                return level + (_STRONGER if how >= _STRONG else -_WEAKER) * (1 if level > 0 else -1)
    return None


def _by_degree(texts: Iterable[str]) -> dict[str, float]:
    """The degrees of answers that share a word; none where fewer than three, or not nearly all, are degrees of it."""
    words = {text: wordings(text)[0].split() for text in texts}
    common = Counter(word for of_text in words.values() for word in set(of_text))
    shared = {word for word, count in common.items() if 2 * count > len(words)}
    if not shared:
        return {}
    known = _degrees()
    rest = {text: _without(of_text, shared) for text, of_text in words.items() if shared & set(of_text)}
    found = {text: known[left] for text, left in rest.items() if left in known}
    is_scale = len(set(found.values())) >= _FEWEST_OF_DEGREES and 4 * len(found) >= 3 * len(words)
    return found if is_scale else {}


def _without(words: Sequence[str], shared: set[str]) -> str:
    left = [word for word in words if word not in shared]
    return " ".join(left)


def wording(scale: str, level: float, language: str) -> str:
    """How a level is written in a language where nobody gave that answer: the first of its wordings."""
    by_language = written("scales", scale, f"{level:g}")
    return by_language.get(language, by_language[_LANGUAGE])[0]


def language_of(scale: str, texts: Iterable[str]) -> str:
    """The language whose wordings of a scale most of the answers are; English for none."""
    found: Counter[str] = Counter()
    given = {wording for text in texts for wording in wordings(text)}
    for level in names("scales", scale):
        for language, of_language in written("scales", scale, level).items():
            found[language] += sum(normalise(phrase) in given for phrase in of_language)
    best = found.most_common(1)
    return best[0][0] if best and best[0][1] else _LANGUAGE
