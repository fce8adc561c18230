"""Presses a button of the page in the reader's place, once: what was asked for is handed over as soon as it is made."""

from __future__ import annotations

import streamlit as st

_PRESS = st.components.v2.component(
    "press",
    html="<span hidden></span>",
    js="""
const pressed = new Set()

export default function ({ data }) {
  if (pressed.has(data.once)) return
  pressed.add(data.once)
  const press = (tries) => {
    const button = document.querySelector(`.st-key-${data.button} button`)
    if (button) button.click()
    else if (tries > 0) setTimeout(press, 100, tries - 1)
  }
  press(50)
}
""",
)


def press_once(button: str, once: str) -> None:
    """Presses the button of a key, once for each `once`; where the browser refuses, the reader presses it."""
    _PRESS(key=f"press_{button}", data={"button": button, "once": once})
