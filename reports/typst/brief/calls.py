"""Calls of the functions of the brief's layout, as Typst reads them: all words are strings, none is markup."""

from __future__ import annotations

from collections.abc import Iterable

NOTHING = "none"


def call(name: str, *arguments: str, **named: str) -> str:
    """A call of a function; the arguments are Typst source themselves."""
    return f"{name}({', '.join((*arguments, *(f'{key}: {value}' for key, value in named.items())))})"


def array(items: Iterable[str]) -> str:
    """An array, of one or no item too."""
    return f"({''.join(f'{item}, ' for item in items)})"


def joined(parts: Iterable[str]) -> str:
    """What stands below one another as one content; what would be said twice is said once."""
    return "{ " + "; ".join(dict.fromkeys(parts)) + " }"
