"""The dashboard's entry point: page settings, language, edition picker, navigation.

Start it with ``make run`` (or ``python start.py``), or ``streamlit run dashboard.py``. Streamlit imports this file
once, for the server (``app``), and runs it again for every reader and choice.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.starlette import App

from pages.sections.tour import show_tour
from pages.server.bar import Bar, show_bar
from pages.server.document import Document
from pages.server.memory import end_closed_visits_in_time
from pages.server.silence import keep_silent
from pages.server.style import apply_style
from pages.server.visit import guard_visit
from pages.shell import editions
from pages.shell.address import read_address, write_address
from pages.shell.language import language, look, words
from pages.shell.navigation import PAGES, is_about_an_edition, navigation, show_in_frame, titles
from pages.shell.notes import settings_in_address
from words import LANGUAGES, is_right_to_left, say

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
    editions.look_at_shelf()
    called = titles()
    page = navigation(called)
    is_there = _bar(called, page.url_path)
    if st.session_state.pop(editions.TURN_TO_OVERVIEW, False):
        st.switch_page("pages/overview.py")
    if is_there or not is_about_an_edition(page):
        show_tour(page)
        show_in_frame(page)
    else:
        editions.say_not_there()
    guard_visit(warn=editions.has_draft())
    write_address()


def _bar(called: dict[str, str], page: str) -> bool:
    """Menu, edition and language, all kept in the address; returns whether the edition asked for is there."""
    on_shelf, speech = editions.published(), language()
    edition = editions.choose_edition(on_shelf)
    show_bar(
        Bar(
            pages=called,
            page=page,
            editions=editions.names(on_shelf),
            edition=edition,
            languages={code: {part: say(f"language.{part}", code) for part in ("name", "short")} for code in LANGUAGES},
            language=speech,
            direction="rtl" if is_right_to_left(speech) else "ltr",
            words={
                "menu": words("menu"),
                "skip": words("to_content"),
                "working": words("working"),
                "edition": words("edition"),
                "choose": words("edition_choose"),
                "language": words("language"),
            },
        )
    )
    settings_in_address()
    return bool(edition)


if __name__ == "__main__":
    main()
else:
    app = App(__file__, middleware=[Middleware(Document, first=PAGES[0])])
