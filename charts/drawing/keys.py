"""The small key of a figure: only of the marks that occur in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from charts.drawing.findings import colour_of, mark_of
from charts.primitives.drawing import Line, Run
from charts.primitives.look import Look
from charts.primitives.writing import lines_of, shown_length
from metrics import INDEX, PROTECTED, ChangeRow, Protected
from metrics.findings.verdicts import RULING_OUT
from metrics.result.names import finding_words, round_on_day
from metrics.result.withheld import why_withheld
from words import isolate, say

_APART = "\N{NO-BREAK SPACE}" * 4
_ORDER = (
    "increased",
    "decreased",
    "maybe_increased",
    "maybe_decreased",
    "trivial",
    "equivalent",
    "inconclusive",
    "mixed",
    "too_few",
    "protected",
)


@dataclass(frozen=True)
class Entry:
    """A mark, its colour, and what it means; an empty mark where the words are a note on what is not drawn."""

    mark: str
    colour: str
    words: str


def lines_of_key(entries: Iterable[Entry], width: int) -> list[Line]:
    """The marks side by side, in as many lines of `width` characters as they need; a long one is broken over lines."""
    lines: list[Line] = []
    length = width
    for entry in entries:
        if not entry.mark:
            continue
        needed = shown_length(entry.words) + len(_APART) + 2
        if shown_length(entry.words) + 2 > width:
            first, *others = lines_of(entry.words, width - 2)
            lines += [(Run(entry.mark, entry.colour), Run(f" {first}")), *((Run(other),) for other in others)]
            length = width
            continue
        runs = (Run(entry.mark, entry.colour), Run(f" {entry.words}"))
        if length + needed > width:
            lines.append(runs)
            length = 0
        else:
            lines[-1] = (*lines[-1], Run(_APART), *runs)
        length += needed
    return lines


def lines_of_notes(entries: Iterable[Entry], width: int) -> list[Line]:
    """The notes of a key, each on lines of its own of `width` characters."""
    return [(Run(line),) for entry in entries if not entry.mark for line in lines_of(entry.words, width)]


def of_findings(result: Protected, rows: Iterable[ChangeRow], look: Look) -> list[Entry]:
    """The marks of the findings of some rows; a small change has that of each direction that occurs.

    What only rules something out has no mark: its row says so in words. The index is named where all rows are of it.
    """
    compared = [row for row in rows if row.is_compared]
    of_index = all(row.measure == INDEX for row in compared)
    found = {
        (row.verdict, colour_of(row, look), finding_words(result, row.finding, look.language, of_index=of_index))
        for row in compared
        if row.verdict not in RULING_OUT
    }
    return [
        Entry(isolate(mark_of(verdict), look.language), colour, words)
        for verdict, colour, words in sorted(found, key=lambda one: (_ORDER.index(one[0]), *one[1:]))
    ]


def of_band(result: Protected, look: Look) -> Entry:
    """The grey band of the changes that do not matter."""
    return Entry("■", look.palette.band, say("figures.key_band", look.language, margin=result.settings.margin))


def of_interval(look: Look) -> Entry:
    """The line of an interval."""
    return Entry("─", look.palette.neither, say("figures.key_interval", look.language))


def of_change_interval(look: Look) -> Entry:
    """The line of a change's interval, where it is drawn on an axis of levels."""
    return Entry("─", look.palette.neither, say("figures.key_interval_of_change", look.language))


def of_hidden(look: Look) -> Entry:
    """The hatch of what is not shown."""
    return Entry(mark_of(PROTECTED), look.palette.neither, say("findings.protected", look.language))


def of_withheld(rows: Iterable[ChangeRow], look: Look, *, levels: bool = True) -> list[Entry]:
    """Why some rows have no levels, where the figure has any, or no interval: notes, as there is no mark."""
    return [Entry("", look.palette.muted, words) for words in why_withheld(rows, look.language, levels=levels)]


def of_rounds(result: Protected, rounds: Sequence[str], look: Look) -> list[Entry]:
    """The ring of the first round and the dot of the second, with their days; of a single round, the dot."""
    names = [round_on_day(result, name, look.language) for name in rounds]
    marks = ("○", "●") if len(names) > 1 else ("●",)
    return [Entry(mark, look.palette.neither, name) for mark, name in zip(marks, names, strict=False)]
