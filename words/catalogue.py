"""Looks a key up in the word lists under ``data/words``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
SOURCE_LANGUAGE = "en"
"""The language that others are translated from."""
LANGUAGES = (
    SOURCE_LANGUAGE,
    *sorted(path.parent.name for path in DATA.glob("words/*/language.json") if path.parent.name != SOURCE_LANGUAGE),
)
"""The folders of ``data/words``, each with a ``language.json``: name, name in English, direction (ltr or rtl)."""


HEADINGS = "headings"
"""The topic whose words stand in one file, the languages of a key together: a field of a table needs one entry."""


@cache
def _topic(language: str, topic: str) -> dict[str, str]:
    if language not in LANGUAGES:
        raise ValueError(f"there are no words in {language!r}: the languages are {', '.join(LANGUAGES)}")
    folder = DATA / "words"
    if topic == HEADINGS:
        headings: dict[str, dict[str, str]] = json.loads((folder / f"{topic}.json").read_text(encoding="utf-8"))
        return {key: words[language] for key, words in headings.items()}
    words: dict[str, str] = json.loads((folder / language / f"{topic}.json").read_text(encoding="utf-8"))
    return words


def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return _topic(language, "language")["direction"] == "rtl"


def has(key: str, language: str = SOURCE_LANGUAGE) -> bool:
    """Whether the catalogue holds a key (``topic.name``)."""
    topic, _, name = key.partition(".")
    return name in _topic(language, topic)


def say(key: str, language: str, **values: object) -> str:
    """The sentence under a key, with its values filled in.

    Parameters
    ----------
    key : str
        ``topic.name``, e.g. ``"findings.increased"``.
    language : str
        One of `LANGUAGES`.
    **values
        Fill the ``{name}`` fields of the sentence.

    Raises
    ------
    ValueError
        If there is no such language.
    KeyError
        If the language's word list lacks the key: a missing word is a defect, never shown as a key.
    """
    topic, _, name = key.partition(".")
    return _topic(language, topic)[name].format(**values)


def say_about_index(key: str, language: str, index: str, **values: object) -> str:
    """The sentence under a key; of an index that has a name of its own, the one that does not call it trust.

    Parameters
    ----------
    index : str
        What the questionnaire calls the index; empty for trust. It fills ``{index}`` of the sentence under
        ``<key>_of_index``, which is said in place of the other where there is one.
    """
    own = f"{key}_of_index"
    return say(own, language, index=index, **values) if index and has(own) else say(key, language, **values)


def label_in(label: Mapping[str, str], language: str) -> str:
    """A label of the instrument in a language; where it lacks that one, in the first that it has."""
    return label.get(language) or next((text for text in label.values() if text), "")
