"""Who trusts whom: a row a rater, a column a rated; in each cell before beside after, the change, and n.

Where fewer than three are rated, a matrix would be half empty: each rating has a row of its own. What is hidden is
hatched and says so; where nothing was asked, there is nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.drawing.canvas import Canvas
from charts.drawing.frame import Frame
from charts.drawing.keys import Entry, of_hidden, of_rounds
from charts.drawing.picture import RATERS, Picture, View
from charts.drawing.ratings import (
    Rating,
    Ratings,
    above_middle,
    draw_rating,
    levels_of_few,
    rating_sentence,
    ratings_of,
    target_label,
)
from charts.drawing.rounds import rounds_shown
from charts.drawing.titles import untested_frame
from charts.drawing.units import IN_POINTS
from charts.primitives.drawing import COLUMN, Bar, Drawing
from charts.primitives.look import MIDDLE, WIDE, Look
from charts.primitives.writing import lines_of, shown_length
from metrics import ALL, SIDE, Protected, group_label, round_label, side_label
from words import number, say

NAME = "ratings"
PAGE = "mutual"
AXIS_DECIMALS = 1

FEWEST_IN_MATRIX = 3
"""So many are rated, at least, in a matrix."""


def views(result: Protected) -> list[View]:
    """One for the sides and one for the groups that rate, in each pair of rounds or the only round."""
    return [
        View(rounds=rounds, raters=raters)
        for rounds in result.pairs or (rounds_shown(result),)
        for raters in raters_in(result, rounds)
    ]


def draw(result: Protected, view: View) -> Picture:
    """How each side, or each group, rates the others."""
    language, edition, look = view.language, view.edition, view.look
    raters, rounds = view.raters, view.rounds_in(result)
    sections = raters_of(result, raters, language)
    names = [name for section in sections for name in section.names]
    ratings = {key: rating for key, rating in ratings_of(result, rounds).items() if key[0] in names}
    is_matrix = len({target for _, target in ratings}) >= FEWEST_IN_MATRIX
    ordered = sorted(ratings.values(), key=lambda rating: names.index(rating.rater))
    title = _title(result, ordered, raters, rounds, language)
    around = untested_frame(result, title, "matrix" if is_matrix else "ratings", rounds, edition, language)
    drawn = matrix if is_matrix else in_rows
    figure = drawn(result, ratings, sections, rounds, around, look)
    in_words = " ".join(rating_sentence(result, rating, rounds, language) for rating in ordered)
    hides = any(row is not None and row.mean is None for rating in ordered for row in rating.rows)
    return Picture(title, figure, in_words, around.subtitle, hides)


def _title(result: Protected, ratings: Sequence[Rating], raters: str, rounds: Sequence[str], language: str) -> str:
    """The levels of two sides; of more, or of groups, what is shown, as no test stands behind a count of them.

    Where all answer as one group, how many ratings are above the middle.
    """
    if raters == "side" and 0 < len(ratings) <= _FEW and (said := levels_of_few(result, ratings, language)):
        return said
    if result.one_group is not None or all(rating.hidden for rating in ratings):
        return above_middle(result, ratings, rounds, language)
    title = say(f"figures.ratings_by_{raters}", language)
    if len(rounds) < 2:
        return title
    named = say("screens.and", language).join(round_label(result, name, language) for name in rounds)
    return say("figures.ratings_in_rounds", language, title=title, rounds=named)


_FEW = 2
"""So many ratings are in a title by their levels."""
TILE = 34
"""Height of a cell's levels, pixels."""
_LINE = 16
_UNDER_LABEL = 3
"""Pixels between a row's label and its cells."""
_MOST = {"narrow": 6, "wide": 9, "report": 10}
"""Columns side by side; more of them stand below."""
_FEWEST_ACROSS = 2
_MOST_LINES = 4
"""Lines of a name above its column."""
_WIDTH = {"narrow": 330, "wide": WIDE - 16, "report": 800}
_CHARACTER = 6.2
"""Pixels of a character of 12 points."""
_GAP = 0.03
"""Share of a column that stays free on either side of a cell."""


@dataclass(frozen=True)
class Raters:
    """Raters, under one heading where they have one."""

    heading: str | None
    names: tuple[str, ...]


@dataclass(frozen=True)
class _Grid:
    """What all cells of a figure share: its rounds, their names, and pixels of a column where it is narrowest."""

    shown: tuple[str, ...]
    rounds: tuple[str, ...]
    room: float

    @property
    def below(self) -> int:
        """Pixels under a cell's levels, for the change and n."""
        return _LINE * len(self.rounds) + 4

    @property
    def halves(self) -> tuple[str, ...]:
        """The names of two rounds, where they fit over the halves of a cell."""
        fit = max(map(shown_length, self.rounds)) * _CHARACTER <= self.room / 2
        return self.rounds if len(self.rounds) > 1 and fit else ()


