"""The options of the command that name the event, and say what reports look like and hold beside the numbers."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from reports.options.texts import BY_LANGUAGE, by_language, given_in
from reports.report import LONGEST_NAME, LONGEST_TEXT, SIZES, Event
from reports.templates.given import KINDS, LARGEST, Template, kind_of
from words import DIGITS, LANGUAGES, printable

_SECOND_HELP = "language of the facing page of the brief, another one than --lang (no facing page)"
_DIGITS_HELP = "digits of texts in Arabic and Kurdish: European (latn) or Arabic-Indic (arab) (latn)"
_EVENT_HELP = f"name of the event, for headings and footers{BY_LANGUAGE}"
_PLACE_HELP = f"where it was{BY_LANGUAGE}"
_HAPPENED_HELP = f"what happened between the rounds, a line each: the text, or @FILE{BY_LANGUAGE}"
_ASKED_HELP = f"what participants asked for, a line each: the text, or @FILE{BY_LANGUAGE}"
_PLANNED_HELP = f"what will be done, a line each: the text, or @FILE{BY_LANGUAGE}"
_TEMPLATE_HELP = "your own presentation, document or workbook, whose look that report takes; may be repeated"


def add_report_options(add: Callable[..., Any]) -> None:
    """Adds the options of the event and of the reports' look by a parser's ``add_argument``."""
    named, typed = given_in(_name), given_in(_text)
    add("--event", type=named, action="append", default=[], metavar="TEXT", help=_EVENT_HELP)
    add("--place", type=named, action="append", default=[], metavar="TEXT", help=_PLACE_HELP)
    add("--day", type=_day, metavar="YYYY-MM-DD", help="when it was")
    add("--second-lang", choices=LANGUAGES, help=_SECOND_HELP)
    add("--digits", choices=DIGITS, default=DIGITS[0], help=_DIGITS_HELP)
    add("--happened", type=typed, action="append", default=[], metavar="TEXT", help=_HAPPENED_HELP)
    add("--asked", type=typed, action="append", default=[], metavar="TEXT", help=_ASKED_HELP)
    add("--planned", type=typed, action="append", default=[], metavar="TEXT", help=_PLANNED_HELP)
    add("--template", type=_template, action="append", default=[], metavar="FILE", help=_TEMPLATE_HELP)
    add("--size", choices=SIZES, default=SIZES[0], help=f"size of figures that are files of their own ({SIZES[0]})")
    add("--transparent", action="store_true", help="such figures have no ground")


def report_choices(options: argparse.Namespace) -> dict[str, Any]:
    """What the options choose, by the names of `reports.report.Report`.

    Raises
    ------
    ValueError
        If the second language is the first, or a text is given twice in a language.
    """
    if options.second_lang == options.lang:
        raise ValueError(f"--second-lang must be another language than --lang ({options.lang})")
    given = ("event", "place", "happened", "asked", "planned")
    texts = {name: by_language(f"--{name}", getattr(options, name), options.lang) for name in given}
    return {
        "second_language": options.second_lang,
        "event": Event(texts.pop("event"), texts.pop("place"), options.day),
        "units": options.units,
        "digits": options.digits,
        "size": options.size,
        "transparent": options.transparent,
        **texts,
    }


def _name(text: str) -> str:
    name = printable(text).strip()
    if len(name) > LONGEST_NAME:
        raise argparse.ArgumentTypeError(f"“{name[:40]}…” is too long: it may have {LONGEST_NAME} characters")
    return name


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        day = None
    if day is None or day.isoformat() != text.strip():
        raise argparse.ArgumentTypeError(f"“{printable(text)}” must be a day, as YYYY-MM-DD: 2026-03-14")
    return day


def _text(given: str) -> str:
    """A text, or that of a file behind ``@``; its lines without signs of control."""
    if given.startswith("@"):
        given = _content_of(given[1:], 4 * LONGEST_TEXT).decode("utf-8-sig", "replace")
        if "\N{REPLACEMENT CHARACTER}" in given:
            raise argparse.ArgumentTypeError("the file is no text in UTF-8; store it as such")
    text = "\n".join(line for line in (printable(one).strip() for one in given.splitlines()) if line)
    if len(text) > LONGEST_TEXT:
        raise argparse.ArgumentTypeError(f"the text is too long: it may have {LONGEST_TEXT:,} characters")
    return text


def _template(path: str) -> Template:
    content = _content_of(path, LARGEST)
    kind, name = kind_of(path), printable(Path(path).name)
    if kind is None:
        endings = ", ".join(f".{ending}" for endings in KINDS.values() for ending in endings)
        raise argparse.ArgumentTypeError(f"{name} can be no template; it must be one of {endings}")
    if not content:
        raise argparse.ArgumentTypeError(f"{name} is empty")
    return Template(name, kind, content)


def _content_of(name: str, most: int) -> bytes:
    """The bytes of a regular file: a pipe or a device may never end."""
    path = Path(name)
    try:
        if not path.is_file():
            raise argparse.ArgumentTypeError(f"{printable(name) or 'nothing'} is no file that can be read")
        if path.stat().st_size > most:
            raise argparse.ArgumentTypeError(f"{printable(name)} is too large: it may have {most:,} bytes")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise argparse.ArgumentTypeError(f"{printable(name)} can't be read ({why})") from error
