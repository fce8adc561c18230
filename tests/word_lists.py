"""The words of the program as their files have them, for tests that read them all."""

from __future__ import annotations

import json

from words import DATA
from words.catalogue import BY, HEADINGS, Words

FOLDER = DATA / "words"


def topics(language: str) -> list[str]:
    """The topics that a language has words for."""
    return sorted([*(path.stem for path in (FOLDER / language).glob("*.json")), HEADINGS])


def headings() -> dict[str, dict[str, str]]:
    """The headings, every language of a key together."""
    words: dict[str, dict[str, str]] = json.loads((FOLDER / f"{HEADINGS}.json").read_text(encoding="utf-8"))
    return words


def entries(language: str, topic: str) -> dict[str, Words]:
    """The words of a topic as they stand in their file."""
    if topic == HEADINGS:
        return {key: texts[language] for key, texts in headings().items() if language in texts}
    words: dict[str, Words] = json.loads((FOLDER / language / f"{topic}.json").read_text(encoding="utf-8"))
    return words


def forms(words: Words) -> list[str]:
    """The forms of a sentence: one, or one for each plural category."""
    if isinstance(words, str):
        return [words]
    return [text for form, inner in words.items() if form != BY for text in forms(inner)]


def words_of(language: str, topic: str) -> dict[str, str]:
    """The words of a topic by their keys, all forms of a sentence in one text."""
    return {key: " ".join(forms(text)) for key, text in entries(language, topic).items()}
