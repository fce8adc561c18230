"""Reliability in a picture: alpha, its interval and omega, or the reason why there is none."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from charts import Look, Picture, View, draw
from charts.figures.reliability import reliability_title
from metrics import Protected, to_document
from metrics.result import from_document
from metrics.tables.reliability import POOLED, REASONS
from tests.sample import sample_result
from words import LANGUAGES, say


def _texts(picture: Picture) -> list[str]:
    return [re.sub("<[^>]*>|[\u2066-\u2069]", "", note.text) for note in picture.figure.layout.annotations]


def _with(**changed: Any) -> Protected:
    """The sample with the pooled row of the index changed."""
    document = to_document(sample_result())
    row = next(row for row in document["reliability"] if row["round"] == POOLED)
    row |= changed
    document["reliability"] = [row]
    return from_document(document)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("round_", [POOLED, "pre", "post"])
def test_a_row_for_the_whole_and_one_for_each_aspect(round_: str, language: str) -> None:
    result = sample_result()
    picture = draw("reliability", result, View(Look(language), "Edition", reliability_of=round_))
    rows = [row for row in result.reliability if row.round == round_]
    assert rows
    texts = _texts(picture)
    for row in rows:
        assert row.alpha is not None
        assert f"{row.alpha:.2f}" in texts
    assert picture.alternative
    assert picture.caption


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words_and_a_row_without_alpha_says_its_own(language: str, reason: str) -> None:
    gone = dict.fromkeys(("n", "items", "alpha", "alpha_low", "alpha_high", "omega"))
    result = _with(**gone, alpha_reason=reason, omega_reason=reason)
    picture = draw("reliability", result, View(Look(language), "Edition", reliability_of=POOLED))
    words = say(f"findings.reason_{reason}", language)
    assert any(text.endswith(words) for text in _texts(picture))
    assert words in picture.alternative
    assert not [trace for trace in picture.figure.data if trace.type == "scatter"]
    hatched = [trace for trace in picture.figure.data if trace.type == "bar"]
    assert len(hatched) == (reason == "protected")


def test_an_alpha_below_zero_stands_at_the_end_of_the_axis_and_shows_its_value() -> None:
    result = _with(alpha=-0.42, alpha_low=-1.9, alpha_high=0.3, omega=None)
    picture = draw("reliability", result, View(Look("en"), "Edition", reliability_of=POOLED))
    assert "\N{MINUS SIGN}0.42" in _texts(picture)
    assert all(0 <= x <= 1 for trace in picture.figure.data for x in trace.x)


def test_the_title_counts_alphas_that_are_usually_enough() -> None:
    rows = [row for row in sample_result().reliability if row.round == POOLED]
    enough = sum((row.alpha or 0) >= 0.7 for row in rows)
    title = draw("reliability", sample_result(), View(Look("en"), "Edition", reliability_of=POOLED)).title
    assert title == f"Questions that hang together (alpha of 0.7 or more): {enough} of {len(rows)}"
    hidden = replace(rows[0], alpha=None, alpha_reason="protected")
    assert reliability_title([*rows, hidden], "en") == f"{title}, 1 not shown"
