"""The test behind the headline: p, exact check, effect size and who rose or fell, for those who want to know."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from charts.drawing.dumbbells import people
from charts.drawing.findings import interval_ends, verdict_words
from metrics import INDEX, ChangeRow, Protected, group_label
from metrics.result.sentences import decimals
from pages.shell.language import language, words, words_of_index
from pages.shell.notes import withheld_note
from pages.shell.plain import escaped
from pages.shell.table import table
from reports.content.tables import p_text, with_interval
from words import number, say, signed

_P_DIGITS = 4
"""Decimals of α at most: 0.05 divided by a number of rows."""


def headline_table(result: Protected) -> None:
    """A row for each side, or one for all where there are no sides; then which test it is, and what it assumes."""
    rows = [result.change_of[INDEX, group] for group in result.headline_groups if (INDEX, group) in result.change_of]
    if not rows:
        return
    st.header(words("tests"), anchor=False)
    heads = {"whose_trust": _who, "change_interval": _change, "p": _p, "p_adjusted": _p_adjusted}
    if any(row.check for row in rows):
        heads["exact_check"] = _check
    heads["term_effect" if all(row.effect_low is None for row in rows) else "effect_interval"] = _effect
    if any(row.rose is not None for row in rows):
        heads["rose_same_fell"] = _moves
    heads |= {"detectable_at": _detectable, "finding": _finding}
    table(
        words("tests"),
        [words_of_index(head, result) for head in heads],
        [[cell(result, row) for cell in heads.values()] for row in rows],
    )
    st.caption(" ".join(_notes(rows)))
    withheld_note(rows)
    _independence(result, rows)


def _notes(rows: Sequence[ChangeRow]) -> list[str]:
    """Test, exact check and effect size by their names in the field."""
    test, check, effect = (
        next((getattr(row, name) for row in rows if getattr(row, name)), None) for name in ("test", "check", "effect")
    )
    notes = [words("test_is", test=say(f"findings.test_{test}", language()))] if test else []
    notes += [words("check_is", check=say(f"findings.test_{check}", language()))] if check else []
    return notes + ([words("effect_is", effect=say(f"findings.effect_{effect}", language()))] if effect else [])


def _independence(result: Protected, rows: Sequence[ChangeRow]) -> None:
    """Which answers count as independent of each other: those of organisations where they are known, else of people."""
    known = [row for row in rows if row.clusters is not None]
    texts = [
        words(
            "independence_known",
            who=group_label(result, row.group, language()),
            k=number(row.clusters or 0, language()),
        )
        for row in known
    ]
    for text in texts or [words("independence_assumed")]:
        st.markdown(f"**{words('term_independence')}** — {escaped(text)}")


def _who(result: Protected, row: ChangeRow) -> str:
    parts = (group_label(result, row.group, language()), people(row, language()))
    return " · ".join(part for part in parts if part)


def _change(result: Protected, row: ChangeRow) -> str:
    if row.change is None:
        return "–"
    ends = interval_ends(result, row, language())
    return with_interval(signed(row.change, language(), decimals(row)), ends, language())


def _p(_: Protected, row: ChangeRow) -> str:
    return p_text(row.p, language())


def _p_adjusted(_: Protected, row: ChangeRow) -> str:
    return p_text(row.p_adjusted, language())


def _check(_: Protected, row: ChangeRow) -> str:
    return p_text(row.check_p, language())


def _effect(_: Protected, row: ChangeRow) -> str:
    if row.effect_value is None:
        return "–"
    ends = [number(end, language(), 2) for end in (row.effect_low, row.effect_high) if end is not None]
    return with_interval(number(row.effect_value, language(), 2), ends, language())


def _moves(_: Protected, row: ChangeRow) -> str:
    between = "\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}"
    return between.join(number(n, language()) for n in (row.rose, row.same, row.fell) if n is not None) or "–"


def _detectable(_: Protected, row: ChangeRow) -> str:
    """The smallest change that could be seen, with the α of the test that would have seen it."""
    if row.detectable is None:
        return "–"
    points = number(row.detectable, language(), decimals(row))
    if row.detectable_alpha is None:
        return points
    return words("detectable_alpha", points=points, alpha=round(row.detectable_alpha, _P_DIGITS))


def _finding(result: Protected, row: ChangeRow) -> str:
    return verdict_words(result, row, language())
