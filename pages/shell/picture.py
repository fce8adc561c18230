"""A figure on a screen, with its title above, the row of what can be done with it below, and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from charts import View, figures_of_page
from pages.server.drawn_figures import drawn_figure
from pages.server.figure import show_figure
from pages.shell.actions import actions
from pages.shell.basket import part_of
from pages.shell.chooser import units_of_page
from pages.shell.editions import ShownEdition
from pages.shell.language import look, words
from pages.shell.notes import officer_note, with_officer_note
from pages.shell.plain import escaped
from pages.shell.why import why_hidden


def picture(
    shown: ShownEdition,
    figure: str,
    view: View | None = None,
    *,
    name: str | None = None,
    level: int = 2,
    noted: bool = True,
    above: str = "",
    explained: bool = False,
) -> bool:
    """Shows a figure; returns whether it has been said at one click why something is hidden, by it or before it.

    Parameters
    ----------
    shown : ShownEdition
    figure : str
        Name of the figure.
    view : View, optional
        What is chosen of it; language, ground, edition and units are the reader's.
    name : str, optional
        Key on the page, where it is not the figure's own.
    level : int
        Level of the heading that its title is: 2 or 3.
    noted : bool
        Whether the officer's note of the figure is shown; not where the page draws the figure a second time.
    above : str
        Markdown that is to be read before its numbers, between title and figure.
    explained : bool
        Whether a figure before it says why something is hidden: once is enough for figures below each other.
    """
    name, result = name or figure, shown.result
    key = f"figure_{name}"
    seen = replace(view or View(), look=look(), edition=shown.name, units=units_of_page())
    drawn = drawn_figure(result, figure, seen, key)
    (st.header if level == 2 else st.subheader)(escaped(drawn.title), anchor=False)
    if above:
        st.markdown(above)
    with st.container(key=f"picture_{name}"):
        show_figure(drawn, key, enlarge=words("full_screen"), leave=words("full_screen_leave"))
        if noted:
            officer_note(shown, figure)
        actions(shown, with_officer_note(shown, part_of("figure", figure, view or View())), name, drawn.title)
        with st.container(key=f"about_{name}"):
            st.caption(escaped(drawn.caption))
            if drawn.hides and not explained:
                why_hidden(result)
    return drawn.hides or explained


def other_pictures(shown: ShownEdition, page: str, drawn: Sequence[str]) -> None:
    """The figures of a screen that it has not drawn, one below the other."""
    for figure in figures_of_page(page):
        if figure.NAME not in drawn and (views := figure.views(shown.result)):
            picture(shown, figure.NAME, views[0])
