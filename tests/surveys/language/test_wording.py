"""Wordings lose what differs between exports, and keep what tells them apart."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.language.wording import normalise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The police are fair.", "the  POLICE are fair"),
        ("The police are fair", "The\xa0police are <b>fair</b>"),
        ("**Question** one", "## Question one"),
        ("3. How far?", "How far"),
        ("Q3) How far?", "How far"),
        ("٣. إلى أي مدى", "الى اي مدي"),
        ("ثقة", "ثقه"),
        ("مـــحايد", "محايد"),
        ("مُحايِد", "محايد"),
        ("آراء أخرى إضافية", "اراء اخري اضافيه"),
        ("کوردی", "كوردي"),
        ("٤٥", "45"),
        ("۴۵", "45"),
        ("“Quoted” – text", '"Quoted" - text'),
        ("ﬁne", "fine"),
        ("Trust\u200e in police", "Trust in police"),
    ],
)
def test_these_are_one_wording(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), [("-1", "1"), ("10", "1 0"), ("+", "++"), ("A1", "A2"), ("less", "more")])
def test_these_stay_apart(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_the_number_in_front_can_be_kept() -> None:
    assert normalise("3. How far?", numbering=True) == "3 how far"


@given(st.text())
def test_a_wording_is_empty_only_where_the_text_is(text: str) -> None:
    assert bool(normalise(text)) == bool(text.strip())


@given(st.text(alphabet="abcXYZ أإاةهىي.-?<>/ 123"))
def test_case_and_blanks_around_never_matter(text: str) -> None:
    assert normalise(f"  {text.upper()} ") == normalise(text.upper().lower())


@given(st.text(alphabet=string.ascii_letters + string.digits), st.booleans())
def test_a_plain_name_is_written_as_it_is_with_a_blank_behind(text: str, numbering: bool) -> None:
    assert normalise(text, numbering=numbering) == normalise(f"{text} ", numbering=numbering) == text.casefold()
