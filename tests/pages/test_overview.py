"""The overview: groups in four columns by finding, what only points somewhere apart, and a paragraph to copy."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from charts.drawing.findings import INDEX_BINS
from metrics import INDEX, PROTECTED, Settings, Shared, group_label, paragraph, shared, to_document
from metrics.findings.verdicts import VERDICTS
from metrics.result import shared_from_document
from tests.pages.opening import open_edition, text_of
from tests.remembered import analyse
from tests.reports.made_results import made_survey
from tests.sample import shared_sample
from words import LANGUAGES, number, say

_KEPT = {"measure", "level", "group", "from", "to", "verdict", "sentence"}
"""What a hidden row keeps."""


def plain(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", unescape(text))


def html_of(app: AppTest, mark: str) -> str:
    return next(plain(str(one.proto.body)) for one in app.get("html") if mark in str(one.proto.body))


def columns(app: AppTest) -> dict[str, str]:
    """The words of each column, by the name of its bin."""
    found = re.findall(r"<section.*?</section>", html_of(app, 'class="found"'), re.DOTALL)
    texts = [" ".join(re.sub("<[^>]*>", " ", one).split()) for one in found]
    return dict(zip((one.name for one in INDEX_BINS), texts, strict=True))


def with_findings(verdicts: dict[str, str]) -> Shared:
    """The sample with other findings of its groups."""
    document: dict[str, Any] = to_document(shared_sample())
    for row in document["changes"]:
        if row["measure"] == INDEX and row["group"] in verdicts:
            row["verdict"] = verdicts[row["group"]]
            if row["verdict"] == PROTECTED:
                row.update(dict.fromkeys(row.keys() - _KEPT))
    return shared_from_document(document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_group_stands_in_one_column_under_its_finding(language: str) -> None:
    result = shared_sample()
    shown = columns(open_edition(None, "overview", language))
    for one in INDEX_BINS:
        assert shown[one.name].startswith(plain(say(f"screens.found_{one.name}", language)))
    for group in result.group_rows:
        verdict = result.change_of[INDEX, group.name].verdict
        label = plain(group_label(result, group.name, language))
        for one in INDEX_BINS:
            assert (label in shown[one.name]) == (verdict in (*one.verdicts, *one.pointing))


def test_the_columns_of_the_sample_say_what_the_intervals_show() -> None:
    shown = columns(open_edition(None, "overview", "en"))
    assert "▲ Women's organisations +13 (+8 to +18)" in shown["increased"]
    assert (
        "△ Ministry of Interior +6 (+1 to +12) points to a rise; one of 5 groups: may be chance" in shown["increased"]
    )
    assert shown["increased"].index("△") > shown["increased"].rindex("▲")
    assert shown["decreased"] == "FELL none"
    assert shown["equivalent"] == "NO CHANGE THAT MATTERS none"
    assert "? Minority organisations +1 (−7 to +9)" in shown["open"]
    assert "(−6 to +3) no rise of 5 or more" in shown["open"]


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_group_with_any_finding_is_shown(verdict: str) -> None:
    app = open_edition(with_findings({"women": verdict}), "overview", "ar")
    assert not app.exception
    label = plain(group_label(shared_sample(), "women", "ar"))
    if verdict == PROTECTED:
        assert plain(say("screens.found_hidden", "ar", groups=label)) in html_of(app, 'class="found"')
    else:
        assert sum(label in text for text in columns(app).values()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paragraph_for_a_report_stands_there_with_a_button_that_copies_it(language: str) -> None:
    app = open_edition(None, "overview", language)
    assert plain(paragraph(shared_sample(), language)) in html_of(app, 'class="paragraph"')
    assert any("copy_paragraph" in str(one.proto) for one in app.get("bidi_component"))


def test_what_holds_of_all_headlines_is_said_once() -> None:
    app = open_edition(None, "overview", "en")
    text = " ".join(str(one.proto.body) for one in app.get("html"))
    before_the_paragraph = text.partition('class="paragraph"')[0]
    assert before_the_paragraph.count(say("findings.only_those", "en")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_sides_of_as_many_people_each_say_how_many_they_are(language: str) -> None:
    """Said once below both, the number would read as a total of them."""
    app = open_edition(shared(analyse(made_survey((12, 9, 12, 9)))), "overview", language)
    parts = [plain(str(one.proto.body)) for one in app.get("html")]
    heads = [part for part in parts if 'class="lead"' in part]
    people = plain(say("findings.basis_matched", language, n=number(21, language), origin=""))
    assert [head.count(people) for head in heads] == [1, 1]
    below = [part for part in parts if part not in heads]
    assert not any(people in part for part in below)
    assert any(say("findings.only_those", language) in part for part in below)


def test_the_number_invited_and_the_response_rate_are_said_where_they_are_known() -> None:
    made = made_survey((12, 9, 11, 8))
    invited = {group.name: 20 for group in made.groups}
    known = open_edition(shared(analyse(made, Settings(invited=invited))), "overview", "en")
    assert "80 invited, response rate 50% before, 50% after" in text_of(known)
    for some in ({}, dict(list(invited.items())[1:])):
        unknown = open_edition(shared(analyse(made, Settings(invited=some))), "overview", "en")
        assert "response rate" not in text_of(unknown)
