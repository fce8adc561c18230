"""Answers to each question as diverging bars: distrust before the middle, trust behind it, before above after."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from charts.canvas import Canvas, Frame
from charts.dumbbells import change_text, interval_text, people
from charts.look import Look
from metrics import ItemRow, Measure, Protected
from words import label_in, number, percent, say, signed

_HALF = 11


def answers(
    result: Protected, items: Sequence[str], group: str, wordings: Sequence[str], frame: Frame, look: Look
) -> go.Figure:
    """A question a row, with two bars: before above after.

    Parameters
    ----------
    items : sequence of str
        Items in the order to be drawn.
    group : str
        Whose answers.
    wordings : sequence of str
        The question of each item in the reader's words.
    """
    canvas = Canvas(look, (-100.0, 100.0), before=52, behind=104)
    _key(canvas, [result.measure_of[item] for item in items])
    canvas.line(0.0)
    for item, wording in zip(items, wordings, strict=True):
        middle = canvas.row(wording, _note(result, item, group, look.language), height=54)
        for round_, y in zip(result.rounds, (middle + 13, middle - 13), strict=False):
            row = result.item_of.get((item, group, round_.name))
            if row is not None:
                _bar(canvas, result.measure_of[item], row, y)
    ticks = [(float(x), percent(abs(x), look.language)) for x in (-100, -50, 0, 50, 100)]
    ends = (say("figures.distrusting", look.language), say("figures.trusting", look.language))
    return canvas.finish(frame, ticks, ends)


def _note(result: Protected, item: str, group: str, language: str) -> str:
    """The change of an item with its interval and the number of people; empty where it is protected."""
    row = result.change_of.get((item, group))
    if row is None or row.change is None:
        return ""
    return f"{change_text(row, language)} ({interval_text(row, language)}) · {people(row, language)}"


def _key(canvas: Canvas, measures: Sequence[Measure]) -> None:
    """The answers by their colour, where all questions share them."""
    shared = {
        tuple((answer.score, label_in(answer.label, canvas.look.language)) for answer in measure.answers)
        for measure in measures
        if not measure.reversed
    }
    if len(shared) != 1 or any(measure.reversed for measure in measures):
        return
    names = [name for _, name in shared.pop()]
    patches = zip(_colours(canvas.look, len(names)), names, strict=True)
    canvas.key([*patches])


def _bar(canvas: Canvas, measure: Measure, row: ItemRow, y: float) -> None:
    look = canvas.look
    when = say(f"workbook.round_{row.round}", look.language)
    if row.counts is None or not sum(row.counts.values()):
        canvas.hatch(y, half=_HALF)
        canvas.within(f"{when}: {say('findings.protected', look.language)}", y)
        return
    total = sum(row.counts.values())
    ordered = list(reversed(measure.answers)) if measure.reversed else list(measure.answers)
    shares = [100 * row.counts[answer.score] / total for answer in ordered]
    left = -_before_middle(shares)
    for answer, share, colour in zip(ordered, shares, _colours(look, len(shares)), strict=True):
        if share:
            _segment(canvas, left, share, y, colour, f"{when} · {label_in(answer.label, look.language)}")
        left += share
    canvas.at_start(when, y)
    canvas.at_end(signed(row.net or 0.0, look.language), y)
    if row.non_answers:
        canvas.at_end(f" {number(row.non_answers, look.language)} ", y, look.palette.muted, offset=58, framed=True)


def _before_middle(shares: Sequence[float]) -> float:
    """How far a bar reaches before the middle: all distrust, and half of the neutral answers."""
    half = len(shares) // 2
    return sum(shares[:half]) + (shares[half] / 2 if len(shares) % 2 else 0.0)


def _segment(canvas: Canvas, left: float, share: float, y: float, colour: str, words: str) -> None:
    canvas.figure.add_bar(
        x=[share],
        base=[left],
        y=[y],
        width=[2 * _HALF],
        orientation="h",
        marker={"color": colour, "line": {"color": canvas.look.palette.ground, "width": 1}},
        hovertext=[f"{words}: {percent(share, canvas.look.language)}"],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _colours(look: Look, n: int) -> list[str]:
    """A colour a scale point, from distrust over neutral to trust."""
    strong_no, weak_no, neutral, weak_yes, strong_yes = look.palette.answers
    below, above = [strong_no, weak_no], [weak_yes, strong_yes]
    half = n // 2
    low = [below[min(i * 2 // max(half, 1), 1)] for i in range(half)]
    high = [above[1 - min((half - 1 - i) * 2 // max(half, 1), 1)] for i in range(half)]
    if half == 1:
        low, high = [strong_no], [strong_yes]
    return [*low, *([neutral] if n % 2 else []), *high]
