"""The tables that ``tests.golden.tables`` does not read, against the values that R gave for the same spreadsheets.

What a result withholds is counted, so that no test passes by hiding everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.golden.request import Row, plain
from tests.golden.runs import document
from tests.golden.values import EVENT, PANEL, reference

Key = tuple[Any, ...]
TOLERANCE = 1e-6
ESTIMANDS = ("matched", "all", "independent")
RUNS = [(PANEL, "5"), (EVENT, "3"), (EVENT, "5")]
BETWEEN = {
    (PANEL, "matched"): (14, 7),
    (PANEL, "all"): (21, 0),
    (PANEL, "independent"): (14, 0),
    (EVENT, "matched"): (4, 11),
    (EVENT, "all"): (12, 3),
    (EVENT, "independent"): (10, 0),
}
"""Rows of Kruskal–Wallis compared and withheld. Under ``matched``, a round's rows rest on everyone in it: they are
withheld where these are a few more than the pairs. Without pairs there are none of changes."""


@dataclass
class Ledger:
    """What was compared, what differs and what the result withholds, row by row."""

    compared: list[Key] = field(default_factory=list)
    withheld: list[Key] = field(default_factory=list)
    differ: list[str] = field(default_factory=list)

    def numbers(self, key: Key, found: Row, wanted: Row, names: Mapping[str, str]) -> None:
        """Compares the fields of a row, the result's by the reference's name; withheld where it has none of them."""
        if all(found[mine] is None for mine in names):
            self.withheld.append(key)
            return
        self.compared.append(key)
        for mine, theirs in names.items():
            got, want = found[mine], wanted[theirs]
            same = got == want if got is None or want is None else abs(got - want) <= TOLERANCE * max(1, abs(want))
            if not same:
                self.differ.append(f"{key} {mine}: {got!r}, R gave {want!r}")


def same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


def by_key(rows: Iterable[Row], *names: str) -> dict[Key, Row]:
    return {tuple(plain(row[name]) for name in names): row for row in rows}


def results(data: str, threshold: str, estimand: str) -> dict[str, Any]:
    return document(data, "--threshold", threshold, "--estimand", estimand)


def of_groups(rows: Iterable[Row], *names: str) -> list[Row]:
    """Rows that are not of a side: R was given groups alone."""
    return [row for row in rows if not any(row[name].startswith("SIDE:") for name in names)]


FEWEST_PAIRS = 30
"""Below it there is no Stuart–Maxwell test (rule 24)."""
NO_TEST = {"statistic": None, "df": None, "p": None}


def item_tests(data: str, threshold: str, estimand: str) -> Ledger:
    """McNemar and Stuart–Maxwell; over the pairs under ``all`` too."""
    pairs = [row for row in reference(data)["changes"] if row["estimand"] == "matched"]
    wanted = by_key(pairs, "measure", "group")
    ledger = Ledger()
    for row in of_groups(results(data, threshold, estimand)["item_tests"], "group"):
        key = (row["item"], plain(row["group"]))
        tests = wanted[key]["tests"]
        enough = wanted[key]["n_matched"] >= FEWEST_PAIRS
        expected = {"n": wanted[key]["n_matched"], **(tests["stuart_maxwell"] if enough else NO_TEST)}
        expected |= {"mcnemar_p": tests["mcnemar"]["p"], "mcnemar_midp": tests["mcnemar"]["mid_p"]}
        names = {"stuart_maxwell": "statistic", **same("n", "df", "p", "mcnemar_p", "mcnemar_midp")}
        ledger.numbers(key, row, expected, names)
    return ledger


@pytest.mark.parametrize("estimand", ["matched", "all"])
@pytest.mark.parametrize(("data", "threshold"), RUNS)
def test_the_tests_of_items_are_those_of_r(data: str, threshold: str, estimand: str) -> None:
    ledger = item_tests(data, threshold, estimand)
    assert ledger.differ == []
    assert len(ledger.compared) >= len(ledger.withheld)
    if data == PANEL:
        assert (len(ledger.compared), ledger.withheld) == (64, [])


def between_groups(data: str, threshold: str, estimand: str) -> Ledger:
    """Kruskal–Wallis and Dunn; rows where the result shows other groups than R had are withheld."""
    wanted = {
        (row["measure"], row.get("round") if row["what"] == "round" else "change"): row
        for row in reference(data)["between_groups"]
    }
    ledger = Ledger()
    for row in results(data, threshold, estimand)["between_groups"]:
        key = (row["measure"], "change" if row["change"] else row["round"])
        pairs, theirs = by_key(row["dunn"], "a", "b"), by_key(wanted[key]["dunn"], "a", "b")
        if pairs.keys() != theirs.keys():
            ledger.withheld.append(key)
            continue
        ledger.numbers(key, row, wanted[key], same("n", "statistic", "df", "p"))
        for pair, found in pairs.items():
            ledger.numbers((*key, *pair), found, theirs[pair], same("z", "p", "p_adjusted"))
    return ledger


@pytest.mark.parametrize("estimand", ESTIMANDS)
@pytest.mark.parametrize(("data", "threshold"), RUNS[:2])
def test_groups_beside_each_other_are_those_of_r(data: str, threshold: str, estimand: str) -> None:
    ledger = between_groups(data, threshold, estimand)
    assert ledger.differ == []
    rows = [key for key in ledger.compared if len(key) == 2]
    assert (len(rows), len(ledger.withheld)) == BETWEEN[data, estimand]
    assert len(ledger.compared) > len(rows)


def difference_in_change(data: str, threshold: str, estimand: str) -> Ledger:
    """How much more one group changed than another."""
    expected = [row for row in reference(data)["difference_in_change"] if row["estimand"] == estimand]
    wanted = by_key(expected, "measure", "a", "b")
    ledger = Ledger()
    rows = results(data, threshold, estimand)["difference_in_change"]
    for key, row in by_key(rows, "measure", "a", "b").items():
        if key in wanted:
            ledger.numbers(key, row, wanted[key], same("difference", "statistic", "df", "p", "ci_low", "ci_high"))
    ledger.withheld += [key for key in wanted if key not in ledger.compared]
    return ledger


@pytest.mark.parametrize("estimand", ESTIMANDS)
@pytest.mark.parametrize(("data", "threshold"), RUNS[:2])
def test_differences_in_change_are_those_of_r(data: str, threshold: str, estimand: str) -> None:
    ledger = difference_in_change(data, threshold, estimand)
    assert ledger.differ == []
    if data == PANEL:
        assert (len(ledger.compared), ledger.withheld) == (21, [])
    assert len(ledger.compared) > 2 * len(ledger.withheld)


def gaps(estimand: str) -> Ledger:
    """The reciprocity gaps of the platform event at threshold 3."""
    basis = "pairs" if estimand == "matched" else "round"
    wanted = by_key((row for row in reference(EVENT)["gaps"] if row["basis"] == basis), "a", "b", "round")
    ledger = Ledger()
    found = of_groups(results(EVENT, "3", estimand)["gaps"], "a", "b")
    for key, row in by_key(found, "a", "b", "round").items():
        ledger.numbers(key, row, wanted[key], same("a_rates_b", "b_rates_a", "gap"))
    ledger.withheld += [key for key in wanted if key not in [*ledger.compared, *ledger.withheld]]
    return ledger


@pytest.mark.parametrize("estimand", ESTIMANDS)
def test_gaps_are_those_of_r(estimand: str) -> None:
    ledger = gaps(estimand)
    assert ledger.differ == []
    assert len(ledger.compared) + len(ledger.withheld) == 6
    assert len(ledger.compared) >= 2


@pytest.mark.parametrize("estimand", ESTIMANDS)
def test_attrition_of_the_panel_is_that_of_r(estimand: str) -> None:
    """1,022 stayed and 1,021 of them are in both rounds' rows: means would reveal one person, whatever is compared."""
    found = results(PANEL, "5", estimand)["attrition"]
    wanted = reference(PANEL)["attrition"]
    ledger = Ledger()
    for who in ("stayers", "leavers"):
        ledger.numbers((who, "n"), found[who], wanted[who], same("n"))
        ledger.numbers((who, "means"), found[who], wanted[who], same("mean", "sd"))
    ledger.numbers(("difference",), found, wanted, same("standardised_difference"))
    fell = same("n", "change", "p", "ci_low", "ci_high")
    ledger.numbers(("if leavers fell",), found["if_leavers_fell"], wanted["if_leavers_fell"], fell)
    assert ledger.differ == []
    fell_too = [] if estimand == "matched" else [("if leavers fell",)]
    assert ledger.withheld == [("stayers", "means"), ("leavers", "means"), *fell_too]
    assert found["reason"] == "means_protected"


@pytest.mark.parametrize("estimand", ESTIMANDS)
def test_attrition_of_the_event_is_described_in_words_alone(estimand: str) -> None:
    """Few came or went (rule 38)."""
    row = results(EVENT, "3", estimand)["attrition"]
    for one in (row, *row["sides"]):
        assert one["reason"] == "protected"
        assert one["verdict_if_leavers_fell"] is not None
        parts = (one["stayers"], one["leavers"], one["if_leavers_fell"], {"d": one["standardised_difference"]})
        assert [value for part in parts for value in part.values() if value is not None] == []
