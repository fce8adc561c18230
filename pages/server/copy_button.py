"""Buttons that copy a text, or a link to what is seen, with words of their own: Streamlit's are seen under a mouse."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from pages.server.button_style import BUTTON_STYLE

_COPY = (Path(__file__).parent / "browser" / "copy.js").read_text(encoding="utf-8")

_BUTTON = st.components.v2.component(
    "copy_button",
    html="<button type='button' aria-live='polite'></button>",
    css=BUTTON_STYLE,
    js=_COPY
    + """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button")
  button.textContent = data.label
  button.onclick = async () => {
    if (await copy(data.text, button)) button.textContent = data.done
  }
}
""",
)

_LINK = st.components.v2.component(
    "copy_link",
    html="<button type='button' aria-live='polite'><span class='word'></span><span class='about'></span></button>",
    css="""
button {
  font: inherit; font-size: 0.875rem; line-height: 1; cursor: pointer; position: relative; white-space: nowrap;
  display: block; height: 2.25rem; padding: 0.125rem 0.625rem; border-radius: var(--st-button-radius, 0.5rem);
  color: inherit; background: transparent; border: 1px solid var(--st-border-color);
}
button:hover:enabled, button:focus-visible { color: var(--st-link-color); border-color: var(--st-link-color); }
button:focus-visible { outline: 2px solid var(--st-link-color); outline-offset: 1px; }
button:disabled { opacity: 0.75; cursor: default; border-style: dashed; }
.about { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
""",
    js=_COPY
    + """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button")
  const shown = JSON.stringify(data)
  if (button.shown === shown) return
  button.shown = shown
  const word = button.querySelector(".word")
  word.textContent = data.label
  button.querySelector(".about").textContent = data.about
  button.disabled = data.usual === null
  button.onclick = async () => {
    if (await copy(linkTo(data.figure, data.usual), button)) word.textContent = data.done
  }
  if (data.usual !== null) goTo(data.figure, button)
}

// The address of now says what is chosen; what goes without saying is said too, for who chose otherwise before.
function linkTo(figure, usual) {
  const url = new URL(location.href)
  for (const [name, value] of Object.entries(usual))
    if (!url.searchParams.has(name)) url.searchParams.set(name, value)
  url.searchParams.set("figure", figure)
  url.hash = ""
  return url.href
}

// Once after the page was loaded by a link to a figure: its heading is shown and focused until the page is at rest.
function goTo(figure, button) {
  if (window.thiqaWentToFigure || new URLSearchParams(location.search).get("figure") !== figure) return
  window.thiqaWentToFigure = true
  const ends = Date.now() + 5000
  let isLeft = false
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"])
    addEventListener(kind, () => { isLeft = true }, { once: true, passive: true, capture: true })
  const go = () => {
    const heading = headingOf(button.getRootNode().host ?? button)
    if (isLeft || !heading || Date.now() > ends) return
    heading.tabIndex = -1
    heading.style.scrollMarginTop = "4rem"
    if (document.activeElement !== heading) heading.focus({ preventScroll: true })
    heading.scrollIntoView({ block: "start" })
    setTimeout(go, 200)
  }
  setTimeout(go, 100)
}

function headingOf(element) {
  const headings = [...document.querySelectorAll("[data-testid='stMain'] :is(h1, h2, h3, h4)")]
  const before = Node.DOCUMENT_POSITION_PRECEDING
  return headings.filter((one) => element.compareDocumentPosition(one) & before).pop()
}
""",
)


def copy_button(name: str, text: str, *, label: str, done: str) -> None:
    """Shows the button.

    Parameters
    ----------
    name : str
        Its key on the page.
    text : str
        What is copied.
    label, done : str
        Its words, before and after.
    """
    _BUTTON(key=f"copy_{name}", data={"text": text, "label": label, "done": done})


def copy_link(figure: str, usual: Mapping[str, str] | None, *, label: str, done: str, about: str) -> None:
    """Shows a button that copies the page's address with all that is chosen, which opens at a figure.

    Parameters
    ----------
    figure : str
        Key of the figure on its page, by which the address names it.
    usual : mapping or None
        What is chosen where the address says nothing, by names; None where nobody else can open what is seen.
    label, done : str
        Its words, before and after; of one that can't be pressed, why.
    about : str
        What is said to those who can't see of which figure it is.
    """
    words = {"label": label, "done": done, "about": about}
    usual_or_none = None if usual is None else dict(usual)
    _LINK(key=f"link_{figure}", data={"figure": figure, "usual": usual_or_none, **words}, width="content")
