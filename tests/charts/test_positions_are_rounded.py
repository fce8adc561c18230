"""What is handed on of a figure is as rounded as its words: positions on axes and lengths too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from charts import Look, View, all_figures
from charts.drawing.picture import Picture
from charts.primitives.svg import svg
from metrics import PROTECTED, Protected, Settings, shared, to_document
from metrics.result import from_document
from tests.remembered import analyse
from tests.sample import sample_survey


@cache
def full() -> Protected:
    return analyse(sample_survey(), Settings(group_by="age_band"))


@cache
def unrounded() -> Protected:
    """The result with full numbers, in which what is not handed on of changes and ratings is hidden too."""
    own, rounded = to_document(full()), to_document(shared(full()))
    pairs = zip(own["changes"], rounded["changes"], strict=True)
    own["changes"] = [row if row["verdict"] == PROTECTED else _as_far(exact, row) for exact, row in pairs]
    ratings = zip(own["matrix"], rounded["matrix"], strict=True)
    own["matrix"] = [row if row["mean"] is None else exact for exact, row in ratings]
    return from_document(own)


def _as_far(exact: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """A row in full numbers, as far as another has any."""
    return {name: None if row[name] is None else value for name, value in exact.items()} | {"reason": row["reason"]}


@cache
def views() -> dict[str, tuple[str, View]]:
    """Every figure once; of ratings one view by the sides and one by the groups."""
    found: dict[str, tuple[str, View]] = {}
    for name, figure in all_figures().items():
        for view in figure.views(full()):
            found.setdefault(f"{name}_{view.raters}" if name == "ratings" else name, (name, view))
    return found


def picture(name: str, result: Protected, look: Look) -> Picture:
    figure, view = views()[name]
    return all_figures()[figure].draw(result, replace(view, look=look, edition="Edition"))


def drawn(name: str, result: Protected, look: Look) -> Any:
    return picture(name, result, look).figure


DECIMALS = {
    name: figure.AXIS_DECIMALS
    for figure_name, figure in all_figures().items()
    for name in (("ratings_side", "ratings_group") if figure_name == "ratings" else (figure_name,))
}
"""By the name of a view its decimals; known without the survey, which is analysed when a test first asks for it."""
GRIDS = [name for name, decimals in DECIMALS.items() if decimals is None]
"""Figures in which a position depends on rows and columns alone."""


def test_there_is_a_view_of_every_figure() -> None:
    assert list(views()) == list(DECIMALS)


def positions(figure: Any) -> Iterator[float]:
    """Every number that positions something along the axis of a figure as it is sent: marks, bars, bands, words."""
    spec = json.loads(figure.to_json())
    for trace in spec["data"]:
        for name in ("x", "base"):
            values = trace.get(name, [])
            assert isinstance(values, list), "numbers are sent as they are, not packed"
            yield from values
        assert not {"customdata", "text", "meta", "ids", "error_x"} & set(trace)
    for shape in spec["layout"].get("shapes", []):
        if shape.get("xref") != "paper":
            yield from (shape["x0"], shape["x1"])
    yield from (note["x"] for note in spec["layout"]["annotations"] if note.get("xref") != "paper")
    yield from spec["layout"]["xaxis"]["tickvals"]


@pytest.mark.parametrize(
    "look", [Look("en"), Look("en", wide=True), Look("en", report=True)], ids=["narrow", "wide", "report"]
)
@pytest.mark.parametrize("audience", ["internal", "participants"])
@pytest.mark.parametrize("name", [name for name in DECIMALS if name not in GRIDS])
def test_no_position_in_a_figure_has_more_decimals_than_its_text(name: str, audience: str, look: Look) -> None:
    decimals = DECIMALS[name]
    result = full() if audience == "internal" else shared(full(), audience)
    found = list(positions(drawn(name, result, look)))
    assert found
    assert [x for x in found if x != round(x, decimals)] == []


COARSE = [name for name, decimals in DECIMALS.items() if decimals is not None and decimals < 2]
"""Figures whose positions have fewer decimals than a page is sent of a share of its width."""
_AS_SENT = 0.005
"""How far a position may be off by the five digits of its share: of 200 points, a thousandth of a percent is 0.002."""


@pytest.mark.parametrize("wide", [False, True], ids=["narrow", "wide"])
@pytest.mark.parametrize("name", COARSE)
def test_the_marks_that_a_page_is_sent_lie_on_rounded_values(name: str, wide: bool) -> None:
    decimals, drawing = DECIMALS[name] or 0, picture(name, shared(full()), Look("en", wide=wide)).drawing
    low, high = drawing.axis.low, drawing.axis.high
    sent = [float(share) for share in re.findall(r'<circle cx="([-.0-9]+)%"', svg(drawing, "figure"))]
    values = [low + (high - low) * share / 100 for share in sent]
    assert values
    assert [x for x in values if abs(x - round(x, decimals)) > _AS_SENT] == []


@pytest.mark.parametrize("name", GRIDS)
def test_a_position_in_a_grid_is_that_of_its_column_whatever_the_numbers(name: str) -> None:
    own, other = (sorted(set(positions(drawn(name, result, Look("en"))))) for result in (full(), shared(full())))
    assert own == other


@pytest.mark.parametrize("name", [name for name in DECIMALS if name != "answers"])
def test_a_colour_and_a_height_of_a_figure_show_nothing_of_the_decimals(name: str) -> None:
    own, rounded = (json.loads(drawn(name, result, Look("en")).to_json()) for result in (unrounded(), shared(full())))
    assert own["layout"]["height"] == rounded["layout"]["height"]
    assert [trace.get("marker", {}).get("color") for trace in own["data"]] == [
        trace.get("marker", {}).get("color") for trace in rounded["data"]
    ]
