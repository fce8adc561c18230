"""The options of the command that name rounds and give their days."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from metrics import RoundName
from words import printable

_NAME_HELP = "what a round (pre, post, followup_1 …, then) is called in the results; may be repeated"
_DAY_HELP = "the day of a round; may be repeated"

Value = TypeVar("Value")


def add_round_options(add: Callable[..., Any]) -> None:
    """Adds ``--round-name`` and ``--round-date`` by a parser's ``add_argument``."""
    add("--round-name", type=_name, action="append", default=[], metavar="ROUND=TEXT", help=_NAME_HELP)
    add("--round-date", type=_day, action="append", default=[], metavar="ROUND=YYYY-MM-DD", help=_DAY_HELP)


def round_names(options: argparse.Namespace) -> dict[str, RoundName]:
    """What the options call the rounds, in the command's language.

    Raises
    ------
    ValueError
        If a round is given two names or two days.
    """
    names, days = _once("--round-name", options.round_name), _once("--round-date", options.round_date)
    label: Mapping[str, dict[str, str]] = {name: {options.lang: text} for name, text in names.items()}
    return {name: RoundName(label.get(name, {}), days.get(name)) for name in dict.fromkeys((*names, *days))}


def _once(option: str, given: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, value in given:
        if name in found:
            raise ValueError(f"{option} is given twice for {printable(name)}")
        found[name] = value
    return found


def _name(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not (name.strip() and sign and value.strip()):
        raise argparse.ArgumentTypeError(f"“{printable(text)}” must be ROUND=TEXT: post=Endline")
    return name.strip(), value


def _day(text: str) -> tuple[str, date]:
    name, _, value = text.partition("=")
    try:
        day = date.fromisoformat(value.strip())
    except ValueError:
        day = None
    if day is None or not name.strip() or day.isoformat() != value.strip():
        raise argparse.ArgumentTypeError(f"“{printable(text)}” must be ROUND=YYYY-MM-DD, with a day: post=2026-03-14")
    return name.strip(), day
