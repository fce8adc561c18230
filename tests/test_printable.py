"""Text of others in a message: nothing in it moves a cursor, breaks a line or turns the direction around."""

from __future__ import annotations

import pytest

from reports.report import Event, Report
from tests.sample import shared_sample
from words import label_in, printable

GONE = "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("answers.xlsx", "answers.xlsx"),
        ("a\nb\r\nc\td.csv", "a b c d.csv"),
        ("a\x1b[31mred\x9b0m\x07.csv", f"a{GONE}[31mred{GONE}0m{GONE}.csv"),
        ("bidi\N{RIGHT-TO-LEFT OVERRIDE}vsc.exe", "bidivsc.exe"),
        ("\N{RIGHT-TO-LEFT ISOLATE}a\N{POP DIRECTIONAL ISOLATE}\N{POP DIRECTIONAL FORMATTING}b", "ab"),
        ("one\N{LINE SEPARATOR}two\N{NEXT LINE}three", "one two three"),
        ("\udcff\udcfe.csv", f"{GONE}{GONE}.csv"),
        ("وەڵامەکان\N{ZERO WIDTH NON-JOINER}ی ژن.xlsx", "وەڵامەکان\N{ZERO WIDTH NON-JOINER}ی ژن.xlsx"),
        ("naïve ☺ 👩‍🔧.csv", "naïve ☺ 👩‍🔧.csv"),
    ],
)
def test_what_is_no_text_is_replaced_and_directions_are_dropped(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert printable(shown) == shown


def test_a_label_turns_no_words_behind_it_and_is_never_blank() -> None:
    assert label_in({"en": "a\N{RIGHT-TO-LEFT OVERRIDE}b\x1b\ud800"}, "en") == f"ab{GONE}{GONE}"
    assert label_in({"ar": "  ", "en": "Police"}, "ar") == "Police"
    assert label_in({"ku": "گرووپ\N{ZERO WIDTH NON-JOINER}ەکان"}, "ku") == "گرووپ\N{ZERO WIDTH NON-JOINER}ەکان"


def test_what_an_officer_types_turns_no_words_either() -> None:
    event = Event(" Building\N{RIGHT-TO-LEFT OVERRIDE} trust\n", "  ")
    assert (event.title, event.place) == ("Building trust", "")
    report = Report(shared_sample(), event=Event("   "), asked=" one\N{LEFT-TO-RIGHT OVERRIDE}\n\n two ")
    assert report.asked == "one\ntwo"
    assert report.heading == report.result.title
