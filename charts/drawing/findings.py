"""Findings in few words and signs, and which stand together wherever they are counted or listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from charts.primitives.look import MARKS, Look
from metrics import INDEX, ChangeRow, Protected, round_label
from metrics.findings.verdicts import OPEN, RULING_OUT, may_rule_out
from metrics.result.asked_once import only_round, unanswered_rounds
from metrics.result.names import asked_only_in, finding_words
from metrics.result.points import SpokenPoints
from metrics.result.sentences import decimals
from metrics.schema.precision import rounded
from metrics.tables.changes import NOT_IN_BOTH_ROUNDS
from words import exact, say, signed


@dataclass(frozen=True)
class FindingBin:
    """Verdicts that are counted together.

    Attributes
    ----------
    name : str
        The verdict, or ``open``, that gives it its words.
    verdicts : tuple of str
    pointing : tuple of str
        The verdict that points the same way without being sure: listed below the others, never counted with them.
    always : bool
        Whether it is named even where nothing is in it: that nothing fell is worth saying.
    """

    name: str
    verdicts: tuple[str, ...]
    pointing: tuple[str, ...] = ()
    always: bool = False


BINS = (
    FindingBin("increased", ("increased",), ("maybe_increased",), always=True),
    FindingBin("decreased", ("decreased",), ("maybe_decreased",), always=True),
    FindingBin("equivalent", ("equivalent", "trivial")),
    FindingBin("bounded", ("bounded",)),
    FindingBin("open", tuple(verdict for verdict in OPEN if verdict != "bounded")),
)
"""In the order in which they are said: rose, fell, no change that matters, no large change, unclear.

Hidden rows are in none.
"""
INDEX_BINS = (*(one for one in BINS if one.always or one.name == "equivalent"), FindingBin("open", OPEN))
"""Those of the index: what it rules out is a change that matters, so that it has no large change by itself."""


def mark_of(verdict: str | None) -> str:
    """The sign of a verdict; none where there is no verdict, or it only rules something out."""
    return MARKS.get(verdict or "", "")


def colour_of(row: ChangeRow, look: Look) -> str:
    """The colour of a row's finding, by its change as it is shown."""
    return look.finding_colour(row.verdict, rounded(row.change, decimals(row)))


def change_text(row: ChangeRow, language: str, change: str | None = None) -> str:
    """The sign of the verdict, if it has one, and the change, in points unless it is written otherwise: `change`."""
    mark = mark_of(row.verdict)
    if row.change is None:
        return mark
    change = change or signed(row.change, language, decimals(row))
    return f"{mark} {change}" if mark else change


def ruled_out(result: Protected, row: ChangeRow, language: str, *, names_points: bool = False) -> str:
    """What change the finding of a row rules out, in a few words; empty where it rules out none.

    `names_points`: that its size is in points, beside numbers that are not.
    """
    if row.verdict not in RULING_OUT:
        return ""
    points = may_rule_out(result.settings.margin, row.level)
    size = say("findings.points", language, n=points) if names_points else exact(points, language)
    return say(f"figures.rules_out_{row.verdict}", language, points=size)


def verdict_words(result: Protected, row: ChangeRow, language: str) -> str:
    """The finding of a row in a few words; where nothing could be compared, why."""
    if row.reason == NOT_IN_BOTH_ROUNDS:
        return asked_only(result, row, language)
    if not row.is_compared:
        return _no_answers(result, row, language)
    return finding_words(result, row.finding, language, of_index=row.measure == INDEX)


def _no_answers(result: Protected, row: ChangeRow, language: str) -> str:
    """In which of its two rounds nobody answered a question, or enough of an aspect's."""
    word, rounds = "no_answers" if row.level == "item" else "too_few_answers", unanswered_rounds(row)
    if len(rounds) > 1:
        return say(f"figures.{word}", language)
    return say(f"figures.{word}_in", language, round=round_label(result, rounds[0], language))


def asked_only(result: Protected, row: ChangeRow, language: str) -> str:
    """In which of its two rounds the measure of a row was asked, where it was in one only."""
    asked = only_round(result, row)
    if asked is None:
        return say("figures.asked_once", language)
    return asked_only_in(result, asked, language)


def interval_ends(result: Protected, row: ChangeRow, language: str) -> tuple[str, ...]:
    """The ends of the 95 % interval in points, as the sentence of the row has them; none where there is no interval."""
    return tuple(SpokenPoints(result, row, language).ends.values())


def interval_text(result: Protected, row: ChangeRow, language: str) -> str:
    """The 95 % interval of the change; empty where there is none."""
    ends = SpokenPoints(result, row, language).ends
    return say("figures.interval", language, **ends) if ends else ""


def in_bin(one: FindingBin, rows: Iterable[ChangeRow]) -> list[ChangeRow]:
    """The rows of a bin in their order, those that only point the same way below."""
    known: Sequence[ChangeRow] = list(rows)
    return [row for verdicts in (one.verdicts, one.pointing) for row in known if row.verdict in verdicts]
