"""Aspect by group: the change in each cell; what is certain is filled, what points somewhere outlined, the rest quiet.

Groups are rows and aspects columns. Where the names of the aspects have no room above columns, as on a phone, each
stands in its cell, and the cells of a group in several lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from charts.drawing.canvas import LINE, Canvas
from charts.drawing.dumbbells import people
from charts.drawing.findings import colour_of, verdict_words
from charts.drawing.frame import Frame
from charts.drawing.keys import Entry, of_findings, of_hidden
from charts.drawing.picture import Picture, View, dimension_rows, groups_by_side, picture_of_changes
from charts.drawing.titles import frame, of_aspects_by_group
from charts.drawing.units import IN_POINTS, Writing, writing_of
from charts.primitives.drawing import COLUMN, Bar, Drawing, Line, Row, Run
from charts.primitives.look import CERTAIN, WIDE, Look
from charts.primitives.writing import from_left, lines_of, shown_length
from metrics import INDEX, PROTECTED, ChangeRow, Protected, group_label, measure_label, sentence
from metrics.findings.verdicts import POINTING
from words import say

NAME = "cells"
PAGE = "groups"
AXIS_DECIMALS = None


def views(result: Protected) -> list[View]:
    """The only one, where there are groups and aspects of trust."""
    return [View()] if any(dimension_rows(result, group.name) for group in result.group_rows) else []


def draw(result: Protected, view: View) -> Picture:
    """The change of each dimension for each group."""
    language, edition, look = view.language, view.edition, view.look
    groups = [group.name for group in result.group_rows if (INDEX, group.name) in result.change_of]
    measures = [measure.name for measure in result.measures if measure.level == "dimension"]
    rows = [row for group in groups for row in dimension_rows(result, group)]
    title = of_aspects_by_group(result, rows, language)
    writing = writing_of(result, rows, view.units)
    around = frame(result, title, writing.shows("heatmap"), edition, language)
    figure = heatmap(result, measures, groups, around, look, writing)
    return picture_of_changes(result, around, figure, rows, view)


_HALF = 17
"""Half the height of a cell, pixels; one that holds the name of its aspect is as high as its lines."""
_LABELS = {"narrow": 0, "wide": 172, "report": 200}
"""Pixels before the cells, for the names of the groups; none where these stand above their cells."""
_WIDTH = {"narrow": 330, "wide": WIDE, "report": 852}
"""Pixels across all of it, at least."""
_CHARACTER, _HEAD_CHARACTER, _AROUND = 6.3, 5.4, 8
"""Pixels of a letter of 11 at most, in a long word, and around words in a cell."""
_SMALL, _LINE = 11, 14
"""The size of small words, and pixels of one of their lines."""
_GAP = 0.03
"""Share of a column that stays free on either side of a cell."""
_DASH = "–"
"""What stands in a cell that could not be compared."""
_MOST_LINES = 3
"""Lines of a name above its column."""


_NAME_CHARACTER, _BEHIND_NAMES = 6.9, 10
"""Pixels of a letter of a group's name, and behind the names."""
_BETWEEN_ROWS = 8
"""Pixels between two groups."""


class _GridCanvas(Canvas):
    """A figure of so many columns, with room for names before them; without that, these stand above their rows."""

    def __init__(self, look: Look, columns: int, *, names: int = 0) -> None:
        """A canvas; `names`: pixels before the columns."""
        super().__init__(look, (0.0, float(columns)), before=names, behind=24 if look.report else 0)
        self._names = names

    def heading(self, text: str) -> None:
        """A section's heading, with room between its rule and the cells below it."""
        super().heading(text)
        self._y -= _BETWEEN_ROWS if self._names else 0

    def row(self, label: str, note: str = "", height: int = 30, *, mark: str | None = None, said: str = "") -> float:
        """A row with its name beside it; returns the y of its middle."""
        if not self._names:
            return super().row(label, note, height, mark=mark, said=said)
        room = int((self._names - _BEHIND_NAMES) / _NAME_CHARACTER)
        lines: list[Line] = [(Run(line),) for line in lines_of(from_left(label, rtl=self.look.rtl), room)]
        lines += [(Run(line, self.look.palette.muted),) for line in lines_of(note, room)]
        height = max(height, LINE * len(lines))
        top, middle = self._y, self._y - height / 2
        self._lines(tuple(lines), self._edge, middle, 12, anchor=self._begin)
        self._y -= height + _BETWEEN_ROWS
        self._rows.append(Row(middle, label, note, top, self._y, said))
        return middle


