"""Before and after on the 0–100 scale: a hollow ring, a filled dot, the change the line between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from charts.drawing.canvas import Canvas
from charts.drawing.findings import colour_of, verdict_words
from charts.drawing.frame import Frame
from charts.drawing.keys import Entry, of_change_interval, of_findings, of_rounds, of_withheld
from charts.drawing.rounds import rounds_shown
from charts.drawing.units import IN_POINTS, Writing
from charts.primitives.drawing import Drawing, Mark, Segment
from charts.primitives.look import CERTAIN, Look
from charts.primitives.writing import shown_length
from metrics import ChangeRow, Protected, group_label, sentence
from metrics.findings.verdicts import POINTING
from metrics.result.sentences import decimals
from metrics.schema.precision import rounded
from words import number, say

RING = 16
DOT = 13
_RING_LINE = 2.5
_OUTLINED_LINE, _OUTLINE = 6.0, 1.5
"""How wide a line of outlines is, and how wide an outline, in pixels."""
_DRAWN = ("mean_from", "mean_to", "change", "ci_low", "ci_high")
_OVER, _NUMBER, _BETWEEN = 6, 7, 5
"""Pixels that a number under a mark reaches beyond its middle, pixels of a digit, and between two numbers."""
_CLEAN = 6
"""Decimals that sums of rounded numbers keep: what lies beyond is the noise of the arithmetic."""


@dataclass(frozen=True)
class Section:
    """Rows, under one heading where they have one, or below a rule where they stand `apart` from the rows above.

    A row is named by its group, or by its index in `names`.
    """

    heading: str | None
    rows: tuple[ChangeRow, ...]
    apart: bool = False
    names: tuple[str, ...] = ()


def named_rows(result: Protected, section: Section, language: str) -> Iterator[tuple[ChangeRow, str]]:
    """The rows of a section with their names."""
    names = section.names or [group_label(result, row.group, language) for row in section.rows]
    return zip(section.rows, names, strict=True)


def open_section(canvas: Canvas, section: Section) -> None:
    """The heading, or the rule, above a section's rows."""
    if section.heading:
        canvas.heading(section.heading)
    elif section.apart:
        canvas.rule()


def dumbbells(
    result: Protected,
    sections: Sequence[Section],
    frame: Frame,
    look: Look,
    rounds: Sequence[Entry] | None = None,
    writing: Writing = IN_POINTS,
) -> Drawing:
    """A row a change: before, after, and the 95 % interval of the change drawn from before.

    A change without levels has no place on this axis: rows of which any lacks them are drawn as changes.

    The grey band is ±margin round *before*: an *after* inside it changed by less than matters. `rounds`: what ring and
    dot are called in the key; where absent, the rounds of the headline. `writing`: in which units its numbers are.
    """
    rows = [row for section in sections for row in section.rows]
    canvas = Canvas(look, (0.0, 100.0))
    for x in (0.0, 50.0, 100.0):
        canvas.line(x)
    for section in sections:
        open_section(canvas, section)
        for row, name in named_rows(result, section, look.language):
            _draw(canvas, result, row, name, writing)
    ticks, ends = writing.levels_ticks(look.language), writing.levels_ends(look.language)
    return canvas.finish(frame, ticks, ends, _key(result, rows, look, rounds, writing))


def _key(
    result: Protected, rows: Sequence[ChangeRow], look: Look, rounds: Sequence[Entry] | None, writing: Writing
) -> list[Entry]:
    """Ring, dot, interval and band where any row has them, the marks of the findings, and why rows lack numbers."""
    found = [*of_findings(result, rows, look), *of_withheld(rows, look), *writing.notes(look)]
    drawn = [row for row in rows if row.change is not None]
    if not drawn:
        return found
    marks = of_rounds(result, rounds_shown(result), look) if rounds is None else rounds
    intervals = [of_change_interval(look)] if any(row.ci_low is not None for row in drawn) else []
    return [*marks, *intervals, writing.band(result, look), *found]


def people(row: ChangeRow, language: str) -> str:
    """How many people a row rests on, in few words."""
    if row.n_from is None or row.n_to is None:
        return ""
    if row.n_matched:
        return say("figures.n", language, n=number(row.n_matched, language))
    return say("figures.n_two", language, before=number(row.n_from, language), after=number(row.n_to, language))


def as_shown(row: ChangeRow) -> ChangeRow:
    """A row's points, rounded, so that no position on an axis reveals more than the words beside it."""
    digits = decimals(row)
    points: dict[str, Any] = {name: rounded(getattr(row, name), digits) for name in _DRAWN}
    return replace(row, **points)


def row_note(result: Protected, row: ChangeRow, writing: Writing, language: str) -> str:
    """How many people a row rests on, what change its finding rules out, and what is to be known of its scale."""
    parts = (people(row, language), writing.ruled_out(result, row, language), writing.scale_note(row, language))
    return " · ".join(part for part in parts if part)


