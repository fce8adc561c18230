"""What the officer gave by language stands in each language's own words, and what was given in one stands in all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reports.content.provenance import file_stem, provenance_line
from reports.formats import formats
from reports.report import Event, Report
from reports.typst.brief import brief_source
from tests.sample import shared_sample

EVENT = Event({"en": "Building trust", "ar": "بناء الثقة"}, {"en": "Baghdad", "ar": "بغداد"}, date(2023, 3, 14))
ASKED = {"en": "A hotline", "ar": "خط ساخن"}
PLANNED = {"en": "A meeting in May"}
IN_ENGLISH, IN_ARABIC = ("Building trust", "Baghdad", "A hotline"), ("بناء الثقة", "بغداد", "خط ساخن")


def _report(language: str = "en") -> Report:
    return Report(shared_sample(), language, event=EVENT, asked=ASKED, planned=PLANNED)


def test_each_page_of_a_facing_brief_has_its_own_words() -> None:
    source = brief_source(replace(_report(), second_language="ar"))
    english, arabic = source.split("speaking.with(")[2:]
    for text in IN_ENGLISH:
        assert text in english
        assert text not in arabic
    for text in IN_ARABIC:
        assert text in arabic
        assert text not in english
    assert "A meeting in May" in english
    assert "\N{FIRST STRONG ISOLATE}A meeting in May\N{POP DIRECTIONAL ISOLATE}" in arabic
    assert formats()["brief"].write(replace(_report(), second_language="ar")).startswith(b"%PDF")


@pytest.mark.parametrize(("language", "own", "other"), [("en", IN_ENGLISH, IN_ARABIC), ("ar", IN_ARABIC, IN_ENGLISH)])
def test_a_page_to_send_has_the_words_of_its_language(
    language: str, own: tuple[str, ...], other: tuple[str, ...]
) -> None:
    page = formats()["html"].write(_report(language)).decode()
    assert [text for text in own if text not in page] == []
    assert [text for text in other if text in page] == []
    assert "A meeting in May" in page


def test_the_line_of_the_source_and_the_name_of_a_file_are_in_the_reports_language() -> None:
    assert "بناء الثقة" in provenance_line(_report("ar"))
    assert file_stem(_report("ar")).startswith("بناء-الثقة-بغداد-2023-03-14")
    assert file_stem(_report("en")).startswith("building-trust-baghdad-2023-03-14")


def test_words_of_each_language_are_cleaned_and_an_unknown_one_is_refused() -> None:
    report = Report(
        shared_sample(), event=Event({"ar": " بناء\n"}), asked={"en": "1. one\n\n- two\N{RIGHT-TO-LEFT OVERRIDE}"}
    )
    assert (report.title, report.own_texts) == ("بناء", {"asked": "one\ntwo"})
    for wrong in ({"title": {"fr": "Oui"}}, {"place": {"": "x"}}):
        with pytest.raises(ValueError, match="is no language of a text"):
            Event(**wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'de' is no language of a text"):
        Report(shared_sample(), planned={"de": "Ja"})
