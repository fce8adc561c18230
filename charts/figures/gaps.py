"""Reciprocity: the two directions of a pair one above the other, and the gap between them. It explores, no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from charts.drawing.canvas import Canvas
from charts.drawing.frame import Frame
from charts.drawing.keys import of_rounds
from charts.drawing.picture import Picture, View
from charts.drawing.ratings import (
    Rating,
    Ratings,
    about,
    count_in_round,
    draw_rating,
    levels_text,
    rating_sentence,
    ratings_of,
)
from charts.drawing.rounds import rounds_shown
from charts.drawing.titles import not_shown, untested_frame
from charts.drawing.units import IN_POINTS
from charts.primitives.drawing import Drawing
from charts.primitives.look import Look
from metrics import GapRow, Protected, round_label
from words import number, say

NAME = "gaps"
PAGE = "mutual"
AXIS_DECIMALS = 1


def views(result: Protected) -> list[View]:
    """One for each pair of rounds, or the only round, in which two rate each other."""
    return [View(rounds=rounds) for rounds in result.pairs or (rounds_shown(result),) if gaps_of(result, rounds)]


def draw(result: Protected, view: View) -> Picture:
    """Both directions of each pair of `gaps_of`, before and after."""
    language, edition, look = view.language, view.edition, view.look
    rounds = view.rounds_in(result)
    found = gaps_of(result, rounds)
    ratings = ratings_of(result, rounds)
    title = gap_title(result, found, ratings, rounds, language)
    around = untested_frame(result, title, "gaps", rounds, edition, language)
    figure = gaps(result, found, ratings, rounds, around, look)
    sentences = gap_sentences(result, found, ratings, rounds, language)
    for one in _pairs_without(found):
        sentences += [rating_sentence(result, ratings[way], rounds, language) for way in (one, one[::-1])]
    hides = any(row is not None and row.gap is None for rows in found.values() for row in rows)
    return Picture(title, figure, " ".join(sentences), around.subtitle, hides)


Pair = tuple[str, str]
Gaps = Mapping[Pair, tuple[GapRow | None, ...]]
"""Gap rows by pair, one a round shown."""


def gaps_of(result: Protected, rounds: Sequence[str]) -> Gaps:
    """The gaps in some rounds: a pair that is compared, or a single round; in the instrument's order."""
    pairs = {(None, None), tuple(rounds)}
    found: dict[Pair, dict[str, GapRow]] = {}
    for row in result.gaps:
        if row.round in rounds and (row.from_round, row.to_round) in pairs:
            found.setdefault((row.a, row.b), {})[row.round] = row
    return {pair: tuple(rows.get(name) for name in rounds) for pair, rows in found.items()}


def gaps(result: Protected, found: Gaps, ratings: Ratings, rounds: Sequence[str], frame: Frame, look: Look) -> Drawing:
    """Each direction of a pair on a row of its own, before to after, and the gap in words; a rule between pairs."""
    canvas = Canvas(look, (0.0, 100.0))
    for x in (0.0, 50.0, 100.0):
        canvas.line(x)
    for index, ((a, b), rows) in enumerate(found.items()):
        if index:
            canvas.rule()
        for rating in (ratings[a, b], ratings[b, a]):
            said = rating_sentence(result, rating, rounds, look.language)
            draw_rating(canvas, rating, about(result, rating.rater, rating.target, look.language), said)
        canvas.line_of(_gap_text(result, rows, ratings[a, b], ratings[b, a], rounds, look.language), muted=True)
    ticks, ends = IN_POINTS.levels_ticks(look.language), IN_POINTS.levels_ends(look.language)
    return canvas.finish(frame, ticks, ends, of_rounds(result, rounds, look))


def _sizes(rows: Sequence[GapRow | None], rounds: Sequence[str]) -> list[tuple[str, float]]:
    """The gaps that are shown, by round, without their sign: which direction is higher is seen."""
    pairs = zip(rounds, rows, strict=True)
    return [(name, abs(row.gap)) for name, row in pairs if row is not None and row.gap is not None]


def gap_levels(
    result: Protected, rows: Sequence[GapRow | None], decimals: int, rounds: Sequence[str], language: str
) -> str:
    """The gap by round in words; empty where it is not shown."""
    sizes = _sizes(rows, rounds)
    if not sizes:
        return ""
    values = [number(size, language, decimals) for _, size in sizes]
    if len(sizes) < len(rounds):
        return " ".join((round_label(result, sizes[0][0], language), values[0]))
    return levels_text(result, values, rounds, language)


def _gap_text(
    result: Protected, rows: Sequence[GapRow | None], one: Rating, other: Rating, rounds: Sequence[str], language: str
) -> str:
    levels = gap_levels(result, rows, min(one.decimals, other.decimals), rounds, language)
    return say("figures.gap", language, levels=levels) if levels else say("figures.gap_hidden", language)


def _pairs_without(found: Gaps) -> list[Pair]:
    """The pairs whose gap in the last round is not shown; what each thinks of the other may be."""
    return [pair for pair, rows in found.items() if rows[-1] is None or rows[-1].gap is None]


def gap_sentences(
    result: Protected, found: Gaps, ratings: Ratings, rounds: Sequence[str], language: str, most: int | None = None
) -> list[str]:
    """The gaps in words, both directions of the last round beside each other; widest first where `most` is given."""
    without = _pairs_without(found)
    shown = [(pair, rows) for pair, rows in found.items() if pair not in without]
    if most is not None:
        shown = sorted(shown, key=lambda item: -_sizes(item[1], rounds)[-1][1])[:most]
    sentences = []
    for (a, b), rows in shown:
        there, back = ratings[a, b], ratings[b, a]
        x, y = (number(rating.level(-1) or 0.0, language, rating.decimals) for rating in (there, back))
        one, other = (about(result, rating.rater, rating.target, language) for rating in (there, back))
        levels = gap_levels(result, rows, min(there.decimals, back.decimals), rounds, language)
        sentences.append(say("figures.gap_sentence", language, one=one, other=other, x=x, y=y, levels=levels))
    return sentences


def gap_title(result: Protected, found: Gaps, ratings: Ratings, rounds: Sequence[str], language: str) -> str:
    """The gap of the only pair; of several, how many are smaller than what matters in each round, or not shown."""
    if len(found) == 1:
        ((pair, rows),) = found.items()
        there, back = ratings[pair], ratings[pair[::-1]]
        levels = gap_levels(result, rows, min(there.decimals, back.decimals), rounds, language)
        return say("figures.of_gap", language, levels=levels) if levels else say("figures.gap_hidden", language)
    counts = []
    for position, name in enumerate(rounds):
        sizes = [abs(row.gap) for rows in found.values() if (row := rows[position]) is not None and row.gap is not None]
        if sizes:
            small = sum(size < result.settings.margin for size in sizes)
            n, total = number(small, language), number(len(sizes), language)
            counts.append(count_in_round(result, name, rounds, n, total, language))
    if not counts:
        return say("figures.gap_hidden", language)
    counts += not_shown(sum(not _sizes(rows, rounds) for rows in found.values()), language)
    joined = say("findings.paragraph_names", language).join(counts)
    return say("figures.of_gaps", language, margin=result.settings.margin, counts=joined)


def widest_gaps(result: Protected, rounds: Sequence[str], language: str, most: int = 3) -> list[str]:
    """The widest gaps of the last round in words, the widest first."""
    return gap_sentences(result, gaps_of(result, rounds), ratings_of(result, rounds), rounds, language, most)
