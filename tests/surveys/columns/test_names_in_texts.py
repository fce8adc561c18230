"""A text that seems to name somebody is known by two words that a name is made of."""

from __future__ import annotations

import pytest

from surveys.columns.personal.texts import names_somebody


@pytest.mark.parametrize(
    "text", ["We thank Ahmed Hassan for coming.", "First line\nAli Al-Maliki spoke", "تحدث محمد حسن في اللقاء"]
)
def test_a_name_in_a_text_is_seen(text: str) -> None:
    assert names_somebody(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A new law on oversight passed in May.",
        "Two meetings in Baghdad\nErbil later",
        "السلام والأمل في بغداد",
        "Ali",
    ],
)
def test_a_text_without_a_name_is_not(text: str) -> None:
    assert not names_somebody(text)
