"""What a brief shortens by rule: names, the officer's lines, rows; each case counted by hand."""

from __future__ import annotations

import pytest

from reports.typst.brief.page import sheet
from reports.typst.brief.shortened import breakable, lines_of_officer, name, shared_out, shortened


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("short", 5, "short"),
        ("Women's organisations of Basra", 22, "Women's organisations…"),
        ("Ministry, of Interior", 11, "Ministry…"),
        ("A" * 30, 10, "A" * 9 + "…"),
        ("aaaa e\u0301e\u0301e\u0301", 8, "aaaa…"),
        ("e\u0301" * 8, 6, "e\u0301e\u0301…"),
    ],
)
def test_a_text_ends_behind_a_word_or_a_whole_letter(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short
    assert len(short) <= most


def test_long_words_can_be_broken_and_others_stay() -> None:
    assert breakable("an ordinary line") == "an ordinary line"
    assert breakable("x" * 50) == "\u200b".join(["x" * 24, "x" * 24, "xx"])


def test_a_name_turns_no_words_around_it() -> None:
    assert name("\u202eevil\n name", "en", 40) == "evil name"
    assert name("English", "ar", 40) == "\u2068English\u2069"


def test_the_officers_lines_are_kept_whole_and_the_rest_is_counted() -> None:
    text = "one\n\n  two  words \n" + "x" * 100 + "\nfour"
    assert lines_of_officer(text, "en", 1000) == (["one", "two words", breakable("x" * 100), "four"], 0)
    assert lines_of_officer(text, "en", 90) == (["one", "two words"], 2)
    assert lines_of_officer("a b " * 100, "en", 10) == (["a b a b…"], 0)
    assert lines_of_officer(" \n\t", "en", 10) == ([], 0)


@pytest.mark.parametrize(
    ("sizes", "room", "shown"),
    [
        ([10, 5, 5], 14, [4, 4, 4]),
        ([10, 2, 1], 9, [6, 2, 1]),
        ([3, 2], 5, [3, 2]),
        ([3, 2], 0, [0, 0]),
        ([], 3, []),
    ],
)
def test_no_finding_is_shortened_for_another_that_has_fewer(sizes: list[int], room: int, shown: list[int]) -> None:
    assert shared_out(sizes, room) == shown


def test_a_page_tries_each_state_once_from_the_longest_on() -> None:
    steps = [{"a": 1}, {"b": 5}, {"b": 1}, {"a": 0}]
    source = sheet("p", "[]", {"a": ["[long]", "[short]"], "b": ["[x]", "[x]", "none"]}, steps)
    assert source.splitlines() == [
        "#let p-a-0 = [long]",
        "#let p-a-1 = [short]",
        "#let p-b-0 = [x]",
        "#let p-b-1 = none",
        "#sheet([], ((p-a-0, p-b-0, ), (p-a-1, p-b-0, ), (p-a-1, p-b-1, ), ))",
    ]
