"""The ground that every figure is drawn on: rows with their labels above them, one horizontal axis, title and footer.

A label stands on a line of its own above its row, so that a figure reads the same on a phone and across a page.
Words come in plain: whatever they hold is shown as it stands, and a line feed in them is a new line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts.drawing.frame import Frame
from charts.drawing.keys import Entry, lines_of_key, lines_of_notes
from charts.drawing.uprights import Label, label_of, upright
from charts.primitives.drawing import (
    Anchor,
    At,
    Axis,
    Band,
    Bar,
    Drawing,
    Line,
    Lock,
    Margins,
    Mark,
    Primitive,
    Row,
    Rule,
    Run,
    Segment,
    Text,
)
from charts.primitives.lock import WIDTH
from charts.primitives.look import WIDE, Look
from charts.primitives.writing import balanced, from_left, lines_of, one_colour
from words import say

REPORT_WIDTH = 900
LINE = 17
_NARROWEST = {"narrow": 330, "wide": WIDE, "report": REPORT_WIDTH}
_LABEL_CHARACTERS = {"narrow": 46, "wide": 92, "report": 100}
_KEY_CHARACTERS = {"narrow": 50, "wide": 112, "report": 136}
_TITLE_CHARACTERS, _SUBTITLE_CHARACTERS = 84, 132
_FOOTER_CHARACTERS, _FOOTER_LINE, _BELOW_FOOTER = 160, 14, 16
"""Characters of a line of the footer, pixels from one to the next, and below the last."""
_ABOVE_NOTES = 8
"""Pixels between a key and the notes below it."""
_AROUND, _HALF_HATCH = 2, 9
"""Pixels of ground around words on a hatch, and half its height: no line of it is seen above or below them, and the
ground reaches no letter of the label above."""
_BESIDE = {"narrow": 0.13, "wide": 0.07, "report": 0.06}
"""Share of the axis that a number beside a mark takes."""


class Canvas:
    """A figure that is filled row by row, from the top."""

    def __init__(self, look: Look, span: tuple[float, float], *, before: int = 14, behind: int = 84) -> None:
        """A canvas whose axis spans two values, with room (pixels) before and behind the plot for words."""
        self.look = look
        self._span = span
        self._before = before + (24 if look.report else 0)
        self._behind = behind
        self._y = 0.0
        self._parts: list[Primitive] = []
        self._rows: list[Row] = []
        self._upright: list[float] = []
        self._labels: list[Label] = []

    def heading(self, text: str) -> None:
        """A section's heading, on a row of its own."""
        self._y -= 34
        self._labels.append(label_of(one_colour(text), self._y + LINE, self._y - 6))
        self._text(text, self._edge, self._y + 6, 15, anchor=self._begin, bold=True, role="heading")
        self._rule(self._y - 6)
        self._y -= 8

    def rule(self) -> None:
        """A rule from edge to edge: what follows stands apart."""
        self._y -= 12
        self._rule(self._y)
        self._y -= 10

    def key(self, entries: Sequence[Entry]) -> None:
        """A key above the rows."""
        for line in lines_of_key(entries, _LABEL_CHARACTERS[self.look.room]):
            self._y -= LINE + 2
            self._lines((line,), self._edge, self._y + LINE / 2, 12, anchor=self._begin, role="answers")
        self._y -= 8

    def line_of(self, words: str, note: str = "", *, muted: bool = False, role: str = "line") -> None:
        """Words on lines of their own."""
        self._row(words, note, 0, colour=self.look.palette.muted if muted else None, role=role)
        self._y += 9

    def row(self, label: str, note: str = "", height: int = 30, *, mark: str | None = None, said: str = "") -> float:
        """A row's label and a muted note, its first word in the colour `mark`; returns the y of the row's middle.

        `said`: what the row says in a sentence.
        """
        top = self._y
        middle = self._row(label, note, height, mark=mark)
        self._rows.append(Row(middle, label, note, top, self._y, said))
        return middle

    def space(self, height: float) -> float:
        """An empty stretch; returns the y of its middle."""
        self._y -= height
        return self._y + height / 2

    def band(self, low: float, high: float, y: float, half: float = 11) -> None:
        """A light band on a row: a change so small that it does not matter."""
        low, high = max(low, self._span[0]), min(high, self._span[1])
        self._parts.append(Band(low, high, y, half, self.look.palette.band))

    def line(self, x: float) -> None:
        """A vertical rule over all rows, drawn when the figure is finished."""
        self._upright.append(x)

    def track(self, y: float) -> None:
        """The row's axis, end to end."""
        low, high = (At(x, on_axis=True) for x in self._span)
        self._parts.append(Rule(low, high, y, y, self.look.palette.rule))

    def at_end(
        self,
        text: str,
        y: float,
        colour: str | None = None,
        *,
        offset: int = 12,
        framed: bool = False,
        quiet: bool = False,
        role: str = "change",
    ) -> None:
        """Text at the end of a row, outside the plot: small where it is `quiet`, or in an outline where `framed`."""
        at = At(0.0, shift=-offset) if self.look.rtl else At(1.0, shift=offset)
        outline, around = (self.look.palette.neither, 2) if framed else (None, 0)
        small = framed or quiet
        self._lines(
            one_colour(text),
            at,
            y,
            11 if small else 13,
            anchor=self._begin,
            colour=colour,
            bold=not small,
            outline=outline,
            around=around,
            role=role,
        )

    def beside(self, text: str, x: float, y: float, direction: int, colour: str | None = None, *, role: str) -> None:
        """Text beside a mark, before it (−1) or behind it (+1) along the axis; below it where the axis ends there."""
        low, high = self._span
        left = high - x if direction > 0 else x - low
        if left < _BESIDE[self.look.room] * (high - low):
            self.centred(text, x, y - 18, colour=colour, role=role)
            return
        visual = -direction if self.look.rtl else direction
        at = At(x, on_axis=True, shift=12 * visual)
        self._text(text, at, y, 12, anchor="left" if visual > 0 else "right", colour=colour, role=role)

    def from_start(self, x: float) -> float:
        """Pixels from the edge of the words at the start to a value of the axis, where the figure is narrowest."""
        low, high = self._span
        plot = _NARROWEST[self.look.room] - self._before - self._behind
        return abs(self._edge.shift) + plot * (x - low) / (high - low)

    def under(self, text: str, x: float, y: float, direction: int, shift: float, colour: str | None, role: str) -> None:
        """Text under a mark that ends (−1) or begins (+1) so many pixels behind the mark's middle along the axis."""
        turned = -1 if self.look.rtl else 1
        at = At(x, on_axis=True, shift=shift * turned)
        anchor: Anchor = "left" if direction * turned > 0 else "right"
        self._text(text, at, y - 18, 12, anchor=anchor, colour=colour, role=role)

    def at_start(self, text: str, y: float) -> None:
        """Muted text at the start of a row, before the plot."""
        self._text(text, self._edge, y, 11, anchor=self._begin, colour=self.look.palette.muted, role="round")

    def at_plot(self, text: str, y: float, colour: str, *, before: bool, role: str = "", size: int = 13) -> None:
        """Bold text right `before` the plot, or behind it, in a colour."""
        is_left = before != self.look.rtl
        at = At(0.0, shift=-8) if is_left else At(1.0, shift=8)
        anchor: Anchor = "right" if is_left else "left"
        self._text(text, at, y, size, anchor=anchor, colour=colour, bold=True, role=role)

    def centred(
        self,
        text: str,
        x: float,
        y: float,
        *,
        colour: str | None = None,
        size: int = 12,
        bold: bool = False,
        on: str | None = None,
        role: str = "",
    ) -> None:
        """Text centred on a point of the plot, on a ground of its own where `on` is a colour."""
        at = At(x, on_axis=True)
        self._lines(one_colour(text), at, y, size, anchor="center", colour=colour, bold=bold, ground=on, role=role)

    def within(self, text: str, y: float, *, offset: int = 8, around: int = 0) -> None:
        """Muted text in the row itself, on a ground of its own, where there is nothing else to show."""
        at = At(1.0, shift=around - offset) if self.look.rtl else At(0.0, shift=offset - around)
        ground, muted = self.look.palette.ground, self.look.palette.muted
        lines = one_colour(text)
        self._lines(lines, at, y, 12, anchor=self._begin, colour=muted, ground=ground, around=around, role="instead")

    def protected(self, y: float) -> None:
        """A hatched row with a lock, and in short that it is not shown; the key says why."""
        self.hatch(y, half=_HALF_HATCH)
        self.within(say("findings.short_protected", self.look.language), y, offset=WIDTH, around=_AROUND)
        at = At(1.0, shift=-WIDTH / 2) if self.look.rtl else At(0.0, shift=WIDTH / 2)
        self._parts.append(Lock(at, y, self.look.palette.muted, self.look.palette.ground))

    def add(self, *parts: Bar | Segment | Mark) -> None:
        """Bars and marks, in the order in which they lie on each other."""
        self._parts += parts

    def hatch(self, y: float, half: float = 11) -> None:
        """A hatched row: not shown, to protect the people who answered."""
        low, high = self._span
        self.add(Bar(low, high - low, y, 2 * half, hatch=self.look.palette.neither))

    def finish(
        self,
        frame: Frame,
        ticks: list[tuple[float, str]],
        ends: tuple[str, str] | None = None,
        key: Sequence[Entry] = (),
    ) -> Drawing:
        """The finished figure, with its axis, the key below it and, for a report, title and footer.

        Parameters
        ----------
        ticks : list of (position, text)
        ends : (text, text), optional
            What lies at the low and at the high end of the axis.
        key : sequence of Entry
            The marks that occur in it.
        """
        if ends:
            self._ends(ends)
        bottom, palette = self._y, self.look.palette
        rules = [
            rule for x in self._upright for rule in upright(x, self.from_start(x), bottom, self._labels, palette.rule)
        ]
        footer = balanced(frame.footer, _FOOTER_CHARACTERS) if self.look.report else []
        below = 12 + _FOOTER_LINE * len(footer) + _BELOW_FOOTER if self.look.report else 4
        foot = self._key_below(key, 30 if ticks else 12) + below
        head = self._head(frame, footer, foot) if self.look.report else 8
        before, behind = self._before, self._behind
        left, right = (behind, before) if self.look.rtl else (before, behind)
        return Drawing(
            parts=(*rules, *self._parts),
            axis=Axis(*self._span, tuple(ticks), palette.muted),
            margins=Margins(left, right, head, foot),
            height=head - bottom + foot,
            width=REPORT_WIDTH if self.look.report else None,
            ground=palette.ground,
            ink=palette.ink,
            rtl=self.look.rtl,
            rows=tuple(self._rows),
            title=frame.title,
            subtitle=frame.subtitle,
            footer=frame.footer,
        )

    @property
    def _begin(self) -> Anchor:
        """The side at which lines begin."""
        return "right" if self.look.rtl else "left"

    @property
    def _edge(self) -> At:
        """The place of text that starts at the figure's edge, before the plot."""
        shift = self._before - (24 if self.look.report else 0)
        return At(1.0, shift=shift) if self.look.rtl else At(0.0, shift=-shift)

    def _row(
        self,
        label: str,
        note: str,
        height: int,
        *,
        colour: str | None = None,
        mark: str | None = None,
        role: str = "",
    ) -> float:
        """A label and its note on lines of their own above so many pixels; returns the y of their middle."""
        room = _LABEL_CHARACTERS[self.look.room]
        labels = lines_of(from_left(label, rtl=self.look.rtl), room) or [""]
        noted = [piece for line in note.split("\n") for piece in lines_of(line, room)] if note else []
        lines: list[Line] = [(Run(line),) for line in labels]
        for position, piece in enumerate(noted):
            first, _, rest = piece.partition(" ") if mark and not position else ("", "", piece)
            runs = (*((Run(first, mark), Run(" ")) if first else ()), Run(rest, self.look.palette.muted))
            if not position and len(labels[-1]) + len(note) + 3 <= room:
                lines[-1] = (*lines[-1], Run("  "), *runs)
            else:
                lines.append(runs)
        self._y -= len(lines) * LINE + 4
        top = self._y + len(lines) * LINE
        self._labels.append(label_of(lines, top, self._y))
        y = (top + self._y) / 2
        self._lines(tuple(lines), self._edge, y, 13, anchor=self._begin, colour=colour, role=role)
        middle = self._y - height / 2
        self._y -= height + 11
        return middle

    def _ends(self, ends: tuple[str, str]) -> None:
        """What lies at either end of the axis, just inside it."""
        self._y -= 6
        for text, x, direction in zip(ends, self._span, (1, -1), strict=True):
            visual = -direction if self.look.rtl else direction
            anchor: Anchor = "left" if visual > 0 else "right"
            at, muted = At(x, on_axis=True), self.look.palette.muted
            self._text(text, at, self._y - 4, 12, anchor=anchor, colour=muted, role="end")
        self._y -= 14

    def _key_below(self, key: Sequence[Entry], top: int) -> int:
        """A key that begins so many pixels below the plot, and its notes below it; returns where they end."""
        room, plot = _KEY_CHARACTERS[self.look.room], self._y
        marks, notes = lines_of_key(key, room), lines_of_notes(key, room)
        for line in marks:
            self._hanging((line,), plot - top, size=12, colour=self.look.palette.muted, role="key")
            top += LINE + 2
        top += _ABOVE_NOTES if marks and notes else 0
        for line in notes:
            self._hanging((line,), plot - top, size=12, colour=self.look.palette.muted, role="note")
            top += LINE
        return top

    def _head(self, frame: Frame, footer: Sequence[str], foot: int) -> int:
        """Title and subtitle above the plot, the footer at the end of the room below; returns the height above."""
        title = balanced(frame.title, _TITLE_CHARACTERS)
        subtitle = lines_of(frame.subtitle, _SUBTITLE_CHARACTERS)
        height = 22 + 24 * len(title) + 18 * len(subtitle) + 10
        ink, muted = self.look.palette.ink, self.look.palette.muted
        self._hanging(one_colour("\n".join(title)), height - 14, size=18, colour=ink, bold=True)
        self._hanging(one_colour("\n".join(subtitle)), height - 18 - 24 * len(title), size=13, colour=muted)
        below = self._y - foot + _BELOW_FOOTER + _FOOTER_LINE * len(footer)
        self._hanging(one_colour("\n".join(footer)), below, size=11, colour=muted)
        return height

    def _hanging(
        self, lines: tuple[Line, ...], y: float, *, size: int, colour: str, bold: bool = False, role: str = ""
    ) -> None:
        """Text outside the plot, its upper edge at a height."""
        at, anchor = self._edge, self._begin
        self._parts.append(Text(at, y, lines, size, colour, bold=bold, anchor=anchor, hangs=True, role=role))

    def _text(
        self,
        text: str,
        at: At,
        y: float,
        size: int,
        *,
        anchor: Anchor,
        colour: str | None = None,
        bold: bool = False,
        role: str = "",
    ) -> None:
        self._lines(one_colour(text), at, y, size, anchor=anchor, colour=colour, bold=bold, role=role)

    def _lines(
        self,
        lines: tuple[Line, ...],
        at: At,
        y: float,
        size: int,
        *,
        anchor: Anchor,
        colour: str | None = None,
        bold: bool = False,
        ground: str | None = None,
        around: int = 0,
        outline: str | None = None,
        role: str = "",
    ) -> None:
        """Lines around a height; nothing where they are empty."""
        if not any(run.words for line in lines for run in line):
            return
        ink = colour or self.look.palette.ink
        words = Text(at, y, lines, size, ink, bold=bold, anchor=anchor, ground=ground, around=around, role=role)
        self._parts.append(replace(words, outline=outline))

    def _rule(self, y: float) -> None:
        self._parts.append(Rule(At(0.0), At(1.0), y, y, self.look.palette.rule))