def matrix(
    result: Protected, ratings: Ratings, sections: Sequence[Raters], rounds: Sequence[str], frame: Frame, look: Look
) -> Drawing:
    """The ratings of some raters.

    Parameters
    ----------
    ratings : mapping
        Of those raters, by rater and target; the targets stand in its order.
    sections : sequence of Raters
        The rows, from the top.
    rounds : sequence of str
        One round or two.
    """
    targets = list(dict.fromkeys(target for _, target in ratings))
    columns = max(min(len(targets), _MOST[look.room]), 1)
    span = max(columns, _FEWEST_ACROSS) if look.room != "narrow" else columns
    canvas = Canvas(look, (0.0, float(span)), before=0, behind=24 if look.report else 0)
    labels = tuple(round_label(result, name, look.language) for name in rounds)
    grid = _Grid(tuple(rounds), labels, _WIDTH[look.room] / span)
    canvas.line_of(_how_to_read(grid, look.language), muted=True)
    for first in range(0, len(targets), columns):
        block = targets[first : first + columns]
        _heads(canvas, [target_label(result, target, look.language) for target in block], grid, first + 1)
        _rows(canvas, result, ratings, sections, block, grid)
    return canvas.finish(frame, [], key=_key(list(ratings.values()), look))


def in_rows(
    result: Protected, ratings: Ratings, sections: Sequence[Raters], rounds: Sequence[str], frame: Frame, look: Look
) -> Drawing:
    """Each rating on a row of its own, as `matrix` has them in cells."""
    canvas = Canvas(look, (0.0, 100.0))
    for x in (0.0, 50.0, 100.0):
        canvas.line(x)
    for section in sections:
        of_section = [rating for name in section.names for rating in ratings.values() if rating.rater == name]
        if of_section and section.heading:
            canvas.heading(section.heading)
        for rating in of_section:
            said = rating_sentence(result, rating, rounds, look.language)
            draw_rating(canvas, rating, _whom(result, rating, look.language), said)
    ticks, ends = IN_POINTS.levels_ticks(look.language), IN_POINTS.levels_ends(look.language)
    hidden = [of_hidden(look)] if any(rating.hidden for rating in ratings.values()) else []
    return canvas.finish(frame, ticks, ends, [*of_rounds(result, rounds, look), *hidden])


def _whom(result: Protected, rating: Rating, language: str) -> str:
    """Who rates whom, in few words."""
    who, whom = group_label(result, rating.rater, language), target_label(result, rating.target, language)
    return say("figures.rater_to_rated", language, who=who, whom=whom)


def _key(ratings: Sequence[Rating], look: Look) -> list[Entry]:
    """The grounds of the levels that occur, and the hatch where anything is hidden."""
    levels = [rating.level(position) for rating in ratings for position in range(len(rating.rows))]
    known = [level for level in levels if level is not None]
    _, weak_no, _, weak_yes, _ = look.palette.answers
    entries = [
        Entry("■", colour, say(f"figures.key_{word}", look.language))
        for word, colour, occurs in (
            ("above", weak_yes, any(level > MIDDLE for level in known)),
            ("below", weak_no, any(level < MIDDLE for level in known)),
        )
        if occurs
    ]
    hides = any(row is not None and row.mean is None for rating in ratings for row in rating.rows)
    return [*entries, of_hidden(look)] if hides else entries


def _how_to_read(grid: _Grid, language: str) -> str:
    """Who rates and who is rated; and the order of the rounds, where they don't stand above the cells."""
    axes = say("figures.axes", language)
    if len(grid.rounds) < 2 or grid.halves:
        return axes
    first, second = grid.rounds
    return f"{axes} {say('figures.axes_rounds', language, first=first, second=second)}"


def _heads(canvas: Canvas, names: Sequence[str], grid: _Grid, first: int) -> None:
    """Names above their columns, and the rounds below them; by number, with the names listed, where they don't fit."""
    characters = int(grid.room * (1 - 2 * _GAP) / _CHARACTER)
    wrapped = [lines_of(name, characters) for name in names]
    longest = max((shown_length(word) for name in names for word in name.split()), default=0)
    if longest > characters or any(len(lines) > _MOST_LINES for lines in wrapped):
        for ordinal, name in enumerate(names, start=first):
            canvas.line_of(f"{number(ordinal, canvas.look.language)} · {name}", role=COLUMN)
        wrapped = [[number(ordinal, canvas.look.language)] for ordinal in range(first, first + len(names))]
    height = _LINE * max(map(len, wrapped))
    middle = canvas.space(height + 10)
    for column, lines in enumerate(wrapped):
        canvas.centred("\n".join(lines), column + 0.5, middle, size=12, bold=True, role=COLUMN)
    _rounds(canvas, len(names), grid)


