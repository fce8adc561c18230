"""The worked example of ``docs/methods.md``: its numbers against whole-number arithmetic, and against the program."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from math import gamma, sqrt
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import nct
from scipy.stats import t as student

from metrics import Protected, Settings, analyse
from metrics.statistics import cliffs_delta, hedges_g_av
from metrics.statistics.exact import mann_whitney_of_samples
from tests.metrics.survey_maker import instrument, survey

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "methods.md"
ITEMS = ("care_1", "care_2", "skill_1", "skill_2", "skill_3")
REVERSED = ("care_2",)
DIMENSIONS = {"care": ITEMS[:2], "skill": ITEMS[2:]}
MEASURES = ("trust_index", "care", "skill")
MARGIN = 5
Number = Fraction | float | int | str
Scores = dict[str, Fraction]


@cache
def tables() -> dict[str, list[list[str]]]:
    """The tables of the worked example by their first heading, without head and rule."""
    text = DOCUMENT.read_text(encoding="utf-8").split("\n## A worked example\n")[1].split("\n## ")[0]
    blocks = re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE)
    rows = [
        [[cell.strip(" `") for cell in line.strip().strip("|").split("|")] for line in b.splitlines()] for b in blocks
    ]
    return {block[0][0]: block[2:] for block in rows}


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
            scores[dimension] = sum(given, Fraction()) / len(given)
    scores["trust_index"] = sum(scores.values(), Fraction()) / len(scores)
    return scores


def midranks(values: Sequence[Fraction]) -> list[Fraction]:
    """Ranks from 1; equal values share the mean of theirs."""
    return [sum(v < value for v in values) + Fraction(sum(v == value for v in values) + 1, 2) for value in values]


def p_by_counting(weights: Sequence[Fraction], observed: Fraction) -> Fraction:
    """Share of all patterns of up and down whose sum of rises is as far from its mean as the observed one."""
    middle = sum(weights, Fraction()) / 2
    sums = [sum((w for w, up in zip(weights, ups, strict=True) if up), Fraction()) for ups in patterns(len(weights))]
    return Fraction(sum(abs(s - middle) >= abs(observed - middle) for s in sums), len(sums))


def patterns(n: int) -> list[tuple[bool, ...]]:
    """All ways in which n people may rise or fall."""
    return list(product((False, True), repeat=n))


def of_changes(changes: Sequence[Fraction]) -> dict[str, Number]:
    """What the example says of a measure's changes, reckoned from fractions."""
    n = len(changes)
    moved = [d for d in changes if d]
    pratt = [rank for rank, d in zip(midranks([abs(d) for d in changes]), changes, strict=True) if d]
    own = midranks([abs(d) for d in moved])
    rises = sum((rank for rank, d in zip(pratt, moved, strict=True) if d > 0), Fraction())
    mean = sum(changes, Fraction()) / n
    se = sqrt(sum((d - mean) ** 2 for d in changes) / (n - 1) / n)
    half, half_90 = (float(student.ppf(level, n - 1)) * se for level in (0.975, 0.95))
    up, down = sum(d > 0 for d in changes), sum(d < 0 for d in changes)
    return {
        "change": mean,
        "rose": up,
        "same": n - up - down,
        "fell": down,
        "se": se,
        "ci_low": float(mean) - half,
        "ci_high": float(mean) + half,
        "ci90_low": float(mean) - half_90,
        "ci90_high": float(mean) + half_90,
        "statistic": rises,
        "p": p_by_counting(pratt, rises),
        "smallest_p": Fraction(2, 2**n),
        "p of sign_flip": p_by_counting([abs(d) for d in moved], sum((d for d in moved if d > 0), Fraction())),
        "p of sign": p_by_counting([Fraction(1)] * len(moved), Fraction(up)),
        "p of paired_t": 2 * float(student.sf(abs(float(mean)) / se, n - 1)),
        "effect_value": sum((r if d > 0 else -r for r, d in zip(own, moved, strict=True)), Fraction()) / sum(own),
        "detectable": se * _noncentrality(n - 1),
    }


def _unbiased(df: float) -> float:
    return gamma(df / 2) / (sqrt(df / 2) * gamma((df - 1) / 2))


def _variance(scores: Sequence[Fraction]) -> Fraction:
    mean = sum(scores, Fraction()) / len(scores)
    return sum(((x - mean) ** 2 for x in scores), Fraction()) / (len(scores) - 1)


