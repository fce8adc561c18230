"""Groups by finding, as four columns: rose, fell, no change that matters, open; what only points somewhere is apart."""

from __future__ import annotations

from html import escape

import streamlit as st

from charts.drawing.findings import BINS, FindingBin, colour_of, in_bin, interval_text, mark_of, verdict_words
from metrics import INDEX, PROTECTED, ChangeRow, Protected, group_label
from metrics.findings.verdicts import OPEN, may_rule_out
from metrics.result.sentences import decimals
from metrics.result.units import ORIGINAL, on_scale
from pages.shell.language import language, look, words
from pages.shell.notes import withheld_note
from words import exact, isolate, number, say, signed

_EMPTY = ' class="empty"'
_RULES_OUT = ("not_decreased", "not_increased", "bounded")


def findings_by_group(result: Protected, units: str) -> None:
    """Each group once, with its change and what is known of it; in the instrument's order, never ranked."""
    found = [result.change_of.get((INDEX, group.name)) for group in result.group_rows]
    rows = [row for row in found if row is not None]
    columns = "".join(_column(result, one, in_bin(one, rows), units) for one in BINS)
    st.html(f'<div class="found">{columns}</div>{_hidden(result, rows)}')
    withheld_note(rows, [result.change_of[INDEX, group] for group in result.headline_groups])


def _column(result: Protected, one: FindingBin, rows: list[ChangeRow], units: str) -> str:
    """A heading, and a line a row; *none* where there is none."""
    lines = "".join(_line(result, row, units) for row in rows) or f'<li class="aside">{escape(words("none"))}</li>'
    heading = f'<h3 style="color:{look().finding_colour(one.name)}">{escape(words(f"found_{one.name}"))}</h3>'
    return f"<section{'' if rows else _EMPTY}>{heading}<ul>{lines}</ul></section>"


def _line(result: Protected, row: ChangeRow, units: str) -> str:
    """The mark, the group and its change; below, what is to be known of it."""
    speech = language()
    mark = isolate(mark_of(row.verdict), speech)
    shown = f'<span class="mark" style="color:{colour_of(row, look())}" aria-hidden="true">{mark}</span>'
    name = escape(group_label(result, row.group, speech))
    more = "".join(
        f'<span class="aside">{escape(text)}</span>'
        for text in (_on_scale(result, row, units), *_notes(result, row))
        if text
    )
    return f'<li>{shown}<span>{name} <span class="points">{escape(_points(result, row))}</span>{more}</span></li>'


def _points(result: Protected, row: ChangeRow) -> str:
    """The change with its interval; of what is open the interval alone, where it is shown: it is all that is known."""
    interval = interval_text(result, row, language())
    if row.change is None or (row.verdict in OPEN and interval):
        return interval
    change = signed(row.change, language(), decimals(row))
    return f"{change} ({interval})" if interval else change


def _on_scale(result: Protected, row: ChangeRow, units: str) -> str:
    """The levels on the questionnaire's scale, where that was chosen; empty where the group has none."""
    found = on_scale(result, row, language()) if units == ORIGINAL else None
    return found.levels_or_change if found else ""


def _notes(result: Protected, row: ChangeRow) -> list[str]:
    """What a reader must know beside the numbers: that it may be chance, what is ruled out, why nothing can be said."""
    if row.verdict in ("maybe_increased", "maybe_decreased"):
        return [words("found_maybe", k=number(row.family_size or 1, language()))]
    if row.verdict in _RULES_OUT:
        points = exact(may_rule_out(result.settings.margin, row.level), language())
        return [words(f"found_{row.verdict}", points=points)]
    return [verdict_words(result, row, language())] if row.verdict in ("trivial", "mixed", "too_few") else []


def _hidden(result: Protected, rows: list[ChangeRow]) -> str:
    """The groups whose row is not shown."""
    speech = language()
    hidden = [group_label(result, row.group, speech) for row in rows if row.verdict == PROTECTED]
    if not hidden:
        return ""
    groups = say("figures.separator", speech).join(hidden)
    return f'<p class="aside">{escape(words("found_hidden", groups=groups))}</p>'
