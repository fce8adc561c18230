"""A figure on a screen: drawn by the browser as wide as its place, and answering pointer, finger and keys."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from charts.primitives.on_screen import SCRIPT, STYLE
from pages.server.drawn_figures import DrawnFigure

_LAYOUT = (Path(__file__).parent / "browser" / "figure.css").read_text(encoding="utf-8")
_FIGURE = st.components.v2.component(
    "figure",
    html="<div class='figure-place'></div>",
    css=STYLE + _LAYOUT,
    js=SCRIPT
    + """
export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".figure-place")
  if (place.drawnFrom === data.html) return
  place.drawnFrom = data.html
  place.innerHTML = data.html
  const figure = place.querySelector("figure")
  followFigure(figure)
  const button = figure.querySelector(".enlarge")
  if (!document.fullscreenEnabled) button.remove()
  const name = () => {
    const words = document.fullscreenElement === figure ? data.leave : data.enlarge
    button.setAttribute("aria-label", words)
    button.title = words
  }
  name()
  button.onclick = () => document.fullscreenElement ? document.exitFullscreen() : figure.requestFullscreen()
  figure.onfullscreenchange = name
}
""",
    isolate_styles=False,
)


def show_figure(drawn: DrawnFigure, name: str, *, enlarge: str, leave: str) -> None:
    """Shows a figure.

    Parameters
    ----------
    drawn : DrawnFigure
    name : str
        Its key on the page.
    enlarge, leave : str
        Words of the button that gives it the whole screen, and takes it back.
    """
    st.html(f"<style>.st-key-{name} {{ min-height: {drawn.least_height:g}px; }}</style>")
    _FIGURE(key=name, data={"html": drawn.html, "enlarge": enlarge, "leave": leave})
