"""The figures of mutual trust: who rates whom, by side and by group, and both directions beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from charts.drawing.canvas import Frame
from charts.drawing.look import Look
from charts.drawing.ratings import above_middle, rating_sentence, ratings_of
from charts.drawing.rounds import round_label
from charts.drawing.titles import frame, who_in
from charts.figures.gaps import gap_sentences, gap_title, gaps, gaps_of
from charts.figures.ratings import Raters, matrix
from charts.gallery import Picture
from metrics import SIDE, Protected, side_label
from words import say

RATERS = ("side", "group")
"""By whom a matrix is drawn."""


def raters_in(result: Protected, rounds: Sequence[str]) -> tuple[str, ...]:
    """Which of `RATERS` rate anybody in some rounds."""
    sides = [rater.startswith(SIDE) for rater, _ in ratings_of(result, rounds)]
    return tuple(raters for raters in RATERS if (raters == "side") in sides)


def picture_of_ratings(result: Protected, raters: str, rounds: Sequence[str], edition: str, look: Look) -> Picture:
    """How each side, or each group, rates the others.

    Parameters
    ----------
    raters : {"side", "group"}
        One of `raters_in`.
    rounds : sequence of str
        A pair that is compared, or a single round.
    """
    language = look.language
    sections = _sides(result) if raters == "side" else _groups(result, language)
    names = [name for section in sections for name in section.names]
    ratings = {key: rating for key, rating in ratings_of(result, rounds).items() if key[0] in names}
    title = above_middle(list(ratings.values()), rounds, language)
    title = say(f"figures.by_{raters}", language, title=title)
    around = _frame(result, title, "matrix", rounds, edition, language)
    figure = matrix(result, ratings, sections, rounds, around, look)
    ordered = sorted(ratings.values(), key=lambda rating: names.index(rating.rater))
    told = " ".join(rating_sentence(result, rating, rounds, language) for rating in ordered)
    hides = any(row is not None and row.mean is None for rating in ordered for row in rating.rows)
    return Picture(title, figure, told, around.subtitle, hides)


def picture_of_gaps(result: Protected, rounds: Sequence[str], edition: str, look: Look) -> Picture:
    """Both directions of each pair of `gaps_of`, before and after."""
    found, language = gaps_of(result, rounds), look.language
    ratings = ratings_of(result, rounds)
    title = gap_title(result, found, ratings, rounds, language)
    around = _frame(result, title, "gaps", rounds, edition, language)
    figure = gaps(result, found, ratings, rounds, around, look)
    told = gap_sentences(result, found, ratings, rounds, language)
    hides = any(row is not None and row.gap is None for rows in found.values() for row in rows)
    return Picture(title, figure, " ".join(told), around.subtitle, hides)


def widest_gaps(result: Protected, rounds: Sequence[str], language: str, most: int = 3) -> list[str]:
    """The widest gaps of the last round in words, the widest first."""
    return gap_sentences(result, gaps_of(result, rounds), ratings_of(result, rounds), rounds, language, most)


def _sides(result: Protected) -> list[Raters]:
    return [Raters("", tuple(SIDE + side.name for side in result.sides))]


def _groups(result: Protected, language: str) -> list[Raters]:
    """The groups under the heading of their side, in the instrument's order."""
    sections = []
    for side in [*(side.name for side in result.sides), None]:
        heading = say("findings.no_side", language) if side is None else side_label(result, side, language)
        names = tuple(group.name for group in result.groups if group.side == side)
        sections.append(Raters(heading if result.sides else "", names))
    return sections


def _frame(result: Protected, title: str, shows: str, rounds: Sequence[str], edition: str, language: str) -> Frame:
    who = who_in(result, rounds, language)
    if len(rounds) < 2:
        return frame(result, title, f"{shows}_one", edition, language, who=who, tested=False)
    first, second = (round_label(name, language) for name in rounds)
    return frame(result, title, shows, edition, language, who=who, tested=False, first=first, second=second)
