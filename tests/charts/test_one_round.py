"""What is drawn of an edition with one round: where everybody is, and no change."""

from __future__ import annotations

from typing import Any

import pytest

from charts import Look, View, all_figures, draw
from charts.drawing.questions.chosen import aspects_asked, chosen_questions
from charts.primitives.drawing import Bar, Text
from metrics import Protected, Shared, shared, to_document
from metrics.result import from_document
from tests.reports.made_results import made_result
from words import LANGUAGES, number, say

GROUP = "SIDE:civil_society"
QUESTIONS = [f"{aspect}_{n}" for aspect in ("competence", "integrity") for n in (1, 2, 3)]


def edition() -> Shared:
    return shared(made_result("one round"))


def of_question(result: Protected, item: str, group: str, **hidden: None) -> Protected:
    """The result without some numbers of a question."""
    document = to_document(result)
    for table, key in (("scores", "measure"), ("items", "item")):
        for row in document[table]:
            if (row[key], row["group"]) == (item, group):
                row.update({name: None for name in hidden if name in row})
    return from_document(document)


ANSWERS = dict.fromkeys(("counts", "non_answers", "trusting", "neutral", "distrusting", "net"))
LEVEL = dict.fromkeys(("n", "mean", "sd"))


def view(language: str = "en", **chosen: Any) -> View:
    return View(Look(language), "Edition", group=GROUP, **chosen)


def texts(picture: object, role: str) -> list[str]:
    parts = picture.drawing.parts  # type: ignore[attr-defined]
    return ["".join(run.words for line in part.lines for run in line) for part in parts
            if isinstance(part, Text) and part.role == role]  # fmt: skip


def test_every_question_asked_has_one_bar_and_its_people() -> None:
    picture = draw("answers", edition(), view())
    assert [row.label for row in picture.drawing.rows] == [name.replace("_", " ") for name in QUESTIONS]
    people = say("figures.n", "en", n=number(21, "en"))
    means = [edition().score_of[item, GROUP, "pre"].mean or 0.0 for item in QUESTIONS]
    notes = [f"{say('figures.mean', 'en', mean=number(mean, 'en'))} · {people}" for mean in means]
    assert [row.note for row in picture.drawing.rows] == notes
    assert len({part.y for part in picture.drawing.parts if isinstance(part, Bar) and part.text}) == len(QUESTIONS)
    assert not picture.hides


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_counts_where_more_trust_and_the_words_say_each_question(language: str) -> None:
    result = edition()
    picture = draw("answers", result, view(language))
    rows = [result.item_of[item, GROUP, "pre"] for item in QUESTIONS]
    trusting = sum(round(row.trusting or 0) > round(row.distrusting or 0) for row in rows)
    of = say("figures.share_of_questions", language, n=number(trusting, language), total=number(6, language))
    assert say("figures.title_more_trusting", language, of=of) in picture.title
    assert "{" not in picture.title + picture.alternative
    assert picture.caption.startswith(say("figures.shows_answers_one", language, who=say("figures.who_one", language)))
    assert picture.alternative.count(".") >= len(QUESTIONS)


def test_aspect_and_search_choose_and_no_order_is_by_change() -> None:
    result = edition()
    assert aspects_asked(result, GROUP) == ["competence", "integrity"]
    assert [row.measure for row in chosen_questions(result, view(aspect="integrity"))] == QUESTIONS[3:]
    assert [row.measure for row in chosen_questions(result, view(search="competence 2"))] == ["competence_2"]
    assert {one.order for one in all_figures()["answers"].views(result)} == {"asked", "dimension"}


def test_a_mean_alone_is_drawn_with_its_number_and_what_is_hidden_has_none() -> None:
    result = of_question(edition(), "competence_1", GROUP, **ANSWERS)
    mean = result.score_of["competence_1", GROUP, "pre"].mean
    picture = draw("answers", result, view(search="competence 1"))
    assert texts(picture, "after") == [f"{mean:.0f}"]
    assert say("figures.key_means_one", "en") in " ".join(texts(picture, "note"))
    hidden = of_question(result, "competence_1", GROUP, **LEVEL)
    picture = draw("answers", hidden, view(search="competence 1"))
    assert texts(picture, "after") == []
    assert say("findings.short_protected", "en") in texts(picture, "instead")
    assert picture.hides
    assert not any(sign.isdigit() for sign in picture.alternative.replace("competence 1", ""))
