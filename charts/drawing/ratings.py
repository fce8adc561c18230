"""How groups and sides rate each other, cell by cell, over the rounds that a figure shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charts.drawing.canvas import Canvas
from charts.drawing.dumbbells import level_marks, one_level
from charts.drawing.titles import not_shown
from charts.primitives.look import MIDDLE
from metrics import ALL, SIDE, MatrixRow, Protected, group_label, party_label, round_label
from metrics.result.names import index_name, naming, say_of_index
from metrics.schema.precision import decimals_for
from words import has, number, say, signed


@dataclass(frozen=True)
class Rating:
    """How one group or side rates another.

    Attributes
    ----------
    rater, target : str
    rows : tuple of MatrixRow or None
        One a round shown; None where the question was not asked in that round.
    """

    rater: str
    target: str
    rows: tuple[MatrixRow | None, ...]

    @property
    def hidden(self) -> bool:
        """Whether every row of it is hidden."""
        return all(row is None or row.mean is None for row in self.rows)

    @property
    def decimals(self) -> int:
        """Decimals of its points."""
        counts = [row.n for row in self.rows if row is not None and row.n is not None]
        return decimals_for(min(counts, default=0))

    def level(self, position: int) -> float | None:
        """The mean of a round, rounded as in words, so that no colour or position reveals more."""
        row = self.rows[position]
        return None if row is None or row.mean is None else round(row.mean, self.decimals) + 0.0

    def levels_text(self, language: str) -> str:
        """Its levels in few words: *58 → 60*, or that of the only round; empty where one of them is not shown."""
        levels = [self.level(position) for position in range(len(self.rows))]
        texts = [number(level, language, self.decimals) for level in levels if level is not None]
        if len(texts) < len(levels):
            return ""
        return texts[0] if len(texts) == 1 else say("figures.from_to", language, before=texts[0], after=texts[1])

    @property
    def change(self) -> float | None:
        """Second round minus first, points; None where either is missing."""
        if len(self.rows) < 2:
            return None
        first, second = self.rows
        if first is None or second is None or first.mean is None or second.mean is None:
            return None
        return second.mean - first.mean

    def change_text(self, language: str) -> str:
        """The change with its sign; empty where there is none. No sign of a verdict: ratings are not tested."""
        return "" if self.change is None else signed(self.change, language, self.decimals)

    def people(self, language: str) -> str:
        """How many people rate, in few words; each round's number where they differ."""
        counts = [row.n for row in self.rows if row is not None and row.n is not None]
        if not counts:
            return ""
        if len(set(counts)) == 1:
            return say("figures.n", language, n=number(counts[0], language))
        before, after = (number(n, language) for n in counts)
        return say("figures.n_each", language, before=before, after=after)


Ratings = Mapping[tuple[str, str], Rating]
"""Ratings by rater and target."""


def ratings_of(result: Protected, rounds: Sequence[str]) -> Ratings:
    """All ratings by a group or a side in some rounds: a pair that is compared, or a single round.

    Everybody together is left out as a rater: an average over those who rate and those who are rated describes nobody.
    Where everybody is one group, it is the rater.
    """
    pairs = {(None, None), tuple(rounds)}
    found: dict[tuple[str, str], dict[str, MatrixRow]] = {}
    for row in result.matrix:
        if (row.rater != ALL or result.one_group) and row.round in rounds and (row.from_round, row.to_round) in pairs:
            found.setdefault((row.rater, row.target), {})[row.round] = row
    return {key: Rating(*key, tuple(rows.get(name) for name in rounds)) for key, rows in found.items()}


def target_label(result: Protected, target: str, language: str) -> str:
    """Who is rated: a group or side by its label; another word of the form as it stands there."""
    return party_label(result, target, language)


def about(result: Protected, rater: str, target: str, language: str) -> str:
    """Whose trust in whom, or who rates whom where the index is not trust: the subject of a sentence."""
    key = f"findings.trust_of_{rater.removeprefix(SIDE)}_in_{target.removeprefix(SIDE)}"
    if rater.startswith(SIDE) and target.startswith(SIDE) and has(key) and not index_name(result, language):
        return say(key, language)
    who, whom = group_label(result, rater, language), target_label(result, target, language)
    return say_of_index("findings.subject_side", result, language, who=who, target=whom)


