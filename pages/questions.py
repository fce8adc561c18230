"""Questions: what was answered to each, before above after; of one aspect, or those whose wording is searched."""

from __future__ import annotations

import streamlit as st

from charts import View
from charts.drawing.questions.chosen import aspects_asked, chosen_questions, orders_in
from metrics import Protected, measure_label
from pages.sections.answers_by_aspect import answers_by_aspect
from pages.shell.address import choose, redrawn_alone, written
from pages.shell.chooser import choose_group, choose_units, pick_shown
from pages.shell.editions import ShownEdition, current
from pages.shell.language import language, look, words
from pages.shell.navigation import show
from pages.shell.notes import edition_note, no_change_note, protection_notes
from pages.shell.picture import other_pictures

_ALL = "all"
_ASPECT, _SEARCH = "aspect", "search"
_LONGEST_SEARCH = 80


def main() -> None:
    """Draws the page."""
    shown = current()
    st.title(words("page_questions"), anchor=False)
    edition_note(shown)
    if no_change_note(shown.result):
        return
    _questions(shown)
    other_pictures(shown, "questions", ("answers",))


@redrawn_alone
def _questions(shown: ShownEdition) -> None:
    """The choices, and the questions chosen."""
    result = shown.result
    view = _chosen(result)
    explained = False
    if chosen_questions(result, view):
        explained = answers_by_aspect(shown, view, "answers")
    else:
        st.info(words("questions_none_match"))
        st.button(words("questions_all"), on_click=_show_all, key="questions_all")
    protection_notes(result, explained=explained)


def _chosen(result: Protected) -> View:
    """Whose answers to which questions, in which order."""
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        group = choose_group(result)
    aspects = list(dict.fromkeys(name for one in result.headline_groups for name in aspects_asked(result, one)))
    with right:
        options = [_ALL, *aspects] if len(aspects) > 1 else [_ALL]
        aspect = pick_shown(
            _ASPECT, words("aspect_of_questions"), options, lambda key: _called(result, key), as_list=True
        )
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        search = written(_SEARCH, words("questions_search"), longest=_LONGEST_SEARCH)
    with right:
        order = pick_shown("order", words("order"), orders_in(result), lambda key: words(f"order_{key}"))
    if result.pairs:
        choose_units(result, of_questions=True)
    return View(look(), group=group, order=order, aspect=None if aspect == _ALL else aspect, search=search)


def _called(result: Protected, aspect: str) -> str:
    return words("aspect_all") if aspect == _ALL else measure_label(result, aspect, language())


def _show_all() -> None:
    choose(_ASPECT, _ALL)
    choose(_SEARCH, "")


show(main)
