"""What is written behind a question, and below the figure of all of them: change, means, people, and why some lack."""

from __future__ import annotations

from collections.abc import Sequence

from charts.drawing.dumbbells import people
from charts.drawing.findings import verdict_words
from charts.drawing.keys import Entry, of_rounds
from charts.drawing.questions.chosen import item_rows
from charts.drawing.rounds import rounds_shown
from charts.drawing.units import Writing
from charts.primitives.look import Look
from metrics import ChangeRow, Protected
from metrics.result.names import say_of_index
from metrics.result.units import POINTS, TRUSTING, trusting_levels
from words import number, say

_SPACE = "\N{NO-BREAK SPACE}"


def note_of(result: Protected, row: ChangeRow, writing: Writing, units: str, language: str, *, with_means: bool) -> str:
    """The change of an item with its interval, its means, or the shares who trust, and what it rests on.

    That is the number of people; then what is ruled out. Or why there is none of that.

    Where nothing of the item is shown, the hatch of its row says so. `with_means`: means are said in points where
    bars are drawn, unless these, each rounded, would not give the change.
    """
    answers_shown = _shows_answers(result, row)
    if not result.pairs:
        return _in_one_round(
            result, row, writing, language, with_means=answers_shown and (with_means or units != POINTS)
        )
    if not row.is_compared:
        return verdict_words(result, row, language)
    if row.change is None:
        return say("findings.protected", language) if answers_shown else ""
    change, interval = writing.change(result, row, language), writing.interval(result, row, language)
    levels = writing.levels(result, row, language)
    if not answers_shown:
        what = levels or _means(result, row, writing, language) or say("figures.change_alone", language)
        levels = say("figures.shares_hidden", language, what=what)
    elif with_means and writing.adds_up(result, row):
        levels = _means(result, row, writing, language)
    parts = [f"{change} ({interval})" if interval else change, levels]
    if units == TRUSTING:
        trusting = trusting_levels(result, row, language)
        parts.append(say_of_index("figures.trusting_levels", result, language, levels=trusting))
    parts += [people(row, language), writing.ruled_out(result, row, language), writing.reversed_note(row, language)]
    # with so much to say, no part is broken over two lines
    parts[1:] = [part.replace(" ", _SPACE) for part in parts[1:]]
    return " · ".join(part for part in parts if part)


def _in_one_round(result: Protected, row: ChangeRow, writing: Writing, language: str, *, with_means: bool) -> str:
    """The mean of the only round, unless it is drawn in place of the answers, and how many people it rests on."""
    parts = []
    if with_means and row.mean_to is not None:
        parts.append(say("figures.mean", language, mean=writing.level(result, row, row.mean_to, language)))
    if row.n_to is not None:
        parts.append(say("figures.n", language, n=number(row.n_to, language)))
    return " · ".join(parts)


def _means(result: Protected, row: ChangeRow, writing: Writing, language: str) -> str:
    """The means before and after; empty where they are not shown."""
    if row.mean_from is None or row.mean_to is None:
        return ""
    before, after = (writing.level(result, row, mean, language) for mean in (row.mean_from, row.mean_to))
    return say("figures.mean", language, mean=say("figures.from_to", language, before=before, after=after))


def key_of_means(result: Protected, rows: Sequence[ChangeRow], look: Look) -> list[Entry]:
    """What ring and dot are, where a question has its means alone."""
    if not any(row.mean_from is not None and row.mean_to is not None for row in _with_means_alone(result, rows)):
        return []
    return [*of_rounds(result, rounds_shown(result), look)]


def key_of_levels(
    result: Protected, rows: Sequence[ChangeRow], writing: Writing, look: Look, *, with_means: bool
) -> list[Entry]:
    """On which scale means are, why they have the place of answers, and why some are left out; where that is so."""
    alone = _with_means_alone(result, rows)
    with_answers = [row for row in rows if _shows_answers(result, row)]
    said = {
        "key_means": any(row.mean_from is not None and row.mean_to is not None for row in alone),
        "key_means_one": not result.pairs and any(row.mean_to is not None for row in alone),
        "key_no_means": with_means and not all(writing.adds_up(result, row) for row in with_answers),
    }
    return [Entry("", look.palette.muted, say(f"figures.{key}", look.language)) for key in said if said[key]]


def _with_means_alone(result: Protected, rows: Sequence[ChangeRow]) -> list[ChangeRow]:
    """Those of which no answers are shown."""
    return [row for row in rows if not _shows_answers(result, row)]


def _shows_answers(result: Protected, row: ChangeRow) -> bool:
    return any(one.shows_answers for one in item_rows(result, [row.measure], row.group))
