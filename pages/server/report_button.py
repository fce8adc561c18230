"""A button that downloads a figure as a report has it, drawn when it is pressed.

Plotly's own button for images, which the style hides, draws whatever stands in ``data`` and ``layout`` at the moment of
a click, at the size that its options say: the report's figure is put there for it, and the screen's put back.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import plotly.graph_objects as go
import streamlit as st

from pages.server.button_style import BUTTON_STYLE

_BUTTON = st.components.v2.component(
    "figure_download",
    html="<button type='button'></button>",
    css=BUTTON_STYLE,
    js="""
const saved = new Map()

export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button")
  button.textContent = data.label
  button.onclick = () => setTriggerValue("pressed", Date.now())
  if (data.figure && saved.get(data.chart) !== data.pressed) {
    saved.set(data.chart, data.pressed)
    save(document.querySelector(`.st-key-${data.chart} .js-plotly-plot`), JSON.parse(data.figure))
  }
}

function save(chart, report) {
  const shown = { data: chart.data, layout: chart.layout }
  chart.data = report.data
  chart.layout = report.layout
  const { width, height } = report.layout
  Object.assign(chart._context.toImageButtonOptions, { width, height })
  try {
    chart.querySelector(".modebar-btn").click()
  } finally {
    chart.data = shown.data
    chart.layout = shown.layout
  }
}
""",
)


@st.fragment
def report_button(name: str, label: str, draw: Callable[[], go.Figure]) -> None:
    """Shows the button; a press runs nothing else of the page.

    Parameters
    ----------
    name : str
        The chart on the screen is in the container ``chart_<name>``.
    label : str
        Its words.
    draw : callable
        Draws the figure as a report has it.
    """
    pressed = st.session_state.pop(_pressed(name), None)
    figure = json.dumps(json.loads(draw().to_json()), separators=(",", ":")) if pressed else ""
    _BUTTON(
        key=f"download_{name}",
        data={"label": label, "chart": f"chart_{name}", "figure": figure, "pressed": pressed},
        on_pressed_change=partial(_press, name),
    )


def _press(name: str) -> None:
    st.session_state[_pressed(name)] = st.session_state[f"download_{name}"].pressed


def _pressed(name: str) -> str:
    return f"report_of_{name}"
