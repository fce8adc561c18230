"""Names of occasions in four languages, and their order in time."""

from __future__ import annotations

import pytest

from surveys.language.occasions import may_name_one, occasion_in, occasion_of


@pytest.mark.parametrize(
    "in_time",
    [
        ("pre", "post"),
        ("Before", "After", "Follow-up"),
        ("baseline", "midline", "endline", "follow up 1", "follow up 2"),
        ("T0", "T1", "T2", "t10"),
        ("baseline", "wave 1", "Wave 2", "endline"),
        ("first round", "second round", "third round"),
        ("avant", "après", "suivi"),
        ("première vague", "deuxième vague", "Vague 3"),
        ("قَبْل", "بعد", "متابعة"),
        ("الجولة الأولى", "الجولة ٢", "الجولة الثالثة"),
        ("پێش", "دوای"),
        ("گەڕی یەکەم", "گەڕی دووەم", "گەڕی ٣"),
    ],
)
def test_occasions_stand_in_the_order_of_time(in_time: tuple[str, ...]) -> None:
    times = [occasion_of(text) for text in in_time]
    assert None not in times
    assert sorted(set(times), key=lambda time: time or 0) == times
    assert all(may_name_one(f"x_{text}") for text in in_time)
    assert [occasion_in(f"Data {text}") for text in in_time] == times


@pytest.mark.parametrize("text", ["", "1", "x", "trust", "t", "w12345", "Agree", "أوافق", "postcode", "tour"])
def test_other_texts_name_none(text: str) -> None:
    assert occasion_of(text) is None


def test_a_year_names_an_occasion_among_sheets_alone() -> None:
    assert (occasion_in("Survey of 2024"), occasion_of("2024"), occasion_in("2023 to 2024")) == (2024, None, None)
