"""What an analyst would write instead, with pandas, SciPy and pingouin: the same tables from the same files.

``python -m tests.benchmarks.peer PRE POST --instrument FORM --out FOLDER`` writes a CSV a table.
It is meant to be fair: tables are grouped, never looped over; a test is one library call a row, the statistic of
what is resampled is vectorised. It does less than we do: five-point forms whose people are all matched by
code; no disclosure control, no findings, no workbook.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
import pingouin as pg  # type: ignore[import-untyped]
from scipy import stats

Floats = npt.NDArray[np.float64]
Reader = Literal["openpyxl", "calamine"]

RESAMPLES = 9_999


@dataclass(frozen=True)
class Frames:
    """What the files hold, answers coded as numbers.

    Attributes
    ----------
    items : DataFrame
        A row an item: its dimension, whether it is reversed, the ends of its scale.
    group : Series
        Everybody's group, by code.
    before, after : DataFrame
        Raw answers, people by items; NaN where there is none.
    """

    items: pd.DataFrame
    group: pd.Series[str]
    before: pd.DataFrame
    after: pd.DataFrame


def read(before: Path, after: Path, instrument: Path, reader: Reader = "openpyxl") -> Frames:
    """Read the two rounds and the form with pandas; openpyxl is what it reads by unless told otherwise."""
    survey = pd.read_excel(instrument, sheet_name="survey", dtype=str, engine=reader)
    choices = pd.read_excel(instrument, sheet_name="choices", dtype={"name": str}, engine=reader)
    asked = survey[survey["trust_role"] == "item"].set_index("name")
    scale = choices.dropna(subset="score").groupby("list_name")["score"].agg(["min", "max"])
    items = scale.reindex(asked["type"].str.split().str[1]).set_index(asked.index)
    items["dimension"] = asked["trust_dimension"]
    items["reversed"] = asked["trust_reversed"] == "yes"
    score = choices.dropna(subset="score").set_index("name")["score"]
    named = dict(zip(survey["trust_role"], survey["name"], strict=True))
    code, group = str(named["respondent_id"]), str(named["group"])
    rounds = [pd.read_excel(path, dtype=str, engine=reader).set_index(code) for path in (before, after)]
    both = rounds[0].index.intersection(rounds[1].index)
    first, second = (frame.loc[both, list(items.index)].apply(lambda column: column.map(score)) for frame in rounds)
    return Frames(items, rounds[0].loc[both, group], first.astype(float), second.astype(float))


def analyse(frames: Frames, p: str = "approx") -> dict[str, pd.DataFrame]:
    """The tables: scores, changes, items, reliability.

    Parameters
    ----------
    p : {"approx", "auto", "pingouin", "permutation"}
        SciPy's normal approximation; SciPy's own choice of method; pingouin's; 9,999 sign flips.
    """
    groups = pd.concat([frames.group, pd.Series("ALL", index=frames.group.index)])
    raw = {"pre": frames.before, "post": frames.after}
    pomp = {name: item_scores(answers, frames.items) for name, answers in raw.items()}
    measures = {name: measure_scores(scores, frames.items) for name, scores in pomp.items()}
    both = measures["pre"].notna() & measures["post"].notna()
    pairs = {name: pd.concat([scores.where(both)] * 2) for name, scores in measures.items()}
    items, level = frames.items.index, pd.Series("dimension", index=both.columns)
    level["trust_index"] = "index"
    level[items] = "item"
    scores = pd.concat({name: summary(values, groups) for name, values in pairs.items()}, names=["round"])
    return {
        "scores": scores.reset_index(),
        "changes": changes(pairs["pre"], pairs["post"], groups, level, p),
        "items": pd.concat([distributions(name, raw[name], pomp[name].where(both[items]), groups) for name in raw]),
        "reliability": reliability(pomp, frames.items),
    }


def item_scores(answers: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """Percent of maximum possible, reversed items turned round."""
    scores = 100 * (answers - items["min"]) / (items["max"] - items["min"])
    return scores.mask(items["reversed"].to_numpy()[None, :].repeat(len(scores), axis=0), 100 - scores)


def measure_scores(scores: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """The index, the dimensions and the items of each person: means where at least half was answered."""
    dimensions = pd.DataFrame(
        {name: half_mean(scores[list(part.index)]) for name, part in items.groupby("dimension", sort=False)}
    )
    index = half_mean(dimensions).rename("trust_index")
    return pd.concat([index, dimensions, scores], axis=1)


def half_mean(scores: pd.DataFrame) -> pd.Series[float]:
    """A row's mean, where at least half of its columns are present."""
    return scores.mean(axis=1).where(scores.count(axis=1) >= np.ceil(scores.shape[1] / 2))


def summary(values: pd.DataFrame, groups: pd.Series[str]) -> pd.DataFrame:
    """The n, mean and standard deviation of each group and measure."""
    by_group = values.groupby(groups.to_numpy())
    table = {"n": by_group.count(), "mean": by_group.mean(), "sd": by_group.std()}
    return pd.DataFrame({name: stacked(frame, "measure") for name, frame in table.items()})


def stacked(table: pd.DataFrame, columns: str) -> pd.Series[float]:
    """A table of groups by columns as one long column."""
    long: pd.Series[float] = table.stack().rename_axis(["group", columns])  # type: ignore[assignment]  # noqa: PD013
    return long


