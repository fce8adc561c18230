"""The test behind the headline: p, effect size and who rose or fell, in a table for those who want to know."""

from __future__ import annotations

import streamlit as st

from charts.drawing.dumbbells import people
from metrics import INDEX, ChangeRow, Protected, group_label
from metrics.result.sentences import decimals
from pages.shell.language import language, words
from pages.shell.table import p_text, table, with_interval
from words import number, say, signed


def headline_table(result: Protected) -> None:
    """A row for each side; where there are no sides, one for all."""
    rows = [result.change_of[INDEX, group] for group in result.headline_groups if (INDEX, group) in result.change_of]
    if not rows:
        return
    st.header(words("tests"))
    followed = any(row.rose is not None for row in rows)
    effect_head = "term_effect" if all(row.effect_low is None for row in rows) else "effect_interval"
    heads = ["whose_trust", "change_interval", "p", "p_adjusted", effect_head, "finding"]
    heads[5:5] = ["rose_same_fell"] if followed else []
    cells = [_cells(result, row, followed) for row in rows]
    table(words("tests"), [words(head) for head in heads], cells)
    test, effect = (
        next((getattr(row, name) for row in rows if getattr(row, name)), None) for name in ("test", "effect")
    )
    notes = [f"{say('headings.test', language())}: {say(f'findings.test_{test}', language())}."] if test else []
    notes += [words("effect_is", effect=say(f"findings.effect_{effect}", language()))] if effect else []
    if notes:
        st.caption(" ".join(notes))


def _cells(result: Protected, row: ChangeRow, followed: bool) -> list[str]:
    speech = language()
    who = group_label(result, row.group, speech)
    count = people(row, speech)
    verdict = say(f"findings.{row.finding}", speech)
    if row.change is None:
        return [who, *["–"] * (5 if followed else 4), verdict]
    digits = decimals(row)
    interval = [signed(end, speech, digits) for end in (row.ci_low, row.ci_high) if end is not None]
    effect = [number(x, speech, 2) for x in (row.effect_low, row.effect_high) if x is not None]
    moves = " / ".join(number(n, speech) for n in (row.rose, row.same, row.fell) if n is not None)
    return [
        f"{who} · {count}",
        with_interval(signed(row.change, speech, digits), interval),
        p_text(row.p),
        p_text(row.p_adjusted),
        with_interval(number(row.effect_value, speech, 2), effect) if row.effect_value is not None else "–",
        *([moves or "–"] if followed else []),
        verdict,
    ]
