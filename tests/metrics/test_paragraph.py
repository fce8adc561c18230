"""A paragraph for a narrative report: short, in the numbers that are handed on, without a cause, in each language."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from metrics import INDEX, paragraph, shared, to_document
from metrics.result import shared_from_document
from metrics.result.paragraph import MOST_WORDS
from metrics.result.result import _SEAL, Shared
from metrics.schema.rows import without_spread
from tests.metrics.causal_words import CAUSAL
from tests.reports.made_results import KINDS, made_result
from tests.sample import sample_result, shared_sample
from tests.shown_in_part import shared_in_part
from words import LANGUAGES, say

EVENT = "Building Trust with Security Forces"
KNOWN = ["matched", "independent", "all", *KINDS]


def numbers(text: str) -> set[float]:
    plain = re.sub("[\u2066\u2069,]", "", text).replace("\N{MINUS SIGN}", "-")
    return {float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", plain)}


def handed_on(result: Shared) -> set[float]:
    """Every number of the changes of index and aspects and of the settings, how many groups there are, 95 and 100.

    Of one round those of the levels, and where their scale begins and has its middle.
    """
    known = {95.0, 100.0, result.settings.margin, -result.settings.margin}
    if not result.pairs:
        levels = [row for row in result.scores if row.measure == INDEX and row.mean is not None]
        known |= {0.0, 50.0, *(float(value) for row in levels for value in (row.n or 0, row.mean or 0.0))}
    for row in result.changes:
        if row.level in ("index", "dimension"):
            values = [value for value in vars(row).values() if isinstance(value, int | float)]
            known |= {float(value) for value in values} | {abs(float(value)) for value in values}
    return known | set(map(float, range(len(result.groups) + 1))) | {float(result.matched or 0)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KNOWN)
def test_it_is_short_and_holds_no_number_that_is_not_handed_on(kind: str, language: str) -> None:
    result = shared(made_result(kind))
    text = paragraph(result, language, EVENT)
    assert 0 < len(text.split()) <= MOST_WORDS
    assert numbers(text) <= handed_on(result)
    assert not [pattern for pattern in CAUSAL[language] if re.search(pattern, text, re.IGNORECASE)]
    assert "{" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_of_the_sample_names_event_findings_groups_people_method_and_limits(language: str) -> None:
    text = paragraph(shared_sample(), language, EVENT)
    assert len(text.split()) <= MOST_WORDS
    assert text.startswith(f"{EVENT}. ")
    assert numbers(text) <= handed_on(shared_sample())


def test_the_sample_in_english_word_by_word() -> None:
    assert paragraph(shared_sample(), "en", EVENT) == (
        "Building Trust with Security Forces. "
        "Civil society's trust in the security institutions rose by 8 points, from 44 to 52 (+5 to +12; 22 people). "
        "But not in every aspect: Predictability −12. "
        "The security institutions' trust in civil society moved by +2 points: whether it rose can't be said with "
        "12 people, but a fall of 5 points or more is ruled out (−2 to +6). "
        "By group, trust rose for 2, may have risen for 1, is unclear for 2. "
        "34 people answered both times. Points: 0–100, not percent. "
        "Method: paired t test, 95 % intervals, Holm-adjusted. "
        "It describes only those who answered, and shows no cause. "
        "Small groups are merged, some numbers left out, to protect people."
    )


def test_what_is_protected_is_said_in_words() -> None:
    text = paragraph(shared(made_result("a side left out")), "en")
    assert "Security institutions: trust is not shown, to protect the people who answered." in text
    assert "Police" not in text
    nothing = paragraph(shared(made_result("all hidden")), "en")
    assert numbers(nothing) == set()


def test_however_long_the_names_are_it_stays_short() -> None:
    result = shared(made_result("matched"))
    names = {"en": " ".join(["name"] * 60)}
    long = replace(
        result,
        groups=tuple(replace(group, label=names) for group in result.groups),
        sides=tuple(replace(side, label=names) for side in result.sides),
        seal=_SEAL,
    )
    text = paragraph(long, "en", " ".join(["event"] * 200))
    assert len(text.split()) <= MOST_WORDS
    assert "unclear: 2" in text


def test_the_officers_own_numbers_are_not_for_a_report() -> None:
    with pytest.raises(TypeError, match="handed on"):
        paragraph(sample_result())  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_finding_has_no_interval_it_says_once_why(language: str) -> None:
    result = shared_in_part()
    text, withheld = paragraph(result, language, EVENT), say("findings.withheld_spread", language)
    assert len(text.split()) <= MOST_WORDS
    assert text.count(withheld) == 1
    assert numbers(text) <= handed_on(result)
    has_intervals = any(result.change_of[INDEX, group].ci_low is not None for group in result.headline_groups)
    assert (say("findings.paragraph_intervals", language) in text.replace(withheld, "")) == has_intervals


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_no_finding_has_an_interval_the_method_speaks_of_none(language: str) -> None:
    whole = shared_in_part()
    result = replace(whole, changes=tuple(map(without_spread, whole.changes)), seal=_SEAL)
    text = paragraph(result, language)
    withheld = say("findings.withheld_spread", language)
    assert withheld in text
    assert say("findings.paragraph_intervals", language) not in text.replace(withheld, "")
    assert "{" not in text
    assert not re.search(r"[,،] ?\.", text)


def test_a_side_hidden_in_the_only_round_is_said_to_be() -> None:
    document = to_document(shared(made_result("one round")))
    for row in document["scores"]:
        if row["group"] == "SIDE:security":
            row.update(dict.fromkeys(("n", "mean", "sd")))
    text = paragraph(shared_from_document(document), "en")
    assert "Civil society: trust is 65 of 100, 21 people; Security institutions: not shown, to protect" in text
