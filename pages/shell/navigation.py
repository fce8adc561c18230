"""The pages and their order; and the way back to them for a page that was opened without its frame."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.shell.address import at_page
from pages.shell.language import words

PAGES = ("overview", "groups", "questions", "mutual", "method", "protection", "export", "surveys")
_FRAMED = "framed"


def navigation() -> StreamlitPage:
    """The menu in the reader's language, and the page that the address asks for."""
    return st.navigation(
        [
            st.Page(f"pages/{name}.py", title=words(f"page_{name}"), url_path=name, default=name == PAGES[0])
            for name in PAGES
        ],
        position="top",
    )


def show_in_frame(page: StreamlitPage) -> None:
    """Shows a page below what the entry point has drawn."""
    st.session_state[_FRAMED] = True
    at_page(page.url_path)
    page.run()


def show(main: Callable[[], None]) -> None:
    """Draws a page; all page files end with this.

    Streamlit runs a file of a folder named ``pages`` by itself until it has met `navigation` once. The first visitor
    of a server who follows a link to a page is then sent through the entry point.
    """
    if not st.session_state.pop(_FRAMED, False):
        navigation()
        st.rerun()
    main()
