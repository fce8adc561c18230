"""Numbers inside sentences: rounded, signed with a true minus, and isolated where text runs right to left."""

from __future__ import annotations

from words.catalogue import is_right_to_left

_MINUS = "\N{MINUS SIGN}"
_ISOLATE, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def isolate(text: str, language: str) -> str:
    """Left-to-right text that keeps its order inside a right-to-left sentence."""
    return f"{_ISOLATE}{text}{_END}" if is_right_to_left(language) else text


def number(value: float, language: str, decimals: int = 0) -> str:
    """A rounded number; never a negative zero."""
    rounded = round(value, decimals) + 0.0
    return isolate(f"{rounded:,.{decimals}f}".replace("-", _MINUS), language)


def signed(value: float, language: str, decimals: int = 0) -> str:
    """A rounded number that shows its sign, plus included; zero has none."""
    rounded = round(value, decimals) + 0.0
    text = f"{rounded:+,.{decimals}f}" if rounded else f"{rounded:,.{decimals}f}"
    return isolate(text.replace("-", _MINUS), language)


def percent(value: float, language: str) -> str:
    """A whole percentage."""
    return isolate(f"{round(value):d}%".replace("-", _MINUS), language)
