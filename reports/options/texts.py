"""Texts that an option gives in one language or, given again, in several: ``TEXT``, or ``LANG=TEXT`` each."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence

from words import LANGUAGES, Text, own_first, printable

Given = tuple[str, str]
"""The language that a text is said to be in, empty where none is said, and the text."""
BY_LANGUAGE = f"; by language as LANG=TEXT ({', '.join(LANGUAGES)}), once for each"
"""What the help of such an option ends in."""
_LANGUAGE = re.compile(r"([a-z]{2})=(.*)", re.DOTALL)


def given_in(read: Callable[[str], str]) -> Callable[[str], Given]:
    """A reader of such an option's values; `read` reads a text without its language."""

    def given(value: str) -> Given:
        found = _LANGUAGE.fullmatch(value)
        if found is None:
            return "", read(value)
        language, text = found.groups()
        if language not in LANGUAGES:
            raise argparse.ArgumentTypeError(
                f"“{printable(language)}=” is not a language of the program; use one of {', '.join(LANGUAGES)}"
            )
        return language, read(text)

    return given


def by_language(option: str, given: Sequence[Given], language: str) -> Text:
    """What an option gives: one text for all languages, or texts by language, the report's own first.

    Parameters
    ----------
    language : str
        That of the report: a text without a language is in it, where there are others beside it.

    Raises
    ------
    ValueError
        If a language is given twice.
    """
    if len(given) == 1 and not given[0][0]:
        return given[0][1]
    found: dict[str, str] = {}
    for stated, text in given:
        spoken = stated or language
        if spoken in found:
            raise ValueError(f"{option} is given twice for {spoken}; give a text for each language once, as LANG=TEXT")
        found[spoken] = text
    return own_first(found, language) or ""
