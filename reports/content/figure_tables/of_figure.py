"""The table of a figure, by the figure's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from charts import View
from reports.content.basis.reliability import reliability_in
from reports.content.figure_tables.answers import answers
from reports.content.figure_tables.changes import categories, cells, dimensions, groups, pairs, sides
from reports.content.figure_tables.mutual import gaps, ratings
from reports.content.tables import Table
from reports.report import Report

FIGURE_TABLES: Mapping[str, Callable[[Report, View, str], Table]] = {
    "sides": sides,
    "pairs": pairs,
    "groups": groups,
    "categories": categories,
    "dimensions": dimensions,
    "cells": cells,
    "answers": answers,
    "ratings": ratings,
    "gaps": gaps,
    "reliability": lambda report, view, title: reliability_in(report, view.reliability_of, title),
}
"""What makes the table of each figure."""


def figure_table(report: Report, figure: str, view: View, title: str) -> Table:
    """What a view of a figure shows, as a table.

    Parameters
    ----------
    report : Report
        Its language and units are the table's.
    figure : str
        A name of `charts.all_figures`.
    view : charts.View
        What is chosen of the figure; its own look and units say nothing here.
    title : str
        The table's caption: as a rule the figure's title.
    """
    chosen = replace(view, units=report.units)
    return FIGURE_TABLES[figure](report, chosen, title)


_MOST_ON_PAPER = 9
"""So many columns have room on a page or a slide."""
_LEFT_OUT = ("answer_", "answers", "non_answers")
"""What the codes of columns begin with that a wider table leaves out there: single answers, whose totals stay."""


def on_paper(table: Table) -> Table:
    """A figure's table as a page or a slide has room for it: each answer has its share in the figure all the same."""
    if len(table.heads) <= _MOST_ON_PAPER:
        return table
    kept = [place for place, codes in enumerate(table.codes) if not codes[0].startswith(_LEFT_OUT)]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    heads = tuple(table.heads[place] for place in kept)
    return replace(table, heads=heads, codes=tuple(table.codes[place] for place in kept), rows=rows)
