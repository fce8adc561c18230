"""The tables of ``docs/methods.md``: their numbers against whole-number arithmetic, and against the program.

Of the worked example and the smaller ones before it; what is worked out by hand asks no function of the program.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from math import comb, gamma, isclose, sqrt
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import nct
from scipy.stats import t as student

from metrics import ChangeRow, Settings, analyse
from metrics.schema.precision import rounded_interval, rounded_p
from metrics.statistics import cliffs_delta, hedges_g_av, mann_whitney, permutation, welch_t, wilcoxon
from surveys import Choice, ChoiceList, Group, Question, Survey
from surveys.model.survey import Breakdown
from tests.metrics.survey_maker import instrument, survey

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "methods.md"
ITEMS = ("care_1", "care_2", "skill_1", "skill_2", "skill_3")
REVERSED = ("care_2",)
DIMENSIONS = {"care": ITEMS[:2], "skill": ITEMS[2:]}
MEASURES = ("trust_index", "care", "skill")
MARGIN = 5
RULED_OUT = {"trust_index": 5, "care": 10, "skill": 10}
Number = Fraction | float | int | str
Numbers = dict[str, Number]
Scores = dict[str, Fraction]


@cache
def tables() -> dict[str, list[list[str]]]:
    """The tables of the page by their first heading, without head and rule; of several, the last."""
    text = DOCUMENT.read_text(encoding="utf-8").split("\n## The same number elsewhere")[0]
    blocks = re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE)
    rows = [
        [[cell.strip(" `") for cell in line.strip().strip("|").split("|")] for line in b.splitlines()] for b in blocks
    ]
    return {block[0][0]: block[2:] for block in rows}


def agrees(written: str, number: Number) -> bool:
    """Whether a cell of the document shows a number: a fraction or a whole number exactly, a decimal as rounded."""
    if isinstance(number, str):
        return written == number
    plain = written.replace("−", "-")
    if "/" in plain or "." not in plain:
        return abs(float(Fraction(plain)) - float(number)) < 1e-12
    return abs(float(plain) - float(number)) <= 0.5000001 * 10.0 ** -len(plain.split(".")[1])


def mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def variance(values: Sequence[Fraction]) -> Fraction:
    """Over n − 1."""
    middle = mean(values)
    return sum(((value - middle) ** 2 for value in values), Fraction()) / (len(values) - 1)


def midranks(values: Sequence[Fraction]) -> list[Fraction]:
    """Ranks from 1; equal values share the mean of theirs."""
    return [sum(v < value for v in values) + Fraction(sum(v == value for v in values) + 1, 2) for value in values]


def p_by_counting(weights: Sequence[Fraction], observed: Fraction) -> Fraction:
    """Share of all patterns of up and down whose sum of rises is as far from its mean as the observed one."""
    middle = sum(weights, Fraction()) / 2
    patterns = list(product((False, True), repeat=len(weights)))
    sums = [sum((w for w, up in zip(weights, ups, strict=True) if up), Fraction()) for ups in patterns]
    return Fraction(sum(abs(s - middle) >= abs(observed - middle) for s in sums), len(sums))


def of_t(change: Fraction, se: float, df: float) -> Numbers:
    """The t test of a change and its 95 % interval."""
    t, half = float(change) / se, float(student.ppf(0.975, df)) * se
    return {
        "change": change,
        "se": se,
        "df": df,
        "statistic": t,
        "p": 2 * float(student.sf(abs(t), df)),
        "ci_low": float(change) - half,
        "ci_high": float(change) + half,
    }


def noncentrality(df: float, alpha: float) -> float:
    """That of a t test with 80 % power."""
    critical = student.ppf(1 - alpha / 2, df)
    return float(brentq(lambda d: nct.sf(critical, df, d) + nct.cdf(-critical, df, d) - 0.8, 1, 6))


def unbiased(df: float) -> float:
    """Hedges' J."""
    return gamma(df / 2) / (sqrt(df / 2) * gamma((df - 1) / 2))


