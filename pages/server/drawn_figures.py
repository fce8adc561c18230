"""Figures as they are sent to the browser, drawn once for all who look at the same view of a result."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from charts import View, draw
from charts.primitives.on_screen import PRINTED, figure_element
from metrics import Protected
from pages.server.kept import kept
from reports.typst.sheets import parts_of

_ENLARGE = (
    '<button type="button" class="enlarge"><svg viewBox="0 0 16 16" aria-hidden="true">'
    '<path d="M6 2H2v4M10 2h4v4M6 14H2v-4M10 14h4v-4"/></svg></button>'
)


@dataclass(frozen=True)
class DrawnFigure:
    """A figure for a page.

    Attributes
    ----------
    title, caption : str
        As of `charts.Picture`.
    hides : bool
        Whether anything in it is not shown.
    html : str
        Its element.
    least_height : float
        Pixels that it has at any width.
    """

    title: str
    caption: str
    hides: bool
    html: str
    least_height: float


def drawn_figure(result: Protected, figure: str, view: View, name: str) -> DrawnFigure:
    """A view of a figure, kept with its result; one that was searched for is not kept.

    Parameters
    ----------
    result : Protected
    figure : str
        Name of the figure.
    view : View
        Of a screen; both widths are drawn.
    name : str
        Its key on the page.
    """
    if view.search:
        return _draw(result, figure, view, name)
    return kept(result, ("figure", figure, name, view), lambda: _draw(result, figure, view, name))


def _draw(result: Protected, figure: str, view: View, name: str) -> DrawnFigure:
    narrow, wide = (draw(figure, result, replace(view, look=replace(view.look, wide=one))) for one in (False, True))
    drawings = narrow.drawing, wide.drawing
    printed = parts_of(wide.drawing, PRINTED) if wide.drawing.height > PRINTED else ()
    words = f"{name}-words"
    content = (
        f'{_ENLARGE}<p class="large-title" aria-hidden="true">{escape(wide.title)}</p>'
        f'<p class="in-words" id="{words}">{escape(wide.alternative or wide.title)}</p>'
    )
    html = figure_element(*drawings, name, words, content, printed=printed)
    return DrawnFigure(wide.title, wide.caption, wide.hides, html, min(drawing.height for drawing in drawings))
