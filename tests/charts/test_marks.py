"""Marks, colours, keys and bins of findings: each means one thing, and a key has what occurs and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from charts import Frame, Look, View, draw
from charts.drawing.dumbbells import DOT, RING, Section, dumbbells
from charts.drawing.findings import (
    BINS,
    change_text,
    in_bin,
    interval_ends,
    interval_text,
    ruled_out,
    verdict_words,
)
from charts.drawing.forest import forest
from charts.drawing.keys import of_findings
from charts.drawing.titles import alternative, counted, listed, of_aspects, of_aspects_by_group
from charts.figures.cells import heatmap
from charts.primitives.drawing import Drawing
from charts.primitives.look import DARK, LIGHT, MARKS
from charts.primitives.plotly import plotly_figure
from metrics import INDEX, PROTECTED, ChangeRow, Protected, measure_label, sentence, to_document
from metrics.findings.verdicts import RULING_OUT, VERDICTS
from metrics.result import from_document
from metrics.result.points import SpokenPoints
from metrics.result.withheld import why_withheld
from metrics.schema.rows import without_levels, without_spread
from metrics.tables.changes import NOT_IN_BOTH_ROUNDS
from tests.sample import sample_result
from words import LANGUAGES, number, say

FRAME = Frame("", "", "")
SIDE_OF_SAMPLE = "SIDE:civil_society"
OF_DIRECTION = {"increased", "decreased", "maybe_increased", "maybe_decreased"}


def joined(text: str) -> str:
    """A text without spaces and breaks of lines."""
    return "".join(text.replace("<br>", " ").split())


def row(verdict: str | None, change: float | None = 4.0, level: str = "index", **values: Any) -> ChangeRow:
    """A row of the sample's first group with a finding and made numbers."""
    own = sample_result().change_of[INDEX, "women"]
    measure = INDEX if level == "index" else next(one.name for one in sample_result().measures if one.level == level)
    made: dict[str, Any] = {"verdict": verdict, "change": change, "level": level, "measure": measure}
    return replace(own, **{"beyond_margin": False, **made, **values})


RULED_OUT = {"index": 5, "dimension": 10, "item": 10}
"""Points that a finding of each level rules out: the margin of the sample for the index, twice as much elsewhere."""


def meaning(verdict: str, level: str, language: str) -> str:
    """What a verdict is called in the key of a figure, or at its row where it only rules something out."""
    if verdict in RULING_OUT:
        return plain(say(f"figures.rules_out_{verdict}", language, points=RULED_OUT[level]))
    return plain(say(f"findings.{verdict}", language))


def plain(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text)


def drawn_by_plotly(figure: Any) -> Any:
    return plotly_figure(figure) if isinstance(figure, Drawing) else figure


def texts(figure: Any) -> list[str]:
    notes = drawn_by_plotly(figure).layout.annotations
    return [re.sub("<[^>]*>|[\u2066-\u2069]", "", str(note.text)) for note in notes]


def hatched(figure: Any) -> list[Any]:
    bars = drawn_by_plotly(figure).data
    return [bar for bar in bars if bar.type == "bar" and bar.marker.pattern and bar.marker.pattern.shape == "/"]


def test_every_finding_has_a_mark_of_its_own_but_those_that_only_rule_something_out() -> None:
    assert {*MARKS, *RULING_OUT} == {*VERDICTS}
    assert not {*MARKS} & {*RULING_OUT}
    assert MARKS["inconclusive"] == MARKS["mixed"]
    assert len(set(MARKS.values())) == len(MARKS) - 1


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_colour_says_the_direction_and_nothing_else(dark: bool) -> None:
    look, palette = Look("en", dark=dark), DARK if dark else LIGHT
    assert {v for v in VERDICTS if look.finding_colour(v) != palette.neither} == OF_DIRECTION
    assert look.finding_colour("maybe_increased") == look.finding_colour("increased") == palette.up
    assert look.finding_colour("maybe_decreased") == look.finding_colour("decreased") == palette.down
    assert look.finding_colour("trivial", 2.0) == palette.up
    assert look.finding_colour("trivial", -2.0) == palette.down
    assert look.finding_colour("trivial", 0.0) == look.finding_colour(None) == palette.neither


