"""The ground of a figure of cells: names of rows stand beside them, where they have room there."""

from __future__ import annotations

from charts.drawing.canvas import LINE, Canvas
from charts.primitives.drawing import Line, Row, Run
from charts.primitives.look import Look
from charts.primitives.writing import from_left, lines_of

_CHARACTER, _BEHIND = 6.9, 10
"""Pixels of a letter of a name, and behind the names."""
_BETWEEN = 8
"""Pixels between two rows."""


class GridCanvas(Canvas):
    """A figure of so many columns, with room for names before them; without that, these stand above their rows."""

    def __init__(self, look: Look, columns: int, *, names: int = 0) -> None:
        """A canvas; `names`: pixels before the columns."""
        super().__init__(look, (0.0, float(columns)), before=names, behind=24 if look.report else 0)
        self._names = names

    def heading(self, text: str) -> None:
        """A section's heading, with room between its rule and the cells below it."""
        super().heading(text)
        self._y -= _BETWEEN if self._names else 0

    def row(self, label: str, note: str = "", height: int = 30, *, mark: str | None = None, said: str = "") -> float:
        """A row with its name beside it; returns the y of its middle."""
        if not self._names:
            return super().row(label, note, height, mark=mark, said=said)
        room = int((self._names - _BEHIND) / _CHARACTER)
        lines: list[Line] = [(Run(line),) for line in lines_of(from_left(label, rtl=self.look.rtl), room)]
        lines += [(Run(line, self.look.palette.muted),) for line in lines_of(note, room)]
        height = max(height, LINE * len(lines))
        top, middle = self._y, self._y - height / 2
        self._lines(tuple(lines), self._edge, middle, 12, anchor=self._begin)
        self._y -= height + _BETWEEN
        self._rows.append(Row(middle, label, note, top, self._y, said))
        return middle
