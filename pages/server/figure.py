"""A figure on a screen: drawn by the browser as wide as its place, and answering pointer, finger and keys."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from charts import Picture
from charts.primitives.on_screen import SCRIPT, STYLE, figure_element

_LAYOUT = (Path(__file__).parent / "figure.css").read_text(encoding="utf-8")
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
_ENLARGE = (
    '<button type="button" class="enlarge"><svg viewBox="0 0 16 16" aria-hidden="true">'
    '<path d="M6 2H2v4M10 2h4v4M6 14H2v-4M10 14h4v-4"/></svg></button>'
)


def show_figure(narrow: Picture, wide: Picture, name: str, *, enlarge: str, leave: str) -> None:
    """Shows a figure.

    Parameters
    ----------
    narrow, wide : Picture
        The same, for a phone and for a desk.
    name : str
        Its key on the page.
    enlarge, leave : str
        Words of the button that gives it the whole screen, and takes it back.
    """
    words = f"{name}-words"
    content = (
        f'{_ENLARGE}<p class="large-title" aria-hidden="true">{escape(wide.title)}</p>'
        f'<p class="in-words" id="{words}">{escape(wide.alternative or wide.title)}</p>'
    )
    least = min(narrow.drawing.height, wide.drawing.height)
    st.html(f"<style>.st-key-{name} {{ min-height: {least:g}px; }}</style>")
    html = figure_element(narrow.drawing, wide.drawing, name, words, content)
    _FIGURE(key=name, data={"html": html, "enlarge": enlarge, "leave": leave})
