"""Says which letters of a report can't be drawn, since no font has them, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reports.report import Report
from reports.typst.fonts import UNKNOWN, lacking
from words import label_in, say

_BRIEF = "brief"
_DRAWN = ("png", "svg", "pdf", _BRIEF)
"""Formats that are drawn with our fonts; the others leave letters to those of whoever reads them."""


def letters_lacking(report: Report, formats: Mapping[str, str], language: str) -> str:
    """Names the letters that the files of a report show as `UNKNOWN`, by where they stand; empty where there are none.

    Parameters
    ----------
    report : Report
    formats : mapping
        The formats that are made, by their names, as they are called.
    language : str
        Of whoever reads the message.
    """
    drawn = {name: called for name, called in formats.items() if name in _DRAWN}
    if not drawn:
        return ""
    with_brief = _BRIEF in drawn
    spoken = (report.language, *([report.second_language] if with_brief and report.second_language else []))
    found = {
        place: letters
        for place, texts in _texts(report, spoken, with_brief=with_brief)
        if (letters := lacking("".join(texts)))
    }
    if not found:
        return ""
    head = say("reports.lacking", language, formats=", ".join(drawn.values()), sign=UNKNOWN)
    places = (say(f"reports.lacking_{place}", language, letters=" ".join(letters)) for place, letters in found.items())
    return " ".join((head, *places))


def _texts(report: Report, languages: tuple[str, ...], *, with_brief: bool) -> Iterator[tuple[str, list[str]]]:
    """What others wrote of all that may be drawn, by the place it stands in."""

    def said(labels: Iterable[Mapping[str, str] | None]) -> list[str]:
        return [label_in(label, language) for label in labels for language in languages if label]

    result, spoken = report.result, [replace(report, language=one) for one in languages]
    yield "event", [text for one in spoken for text in (one.title, one.place)]
    yield "rounds", said(one.label for one in result.rounds)
    yield "groups", said(one.label for one in result.sides) + said(one.label for one in result.groups)
    if result.breakdown is not None:
        yield "breakdown", said([result.breakdown.label])
    yield "questions", said(_of_questions(report))
    if with_brief:
        yield "texts", [text for one in spoken for text in one.own_texts.values()]


def _of_questions(report: Report) -> Iterator[Mapping[str, str]]:
    """Names of aspects, wordings of questions, and answers."""
    for measure in report.result.measures:
        yield measure.label
        yield from (measure.wordings or {}).values()
        yield from (answer.label for answer in measure.answers)
