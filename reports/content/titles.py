"""Short titles made by rule: one message each, never longer than their room, never wrong.

A title has candidates from the one that says most to the one that says least; the first that fits is taken, and the
last, which holds no name and no number, always fits. What rose, fell or points there is in all that count. Groups are
counted, never named or ranked; sides, of which the
result speaks throughout, are named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from charts import View, draw
from charts.drawing.findings import BINS, FindingBin
from charts.drawing.picture import dimension_rows
from charts.drawing.questions.chosen import chosen_questions
from charts.drawing.titles import (
    LONGEST,
    counted,
    fitting,
    of_aspects,
    of_aspects_by_group,
    of_questions,
    of_sides,
)
from charts.primitives.writing import shown_length
from metrics import INDEX, PROTECTED, ChangeRow, Protected, group_label
from metrics.result.names import say_of_index
from reports.report import Report
from words import has, number, printable, say

_FEW_CLAUSES = 2
"""Parts of the title of aspects by group, where it has no room for more."""


def short_title(
    report: Report, figure: str, view: View | None = None, drawn_title: Callable[[], str] | None = None
) -> str:
    """The title of a figure in at most `LONGEST` characters: what it shows, in one message.

    A figure that has no words of its own for that has the title that is drawn, however long it is.

    Parameters
    ----------
    drawn_title : callable, optional
        Gives the title that is drawn, where that is at hand: else the figure is drawn for it.
    """
    chosen = view or View()
    drawn = drawn_title or (lambda: draw(figure, report.result, chosen).title)
    candidates = _candidates(report, figure, chosen, drawn)
    if not has(f"reports.content_title_{figure}"):
        return fitting([*candidates, drawn()])
    return fitting([*candidates, fixed_title(report, figure)])


def headline_title(report: Report) -> str:
    """What was found of the sides, or of everybody, in at most `LONGEST` characters."""
    return fitting([*_of_sides(report), fixed_title(report, "sides")])


def fixed_title(report: Report, name: str) -> str:
    """The title of a figure or a part of a report that says what it is about and no more; it always fits.

    Where the name of the index has no room, it is left out.
    """
    said = say_of_index(f"reports.content_title_{name}", report.result, report.language)
    return said if shown_length(said) <= LONGEST else say(f"reports.content_title_{name}_alone", report.language)


def _candidates(report: Report, figure: str, view: View, drawn: Callable[[], str]) -> Iterator[str]:
    result, language = report.result, report.language
    group = view.group or result.headline_groups[0]
    if figure == "sides":
        yield from _of_sides(report)
    elif figure in ("groups", "categories"):
        known = result.group_rows if figure == "groups" else result.category_rows
        yield from _counted(report, _of_index(result, [one.name for one in known]), figure)
    elif figure in ("dimensions", "answers"):
        rows = dimension_rows(result, group) if figure == "dimensions" else chosen_questions(result, view)
        of = "dimensions" if figure == "dimensions" else "questions"
        first = of_aspects(result, rows, language) if figure == "dimensions" else of_questions(result, rows, view)
        name = printable(group_label(result, group, language))
        for title in (first, *_counted(report, rows, of), fixed_title(report, figure)):
            yield say("figures.for_group", language, who=name, title=title)
    elif figure == "cells":
        rows = [row for one in result.group_rows for row in dimension_rows(result, one.name)]
        yield of_aspects_by_group(result, rows, language)
        yield of_aspects_by_group(result, rows, language, most=_FEW_CLAUSES)
        for title in _counted_shortly(report, rows, "dimensions"):
            yield say("figures.by_group", language, title=title)
    else:
        yield drawn()
        if figure == "ratings":
            yield say(f"figures.by_{view.raters}", language, title=fixed_title(report, figure))


def _of_index(result: Protected, groups: Sequence[str]) -> list[ChangeRow]:
    return [result.change_of[INDEX, group] for group in groups if (INDEX, group) in result.change_of]


def _of_sides(report: Report) -> Iterator[str]:
    """What each side's finding is; the same of all said once; else how many have which."""
    result = report.result
    yield from of_sides(result, report.language)
    if len(rows := _of_index(result, result.headline_groups)) > 1:
        yield from _counted(report, rows, "sides")


def _counted(report: Report, rows: Sequence[ChangeRow], of: str) -> Iterator[str]:
    """Every finding as in figures; without what there is none of; those of a rise or a fall, and how many others."""
    result, language = report.result, report.language
    if of == "categories":
        by = report.result.breakdown
        if by is not None:
            label = by.label.get(language) or next(iter(by.label.values()), "")
            yield counted(result, rows, of, language, by=printable(label))
    else:
        yield counted(result, rows, of, language)
    yield from _counted_shortly(report, rows, of)


def _counted_shortly(report: Report, rows: Sequence[ChangeRow], of: str) -> Iterator[str]:
    """The findings that there are; those of a rise or a fall, and how many others."""
    language = report.language
    if any(row.change is not None for row in rows):
        named = [fixed_title(report, of)]
        if of != "questions":
            named.append(say(f"reports.content_title_{of}_alone", language))
        for shown, what in product((BINS, [one for one in BINS if one.always]), named):
            counts = say("findings.paragraph_names", language).join(_counts(rows, shown, language))
            yield say("findings.paragraph_bin", language, what=what, names=counts)
    elif rows and all(row.verdict == PROTECTED for row in rows):
        yield say("reports.content_all_hidden", language, what=fixed_title(report, of))


def _counts(rows: Sequence[ChangeRow], shown: Sequence[FindingBin], language: str) -> Iterator[str]:
    """How many rows are in some bins, or point there, where any are; then how many others are compared."""
    compared = [row for row in rows if row.change is not None or row.verdict == PROTECTED]
    parts = [part for one in shown for part in ((one.name, one.verdicts), *((name, (name,)) for name in one.pointing))]
    counts = {name: sum(row.verdict in verdicts for row in compared) for name, verdicts in parts}
    for name, n in counts.items():
        if n:
            yield say(f"figures.count_{name}", language, n=number(n, language))
    if others := len(compared) - sum(counts.values()):
        hidden = sum(row.verdict == PROTECTED for row in compared)
        word = "figures.count_protected" if others == hidden else "findings.count_others"
        yield say(word, language, n=number(others, language))
