"""Which figures a report has, in which order, each with its words; and which of them go where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from charts import Look, Picture, View, all_figures, draw
from metrics.tables.reliability import POOLED
from reports.content.titles import short_title
from reports.report import Part, Report
from words import text_in

BRIEF, DECK, ANNEX = USES = ("brief", "deck", "annex")
"""Where figures go: two pages, some eight slides, all there is."""

_IN_BRIEF = ("sides", "pairs", "gaps")
"""The first of these that the result has is the brief's figure."""
_IN_DECK = ("sides", "pairs", "groups", "dimensions", "cells", "ratings", "gaps")
"""Figures that a deck tells with."""
_ORDER = (
    "sides", "pairs", "groups", "categories", "dimensions", "cells", "answers", "ratings", "gaps", "reliability",
)  # fmt: skip
"""In which order a report has them; one that is not named comes last."""


@dataclass(frozen=True)
class ChosenFigure:
    """A figure of a report with its words.

    Attributes
    ----------
    report : Report
    figure : str
        A name of `charts.all_figures`.
    view : charts.View
        What is drawn, in the report's language and units; a format chooses ground and size by its look.
    part : Part or None
        The officer's choice that it follows from; None where it was made by rule.
    is_first : bool
        Whether no view of the same figure was made by rule before it: the note of a figure is written once.
    """

    report: Report
    figure: str
    view: View
    part: Part | None = None
    is_first: bool = True

    @cached_property
    def title(self) -> str:
        """The short title made by rule: at most `charts.drawing.titles.LONGEST` characters."""
        return short_title(self.report, self.figure, self.view, lambda: self.picture.title)

    @property
    def caption(self) -> str:
        """The officer's own caption, else the short title."""
        return (self.part.caption.strip() if self.part else "") or self.title

    @property
    def note(self) -> str:
        """The officer's own words under it; empty where there are none."""
        if self.part is not None:
            return self.part.note.strip()
        if not self.is_first:
            return ""
        return text_in(self.report.figure_notes.get(self.figure, ""), self.report.language)

    @property
    def shows(self) -> str:
        """What a chart or table of Office shows, of whom, and what the scale means; a sentence or a few."""
        return self.picture.caption.removesuffix(self.picture.at_bars).rstrip()

    @property
    def alternative(self) -> str:
        """Its content in words, for those who can't see it."""
        return self.picture.alternative

    @cached_property
    def picture(self) -> Picture:
        """The figure drawn with its long title, for a report."""
        return draw(self.figure, self.report.result, self.view)


def figures_of(report: Report) -> tuple[ChosenFigure, ...]:
    """The figures of a report in order: the officer's, or all that are made by rule.

    Raises
    ------
    ValueError
        If one is chosen that the result does not have.
    """
    if report.parts is None:
        return tuple(_by_rule(report))
    return tuple(_chosen(report, part) for part in report.parts if part.kind == "figure")


def figures_for(report: Report, use: str) -> tuple[ChosenFigure, ...]:
    """Those of `figures_of` that go into one of `USES`.

    The brief has one, the headline's; a deck those that tell it, once each; the annex all. What the officer chose goes
    into deck and annex as it is.

    Raises
    ------
    ValueError
        If there is no such use.
    """
    if use not in USES:
        raise ValueError(f"use must be one of {', '.join(USES)}")
    known = figures_of(report)
    if use == BRIEF:
        by_rule = {one.figure: one for one in reversed(tuple(_by_rule(report)))}
        return tuple(by_rule[name] for name in _IN_BRIEF if name in by_rule)[:1]
    if use == DECK and report.parts is None:
        return tuple(one for one in known if one.figure in _IN_DECK)
    return known


def view_for(report: Report, view: View) -> View:
    """A view in the report's language and units, with the report's heading in its footer."""
    return replace(view, look=Look(report.language, report=True), edition=report.heading, units=report.units)


def _chosen(report: Report, part: Part) -> ChosenFigure:
    figure = all_figures().get(part.name)
    views = figure.views(report.result) if figure else []
    if not views:
        raise ValueError(f"this result has nothing to draw as {part.name!r}")
    return ChosenFigure(report, part.name, view_for(report, part.view or views[0]), part)


def _by_rule(report: Report) -> Iterator[ChosenFigure]:
    """Each figure in the views that a report has of it."""
    known = all_figures()
    rest = [name for name in known if name not in _ORDER]
    for name in (*_ORDER, *rest):
        if name in known:
            for place, view in enumerate(_views(report, name, known[name].views(report.result))):
                yield ChosenFigure(report, name, view_for(report, view), is_first=place == 0)


def _views(report: Report, name: str, views: list[View]) -> list[View]:
    """The views of a figure that a report shows: of the headline's rounds and rows, questions as asked."""
    result = report.result
    if name == "pairs":
        return views if len(result.pairs) > 1 or "sides" not in _drawn(report) else []
    if name in ("dimensions", "answers"):
        return [view for view in views if view.group in result.headline_groups and view.order == View().order]
    if name == "reliability":
        return [view for view in views if view.reliability_of == POOLED] or views[:1]
    if name in ("ratings", "gaps"):
        first = next((view.rounds for view in views), None)
        return [view for view in views if view.rounds == first]
    return views


def _drawn(report: Report) -> set[str]:
    return {name for name, figure in all_figures().items() if figure.views(report.result)}
