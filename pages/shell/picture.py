"""A figure on a screen, with its title above and a button that downloads it for a report."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from charts import Look, Picture
from pages.shell.editions import Shown
from pages.shell.plain import plain
from pages.shell.reader import look, words
from pages.shell.why import why_hidden

_BUTTON = st.components.v2.component(
    "figure_download",
    html="<button type='button'></button>",
    css="""
button {
  font: inherit; font-size: 0.875rem; cursor: pointer; padding: 0.25rem 0.75rem; border-radius: 0.5rem;
  color: var(--st-link-color); background: transparent; border: 1px solid var(--st-border-color);
}
button:hover, button:focus-visible { border-color: var(--st-link-color); outline: none; }
""",
    # The chart's own download button draws whatever stands in `data` and `layout` at the moment of the click: the
    # report's figure is put there for it, and the screen's put back.
    js="""
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button")
  button.textContent = data.label
  button.onclick = () => {
    const chart = document.querySelector(`.st-key-${data.chart} .js-plotly-plot`)
    const shown = { data: chart.data, layout: chart.layout }
    const report = JSON.parse(data.figure)
    chart.data = report.data
    chart.layout = report.layout
    try {
      chart.querySelector(".modebar-btn").click()
    } finally {
      chart.data = shown.data
      chart.layout = shown.layout
    }
  }
}
""",
)


def picture(shown: Shown, name: str, draw: Callable[[Look], Picture], *, level: int | None = 2) -> bool:
    """Shows a figure; returns whether it hides anything, and says why at one click then.

    Parameters
    ----------
    shown : Shown
        The edition, whose code stands in the file's name.
    name : str
        Key of the figure, and the beginning of its file's name; letters, digits and underscores.
    draw : callable
        Draws the figure for a look: once for this screen, once for a report.
    level : int or None
        Level of the heading that its title is; None where the page says it already.
    """
    seen = look()
    on_screen, in_report = draw(seen), draw(replace(seen, report=True))
    layout = in_report.figure.layout
    if level is not None:
        st.markdown(f"{'#' * level} {plain(on_screen.title)}")
    with st.container(key=f"chart_{name}"):
        st.plotly_chart(
            on_screen.figure,
            theme=None,
            key=f"plot_{name}",
            alt=on_screen.alternative or on_screen.title,
            config={
                "displayModeBar": True,
                "displaylogo": False,
                "scrollZoom": False,
                "doubleClick": False,
                "modeBarButtons": [["toImage"]],
                "toImageButtonOptions": {
                    "format": "svg",
                    "filename": f"{name}-{shown.result.code}",
                    "width": layout.width,
                    "height": layout.height,
                },
            },
        )
    st.caption(plain(on_screen.caption))
    if on_screen.hides:
        why_hidden(shown.result)
    _BUTTON(
        key=f"download_{name}",
        data={"label": words("download_figure"), "chart": f"chart_{name}", "figure": _text(in_report)},
    )
    return on_screen.hides


def _text(drawn: Picture) -> str:
    return json.dumps(json.loads(drawn.figure.to_json()), separators=(",", ":"))
