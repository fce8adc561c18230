"""Numbers and days inside sentences, as CLDR writes them in a language: rounded, with a true minus, and isolated.

Texts in Arabic and Kurdish have European digits, or Arabic-Indic ones where `digits` says so. Text around a number that
was written by others, and what is a name (codes, versions, files), keeps the digits that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from functools import cache

from words.languages import is_right_to_left, locale

DIGITS = ("latn", "arab")
"""Numbering systems of CLDR that texts in Arabic and Kurdish may be written in: European and Arabic-Indic digits."""
_EUROPEAN, _ARABIC_INDIC = DIGITS
_ARABIC_ZERO = ord("٠")
_NOISE = 9
"""Decimals beyond which a number holds only floating-point noise."""

_MINUS = "\N{MINUS SIGN}"
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{RIGHT-TO-LEFT ISOLATE}"
_END = "\N{POP DIRECTIONAL ISOLATE}"
_MARKS = "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
"""What CLDR puts beside a sign so that it stays at its place, which is done here by isolates."""

_chosen: ContextVar[str] = ContextVar("digits", default=_EUROPEAN)


@contextmanager
def digits(system: str) -> Iterator[None]:
    """Texts in Arabic and Kurdish have these digits meanwhile, in this thread alone.

    A thread that is started meanwhile begins with European digits. What keeps texts for later keeps them by
    `digits_of` the language.

    Raises
    ------
    ValueError
        If the system is none of `DIGITS`.
    """
    if system not in DIGITS:
        raise ValueError(f"digits must be one of {', '.join(DIGITS)}")
    before = _chosen.set(system)
    try:
        yield
    finally:
        _chosen.reset(before)


def digits_of(language: str) -> str:
    """The digits that a text in a language is written in now; European ones where the language has no others."""
    chosen = _chosen.get()
    return chosen if chosen == _EUROPEAN or is_right_to_left(language) else _EUROPEAN


class Numeral(str):
    """A number as it is written, which still knows how large it is: the form of a noun depends on that.

    What `number`, `signed` and `exact` give is one.
    """

    def __new__(cls, text: str, amount: str) -> Numeral:
        """A text for an amount."""
        numeral = super().__new__(cls, text)
        numeral.amount = amount
        return numeral

    amount: str
    """The number in plain digits, with the decimals that are shown."""

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """What a copy is made of."""
        return str(self), self.amount


def isolate(text: str, language: str) -> str:
    """Left-to-right text that keeps its order inside a right-to-left sentence."""
    return f"{_LEFT_TO_RIGHT}{text}{_END}" if is_right_to_left(language) else text


def _rounded(value: float, decimals: int) -> float:
    """Rounds, but first removes floating-point noise, which could decide a half; never a negative zero."""
    return round(round(value, _NOISE), decimals) + 0.0


def number(value: float, language: str, decimals: int = 0) -> str:
    """A rounded number; never a negative zero."""
    return _written(_rounded(value, decimals), "", decimals, language)


def signed(value: float, language: str, decimals: int = 0) -> str:
    """A rounded number that shows its sign, plus included; zero has none."""
    rounded = _rounded(value, decimals)
    return _written(rounded, "+" if rounded else "", decimals, language)


def exact(value: float, language: str) -> str:
    """A setting, or another number that somebody chose, with the decimals that it was given with."""
    return number(value, language, decimals_of(value))


def decimals_of(value: float) -> int:
    """How many decimals a number was given with."""
    return 0 if value == int(value) else max(0, -int(Decimal(f"{value:g}").as_tuple().exponent))


def percent(value: float, language: str) -> str:
    """A whole percentage."""
    return _isolated(f"{_rounded(value, 0):.0f}%", language)


def day(when: date | None, language: str) -> str:
    """A day in words, for a reader: 14 March 2023; empty where there is none."""
    if when is None:
        return ""
    from babel.dates import format_date

    text = in_digits(format_date(when, "long", locale=locale(language)), language)
    return f"{_RIGHT_TO_LEFT}{text}{_END}" if is_right_to_left(language) else text


def in_digits(text: str, language: str) -> str:
    """A sentence of the program, its own numbers in the digits of now; what is joined to a Latin letter stays."""
    if digits_of(language) == _EUROPEAN:
        return text
    signs = _signs(language, _ARABIC_INDIC)
    whole = _ISOLATED_NUMBER.sub(lambda found: f"{_RIGHT_TO_LEFT}{found[1]}{_END}", text)
    return _NUMBER.sub(lambda found: found[0].translate(signs), whole)


_NUMBER = re.compile(r"(?<![A-Za-z0-9_])(?<![A-Za-z]-)[0-9]+(?:[.,][0-9]+)*(?![A-Za-z0-9_])|%")
_ISOLATED_NUMBER = re.compile(rf"{_LEFT_TO_RIGHT}([{_MINUS}+]?[0-9][0-9.,]*(?:[ \N{{NO-BREAK SPACE}}]?%)?){_END}")


def plain_numbers(text: str, language: str) -> list[str]:
    """The numbers of a text as a program reads them, in the text's order: plain digits, a point, a hyphen for a minus.

    The text is one in which `number`, `signed` or `percent` of the language wrote them now.
    """
    signs = _signs(language, digits_of(language))
    plain = text.translate({ord(sign): chr(known) for known, sign in signs.items() if len(sign) == 1})
    return [found.replace(",", "").removeprefix("+") for found in _PLAIN.findall(plain)]


_PLAIN = re.compile(r"[-+]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")


def _written(rounded: float, sign: str, decimals: int, language: str) -> Numeral:
    text = format(rounded, f"{sign},.{decimals}f")
    return Numeral(_isolated(text, language), text.replace(",", ""))


def _isolated(text: str, language: str) -> str:
    """A number with the signs of the language, so that it keeps its order: of Arabic-Indic digits, right to left."""
    system = digits_of(language)
    text = text.translate(_signs(language, system))
    return f"{_RIGHT_TO_LEFT}{text}{_END}" if system == _ARABIC_INDIC else isolate(text, language)


@cache
def _signs(language: str, system: str) -> dict[int, str]:
    """What stands for the digits and signs of a plain number, by CLDR; but a true minus."""
    symbols = locale(language).number_symbols[system]
    named = {".": "decimal", ",": "group", "%": "percentSign", "+": "plusSign"}
    signs = {sign: "".join(one for one in symbols[name] if one not in _MARKS) for sign, name in named.items()}
    zero = _ARABIC_ZERO if system == _ARABIC_INDIC else ord("0")
    return str.maketrans(signs | {"-": _MINUS} | {str(n): chr(zero + n) for n in range(10)})