def levels_text(result: Protected, values: Sequence[str], rounds: Sequence[str], language: str) -> str:
    """Values by round, in words: *before 44, after 52*; a single round's without its name."""
    if len(rounds) == 1:
        return values[0]
    named = [
        say(
            f"figures.round_value{naming(result, name)}",
            language,
            round=round_label(result, name, language),
            value=value,
        )
        for name, value in zip(rounds, values, strict=True)
    ]
    return say("figures.separator", language).join(named)


def rating_sentence(result: Protected, rating: Rating, rounds: Sequence[str], language: str) -> str:
    """A rating in words, for those who can't see the figure."""
    subject = about(result, rating.rater, rating.target, language)
    shown = [(name, rating.level(position)) for position, name in enumerate(rounds)]
    levels = [(name, number(level, language, rating.decimals)) for name, level in shown if level is not None]
    if not levels:
        return say("findings.sentence_protected", language, subject=subject)
    levels_in_words = levels_text(result, [value for _, value in levels], [name for name, _ in levels], language)
    words = {"about": subject, "levels": levels_in_words, "people": rating.people(language)}
    if rating.change is None:
        return say("figures.rating_level", language, **words)
    return say("figures.rating_sentence", language, change=rating.change_text(language), **words)


def count_in_round(result: Protected, name: str, rounds: Sequence[str], n: str, total: str, language: str) -> str:
    """How many of all in a round; which one, where there are several."""
    if len(rounds) == 1:
        return say("figures.count_one", language, n=n, total=total)
    label = round_label(result, name, language)
    return say(f"figures.count_of{naming(result, name)}", language, round=label, n=n, total=total)


def above_middle(result: Protected, ratings: Sequence[Rating], rounds: Sequence[str], language: str) -> str:
    """How many ratings lie above the middle in each round, among those that are shown, and how many are not shown.

    No group is singled out.
    """
    counts = []
    for position, name in enumerate(rounds):
        levels = [level for level in (rating.level(position) for rating in ratings) if level is not None]
        if levels:
            n, total = (number(x, language) for x in (sum(level > MIDDLE for level in levels), len(levels)))
            counts.append(count_in_round(result, name, rounds, n, total, language))
    if not counts:
        return say("findings.sentence_protected", language, subject=say_of_index("figures.ratings", result, language))
    counts += not_shown(sum(rating.hidden for rating in ratings), language)
    return say("figures.of_ratings", language, counts=say("findings.paragraph_names", language).join(counts))


def levels_of_few(result: Protected, ratings: Sequence[Rating], language: str) -> str:
    """That they are mean answers, each of one side about another, before and after; empty where one is not shown."""
    levels = [rating.levels_text(language) if len(rating.rows) > 1 else "" for rating in ratings]
    if not all(levels):
        return ""
    said = [
        say("figures.rating_title", language, about=about(result, rating.rater, rating.target, language), levels=text)
        for rating, text in zip(ratings, levels, strict=True)
    ]
    return say("figures.rating_titles", language, levels=say("figures.rating_between", language).join(said))


def draw_rating(canvas: Canvas, rating: Rating, label: str, said: str) -> None:
    """A rating on a row of its own, before to after, without a verdict's colour: ratings are not tested."""
    language, colour = canvas.look.language, canvas.look.palette.neither
    y = canvas.row(label, rating.people(language), said=said)
    levels = [rating.level(position) for position in range(len(rating.rows))]
    known = [level for level in levels if level is not None]
    if not known:
        canvas.protected(y)
        return
    canvas.track(y)
    texts = [number(level, language, rating.decimals) for level in known]
    if len(known) < 2:
        one_level(canvas, known[0], y, colour, filled=len(levels) < 2 or levels[-1] is not None)
        canvas.beside(texts[0], known[0], y, 1, role="after" if levels[-1] is not None else "before")
        return
    before, after = known
    level_marks(canvas, before, after, y, colour)
    forward = 1 if after >= before else -1
    canvas.beside(texts[0], before, y, -forward, role="before")
    canvas.beside(texts[1], after, y, forward, role="after")
    canvas.at_end(rating.change_text(language), y)
