"""Figures of the annex: native charts that can be edited, matrices as tables, each with caption, key and source."""

from __future__ import annotations

from reports.content.figures import ChosenFigure
from reports.content.provenance import provenance_line
from reports.office.annex import styles as named
from reports.office.annex.body import FIGURE, Body
from words import printable, say


def add_figure(body: Body, figure: ChosenFigure) -> None:
    """A figure with its caption, what it shows, the officer's note and its source."""
    language = figure.report.language
    body.caption(FIGURE, printable(figure.caption), named.CAPTION)
    body.paragraph(named.NOTE, figure.shows)
    if figure.note:
        body.texts((printable(line) for line in figure.note.splitlines() if line.strip()), named.OWN_NOTE)
    body.paragraph(named.SOURCE, say("reports.annex_source", language, line=provenance_line(figure.report)))