def changes(
    before: pd.DataFrame, after: pd.DataFrame, groups: pd.Series[str], level: pd.Series[str], p: str
) -> pd.DataFrame:
    """A row for each group and measure: change, t interval, Wilcoxon's test, rank-biserial, adjusted p."""
    exact = after - before
    table = summary(exact, groups).rename(columns={"mean": "change"})
    table["mean_from"], table["mean_to"] = summary(before, groups)["mean"], summary(after, groups)["mean"]
    half = stats.t.ppf(0.975, table["n"] - 1) * table["sd"] / np.sqrt(table["n"])
    table["ci_low"], table["ci_high"] = table["change"] - half, table["change"] + half
    differences = exact.round(9)
    table["effect"] = rank_biserials(differences, groups)
    rows = list(cells(before.to_numpy(), differences.to_numpy(), groups.to_numpy()))
    table["p"] = [P_VALUES[p](earlier, moved) for earlier, moved in rows]
    table = table.reset_index()
    table["level"] = table["measure"].map(level)
    many = (table["level"] == "item") | ((table["level"] == "dimension") & (table["group"] != "ALL"))
    for (_, _, by_rate), family in table.groupby([table["group"] == "ALL", "level", many]):
        adjusted = pg.multicomp(family["p"].to_numpy(), method="fdr_bh" if by_rate else "holm")[1]
        table.loc[family.index, "p_adjusted"] = adjusted
    return table


def rank_biserials(differences: pd.DataFrame, groups: pd.Series[str]) -> pd.Series[float]:
    """The matched-pairs rank-biserial correlation of each group and measure."""
    by = groups.to_numpy()
    ranks = differences.abs().where(differences != 0).groupby(by).rank()
    up, total = ranks.where(differences > 0).groupby(by).sum(), ranks.groupby(by).sum()
    return stacked((2 * up - total) / total.where(total > 0), "measure")


def cells(before: Floats, differences: Floats, groups: npt.NDArray[np.object_]) -> Iterator[tuple[Floats, Floats]]:
    """The pairs of each group and measure, in the order of `summary`: the earlier score, and the difference."""
    for group in np.unique(groups):
        earlier, moved = before[groups == group], differences[groups == group]
        for measure, answered in enumerate(~np.isnan(moved.T)):
            yield earlier[answered, measure], moved[answered, measure]


def p_scipy(differences: Floats, method: Literal["auto", "approx"]) -> float:
    """SciPy's Wilcoxon test with Pratt's zeros."""
    if not differences.any():
        return 1.0
    return float(stats.wilcoxon(differences, zero_method="pratt", method=method).pvalue)


def p_pingouin(before: Floats, differences: Floats) -> float:
    """pingouin's, from both columns as its users give them."""
    if not differences.any():
        return 1.0
    return float(pg.wilcoxon(before + differences, before, zero_method="pratt")["p_val"].iloc[0])


def p_permutation(_: Floats, differences: Floats) -> float:
    """By 9,999 random sign flips of Pratt's ranks; by all of them where there are fewer."""
    ranks = np.sign(differences) * stats.rankdata(np.abs(differences))
    test = stats.permutation_test(
        (ranks,), _total, permutation_type="samples", n_resamples=RESAMPLES, vectorized=True, rng=seeded()
    )
    return float(test.pvalue)


def _total(ranks: Floats, axis: int) -> Floats:
    return np.asarray(ranks.sum(axis=axis))


def seeded() -> np.random.Generator:
    """The same resamples in every run."""
    return np.random.default_rng(0)


P_VALUES: dict[str, Callable[[Floats, Floats], float]] = {
    "approx": lambda _, differences: p_scipy(differences, "approx"),
    "auto": lambda _, differences: p_scipy(differences, "auto"),
    "pingouin": p_pingouin,
    "permutation": p_permutation,
}


def distributions(name: str, raw: pd.DataFrame, scores: pd.DataFrame, groups: pd.Series[str]) -> pd.DataFrame:
    """Of each group and item: how often each answer, non-answers, % trusting, neutral, distrusting, net.

    `scores` are those counted: of people who answered the item in both rounds.
    """
    doubled, by = pd.concat([raw] * 2), groups.to_numpy()
    counted = pd.concat([scores] * 2)
    long = doubled.where(counted.notna()).assign(group=by).melt("group", var_name="item", value_name="score")
    table = long.groupby(["group", "item", "score"]).size().unstack(fill_value=0)  # noqa: PD010 - counts in columns
    table["non_answers"] = stacked(doubled.isna().groupby(by).sum(), "item")
    for word, answers in {"trusting": counted > 50, "neutral": counted == 50, "distrusting": counted < 50}.items():
        table[word] = stacked(100 * answers.astype(float).where(counted.notna()).groupby(by).mean(), "item")
    table["net"] = table["trusting"] - table["distrusting"]
    return table.reset_index().assign(round=name)


def reliability(scores: dict[str, pd.DataFrame], items: pd.DataFrame) -> pd.DataFrame:
    """pingouin's Cronbach's alpha with its interval: each dimension and all items, each round, complete cases."""
    scopes = {"trust_index": list(items.index)}
    scopes |= {str(name): list(part.index) for name, part in items.groupby("dimension", sort=False)}
    rows: list[dict[str, Any]] = []
    for name, answers in scores.items():
        for scope, columns in scopes.items():
            alpha, (low, high) = pg.cronbach_alpha(answers[columns], nan_policy="listwise")
            rows.append({"scope": scope, "round": name, "alpha": alpha, "alpha_low": low, "alpha_high": high})
    return pd.DataFrame(rows)


def main() -> None:
    """Read, analyse, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--instrument", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--p", choices=P_VALUES, default="approx")
    parser.add_argument("--reader", choices=["openpyxl", "calamine"], default="openpyxl")
    options = parser.parse_args()
    frames = read(options.before, options.after, options.instrument, options.reader)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, table in analyse(frames, options.p).items():
        table.to_csv(options.out / f"{name}.csv", index=False)


if __name__ == "__main__":
    main()
