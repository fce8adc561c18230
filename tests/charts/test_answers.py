"""Answers as bars: an answer is distrust or trust by its score, as in the net beside the bar."""

from __future__ import annotations

import re

import pytest

from charts import Frame, Look, View, draw
from charts.drawing.questions.shares import scored, shade
from charts.figures.answers import answers
from charts.primitives.drawing import Bar, Text
from charts.primitives.plotly import plotly_figure
from metrics import Protected, to_document
from metrics.model.measures import Answer, Measure
from metrics.result import from_document
from metrics.result.units import trusting_share
from tests.sample import sample_result, shared_sample
from words import LANGUAGES, say

GROUP = "SIDE:civil_society"
SCALES = [
    (("1", "2", "3", "5"), False, 30.0, 30.0),
    (("1", "2", "3", "5"), True, 40.0, 30.0),
    (("0", "1", "2", "10"), False, 60.0, 0.0),
    (("0", "1", "2", "10"), True, 40.0, 0.0),
    (("1", "2", "3", "4"), False, 30.0, 0.0),
    (("1", "2.9", "5"), False, 50.0, 0.0),
    (("0.1", "0.2", "0.3"), False, 100 / 6, 200 / 6),
]
"""Scores, whether reversed, and what is distrusting and neutral of 1, 2, 3, … answers."""


_SHARES = ("distrusting", "neutral", "trusting", "net")


def _result(scores: tuple[str, ...], reversed_: bool) -> tuple[Protected, str]:
    """The sample with one item on another scale: the first answer given once, the second twice, and so on."""
    document = to_document(sample_result())
    item = next(row for row in document["items"] if row["group"] == GROUP and row["counts"])["item"]
    measure = next(measure for measure in document["measures"] if measure["name"] == item)
    measure |= {"reversed": reversed_, "answers": [{"score": score, "label": {"en": score}} for score in scores]}
    for row in document["items"]:
        if row["item"] == item and row["group"] == GROUP:
            row["counts"] = {score: i for i, score in enumerate(scores, start=1)}
    return from_document(document), item


@pytest.mark.parametrize(("scores", "reversed_", "distrusting", "neutral"), SCALES)
def test_a_bar_reaches_before_the_middle_as_far_as_its_answers_distrust(
    scores: tuple[str, ...], reversed_: bool, distrusting: float, neutral: float
) -> None:
    result, item = _result(scores, reversed_)
    figure = plotly_figure(answers(result, [item], GROUP, ["?"], Frame("", "", ""), Look("en")))
    for y in {bar.y[0] for bar in figure.data}:
        bars = [bar for bar in figure.data if bar.y[0] == y]
        assert min(bar.base[0] for bar in bars) == pytest.approx(-distrusting - neutral / 2, abs=0.1)
        assert max(bar.base[0] + bar.x[0] for bar in bars) == pytest.approx(100 - distrusting - neutral / 2, abs=0.2)
        grey = [bar.x[0] for bar in bars if bar.marker.color == Look("en").palette.answers[2]]
        assert grey == pytest.approx([neutral] if neutral else [], abs=0.05)


def _family(colour: str) -> str:
    red, blue = int(colour[1:3], 16), int(colour[5:7], 16)
    return "distrust" if red > blue else "trust"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("scores", "reversed_"), [scale[:2] for scale in SCALES])
def test_colours_go_by_the_score_not_by_the_position_in_the_list(
    scores: tuple[str, ...], reversed_: bool, dark: bool
) -> None:
    look = Look("en", dark=dark)
    parts = scored(Measure("q", "item", {}, reversed=reversed_, answers=tuple(Answer(s, {}) for s in scores)))
    assert [score for _, score in parts] == sorted(score for _, score in parts)
    assert (parts[0][1], parts[-1][1]) == (0, 100)
    colours = {score: shade(look, score) for _, score in parts}
    assert len(set(colours.values())) == len(scores)
    for score, colour in colours.items():
        if score == 50:
            assert colour == look.palette.answers[2]
        else:
            assert _family(colour) == ("distrust" if score < 50 else "trust")


def test_five_equal_steps_have_the_five_colours() -> None:
    look = Look("en")
    assert tuple(shade(look, score) for score in (0, 25, 50, 75, 100)) == look.palette.answers


def test_where_there_are_weighted_shares_alone_the_bar_is_made_of_these() -> None:
    """Distrust 20, neither 30, trust 50 per cent: the bar reaches 35 before the middle."""
    document = to_document(sample_result())
    row = next(one for one in document["items"] if one["group"] == GROUP and one["counts"])
    shares = {"distrusting": 20.0, "neutral": 30.0, "trusting": 50.0, "net": 30.0}
    for one in document["items"]:
        if (one["item"], one["group"]) == (row["item"], GROUP):
            one |= {"counts": None, **shares}
    figure = plotly_figure(answers(from_document(document), [row["item"]], GROUP, ["?"], Frame("", "", ""), Look("en")))
    for y in {bar.y[0] for bar in figure.data}:
        bars = sorted((bar.base[0], bar.x[0]) for bar in figure.data if bar.y[0] == y)
        assert bars == [(-35.0, 20.0), (-15.0, 30.0), (15.0, 50.0)]


