"""What a notebook shows of a survey and of a result: a screenful, escaped, and no number that is protected."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from metrics import analyse, shared
from surveys.model.summary import Summary
from tests.sample import sample_result, sample_survey, shared_sample

LINES, WIDTH = 40, 260


class _Tags(HTMLParser):
    """The tags that were opened and closed, and the text between."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.seen.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_survey_and_a_result_are_shown_on_one_screen() -> None:
    for shown in (sample_survey(), sample_result(), shared_sample()):
        lines = repr(shown).splitlines()
        assert 8 < len(lines) <= LINES
        assert max(map(len, lines)) <= WIDTH


def test_a_result_says_who_is_compared_and_what_was_found() -> None:
    result = sample_result()
    said = repr(result)
    assert said.startswith(f"Protected: {result.title}\n")
    for words in (
        "the people who answered before and after",
        "People who answered: before",
        "rose by 8 points, from 44 to 52.",
        result.code,
    ):
        assert words in said
    assert "For the officer only" in said
    assert "For the officer only" not in repr(shared_sample())
    assert repr(shared_sample()).startswith("Shared: ")


def test_a_result_speaks_the_language_of_its_settings() -> None:
    arabic = analyse(sample_survey(), lang="ar")
    assert "من أجابوا قبل اللقاء وبعده" in repr(arabic)
    assert '<table dir="rtl" lang="ar">' in arabic._repr_html_()


@pytest.mark.parametrize("shown", [sample_survey, sample_result, shared_sample])
def test_the_table_for_notebooks_says_the_same_as_the_text(shown: object) -> None:
    it = shown()  # type: ignore[operator]
    table = _Tags(it._repr_html_())
    assert table.open == []
    assert table.seen == {"table", "caption", "tbody", "tr", "th", "td", "br"}
    assert set("".join(repr(it).split())) == set("".join(table.text.split()))


def test_what_a_file_brought_in_is_escaped_and_cut() -> None:
    survey = sample_survey()
    hostile = replace(survey, instrument=replace(survey.instrument, title="<script>alert(1)</script>\n" * 50))
    html = hostile._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert len(repr(hostile).splitlines()[0]) < WIDTH


def test_of_many_groups_the_first_are_shown_and_the_others_counted() -> None:
    shown = Summary("Survey", "A title", "en", [("groups", [f"group {number}" for number in range(30)]), ("none", [])])
    assert shown.as_text().endswith("… (+18)")
    assert "none" not in shown.as_text()


def test_what_is_protected_is_said_in_words() -> None:
    hidden = "not shown, to protect the people who answered"
    result = analyse(sample_survey(), threshold=16)
    for either in (result, shared(result)):
        assert f"Ministry of Interior: {hidden}" in repr(either)
        assert f"The security institutions' trust in civil society is {hidden}" in repr(either)


def test_every_table_comes_as_a_frame() -> None:
    result = sample_result()
    frame = result.frame("changes")
    assert len(frame) == len(result.changes)
    with pytest.raises(ValueError, match="table must be one of"):
        result.frame("change")
