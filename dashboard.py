"""The dashboard's entry point: page settings, language, edition picker, navigation.

Start it with ``make run`` (or ``python start.py``), or ``streamlit run dashboard.py``.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.server.back_button import go_back_at_one_press
from pages.server.memory import end_closed_visits_in_time
from pages.server.silence import keep_silent
from pages.server.style import apply_style
from pages.server.visit import guard_visit
from pages.shell import editions
from pages.shell.address import pick, read_address, write_address
from pages.shell.language import LANGUAGE, look, words
from pages.shell.navigation import is_about_an_edition, navigation, show_in_frame
from pages.shell.notes import settings_in_address
from words import LANGUAGES, say

HERE = Path(__file__).parent


def main() -> None:
    """Draws the frame that all pages share, then the page."""
    keep_silent()
    end_closed_visits_in_time()
    read_address()
    st.set_page_config(page_title="Thiqa · ثقة", page_icon=str(HERE / "static" / "icon.png"), layout="wide")
    apply_style(
        look(),
        upload_button=words("upload_button"),
        upload_limit=words("upload_limit", most=st.get_option("server.maxUploadSize")),
    )
    page = navigation()
    is_there = _header()
    if st.session_state.pop(editions.TURN_TO_OVERVIEW, False):
        st.switch_page("pages/overview.py")
    if is_there or not is_about_an_edition(page):
        show_in_frame(page)
    else:
        editions.say_not_there()
    go_back_at_one_press()
    guard_visit(warn=editions.has_draft())
    write_address()


def _header() -> bool:
    """Edition picker and language switch, both kept in the address; returns whether the edition asked for is there."""
    picker, switch = st.columns([2, 1], vertical_alignment="bottom")
    with picker:
        is_there = editions.choose_edition()
        settings_in_address()
    with switch:
        pick(LANGUAGE, words("language"), LANGUAGES, lambda code: say("language.name", code), always=True)
    return is_there


main()
