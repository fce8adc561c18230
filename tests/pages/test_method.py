"""The page of methods: reliability, robustness, who dropped out, and the test behind the headline, in words."""

from __future__ import annotations

import re
from typing import Any

import pytest

from metrics import Shared, group_label, measure_label, side_label, to_document
from metrics.result import shared_from_document
from metrics.tables.attrition import REASONS as ATTRITION_REASONS
from metrics.tables.reliability import REASONS
from reports.content.tables import p_text
from tests.pages.opening import open_edition, text_of
from tests.sample import shared_sample
from words import LANGUAGES, say

ROBUSTNESS_REASONS = ("protected", "no_pairs", "too_few")


def _plain(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text)


def _sample_with(table: str, rows: Any) -> Shared:
    document = to_document(shared_sample())
    document[table] = rows
    return shared_from_document(document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_stands_on_the_page_of_the_sample(language: str) -> None:
    words = text_of(open_edition(None, "method", language))
    for key in ("who_is_in", "attrition", "tests", "robustness", "reliability", "settings", "terms", "cannot"):
        assert _plain(say(f"screens.{key}", language)) in words, key
    rows = [shared_sample().change_of["trust_index", group] for group in shared_sample().headline_groups]
    for kind, codes in (("test", {row.test for row in rows}), ("effect", {row.effect for row in rows})):
        assert codes - {None}
        for code in codes - {None}:
            assert _plain(say(f"findings.{kind}_{code}", language)) in words


def test_reliability_shows_all_rounds_together_first_and_each_round_by_choice() -> None:
    pooled, before = open_edition(None, "method", "en"), open_edition(None, "method", "en", reliability="pre")
    rows = {row.round: row for row in shared_sample().reliability if row.scope == "trust_index"}
    assert say("screens.pooled_note", "en") in text_of(pooled)
    assert say("screens.pooled_note", "en") not in text_of(before)
    for app, name in ((pooled, "pooled"), (before, "pre")):
        app.button("table_reliability").click().run()
        row = rows[name]
        assert row.alpha is not None
        assert f'data-head="Complete answers" class="number">{row.n}</td>' in text_of(app)
        assert f"{row.alpha:.2f} (" in text_of(app)


@pytest.mark.parametrize("reason", REASONS)
def test_a_missing_alpha_says_why(reason: str) -> None:
    gone = {"n": None, "items": None, "alpha": None, "alpha_low": None, "alpha_high": None, "omega": None}
    row = to_document(shared_sample())["reliability"][0] | gone | {"alpha_reason": reason, "omega_reason": reason}
    app = open_edition(_sample_with("reliability", [row | {"per_item": []}]), "method", "ar")
    app.button("table_reliability").click().run()
    assert not app.exception
    assert _plain(say(f"findings.reason_{reason}", "ar")) in text_of(app)


def _robust(what: str, variant: str, verdict: str | None, **values: Any) -> dict[str, Any]:
    row = {"what": what, "variant": variant, "group": "SIDE:civil_society", "verdict": verdict}
    return row | {"change": None, "p": None, "p_adjusted": None, "reason": None} | values


def test_robustness_counts_the_other_choices_that_find_the_same() -> None:
    rows = [
        _robust("estimand", "matched", "increased", change=8.0, p=0.001, p_adjusted=0.001),
        _robust("estimand", "all", "increased", reason="protected"),
        _robust("estimand", "independent", "inconclusive", change=6.0, p=0.2, p_adjusted=0.2),
        _robust("test", "wilcoxon", "increased", change=8.0, p=0.001, p_adjusted=0.001),
        _robust("test", "sign", "increased", change=8.0, p=0.0001, p_adjusted=0.0002),
        _robust("missing", "complete", None, reason="too_few"),
    ]
    words = text_of(open_edition(_sample_with("robustness", rows), "method", "en"))
    assert (
        "Finding: trust rose. 3 of 4 other methods give the same finding. Different: "
        "“everyone, as two samples”: can't say. No finding (too few people): "
        "only those who answered every question." in words
    )
    assert "<\N{NO-BREAK SPACE}0.001" in words
    assert words.count("not shown</td>") >= 2
    assert say("findings.reason_too_few", "en") in words


def test_which_methods_give_no_finding_is_said_by_reason_and_many_of_a_kind_are_counted() -> None:
    items = [measure.name for measure in shared_sample().measures if measure.level == "item"]
    rows = [
        _robust("test", "sign", "increased", change=8.0, p=0.01, p_adjusted=0.01),
        _robust("estimand", "all", None, reason="protected"),
        _robust("missing", "complete", None, reason="too_few"),
    ]
    left_out = [_robust("item", item, None, reason="too_few") for item in items[:4]]
    words = text_of(open_edition(_sample_with("robustness", [*rows, left_out[0]]), "method", "en"))
    item = measure_label(shared_sample(), items[0], "en", "SIDE:civil_society")
    assert f"No finding (too few people): without “{item}”, only those who answered every" in words
    assert "No finding (not shown, to protect the people who answered): everyone, those found in both" in words
    words = text_of(open_edition(_sample_with("robustness", [*rows, *left_out]), "method", "en"))
    assert "No finding (too few people): One question left out (4 times), only those who" in words


@pytest.mark.parametrize(
    ("p", "shown"), [(0.0504, "0.051"), (0.0496, "0.050"), (0.05, "0.050"), (0.0004, "<\N{NO-BREAK SPACE}0.001")]
)
def test_a_p_is_never_rounded_across_the_level_of_a_finding(p: float, shown: str) -> None:
    assert p_text(p, "en") == shown
    assert p_text(None, "en") == "–"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", ROBUSTNESS_REASONS)
def test_a_choice_without_a_finding_says_why(language: str, reason: str) -> None:
    rows = [
        _robust("test", "sign", "increased", change=8.0, p=0.01, p_adjusted=0.01),
        _robust("missing", "complete", None, reason=reason),
    ]
    app = open_edition(_sample_with("robustness", rows), "method", language)
    assert not app.exception
    assert _plain(say(f"findings.reason_{reason}", language)) in text_of(app)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", ATTRITION_REASONS)
def test_who_dropped_out_says_why_a_number_is_missing(language: str, reason: str) -> None:
    document = to_document(shared_sample())
    document["attrition"] |= {"reason": reason, "sides": []}
    app = open_edition(shared_from_document(document), "method", language)
    assert not app.exception
    assert _plain(say(f"findings.reason_{reason}", language)) in text_of(app)


def test_who_dropped_out_is_shown_with_people_mean_and_spread() -> None:
    document = to_document(shared_sample())
    document["attrition"] |= {
        "stayers": {"n": 34, "mean": 48.76, "sd": 11.2},
        "leavers": {"n": 7, "mean": 44.2, "sd": None},
        "standardised_difference": 0.4132,
        "verdict_if_leavers_fell": "inconclusive",
        "reason": None,
        "sides": [],
    }
    words = text_of(open_edition(shared_from_document(document), "method", "en"))
    assert "34 people, mean 49, SD 11" in words
    assert "7 people, mean 44" in words
    assert ">0.41<" in words
    assert say("findings.inconclusive", "en") in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_which_answers_count_as_independent(language: str) -> None:
    document = to_document(shared_sample())
    assumed = _plain(say("screens.independence_assumed", language))
    assert assumed in text_of(open_edition(None, "method", language))
    for row in document["changes"]:
        if row["group"] == "SIDE:civil_society":
            row["clusters"] = 9
    words = text_of(open_edition(shared_from_document(document), "method", language))
    who = _plain(side_label(shared_sample(), "civil_society", language))
    assert _plain(say("screens.independence_known", language, who=who, k=9)) in words
    assert assumed not in words


def test_the_headline_names_its_test_the_exact_check_and_the_level_of_the_detectable_change() -> None:
    words = text_of(open_edition(None, "method", "en"))
    assert "Test: paired t test." in words
    assert "Exact check: sign-flip permutation of the mean change, exact" in words
    assert "6 (α = 0.025)".replace(" ", "\N{NO-BREAK SPACE}") in words


@pytest.mark.parametrize(("p", "key"), [(0.04, "robustness_agrees"), (0.08, "robustness_disagrees")])
def test_it_says_whether_the_exact_check_agrees(p: float, key: str) -> None:
    document = to_document(shared_sample())
    for row in document["changes"]:
        if row["group"] == "SIDE:civil_society" and row["measure"] == "trust_index":
            row["check"], row["check_p"] = "sign_flip", p
    words = text_of(open_edition(shared_from_document(document), "method", "en"))
    check = say("findings.test_sign_flip", "en")
    assert say(f"screens.{key}", "en", check=check, p=f"{p:.3f}") in words


def test_a_test_that_is_the_exact_check_is_not_said_to_agree_with_itself() -> None:
    document = to_document(shared_sample())
    for row in document["changes"]:
        if row["test"] is not None:
            row["test"] = row["check"]
    words = text_of(open_edition(shared_from_document(document), "method", "en"))
    assert "The exact check (" not in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_dropped_out_is_one_sentence_where_no_number_can_be_shown(language: str) -> None:
    """Not a table of cells that each say so; the findings that may be said stand in a sentence of their own."""
    result = shared_sample()
    rows = [row for row in to_document(result)["changes"] if row["measure"] == "trust_index"][:3]
    empty = {"n": None, "mean": None, "sd": None}
    fell = dict.fromkeys(("n", "change", "p", "p_adjusted", "ci_low", "ci_high"))
    hidden = [
        {
            "group": row["group"],
            "from": "pre",
            "to": "post",
            "stayers": empty,
            "leavers": empty,
            "if_leavers_fell": fell,
        }
        | {"standardised_difference": None, "verdict_if_leavers_fell": verdict, "reason": "protected"}
        for row, verdict in zip(rows, ("increased", "inconclusive", None), strict=True)
    ]
    words = text_of(open_edition(_sample_with("attrition", {**hidden[0], "sides": hidden[1:]}), "method", language))
    assert _plain(say("screens.attrition_hidden", language)) in words
    assert _plain(say("screens.standardised_difference", language)) not in words
    listed = "; ".join(
        f"{group_label(result, row['group'], language)}: {say(f'findings.{verdict}', language)}"
        for row, verdict in zip(rows, ("increased", "inconclusive"), strict=False)
    ).replace("; ", say("findings.paragraph_bins", language))
    assert _plain(say("screens.attrition_if_fell", language, margin=5, findings=listed)) in words
