"""The pages and their order; and the way back to them for a page that was opened without its frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import unquote, urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.shell.address import at_page
from pages.shell.editions import index_shown, look_at_shelf
from pages.shell.language import language, words
from words import say_about_index

PAGES = ("overview", "groups", "questions", "mutual", "compare", "method", "protection", "export", "surveys")
_OF_NO_EDITION = ("surveys",)
_START, _FRAMED = "start", "framed"


def titles() -> dict[str, str]:
    """The titles of the pages by their names: none speaks of trust where the edition measures something else."""
    index = index_shown()
    return {name: say_about_index(f"screens.page_{name}", language(), index) for name in PAGES}


def navigation(called: Mapping[str, str]) -> StreamlitPage:
    """The page that the address asks for, of those that are called so; the menu is in the bar.

    An address without a page leads to the overview; one that names no page has a page that says so, where Streamlit
    would show the first of all under it.
    """
    pages = {name: st.Page(f"pages/{name}.py", title=title, url_path=name) for name, title in called.items()}
    hidden = [st.Page(_nothing, title="Thiqa", url_path=_START, default=True, visibility="hidden")]
    if (unknown := _unknown()) is not None:
        hidden.append(st.Page(_nothing, title=words("no_page"), url_path=unknown, visibility="hidden"))
    page = st.navigation([*hidden, *pages.values()], position="hidden")
    if page.url_path == "":
        st.switch_page(pages[PAGES[0]], query_params=st.query_params.to_dict())
    return page


def is_about_an_edition(page: StreamlitPage) -> bool:
    """Whether a page shows an edition, and so has nothing to show where the address names none that there is."""
    return page.url_path in PAGES and page.url_path not in _OF_NO_EDITION


def _unknown() -> str | None:
    """What the address names that is no page; None where it names a page, or none at all."""
    name = unquote(urlsplit(st.context.url or "").path).strip("/")
    return name if name and "/" not in name and name not in (*PAGES, _START) else None


def _nothing() -> None:
    """The page of an address that names no page: a sentence, and the way to the first page."""
    st.title(words("no_page"), anchor=False)
    st.markdown(words("no_page_text"))
    st.page_link(f"pages/{PAGES[0]}.py", label=words(f"page_{PAGES[0]}"), icon=":material/home:")


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
        look_at_shelf()
        navigation(titles())
        st.rerun()
    main()
