"""An edition of one round shows where everybody is on every page, and says once that change needs a second round."""

from __future__ import annotations

import pytest

from metrics import INDEX, Protected, Shared, paragraph, shared, to_document
from metrics.result import from_document
from reports.content.comparison.groups import parties_compared
from reports.content.comparison.one_round import levels_by_group, levels_by_measure, levels_said, whole_and_aspects
from reports.report import Report
from tests.pages.opening import open_edition, text_of
from tests.pages.page_figures import page_figures
from tests.reports.made_results import made_result
from words import LANGUAGES, number, say

SIDES = ("SIDE:civil_society", "SIDE:security")


def edition() -> Shared:
    return shared(made_result("one round"))


def without_level(result: Protected, group: str) -> Protected:
    """The result with every level of a group hidden."""
    document = to_document(result)
    for row in document["scores"]:
        if row["group"] == group:
            row.update(dict.fromkeys(("n", "mean", "sd")))
    return from_document(document)


def level(result: Protected, measure: str, group: str) -> str:
    row = result.score_of[measure, group, "pre"]
    assert row.mean is not None
    return number(row.mean, "en")


def test_levels_stand_by_measure_and_by_group_with_people() -> None:
    result = edition()
    table = levels_by_measure(Report(result, "en"), SIDES, whole_and_aspects(result), "levels", "Levels")
    assert table is not None
    assert len(table.rows) == 3
    assert [cell.text for cell in table.rows[0][1:]] == [
        text for side in SIDES for text in (level(result, INDEX, side), str(result.score_of[INDEX, side, "pre"].n))
    ]
    table = levels_by_group(Report(result, "en"), ["ngo", "women"], "levels", "Levels")
    assert table is not None
    assert [row[1].text for row in table.rows] == [level(result, INDEX, group) for group in ("ngo", "women")]
    assert len(table.heads) == len(table.codes) == 5


def test_what_is_hidden_has_no_number_and_the_reason_once() -> None:
    result = without_level(edition(), "women")
    report = Report(result, "en")
    for table in (
        levels_by_group(report, ["ngo", "women"], "levels", "Levels"),
        levels_by_measure(report, ["ngo", "women"], whole_and_aspects(result), "levels", "Levels"),
    ):
        assert table is not None
        cells = [cell for row in table.rows for cell in row if cell.hidden]
        assert len(cells) == 3
        assert {(cell.text, cell.number) for cell in cells} == {(say("findings.short_protected", "en"), None)}
        assert table.notes.count(say("reports.content_hidden_cells", "en")) == 1
    assert not any(sign.isdigit() for sign in levels_said(report, ["women"]))
    assert "women" not in parties_compared(result)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paragraph_says_where_each_side_is(language: str) -> None:
    result = edition()
    text = paragraph(result, language)
    for side in SIDES:
        row = result.score_of[INDEX, side, "pre"]
        assert say("reports.content_level", language, n=number(row.mean or 0.0, language)) in text
        assert say("figures.n", language, n=number(row.n or 0, language)) in text
    assert say("findings.paragraph_no_change", language) in text


@pytest.mark.parametrize("page", ["overview", "groups"])
def test_levels_are_shown_and_that_change_needs_a_second_round(page: str) -> None:
    app = open_edition(edition(), page, "en")
    assert not app.exception
    assert [one.value for one in app.info] == [say("screens.no_second_round", "en")]
    assert text_of(app).count("<table") == (1 if page == "overview" else 2)


def test_questions_have_their_answers_and_no_order_by_change() -> None:
    app = open_edition(edition(), "questions", "en", aspect="integrity")
    assert not app.exception
    assert len(page_figures(app)) == 1
    assert say("screens.order_change", "en") not in text_of(app)


def test_a_group_has_a_page_and_two_can_be_compared() -> None:
    app = open_edition(edition(), "groups", "en", group="women")
    assert not app.exception
    assert len(page_figures(app)) == 1
    assert level(edition(), INDEX, "women") in text_of(app)
    app = open_edition(edition(), "compare", "en", a="women", b="police")
    assert not app.exception
    assert text_of(app).count("<table") == 3
    assert say("compare.one_round", "en") in text_of(app)
