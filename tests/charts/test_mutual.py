"""Mutual trust: who rates whom, before beside after; what is hidden is hatched, what was not asked is empty."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

import pytest

from charts import RATERS, Look, Picture, View, draw, rounds_shown
from charts.drawing.ratings import about, above_middle, ratings_of
from charts.figures import ratings as ratings_figure
from charts.figures.gaps import gaps_of, widest_gaps
from charts.figures.ratings import TILE, raters_in
from charts.primitives.look import DARK, LIGHT
from metrics import ALL, Protected, group_label, to_document
from metrics.result import from_document
from tests.charts.contrast import contrast
from tests.charts.translations import EXPLORATORY
from tests.sample import sample_result
from words import LANGUAGES, is_right_to_left, number, say

ROUNDS = ("pre", "post")
CS, SEC = "SIDE:civil_society", "SIDE:security"


@pytest.fixture
def in_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where fewer are rated than a matrix has."""
    monkeypatch.setattr(ratings_figure, "FEWEST_IN_MATRIX", 0)


def _row(rater: str, target: str, round_: str, n: int | None, mean: float | None, pair: bool = True) -> dict[str, Any]:
    ends = {"from": "pre", "to": "post"} if pair else {"from": None, "to": None}
    return {"rater": rater, "target": target, "round": round_, **ends, "n": n, "mean": mean}


def _result(*rows: dict[str, Any], gaps: list[dict[str, Any]] | None = None) -> Protected:
    document = to_document(sample_result())
    document["matrix"], document["gaps"] = list(rows), gaps or []
    return from_document(document)


def _both(
    rater: str, target: str, before: float | None, after: float | None, n: int | None = 8
) -> list[dict[str, Any]]:
    return [_row(rater, target, "pre", n, before), _row(rater, target, "post", n, after)]


def _texts(picture: Picture) -> list[str]:
    return [
        re.sub("<(?!br)[^>]*>|[\u2066-\u2069]", "", note.text).replace("<br>", " ")
        for note in picture.figure.layout.annotations
    ]


def _draw(result: Protected, raters: str = "side", language: str = "en", **look: bool) -> Picture:
    return draw("ratings", result, View(Look(language, **look), "Edition", raters=raters, rounds=ROUNDS))


@pytest.mark.usefixtures("in_matrix")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_shows_before_after_the_change_and_the_people(language: str) -> None:
    picture = _draw(_result(*_both(CS, SEC, 43.9, 52.1, n=22)), language=language)
    texts = _texts(picture)
    for part in ("44", "52", "+8"):
        assert part in texts
    assert re.sub("[\u2066-\u2069]", "", say("figures.n", language, n=number(22, language))) in texts
    assert len(picture.figure.data) == 2


@pytest.mark.usefixtures("in_matrix")
def test_points_are_whole_below_thirty_people_and_have_one_decimal_from_there_on() -> None:
    result = _result(*_both(CS, SEC, 43.94, 52.13, n=29), *_both(SEC, CS, 43.94, 52.13, n=30))
    texts = _texts(_draw(result))
    assert {"44", "52", "+8", "43.9", "52.1", "+8.2"} <= set(texts)


@pytest.mark.usefixtures("in_matrix")
def test_no_colour_and_no_position_shows_more_than_the_rounded_number() -> None:
    one, other = (_draw(_result(*_both(CS, SEC, level, 52.0))) for level in (43.6, 44.4))
    assert one.figure.data == other.figure.data
    gap = [
        {"a": CS, "b": SEC, "round": r, "from": "pre", "to": "post", "a_rates_b": 1, "b_rates_a": 1, "gap": 0}
        for r in ROUNDS
    ]
    drawn = []
    for level in (43.6, 44.4):
        result = _result(*_both(CS, SEC, level, 52.0), *_both(SEC, CS, 60.0, 60.0), gaps=gap)
        drawn.append(draw("gaps", result, View(Look("en"), "Edition", rounds=ROUNDS)))
    assert drawn[0].figure.data == drawn[1].figure.data


