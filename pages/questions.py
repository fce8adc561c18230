"""Questions: what was answered to each, before above after."""

from __future__ import annotations

import streamlit as st

from charts import ORDERS, View
from pages.shell.chooser import choose_group, choose_units, pick_shown
from pages.shell.editions import current
from pages.shell.language import words
from pages.shell.navigation import show
from pages.shell.notes import edition_note, no_change_note, protection_notes
from pages.shell.picture import other_pictures, picture


def main() -> None:
    """Draws the page."""
    shown = current()
    result = shown.result
    st.title(words("page_questions"))
    edition_note(shown)
    if no_change_note(result):
        return
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        group = choose_group(result)
    with right:
        order = pick_shown("order", words("order"), ORDERS, lambda key: words(f"order_{key}"))
    choose_units(result, of_questions=True)
    explained = picture(shown, "answers", View(group=group, order=order))
    protection_notes(result, explained=explained)
    other_pictures(shown, "questions", ("answers",))


show(main)
