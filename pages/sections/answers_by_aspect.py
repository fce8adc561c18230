"""The answers to the questions of somebody: in one figure, or, of many questions, aspect by aspect to be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from charts import View
from charts.drawing.questions.chosen import aspect_of, aspects_asked, chosen_questions
from charts.drawing.titles import of_questions
from metrics import ChangeRow, Protected
from pages.shell.editions import ShownEdition
from pages.shell.language import look
from pages.shell.notes import officer_note
from pages.shell.picture import picture
from pages.shell.plain import escaped

MOST_AT_ONCE = 30
"""So many questions are in one figure of a page; of more, each aspect has its own."""
_FIGURE = "answers"


def answers_by_aspect(shown: ShownEdition, view: View, name: str, *, level: int = 2, explained: bool = False) -> bool:
    """Shows what a view chooses; returns whether it has been said why something is hidden, as `picture` does.

    Parameters
    ----------
    shown : ShownEdition
    view : View
        It chooses a question at least.
    name : str
        Key on the page.
    level : int
        Level of the headings.
    explained : bool
        Whether it has been said before.
    """
    result = shown.result
    rows = chosen_questions(result, view)
    aspects = _aspects(result, rows, view)
    if len(rows) <= MOST_AT_ONCE or len(aspects) < 2:
        return picture(shown, _FIGURE, view, name=name, level=level, explained=explained)
    officer_note(shown, _FIGURE)
    for place, aspect in enumerate(aspects):
        of_aspect = replace(view, look=look(), aspect=aspect)
        summary = of_questions(result, chosen_questions(result, of_aspect), of_aspect)
        key = f"{name}_{place}"
        with st.expander(escaped(summary), expanded=place == 0, key=f"open_{key}", on_change="rerun") as section:
            if section.open:
                explained = picture(shown, _FIGURE, of_aspect, name=key, level=level, noted=False, explained=explained)
    return explained


def _aspects(result: Protected, rows: Sequence[ChangeRow], view: View) -> list[str]:
    """The aspects of some questions, in the instrument's order; none where a question has none, or one is chosen."""
    found = {aspect_of(result, row.measure) for row in rows}
    if None in found or view.aspect is not None:
        return []
    return [name for name in aspects_asked(result, view.group_in(result)) if name in found]
