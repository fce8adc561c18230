"""A figure as a part of a page: one drawing for a phone and one for a desk, of which the page shows what fits."""

from __future__ import annotations

from html import escape
from pathlib import Path

from charts.primitives.drawing import Drawing
from charts.primitives.svg import svg

_HERE = Path(__file__).parent
STYLE = (_HERE / "figure.css").read_text(encoding="utf-8")
"""The styles of all figures on a page."""
SCRIPT = (_HERE / "figure.js").read_text(encoding="utf-8")
"""Defines ``followFigure(figure)``, which says what is pointed at; all can be read without it."""


def figure_element(
    narrow: Drawing, wide: Drawing, name: str, described_by: str, content: str = "", *, titled: bool = False
) -> str:
    """The figure as HTML.

    Parameters
    ----------
    narrow, wide : Drawing
        The same, for a phone and for `charts.primitives.look.WIDE` pixels or more.
    name : str
        Of this figure on its page; letters, digits, hyphens and underscores.
    described_by : str
        The id of the element that says its content in words.
    content : str
        HTML below the drawing, within the figure.
    titled : bool
        Whether all is said without a script too, by titles that the browser shows.
    """
    direction = "rtl" if wide.rtl else "ltr"
    colours = f"--figure-ink:{wide.ink};--figure-ground:{wide.ground}"
    return (
        f'<figure class="figure" role="group" dir="{direction}" aria-label="{escape(wide.title)}" '
        f'aria-describedby="{described_by}" style="{colours}">'
        f'<div class="drawn">{_drawn(narrow, wide, name, titled=titled)}</div>{content}</figure>'
    )


def _drawn(narrow: Drawing, wide: Drawing, name: str, *, titled: bool) -> str:
    """Both, or one where they are alike."""
    if narrow == wide:
        return f'<div class="any">{svg(wide, name, titled=titled)}</div>'
    both = {"narrow": narrow, "wide": wide}
    return "".join(
        f'<div class="{kind}">{svg(drawing, f"{name}-{kind}", titled=titled)}</div>' for kind, drawing in both.items()
    )
