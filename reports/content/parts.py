"""The tables and paragraphs that an officer may choose, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from charts import View, all_figures
from metrics import Shared, paragraph
from reports.content.basis.method import method
from reports.content.basis.people import attrition, who_answered
from reports.content.basis.reliability import reliability
from reports.content.basis.robustness import robustness
from reports.content.basis.settings import settings
from reports.content.figure_tables.mutual import mutual_trust, widest
from reports.content.figure_tables.of_figure import figure_table, on_paper
from reports.content.figures import view_for
from reports.content.findings import headline
from reports.content.levels import (
    categories_table,
    groups_table,
    later_table,
    questions_overview,
    sides,
    sides_by_aspects,
)
from reports.content.protection import groups_merged, protection
from reports.content.tables import Table
from reports.content.titles import short_title
from reports.content.unsaid import caveats, unsaid
from reports.report import Report
from words import say

TABLES: Mapping[str, Callable[[Report], Table | None]] = {
    "sides": sides,
    "sides_by_aspects": sides_by_aspects,
    "later_rounds": later_table,
    "groups": groups_table,
    "categories": categories_table,
    "questions": questions_overview,
    "mutual_trust": mutual_trust,
    "who_answered": who_answered,
    "attrition": attrition,
    "robustness": robustness,
    "reliability": reliability,
    "groups_merged": groups_merged,
    "settings": settings,
}
"""Every table by its name, in the order of a report."""


def _summary(report: Report) -> tuple[str, ...]:
    """The whole result in one paragraph; in the officer's own numbers there is none to hand on."""
    if not isinstance(report.result, Shared):
        return ()
    return (paragraph(report.result, report.language, report.event.title_in(report.language)),)


def _findings(report: Report) -> tuple[str, ...]:
    return tuple(" ".join((one.sentence, *one.grounds)) for one in headline(report))


PARAGRAPHS: Mapping[str, Callable[[Report], tuple[str, ...]]] = {
    "summary": _summary,
    "findings": _findings,
    "unsaid": lambda report: tuple(one.text for one in unsaid(report)),
    "mutual_trust": widest,
    "method": lambda report: tuple(text for note in method(report) for text in note.texts),
    "protection": protection,
    "caveats": caveats,
}
"""Every text by its name: a paragraph each; none where there is nothing to say."""


def tables_of(report: Report) -> tuple[Table, ...]:
    """The tables that the result has: the officer's choice, or all, in order.

    Raises
    ------
    ValueError
        If one is chosen that there is not.
    """
    if report.parts is None:
        return tuple(table for make in TABLES.values() if (table := make(report)) is not None)
    return tuple(table_of(report, part.name, part.view) for part in report.parts if part.kind == "table")


def table_of(report: Report, name: str, view: View | None = None) -> Table:
    """A table by its name; with a view, that of the figure of that name, as paper has room for it.

    Raises
    ------
    ValueError
        If the result has none of that name.
    """
    if view is not None:
        figure = all_figures().get(name)
        if figure is not None and figure.views(report.result):
            title = short_title(report, name, view_for(report, view))
            return on_paper(figure_table(report, name, view, title))
    table = TABLES[name](report) if view is None and name in TABLES else None
    if table is None:
        raise ValueError(f"this result has no table {name!r}")
    return table


def heading_of_text(name: str, language: str) -> str:
    """What stands over a text in a report, by its name, where the officer writes no other heading."""
    return say(f"reports.text_{name}", language)


def text_of(report: Report, name: str) -> tuple[str, ...]:
    """The paragraphs of a text by its name.

    Raises
    ------
    ValueError
        If there is no such text.
    """
    if name not in PARAGRAPHS:
        raise ValueError(f"text must be one of {', '.join(PARAGRAPHS)}")
    return PARAGRAPHS[name](report)
