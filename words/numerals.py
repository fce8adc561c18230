"""Numbers inside sentences: rounded, signed with a true minus, and isolated where text runs right to left."""

from __future__ import annotations

from datetime import date

from words.catalogue import is_right_to_left

DIGITS = ("latn", "arab")
"""Numbering systems of CLDR that texts in Arabic and Kurdish may be written in: European and Arabic-Indic digits."""
_NOISE = 9
"""Decimals beyond which a number holds only floating-point noise."""

_MINUS = "\N{MINUS SIGN}"
_ISOLATE, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def isolate(text: str, language: str) -> str:
    """Left-to-right text that keeps its order inside a right-to-left sentence."""
    return f"{_ISOLATE}{text}{_END}" if is_right_to_left(language) else text


def _rounded(value: float, decimals: int) -> float:
    """Rounds, but first removes floating-point noise, which could decide a half; never a negative zero."""
    return round(round(value, _NOISE), decimals) + 0.0


def number(value: float, language: str, decimals: int = 0) -> str:
    """A rounded number; never a negative zero."""
    rounded = _rounded(value, decimals)
    return isolate(f"{rounded:,.{decimals}f}".replace("-", _MINUS), language)


def signed(value: float, language: str, decimals: int = 0) -> str:
    """A rounded number that shows its sign, plus included; zero has none."""
    rounded = _rounded(value, decimals)
    text = f"{rounded:+,.{decimals}f}" if rounded else f"{rounded:,.{decimals}f}"
    return isolate(text.replace("-", _MINUS), language)


def percent(value: float, language: str) -> str:
    """A whole percentage."""
    return isolate(f"{_rounded(value, 0):.0f}%".replace("-", _MINUS), language)


def day(when: date | None, language: str) -> str:
    """A day as it is written in any language (YYYY-MM-DD); empty where there is none."""
    return isolate(when.isoformat(), language) if when else ""
