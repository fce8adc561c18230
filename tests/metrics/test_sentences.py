"""Every sentence that the rules can make: complete, true to its interval, without a cause, in each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from metrics import ALL, INDEX, Protected, Settings, analyse, in_language, sentence, shared
from metrics.findings.families import FAMILIES
from metrics.findings.verdicts import RULED_OUT, VERDICTS, verdict
from metrics.result.names import subject
from metrics.result.result import _SEAL
from metrics.result.sentences import basis, finding, grounds
from metrics.result.withheld import reasons_withheld, why_withheld
from metrics.schema.rows import LEVELS, SPREAD, without_levels, without_spread
from metrics.tables.changes import NOT_ANSWERED, NOT_IN_BOTH_ROUNDS, REASONS, ChangeRow, without_moves
from tests.metrics.causal_words import CAUSAL, UNNATURAL
from tests.reports.made_results import made_result
from tests.sample import sample_result, sample_survey
from words import LANGUAGES, say

MEASURES = {"index": "trust_index", "dimension": "competence", "item": "competence_1"}
ENDS = (-22.0, -11.0, -9.6, -4.7, -0.3, 0.0, 0.3, 2.4, 4.7, 5.2, 9.7, 11.0, 22.0)
ISOLATES = str.maketrans("", "", "\u2066\u2069")


def plain(text: str) -> str:
    return text.translate(ISOLATES)


def row_of(level: str, low: float, high: float, p_adjusted: float, people: int = 12, **fields: object) -> ChangeRow:
    """A row of an interval, with the finding that it has by rule."""
    margin, change = 5.0, (low + high) / 2
    found, beyond = verdict(low, high, p_adjusted, margin, margin * RULED_OUT[level])
    row = ChangeRow(
        MEASURES[level], level, ALL, "pre", "post", people, people, people, 50.0, 50.0 + change, change, low, high,
        test="paired_t", p=p_adjusted / 2, p_adjusted=p_adjusted, family="groups", family_size=5, detectable=15.0,
        verdict=found, beyond_margin=beyond,
    )  # fmt: skip
    return replace(row, **fields)  # type: ignore[arg-type]


NOT_COMPARED = (NOT_IN_BOTH_ROUNDS, *NOT_ANSWERED.values())


def rows() -> Iterator[ChangeRow]:
    """Rows of every verdict by every level, with each thing that a sentence may add."""
    for level, low, high, p in product(RULED_OUT, ENDS, ENDS, (0.01, 0.08)):
        if low < high:
            yield row_of(level, low, high, p)
    moves = {"rose": 36, "same": 0, "fell": 4, "n_matched": 40, "n_from": 40, "n_to": 40}
    swapped = moves | {"rose": 4, "fell": 36}
    for level in RULED_OUT:
        for family, size in product(FAMILIES, (None, 1, 2, 17)):
            yield row_of(level, 0.4, 11.0, 0.08, family=family, family_size=size)
            yield row_of(level, -11.0, -0.4, 0.08, family=family, family_size=size)
        for more in (moves, swapped, {}):
            yield row_of(level, -6.0, 1.8, 0.001, verdict="mixed", **more)
            yield row_of(level, -1.8, 6.0, 0.001, verdict="mixed", **more)
        for reason in REASONS[: REASONS.index(NOT_COMPARED[0])]:
            yield row_of(level, -6.0, 8.0, 0.3, p=None, reason=reason, verdict="inconclusive")
        yield row_of(level, -6.0, 8.0, 0.3, ci_low=None, ci_high=None, verdict="inconclusive")
        yield row_of(level, -6.0, 8.0, 0.3, verdict="too_few")
        for low, high in ((3.0, 11.0), (-6.0, 8.0), (1.0, 4.0), (0.4, 11.0), (-2.0, 6.0), (-2.0, 2.0)):
            plain_row = row_of(level, low, high, 0.01)
            yield replace(plain_row, clusters=11, invited=30, change_weighted=4.0, weighted_low=1.0, weighted_high=7.0)
            yield replace(plain_row, check_p=0.08, check="sign_flip")
            yield replace(plain_row, p=0.07, check_p=0.0004, check="sign_flip")
            yield replace(plain_row, n_matched=0, n_to=15)
        weighted: dict[str, object] = {"change_weighted": 4.0, "weighted_low": 1.0, "weighted_high": 7.0, "invited": 30}
        for low, high in product((-11.0, -4.0, 0.3), (0.6, 4.7, 9.7, 22.0)):
            for added in ({}, weighted, moves, {"verdict": "mixed"}, {"verdict": "too_few"}):
                yield from in_part(replace(row_of(level, low, high, 0.01 if low > 0 else 0.3), **added))
        hidden = ChangeRow(MEASURES[level], level, ALL, "pre", "post")
        yield hidden
        yield from (replace(hidden, reason=reason, verdict=None) for reason in NOT_COMPARED)


def in_part(row: ChangeRow) -> list[ChangeRow]:
    """A row without its levels, without its spread, without both, and without who rose or fell."""
    return [without_levels(row), without_spread(row), without_spread(without_levels(row)), without_moves(row)]


ROWS = list(rows())


def results() -> tuple[Protected, ...]:
    officers = made_result("matched")
    return officers, shared(officers), replace(officers, estimand="all", seal=_SEAL)


def test_every_verdict_is_among_the_rows() -> None:
    assert {row.verdict for row in ROWS} == {*VERDICTS, None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_whole_and_says_nothing_that_it_may_not(language: str) -> None:
    for result, row in product(results(), ROWS):
        text = plain(sentence(result, row, language))
        assert not re.search(r"[{}]|None|nan", text), text
        assert not re.search(r" ,| \.|\.\.|,,|  |\(\)| :", text), text
        assert not [one for one in CAUSAL[language] if re.search(one, text, re.IGNORECASE)], text
        if language == "en":
            assert not [one for one in UNNATURAL if re.search(one, text, re.IGNORECASE)], text
            assert text.endswith("."), text


def test_every_sentence_says_what_its_interval_shows() -> None:
    for result, row in product(results()[:1], ROWS):
        text = finding(result, row, "en")
        if row.change is None or row.p is None or row.ci_low is None or row.ci_high is None:
            continue
        if row.verdict in ("mixed", "too_few"):
            continue
        low, high, m = row.ci_low, row.ci_high, 5.0
        r = m * RULED_OUT[row.level]
        assert ("rose by" in text or "may have risen" in text) <= (low > 0 or "nor fell" in text), text
        assert ("fell by" in text or "points to a fall" in text) <= (high < 0 or "neither" in text), text
        assert ("rose by more than" in text) <= (low > m), text
        assert ("fell by more than" in text) <= (high < -m), text
        assert ("a fall of" in text) <= (low > -r), text
        assert ("a rise of" in text) <= (high < r), text
        assert ("neither rose nor fell" in text) <= (-r < low <= 0 <= high < r), text
        assert ("small change" in text or "no change that matters" in text) <= (-m < low <= high < m), text
        assert ("Can't say" in text) <= (low <= -r and high >= r), text


def test_the_ends_that_are_said_lie_on_the_side_that_they_say() -> None:
    for result, row in product(results()[:2], ROWS):
        if row.p is None or row.ci_low is None or row.ci_high is None or row.verdict == "too_few":
            continue
        text = plain(sentence(result, row, "en"))
        text = re.sub(r"(from|stayed at) [\d.]+( to [\d.]+)?", "", text)
        number = r"(just above |just below )?([−+]?\d+(?:\.\d+)?)"
        ends = re.search(rf"{number} (?:to|and) {number}", text)
        assert ends is not None, text
        for side, said, end in ((ends[1], ends[2], row.ci_low), (ends[3], ends[4], row.ci_high)):
            value = float(said.replace("−", "-"))
            assert side != "just above " or end > value
            assert side != "just below " or end < value
            assert abs(value - end) <= 1


def test_numbers_that_a_reader_can_add_up_do_add_up() -> None:
    for result, of in product(results()[:2], ROWS):
        for shift in (0.0, 0.3, 0.45, 0.6):
            row = (
                of if of.mean_from is None else replace(of, mean_from=50 + shift, mean_to=50 + shift + (of.change or 0))
            )
            text = plain(finding(result, row, "en"))
            said = re.search(r"(rose|fell) by ([\d.]+) points?, from ([\d.]+) to (\d+(?:\.\d+)?)", text)
            if said is not None:
                way = 1 if said[1] == "rose" else -1
                assert way * float(said[2]) == pytest.approx(float(said[4]) - float(said[3])), text


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (row_of("index", 3, 11, 0.01), "All answers together: trust rose by 7 points, from 50 to 57."),
        (row_of("index", 1, 1.9, 0.01), "All answers together: trust rose by 1 point, from 50 to 51: a small change, "
         "under the 5 points set as important."),
        (row_of("index", 0.2, 0.6, 0.01), "All answers together: trust rose by 0.4 points, from 50.0 to 50.4: a small "
         "change, under the 5 points set as important."),
        (row_of("index", 8, 18, 0.01), "All answers together: trust rose by 13 points, from 50 to 63: clearly "
         "more than the 5 points set as important."),
        (row_of("index", 0.3, 11.7, 0.08), "All answers together: trust may have risen: +6 points (just above 0 to "
         "+12), but this is one of 5 groups looked at, and one such result may be chance."),
        (row_of("index", -9, 12, 0.3), "All answers together: trust went from 50 to 52. Can't say whether that is more "
         "than chance: the true change could be anything from −9 to +12 points."),
        (row_of("index", -2, 6, 0.3), "All answers together: trust went from 50 to 52: whether it rose can't be "
         "said with 12 people, but a fall of 5 points or more is ruled out (−2 to +6)."),
        (row_of("dimension", -6, 8, 0.3), "All answers together, competence: trust went from 50 to 51: it neither rose "
         "nor fell by 10 points or more (−6 to +8)."),
        (row_of("index", -6, 1.8, 0.01, verdict="mixed", rose=36, same=0, fell=4), "All answers together: trust moved "
         "both ways: most rose (36 of 40), but a few fell far, so that the mean went down by 2 points."),
        (row_of("index", 3, 11, 0.01, mean_from=None, mean_to=None), "All answers together: trust rose by 7 points."),
        (row_of("index", -9, 12, 0.3, p=None, reason="one_organisation"), "All answers together: trust went from 50 to "
         "52. Can't say whether that is more than chance: all answers come from one organisation, so nothing shows how "
         "others would have answered."),
        (without_levels(row_of("index", 3, 11, 0.01)), "All answers together: trust rose by 7 points."),
        (without_levels(row_of("index", -9, 12, 0.3)), "All answers together: trust moved by +2 points. Can't say "
         "whether that is more than chance: the true change could be anything from −9 to +12 points."),
        (without_spread(row_of("index", -9, 12, 0.3)), "All answers together: trust went from 50 to 52. Can't say "
         "whether that is more than chance."),
        (without_spread(row_of("index", 0.3, 11.7, 0.08)), "All answers together: trust may have risen: +6 points, "
         "from 50 to 56, but this is one of 5 groups looked at, and one such result may be chance."),
        (without_spread(row_of("index", -2, 6, 0.3)), "All answers together: trust went from 50 to 52: whether it rose "
         "can't be said with 12 people, but a fall of 5 points or more is ruled out."),
        (without_spread(row_of("dimension", -6, 8, 0.3)), "All answers together, competence: trust went from 50 to 51: "
         "it neither rose nor fell by 10 points or more."),
        (without_spread(row_of("index", -6, 1.8, 0.01, verdict="mixed", rose=36, same=0, fell=4)), "All answers "
         "together: trust: the chosen test and the mean do not agree; the mean changed by −2 points, from 50 to 48."),
        (without_spread(without_levels(row_of("index", -2, 6, 0.3))), "All answers together: trust moved by +2 "
         "points: whether it rose can't be said with 12 people, but a fall of 5 points or more is ruled out."),
        (without_spread(row_of("index", 8, 18, 0.01)), "All answers together: trust rose by 13 points, from 50 to 63."),
    ],
)  # fmt: skip
def test_models_of_each_finding(row: ChangeRow, text: str) -> None:
    assert finding(made_result("matched"), row, "en") == text


def test_the_exact_check_is_named_where_it_disagrees_and_nowhere_else() -> None:
    result, row = made_result("matched"), row_of("index", 3, 11, 0.02)
    for check_p, said in ((0.08, "p = 0.08"), (0.0504, "p = 0.051"), (0.04, None), (None, None)):
        text = sentence(result, replace(row, check_p=check_p), "en")
        assert (f"An exact test that assumes less gives {said}." in text) if said else ("exact test" not in text)


def test_power_is_said_only_where_nothing_can_be_and_the_change_lies_below_it() -> None:
    result, row = made_result("matched"), row_of("index", -9, 12, 0.3)
    said = "With so few people, a change under 15 points would probably go unnoticed."
    assert said in grounds(result, row, "en")
    assert said not in grounds(result, replace(row, detectable=1.0), "en")
    assert said not in grounds(result, row_of("index", -2, 6, 0.3), "en")


def test_one_number_of_people_everywhere_unless_the_difference_would_point_at_few() -> None:
    result = sample_result()
    assert result.matched == 34
    row = replace(result.change_of["trust_index", ALL], n_from=29, n_to=29, n_matched=29)
    assert basis(result, row, "en") == "Of 34 people who answered both times, 29 answered enough questions."
    few = replace(row, n_from=31, n_to=31, n_matched=31)
    assert basis(result, few, "en") == "31 people answered both times."
    group = replace(row, group="women")
    assert basis(result, group, "en") == "29 people answered both times."
    assert (
        basis(result, replace(few, clusters=11), "en")
        == "31 people from 11 organisations or on their own answered both times."
    )


def spoken(text: str) -> set[float]:
    """The numbers in a text, without what a measure is called."""
    return {float(one.replace("−", "-")) for one in re.findall(r"(?<![\w_])[−+]?\d+(?:\.\d+)?", text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_that_is_shown_in_part_says_no_number_that_it_has_not(language: str) -> None:
    """Ends and levels are made so that no other number of the row is like one of them."""
    result = made_result("matched")
    for level, found in product(RULED_OUT, VERDICTS[1:]):
        full = row_of(
            level, -31.0, 37.0, 0.3, 40, verdict=found, family_size=2, detectable=23.0, change_weighted=43.0,
            weighted_low=-47.0, weighted_high=53.0, mean_from=61.0, mean_to=64.0, check="sign_flip", check_p=0.04,
            rose=36, same=0, fell=4,
        )  # fmt: skip
        for row in in_part(full):
            text = plain(sentence(result, row, language))
            values = [value for value in vars(row).values() if isinstance(value, int | float)]
            margins = {5.0, 10.0, 95.0, 1.0, float(result.matched or 0)}
            assert {abs(one) for one in spoken(text)} <= {abs(float(value)) for value in values} | margins, text
            if row.ci_low is None:
                assert "(95" not in text, text


def test_why_something_is_withheld_is_said_once_for_all_and_in_no_sentence_of_a_row() -> None:
    row = row_of("index", 3, 11, 0.01)
    rows = [part for one in (row, row, row) for part in in_part(one)]
    said = {reason: say(f"findings.withheld_{reason}", "en") for reason in (LEVELS, SPREAD)}
    assert why_withheld(rows, "en") == [said[LEVELS], said[SPREAD]]
    assert not [text for text in said.values() if any(text in sentence(results()[0], one, "en") for one in rows)]
    assert why_withheld([row, without_moves(row)], "en") == []


def test_a_change_without_levels_gives_the_reason_of_its_interval_where_that_is_missing_too() -> None:
    """A change alone has its interval and p, so nothing is said of them; without both, each has its sentence."""
    row = row_of("index", 3, 11, 0.01)
    no_levels, no_spread, neither, _ = in_part(row)
    assert [reasons_withheld(one) for one in (row, no_levels, no_spread)] == [(), (LEVELS,), (SPREAD,)]
    assert neither.reason == LEVELS
    assert reasons_withheld(neither) == (LEVELS, SPREAD)
    assert why_withheld([no_levels], "en") == [
        "Before and after values are left out where they could reveal single people."
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_in_another_language_is_what_the_analysis_gives_in_it(language: str) -> None:
    analysed = analyse(sample_survey(), Settings(lang=language))
    assert in_language(sample_result(), language) == analysed
    assert in_language(shared(sample_result()), language) == shared(analysed)


def test_who_only_looked_back_is_not_said_to_have_answered_two_times() -> None:
    result = made_result("looking back alone")
    text = sentence(
        result, next(row for row in result.changes if row.measure == INDEX and row.change is not None), "en"
    )
    assert "looking back, the time before" in text
    assert "both times" not in text


def test_all_together_says_where_it_mixes_two_directions() -> None:
    assert subject(sample_result(), INDEX, ALL, "en") == "All answers, both directions: trust"
    assert subject(made_result("a side left out"), INDEX, ALL, "en") == "All answers together: trust"
