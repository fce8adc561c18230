"""The program's languages: their folders, their direction, and how the Unicode locale data (CLDR) know them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

DATA = Path(__file__).resolve().parent.parent / "data"
SOURCE_LANGUAGE = "en"
"""The language that others are translated from."""
LANGUAGES = (
    SOURCE_LANGUAGE,
    *sorted(path.parent.name for path in DATA.glob("words/*/language.json") if path.parent.name != SOURCE_LANGUAGE),
)
"""The folders of ``data/words``, each with a ``language.json``.

It says the language's name, that in short, its name in English, its direction (ltr or rtl), and its locale in CLDR.
Kurdish is Sorani, which CLDR knows as ``ckb``, with its months, Arabic-Indic digits and two plural forms; ``ku`` is
Kurmanji there.
"""


def known(language: str) -> str:
    """The language, if it is one of `LANGUAGES`.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"there are no words in {language!r}: the languages are {', '.join(LANGUAGES)}")
    return language


@cache
def _facts(language: str) -> dict[str, str]:
    path = DATA / "words" / known(language) / "language.json"
    facts: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return facts


def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return _facts(language)["direction"] == "rtl"


@cache
def locale(language: str) -> Locale:
    """What CLDR knows of a language: plural rules, separators, months."""
    from babel import Locale

    return Locale.parse(_facts(language)["locale"])


def language_asked_for(accepted: str) -> str:
    """The language that a browser would have first, of those that there are; the source language where it names none.

    Parameters
    ----------
    accepted : str
        As browsers send it: ``ckb-IQ,ar;q=0.8,en;q=0.5`` (RFC 9110, 12.5.4), or one language alone.
    """
    ours = {
        code: language for language in LANGUAGES for code in (language, _facts(language)["locale"].partition("_")[0])
    }
    wanted = sorted(filter(None, map(_wanted, accepted.split(","))), key=lambda one: -one[1])
    return next((ours[code] for code, _ in wanted if code in ours), SOURCE_LANGUAGE)


def _wanted(part: str) -> tuple[str, float] | None:
    """A language that a browser names, without its country, and how much it is wanted; None where it is not."""
    name, _, quality = part.partition(";q=")
    try:
        weight = float(quality or 1)
    except ValueError:
        return None
    return (name.strip().lower().partition("-")[0], weight) if weight > 0 else None
