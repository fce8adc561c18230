"""Letters that no font has are named once, with the place where they stand, for the formats that would lack them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics import RoundName, with_round_names
from reports.report import Event, Report
from reports.typst.lacking import letters_lacking
from tests.reports.report_cases import report_of
from tests.sample import shared_sample
from words import LANGUAGES, say

ALL = {"png": "Pictures", "brief": "Brief", "docx": "Word"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_of_letters_that_there_are(language: str) -> None:
    report = Report(shared_sample(), language, second_language="en" if language != "en" else "ku", asked="– Ça, 12 %")
    assert letters_lacking(report, ALL, "en") == ""


def test_letters_are_named_once_with_the_place_they_stand_in() -> None:
    report = Report(shared_sample(), "en", event=Event("漢字 漢", "Basra 😀"))
    said = letters_lacking(report, ALL, "en")
    assert said == (
        "These letters can’t be drawn in Pictures, Brief, and are shown there as �. "
        "In the name or place of the event: 漢 字 😀."
    )


def test_what_the_officer_wrote_is_in_the_brief_alone() -> None:
    report = Report(shared_sample(), "en", asked="More 漢")
    assert letters_lacking(report, {"png": "Pictures"}, "en") == ""
    assert say("reports.lacking_texts", "ku", letters="漢") in letters_lacking(report, ALL, "ku")


def test_formats_that_are_not_drawn_lack_nothing() -> None:
    report = Report(shared_sample(), "en", event=Event("漢字"))
    assert letters_lacking(report, {"docx": "Word", "xlsx": "Excel"}, "en") == ""


def test_names_of_rounds_are_looked_at_in_the_languages_that_are_drawn() -> None:
    result = with_round_names(shared_sample(), {"pre": RoundName({"en": "Start", "ar": "漢"})})
    report = Report(result, "en", second_language="ar")
    assert letters_lacking(report, {"svg": "Drawings"}, "en") == ""
    assert say("reports.lacking_rounds", "en", letters="漢") in letters_lacking(report, ALL, "en")


def test_each_language_that_is_drawn_is_looked_at_in_the_words_it_has() -> None:
    asked = {"en": "More", "ar": "漢"}
    report = Report(shared_sample(), "en", event=Event({"en": "Trust", "ar": "字"}), asked=asked)
    assert letters_lacking(report, ALL, "en") == ""
    said = letters_lacking(replace(report, second_language="ar"), ALL, "en")
    assert say("reports.lacking_event", "en", letters="字") in said
    assert say("reports.lacking_texts", "en", letters="漢") in said


def test_names_of_groups_and_questions_are_looked_at() -> None:
    report = report_of("hostile names")
    said = letters_lacking(report, ALL, "en")
    for place in ("event", "groups", "questions", "texts"):
        assert say(f"reports.lacking_{place}", "en", letters="\N{GRINNING FACE}") in said
