"""What is asked for when a report is written: a result, and all that its reader and its officer chose.

Every format of ``reports/formats`` takes one and nothing else, so that a choice is made once for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from metrics import Protected
from metrics.result.units import POINTS, UNITS
from surveys.model.round_names import shows
from words import DIGITS, LANGUAGES, Text, day, each_text, own_direction, printable, say, text_in

if TYPE_CHECKING:
    from charts import View

LONGEST_NAME = 200
"""Characters of a name of an event or a place, as it is typed."""
LONGEST_TEXT = 10_000
"""Characters of what participants asked for, and of what will be done, as it is typed."""
PARTS = ("figure", "table", "paragraph")
"""What a report is put together from."""
SIZES = ("screen", "slide", "half", "full")
"""Sizes of a figure: as on a wide screen, a slide of 16:9, half a page and a full page of A4."""
_OWN_TEXTS = ("happened", "asked", "planned")
"""What the officer may write beside the numbers, in the order of a report."""
_MARKER = re.compile(r"^(?:[-•*–—](?:\s+|(?=[^\W\d])|$)|\d{1,2}[.)](?:\s+|$))+")
"""What is typed before a point of a list; a minus before a number and a day of a month are none."""


@dataclass(frozen=True)
class Event:
    """What the answers were collected around.

    Attributes
    ----------
    title, place : str or mapping of str to str
        The same in every language, or by language (`words.text_in`); empty where nobody named it.
    held_on : date or None
    synthetic : bool
        Whether the answers are made up, to show what a report looks like.
    """

    title: Text = ""
    place: Text = ""
    held_on: date | None = None
    synthetic: bool = False

    def __post_init__(self) -> None:
        for name in ("title", "place"):
            object.__setattr__(self, name, each_text(getattr(self, name), _name))

    def title_in(self, language: str) -> str:
        """Its name for readers of a language."""
        return text_in(self.title, language)

    def place_in(self, language: str) -> str:
        """Where it was, for readers of a language."""
        return text_in(self.place, language)

    def line(self, language: str) -> str:
        """Title, place and day in one line, for a reader; empty where none is known."""
        named = (own_direction(name, language) for name in (self.title_in(language), self.place_in(language)))
        return " · ".join(part for part in (*named, day(self.held_on, language)) if part)


@dataclass(frozen=True)
class Part:
    """A figure, a table or a paragraph that the officer chose for a report.

    Attributes
    ----------
    kind : str
        One of `PARTS`.
    name : str
        Name of a figure of `charts.all_figures`, or of a table or a paragraph of `reports.content`.
    view : charts.View, optional
        What is chosen of a figure or of a table about somebody; the look is the report's, not the view's.
    caption : str
        The officer's own caption; where empty, the one made by rule.
    note : str
        The officer's own words under it; where empty, none.
    """

    kind: str
    name: str
    view: View | None = None
    caption: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.kind not in PARTS:
            raise ValueError(f"kind must be one of {', '.join(PARTS)}")
        for name in ("caption", "note"):
            object.__setattr__(self, name, _own_words(getattr(self, name)))


@dataclass(frozen=True)
class Report:
    """A result to be handed on, and how.

    Attributes
    ----------
    result : Protected
    language : str
        One of `words.LANGUAGES`; the settings' where empty.
    second_language : str, optional
        The language of the facing page of the brief; none where absent.
    event : Event
    units : str
        One of `metrics.result.units.UNITS`: what is written beside the points of 0–100.
    digits : str
        One of `words.DIGITS`: the digits of texts in Arabic and Kurdish.
    size : str
        One of `SIZES`, for figures that are files of their own.
    transparent : bool
        Whether such figures have no ground.
    happened, asked, planned : str or mapping of str to str
        What happened between the rounds, what participants asked for, and what will be done, in the officer's own
        words, the same in every language or by language; a line each, without what turns the direction of words or
        moves a cursor, and without dashes or numbers before it. Left out where empty.
    figure_notes : mapping of str to (str or mapping of str to str)
        The officer's own words under figures, by the figures' names; `Part.note` counts instead where parts are chosen.
    parts : tuple of Part, optional
        The officer's choice, in order; each format's own where absent.
    template : bytes, optional
        The officer's own presentation, document or workbook; each format's own where absent.

    Raises
    ------
    TypeError
        If the result is not a protected one.
    ValueError
        If something is chosen that is not offered, also by the view of a part.
    """

    result: Protected
    language: str = ""
    second_language: str | None = None
    event: Event = field(default_factory=Event)
    units: str = POINTS
    digits: str = DIGITS[0]
    size: str = SIZES[0]
    transparent: bool = False
    happened: Text = ""
    asked: Text = ""
    planned: Text = ""
    figure_notes: Mapping[str, Text] = field(default_factory=dict)
    parts: tuple[Part, ...] | None = None
    template: bytes | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.result, Protected):
            raise TypeError("only a protected result can be written")
        if not self.language:
            object.__setattr__(self, "language", self.result.settings.lang)
        notes = {name: each_text(note, _own_words) for name, note in self.figure_notes.items()}
        object.__setattr__(self, "figure_notes", notes)
        for name in _OWN_TEXTS:
            object.__setattr__(self, name, each_text(getattr(self, name), _points))
        offered = {
            "language": (self.language, LANGUAGES),
            "second_language": (self.second_language, (None, *LANGUAGES)),
            "units": (self.units, UNITS),
            "digits": (self.digits, DIGITS),
            "size": (self.size, SIZES),
        }
        for name, (chosen, choices) in offered.items():
            if chosen not in choices:
                raise ValueError(f"{name} must be one of {', '.join(map(str, choices))}")
        for part in self.parts or ():
            if part.view is not None:
                part.view.check_in(self.result)

    @property
    def title(self) -> str:
        """The event's name in the report's language, else the instrument's title; words for a report without either."""
        named = self.event.title_in(self.language) or _name(self.result.title)
        return named or say("reports.content_untitled", self.language)

    @property
    def place(self) -> str:
        """Where the event was, in the report's language; empty where nobody said."""
        return self.event.place_in(self.language)

    @property
    def own_texts(self) -> dict[str, str]:
        """What the officer wrote beside the numbers, in the report's language, by name; no empty one."""
        texts = {name: text_in(getattr(self, name), self.language) for name in _OWN_TEXTS}
        return {name: text for name, text in texts.items() if text}

    @property
    def heading(self) -> str:
        """What it is about: the event, else the instrument's title; made-up answers are said to be so."""
        about = self.event.line(self.language) or self.title
        return f"{say('reports.provenance_synthetic', self.language)} · {about}" if self.event.synthetic else about


def _name(text: str) -> str:
    """A name in one line; empty where it has no sign that is seen."""
    return printable(text).strip() if shows(text) else ""


def _points(text: str) -> str:
    """Points that the officer typed, a line each, without the dashes and numbers typed before them."""
    lines = (_MARKER.sub("", line) for line in _own_words(text).splitlines())
    return "\n".join(line for line in lines if line)


def _own_words(text: str) -> str:
    """What the officer typed, a line each, without what moves a cursor or turns the direction of words."""
    lines = (printable(line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)