def verdict(low: float, high: float, p: float, ruled_out: float) -> str:
    """The finding of rule 30, line by line."""
    inside, way = low > -MARGIN and high < MARGIN, "increased" if low > 0 else "decreased" if high < 0 else ""
    lines = (
        (p <= 0.05 and inside, "trivial"),
        (p <= 0.05, way),
        (inside, "equivalent"),
        (bool(way), f"maybe_{way}"),
        (-ruled_out < low and high < ruled_out, "bounded"),
        (-ruled_out < low, "not_decreased"),
        (high < ruled_out, "not_increased"),
        (True, "inconclusive"),
    )
    return next(said for holds, said in lines if holds)


# The worked example: eight people.


def answers(which: int) -> list[list[float]]:
    """Raw answers of a round (0: before, 1: after), a person each; NaN for none."""
    cells = [[cell.split("→")[which].strip() for cell in row[1:]] for row in tables()["person"]]
    return [[float("nan") if cell == "–" else float(cell) for cell in row] for row in cells]


def scores_by_hand(row: Sequence[float]) -> Scores:
    """Dimension scores and index of a person."""
    items = {}
    for name, raw in zip(ITEMS, row, strict=True):
        if raw == raw:
            pomp = Fraction(100) * (int(raw) - 1) / 4
            items[name] = 100 - pomp if name in REVERSED else pomp
    scores = {}
    for dimension, its in DIMENSIONS.items():
        given = [items[item] for item in its if item in items]
        if 2 * len(given) >= len(its):
            scores[dimension] = mean(given)
    scores["trust_index"] = mean(list(scores.values()))
    return scores


@cache
def rounds_of(measure: str) -> tuple[list[Fraction], list[Fraction]]:
    """Everyone's score before and after."""
    before, after = ([scores_by_hand(row)[measure] for row in answers(which)] for which in (0, 1))
    return before, after


def changes_of(measure: str) -> list[Fraction]:
    before, after = rounds_of(measure)
    return [b - a for a, b in zip(before, after, strict=True)]


