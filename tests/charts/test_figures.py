"""Figures: every row has its n, colour means direction, nothing hidden leaks, text holds in every language."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from charts import (
    Look,
    Picture,
    picture_of_answers,
    picture_of_cells,
    picture_of_dimensions,
    picture_of_groups,
    picture_of_sides,
)
from charts.look import DARK, LIGHT, MARKS, Palette
from metrics import INDEX, PROTECTED
from metrics.verdicts import VERDICTS
from tests.sample import sample_result
from words import LANGUAGES

SIDE_OF_SAMPLE = "SIDE:civil_society"
PICTURES: dict[str, Callable[[Look], Picture]] = {
    "sides": lambda look: picture_of_sides(sample_result(), "Edition", look),
    "groups": lambda look: picture_of_groups(sample_result(), "Edition", look),
    "dimensions": lambda look: picture_of_dimensions(sample_result(), SIDE_OF_SAMPLE, "Edition", look),
    "cells": lambda look: picture_of_cells(sample_result(), "Edition", look),
    "answers": lambda look: picture_of_answers(sample_result(), SIDE_OF_SAMPLE, "change", "Edition", look),
}


def _words(picture: Picture) -> str:
    return " ".join(str(note.text) for note in picture.figure.layout.annotations)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PICTURES)
def test_every_figure_is_drawn_in_every_language(name: str, language: str) -> None:
    picture = PICTURES[name](Look(language))
    assert picture.title
    assert picture.alternative
    json.loads(picture.figure.to_json())


@pytest.mark.parametrize("name", PICTURES)
def test_a_figure_for_a_report_carries_its_title_and_the_code_on_white(name: str) -> None:
    from metrics import fingerprint

    picture = PICTURES[name](Look("en", dark=True, report=True))
    joined = _words(picture).replace("<br>", " ")
    assert picture.title in joined
    assert fingerprint(sample_result()) in joined
    assert "Edition" in joined
    assert picture.figure.layout.paper_bgcolor == LIGHT.ground
    assert picture.figure.layout.width
    assert picture.figure.layout.height


@pytest.mark.parametrize("name", PICTURES)
def test_every_row_says_how_many_people_it_rests_on(name: str) -> None:
    assert "people" in _words(PICTURES[name](Look("en")))


def test_every_finding_has_a_sign_of_its_own_beside_its_colour() -> None:
    assert set(MARKS) == set(VERDICTS)
    assert len({MARKS[v] for v in ("increased", "decreased", "equivalent", "trivial", "inconclusive")}) == 5


def test_only_rises_and_falls_have_a_colour() -> None:
    for dark, palette in ((False, LIGHT), (True, DARK)):
        look = Look("en", dark=dark)
        coloured = {v for v in VERDICTS if look.finding_colour(v) != palette.neither}
        assert coloured == {"increased", "decreased"}


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a: str, b: str) -> float:
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_marks_can_be_told_from_their_ground(palette: Palette) -> None:
    for text in ("ink", "muted", "up", "down", "neither"):
        assert _contrast(getattr(palette, text), palette.ground) >= 4.5, text


def test_axes_run_right_to_left_in_arabic_so_that_after_lies_in_reading_direction() -> None:
    for name in ("sides", "dimensions", "answers"):
        low, high = PICTURES[name](Look("ar")).figure.layout.xaxis.range
        assert low > high
        low, high = PICTURES[name](Look("en")).figure.layout.xaxis.range
        assert low < high


def test_a_protected_row_has_no_point_and_no_number() -> None:
    result = sample_result()
    hidden = [row for row in result.changes if row.verdict == PROTECTED]
    assert hidden
    row = hidden[0]
    picture = picture_of_answers(result, row.group, "asked", "Edition", Look("en"))
    assert "not shown" in _words(picture)
    hatched = [bar for bar in picture.figure.data if bar.marker.pattern and bar.marker.pattern.shape == "/"]
    assert hatched
    assert all(bar.hoverinfo == "skip" for bar in hatched)


def test_groups_stand_in_the_instruments_order_never_by_their_trust() -> None:
    result = sample_result()
    names = [group.name for group in result.group_rows() if (INDEX, group.name) in result.change_of]
    rows = [row.group for row in result.changes if row.measure == INDEX and row.group in names]
    assert rows == names


def test_the_headline_is_a_row_a_side() -> None:
    assert sample_result().headline_groups == ("SIDE:civil_society", "SIDE:security")