def _key(result: Protected, items: list[str], look: Look) -> list[tuple[str, str]]:
    """The entries above the bars: words, and the colour of their mark."""
    texts = answers(result, items, GROUP, items, Frame("", "", ""), look).of_kind(Text)
    lines = [line for text in texts if isinstance(text, Text) and text.role == "answers" for line in text.lines]
    entries = [pair for line in lines for pair in zip(line[::3], line[1::3], strict=True)]
    return [(words.words.strip(), mark.colour or "") for mark, words in entries]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_key_names_the_answers_or_what_they_stand_for_and_no_colour_twice(language: str) -> None:
    look = Look(language)
    result, other = _result(("1", "2", "3", "4", "5"), False)
    turned, _ = _result(("1", "2", "3", "4", "5"), True)
    uneven, _ = _result(("1", "2", "3", "4"), False)
    shown = [row.item for row in result.items if row.group == GROUP and row.counts]
    usual = next(item for item in dict.fromkeys(shown) if item != other)
    strong_no, _, neutral, _, strong_yes = look.palette.answers
    meanings = [say(f"figures.{word}", language) for word in ("distrusting", "in_the_middle", "trusting")]
    assert [colour for _, colour in _key(result, [other], look)] == list(look.palette.answers)
    assert [words.strip("\N{FIRST STRONG ISOLATE}\N{LEFT-TO-RIGHT ISOLATE}\N{POP DIRECTIONAL ISOLATE}")
            for words, _ in _key(result, [other], look)] == ["1", "2", "3", "4", "5"]  # fmt: skip
    for mixed_up in (turned, uneven):
        found = _key(mixed_up, [usual, other], look)
        assert found == list(zip(meanings, (strong_no, neutral, strong_yes), strict=True))


@pytest.mark.parametrize(
    ("low", "middle", "high", "shares", "totals"),
    [(5, 0, 6, {"45%", "55%"}, {"45%", "55%"}), (8, 1, 2, {"73%", "9%", "18%"}, {"73%", "18%"})],
)
def test_a_share_and_its_totals_are_rounded_once(
    low: int, middle: int, high: int, shares: set[str], totals: set[str]
) -> None:
    """Of 11 people, 5 are 45.45 and 6 are 54.55 per cent, in the table 45.5 and 54.5: 45 and 55."""
    document = to_document(sample_result())
    item = next(one for one in document["items"] if one["group"] == GROUP and one["counts"])["item"]
    of_table = {name: round(100 * n / 11, 1) for name, n in zip(_SHARES, (low, middle, high, high - low), strict=True)}
    for one in document["items"]:
        if (one["item"], one["group"]) == (item, GROUP):
            one |= {"counts": {"1": low, "2": 0, "3": middle, "4": 0, "5": high}, **of_table}
    result = from_document(document)
    drawing = answers(result, [item], GROUP, ["?"], Frame("", "", ""), Look("en"))
    assert {bar.text for bar in drawing.parts if isinstance(bar, Bar)} == shares
    assert {text.words for text in drawing.parts if isinstance(text, Text) and text.role == "total"} == totals
    row = next(row for (name, group, _), row in result.item_of.items() if (name, group) == (item, GROUP))
    assert trusting_share(result, row) == pytest.approx(100 * high / 11)


def _texts(role: str = "", units: str = "points") -> list[str]:
    drawing = draw("answers", shared_sample(), View(Look("en"), group=GROUP, units=units)).drawing
    return [part.words for part in drawing.of_kind(Text) if isinstance(part, Text) and role in ("", part.role)]


def test_a_question_with_bars_has_its_means_unless_these_would_not_give_the_change() -> None:
    said = [re.sub("[\u2066-\u2069]", "", text).replace("\N{NO-BREAK SPACE}", " ") for text in _texts()]
    assert any("+16 (+9 to +22) · mean 32 → 48 · 22 people" in text for text in said)
    assert any("+9 (+1 to +17) · 19 people" in text for text in said)
    assert "the two means, each rounded, would not give the change." in " ".join(" ".join(said).split())


def test_means_that_stand_alone_are_on_a_scale_whose_ends_are_said_and_not_on_that_of_per_cent() -> None:
    alone = [
        row
        for row in shared_sample().change_of.values()
        if row.level == "item" and row.group == GROUP and row.mean_from is not None
        and not shared_sample().item_of[row.measure, GROUP, "pre"].shows_answers
    ]  # fmt: skip
    assert len(alone) == 2
    assert _texts("scale") == ["0", "100"] * 2
    assert _texts("scale", "original") == ["1", "5"] * 2
    assert "not per cent" in " ".join(" ".join(_texts()).split())