def _rounds(canvas: Canvas, columns: int, grid: _Grid) -> None:
    """The rounds above the halves of the cells, where there are two and they fit."""
    names = grid.halves
    if not names:
        return
    middle = canvas.space(_LINE)
    for column in range(columns):
        for half, name in enumerate(names):
            canvas.centred(name, column + 0.25 + 0.5 * half, middle, size=11, colour=canvas.look.palette.muted)


def _rows(
    canvas: Canvas,
    result: Protected,
    ratings: Ratings,
    sections: Sequence[Raters],
    targets: Sequence[str],
    grid: _Grid,
) -> None:
    for section in sections:
        raters = [name for name in section.names if any((name, target) in ratings for target in targets)]
        if raters and section.heading:
            canvas.heading(section.heading)
        for rater in raters:
            label = group_label(result, rater, canvas.look.language)
            middle = canvas.row(label, height=TILE + grid.below + 2 * _UNDER_LABEL) - _UNDER_LABEL
            for column, target in enumerate(targets):
                if (rater, target) in ratings:
                    _cell(canvas, result, ratings[rater, target], column, middle, grid)


def _cell(canvas: Canvas, result: Protected, rating: Rating, column: int, middle: float, grid: _Grid) -> None:
    look, top = canvas.look, middle + (TILE + grid.below) / 2
    said = rating_sentence(result, rating, grid.shown, look.language)
    if rating.hidden:
        _tile(canvas, column + _GAP, 1 - 2 * _GAP, middle, TILE + grid.below, None, said)
        words = _not_shown(grid, look.language)
        canvas.centred(words, column + 0.5, middle, colour=look.palette.muted, size=11, on=look.palette.ground)
        return
    width = (1 - 2 * _GAP) / len(rating.rows)
    for position, row in enumerate(rating.rows):
        level, start, y = rating.level(position), column + _GAP + position * width, top - TILE / 2
        if level is not None:
            text = number(level, look.language, rating.decimals)
            _tile(canvas, start, width, y, TILE, look.tint(level), said)
            canvas.centred(text, start + width / 2, y, size=_size(text, grid.room * width), bold=True)
        elif row is not None:
            _tile(canvas, start, width, y, TILE, None, said)
    change, people = rating.change_text(look.language), rating.people(look.language)
    bottom, size = top - TILE - 3 - _LINE / 2, _size(people, grid.room, largest=11)
    if change:
        canvas.centred(change, column + 0.5, bottom, size=13, bold=True)
    canvas.centred(people, column + 0.5, bottom - _LINE if change else bottom, size=size, colour=look.palette.muted)


def _tile(canvas: Canvas, start: float, width: float, y: float, height: float, fill: str | None, said: str) -> None:
    """A filled part of a cell, or a hatched one where there is no fill; `said`: the sentence of the cell."""
    palette = canvas.look.palette
    outline, hatch = (palette.ground, None) if fill else (palette.rule, palette.neither)
    canvas.add(Bar(start, width, y, height, fill=fill, outline=outline, hatch=hatch, hover=said))


def _size(words: str, room: float, largest: int = 15) -> int:
    """The size at which words fit into so many pixels."""
    return max(9, min(largest, int(room / max(shown_length(words), 1) / 0.55)))


def _not_shown(grid: _Grid, language: str) -> str:
    """The words of a protected cell: in full where there is room for them, else in short."""
    characters = int(grid.room * (1 - 2 * _GAP) / (_CHARACTER * 11 / 12))
    for key in ("protected", "short_protected"):
        words = say(f"findings.{key}", language)
        lines = lines_of(words, max(characters, 1))
        if max(map(len, lines)) <= characters and len(lines) * 14 <= TILE + grid.below:
            return "\n".join(lines)
    return ""


def raters_in(result: Protected, rounds: Sequence[str]) -> tuple[str, ...]:
    """Which of `RATERS` rate anybody in some rounds."""
    sides = [rater.startswith(SIDE) for rater, _ in ratings_of(result, rounds)]
    return tuple(raters for raters in RATERS if (raters == "side") in sides)


def raters_of(result: Protected, raters: str, language: str) -> list[Raters]:
    """Those of `RATERS` in the order of the rows."""
    return _sides(result) if raters == "side" else _groups(result, language)


def _sides(result: Protected) -> list[Raters]:
    return [Raters(None, tuple(SIDE + side.name for side in result.sides))]


def _groups(result: Protected, language: str) -> list[Raters]:
    """The groups under the heading of their side, in the instrument's order; everybody where there are none."""
    if result.one_group is not None:
        return [Raters(None, (ALL,))]
    sections = []
    for side in [*(side.name for side in result.sides), None]:
        heading = say("findings.no_side", language) if side is None else side_label(result, side, language)
        names = tuple(group.name for group in result.groups if group.side == side)
        sections.append(Raters(heading if result.sides else None, names))
    return sections
