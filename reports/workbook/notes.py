"""The notes sheet: what was found, how to read the numbers, and what they rest on."""

from __future__ import annotations

from math import ceil

from metrics import INDEX, Protected, sentence
from metrics.result.names import say_of_index
from metrics.result.units import POINTS
from metrics.result.withheld import why_withheld
from reports.content.basis.people import people_facts
from reports.content.basis.settings import Fact, chosen
from reports.workbook.sheet import Sheet
from words import say

_LINE, _LINE_HEIGHT = 115, 15
"""Characters of a sentence on a line, and the height of a line in points: merged cells don't grow by themselves."""


def write_notes(sheet: Sheet, result: Protected, heading: str, units: str) -> None:
    """Writes the heading, the findings, and a line a fact."""
    language, page = sheet.language, sheet.sheet
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 90)
    page.write_string(0, 0, heading, sheet.title)
    row = 2
    lines = [(finding, sheet.text) for finding in _headline(result, language)]
    lines += [(result.one_group.message(language), sheet.text)] if result.one_group is not None else []
    lines += [(say_of_index(f"workbook.{word}", result, language), sheet.muted) for word in _warnings(result, units)]
    for line, look in lines:
        page.merge_range(row, 0, row, 1, line, look)
        page.set_row(row, _LINE_HEIGHT * ceil(len(line) / _LINE))
        row += 1
    for label, value in (*chosen(result, language), *_people(result, language)):
        row += 1
        page.write_string(row, 0, label, sheet.text)
        page.write(row, 1, value, sheet.fact if isinstance(value, int) else sheet.text)
    page.freeze_panes(1, 0)
    page.fit_to_pages(1, 0)


def _headline(result: Protected, language: str) -> list[str]:
    """The sentence of each headline row; none where there is one round. Then once why rows lack numbers."""
    rows = [result.change_of.get((INDEX, group)) for group in result.headline_groups]
    found = [sentence(result, row, language) for row in rows if row is not None]
    return [*found, *why_withheld(result.changes, language)]


def _warnings(result: Protected, units: str) -> list[str]:
    of_units = [] if units == POINTS else [f"note_{units}"]
    of_gaps = ["note_gaps"] if result.gaps else []
    return [f"note_{result.audience}", "note_one_result", "note_scale", *of_units, *of_gaps]


def _people(result: Protected, language: str) -> list[Fact]:
    """How many people answered in each round, and both times."""
    hidden = say("workbook.hidden_cell", language)
    return [(label, hidden if n is None else n) for label, n in people_facts(result, language)]