def interval_by_counting(changes: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """The shifts that the sign-flip test has p > 0.05 for, from the 2ⁿ − 1 means of some of the changes.

    Below the mean of all, a pattern of flips is as far out as what was seen where the shifted changes that it flips, or
    those that it leaves, add up to 0 or less: so p is 2(1 + the number of means up to the shift)/2ⁿ.
    """
    patterns = 2 ** len(changes)
    means = sorted(mean(some) for size in range(1, len(changes) + 1) for some in combinations(changes, size))
    rank = next(k for k in range(1, patterns) if Fraction(2 * (1 + k), patterns) > Fraction(1, 20))
    return means[rank - 1], means[-rank]


def of_other_tests(changes: Sequence[Fraction], of_mean: Numbers) -> Numbers:
    """What the tests by ``--test`` say."""
    moved = [d for d in changes if d]
    pratt = [rank for rank, d in zip(midranks([abs(d) for d in changes]), changes, strict=True) if d]
    own = midranks([abs(d) for d in moved])
    rises = sum((rank for rank, d in zip(pratt, moved, strict=True) if d > 0), Fraction())
    up = Fraction(sum(d > 0 for d in moved))
    low, high = interval_by_counting(changes)
    biserial = sum((r if d > 0 else -r for r, d in zip(own, moved, strict=True)), Fraction()) / sum(own)
    found: Numbers = {
        "ci_low of sign_flip": low,
        "ci_high of sign_flip": high,
        "statistic of wilcoxon": rises,
        "p of wilcoxon": p_by_counting(pratt, rises),
        "effect_value of wilcoxon": biserial,
        "p of sign": p_by_counting([Fraction(1)] * len(moved), up),
    }
    ends = float(of_mean["ci_low"]), float(of_mean["ci_high"])
    for test, direction in {"wilcoxon": biserial, "sign": up - Fraction(len(moved), 2)}.items():
        finds = float(found[f"p of {test}"]) <= 0.05
        is_mixed = finds != (ends[0] > 0 or ends[1] < 0) or direction * Fraction(of_mean["change"]) < 0
        found[f"mixed by {test}"] = str(is_mixed)
    return found


def g_of_pairs(one: Sequence[Fraction], other: Sequence[Fraction]) -> Numbers:
    """Hedges' g_av of pairs and Bonett's interval, from the variances of both rounds and of the changes."""
    n, first, second = len(one), variance(one), variance(other)
    of_changes = variance([b - a for a, b in zip(one, other, strict=True)])
    both = ((first + second - of_changes) / 2) ** 2
    square = (first + second) / 2
    d = float(mean(other) - mean(one)) / sqrt(square)
    spread = d * d * float((first**2 + second**2 + 2 * both) / (8 * square**2))
    reach = NormalDist().inv_cdf(0.975) * sqrt((spread + float(of_changes / square)) / (n - 1))
    return {
        "effect_value": d * unbiased(2 * (n - 1) / (1 + float(both / (first * second)))),
        "effect_low": d - reach,
        "effect_high": d + reach,
    }


@cache
def by_hand() -> dict[str, Numbers]:
    """The example's numbers by measure, from fractions."""
    found: dict[str, Numbers] = {}
    for measure in MEASURES:
        changes, n = changes_of(measure), len(changes_of(measure))
        before, after = rounds_of(measure)
        of_mean = of_t(mean(changes), sqrt(variance(changes) / n), n - 1)
        moved = [d for d in changes if d]
        up, down = sum(d > 0 for d in changes), sum(d < 0 for d in changes)
        found[measure] = {
            "mean_from": mean(before),
            "mean_to": mean(after),
            "rose": up,
            "same": n - up - down,
            "fell": down,
            "check_p": p_by_counting([abs(d) for d in moved], sum((d for d in moved if d > 0), Fraction())),
            **of_mean,
            **g_of_pairs(before, after),
            **of_other_tests(changes, of_mean),
        }
    _add_families(found)
    return found


def _holm_of_two(p: Mapping[str, float]) -> dict[str, float]:
    """The index alone; the two dimensions by Holm."""
    small, large = sorted(["care", "skill"], key=lambda measure: p[measure])
    first = min(1.0, 2 * p[small])
    return {"trust_index": p["trust_index"], small: first, large: max(first, p[large])}


def _add_families(found: dict[str, Numbers]) -> None:
    p_of = {"": "p", " of sign_flip": "check_p", " of wilcoxon": "p of wilcoxon", " of sign": "p of sign"}
    for test, name in p_of.items():
        adjusted = _holm_of_two({measure: float(found[measure][name]) for measure in MEASURES})
        for measure, numbers in found.items():
            suffix = test if test == " of sign_flip" else ""
            low, high = float(numbers[f"ci_low{suffix}"]), float(numbers[f"ci_high{suffix}"])
            is_mixed = numbers.pop(f"mixed by{test[3:]}", "False") == "True"
            said = "mixed" if is_mixed else verdict(low, high, adjusted[measure], RULED_OUT[measure])
            numbers[f"verdict{test}"] = said
            if not test:
                size = 1 if measure == "trust_index" else 2
                alpha = 0.05 / size
                numbers |= {
                    "p_adjusted": adjusted[measure],
                    "family": "primary" if size == 1 else "dimensions",
                    "family_size": size,
                    "detectable": float(numbers["se"]) * noncentrality(float(numbers["df"]), alpha),
                    "detectable_alpha": alpha,
                }


@cache
def example() -> Survey:
    """The eight people."""
    form = instrument({name: len(its) for name, its in DIMENSIONS.items()}, {"ngo": None}, reversed_items=REVERSED)
    assert tuple(item.name for item in form.items) == ITEMS
    return survey(form, ["ngo"] * 8, answers(0), answers(1))


@cache
def by_program(measure: str, test: str = "paired_t") -> ChangeRow:
    """A row of the example from the program."""
    settings = Settings(estimand="matched", test=test, margin=float(MARGIN))
    return analyse(example(), settings).change_of[measure, "ALL"]


def test_each_persons_scores_are_those_made_from_fractions() -> None:
    before, after = ([scores_by_hand(row) for row in answers(which)] for which in (0, 1))
    for (name, *cells), one, other in zip(tables()["scores of"], before, after, strict=True):
        expected = [
            number for m in ("care", "skill", "trust_index") for number in (one[m], other[m], other[m] - one[m])
        ]
        assert [agrees(cell, number) for cell, number in zip(cells, expected, strict=True)] == [True] * 9, name


@pytest.mark.parametrize("table", ["number", "by another test"])
def test_every_number_of_the_example_is_right_by_hand_and_in_the_program(table: str) -> None:
    rows = tables()[table]
    assert {name for _, name, *_ in rows} == {
        name for name in by_hand()["care"] if (" of " in name) == (table != "number")
    }
    for _, name, *cells in rows:
        field, _, test = name.partition(" of ")
        for measure, cell in zip(MEASURES, cells, strict=True):
            own, program = by_hand()[measure][name], getattr(by_program(measure, test or "paired_t"), field)
            assert agrees(cell, own), (name, measure, cell, own)
            assert program == own if isinstance(own, str) else program == pytest.approx(float(own), abs=1e-9)


def test_the_counted_patterns_are_all_there_are() -> None:
    moved = [change for change in changes_of("trust_index") if change]
    fell = -sum(change for change in moved if change < 0)
    sizes = [abs(change) for change in moved]
    few = [sum(some) for size in range(len(moved) + 1) for some in combinations(sizes, size) if sum(some) <= fell]
    assert [row[1] for row in tables()["who falls"]] == [f"{float(points):g}" for points in few]
    assert Fraction(2 * len(few), 2 ** len(moved)) == by_hand()["trust_index"]["check_p"]


@pytest.mark.parametrize("measure", MEASURES)
def test_the_counted_interval_is_where_flips_of_the_shifted_changes_have_p_above_a_twentieth(measure: str) -> None:
    changes = changes_of(measure)
    low, high = interval_by_counting(changes)
    beside = Fraction(1, 10**9)
    for shift, is_inside in ((low, True), (high, True), (low - beside, False), (high + beside, False)):
        shifted = [change - shift for change in changes]
        p = p_by_counting([abs(d) for d in shifted], sum((d for d in shifted if d > 0), Fraction()))
        assert (p > Fraction(1, 20)) == is_inside


# The same eight people of three organisations.


def by_organisations() -> Numbers:
    """CR2 and Satterthwaite's df of the index, by their formulas, and the flips of whole organisations."""
    changes, n = changes_of("trust_index"), len(changes_of("trust_index"))
    change = mean(changes)
    members = [[int(one) - 1 for one in row[1].split(", ")] for row in tables()["organisation"]]
    apart = [sum((changes[i] - change for i in of), Fraction()) for of in members]
    parts = [e**2 / (n**2 * (1 - Fraction(len(of), n))) for e, of in zip(apart, members, strict=True)]
    for (_, _, *cells), e, of, part in zip(tables()["organisation"], apart, members, parts, strict=True):
        assert all(map(agrees, cells, (e, Fraction(len(of), n), part)))
    sizes = [len(of) for of in members]
    shared = [Fraction((g * h) ** 2, (n - g) * (n - h)) for g, h in combinations(sizes, 2)]
    df = n**2 / (sum(g**2 for g in sizes) + 2 * sum(shared, Fraction()))
    found = of_t(change, sqrt(sum(parts)), float(df))
    totals = [sum((changes[i] for i in of), Fraction()) for of in members]
    moved = [total for total in totals if total]
    check = p_by_counting([abs(total) for total in moved], sum((total for total in moved if total > 0), Fraction()))
    said = verdict(float(found["ci_low"]), float(found["ci_high"]), float(found["p"]), RULED_OUT["trust_index"])
    assert isclose(float(found["df"]), float(df))
    return {"clusters": len(members), **found, "df": df, "check_p": check, "verdict": said}


def of_organisations() -> ChangeRow:
    """The index of the example from the program, with organisations."""
    made = example()
    home = {int(one) - 1: k for k, row in enumerate(tables()["organisation"]) for one in row[1].split(", ")}
    names = [row[0] for row in tables()["organisation"]]
    choices = ChoiceList("organisations", tuple(Choice(name, {"en": name}) for name in names))
    asked = Question("organisation", {"en": "Organisation"}, kind="select_one", choices=choices, role="organisation")
    form = replace(made.instrument, questions=(*made.instrument.questions, asked))
    categories = tuple(Group(name, {"en": name}) for name in names)
    stated = Breakdown("organisation", {"en": "Organisation"}, categories, np.array([home[i] for i in range(8)]))
    made = replace(made, instrument=form, breakdowns=(stated,))
    return analyse(made, estimand="matched", margin=float(MARGIN)).change_of["trust_index", "ALL"]


def test_the_organisations_of_the_example() -> None:
    own, row = by_organisations(), of_organisations()
    assert {name for _, name, _ in tables()["of organisations"]} == own.keys()
    for _, name, cell in tables()["of organisations"]:
        assert agrees(cell, own[name]), (name, own[name])
        number, program = own[name], getattr(row, name)
        assert program == number if isinstance(number, str) else program == pytest.approx(float(number), abs=1e-9)


# Two samples.


def g_of_samples(one: Sequence[Fraction], other: Sequence[Fraction]) -> Numbers:
    """Hedges' g_av of two samples of one size and Bonett's interval, from their variances."""
    n, first, second = len(one), variance(one), variance(other)
    square = (first + second) / 2
    d = float(mean(other) - mean(one)) / sqrt(square)
    spread = d * d * float((first**2 + second**2) / (8 * square**2))
    reach = NormalDist().inv_cdf(0.975) * sqrt((spread + 2) / (n - 1))
    df = float((n - 1) * (first + second) ** 2 / (first**2 + second**2))
    return {"effect_value": d * unbiased(df), "effect_low": d - reach, "effect_high": d + reach}


def test_the_two_samples_of_the_example() -> None:
    first, second = ([Fraction(x) for x in row[1].split(", ")] for row in tables()["sample"])
    n = len(first)
    a, b = variance(first) / n, variance(second) / n
    own = of_t(mean(second) - mean(first), sqrt(a + b), float((a + b) ** 2 / ((a**2 + b**2) / (n - 1))))
    ranks = midranks([*first, *second])
    u = sum(ranks[n:], Fraction()) - Fraction(n * (n + 1), 2)
    own |= {
        "check_p": _p_of_draws([*first, *second], n),
        "statistic of mann_whitney": u,
        "p of mann_whitney": _p_of_draws(ranks, n),
        "effect_value of mann_whitney": 2 * u / n**2 - 1,
        **g_of_samples(first, second),
    }
    one, other = (np.array([float(x) for x in sample]) for sample in (first, second))
    of_mean, of_ranks, effect = welch_t(one, other), mann_whitney(one, other), hedges_g_av(one, other, paired=False)
    program = {name: getattr(of_mean, name) for name in ("change", "se", "df", "statistic", "p")} | {
        "ci_low": of_mean.interval()[0],
        "ci_high": of_mean.interval()[1],
        "check_p": permutation(one, other).p,
        "effect_value": effect.value,
        "effect_low": effect.low,
        "effect_high": effect.high,
        "statistic of mann_whitney": of_ranks.statistic,
        "p of mann_whitney": of_ranks.p,
        "effect_value of mann_whitney": cliffs_delta(one, other).value,
    }
    written = {row[1]: row[2] for row in tables()["of two samples"]}
    assert written.keys() == own.keys() == program.keys()
    for name, number in own.items():
        assert agrees(written[name], number), (name, number)
        assert program[name] == pytest.approx(float(number), abs=1e-12)


def _p_of_draws(pooled: Sequence[Fraction], n: int) -> Fraction:
    """Share of all draws of n whose sum is as far from its mean as that of the last n."""
    middle, total = n * mean(pooled), sum(pooled[n:], Fraction())
    draws = [sum(draw, Fraction()) for draw in combinations(pooled, n)]
    return Fraction(sum(abs(s - middle) >= abs(total - middle) for s in draws), len(draws))


# The smaller examples.


def test_forty_people_of_whom_most_rise_a_little_and_a_few_fall_far() -> None:
    n, up, rise, fall = 40, 36, 5, 50
    changes = [Fraction(rise)] * up + [Fraction(-fall)] * (n - up)
    own = of_t(mean(changes), sqrt(variance(changes) / n), n - 1)
    twice_up, twice_down = up + 1, up + 1 + n  # twice the rank that the rises share, and the falls
    middle = up * twice_up + (n - up) * twice_down
    seen = abs(2 * up * twice_up - middle)
    ways = {
        (i, j): comb(up, i) * comb(n - up, j)
        for i in range(up + 1)
        for j in range(n - up + 1)
        if abs(2 * (i * twice_up + j * twice_down) - middle) >= seen
    }
    ranks = Fraction(sum(ways.values()), 2**n)
    sign = Fraction(2 * sum(comb(n, k) for k in range(n - up + 1)), 2**n)
    expected = [own["change"], own["ci_low"], own["ci_high"], own["p"], ranks, sign]
    rows = tables()["40 people, 36 rise by 5 points, 4 fall by 50"]
    assert [agrees(row[1], number) for row, number in zip(rows, expected, strict=True)] == [True] * 6
    found = {test: _forty(test) for test in ("paired_t", "wilcoxon", "sign")}
    program = [found["paired_t"].change, found["paired_t"].ci_low, found["paired_t"].ci_high]
    program += [row.p for row in found.values()]
    assert program == pytest.approx([float(number) for number in expected], rel=1e-9)
    assert [row.verdict for row in found.values()] == ["not_increased", "mixed", "mixed"]


def _forty(test: str) -> ChangeRow:
    """The forty by the program, of five items: 36 people go a step up in one, four people two steps down in each."""
    before = [[3.0, 3.0, 3.0, 3.0, 3.0 + k % 2] for k in range(36)] + [[5.0] * 5, [4.0] * 5] * 2
    after = [[4.0, *row[1:]] for row in before[:36]] + [[x - 2 for x in row] for row in before[36:]]
    made = survey(instrument({"a": 5}, {"ngo": None}), ["ngo"] * 40, before, after)
    return analyse(made, estimand="matched", test=test).change_of["trust_index", "ALL"]


def test_who_is_compared_follows_from_counts() -> None:
    for both, before, after, left, right, said in tables()["in both"]:
        c, n, m = int(both), int(before), int(after)
        assert (int(left), int(right)) == (16 * n * m, 25 * c * (n + m - c))
        enough = isclose(sqrt(1 / c), of_all := 1.25 * sqrt(1 / n + 1 / m - c / (n * m))) or sqrt(1 / c) < of_all
        assert enough == (int(left) <= int(right))
        assert said == ("matched" if enough and c >= Settings().threshold else "all" if c >= 3 else "independent")


def test_what_one_round_asked_is_left_out() -> None:
    *items, common, everything = tables()["item scores"]
    for row, kept in ((common, items[:2]), (everything, items)):
        for when in (1, 2):
            given = [Fraction(item[when]) for item in kept if item[when]]
            assert agrees(row[when], mean(given))


def test_rounded_ends_keep_their_side() -> None:
    assert rounded_interval(0.3, 9.4, 0, lambda low, high: verdict(low, high, 0.04, 5)) == (1, 9)
    assert rounded_interval(-2.2, 4.8, 0, lambda low, high: verdict(low, high, 0.4, 10)) == (-2, 4)
    assert rounded_p(0.0502) == 0.051


def test_wilcoxons_zeros_can_make_p_smaller_where_changes_are_lower() -> None:
    changes = np.array([0, 2, 3, 4, 6, 7, 8, 9, 11, 14, 15, 17, -18], float)
    still = np.zeros(changes.size)
    found = [wilcoxon(still, changes - less, zeros=zeros).p for zeros in ("wilcox", "pratt") for less in (0, 0.5)]
    assert [round(p, 3) for p in found] == [0.034, 0.027, 0.024, 0.027]
