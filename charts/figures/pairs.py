"""The index of each side in all pairs of rounds."""

from __future__ import annotations

from charts.drawing.dumbbells import Section
from charts.drawing.keys import Entry
from charts.drawing.levels import levels_or_changes
from charts.drawing.picture import Picture, View
from charts.drawing.rounds import pair_label
from charts.drawing.titles import counted, who_in_two_rounds
from metrics import INDEX, Protected, group_label
from words import say

NAME = "pairs"
PAGE = "overview"
AXIS_DECIMALS = 1


def views(result: Protected) -> list[View]:
    """The only one, where rounds are compared."""
    return [View()] if result.pairs else []


def draw(result: Protected, view: View) -> Picture:
    """The index of each side in all pairs of rounds, one below the other; where there are no sides, of all."""
    language, look = view.language, view.look
    sections = []
    for group in result.headline_groups:
        known = [(pair, result.changes_of(pair).get((INDEX, group))) for pair in result.pairs]
        rows = tuple(row for _, row in known if row is not None)
        names = tuple(pair_label(result, pair, language) for pair, row in known if row is not None)
        heading = group_label(result, group, language) if len(result.headline_groups) > 1 else None
        sections.append(Section(heading, rows, names=names))
    rows = tuple(row for section in sections for row in section.rows)
    marks = [
        Entry(mark, look.palette.neither, say(f"figures.key_{word}", language))
        for mark, word in (("○", "earlier"), ("●", "later"))
    ]
    title, who = counted(result, rows, "pairs", language), who_in_two_rounds(result, language)
    return levels_or_changes(result, sections, title, view, who=who, rounds=marks)
