"""A drawing as a Plotly figure."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from charts.primitives.drawing import Axis, Band, Bar, Drawing, Line, Lock, Mark, Primitive, Rule, Segment, Text
from charts.primitives.lock import BODY, HEIGHT, SHACKLE, STROKE, WIDTH
from charts.primitives.look import FONT
from charts.primitives.writing import LINE_BREAK, directed, literal

_NOTHING = "rgba(0,0,0,0)"
_HATCH = {"shape": "/", "size": 7, "solidity": 0.12}
_CAP = {"symbol": "line-ns", "size": 11}
_CAP_WIDTH = 1.5


def plotly_figure(drawing: Drawing) -> go.Figure:
    """The drawing as Plotly draws it, at its own size."""
    bottom = -drawing.plot_height
    margins = drawing.margins
    # All at once: Plotly checks every property again with each that is added.
    layout = {
        "width": drawing.width,
        "height": int(drawing.height),
        "autosize": drawing.width is None,
        "margin": {
            "l": margins.left,
            "r": margins.right,
            "t": margins.top,
            "b": margins.bottom,
            "pad": 0,
            "autoexpand": False,
        },
        "paper_bgcolor": drawing.ground,
        "plot_bgcolor": drawing.ground,
        "font": {"family": FONT, "size": 13, "color": drawing.ink},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "barmode": "overlay",
        "shapes": [shape for part in drawing.parts for shape in _shapes(part)],
        "annotations": [_annotation(part, bottom, rtl=drawing.rtl) for part in drawing.parts if isinstance(part, Text)],
        "xaxis": _axis(drawing.axis, rtl=drawing.rtl),
        "yaxis": {"range": [bottom, 0.0], "visible": False, "fixedrange": True},
    }
    traces = [trace for part in drawing.parts if (trace := _trace(part, rtl=drawing.rtl))]
    return go.Figure(traces, layout).update_layout(template=None)


def _trace(part: Primitive, *, rtl: bool) -> dict[str, Any] | None:
    if isinstance(part, Bar):
        return _bar(part, rtl=rtl)
    if isinstance(part, Segment):
        return _segment(part)
    return _mark(part, rtl=rtl) if isinstance(part, Mark) else None


def _bar(bar: Bar, *, rtl: bool) -> dict[str, Any]:
    outline = {"color": bar.outline, "width": bar.outline_width} if bar.outline else {"width": 0}
    hatch = {"pattern": {**_HATCH, "fgcolor": bar.hatch}} if bar.hatch else {}
    return {
        "type": "bar",
        "x": [bar.width],
        "base": [bar.low],
        "y": [bar.y],
        "width": [bar.height],
        "orientation": "h",
        "marker": {"color": bar.fill or _NOTHING, "line": outline, **hatch},
        **_said(bar.hover, rtl=rtl),
    }


def _segment(segment: Segment) -> dict[str, Any]:
    cap = {"marker": {**_CAP, "line": {"color": segment.colour, "width": _CAP_WIDTH}}} if segment.capped else {}
    return {
        "type": "scatter",
        "cliponaxis": False,
        "x": [segment.start, segment.end],
        "y": [segment.y, segment.y],
        "mode": "lines+markers" if segment.capped else "lines",
        "line": {"color": segment.colour, "width": segment.width},
        **cap,
        "hoverinfo": "skip",
    }


def _mark(mark: Mark, *, rtl: bool) -> dict[str, Any]:
    outline = {"line": {"color": mark.outline, "width": mark.outline_width}} if mark.outline else {}
    symbol = {"symbol": mark.symbol} if mark.symbol != "circle" else {}
    return {
        "type": "scatter",
        "cliponaxis": False,
        "x": [mark.x],
        "y": [mark.y],
        "mode": "markers",
        "marker": {"size": mark.size, "color": mark.fill or _NOTHING, "opacity": 1, **outline, **symbol},
        **_said(mark.hover, rtl=rtl),
    }


def _said(hover: str, *, rtl: bool) -> dict[str, Any]:
    if not hover:
        return {"hoverinfo": "skip"}
    return {"hovertext": [directed(literal(hover), rtl=rtl)], "hovertemplate": "%{hovertext}<extra></extra>"}


def _shapes(part: Primitive) -> list[dict[str, Any]]:
    if isinstance(part, Rule):
        return [_rule(part)]
    if isinstance(part, Band):
        return [_band(part)]
    return _lock(part) if isinstance(part, Lock) else []


def _rule(rule: Rule) -> dict[str, Any]:
    on_paper = {} if rule.start.on_axis else {"xref": "paper"}
    ends = {"x0": rule.start.x, "x1": rule.end.x, "y0": rule.y_start, "y1": rule.y_end}
    return {"type": "line", "layer": "below", **on_paper, **ends, "line": {"color": rule.colour, "width": 1}}


def _band(band: Band) -> dict[str, Any]:
    ends = {"x0": band.low, "x1": band.high, "y0": band.y - band.half, "y1": band.y + band.half}
    return {"type": "rect", "layer": "below", **ends, "fillcolor": band.colour, "line": {"width": 0}}


def _lock(part: Lock) -> list[dict[str, Any]]:
    """Its ground, its shackle, its body, as paths in pixels from its place."""
    middle, half, height = part.at.shift, WIDTH / 2, HEIGHT / 2
    left, low, right, high = BODY
    points = [f"{middle + x:g},{y:g}" for x, y in SHACKLE]
    shackle = f"M{points[0]} L{points[1]} C{' '.join(points[2:5])} L{points[5]}"
    paths = (
        (_rectangle(middle - half, -height, middle + half, height), part.ground, 0.0),
        (shackle, _NOTHING, STROKE),
        (_rectangle(middle + left, low, middle + right, high), part.colour, 0.0),
    )
    return [
        {
            "type": "path",
            "xref": "paper",
            "yref": "y",
            "xsizemode": "pixel",
            "ysizemode": "pixel",
            "xanchor": part.at.x,
            "yanchor": part.y,
            "path": path,
            "fillcolor": fill,
            "line": {"width": width, "color": part.colour},
        }
        for path, fill, width in paths
    ]


def _rectangle(left: float, low: float, right: float, high: float) -> str:
    corners = ((left, low), (right, low), (right, high), (left, high))
    return "M" + " L".join(f"{x:g},{y:g}" for x, y in corners) + " Z"


def _annotation(text: Text, bottom: float, *, rtl: bool) -> dict[str, Any]:
    """An annotation; what lies outside the plot hangs on its edge: Plotly hides what is beyond an axis."""
    markup = directed(LINE_BREAK.join(_markup(line) for line in text.lines), rtl=rtl)
    edge = 0.0 if text.y > 0 else bottom
    outside = not bottom <= text.y <= 0 or text.hangs
    height = {"yref": "paper", "y": 1 if edge == 0 else 0, "yshift": text.y - edge}
    ground = {"bgcolor": text.ground} if text.ground else {}
    outline = {"bordercolor": text.outline, "borderwidth": 1} if text.outline else {}
    around = {"borderpad": text.around} if text.around else {}
    return {
        "text": f"<b>{markup}</b>" if text.bold else markup,
        "x": text.at.x,
        "xref": "x" if text.at.on_axis else "paper",
        "xanchor": text.anchor,
        "xshift": text.at.shift,
        **(height if outside else {"yref": "y", "y": text.y}),
        "yanchor": "top" if text.hangs else "middle",
        "align": text.anchor,
        "showarrow": False,
        "font": {"size": text.size, "color": text.colour},
        **ground,
        **outline,
        **around,
    }


def _markup(line: Line) -> str:
    """Plain runs as markup: whatever they hold is shown as it stands."""
    return "".join(
        f'<span style="color:{run.colour}">{literal(run.words)}</span>' if run.colour else literal(run.words)
        for run in line
    )


def _axis(axis: Axis, *, rtl: bool) -> dict[str, Any]:
    return {
        "range": [axis.high, axis.low] if rtl else [axis.low, axis.high],
        "tickvals": [position for position, _ in axis.ticks],
        "ticktext": [directed(literal(text), rtl=rtl) for _, text in axis.ticks],
        "tickangle": 0,
        "tickfont": {"size": axis.size, "color": axis.colour},
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
    }
