"""The figures that a result has, found by folder: a new figure is a new file in ``charts/figures``, with its words.

A figure is a module with a ``NAME``, the ``PAGE`` that shows it, its ``AXIS_DECIMALS`` and the functions
``views(result)`` and ``draw(result, view)``; pages, exports and tests iterate over `all_figures`.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from functools import cache
from typing import Protocol, cast

from charts import figures
from charts.drawing.picture import Picture, View
from charts.primitives.look import Look
from metrics import Protected


class Figure(Protocol):
    """A module of ``charts/figures``.

    Attributes
    ----------
    NAME : str
        Letters, digits and underscores; its file's name begins with it.
    PAGE : str
        The screen that shows it.
    AXIS_DECIMALS : int or None
        Most decimals of a number that has a position on its axis; None where a position is one of a row or column.
    """

    __name__: str
    NAME: str
    PAGE: str
    AXIS_DECIMALS: int | None

    def views(self, result: Protected) -> list[View]:
        """All that can be chosen of it; none where the result has nothing to draw."""

    def draw(self, result: Protected, view: View) -> Picture:
        """Draws one of its views."""


@cache
def all_figures() -> dict[str, Figure]:
    """Every figure, by name."""
    names = (found.name for found in pkgutil.iter_modules(figures.__path__))
    modules = [cast(Figure, importlib.import_module(f"{figures.__name__}.{name}")) for name in names]
    return {one.NAME: one for one in modules}


def figures_of_page(page: str) -> list[Figure]:
    """The figures that a screen shows."""
    return [one for one in all_figures().values() if page == one.PAGE]


def draw(name: str, result: Protected, view: View | None = None) -> Picture:
    """Draws a figure of a result; its first view, in the settings' language, where none is given.

    Raises
    ------
    ValueError
        If there is no figure of that name, the view names what the result does not have, or no view is given and there
        is nothing to draw.
    """
    known = all_figures()
    if name not in known:
        raise ValueError(f"figure must be one of {', '.join(known)}")
    figure = known[name]
    if view is None:
        first = next(iter(figure.views(result)), None)
        if first is None:
            raise ValueError(f"this result has nothing to draw as {name!r}")
        view = replace(first, look=Look(result.settings.lang))
    view.check_in(result)
    return figure.draw(result, view)
