"""A text is the same in every language or one of each; where a language has none, what there is stands in its place."""

from __future__ import annotations

import pytest

from words import LANGUAGES, Text, each_text, text_in


@pytest.mark.parametrize(
    ("text", "in_english", "in_arabic"),
    [
        ("A road", "A road", "A road"),
        ({"en": "A road", "ar": "طريق"}, "A road", "طريق"),
        ({"ar": "طريق"}, "طريق", "طريق"),
        ({"en": " ", "ku": "ڕێگا"}, "ڕێگا", "ڕێگا"),
        ({}, "", ""),
        ("", "", ""),
    ],
)
def test_a_reader_has_the_own_language_or_else_what_there_is(text: Text, in_english: str, in_arabic: str) -> None:
    assert [text_in(text, language) for language in ("en", "ar")] == [in_english, in_arabic]


def test_words_are_changed_in_each_language_and_none_is_left_empty() -> None:
    assert each_text({"en": " a ", "ar": "  "}, str.strip) == {"en": "a"}
    assert each_text(" a ", str.strip) == "a"


def test_a_language_that_the_program_does_not_speak_is_refused() -> None:
    with pytest.raises(ValueError, match=f"'fr' is no language of a text; it may have {', '.join(LANGUAGES)}"):
        each_text({"en": "A road", "fr": "Une route"}, str.strip)
