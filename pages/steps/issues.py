"""Issues as a list: what is wrong, where, and what to do; errors first."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from pages.shell.language import language, words
from surveys import Issue
from surveys.model.issues import grouped

_ORDER = ("error", "warning", "note")


def issue_list(issues: Iterable[Issue]) -> None:
    """Shows issues by severity, those of one kind on one sheet as one; notes are folded away."""
    found = grouped(issues)
    for severity in _ORDER[:2]:
        for issue in found:
            if issue.severity == severity:
                _show(issue)
    notes = [issue for issue in found if issue.severity == "note"]
    if notes:
        with st.expander(words("notes", n=len(notes))):
            for issue in notes:
                _show(issue)


def _show(issue: Issue) -> None:
    text = escape(issue.message(language()))
    heading = escape(words(f"severity_{issue.severity}"))
    st.html(f'<div class="issue {issue.severity}" role="note"><strong>{heading}</strong> {text}</div>')