def test_every_finding_that_is_shown_is_in_one_bin_and_what_only_points_is_not_counted() -> None:
    binned = [verdict for one in BINS for verdict in (*one.verdicts, *one.pointing)]
    assert sorted(binned) == sorted({*VERDICTS} - {PROTECTED})
    assert {one.name: one.pointing for one in BINS if one.pointing} == {
        "increased": ("maybe_increased",),
        "decreased": ("maybe_decreased",),
    }


def test_a_title_never_counts_as_a_rise_what_only_points_to_one() -> None:
    rows = [row("increased"), row("maybe_increased"), row("maybe_increased"), row("inconclusive"), row("bounded")]
    title = counted(sample_result(), rows, "groups", "en")
    assert title == (
        "Trust rose in 1 of 5 groups and may have risen in 2; none fell, 1 without a large change, 1 unclear"
    )
    assert counted(sample_result(), [row("trivial"), row("decreased")], "groups", "en") == (
        "Trust fell in 1 of 2 groups; none rose, 1 without a change that matters"
    )
    assert counted(sample_result(), [row("maybe_increased"), row("inconclusive")], "groups", "en") == (
        "Trust clearly rose or fell in 0 of 2 groups; 1 may have risen, 1 unclear"
    )


@pytest.mark.parametrize(
    ("language", "pair", "three"),
    [("en", "A and B", "A, B and C"), ("ar", "A وB", "A، وB، وC"), ("ku", "A و B", "A، B و C")],
)
def test_names_in_a_row_are_joined_as_the_language_does(language: str, pair: str, three: str) -> None:
    assert listed(["A"], language) == "A"
    assert listed(["A", "B"], language) == pair
    assert listed(["A", "B", "C"], language) == three


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_counts_hidden_rows_last_and_says_nothing_else_of_them(language: str) -> None:
    hidden = row(PROTECTED, None)
    title = counted(sample_result(), [hidden, row("increased"), hidden], "groups", language)
    of = say("figures.share_of_groups", language, n=number(1, language), total=number(3, language))
    rest = [say("figures.none_decreased", language), say("figures.count_protected", language, n=number(2, language))]
    lead = say("figures.title_increased", language, of=of)
    assert title == say(
        "figures.title_and", language, lead=lead, rest=say("findings.paragraph_names", language).join(rest)
    )
    assert counted(sample_result(), [hidden, hidden], "groups", language) == say(
        "figures.of_groups", language, counts=say("findings.protected", language)
    )


def test_where_all_rows_are_shown_a_title_does_not_speak_of_others() -> None:
    assert counted(sample_result(), [row("increased")], "groups", "en") == "Trust rose in 1 of 1 group; none fell"
    assert counted(sample_result(), [row("increased"), row(PROTECTED, None)], "groups", "en") == (
        "Trust rose in 1 of 2 groups; none fell, 1 not shown"
    )


def asked(item: str, verdict: str) -> ChangeRow:
    """A question of the sample with a finding."""
    return row(verdict, level="item", measure=item)


def test_a_title_names_the_aspects_of_the_questions_that_rose_or_fell_where_these_are_few() -> None:
    items = {one.dimension: one.name for one in sample_result().measures if one.level == "item" and one.dimension}
    names = list(items)[:4]
    a, b, c, d = (items[name] for name in names)
    titles = [measure_label(sample_result(), name, "en") for name in names]
    few = [asked(a, "decreased"), asked(b, "inconclusive"), asked(c, "increased"), asked(d, "increased")]
    assert counted(sample_result(), few, "questions", "en") == (
        f"Trust rose in 2 of 4 questions ({titles[2]} and {titles[3]}); 1 fell ({titles[0]}), 1 unclear"
    )
    many = [asked(one, "increased") for one in (a, b, c)] + [asked(d, "inconclusive")]
    assert counted(sample_result(), many, "questions", "en") == "Trust rose in 3 of 4 questions; none fell, 1 unclear"


def test_the_title_of_aspects_names_those_that_rose_or_fell_and_counts_the_rest() -> None:
    names = [one.name for one in sample_result().measures if one.level == "dimension"][:4]
    labels = [measure_label(sample_result(), name, "en") for name in names]
    verdicts = ("increased", "increased", "decreased", "inconclusive")
    rows = [row(one, level="dimension", measure=name) for one, name in zip(verdicts, names, strict=True)]
    assert (
        of_aspects(sample_result(), rows, "en")
        == f"rise in {labels[0]} and {labels[1]}; fall in {labels[2]}; 1 unclear"
    )
    assert of_aspects(sample_result(), rows[3:], "en") == counted(sample_result(), rows[3:], "dimensions", "en")


