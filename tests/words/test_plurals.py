"""Words that depend on a number: the forms of CLDR, each language's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.word_lists import entries, topics
from words import LANGUAGES, number, say, signed
from words.catalogue import BY, plural_form
from words.languages import locale

PLURAL = {"en": {"one", "other"}, "ar": {"zero", "one", "two", "few", "many", "other"}, "ku": {"one", "other"}}
"""The plural categories of each language: https://www.unicode.org/cldr/charts/48/supplemental/language_plural_rules.html"""


def plain(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text)


@pytest.mark.parametrize(
    ("language", "amount", "form"),
    [
        *(("en", n, "one" if n == 1 else "other") for n in (0, 1, 2, 3, 11, 21, 101)),
        *(("ku", n, "one" if n == 1 else "other") for n in (0, 1, 2, 3, 11, 21, 101)),
        ("ar", 0, "zero"),
        ("ar", 1, "one"),
        ("ar", 2, "two"),
        *(("ar", n, "few") for n in (3, 10, 103, 110, 1003)),
        *(("ar", n, "many") for n in (11, 26, 99, 111, 1011)),
        *(("ar", n, "other") for n in (100, 101, 102, 200, 1000, 10_000)),
    ],
)
def test_forms_are_those_of_the_published_rules(language: str, amount: int, form: str) -> None:
    assert plural_form({BY: "n"}, amount, language) == form
    assert plural_form({BY: "n"}, number(amount, language), language) == form
    assert plural_form({BY: "n"}, signed(-amount, language), language) == form


@pytest.mark.parametrize(
    ("amount", "decimals", "form"), [(1, 0, "one"), (1, 1, "other"), (1.4, 0, "one"), (0.5, 1, "other")]
)
def test_the_form_goes_with_the_number_as_it_is_shown(amount: float, decimals: int, form: str) -> None:
    """English says 1 point, but 1.0 points."""
    assert plural_form({BY: "n"}, number(amount, "en", decimals), "en") == form


def test_a_large_number_keeps_its_form_behind_its_separators() -> None:
    assert plural_form({BY: "n"}, number(1_000_001, "ar"), "ar") == "other"
    assert plural_form({BY: "n"}, number(1_000_003, "ar"), "ar") == "few"


def test_what_is_no_number_has_no_form() -> None:
    with pytest.raises(TypeError, match="'n'"):
        say("figures.n", "en", n="many")


@pytest.mark.parametrize(("n", "said"), [(1, "1 person"), (2, "2 people"), (1_234, "1,234 people")])
def test_english_never_says_1_people(n: int, said: str) -> None:
    assert say("figures.n", "en", n=n) == said == say("figures.n", "en", n=number(n, "en"))


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "شخص واحد"),
        (2, "شخصان"),
        (3, "3 أشخاص"),
        (10, "10 أشخاص"),
        (11, "11 شخصاً"),
        (100, "100 شخص"),
        (103, "103 أشخاص"),
    ],
)
def test_arabic_counts_people_as_its_grammar_does(n: int, said: str) -> None:
    assert plain(say("figures.n", "ar", n=n)) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (1, "نقطة واحدة (+1)"),
        (-1, "نقطة واحدة (−1)"),
        (2, "نقطتين (+2)"),
        (-2, "نقطتين (−2)"),
        (-3, "−3 نقاط"),
        (11, "+11 نقطة"),
    ],
)
def test_arabic_says_one_point_and_two_in_words_whatever_the_sign(change: int, said: str) -> None:
    assert plain(say("findings.signed_points", "ar", n=signed(change, "ar"))) == said


@pytest.mark.parametrize("n", [1, 2, 3, 11])
def test_kurdish_nouns_stay_as_they_are_behind_a_number(n: int) -> None:
    assert plain(say("figures.n", "ku", n=n)) == f"{n} کەس"


def test_two_numbers_of_a_sentence_each_have_their_noun() -> None:
    said = {(i, n): say("figures.n_items", "en", items=i, n=n) for i in (1, 4) for n in (1, 30)}
    assert said[1, 1] == "1 question, 1 complete answer"
    assert said[1, 30] == "1 question, 30 complete answers"
    assert said[4, 1] == "4 questions, 1 complete answer"
    assert said[4, 30] == "4 questions, 30 complete answers"


def with_forms(language: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every set of forms in a language's lists, the inner ones too."""
    for topic in topics(language):
        for key, words in entries(language, topic).items():
            waiting = [words]
            while waiting:
                one = waiting.pop()
                if not isinstance(one, str):
                    yield f"{topic}.{key}", one
                    waiting += [inner for form, inner in one.items() if form != BY]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_with_forms_has_those_of_its_language_and_no_others(language: str) -> None:
    assert {*locale(language).plural_form.tags, "other"} == PLURAL[language]
    assert {key: set(one) for key, one in with_forms(language) if set(one) != {*PLURAL[language], BY}} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_hangs_on_a_number_of_its_sentence(language: str) -> None:
    missing = [
        key for key, one in with_forms(language) if not any(f"{{{one[BY]}}}" in str(text) for text in one.values())
    ]
    assert missing == []


NOUNS = "people|answers|questions|rows|points|submissions|values|places|cells|organisations|pairs|times|strangers"
ALWAYS_SEVERAL = {
    "figures.footer": "threshold", "findings.one_of_questions": "k", "findings.origin": "k",
    "findings.paragraph_common": "k", "findings.most_rose": "n", "findings.most_fell": "n",
    "findings.sentence_inconclusive": "high", "findings.allowance": "high", "issues.sheet_too_large": "rows",
    "issues.form_too_large": "rows", "issues.file_too_large": "cells", "issues.too_many_groups": "items",
    "issues.compared_matched": "before", "issues.compared_all": "before", "issues.answers_too_varied": "count",
    "protection.why_text": "threshold", "protection.rounding": "few", "protection.counted_out": "least",
    "protection.audit_rank_passed": "threshold", "protection.audit_rank_more_hidden": "threshold",
    "protection.audit_bounds_passed": "points", "protection.audit_bounds_more_hidden": "points",
    "mapping.preview_hidden": "threshold", "screens.merged": "threshold", "screens.merged_many": "threshold",
    "screens.independence_known": "k", "screens.robustness_many": "n",
    "compare.difference_maybe": "high", "compare.difference_open": "high", "compare.difference_sure": "high",
    "tour.step_protection": "least", "reports.provenance_least": "n", "reports.content_protected": "threshold",
}  # fmt: skip
"""English sentences whose number is never 1: a smallest group, a limit, or what is said of several alone."""


def test_no_english_noun_behind_a_number_is_left_in_the_plural() -> None:
    found = {}
    for topic in topics("en"):
        for key, words in entries("en", topic).items():
            if isinstance(words, str) and (hit := re.search(rf"\{{(\w+)\}} (?:\w+ )?(?:{NOUNS})\b", words)):
                found[f"{topic}.{key}"] = hit[1]
    assert found == ALWAYS_SEVERAL
