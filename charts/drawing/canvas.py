"""The ground that every figure is drawn on: rows with their labels above them, one horizontal axis, title and footer.

A label stands on a line of its own above its row, so that a figure reads the same on a phone and across a page.
Words come in plain: whatever they hold is shown as it stands, and a line feed in them is a new line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from charts.drawing.hidden import WIDTH, hatch, lock
from charts.drawing.keys import Entry, lines_of_key, lines_of_notes
from charts.drawing.look import FONT, Look
from charts.drawing.writing import LINE_BREAK, directed, lines_of, literal
from words import say

REPORT_WIDTH = 900
LINE = 17
_LABEL_CHARACTERS = {False: 46, True: 100}
_KEY_CHARACTERS = {False: 50, True: 120}
_ABOVE_NOTES = 8
"""Pixels between a key and the notes below it."""
_AROUND, _HALF_HATCH = 2, 9
"""Pixels of ground around words on a hatch, and half its height: no line of it is seen above or below them, and the
ground reaches no letter of the label above."""
_BESIDE = {False: 0.13, True: 0.06}
"""Share of the axis that a number beside a mark takes: on a phone, in a report."""


@dataclass(frozen=True)
class Frame:
    """The words around a figure.

    Attributes
    ----------
    title : str
        What it says, made from the findings.
    subtitle : str
        What it shows.
    footer : str
        Edition, test, threshold, code.
    """

    title: str
    subtitle: str
    footer: str


class Canvas:
    """A figure that is filled row by row, from the top."""

    def __init__(self, look: Look, span: tuple[float, float], *, before: int = 14, behind: int = 84) -> None:
        """A canvas whose axis spans two values, with room (pixels) before and behind the plot for words."""
        self.look = look
        self._span = span
        self._before = before + (24 if look.report else 0)
        self._behind = behind
        self._y = 0.0
        self._traces: list[dict[str, Any]] = []
        self._shapes: list[dict[str, Any]] = []
        self._notes: list[dict[str, Any]] = []

    @property
    def start(self) -> tuple[float, str]:
        """Where lines begin: paper x and anchor."""
        return (1.0, "right") if self.look.rtl else (0.0, "left")

    @property
    def end(self) -> tuple[float, str]:
        """Where lines end: paper x and anchor."""
        return (0.0, "left") if self.look.rtl else (1.0, "right")

    def heading(self, text: str) -> None:
        """A section's heading, on a row of its own."""
        self._y -= 34
        self._note(literal(text), **self._at_edge(), y=self._y + 6, size=15, bold=True)
        self._shapes.append(self._rule(self._y - 6))
        self._y -= 8

    def rule(self) -> None:
        """A rule from edge to edge: what follows stands apart."""
        self._y -= 12
        self._shapes.append(self._rule(self._y))
        self._y -= 10

    def key(self, entries: Sequence[Entry]) -> None:
        """A key above the rows."""
        for line in lines_of_key(entries, _LABEL_CHARACTERS[self.look.report]):
            self._y -= LINE + 2
            self._note(line, **self._at_edge(), y=self._y + LINE / 2, size=12)
        self._y -= 8

    def line_of(self, words: str, note: str = "", *, muted: bool = False) -> None:
        """Words on lines of their own."""
        self.row(words, note, height=0, colour=self.look.palette.muted if muted else None)
        self._y += 9

    def row(
        self, label: str, note: str = "", height: int = 30, *, colour: str | None = None, mark: str | None = None
    ) -> float:
        """A row's label and a muted note, its first word in the colour `mark`; returns the y of the row's middle."""
        room = _LABEL_CHARACTERS[self.look.report]
        lines = lines_of(label, room) or [""]
        words = LINE_BREAK.join(map(literal, lines))
        if note:
            joined = len(lines[-1]) + len(note) + 3 <= room
            noted = LINE_BREAK.join(literal(piece) for line in note.split("\n") for piece in lines_of(line, room))
            first, _, rest = noted.partition(" ") if mark else ("", "", noted)
            words += "  " if joined else LINE_BREAK
            words += f'<span style="color:{mark}">{first}</span> ' if first else ""
            words += f'<span style="color:{self.look.palette.muted}">{rest}</span>'
        count = words.count(LINE_BREAK) + 1
        self._y -= count * LINE + 4
        edge = self._at_edge()
        self._note(words, **edge, y=self._y + count * LINE / 2, size=13, colour=colour, align=edge["xanchor"])
        middle = self._y - height / 2
        self._y -= height + 11
        return middle

    def space(self, height: float) -> float:
        """An empty stretch; returns the y of its middle."""
        self._y -= height
        return self._y + height / 2

    def band(self, low: float, high: float, y: float, half: float = 11) -> None:
        """A light band on a row: a change so small that it does not matter."""
        self._shapes.append(
            {
                "type": "rect",
                "layer": "below",
                "x0": max(low, self._span[0]),
                "x1": min(high, self._span[1]),
                "y0": y - half,
                "y1": y + half,
                "fillcolor": self.look.palette.band,
                "line": {"width": 0},
            }
        )

    def line(self, x: float) -> None:
        """A vertical rule over all rows, drawn when the figure is finished."""
        self._shapes.append(self._straight(x0=x, x1=x, y0="top", y1="bottom"))

    def track(self, y: float) -> None:
        """The row's axis, end to end."""
        self._shapes.append(self._straight(x0=self._span[0], x1=self._span[1], y0=y, y1=y))

    def at_end(
        self,
        text: str,
        y: float,
        colour: str | None = None,
        *,
        offset: int = 12,
        framed: bool = False,
        quiet: bool = False,
    ) -> None:
        """Text at the end of a row, outside the plot: small where it is `quiet`, or in an outline where `framed`."""
        x, anchor = (0.0, "right") if self.look.rtl else (1.0, "left")
        outline = {"bordercolor": self.look.palette.neither, "borderwidth": 1, "borderpad": 2} if framed else {}
        self._note(
            literal(text),
            x=x,
            xref="paper",
            xanchor=anchor,
            xshift=-offset if self.look.rtl else offset,
            y=y,
            size=11 if framed or quiet else 13,
            colour=colour,
            bold=not (framed or quiet),
            **outline,
        )

    def beside(self, text: str, x: float, y: float, direction: int, colour: str | None = None) -> None:
        """Text beside a mark, before it (−1) or behind it (+1) along the axis; below it where the axis ends there."""
        low, high = self._span
        left = high - x if direction > 0 else x - low
        if left < _BESIDE[self.look.report] * (high - low):
            self.centred(text, x, y - 18, colour=colour)
            return
        visual = -direction if self.look.rtl else direction
        anchor = "left" if visual > 0 else "right"
        self._note(literal(text), x=x, xref="x", xanchor=anchor, xshift=12 * visual, y=y, size=12, colour=colour)

    def at_start(self, text: str, y: float) -> None:
        """Muted text at the start of a row, before the plot."""
        edge = self._at_edge()
        self._note(literal(text), **edge, y=y, size=11, colour=self.look.palette.muted, align=edge["xanchor"])

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
    ) -> None:
        """Text centred on a point of the plot, on a ground of its own where `on` is a colour."""
        ground = {"bgcolor": on} if on else {}
        self._note(literal(text), x=x, xref="x", xanchor="center", y=y, size=size, colour=colour, bold=bold, **ground)

    def within(self, text: str, y: float, *, offset: int = 8, around: int = 0) -> None:
        """Muted text in the row itself, on a ground of its own, where there is nothing else to show."""
        x, anchor = self.start
        shift = around - offset if self.look.rtl else offset - around
        at: dict[str, Any] = {"x": x, "xref": "paper", "xanchor": anchor, "xshift": shift, "y": y}
        ground, muted = self.look.palette.ground, self.look.palette.muted
        self._note(literal(text), **at, size=12, colour=muted, bgcolor=ground, borderpad=around)

    def protected(self, y: float) -> None:
        """A hatched row with a lock, and in short that it is not shown; the key says why."""
        self.hatch(y, half=_HALF_HATCH)
        self.within(say("findings.short_protected", self.look.language), y, offset=WIDTH, around=_AROUND)
        middle = WIDTH / 2
        self._shapes += lock(self.look.palette, self.start[0], y, -middle if self.look.rtl else middle)

    def add_bar(self, **properties: Any) -> None:
        """A bar, by Plotly's properties."""
        self._traces.append({"type": "bar", **properties})

    def add_scatter(self, **properties: Any) -> None:
        """Marks or a line, by Plotly's properties."""
        self._traces.append({"type": "scatter", **properties})

    def hatch(self, y: float, half: float = 11) -> None:
        """A hatched row: not shown, to protect the people who answered."""
        self.add_bar(**hatch(self.look.palette, *self._span, y, half))

    def finish(
        self,
        frame: Frame,
        ticks: list[tuple[float, str]],
        ends: tuple[str, str] | None = None,
        key: Sequence[Entry] = (),
    ) -> go.Figure:
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
        top, bottom = 0.0, self._y
        for shape in self._shapes:
            if shape.get("y0") == "top":
                shape.update(y0=top, y1=bottom)
        foot = self._key_below(key, 30 if ticks else 12) + (30 if self.look.report else 4)
        head = self._head(frame, foot) if self.look.report else 8
        start, end = self._before, self._behind
        # All at once: Plotly checks every property again with each that is added.
        layout = {
            "width": REPORT_WIDTH if self.look.report else None,
            "height": int(top - bottom) + head + foot,
            "autosize": not self.look.report,
            "margin": {
                "l": end if self.look.rtl else start,
                "r": start if self.look.rtl else end,
                "t": head,
                "b": foot,
                "pad": 0,
                "autoexpand": False,
            },
            "paper_bgcolor": self.look.palette.ground,
            "plot_bgcolor": self.look.palette.ground,
            "font": {"family": FONT, "size": 13, "color": self.look.palette.ink},
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "barmode": "overlay",
            "shapes": self._shapes,
            "annotations": self._notes,
            "xaxis": self._axis(ticks),
            "yaxis": {"range": [bottom, top], "visible": False, "fixedrange": True},
        }
        return go.Figure(self._traces, layout).update_layout(template=None)

    def hover(self, text: str) -> str:
        """Plain words as the text that appears over a mark."""
        return directed(literal(text), rtl=self.look.rtl)

    def _axis(self, ticks: list[tuple[float, str]]) -> dict[str, Any]:
        low, high = self._span
        return {
            "range": [high, low] if self.look.rtl else [low, high],
            "tickvals": [position for position, _ in ticks],
            "ticktext": [directed(literal(text), rtl=self.look.rtl) for _, text in ticks],
            "tickangle": 0,
            "tickfont": {"size": 12, "color": self.look.palette.muted},
            "showgrid": False,
            "zeroline": False,
            "showline": False,
            "fixedrange": True,
        }

    def _ends(self, ends: tuple[str, str]) -> None:
        self._y -= 6
        (low, high), span = ends, self._span
        for text, x, direction in ((low, span[0], 1), (high, span[1], -1)):
            visual = -direction if self.look.rtl else direction
            self._note(
                literal(text),
                x=x,
                xref="x",
                xanchor="left" if visual > 0 else "right",
                y=self._y - 4,
                size=12,
                colour=self.look.palette.muted,
            )
        self._y -= 14

    def _at_edge(self) -> dict[str, Any]:
        """The position of text that starts at the figure's edge, before the plot."""
        x, anchor = self.start
        inset = 24 if self.look.report else 0
        shift = self._before - inset
        return {"x": x, "xref": "paper", "xanchor": anchor, "xshift": shift if self.look.rtl else -shift}

    def _key_below(self, key: Sequence[Entry], top: int) -> int:
        """A key that begins so many pixels below the plot, and its notes below it; returns where they end."""
        room = _KEY_CHARACTERS[self.look.report]
        marks, notes = lines_of_key(key, room), lines_of_notes(key, room)
        for line in marks:
            self._around(line, -top, size=12, colour=self.look.palette.muted, below=True)
            top += LINE + 2
        top += _ABOVE_NOTES if marks and notes else 0
        for line in notes:
            self._around(line, -top, size=12, colour=self.look.palette.muted, below=True)
            top += LINE
        return top

    def _head(self, frame: Frame, foot: int) -> int:
        """Title and subtitle above the plot, the footer at the end of the room below; returns the height above."""
        title, subtitle, footer = lines_of(frame.title, 84), lines_of(frame.subtitle, 118), lines_of(frame.footer, 140)
        height = 22 + 24 * len(title) + 18 * len(subtitle) + 10
        ink, muted = self.look.palette.ink, self.look.palette.muted
        self._around(_joined(title), height - 14, size=18, colour=ink, bold=True)
        self._around(_joined(subtitle), height - 18 - 24 * len(title), size=13, colour=muted)
        self._around(_joined(footer), 14 * len(footer) - foot + 4, size=11, colour=muted, below=True)
        return height

    def _around(
        self, markup: str, shift: int, *, size: int, colour: str, bold: bool = False, below: bool = False
    ) -> None:
        """Text outside the plot, its upper edge `shift` pixels from the plot's top or, `below`, from its bottom."""
        text = directed(markup, rtl=self.look.rtl)
        edge = self._at_edge()
        self._notes.append(
            {
                **edge,
                "text": f"<b>{text}</b>" if bold else text,
                "yref": "paper",
                "y": 0 if below else 1,
                "yanchor": "top",
                "yshift": shift,
                "showarrow": False,
                "align": edge["xanchor"],
                "font": {"size": size, "color": colour},
            }
        )

    def _note(
        self, text: str, *, y: float, size: int, colour: str | None = None, bold: bool = False, **options: Any
    ) -> None:
        """Text, which is markup already, on a height of the plot; nothing where it is empty."""
        if not text:
            return
        words = directed(text, rtl=self.look.rtl)
        self._notes.append(
            {
                "text": f"<b>{words}</b>" if bold else words,
                "y": y,
                "yref": "y",
                "yanchor": "middle",
                "showarrow": False,
                "font": {"size": size, "color": colour or self.look.palette.ink},
                **options,
            }
        )

    def _rule(self, y: float) -> dict[str, Any]:
        return self._straight(xref="paper", x0=0, x1=1, y0=y, y1=y)

    def _straight(self, **ends: Any) -> dict[str, Any]:
        return {"type": "line", "layer": "below", **ends, "line": {"color": self.look.palette.rule, "width": 1}}


def _joined(lines: Sequence[str]) -> str:
    return LINE_BREAK.join(map(literal, lines))
