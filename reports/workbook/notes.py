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

_LINE, _LINE_HEIGHT = 125, 13
"""Characters of a sentence on a line, and the height of a line in points: merged cells don't grow by themselves."""


def write_notes(sheet: Sheet, result: Protected, heading: str, units: str) -> None:
    """Writes the heading, the findings, and a line a fact."""
    language, page = sheet.language, sheet.sheet
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 90)
    sheet.put(0, 0, heading, "title")
    row = 2
    lines = [(finding, "words") for finding in _headline(result, language)]
    lines += [(result.one_group.message(language), "words")] if result.one_group is not None else []
    lines += [(say_of_index(f"workbook.{word}", result, language), "muted") for word in _warnings(result, units)]
    for line, look in lines:
        sheet.across(row, 2, line, look)
        page.set_row(row, _LINE_HEIGHT * ceil(len(line) / _LINE))
        row += 1
    for label, value in (*chosen(result, language), *_people(result, language)):
        row += 1
        sheet.put(row, 0, label, "words")
        if isinstance(value, int):
            page.write_number(row, 1, value, sheet.looks.look("fact"))
        else:
            sheet.put(row, 1, value, "words")
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    sheet.print_on(row + 1, 2)


def _headline(result: Protected, language: str) -> list[str]:
    """The sentence of each headline row; none where there is one round. Then once why rows lack numbers."""
    rows = [result.change_of.get((INDEX, group)) for group in result.headline_groups]
    found = [sentence(result, row, language) for row in rows if row is not None]
    return [*found, *why_withheld(result.changes, language)]


def _warnings(result: Protected, units: str) -> list[str]:
    of_units = [] if units == POINTS else [f"note_{units}"]
    of_gaps = ["note_gaps"] if result.gaps else []
    of_paper = ["note_paper"] if result.changes else []
    return [f"note_{result.audience}", "note_one_result", "note_scale", *of_units, *of_gaps, *of_paper]


def _people(result: Protected, language: str) -> list[Fact]:
    """How many people answered in each round, and both times."""
    hidden = say("workbook.hidden_cell", language)
    return [(label, hidden if n is None else n) for label, n in people_facts(result, language)]
