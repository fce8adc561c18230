"""Names that may be two spellings of one group."""

from __future__ import annotations

import pytest

from surveys.language.spelling import bare_spelling

SAME = [
    ("الشرطة", "الشرطه"), ("الشرطة", "شرطة"), ("الأمن الوطني", "أمن وطني"), ("والشرطة", "الشرطة"),
    ("للشرطة", "الشرطة"), ("إعلام", "اعلام"), ("آليات", "اليات"), ("مسؤولون", "مسئولين"),
    ("شؤون المرأة", "شئون المراة"), ("منظّمة نسائيّة", "منظمة نسائية"), ("منظـــمة", "منظمة"),
    ("منظمة", "المنظمات"), ("لاجئ", "اللاجئين"),
    ("مستشفى", "مستشفي"), ("کۆمەڵگە", "كۆمه‌ڵگه"), ("ڕێکخراو", "رێكخراو"), ("ڕێکخراوەکان", "ڕێکخراو"),
    ("پۆلیسەکە", "پولیس"), ("ڕێکخراوەکانی ژنان", "ڕێکخراوی ژنان"), ("NGO", "NGOs"), ("The police", "police"),
    ("Women's groups", "womens group"), ("Ministries", "ministry"), ("the", "The"),
]  # fmt: skip
OTHERS = [
    ("معلم", "معلمة"), ("طالب", "طالبات"), ("وزارة الداخلية", "وزارة الدفاع"), ("الشرطة", "الجيش"), ("police", "army"),
    ("والد", "لد"), ("group 1", "group 2"), ("press", "pre"), ("ڕێکخراوی ژنان", "ڕێکخراوی گەنجان"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert bare_spelling(one) == bare_spelling(other)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_two_names_are_not(one: str, other: str) -> None:
    assert bare_spelling(one) != bare_spelling(other)


@pytest.mark.parametrize("name", ["", "!", "s", "the", "ال", "ات"])
def test_a_name_is_never_lost(name: str) -> None:
    assert bool(bare_spelling(name)) == bool(name)
