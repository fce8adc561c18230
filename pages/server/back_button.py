"""The browser's back button goes back to the page before at one press.

Streamlit's menu writes the bare address of a page into the browser's history; the page then says what is chosen in an
address of its own, which Streamlit adds as another entry. From there, back would lead to the bare address of the same
page, which says the same again. So an address that only adds to a bare one takes its place.
"""

from __future__ import annotations

import streamlit as st

_HISTORY = st.components.v2.component(
    "back_button",
    html="<span hidden></span>",
    js="""
export default function () {
  if (history.thiqa) return
  history.thiqa = true
  const push = history.pushState.bind(history)
  history.pushState = (state, title, url) => {
    const adds = !location.search && new URL(url, location.href).pathname === location.pathname
    if (adds) history.replaceState(state, title, url)
    else push(state, title, url)
  }
}
""",
)


def go_back_at_one_press() -> None:
    """Sees to it that a page has one entry in the browser's history; in every run."""
    _HISTORY(key="back_button")
