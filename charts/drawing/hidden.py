"""How a row that is not shown is drawn: a hatch, and a small lock of lines, so that no font decides how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts.drawing.look import Palette

WIDTH, _HEIGHT = 18, 20


def hatch(palette: Palette, low: float, high: float, y: float, half: float) -> dict[str, Any]:
    """Plotly's bar of a hatch from one value to another."""
    return {
        "x": [high - low],
        "base": [low],
        "y": [y],
        "width": [2 * half],
        "orientation": "h",
        "marker": {
            "color": "rgba(0,0,0,0)",
            "line": {"width": 0},
            "pattern": {"shape": "/", "size": 7, "solidity": 0.12, "fgcolor": palette.neither},
        },
        "hoverinfo": "skip",
    }


def lock(palette: Palette, x: float, y: float, shift: float) -> list[dict[str, Any]]:
    """Plotly's shapes of a lock on a ground of its own, `shift` pixels from a point of paper x and plot y."""
    left, right = shift - 5, shift + 5
    half, height = WIDTH / 2, _HEIGHT / 2
    ground = [(shift - half, -height), (shift + half, -height), (shift + half, height), (shift - half, height)]
    body = [(left, -6), (right, -6), (right, 1), (left, 1)]
    shackle = f"M{left + 2},1 L{left + 2},3 C{left + 2},8 {right - 2},8 {right - 2},3 L{right - 2},1"
    paths = (
        (_closed(ground), palette.ground, 0.0),
        (shackle, "rgba(0,0,0,0)", 1.6),
        (_closed(body), palette.muted, 0.0),
    )
    return [
        {
            "type": "path",
            "xref": "paper",
            "yref": "y",
            "xsizemode": "pixel",
            "ysizemode": "pixel",
            "xanchor": x,
            "yanchor": y,
            "path": path,
            "fillcolor": fill,
            "line": {"width": width, "color": palette.muted},
        }
        for path, fill, width in paths
    ]


def _closed(corners: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x},{y}" for x, y in corners) + " Z"
