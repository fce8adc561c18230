"""A tour of the pages in a few short steps, by the sample; the step stands in the address, so that Back goes back."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.shell.editions import SAMPLE, TURN_TO_OVERVIEW, current
from pages.shell.language import language
from pages.shell.navigation import is_about_an_edition
from pages.shell.plain import escaped
from words import say

STEPS = ("overview", "groups", "questions", "mutual", "protection", "export", "surveys")
"""The pages that the tour goes over, in order."""
_STEP = "tour"


def offer_tour() -> None:
    """The way into the tour, a link, while no step of it is shown."""
    if _STEP not in st.query_params:
        _link(1, say("tour.start", language()), ":material/signpost:")


def show_tour(page: StreamlitPage) -> None:
    """The step that the address asks for, above its page, with the ways on, back and out; nothing on other pages.

    The sentences speak of what the sample shows: of another edition there is no tour.
    """
    step = st.query_params.get(_STEP, "")
    place = int(step) if step in map(str, range(1, len(STEPS) + 1)) else 0
    if not place or STEPS[place - 1] != page.url_path or (is_about_an_edition(page) and current().id != SAMPLE):
        return
    with st.container(border=True, key="tour"):
        said = {"n": place, "total": len(STEPS), "least": current().result.settings.threshold}
        counted = say("tour.step", language(), **said)
        st.markdown(f"**{escaped(counted)}** · {escaped(say(f'tour.step_{page.url_path}', language(), **said))}")
        with st.container(horizontal=True, vertical_alignment="center"):
            if place > 1:
                _link(place - 1, say("tour.back", language()), ":material/undo:")
            if place < len(STEPS):
                _link(place + 1, say("tour.next", language()), ":material/redo:")
            st.button(say("tour.end", language()), key="tour_end", type="tertiary", on_click=_leave)


def _link(step: int, label: str, icon: str) -> None:
    st.page_link(f"pages/{STEPS[step - 1]}.py", label=label, icon=icon, query_params={_STEP: str(step)})


def _leave() -> None:
    st.query_params.pop(_STEP, None)
    st.session_state[TURN_TO_OVERVIEW] = True
