"""The language that a browser asks for is found among those that there are."""

from __future__ import annotations

import pytest

from words import language_asked_for


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("ar", "ar"),
        ("ar-IQ,en;q=0.8", "ar"),
        ("ckb-IQ,ar;q=0.9", "ku"),
        ("ku", "ku"),
        ("KU-Arab-IQ, en", "ku"),
        ("de-DE,fr;q=0.9,ar;q=0.4,en;q=0.3", "ar"),
        ("en;q=0.2,ar;q=0.7", "ar"),
        ("ar;q=0,ckb;q=0.1", "ku"),
        ("ar;q=much,*", "en"),
        ("arx,zh-Hans", "en"),
    ],
)
def test_the_language_wanted_most_that_there_is(accepted: str, language: str) -> None:
    assert language_asked_for(accepted) == language