@dataclass(frozen=True)
class _Grid:
    """How the cells are laid out.

    Attributes
    ----------
    names : tuple of tuple of str
        The name of each aspect, in lines.
    columns : int
        Cells side by side.
    before : int
        Pixels before the cells, for the names of the groups; where there are none, these stand above their cells.
    in_cells : bool
        Whether the names of aspects stand in the cells; else above the columns.
    room : float
        Pixels that words have in a cell.
    """

    names: tuple[tuple[str, ...], ...]
    columns: int
    before: int
    room: float
    in_cells: bool = False

    @property
    def above(self) -> int:
        """Pixels that the names of aspects take in a cell."""
        return 0 if not self.in_cells else _LINE * max(map(len, self.names), default=0)

    @property
    def height(self) -> int:
        """Pixels of a cell."""
        return self.above + (28 if self.above else 2 * _HALF)

    def lines_of_cells(self) -> range:
        """The first cell of each line."""
        return range(0, len(self.names), self.columns)


def _grid(names: Sequence[str], look: Look) -> _Grid:
    """All aspects side by side, behind or below the groups' names, where they have room; else named in the cells."""
    longest = max((shown_length(word) for name in names for word in name.split()), default=1)
    count, width = max(len(names), 1), _WIDTH[look.room]
    for before in (_LABELS[look.room], 0):
        room = (width - before) / count * (1 - 2 * _GAP)
        lines = _wrapped(names, room, _HEAD_CHARACTER)
        if longest * _HEAD_CHARACTER <= room and max(map(len, lines), default=0) <= _MOST_LINES:
            return _Grid(lines, count, before, room)
    columns = max(1, min(count, int(width * (1 - 2 * _GAP) / (longest * _CHARACTER + _AROUND))))
    room = width / columns * (1 - 2 * _GAP) - _AROUND
    return _Grid(_wrapped(names, room), columns, 0, room, in_cells=True)


def _wrapped(names: Iterable[str], room: float, character: float = _CHARACTER) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(lines_of(name, max(int(room / character), 1))) for name in names)


def heatmap(
    result: Protected,
    measures: Sequence[str],
    groups: Sequence[str],
    frame: Frame,
    look: Look,
    writing: Writing = IN_POINTS,
) -> Drawing:
    """A row a group, a column a measure; a measure that does not apply to a group has an empty cell.

    Filled cells rose or fell, outlined ones point there; the rest is a quiet number; hatched ones are hidden. What
    could not be compared has a dash, and its sentence says why.
    """
    grid = _grid([measure_label(result, measure, look.language) for measure in measures], look)
    canvas = _GridCanvas(look, grid.columns, names=grid.before)
    if not grid.in_cells:
        _heads(canvas, grid)
    for heading, of_side in groups_by_side(result, groups, look.language):
        if heading:
            canvas.heading(heading)
        for group in of_side:
            _group(canvas, result, group, measures, grid, writing)
    found = [result.change_of.get((measure, group)) for measure in measures for group in groups]
    return canvas.finish(frame, [], key=_key(result, [row for row in found if row is not None], look, writing))


def _key(result: Protected, rows: Sequence[ChangeRow], look: Look, writing: Writing) -> list[Entry]:
    """The marks of what rose, fell or points there; what a number alone says; the hatch."""
    marked = [row for row in rows if row.verdict in (*CERTAIN, *POINTING)]
    hidden = [of_hidden(look)] if any(row.verdict == PROTECTED for row in rows) else []
    quiet = any(row.change is not None and row not in marked for row in rows)
    alone = [Entry("", look.palette.muted, say("figures.key_quiet", look.language))] if quiet else []
    reasons = dict.fromkeys(verdict_words(result, row, look.language) for row in rows if not row.is_compared)
    dashes = [Entry(_DASH, look.palette.muted, reason) for reason in reasons]
    return [*of_findings(result, marked, look), *hidden, *dashes, *alone, *writing.notes(look)]


