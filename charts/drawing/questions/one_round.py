"""Questions where there is one round: their rows, without a change, and what can be said of their answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from charts.drawing.canvas import Canvas
from charts.drawing.dumbbells import one_level
from charts.drawing.questions.shares import meaning, shares_of, totals_of
from charts.drawing.rounds import rounds_shown
from metrics import PROTECTED, ChangeRow, Protected, measure_label
from metrics.result.names import say_of_index
from metrics.schema.precision import decimals_for
from words import number, percent, say

_MORE = ("trusting", "distrusting", "even", "mean")
"""Which answers to a question are more, or that only its mean is shown, in the order of a title."""


def rows_without_change(result: Protected, group: str) -> list[ChangeRow]:
    """A row for each question that a group was asked in the only round, as asked; it holds people and mean alone."""
    when = rounds_shown(result)[-1]
    items = (measure.name for measure in result.measures if measure.level == "item")
    return [row_without_change(result, item, group) for item in items if _is_known(result, (item, group, when))]


def row_without_change(result: Protected, item: str, group: str) -> ChangeRow:
    """The row of a question where nothing is compared; hidden where neither its mean nor its answers are shown."""
    rounds = rounds_shown(result)
    key = (item, group, rounds[-1])
    level, answers = result.score_of.get(key), result.item_of.get(key)
    people, mean = (level.n, level.mean) if level is not None else (None, None)
    is_shown = mean is not None or (answers is not None and answers.shows_answers)
    verdict = None if is_shown or not _is_known(result, key) else PROTECTED
    keys = (item, "item", group, rounds[0], rounds[-1])
    return ChangeRow(*keys, n_from=people, n_to=people, mean_to=mean, verdict=verdict)


def title_of_answers(result: Protected, rows: Sequence[ChangeRow], language: str) -> str:
    """In how many questions more answers trust than distrust, then the other way round, and how many are not shown."""
    counts = Counter(_more(result, row) for row in rows)
    total = sum(counts.values())
    if counts[PROTECTED] == total:
        protected = say("findings.protected", language)
        return say_of_index("figures.of_questions", result, language, counts=protected)
    first = next(word for word in _MORE if counts[word])
    n = number(counts[first], language)
    of = say("figures.share_of_questions", language, n=n, total=number(total, language))
    lead = say_of_index(f"figures.title_more_{first}", result, language, of=of)
    rest = [
        say_of_index(f"figures.count_more_{word}", result, language, n=number(counts[word], language))
        for word in _MORE
        if word != first and counts[word]
    ]
    if counts[PROTECTED]:
        rest.append(say("figures.count_protected", language, n=number(counts[PROTECTED], language)))
    others = say("findings.paragraph_names", language).join(rest)
    return say("figures.title_and", language, lead=lead, rest=others) if others else lead


def answers_in_words(result: Protected, row: ChangeRow, language: str) -> str:
    """A question with the shares who trust and distrust, or its mean where no answers are shown, and its people."""
    what = measure_label(result, row.measure, language, row.group)
    if row.verdict == PROTECTED:
        return say("findings.sentence_protected", language, subject=what)
    totals = _totals(result, row)
    people = say("figures.n", language, n=number(row.n_to, language)) if row.n_to else ""
    if totals is None:
        mean = "" if row.mean_to is None else number(row.mean_to, language, decimals_for(row.n_to or 0))
        parts = [say("figures.mean", language, mean=mean) if mean else "", people]
    else:
        ends = zip(("distrusting", "trusting"), totals, strict=True)
        parts = [*(f"{meaning(result, word, language)} {percent(share, language)}" for word, share in ends), people]
    said = say("figures.separator", language).join(part for part in parts if part)
    return f"{say('findings.paragraph_bin', language, what=what, names=said)}."


def _is_known(result: Protected, key: tuple[str, str, str]) -> bool:
    return key in result.score_of or key in result.item_of


def _totals(result: Protected, row: ChangeRow) -> tuple[float, float] | None:
    """Percent of the answers that distrust, and that trust; None where these are not shown."""
    answers = result.item_of.get((row.measure, row.group, row.to_round))
    parts = shares_of(result, result.measure_of[row.measure], answers, "en") if answers is not None else []
    return totals_of(parts) if parts else None


def _more(result: Protected, row: ChangeRow) -> str:
    """Which answers to a question are more, of the shares as they are written; or what else of it is shown."""
    totals = _totals(result, row)
    if totals is None:
        return PROTECTED if row.mean_to is None else "mean"
    distrusting, trusting = (round(total) for total in totals)
    if trusting == distrusting:
        return "even"
    return "trusting" if trusting > distrusting else "distrusting"


def mean_alone(canvas: Canvas, place: float, y: float, text: str) -> None:
    """The mean of a question of which no answers are shown: a dot at its place of the row, with its number."""
    canvas.track(y)
    one_level(canvas, place, y, canvas.look.palette.neither)
    canvas.beside(text, place, y, 1, role="after")
