"""The ground that every figure is drawn on: rows with their labels above them, one horizontal axis, title and footer.

A label stands on a line of its own above its row, so that a figure reads the same on a phone and across a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from charts.look import FONT, Look

REPORT_WIDTH = 900
ROW = 50
LINE = 17
_RIGHT_TO_LEFT, _END = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_LABEL_CHARACTERS = {False: 46, True: 100}


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

    def __init__(self, look: Look, span: tuple[float, float], *, before: int = 14, behind: int = 64) -> None:
        """A canvas whose axis spans two values, with room (pixels) before and behind the plot for words."""
        self.look = look
        self.figure = go.Figure()
        self._span = span
        self._before = before + (24 if look.report else 0)
        self._behind = behind
        self._y = 0.0
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
        self._note(text, **self._at_edge(), y=self._y + 6, size=15, bold=True)
        self._shapes.append(self._rule(self._y - 6))
        self._y -= 8

    def key(self, patches: Sequence[tuple[str, str]]) -> None:
        """Coloured patches with their names, in as many lines as they need."""
        lines: list[list[str]] = [[]]
        length = 0
        for colour, name in patches:
            length += len(name) + 4
            if length > _LABEL_CHARACTERS[self.look.report] and lines[-1]:
                lines.append([])
                length = len(name) + 4
            lines[-1].append(f'<span style="color:{colour}">■</span> {name}')
        for line in lines:
            self._y -= LINE + 2
            self._note("   ".join(line), **self._at_edge(), y=self._y + LINE / 2, size=12)
        self._y -= 8

    def line_of(self, words: str, note: str = "") -> None:
        """Words on lines of their own."""
        self.row(words, note, height=0)
        self._y += 9

    def row(self, label: str, note: str = "", height: int = 30) -> float:
        """A row's label with a muted note; returns the y of the row's middle."""
        lines = wrap(label, _LABEL_CHARACTERS[self.look.report]) or [""]
        words = "<br>".join(lines)
        if note:
            joined = len(lines[-1]) + len(note) + 3 <= _LABEL_CHARACTERS[self.look.report]
            words += ("  " if joined else "<br>") + f'<span style="color:{self.look.palette.muted}">{note}</span>'
        count = words.count("<br>") + 1
        self._y -= count * LINE + 4
        place = self._at_edge()
        self._note(words, **place, y=self._y + count * LINE / 2, size=13, align=place["xanchor"])
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
        self._shapes.append(
            {"type": "line", "layer": "below", "x0": x, "x1": x, "y0": "top", "y1": "bottom", "line": self._stroke()}
        )

    def track(self, y: float) -> None:
        """The row's axis, end to end."""
        low, high = self._span
        self._shapes.append(
            {"type": "line", "layer": "below", "x0": low, "x1": high, "y0": y, "y1": y, "line": self._stroke()}
        )

    def at_end(self, text: str, y: float, colour: str | None = None, *, offset: int = 8, framed: bool = False) -> None:
        """Text at the end of a row, outside the plot; in an outline where it is `framed`."""
        x, anchor = (0.0, "right") if self.look.rtl else (1.0, "left")
        outline = {"bordercolor": self.look.palette.neither, "borderwidth": 1, "borderpad": 2} if framed else {}
        self._note(
            text,
            x=x,
            xref="paper",
            xanchor=anchor,
            xshift=-offset if self.look.rtl else offset,
            y=y,
            size=11 if framed else 13,
            colour=colour,
            bold=not framed,
            **outline,
        )

    def beside(self, text: str, x: float, y: float, direction: int, colour: str | None = None) -> None:
        """Text beside a mark, before it (−1) or behind it (+1) along the axis."""
        visual = -direction if self.look.rtl else direction
        anchor = "left" if visual > 0 else "right"
        self._note(text, x=x, xref="x", xanchor=anchor, xshift=9 * visual, y=y, size=12, colour=colour)

    def at_start(self, text: str, y: float) -> None:
        """Muted text at the start of a row, before the plot."""
        self._note(text, **self._at_edge(), y=y, size=11, colour=self.look.palette.muted)

    def centred(
        self, text: str, x: float, y: float, *, colour: str | None = None, muted: bool = False, size: int = 12
    ) -> None:
        """Text centred on a place of the plot."""
        ink = self.look.palette.muted if muted else colour
        self._note(text, x=x, xref="x", xanchor="center", y=y, size=size, colour=ink)

    def within(self, text: str, y: float) -> None:
        """Muted text in the row itself, where there is nothing else to show."""
        x, anchor = self.start
        self._note(
            text,
            x=x,
            xref="paper",
            xanchor=anchor,
            xshift=8 * (-1 if self.look.rtl else 1),
            y=y,
            size=12,
            colour=self.look.palette.muted,
        )

    def hatch(self, y: float, half: float = 11) -> None:
        """A hatched row: not shown, to protect the people who answered."""
        low, high = self._span
        self.figure.add_bar(
            x=[high - low],
            base=[low],
            y=[y],
            width=[2 * half],
            orientation="h",
            marker={
                "color": "rgba(0,0,0,0)",
                "line": {"width": 0},
                "pattern": {"shape": "/", "size": 7, "solidity": 0.12, "fgcolor": self.look.palette.neither},
            },
            hoverinfo="skip",
        )

    def finish(self, frame: Frame, ticks: list[tuple[float, str]], ends: tuple[str, str] | None = None) -> go.Figure:
        """The finished figure, with its axis and, for a report, title and footer.

        Parameters
        ----------
        ticks : list of (position, text)
        ends : (text, text), optional
            What lies at the low and at the high end of the axis.
        """
        if ends:
            self._ends(ends)
        top, bottom = 0.0, self._y
        for shape in self._shapes:
            if shape.get("y0") == "top":
                shape.update(y0=top, y1=bottom)
        head = self._head(frame) if self.look.report else 8
        foot = 64 if self.look.report else 34
        start, end = self._before, self._behind
        self.figure.update_layout(
            width=REPORT_WIDTH if self.look.report else None,
            height=int(top - bottom) + head + foot,
            autosize=not self.look.report,
            margin={
                "l": end if self.look.rtl else start,
                "r": start if self.look.rtl else end,
                "t": head,
                "b": foot,
                "pad": 0,
                "autoexpand": False,
            },
            paper_bgcolor=self.look.palette.ground,
            plot_bgcolor=self.look.palette.ground,
            font={"family": FONT, "size": 13, "color": self.look.palette.ink},
            showlegend=False,
            hovermode="closest",
            dragmode=False,
            barmode="overlay",
            template=None,
            shapes=self._shapes,
            annotations=self._notes,
            xaxis=self._axis(ticks),
            yaxis={"range": [bottom, top], "visible": False, "fixedrange": True},
        )
        return self.figure

    def words(self, text: str) -> str:
        """Text that keeps its direction inside a figure, line by line: figures are laid out left to right."""
        if not self.look.rtl:
            return text
        return "<br>".join(f"{_RIGHT_TO_LEFT}{line}{_END}" for line in text.split("<br>"))

    def _axis(self, ticks: list[tuple[float, str]]) -> dict[str, Any]:
        low, high = self._span
        return {
            "range": [high, low] if self.look.rtl else [low, high],
            "tickvals": [position for position, _ in ticks],
            "ticktext": [self.words(text) for _, text in ticks],
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
                text,
                x=x,
                xref="x",
                xanchor="left" if visual > 0 else "right",
                y=self._y - 4,
                size=12,
                colour=self.look.palette.muted,
            )
        self._y -= 14

    def _at_edge(self) -> dict[str, Any]:
        """The place of text that starts at the figure's edge, before the plot."""
        x, anchor = self.start
        inset = 24 if self.look.report else 0
        shift = self._before - inset
        return {"x": x, "xref": "paper", "xanchor": anchor, "xshift": shift if self.look.rtl else -shift}

    def _head(self, frame: Frame) -> int:
        """Title and subtitle above the plot; returns their height."""
        title = wrap(frame.title, 84)
        subtitle = wrap(frame.subtitle, 118)
        height = 22 + 24 * len(title) + 18 * len(subtitle) + 10
        place = self._at_edge()
        common = {
            **place,
            "yref": "paper",
            "y": 1,
            "yanchor": "top",
            "showarrow": False,
            "align": place["xanchor"],
        }
        self._notes.append(
            {
                **common,
                "text": f"<b>{self.words('<br>'.join(title))}</b>",
                "yshift": height - 14,
                "font": {"size": 18, "color": self.look.palette.ink},
            }
        )
        self._notes.append(
            {
                **common,
                "text": self.words("<br>".join(subtitle)),
                "yshift": height - 18 - 24 * len(title),
                "font": {"size": 13, "color": self.look.palette.muted},
            }
        )
        self._notes.append(
            {
                **common,
                "text": self.words("<br>".join(wrap(frame.footer, 140))),
                "y": 0,
                "yanchor": "bottom",
                "yshift": -58,
                "font": {"size": 11, "color": self.look.palette.muted},
            }
        )
        return height

    def _note(
        self, text: str, *, y: float, size: int, colour: str | None = None, bold: bool = False, **place: Any
    ) -> None:
        self._notes.append(
            {
                "text": f"<b>{self.words(text)}</b>" if bold else self.words(text),
                "y": y,
                "yref": "y",
                "yanchor": "middle",
                "showarrow": False,
                "font": {"size": size, "color": colour or self.look.palette.ink},
                **place,
            }
        )

    def _rule(self, y: float) -> dict[str, Any]:
        return {
            "type": "line",
            "layer": "below",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": y,
            "y1": y,
            "line": self._stroke(),
        }

    def _stroke(self) -> dict[str, Any]:
        return {"color": self.look.palette.rule, "width": 1}