@pytest.mark.usefixtures("in_matrix")
@pytest.mark.parametrize("report", [False, True], ids=["screen", "report"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hidden_cell_is_hatched_says_so_and_holds_no_number(language: str, report: bool) -> None:
    result = _result(*_both(CS, SEC, None, None, n=None))
    picture = _draw(result, language=language, report=report)
    (bar,) = picture.figure.data
    assert bar.marker.pattern.shape == "/"
    said = say("findings.sentence_protected", language, subject=about(result, CS, SEC, language))
    assert _plain(bar.hovertext[0]) == _plain(said)
    assert not re.search(r"\d", said)
    cell = [note for note in picture.figure.layout.annotations if note.y == bar.y[0]]
    assert [_plain(note.text) for note in cell] == [_plain(say("findings.protected", language))]
    assert not re.search(r"\d", cell[0].text)
    assert said in picture.alternative


def _plain(text: str) -> str:
    return "".join(re.sub("<br>|[\u2066-\u2069]", " ", text).split())


@pytest.mark.usefixtures("in_matrix")
def test_what_is_hidden_beside_what_is_shown_adds_nothing_to_the_figure_but_its_hatch() -> None:
    shown = _both("human_rights", SEC, 41.0, 47.0)
    alone = _draw(_result(*shown), "group")
    beside = _draw(_result(*shown, *_both("women", SEC, None, None, n=None)), "group")
    numbers = [re.findall(r"\d+", " ".join(_texts(picture))) for picture in (alone, beside)]
    assert numbers[0] == numbers[1]
    hovers = [[bar.hovertext[0] for bar in picture.figure.data] for picture in (alone, beside)]
    protected = say("findings.protected", "en")
    assert [words for words in hovers[1] if protected not in words] == hovers[0]
    assert len(hovers[1]) == len(hovers[0]) + 1


@pytest.mark.usefixtures("in_matrix")
def test_what_was_not_asked_is_empty_and_not_hatched() -> None:
    result = _result(*_both(CS, SEC, 44.0, 52.0), *_both(SEC, CS, 58.0, 60.0))
    data = _draw(result).figure.data
    assert len(data) == 4
    assert not any(bar.marker.pattern.shape for bar in data)
    columns = [sorted({int(bar.base[0]) for bar in data if bar.y[0] == y}) for y in {bar.y[0] for bar in data}]
    assert sorted(columns) == [[0], [1]]


def test_everybody_together_is_no_rater() -> None:
    assert any(row.rater == ALL for row in sample_result().matrix)
    for raters in RATERS:
        assert say("findings.all", "en") not in " ".join(_texts(_draw(sample_result(), raters)))
    assert raters_in(_result(*_both(ALL, SEC, 44.0, 52.0)), ROUNDS) == ()


@pytest.mark.usefixtures("in_matrix")
def test_a_round_that_was_not_asked_leaves_its_half_of_the_cell_empty() -> None:
    picture = _draw(_result(_row(CS, SEC, "post", 8, 52.0)))
    (bar,) = picture.figure.data
    assert bar.base[0] > 0.4
    assert "52" in _texts(picture)
    assert not any(text.startswith(("+", "\N{MINUS SIGN}")) for text in _texts(picture))


@pytest.mark.usefixtures("in_matrix")
def test_two_samples_show_the_people_of_each_round() -> None:
    rows = _row(CS, SEC, "pre", 27, 42.0, pair=False), _row(CS, SEC, "post", 25, 51.0, pair=False)
    picture = _draw(_result(*rows))
    assert "27 / 25 people" in _texts(picture)
    assert "27 / 25 people" in picture.alternative


@pytest.mark.usefixtures("in_matrix")
def test_a_single_round_has_one_level_a_cell_and_no_change() -> None:
    result = _result(_row(CS, SEC, "pre", 27, 42.0, pair=False))
    picture = draw("ratings", result, View(Look("en"), "Edition", raters="side", rounds=("pre",)))
    assert len(picture.figure.data) == 1
    assert picture.title == "By side: how each rates the others"
    assert say("figures.who_one", "en") in picture.caption
    assert not any(text.startswith("+") for text in _texts(picture))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_of_groups_counts_nothing_that_is_not_tested_and_singles_out_nobody(language: str) -> None:
    result = _result(*_both("human_rights", SEC, 41.0, 52.0), *_both("women", SEC, 50.4, 49.6))
    title = _draw(result, "group", language).title
    assert not re.search(r"\d", title)
    assert not any(group_label(result, name, language) in title for name in ("human_rights", "women"))


def test_a_count_of_ratings_above_the_middle_says_last_what_is_not_shown() -> None:
    result = _result(*_both("human_rights", SEC, 41.0, 52.0), *_both("women", SEC, None, None, n=None))
    counted = above_middle(result, [*ratings_of(result, ROUNDS).values()], ROUNDS, "en")
    assert counted == "Ratings above the middle of the scale: 0 of 1 before, 1 of 1 after, 1 not shown"
    title = _draw(result, "group").title
    assert title == "By group: how each rates the others, before and after"


def test_where_all_is_hidden_the_title_says_so() -> None:
    title = _draw(_result(*_both(CS, SEC, None, None, n=None))).title
    assert "not shown, to protect the people who answered" in title


@pytest.mark.parametrize("palette_is_dark", [False, True], ids=["light", "dark"])
def test_ink_can_be_read_on_every_level(palette_is_dark: bool) -> None:
    look, palette = Look("en", dark=palette_is_dark), DARK if palette_is_dark else LIGHT
    for level in range(101):
        assert contrast(palette.ink, look.tint(float(level))) >= 4.5, level


def test_blue_is_above_the_middle_and_orange_below_it() -> None:
    for dark in (False, True):
        look = Look("en", dark=dark)
        red_over_blue = [int(look.tint(x)[1:3], 16) - int(look.tint(x)[5:7], 16) for x in (10.0, 45.0, 55.0, 90.0)]
        assert red_over_blue[0] > 0 > red_over_blue[3]
        assert red_over_blue[1] > red_over_blue[2]
        assert look.tint(50.0) == look.palette.band


@pytest.mark.usefixtures("in_matrix")
@pytest.mark.parametrize("targets", [1, 3, 6, 7, 14])
@pytest.mark.parametrize("report", [False, True], ids=["screen", "report"])
def test_many_targets_stand_in_blocks_below_each_other(targets: int, report: bool) -> None:
    rows = [row for number in range(targets) for row in _both(CS, f"neighbour_with_a_long_name_{number}", 40.0, 60.0)]
    picture = _draw(_result(*rows), report=report)
    assert len(picture.figure.data) == 2 * targets
    low, high = sorted(picture.figure.layout.xaxis.range)
    assert high <= (10 if report else 6)
    for bar in picture.figure.data:
        assert low <= bar.base[0] < bar.base[0] + bar.x[0] <= high
    positions = {(bar.base[0], bar.y[0]) for bar in picture.figure.data}
    assert len(positions) == 2 * targets
    text = " ".join(_texts(picture))
    assert all(f"neighbour with a long name {number}" in text for number in range(targets))


@pytest.mark.usefixtures("in_matrix")
@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_stay_inside_their_half_of_a_cell_on_a_phone(language: str) -> None:
    rows = [row for index in range(6) for row in _both(CS, f"t{index}", 40.06, 60.06, n=40)]
    picture = _draw(_result(*rows), language=language)
    room = 330 / 6 / 2
    levels = [note for note in picture.figure.layout.annotations if "40.1" in note.text or "60.1" in note.text]
    assert len(levels) == 12
    assert all(4 * 0.55 * note.font.size <= room for note in levels)


@pytest.mark.usefixtures("in_matrix")
@pytest.mark.parametrize("language", LANGUAGES)
def test_before_lies_in_front_of_after_in_reading_direction(language: str) -> None:
    figure = _draw(sample_result(), language=language).figure
    low, high = figure.layout.xaxis.range
    assert (low > high) == is_right_to_left(language)
    texts = dict(zip(_texts(_draw(sample_result(), language=language)), figure.layout.annotations, strict=True))
    before, after = (texts[say(f"findings.round_{name}", language)].x for name in ROUNDS)
    assert before < after


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rating_is_described_in_words_for_those_who_cannot_see_it(language: str) -> None:
    for raters in RATERS:
        picture = _draw(sample_result(), raters, language)
        for row in sample_result().matrix:
            if row.rater.startswith("SIDE:") == (raters == "side") and row.rater != ALL:
                assert about(sample_result(), row.rater, row.target, language) in picture.alternative


@pytest.mark.usefixtures("in_matrix")
def test_a_row_has_the_height_of_what_stands_in_it() -> None:
    figure = _draw(sample_result(), "group").figure
    ys = sorted({bar.y[0] for bar in figure.data}, reverse=True)
    assert all(a - b > TILE + 32 for a, b in pairwise(ys))


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_two_are_rated_each_rating_has_a_row_and_the_sides_levels_are_the_title(language: str) -> None:
    result = _result(*_both(CS, SEC, 43.9, 52.1, n=22), *_both(SEC, CS, 58.0, 60.0))
    picture = _draw(result, language=language)
    rows = picture.drawing.rows
    assert len(rows) == 2
    assert [about(result, *pair, language) in row.said for pair, row in zip(((CS, SEC), (SEC, CS)), rows, strict=True)]
    for part in ("44", "52", "+8", "58", "60", "+2"):
        assert part in _texts(picture)
    for pair in ((CS, SEC), (SEC, CS)):
        assert about(result, *pair, language) in picture.title
    assert re.findall(r"\d+", re.sub("[\u2066-\u2069]", "", picture.title)) == ["44", "52", "58", "60"]
    assert all(one.type == "scatter" for one in picture.figure.data)


def test_a_hidden_rating_on_a_row_is_hatched_and_leaves_no_level_in_the_title() -> None:
    picture = _draw(_result(*_both(CS, SEC, None, None, n=None), *_both(SEC, CS, 58.0, 60.0)))
    assert [bar.marker.pattern.shape for bar in picture.figure.data if bar.type == "bar"] == ["/"]
    assert picture.title == "By side: how each rates the others, before and after"


def _gap(a: str, b: str, round_: str, gap: float | None) -> dict[str, Any]:
    there = None if gap is None else 50.0 + gap
    back = None if gap is None else 50.0
    return {
        "a": a,
        "b": b,
        "round": round_,
        "from": "pre",
        "to": "post",
        "a_rates_b": there,
        "b_rates_a": back,
        "gap": gap,
    }


def _three_pairs() -> Protected:
    sizes = {("human_rights", "interior"): -20.0, ("minority", "interior"): 3.0, ("women", "interior"): 11.0}
    rows, gaps = [], []
    for (a, b), gap in sizes.items():
        rows += [*_both(a, b, 50 + gap, 50 + gap), *_both(b, a, 50.0, 50.0)]
        gaps += [_gap(a, b, round_, gap) for round_ in ROUNDS]
    return _result(*rows, gaps=gaps)


@pytest.mark.parametrize("language", LANGUAGES)
def test_gaps_show_both_directions_of_each_pair_and_are_called_exploratory(language: str) -> None:
    result = _three_pairs()
    picture = draw("gaps", result, View(Look(language), "Edition", rounds=ROUNDS))
    joined = _plain(" ".join(_texts(picture)))
    for a, b in gaps_of(result, ROUNDS):
        for pair in ((a, b), (b, a)):
            assert _plain(about(result, *pair, language)) in joined
    assert EXPLORATORY[language] in picture.caption
    assert picture.alternative
    json.loads(picture.figure.to_json())


def test_the_title_of_several_pairs_counts_those_that_are_close() -> None:
    title = draw("gaps", _three_pairs(), View(Look("en"), "Edition", rounds=ROUNDS)).title
    assert title == "Less than 5 points between the two directions: 1 of 3 before, 1 of 3 after"
    document = to_document(_three_pairs())
    document["gaps"] = [row | ({"gap": None} if row["a"] == "women" else {}) for row in document["gaps"]]
    title = draw("gaps", from_document(document), View(Look("en"), "Edition", rounds=ROUNDS)).title
    assert title == "Less than 5 points between the two directions: 1 of 2 before, 1 of 2 after, 1 not shown"


def test_the_title_of_one_pair_is_its_gap() -> None:
    title = draw("gaps", sample_result(), View(Look("en"), "Edition", rounds=ROUNDS)).title
    rows = [row for row in sample_result().gaps if row.gap is not None]
    sizes = [number(abs(row.gap or 0), "en") for row in rows]
    assert title == f"Points between the two directions: {sizes[0]} before, {sizes[1]} after"


def test_a_pair_whose_gap_is_not_shown_is_put_in_words_too() -> None:
    document = to_document(_three_pairs())
    document["gaps"] = [row | ({"gap": None} if row["a"] == "women" else {}) for row in document["gaps"]]
    result = from_document(document)
    words = draw("gaps", result, View(Look("en"), "Edition", rounds=ROUNDS)).alternative
    for pair in (("women", "interior"), ("interior", "women")):
        assert about(result, *pair, "en") in words


def test_the_widest_gaps_come_first_and_are_three_at_most() -> None:
    sentences = widest_gaps(_three_pairs(), ROUNDS, "en")
    sizes = [re.findall(r"(\d+) after", sentence)[-1] for sentence in sentences]
    assert sizes == ["20", "11", "3"]
    assert len(widest_gaps(_three_pairs(), ROUNDS, "en", most=2)) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hidden_gap_says_so_and_holds_no_number(language: str) -> None:
    gaps = [_gap(CS, SEC, round_, None) for round_ in ROUNDS]
    rows = [*_both(CS, SEC, None, None, n=None), *_both(SEC, CS, None, None, n=None)]
    result = _result(*rows, gaps=gaps)
    picture = draw("gaps", result, View(Look(language), "Edition", rounds=ROUNDS))
    assert picture.title == say("figures.gap_hidden", language)
    assert say("figures.gap_hidden", language) in _texts(picture)
    assert all(bar.marker.pattern.shape == "/" and bar.hoverinfo == "skip" for bar in picture.figure.data)
    ends = {say(f"figures.{word}", language, end=end) for word, end in (("lowest", "0"), ("highest", "100"))}
    assert not any(re.search(r"\d", text) for text in _texts(picture) if text not in ends)
    assert widest_gaps(result, ROUNDS, language) == []


def test_a_rating_has_no_sign_and_no_colour_of_a_finding() -> None:
    picture = draw("gaps", sample_result(), View(Look("en"), "Edition", rounds=ROUNDS))
    colours = json.dumps(picture.figure.to_plotly_json(), default=str)
    assert LIGHT.up not in colours
    assert LIGHT.down not in colours
    assert not any(mark in " ".join(_texts(picture)) for mark in "▲▼≈")


def test_the_rounds_shown_are_those_of_the_headline() -> None:
    assert rounds_shown(sample_result()) == ROUNDS