def _draw(canvas: Canvas, result: Protected, exact: ChangeRow, name: str, writing: Writing) -> None:
    look, row = canvas.look, as_shown(exact)
    said = sentence(result, exact, look.language)
    y = canvas.row(name, row_note(result, row, writing, look.language), said=said)
    if row.change is None:
        no_change(canvas, result, exact, y)
        return
    if row.mean_from is None or row.mean_to is None:
        raise ValueError("a change without levels has no place on an axis of levels")
    margin, colour = result.settings.margin, colour_of(exact, look)
    if row.verdict == "too_few":
        canvas.hatch(y)
    canvas.track(y)
    canvas.band(round(row.mean_from - margin, _CLEAN), round(row.mean_from + margin, _CLEAN), y)
    _interval(canvas, row, y, colour)
    if row.verdict in POINTING:
        _outlined_marks(canvas, row.mean_from, row.mean_to, y, colour)
    else:
        level_marks(canvas, row.mean_from, row.mean_to, y, colour, width=_width(row.verdict))
    levels = (row.mean_from, row.mean_to)
    before, after = (writing.level(result, exact, mean, look.language) for mean in levels)
    _numbers(canvas, (before, after), levels, y, colour)
    canvas.at_end(writing.change(result, exact, look.language), y, colour)


def no_change(canvas: Canvas, result: Protected, row: ChangeRow, y: float) -> None:
    """A row without a change: hatched where it is hidden; where nothing could be compared, why, in words."""
    if row.is_compared:
        canvas.protected(y)
    else:
        canvas.within(verdict_words(result, row, canvas.look.language), y)


def _width(verdict: str | None) -> float:
    """How strong the line of a change is: strongest where it is certain."""
    return 4.0 if verdict in CERTAIN else 1.5


def level_marks(canvas: Canvas, before: float, after: float, y: float, colour: str, *, width: float = 3.0) -> None:
    """The line, the ring's ground, the dot, and last the ring, so that it is seen where the two lie close."""
    canvas.add(Segment(before, after, y, colour, width, role="change"), _ring_ground(canvas, before, y))
    one_level(canvas, after, y, colour)
    one_level(canvas, before, y, colour, filled=False)


def _outlined_marks(canvas: Canvas, before: float, after: float, y: float, colour: str) -> None:
    """Line and dot as outlines, of what only points somewhere: nobody takes them for a change that is certain."""
    ground = canvas.look.palette.ground
    canvas.add(
        Segment(before, after, y, colour, _OUTLINED_LINE, role="change"),
        Segment(before, after, y, ground, _OUTLINED_LINE - 2 * _OUTLINE),
        _ring_ground(canvas, before, y),
        Mark(after, y, DOT - _OUTLINE, fill=ground, outline=colour, outline_width=_OUTLINE, role="after"),
    )
    one_level(canvas, before, y, colour, filled=False)


def _ring_ground(canvas: Canvas, level: float, y: float) -> Mark:
    """The inside of the ring, so that no line is seen through it."""
    return Mark(level, y, RING, fill=canvas.look.palette.ground)


def one_level(canvas: Canvas, level: float, y: float, colour: str, *, filled: bool = True) -> None:
    """A dot; a ring where it is not `filled`."""
    dot = Mark(level, y, DOT, fill=colour, role="after")
    ring = Mark(level, y, RING, outline=colour, outline_width=_RING_LINE, role="before")
    canvas.add(dot if filled else ring)


def _numbers(canvas: Canvas, words: tuple[str, str], levels: tuple[float, float], y: float, colour: str) -> None:
    """Before and after under their marks, the lower one ending and the higher one beginning there.

    At the end of an interval they would be read as its ends. Where the figure has no room for one, it moves inwards,
    and the other one with it.
    """
    before, after = (levels[0], words[0], None, "before"), (levels[1], words[1], colour, "after")
    one, other = (before, after) if levels[0] <= levels[1] else (after, before)
    (low, first, ink, role), (high, second, other_ink, other_role) = one, other
    start, end = canvas.from_start(low), canvas.from_start(high)
    shift = max(_OVER, _NUMBER * shown_length(first) - start)
    canvas.under(first, low, y, -1, shift, ink, role)
    inwards = max(-_OVER, start + shift + _BETWEEN - end)
    canvas.under(second, high, y, 1, inwards, other_ink, other_role)


def _interval(canvas: Canvas, row: ChangeRow, y: float, colour: str) -> None:
    if row.mean_from is None or row.ci_low is None or row.ci_high is None:
        return
    low, high = _ends(row.mean_from, row.ci_low, row.ci_high)
    canvas.add(Segment(max(low, 0.0), min(high, 100.0), y, colour, 1, capped=True, role="interval"))


def _ends(before: float, low: float, high: float) -> tuple[float, float]:
    """The interval of the change as levels, without the noise of the addition."""
    return round(before + low, _CLEAN), round(before + high, _CLEAN)
