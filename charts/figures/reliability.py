"""Reliability in a picture: alpha with its interval, and omega, for the whole and for each aspect of trust."""

from __future__ import annotations

from collections.abc import Sequence

from charts.drawing.canvas import Canvas
from charts.drawing.frame import Frame
from charts.drawing.keys import Entry, of_hidden, of_interval
from charts.drawing.picture import Picture, View
from charts.drawing.titles import frame, not_shown
from charts.primitives.drawing import Drawing, Mark, Segment
from charts.primitives.look import Look
from metrics import INDEX, PROTECTED, Protected, ReliabilityRow, measure_label, round_label
from metrics.result.names import naming
from metrics.tables.reliability import POOLED
from words import number, say

NAME = "reliability"
PAGE = "method"
AXIS_DECIMALS = 2


def views(result: Protected) -> list[View]:
    """One for each round, and one for all of them together."""
    return [View(reliability_of=name) for name in dict.fromkeys(row.round for row in result.reliability)]


def draw(result: Protected, view: View) -> Picture:
    """Alpha and omega of the whole and of each dimension, in a round or in all rounds together."""
    language, edition, look, round_ = view.language, view.edition, view.look, view.reliability_of
    rows = [row for row in result.reliability if row.round == round_]
    pooled = round_ == POOLED
    who = say("figures.of_pooled", language) if pooled else _of_round(result, round_, language)
    title = reliability_title(rows, language)
    around = frame(result, title, "reliability", edition, language, who=who, tested=False)
    in_words = " ".join(reliability_sentence(result, row, language) for row in rows)
    hides = any(PROTECTED in (row.alpha_reason, row.omega_reason) for row in rows)
    return Picture(title, reliability(result, rows, around, look), in_words, around.subtitle, hides)


def _of_round(result: Protected, round_: str, language: str) -> str:
    """Whose answers a picture of one round is of."""
    return say(f"figures.of_round{naming(result, round_)}", language, round=round_label(result, round_, language))


ENOUGH = 0.7
"""The alpha from which questions are usually taken to speak of one thing (Nunnally 1978)."""
DECIMALS = 2


def reliability(result: Protected, rows: Sequence[ReliabilityRow], frame: Frame, look: Look) -> Drawing:
    """A row a scope, on an axis from 0 to 1; an alpha below 0 stands at its end with its value beside it."""
    canvas = Canvas(look, (0.0, 1.0))
    for x in (0.0, ENOUGH, 1.0):
        canvas.line(x)
    for row in rows:
        _draw(
            canvas, row, scope_label(result, row.scope, look.language), reliability_sentence(result, row, look.language)
        )
    ticks = [(x, number(x, look.language, 1)) for x in (0.0, 0.5, ENOUGH, 1.0)]
    return canvas.finish(frame, ticks, key=_key(rows, look))


def _key(rows: Sequence[ReliabilityRow], look: Look) -> list[Entry]:
    """The marks that occur: of alpha, its interval, omega; and the hatch of what is hidden."""
    entries = []
    if any(row.alpha is not None for row in rows):
        entries += [Entry("●", look.palette.neither, say("figures.key_alpha", look.language)), of_interval(look)]
    if any(row.omega is not None for row in rows):
        entries.append(Entry("◇", look.palette.ink, say("figures.key_omega", look.language)))
    return [*entries, of_hidden(look)] if any(row.alpha_reason == PROTECTED for row in rows) else entries


def scope_label(result: Protected, scope: str, language: str) -> str:
    """An aspect by its label; the index as all its questions."""
    return say("figures.whole", language) if scope == INDEX else measure_label(result, scope, language)


def based_on(row: ReliabilityRow, language: str) -> str:
    """How many questions and complete answers a row rests on; empty where it is hidden."""
    if row.n is None or row.items is None:
        return ""
    return say("figures.n_items", language, items=number(row.items, language), n=number(row.n, language))


def _draw(canvas: Canvas, row: ReliabilityRow, name: str, said: str) -> None:
    look, colour = canvas.look, canvas.look.palette.neither
    y = canvas.row(name, based_on(row, look.language), height=22, said=said)
    if row.alpha is None:
        if row.alpha_reason == PROTECTED:
            canvas.protected(y)
        else:
            canvas.within(say(f"findings.reason_{row.alpha_reason}", look.language), y)
        return
    canvas.track(y)
    if row.alpha_low is not None and row.alpha_high is not None:
        canvas.add(Segment(_on_axis(row.alpha_low), _on_axis(row.alpha_high), y, colour, 2.5, role="interval"))
    dot = Mark(_on_axis(row.alpha), y, 13, fill=colour, hover=_said("alpha", row.alpha, look.language), role="alpha")
    canvas.add(dot)
    if row.omega is not None:
        hover = _said("omega", row.omega, look.language)
        ink, at = look.palette.ink, _on_axis(row.omega)
        canvas.add(Mark(at, y, 18, outline=ink, outline_width=1.5, symbol="diamond", hover=hover, role="omega"))
    canvas.at_end(number(row.alpha, look.language, DECIMALS), y)


def _said(word: str, value: float, language: str) -> str:
    return say(f"figures.{word}", language, value=number(value, language, DECIMALS))


def _on_axis(value: float) -> float:
    return min(max(round(value, DECIMALS), 0.0), 1.0)


def reliability_title(rows: Sequence[ReliabilityRow], language: str) -> str:
    """How many of the scopes that have an alpha have enough of it, and how many are not shown.

    Where none has one, each reason that holds.
    """
    known = [row.alpha for row in rows if row.alpha is not None]
    if not known:
        reasons = dict.fromkeys(say(f"findings.reason_{row.alpha_reason}", language) for row in rows)
        said = say("figures.separator", language).join(reasons)
        return say("figures.of_reliability", language, least=number(ENOUGH, language, 1), counts=said)
    n, total = (number(x, language) for x in (sum(alpha >= ENOUGH for alpha in known), len(known)))
    hidden = not_shown(sum(row.alpha_reason == PROTECTED for row in rows), language)
    counts = say("findings.paragraph_names", language).join(
        [say("figures.count_one", language, n=n, total=total), *hidden]
    )
    return say("figures.of_reliability", language, least=number(ENOUGH, language, 1), counts=counts)


def reliability_sentence(result: Protected, row: ReliabilityRow, language: str) -> str:
    """A row in words, for those who can't see the figure."""
    what = scope_label(result, row.scope, language)
    values = {"alpha": row.alpha, "low": row.alpha_low, "high": row.alpha_high}
    numbers = {name: number(value, language, DECIMALS) for name, value in values.items() if value is not None}
    if len(numbers) < len(values):
        reason = say(f"findings.reason_{row.alpha_reason}", language)
        return say("figures.in_words", language, what=what, words=reason)
    return say("figures.alpha_sentence", language, what=what, people=based_on(row, language), **numbers)
