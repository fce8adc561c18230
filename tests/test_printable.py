"""Text of others in a message: nothing in it moves a cursor, breaks a line or turns the direction around."""

from __future__ import annotations

import pytest

from words import printable

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