def test_the_title_of_aspects_by_group_says_in_how_many_groups_and_never_leaves_out_a_fall() -> None:
    names = [one.name for one in sample_result().measures if one.level == "dimension"][:7]
    labels = [measure_label(sample_result(), name, "en") for name in names]
    groups = [f"g{n}" for n in range(7)]
    rows = [
        row("increased" if place < many else "inconclusive", level="dimension", measure=name, group=group)
        for many, name in enumerate(names[:6], start=1)
        for place, group in enumerate(groups)
    ]
    rows += [row("decreased", level="dimension", measure=names[6], group="g0")]
    assert of_aspects_by_group(sample_result(), rows, "en") == (
        f"{labels[5]} rose in 6 of 7 groups; {labels[4]} rose in 5; {labels[3]} rose in 4; {labels[6]} fell in 1"
    )


def test_what_points_somewhere_stands_below_what_is_certain() -> None:
    rows = [row("maybe_increased"), row("increased"), row("decreased")]
    assert [found.verdict for found in in_bin(BINS[0], rows)] == ["increased", "maybe_increased"]


def test_the_interval_in_a_figure_has_the_ends_of_the_sentence() -> None:
    one = row("increased", 6.2, ci_low=0.3, ci_high=12.1, n_from=8, n_to=8, n_matched=8)
    ends = SpokenPoints(sample_result(), one, "en").ends
    assert interval_ends(sample_result(), one, "en") == (ends["low"], ends["high"])
    assert interval_text(sample_result(), one, "en") == f"{ends['low']} to {ends['high']}"
    assert interval_ends(sample_result(), replace(one, ci_low=None), "en") == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", ["sides", "groups", "dimensions", "cells", "answers"])
def test_a_key_has_the_marks_that_occur_and_no_others(figure: str, language: str) -> None:
    result = sample_result()
    drawn = draw(figure, result, View(Look(language), "Edition", group=SIDE_OF_SAMPLE))
    levels = {"sides": "index", "groups": "index", "answers": "item"}
    groups = {group.name for group in result.group_rows}
    of = {
        "sides": {*result.headline_groups, "ALL"},
        "groups": groups,
        "cells": groups,
    }.get(figure, {SIDE_OF_SAMPLE})
    rows = [one for one in result.changes if one.level == levels.get(figure, "dimension") and one.group in of]
    occurring = {one.verdict for one in rows} - {*RULING_OUT}
    if figure == "cells":
        occurring &= {*OF_DIRECTION, PROTECTED}
        assert joined(say("figures.key_quiet", language)) in joined(" ".join(texts(drawn.figure)))
    words = " ".join(texts(drawn.figure))
    named = {
        verdict
        for verdict in MARKS
        if f"{MARKS[verdict]} {meaning(verdict, levels.get(figure, 'dimension'), language)}" in words
    }
    assert named == occurring


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", ["sides", "groups", "dimensions"])
def test_the_grey_band_is_named_in_the_key(figure: str, language: str) -> None:
    drawn = draw(figure, sample_result(), View(Look(language), "Edition", group=SIDE_OF_SAMPLE))
    band = re.sub("[\u2066-\u2069]", "", say("figures.key_band", language, margin=5))
    assert any(band in text for text in texts(drawn.figure))


def both(one: ChangeRow, look: Look, result: Protected | None = None) -> list[Any]:
    """A row on the axis of levels, and on that of changes."""
    shown, sections = result or sample_result(), [Section(None, (one,))]
    return [draw_as(shown, sections, FRAME, look) for draw_as in (dumbbells, forest)]


