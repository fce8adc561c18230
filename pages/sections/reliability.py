"""Reliability on the page of methods: a picture, a table, and question by question."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from charts import View
from charts.figures.reliability import DECIMALS, scope_label
from metrics import Protected, ReliabilityRow, measure_label
from metrics.tables.reliability import POOLED
from pages.shell.address import redrawn_alone
from pages.shell.chooser import pick_shown
from pages.shell.editions import ShownEdition
from pages.shell.language import language, words
from pages.shell.picture import picture
from pages.shell.plain import escaped
from pages.shell.table import Over, TableRow, table
from reports.content.basis.reliability import round_words, rounds_of
from reports.content.tables import NONE
from words import number


def reliability(shown: ShownEdition) -> None:
    """All rounds together first; each round by a switch."""
    if shown.result.reliability:
        st.header(words("reliability"), anchor=False)
        st.markdown(words("reliability_text"))
        _of_round(shown)


@redrawn_alone
def _of_round(shown: ShownEdition) -> None:
    result = shown.result
    chosen = pick_shown(
        "reliability",
        words("reliability_round"),
        rounds_of(result),
        lambda name: round_words(result, name, language()),
        escape=escaped,
    )
    rows = [row for row in result.reliability if row.round == chosen]
    picture(shown, "reliability", View(reliability_of=chosen), level=3)
    if chosen == POOLED:
        st.caption(words("pooled_note"))
    with_items = [row for row in rows if row.per_item]
    if with_items:
        with st.expander(words("per_item")):
            _per_item(result, with_items)


def _number(value: float | None) -> str:
    return NONE if value is None else number(value, language(), DECIMALS)


def _per_item(result: Protected, rows: Sequence[ReliabilityRow]) -> None:
    st.markdown(words("per_item_text"))
    cells: list[TableRow] = []
    for row in rows:
        cells.append(Over(scope_label(result, row.scope, language())))
        cells += [
            [measure_label(result, item.item, language()), _number(item.item_rest), _number(item.alpha_if_dropped)]
            for item in row.per_item
        ]
    table(words("per_item"), [words(head) for head in ("question", "item_rest", "alpha_without")], cells)
    dropped = list(dict.fromkeys(item for row in rows for item in row.dropped))
    if dropped:
        names = "; ".join(measure_label(result, item, language()) for item in dropped)
        st.caption(escaped(words("left_out_items", items=names)))
