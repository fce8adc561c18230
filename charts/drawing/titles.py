"""Titles made by rule from the findings, and the words around a figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from charts.drawing.findings import BINS
from charts.drawing.frame import Frame
from metrics import INDEX, PROTECTED, ChangeRow, Protected, measure_label, round_label, sentence
from metrics.result.names import say_of_index
from metrics.result.units import POINTS, beside
from metrics.result.withheld import why_withheld
from metrics.tables.changes import NOT_IN_BOTH_ROUNDS
from words import number, program, say


def counted(result: Protected, rows: Sequence[ChangeRow], what: str, language: str, **values: str) -> str:
    """How many rows rose, point to a rise, fell, did not change, are open, and last how many are not shown.

    Where no row has a finding, why: each reason that holds.

    Parameters
    ----------
    what : str
        A word of ``figures.of_<what>``: groups, dimensions, questions.
    **values
        Fill what else those words ask for.
    """
    found = Counter(row.verdict for row in rows if row.change is not None)
    parts = []
    for one in BINS:
        n = sum(found[verdict] for verdict in one.verdicts)
        if n or one.always:
            counted_in = say(f"figures.count_{one.name}", language, n=number(n, language))
            parts.append(counted_in if n else say(f"figures.none_{one.name}", language))
        parts += [
            say(f"figures.count_{verdict}", language, n=number(found[verdict], language))
            for verdict in one.pointing
            if found[verdict]
        ]
    parts += not_shown(sum(row.verdict == PROTECTED for row in rows), language)
    if not found:
        parts = list(dict.fromkeys(_why_nothing(row, language) for row in rows))
    counts = say("figures.separator", language).join(parts)
    return say_of_index(f"figures.of_{what}", result, language, counts=counts, **values)


def not_shown(n: int, language: str) -> list[str]:
    """How many of those that a title counts are not shown; nothing where all are."""
    return [say("figures.count_protected", language, n=number(n, language))] if n else []


def _why_nothing(row: ChangeRow, language: str) -> str:
    """Why a row has no finding: it is hidden, or was not asked or not answered in both rounds."""
    if row.verdict == PROTECTED:
        return say("findings.protected", language)
    if row.reason == NOT_IN_BOTH_ROUNDS:
        return say("figures.asked_once", language)
    return say("figures.no_answers" if row.level == "item" else "figures.too_few_answers", language)


def frame(
    result: Protected,
    title: str,
    shows: str,
    edition: str,
    language: str,
    *,
    who: str | None = None,
    tested: bool = True,
    **values: str,
) -> Frame:
    """Title, subtitle and footer of a figure.

    Parameters
    ----------
    shows : str
        A word of ``figures.shows_<shows>``: what is drawn.
    edition : str
        Name of the edition.
    who : str, optional
        Which people it rests on; where absent, those of the headline.
    tested : bool
        Whether it shows findings of a test.
    **values
        Fill what else the words of `shows` ask for.
    """
    test = next((row.test for row in result.changes if row.test), None) if tested else None
    none = "–" if tested else say("figures.not_tested", language)
    footer = say(
        "figures.footer",
        language,
        edition=edition,
        test=say(f"findings.test_{test}", language) if test else none,
        threshold=result.settings.threshold,
        code=result.code,
        program=program(),
        audience=say(f"figures.audience_{result.audience}", language),
    )
    who = who or say(f"figures.who_{result.estimand}", language)
    index = measure_label(result, INDEX, language)
    named = {
        "the_index": say_of_index("figures.the_index", result, language),
        "first_index": index[:1].upper() + index[1:],
        "rose_or_fell": say_of_index("figures.rose_or_fell", result, language),
    }
    return Frame(title, say(f"figures.shows_{shows}", language, who=who, **named, **values), footer)


def who_in(result: Protected, rounds: Sequence[str], language: str) -> str:
    """Which people a figure of some rounds rests on: of one round everybody, of two those that the estimand names."""
    if len(rounds) < 2:
        return say("figures.who_one", language)
    if tuple(rounds) == ("pre", "post"):
        return say(f"figures.who_{result.estimand}", language)
    return who_in_two_rounds(result, language)


def who_in_two_rounds(result: Protected, language: str) -> str:
    """Which people a figure rests on that compares any two rounds."""
    return say("figures.who_all" if result.estimand == "all" else f"figures.who_{result.estimand}_rounds", language)


def alternative(result: Protected, rows: Sequence[ChangeRow], language: str, units: str = POINTS) -> str:
    """A figure in words, for those who can't see it: the sentence of each row, then once why some lack numbers.

    Beside a sentence, which is in points, its levels in other units, where these were chosen.
    """
    said = [text for row in rows for text in (sentence(result, row, language), beside(result, row, units, language))]
    return " ".join(text for text in (*said, *why_withheld(rows, language)) if text)


def untested_frame(
    result: Protected, title: str, shows: str, rounds: Sequence[str], edition: str, language: str
) -> Frame:
    """The words around a figure of some rounds that shows no finding of a test."""
    who = who_in(result, rounds, language)
    if len(rounds) < 2:
        return frame(result, title, f"{shows}_one", edition, language, who=who, tested=False)
    first, second = (round_label(result, name, language) for name in rounds)
    return frame(result, title, shows, edition, language, who=who, tested=False, first=first, second=second)