def g_of_pairs(one: Sequence[Fraction], other: Sequence[Fraction]) -> dict[str, Number]:
    """Hedges' g_av of pairs and Bonett's interval, from the variances of both rounds and of the changes."""
    n, first, second = len(one), _variance(one), _variance(other)
    of_changes = _variance([b - a for a, b in zip(one, other, strict=True)])
    both = ((first + second - of_changes) / 2) ** 2
    square = (first + second) / 2
    d = float(sum(other) - sum(one)) / n / sqrt(square)
    spread = d * d * float((first**2 + second**2 + 2 * both) / (8 * square**2))
    reach = NormalDist().inv_cdf(0.975) * sqrt((spread + float(of_changes / square)) / (n - 1))
    return {
        "g_av": d * _unbiased(2 * (n - 1) / (1 + float(both / (first * second)))),
        "g_av low": d - reach,
        "g_av high": d + reach,
    }


def _noncentrality(df: int) -> float:
    critical = student.ppf(0.975, df)
    return float(brentq(lambda d: nct.sf(critical, df, d) + nct.cdf(-critical, df, d) - 0.8, 1, 5))


@cache
def by_hand() -> dict[str, dict[str, Number]]:
    """The example's numbers by measure, from fractions; no function of the program takes part."""
    before, after = ([scores_by_hand(row) for row in answers(which)] for which in (0, 1))
    by_measure: dict[str, dict[str, Number]] = {}
    for measure in MEASURES:
        one, other = ([person[measure] for person in scores] for scores in (before, after))
        by_measure[measure] = of_changes([b - a for a, b in zip(one, other, strict=True)])
        by_measure[measure] |= {"mean_from": sum(one) / len(one), "mean_to": sum(other) / len(other)}
        by_measure[measure] |= g_of_pairs(one, other)
    small, large = sorted(["care", "skill"], key=lambda measure: Fraction(by_measure[measure]["p"]))
    by_measure[small]["p_adjusted"] = min(Fraction(1), 2 * Fraction(by_measure[small]["p"]))
    by_measure[large]["p_adjusted"] = max(Fraction(by_measure[small]["p_adjusted"]), Fraction(by_measure[large]["p"]))
    by_measure["trust_index"]["p_adjusted"] = by_measure["trust_index"]["p"]
    for numbers in by_measure.values():
        numbers["verdict"] = _verdict(numbers)
    return by_measure


def _verdict(numbers: Mapping[str, Number]) -> str:
    inside = float(numbers["ci90_low"]) > -MARGIN and float(numbers["ci90_high"]) < MARGIN
    if float(numbers["p_adjusted"]) > 0.05:
        return "equivalent" if inside else "inconclusive"
    return "trivial" if inside else "increased" if float(numbers["change"]) > 0 else "decreased"


@cache
def analysed(test: str = "wilcoxon") -> Protected:
    """The example as the program analyses it."""
    form = instrument({name: len(its) for name, its in DIMENSIONS.items()}, {"ngo": None}, reversed_items=REVERSED)
    assert tuple(item.name for item in form.items) == ITEMS
    made = survey(form, ["ngo"] * 8, answers(0), answers(1))
    return analyse(made, Settings(estimand="matched", test=test, margin=float(MARGIN)))


def by_program(measure: str, name: str) -> Number | None:
    """A number of the example from the program."""
    asked = {"p of sign_flip": "sign_flip", "p of sign": "sign", "p of paired_t": "paired_t"}
    effects = {"g_av": "effect_value", "g_av low": "effect_low", "g_av high": "effect_high"}
    test = "paired_t" if name in effects else asked.get(name, "wilcoxon")
    row = analysed(test).change_of[measure, "ALL"]
    if name == "se":
        assert row.change is not None
        assert row.ci_high is not None
        return (row.ci_high - row.change) / float(student.ppf(0.975, 7))
    value: Number | None = getattr(row, "p" if name in asked else effects.get(name, name))
    return value


def agrees(written: str, number: Number) -> bool:
    """Whether a cell of the document shows a number: a fraction or a whole number exactly, a decimal as rounded."""
    if isinstance(number, str):
        return written == number
    plain = written.replace("−", "-")
    if "/" in plain or "." not in plain:
        return abs(float(Fraction(plain)) - float(number)) < 1e-12
    return abs(float(plain) - float(number)) <= 0.5000001 * 10.0 ** -len(plain.split(".")[1])


