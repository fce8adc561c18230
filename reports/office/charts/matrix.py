"""Matrices as native tables with shaded cells: aspects of trust by group, and who rates whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts import View
from charts.drawing.dumbbells import people
from charts.drawing.findings import colour_of, verdict_words
from charts.drawing.keys import Entry, lines_of_key, of_hidden
from charts.drawing.picture import dimension_rows
from charts.drawing.ratings import Rating, rating_sentence, ratings_of, target_label
from charts.drawing.units import Writing, writing_of
from charts.primitives.drawing import Line
from charts.primitives.look import CERTAIN, MIDDLE, Look
from metrics import ALL, INDEX, PROTECTED, SIDE, ChangeRow, Protected, group_label, measure_label, round_label, sentence
from metrics.findings.verdicts import POINTING
from words import number, say

_SPACE = "\N{NO-BREAK SPACE}"
_KEY_WIDTH = 110
"""Characters of a line of a key."""


@dataclass(frozen=True)
class MatrixCell:
    """A cell.

    Attributes
    ----------
    lines : tuple of str
        Words, a line each; none where nothing was asked.
    fill : str or None
        Colour of its ground.
    ink : str
        Colour of its words.
    outline : str or None
        Colour of a frame around it: of what only points somewhere.
    bold : bool
        Whether the first line is.
    hidden : bool
        Whether its numbers are not shown, to protect the people who answered.
    said : str
        The cell in a sentence.
    """

    lines: tuple[str, ...] = ()
    fill: str | None = None
    ink: str = "#17212B"
    outline: str | None = None
    bold: bool = False
    hidden: bool = False
    said: str = ""


@dataclass(frozen=True)
class Matrix:
    """A table of shaded cells.

    Attributes
    ----------
    corner : str
        What rows and columns are.
    heads : tuple of tuple of str
        One a column, its lines.
    rows : tuple of (str, tuple of MatrixCell)
        Each with its name.
    alternative : str
        Its content in words.
    rtl : bool
    key : tuple of Line or None
        What the grounds of its cells mean; None where the drawing's key says it.
    """

    corner: str
    heads: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, tuple[MatrixCell, ...]], ...]
    alternative: str
    rtl: bool
    key: tuple[Line, ...] | None = None

    def part(self, rows: slice, columns: slice) -> Matrix:
        """Some rows and columns of it."""
        kept = tuple((name, cells[columns]) for name, cells in self.rows[rows])
        said = " ".join(cell.said for _, cells in kept for cell in cells if cell.said)
        whole = len(kept) == len(self.rows) and len(self.heads[columns]) == len(self.heads)
        return Matrix(self.corner, self.heads[columns], kept, self.alternative if whole else said, self.rtl, self.key)


def changes_matrix(result: Protected, view: View, alternative: str) -> Matrix:
    """A row a group, a column an aspect of trust: the change, the sign of its finding and its interval."""
    language, look = view.language, view.look
    groups = [group.name for group in result.group_rows if (INDEX, group.name) in result.change_of]
    measures = [one.name for one in result.measures if one.level == "dimension"]
    writing = writing_of(result, [row for group in groups for row in dimension_rows(result, group)], view.units)
    rows = tuple(
        (
            _with_people(result, group, language),
            tuple(_change(result, result.change_of.get((one, group)), look, writing) for one in measures),
        )
        for group in groups
    )
    heads = tuple((measure_label(result, one, language),) for one in measures)
    return Matrix(say("headings.group", language), heads, rows, alternative, look.rtl)


def _with_people(result: Protected, group: str, language: str) -> str:
    name, n = group_label(result, group, language), people(result.change_of[INDEX, group], language)
    return f"{name} ({n.replace(' ', _SPACE)})" if n else name


def _change(result: Protected, row: ChangeRow | None, look: Look, writing: Writing) -> MatrixCell:
    """The change of an aspect; only words where it is hidden or could not be compared."""
    palette = look.palette
    if row is None:
        return MatrixCell()
    said = sentence(result, row, look.language)
    if row.change is None:
        hidden = row.verdict == PROTECTED
        words = say("findings.short_protected", look.language) if hidden else verdict_words(result, row, look.language)
        return MatrixCell((words,), palette.band if hidden else None, palette.muted, hidden=hidden, said=said)
    colour, solid, points = colour_of(row, look), row.verdict in CERTAIN, row.verdict in POINTING
    ink = palette.ground if solid else colour if points else palette.muted
    lines = (writing.change(result, row, look.language), writing.interval(result, row, look.language))
    return MatrixCell(
        tuple(line for line in lines if line),
        colour if solid else None,
        ink,
        colour if points else None,
        bold=True,
        said=said,
    )


def ratings_matrix(result: Protected, view: View, alternative: str) -> Matrix:
    """A row a rater, a column who is rated: levels, change and n; the shade is that of the last level."""
    language, look, rounds = view.language, view.look, view.rounds_in(result)
    found = ratings_of(result, rounds)
    raters = [name for name in _raters(result, view.raters) if any(rater == name for rater, _ in found)]
    targets = list(dict.fromkeys(target for rater, target in found if rater in raters))
    rows = tuple(
        (
            group_label(result, rater, language),
            tuple(_rating(result, found.get((rater, target)), rounds, look) for target in targets),
        )
        for rater in raters
    )
    heads = tuple((target_label(result, target, language),) for target in targets)
    ratings = [rating for (rater, _), rating in found.items() if rater in raters]
    key = tuple(lines_of_key(_key(result, ratings, rounds, look), _KEY_WIDTH))
    return Matrix(say("reports.slides_rater_and_rated", language), heads, rows, alternative, look.rtl, key)


def _raters(result: Protected, raters: str) -> list[str]:
    if raters == "side":
        return [SIDE + side.name for side in result.sides]
    return [ALL] if result.one_group is not None else [group.name for group in result.groups]


def _key(result: Protected, ratings: Sequence[Rating], rounds: Sequence[str], look: Look) -> list[Entry]:
    """What the grounds of the cells mean, which are those of the last round alone; the hatch where anything is hidden.

    The drawing's key is of the levels of every round, each on a ground of its own.
    """
    levels = [level for rating in ratings if (level := rating.level(-1)) is not None]
    _, weak_no, _, weak_yes, _ = look.palette.answers
    entries = [
        Entry("■", colour, _of_last_round(result, say(f"figures.key_{word}", look.language), rounds, look.language))
        for word, colour, occurs in (
            ("above", weak_yes, any(level > MIDDLE for level in levels)),
            ("below", weak_no, any(level < MIDDLE for level in levels)),
        )
        if occurs
    ]
    return [*entries, of_hidden(look)] if any(rating.hidden for rating in ratings) else entries


def _of_last_round(result: Protected, words: str, rounds: Sequence[str], language: str) -> str:
    """Words of a key that hold of the last of several rounds."""
    if len(rounds) < 2:
        return words
    return say("findings.paragraph_bin", language, what=round_label(result, rounds[-1], language), names=words)


def _rating(result: Protected, rating: Rating | None, rounds: Sequence[str], look: Look) -> MatrixCell:
    language, palette = look.language, look.palette
    if rating is None:
        return MatrixCell()
    said = rating_sentence(result, rating, rounds, language)
    if rating.hidden:
        words = say("findings.short_protected", language)
        return MatrixCell((words,), palette.band, palette.muted, hidden=True, said=said)
    levels = [(name, rating.level(position)) for position, name in enumerate(rounds)]
    known = [(name, level) for name, level in levels if level is not None]
    texts = [number(level, language, rating.decimals) for _, level in known]
    if len(texts) > 1:
        first = say("figures.from_to", language, before=texts[0], after=texts[1])
    else:
        first = f"{round_label(result, known[0][0], language)} {texts[0]}" if len(rounds) > 1 else texts[0]
    lines = (first, rating.change_text(language), rating.people(language))
    last = levels[-1][1]
    fill = None if last is None else look.tint(last)
    return MatrixCell(tuple(line for line in lines if line), fill, palette.ink, bold=True, said=said)
