"""A button that copies a text, with words of its own: Streamlit's has none, and is seen only under a mouse."""

from __future__ import annotations

import streamlit as st

from pages.server.button_style import BUTTON_STYLE

_BUTTON = st.components.v2.component(
    "copy_button",
    html="<button type='button' aria-live='polite'></button>",
    css=BUTTON_STYLE,
    js="""
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button")
  button.textContent = data.label
  button.onclick = async () => {
    if (await copy(data.text)) button.textContent = data.done
  }
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelected(text)
  }
}

// Where the browser keeps its clipboard from a page: over plain HTTP, or because somebody refused it.
function copySelected(text) {
  const area = document.createElement("textarea")
  area.value = text
  document.body.append(area)
  area.select()
  const copied = document.execCommand("copy")
  area.remove()
  return copied
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
