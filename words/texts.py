"""A text that somebody typed: the same in every language, or by language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from words.languages import LANGUAGES

Text = str | Mapping[str, str]
"""Words that are the same in every language, or by language; one that has none of its own has the first there are."""


def text_in(text: Text, language: str) -> str:
    """The words for a reader of a language; empty where there are none."""
    if isinstance(text, str):
        return text
    own = text.get(language, "")
    return own if own.strip() else next((one for one in text.values() if one.strip()), "")


def own_first(texts: Mapping[str, str], language: str) -> dict[str, str]:
    """Texts by language, a language's own first: other languages that have none take that one (`text_in`)."""
    return dict(sorted(texts.items(), key=lambda one: one[0] != language))


def each_text(text: Text, change: Callable[[str], str]) -> Text:
    """The same with the words of each language changed; a language without words is left out, whatever was in it.

    Raises
    ------
    ValueError
        If there are words in a language that the program does not speak.
    """
    if isinstance(text, str):
        return change(text)
    if unknown := [language for language in text if language not in LANGUAGES]:
        raise ValueError(f"{unknown[0]!r} is no language of a text; it may have {', '.join(LANGUAGES)}")
    changed = {language: change(words) for language, words in text.items()}
    return {language: words for language, words in changed.items() if words.strip()}
