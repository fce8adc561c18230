"""Exact p values made by R (coin 1.4-3, exactRankTests 0.8-35), from the answers to single items."""

from __future__ import annotations

import json
from collections import Counter
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest

from metrics.exact import rank_sum, signed_rank
from metrics.exact.tails import draw_p, sign_flip_p

Row = dict[str, Any]


@pytest.fixture(scope="module")
def golden(shared_data: Path) -> Row:
    return dict(json.loads((shared_data / "golden/golden.json").read_text("utf-8"))["datasets"])


def item_changes(dataset: Row, estimand: str) -> list[Row]:
    return [row for row in dataset["changes"] if row["level"] == "item" and row["estimand"] == estimand]


def answers(counts: Row) -> np.ndarray:
    return np.repeat([float(score) for score in counts], list(counts.values()))


@pytest.mark.parametrize("name", ["event16", "gss_panel"])
def test_mann_whitney_and_the_permutation_of_the_mean_equal_r(golden: Row, name: str) -> None:
    counts = {
        (row["item"], row["group"], row["round"]): row["counts"]
        for row in golden[name]["items"]
        if row["basis"] == "round" and not row["weighted"]
    }
    checked = Counter[str]()
    for row in item_changes(golden[name], "independent"):
        if "mann_whitney" not in row["tests"] or not (row["n_from"] and row["n_to"]):
            continue
        key = row["measure"], row["group"]
        first, second = answers(counts[*key, row["from"]]), answers(counts[*key, row["to"]])
        known = row["tests"]["mann_whitney"]
        found = rank_sum(first, second)
        assert found.p == pytest.approx(known["p"], rel=1e-9), key
        mirrored = first.size * second.size - known["statistic"]
        assert found.statistic in (known["statistic"], mirrored), key
        values, pooled = np.unique(np.concatenate([first, second]).astype(int), return_counts=True)
        p = draw_p(values, pooled, second.size, int(second.sum()))
        assert p == pytest.approx(row["tests"]["permutation"]["p"], rel=1e-9), key
        checked[name] += 1
    assert checked[name] > 50


def panel_answers(folder: Path, file: str) -> dict[object, Row]:
    choices = openpyxl.load_workbook(folder / "instrument.xlsx", read_only=True)["choices"]
    lines = choices.iter_rows(min_row=2, max_col=4, values_only=True)
    score = {str(label).lower(): int(score) for _, _, label, score in lines if score}
    rows = openpyxl.load_workbook(folder / file, read_only=True).worksheets[0].iter_rows(values_only=True)
    header = [str(name) for name in next(rows)]
    people = [dict(zip_longest(header, row)) for row in rows]
    return {
        person["respondent"]: {"group": str(person["group"]).lower()}
        | {item: score.get(str(person[item]).lower()) for item in header[5:]}
        for person in people
    }


def test_wilcoxon_and_the_sign_flips_of_the_mean_equal_r(golden: Row, shared_data: Path) -> None:
    folder = shared_data / "data/gss_panel"
    before, after = panel_answers(folder, "pre_2006.xlsx"), panel_answers(folder, "post_2008.xlsx")
    checked = 0
    for row in item_changes(golden["gss_panel"], "matched"):
        item, group = row["measure"], row["group"]
        pairs = [
            (before[who][item], after[who][item])
            for who in before.keys() & after.keys()
            if group == "ALL" or before[who]["group"] == group.lower()
        ]
        change = np.array([b - a for a, b in pairs if a is not None and b is not None])
        assert change.size == row["n_matched"], (item, group)
        known = row["tests"]["wilcoxon"]
        found = signed_rank(change)
        assert found.statistic == known["statistic"], (item, group)
        assert found.p == pytest.approx(known["p"], rel=1e-9), (item, group)
        sizes, counts = np.unique(np.abs(change[change != 0]), return_counts=True)
        p = sign_flip_p(sizes, counts, int(change[change > 0].sum()))
        assert p == pytest.approx(row["tests"]["sign_flip"]["p"], rel=1e-9), (item, group)
        checked += 1
    assert checked > 40
