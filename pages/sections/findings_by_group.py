"""Groups by finding in four columns: rose, fell, no change that matters, unclear; what only points there is apart."""

from __future__ import annotations

from html import escape

import streamlit as st

from charts.drawing.findings import INDEX_BINS, FindingBin, colour_of, in_bin, mark_of, verdict_words
from metrics import INDEX, PROTECTED, ChangeRow, Protected, group_label
from metrics.findings.verdicts import POINTING
from metrics.result.units import ORIGINAL, on_scale
from pages.shell.language import language, look, words
from pages.shell.notes import withheld_note
from reports.content.findings import note_of, points_text
from words import isolate, say

_EMPTY = ' class="empty"'


def findings_by_group(result: Protected, units: str) -> None:
    """Each group once, with its change and what is known of it; in the instrument's order, never ranked."""
    found = [result.change_of.get((INDEX, group.name)) for group in result.group_rows]
    rows = [row for row in found if row is not None]
    columns = "".join(_column(result, one, in_bin(one, rows), units) for one in INDEX_BINS)
    st.html(f'<div class="found">{columns}</div>{_hidden(result, rows)}')
    withheld_note(rows, [result.change_of[INDEX, group] for group in result.headline_groups])


def _column(result: Protected, one: FindingBin, rows: list[ChangeRow], units: str) -> str:
    """A heading, and a line a row; *none* where there is none."""
    lines = "".join(_line(result, row, units) for row in rows) or f'<li class="aside">{escape(words("none"))}</li>'
    called = f"found_{one.name}_or_maybe" if any(row.verdict in POINTING for row in rows) else f"found_{one.name}"
    heading = f'<h3 style="color:{look().finding_colour(one.name)}">{escape(words(called))}</h3>'
    return f"<section{'' if rows else _EMPTY}>{heading}<ul>{lines}</ul></section>"


def _line(result: Protected, row: ChangeRow, units: str) -> str:
    """The mark, the group and its change; below, what is to be known of it."""
    speech = language()
    mark = isolate(mark_of(row.verdict), speech)
    shown = f'<span class="mark" style="color:{colour_of(row, look())}" aria-hidden="true">{mark}</span>'
    name = escape(group_label(result, row.group, speech))
    more = "".join(
        f'<span class="aside">{escape(text)}</span>'
        for text in (_on_scale(result, row, units), _note(result, row))
        if text
    )
    points = f'<span class="points">{escape(points_text(result, row, speech))}</span>'
    return f"<li>{shown}<span>{name} {points}{more}</span></li>"


def _note(result: Protected, row: ChangeRow) -> str:
    """What is to be known of a row; one that only points somewhere says so, in the column of what rose or fell."""
    speech, note = language(), note_of(result, row, language())
    if row.verdict not in POINTING:
        return note
    return say("figures.title_and", speech, lead=verdict_words(result, row, speech), rest=note)


def _on_scale(result: Protected, row: ChangeRow, units: str) -> str:
    """The levels on the questionnaire's scale, where that was chosen; empty where the group has none."""
    found = on_scale(result, row, language()) if units == ORIGINAL else None
    return found.levels_or_change if found else ""


def _hidden(result: Protected, rows: list[ChangeRow]) -> str:
    """The groups whose row is not shown."""
    speech = language()
    hidden = [group_label(result, row.group, speech) for row in rows if row.verdict == PROTECTED]
    if not hidden:
        return ""
    groups = say("figures.separator", speech).join(hidden)
    return f'<p class="aside">{escape(words("found_hidden", groups=groups))}</p>'