def _heads(canvas: _GridCanvas, grid: _Grid) -> None:
    """The names of the aspects above their columns, all ending at the same height."""
    height = _LINE * max(map(len, grid.names), default=1) + 10
    middle = canvas.space(height)
    for column, lines in enumerate(grid.names):
        y = middle - height / 2 + 2 + _LINE * len(lines) / 2
        canvas.centred("\n".join(lines), column + 0.5, y, size=_SMALL, role=COLUMN)


def _group(
    canvas: _GridCanvas, result: Protected, group: str, measures: Sequence[str], grid: _Grid, writing: Writing
) -> None:
    """A group with its cells, in as many lines as they need."""
    language = canvas.look.language
    name, n = group_label(result, group, language), people(result.change_of[INDEX, group], language)
    lines = len(grid.lines_of_cells())
    height = lines * grid.height + (lines - 1) * _LINE // 2
    under_name = 0 if grid.before else _LINE // 2
    top = canvas.row(name, n, height + under_name) + (height - under_name) / 2
    for place, measure in enumerate(measures):
        row = result.change_of.get((measure, group))
        if row is not None:
            line, column = divmod(place, grid.columns)
            y = top - grid.height / 2 - line * (grid.height + _LINE // 2)
            _cell(canvas, result, row, column, y, grid, grid.names[place] if grid.in_cells else (), writing)


def _cell(
    canvas: _GridCanvas,
    result: Protected,
    row: ChangeRow,
    column: int,
    y: float,
    grid: _Grid,
    name: Sequence[str],
    writing: Writing,
) -> None:
    """A cell; its `name` is that of its aspect where that stands in it."""
    look, colour, muted = canvas.look, colour_of(row, canvas.look), canvas.look.palette.muted
    solid, hidden = row.verdict in CERTAIN, row.verdict == PROTECTED
    canvas.add(
        Bar(
            column + _GAP,
            1 - 2 * _GAP,
            y,
            grid.height,
            fill=colour if solid else None,
            outline=colour if row.verdict in (*CERTAIN, *POINTING) else None,
            outline_width=2 if row.verdict in POINTING else 1,
            hatch=look.palette.neither if hidden else None,
            hover=_said(result, row, look.language),
        )
    )
    ground = look.palette.ground
    ink = ground if solid else colour if row.verdict in POINTING else muted
    on = ground if hidden else None
    if name:
        upper = y + grid.height / 2 - 4 - _LINE * len(name) / 2
        canvas.centred("\n".join(name), column + 0.5, upper, colour=ground if solid else muted, size=_SMALL, on=on)
    middle = y - grid.height / 2 + 14 if name else y
    if row.change is None:
        words = not_shown(look, grid.room) if hidden else _DASH
        canvas.centred(words, column + 0.5, middle, colour=muted, size=_SMALL, on=on)
        return
    quiet = row.verdict not in (*CERTAIN, *POINTING)
    words = writing.bare_change(result, row, look.language) if quiet else writing.change(result, row, look.language)
    canvas.centred(words, column + 0.5, middle, colour=ink, size=12 if quiet else 13, bold=not quiet)


def _said(result: Protected, row: ChangeRow, language: str) -> str:
    """The sentence of a cell; why it has no change where nothing could be compared."""
    if not row.is_compared:
        return say(
            "figures.in_words",
            language,
            what=measure_label(result, row.measure, language),
            words=verdict_words(result, row, language),
        )
    return sentence(result, row, language)


def not_shown(look: Look, room: float) -> str:
    """The words of a protected cell, in two lines at most; empty where the cells are too narrow for them."""
    words = say("findings.short_protected", look.language)
    characters = int(room / _CHARACTER)
    lines = lines_of(words, max(characters, max(map(len, words.split()))))
    return "\n".join(lines) if max(map(len, lines)) <= characters and len(lines) <= 2 else ""
