"""Whether the finding holds under other methods, and what it owes to those who dropped out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from charts.drawing.findings import verdict_words
from metrics import ChangeRow, Protected, RobustnessRow, group_label
from metrics.model.settings import ALPHA
from pages.shell.actions import add_to_report
from pages.shell.editions import ShownEdition
from pages.shell.language import language, words
from pages.shell.plain import escaped, plain
from pages.shell.table import Over, TableRow, table
from pages.shell.why import why_hidden
from reports.content.basis.people import attrition as attrition_table
from reports.content.basis.people import attrition_gaps, attrition_lead
from reports.content.basis.robustness import (
    HIDDEN,
    MOST_OTHERS,
    cells_of_choice,
    cells_of_headline,
    choice,
    named_choice,
    named_others,
    other_methods,
)
from reports.content.basis.robustness import robustness as robustness_table
from reports.content.tables import Cell, p_text
from reports.report import Report
from words import number, say

_WHATS = ("estimand", "test", "item", "missing")
_FEW_METHODS = 3
"""So many methods of a kind are named one by one."""


def robustness(shown: ShownEdition) -> None:
    """For each headline how many other methods agree, the exact check among them, and all of them in a table."""
    result = shown.result
    if not result.robustness:
        return
    st.header(words("robustness"), anchor=False)
    st.markdown(words("robustness_text"))
    hides = False
    for group in result.headline_groups:
        headline, rows = other_methods(result, group)
        if headline is None or not rows:
            continue
        known = [row for row in rows if row.verdict is not None]
        st.markdown(
            f"**{plain(group_label(result, group, language()))}** — {escaped(_line(result, headline, rows, known))}"
        )
        if known:
            with st.expander(f"{words('robustness_all')}: {plain(group_label(result, group, language()))}"):
                _table(result, headline, rows)
            hides = hides or any(row.reason in HIDDEN for row in rows)
    if hides:
        why_hidden(result)
    if robustness_table(Report(result, language())):
        add_to_report(shown, "table", "robustness")


def _line(result: Protected, headline: ChangeRow, rows: Sequence[RobustnessRow], known: Sequence[RobustnessRow]) -> str:
    """How many of the methods that give a finding give that of the headline, and whether the exact check agrees.

    Those that give another finding are named where they are few.
    """
    speech = language()
    verdict = verdict_words(result, headline, speech)
    others = [row for row in known if row.verdict != headline.verdict]
    same = number(len(known) - len(others), speech)
    counts = {"finding": verdict, "same": same, "total": number(len(known), speech)}
    parts = [words("robustness_line", **counts)] if known else [f"{verdict}."]
    if 0 < len(others) <= MOST_OTHERS:
        parts.append(words("robustness_differ", others=named_others(result, others, speech)))
    parts += _without_a_finding(result, [row for row in rows if row.verdict is None])
    return " ".join([*parts, *_exact_check(headline)])


def _without_a_finding(result: Protected, rows: Sequence[RobustnessRow]) -> list[str]:
    """Which methods give no finding, a sentence a reason; of many of a kind how many they are."""
    speech, parts = language(), []
    for reason in dict.fromkeys(row.reason for row in rows):
        methods: list[str] = []
        for what in _WHATS:
            alike = [row for row in rows if (row.reason, row.what) == (reason, what)]
            if len(alike) > _FEW_METHODS:
                methods.append(words("robustness_many", what=words(f"what_{what}"), n=number(len(alike), speech)))
            else:
                methods += [named_choice(result, row, speech) for row in alike]
        listed = say("figures.separator", speech).join(methods)
        parts.append(words("robustness_open", reason=say(f"findings.reason_{reason}", speech), methods=listed))
    return parts


def _exact_check(headline: ChangeRow) -> list[str]:
    """Whether the exact check and the test are on the same side of 0.05; nothing where they are one and the same."""
    if headline.check in (None, headline.test) or headline.check_p is None or headline.p is None:
        return []
    agrees = (headline.check_p <= ALPHA) == (headline.p <= ALPHA)
    check = say(f"findings.test_{headline.check}", language())
    word, p = "robustness_agrees" if agrees else "robustness_disagrees", p_text(headline.check_p, language())
    return [words(word, check=check, p=p)]


def _table(result: Protected, headline: ChangeRow, rows: Sequence[RobustnessRow]) -> None:
    speech = language()
    cells: list[TableRow] = [[words("as_shown"), *_texts(cells_of_headline(result, headline, speech))]]
    for what in _WHATS:
        of_kind = [row for row in rows if row.what == what]
        cells += [Over(words(f"what_{what}"))] if of_kind else []
        cells += [
            [choice(result, row, speech), *_texts(cells_of_choice(result, headline, row, speech))] for row in of_kind
        ]
    heads = ("choice", "change_points", "p_adjusted", "finding")
    table(words("robustness"), [words(head) for head in heads], cells)


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in cells]


def attrition(result: Protected) -> None:
    """Compares those who stayed with those who left, and gives the finding if all who left had fallen."""
    if not result.attrition:
        return
    st.header(words("attrition"), anchor=False)
    st.markdown("\n\n".join(map(escaped, attrition_lead(result, language()))))
    if found := attrition_table(Report(result, language())):
        table(found.title, found.heads, [[cell.text for cell in row] for row in found.rows])
    if gaps := attrition_gaps(result, language()):
        st.markdown("\n\n".join(map(escaped, gaps)))
    if any(row.reason in HIDDEN for row in result.attrition):
        why_hidden(result)
