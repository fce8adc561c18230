"""What a browser is sent of a figure tells no more than its words: places on axes and lengths are rounded alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from charts import Look
from metrics import Protected, shared
from tests.charts.drawn import DRAWN, GRIDS
from tests.sample import sample_by


def full() -> Protected:
    return sample_by("age_band")


def places(figure: Any) -> Iterator[float]:
    """Every number that places something along the axis of a figure as it is sent: marks, bars, bands, words."""
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


@pytest.mark.parametrize("report", [False, True], ids=["screen", "report"])
@pytest.mark.parametrize("audience", ["internal", "participants"])
@pytest.mark.parametrize("name", DRAWN)
def test_no_place_in_a_figure_has_more_decimals_than_are_told(name: str, audience: str, report: bool) -> None:
    decimals, draw = DRAWN[name]
    result = full() if audience == "internal" else shared(full(), audience)
    found = list(places(draw(result, Look("en", report=report)).figure))
    assert found
    assert [x for x in found if x != round(x, decimals)] == []


@pytest.mark.parametrize("name", GRIDS)
def test_a_place_in_a_grid_is_that_of_its_column_whatever_the_numbers(name: str) -> None:
    draw = GRIDS[name]
    own, other = (sorted(set(places(draw(result, Look("en")).figure))) for result in (full(), shared(full())))
    assert own == other


@pytest.mark.parametrize("name", [name for name in (*DRAWN, *GRIDS) if name != "answers"])
def test_a_colour_and_a_height_of_a_figure_tell_nothing_of_the_decimals(name: str) -> None:
    draw = DRAWN[name][1] if name in DRAWN else GRIDS[name]
    own, told = (json.loads(draw(result, Look("en")).figure.to_json()) for result in (full(), shared(full())))
    assert own["layout"]["height"] == told["layout"]["height"]
    assert [trace.get("marker", {}).get("color") for trace in own["data"]] == [
        trace.get("marker", {}).get("color") for trace in told["data"]
    ]