def test_each_persons_scores_are_those_reckoned_from_fractions() -> None:
    before, after = ([scores_by_hand(row) for row in answers(which)] for which in (0, 1))
    for (name, *cells), one, other in zip(tables()["scores of"], before, after, strict=True):
        expected = [
            number for m in ("care", "skill", "trust_index") for number in (one[m], other[m], other[m] - one[m])
        ]
        assert [agrees(cell, number) for cell, number in zip(cells, expected, strict=True)] == [True] * 9, name


def test_every_number_of_the_example_is_right_by_hand_and_in_the_program() -> None:
    rows = tables()["number"]
    assert {name for _, name, *_ in rows} == set(by_hand()["care"])
    for _, name, *cells in rows:
        for measure, cell in zip(MEASURES, cells, strict=True):
            own, program = by_hand()[measure][name], by_program(measure, name)
            assert agrees(cell, own), (name, measure, cell, own)
            assert program is not None
            assert program == own if isinstance(own, str) else program == pytest.approx(float(own), abs=1e-9)


def test_the_counted_patterns_are_all_there_are() -> None:
    before, after = ([scores_by_hand(row)["trust_index"] for row in answers(which)] for which in (0, 1))
    changes = [b - a for a, b in zip(before, after, strict=True)]
    ranks = midranks([abs(change) for change in changes])
    assert [row[2] for row in tables()["change of the index"]] == [_plain(rank) for rank in ranks]
    assert [row[0].replace("−", "-") for row in tables()["change of the index"]] == [f"{float(c):.4g}" for c in changes]
    moved = [rank for rank, change in zip(ranks, changes, strict=True) if change]
    fell = sum(rank for rank, change in zip(ranks, changes, strict=True) if change < 0)
    few = [ups for size in range(len(moved) + 1) for ups in combinations(moved, size) if sum(ups) <= fell]
    assert Fraction(2 * len(few), 2 ** len(moved)) == by_hand()["trust_index"]["p"]
    assert len(tables()["who falls"]) == len(few)


def _plain(rank: Fraction) -> str:
    return f"{float(rank):g}"


def g_of_samples(one: Sequence[Fraction], other: Sequence[Fraction]) -> dict[str, Number]:
    """Hedges' g_av of two samples of one size and Bonett's interval, from their variances."""
    n, first, second = len(one), _variance(one), _variance(other)
    square = (first + second) / 2
    d = float(sum(other) - sum(one)) / n / sqrt(square)
    spread = d * d * float((first**2 + second**2) / (8 * square**2))
    reach = NormalDist().inv_cdf(0.975) * sqrt((spread + 2) / (n - 1))
    df = float((n - 1) * (first + second) ** 2 / (first**2 + second**2))
    return {"g_av": d * _unbiased(df), "g_av low": d - reach, "g_av high": d + reach}


def test_the_two_samples_of_the_example() -> None:
    first, second = ([Fraction(x) for x in row[1].split(", ")] for row in tables()["sample"])
    n = len(first)
    pooled = midranks([*first, *second])
    middle, total = Fraction(n * (2 * n + 1), 2), sum(pooled[n:], Fraction())
    draws = [sum(draw, Fraction()) for draw in combinations(pooled, n)]
    u = total - Fraction(n * (n + 1), 2)
    expected = {
        "U": u,
        "p": Fraction(sum(abs(s - middle) >= abs(total - middle) for s in draws), len(draws)),
        "Cliff's delta": 2 * u / n**2 - 1,
        **g_of_samples(first, second),
    }
    one, other = (np.array([float(x) for x in sample]) for sample in (first, second))
    tested, effect = mann_whitney_of_samples(one, other), hedges_g_av(one, other, paired=False)
    program = {
        "U": tested.statistic,
        "p": tested.p,
        "Cliff's delta": cliffs_delta(one, other).value,
        "g_av": effect.value,
        "g_av low": effect.low,
        "g_av high": effect.high,
    }
    written = {row[0]: row[1] for row in tables()["of two samples"]}
    assert written.keys() == expected.keys()
    for name, number in expected.items():
        assert agrees(written[name], number), name
        assert program[name] == pytest.approx(float(number), abs=1e-12)