@pytest.mark.parametrize("verdict", [*VERDICTS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_can_be_drawn(verdict: str, language: str) -> None:
    look = Look(language)
    hidden: dict[str, Any] = dict.fromkeys(("mean_from", "mean_to", "ci_low", "ci_high", "n_from", "n_to", "n_matched"))
    one = row(verdict, None if verdict == PROTECTED else 4.0, "dimension", **hidden if verdict == PROTECTED else {})
    for figure in both(one, look):
        assert any(joined(meaning(verdict, "dimension", language)) in joined(text) for text in texts(figure))
        assert bool(hatched(figure)) == (verdict in {PROTECTED, "too_few"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_has_the_sign_of_its_finding_or_stands_alone(language: str) -> None:
    for verdict in VERDICTS:
        text = plain(change_text(row(verdict, 2.0, n_from=8, n_to=8, n_matched=8), language))
        assert text == ("+2" if verdict in RULING_OUT else f"{MARKS[verdict]} +2")
        assert not set(text) & set("≥≤≷")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", [*RULED_OUT])
def test_what_is_ruled_out_is_said_with_its_size_at_the_row_and_not_in_the_key(level: str, language: str) -> None:
    for verdict in RULING_OUT:
        one = row(verdict, level=level)
        for figure in both(one, Look(language)):
            noted = [plain(drawn.note) for drawn in figure.rows]
            assert all(note.endswith(f" · {meaning(verdict, level, language)}") for note in noted)
        assert of_findings(sample_result(), [one], Look(language)) == []


def test_what_is_ruled_out_in_words() -> None:
    said = {verdict: meaning(verdict, "index", "en") for verdict in RULING_OUT}
    assert said == {
        "not_decreased": "no fall of 5 or more",
        "not_increased": "no rise of 5 or more",
        "bounded": "no change of 5 or more either way",
    }
    assert ruled_out(sample_result(), row("not_decreased", level="item"), "en") == "no fall of 10 or more"
    of_scale = ruled_out(sample_result(), row("not_decreased", level="item"), "en", names_points=True)
    assert of_scale == "no fall of 10 points or more"
    assert ruled_out(sample_result(), row("increased"), "en") == ""


def test_on_an_axis_of_levels_the_key_says_that_the_interval_is_of_the_change() -> None:
    result, look, one = sample_result(), Look("en"), row("increased", level="dimension")
    words = "95 % interval of the change"
    assert any(words in text for text in texts(dumbbells(result, [Section(None, (one,))], FRAME, look)))
    assert not any(words in text for text in texts(forest(result, [Section(None, (one,))], FRAME, look)))


@pytest.mark.parametrize("verdict", ["increased", "maybe_increased", "maybe_decreased", "inconclusive"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_only_points_somewhere_is_drawn_as_outlines(verdict: str, dark: bool) -> None:
    look, one = Look("en", dark=dark), row(verdict, 4.0, mean_from=40.0, mean_to=44.0)
    ground, colour = look.palette.ground, look.finding_colour(verdict)
    figure = plotly_figure(dumbbells(sample_result(), [Section(None, (one,))], FRAME, look))
    after = [mark for mark in figure.data if mark.mode == "markers" and list(mark.x) == [44.0]]
    lines = [mark for mark in figure.data if mark.mode == "lines" and list(mark.x) == [40.0, 44.0]]
    is_outlined = verdict.startswith("maybe_")
    assert [mark.marker.color for mark in after] == [ground if is_outlined else colour]
    assert [mark.line.color for mark in lines] == ([colour, ground] if is_outlined else [colour])
    if is_outlined:
        assert after[0].marker.line.color == colour
        assert after[0].marker.size + after[0].marker.line.width == DOT < RING, "an outline lies half outside"


def asked_once(measure: str) -> ChangeRow:
    """A row of a measure that was asked in one round only."""
    own = sample_result().change_of[measure, SIDE_OF_SAMPLE]
    empty: dict[str, Any] = dict.fromkeys(
        ("n_from", "n_to", "n_matched", "mean_from", "mean_to", "change", "ci_low", "ci_high", "p", "p_adjusted")
    )
    return replace(own, **empty | {"verdict": None, "reason": NOT_IN_BOTH_ROUNDS})


def without(rounds: set[str], measure: str) -> Protected:
    """The sample in which a dimension and its items have no scores in some rounds."""
    document = to_document(sample_result())
    parts = {one["name"] for one in document["measures"] if measure in (one["name"], one["dimension"])}
    document["scores"] = [r for r in document["scores"] if r["measure"] not in parts or r["round"] not in rounds]
    return from_document(document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_asked_in_one_round_only_says_so_and_is_not_hatched(language: str) -> None:
    measure = next(one.name for one in sample_result().measures if one.level == "dimension")
    one, look = asked_once(measure), Look(language)
    for gone, left in (("pre", "post"), ("post", "pre")):
        result = without({gone}, measure)
        words = say("figures.asked_only", language, round=say(f"findings.round_{left}", language))
        assert verdict_words(result, one, language) == words
        for figure in both(one, look, result):
            assert any(words in text for text in texts(figure))
            assert not hatched(figure)
        assert alternative(result, [one], language) == sentence(result, one, language)
        assert say("findings.protected", language) not in counted(result, [one], "dimensions", language)
    assert verdict_words(sample_result(), one, language) == say("figures.asked_once", language)


def test_a_cell_of_what_was_asked_in_one_round_only_says_so() -> None:
    result = sample_result()
    measure = next(one.name for one in result.measures if one.level == "dimension")
    document = to_document(result)
    document["changes"] = [r for r in document["changes"] if (r["measure"], r["group"]) != (measure, "women")]
    made = from_document(document)
    made.__dict__["change_of"] = {**made.change_of, (measure, "women"): replace(asked_once(measure), group="women")}
    figure = plotly_figure(heatmap(made, [measure], ["women"], FRAME, Look("en")))
    assert any("asked in one" in text.replace("<br>", " ") for text in texts(figure))
    assert not hatched(figure)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_whose_levels_are_hidden_is_drawn_as_a_change_with_what_is_shown_of_it(language: str) -> None:
    result, look = sample_result(), Look(language)
    own = result.change_of[INDEX, SIDE_OF_SAMPLE]
    for one in (own, without_levels(own), without_spread(without_levels(own))):
        figure = plotly_figure(forest(result, [Section(None, (one,))], FRAME, look))
        assert plain(change_text(one, language)) in texts(figure)
        assert any(text.count("→") + text.count("←") for text in texts(figure)) == (one.mean_from is not None)
        assert len([line for line in figure.data if line.mode == "lines"]) == (one.ci_low is not None)


def test_levels_that_rounded_would_not_give_the_change_are_not_written_under_it() -> None:
    """46.4 and 47.4 are both shown as whole points: 46 → 47 and +1; 46 twice is no +1."""
    known = sample_result().change_of[INDEX, SIDE_OF_SAMPLE]
    written = []
    for after in (47.4, 46.45):
        one = replace(known, n_from=8, n_to=8, n_matched=8, mean_from=46.4, mean_to=after, change=1.0)
        figure = plotly_figure(forest(sample_result(), [Section(None, (one,))], FRAME, Look("en")))
        written.append([text for text in texts(figure) if "→" in text])
    assert written == [["46 → 47"], []]


def test_a_change_without_levels_has_no_place_on_the_axis_of_levels() -> None:
    one = without_levels(sample_result().change_of[INDEX, SIDE_OF_SAMPLE])
    with pytest.raises(ValueError, match="no place"):
        dumbbells(sample_result(), [Section(None, (one,))], FRAME, Look("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_on_a_hatch_are_short_and_their_ground_covers_it(language: str) -> None:
    """A phone's plot has room for some 20 characters beside the lock; a line of 12 points has 14 pixels or more."""
    for figure in both(row(PROTECTED, None), Look(language)):
        (hatch,) = hatched(figure)
        said = say("findings.short_protected", language)
        (note,) = [
            one for one in drawn_by_plotly(figure).layout.annotations if re.sub("[\u2066-\u2069]", "", one.text) == said
        ]
        assert len(said) <= 20
        assert 14 + 2 * note.borderpad >= hatch.width[0]
        assert 17 + 2 * note.borderpad <= 22, "else it covers what reaches below the line of the label above"
        ground = next(shape for shape in drawn_by_plotly(figure).layout.shapes if shape.type == "path")
        heights = [float(point.split(",")[1]) for point in ground.path.strip("MZ ").split(" L")]
        assert max(heights) - min(heights) >= hatch.width[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_no_mark_stands_below_the_key(language: str) -> None:
    one = without_spread(without_levels(sample_result().change_of[INDEX, SIDE_OF_SAMPLE]))
    figure = plotly_figure(
        forest(
            sample_result(),
            [Section(None, (one, row("inconclusive", mean_from=40.0, mean_to=44.0)))],
            FRAME,
            Look(language),
        )
    )
    below = [note for note in figure.layout.annotations if note.yref == "paper" and note.y == 0]
    marked = [note.yshift for note in below if "<span" in note.text]
    notes = [note for note in below if "<span" not in note.text]
    assert marked
    assert max(note.yshift for note in notes) < min(marked)
    said = "".join(plain(re.sub("[\u2066-\u2069]", "", note.text)) for note in notes).replace(" ", "")
    assert said == plain("".join(why_withheld([one], language))).replace(" ", "")
