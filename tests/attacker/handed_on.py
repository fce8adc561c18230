"""What a shared document says: its means and changes as bounds, each with the people whom it really rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.stats import t as student

from surveys.model.survey import Flags, Floats
from tests.attacker import breach
from tests.attacker.asked import Pair, Version
from tests.attacker.breach import Breach
from tests.attacker.published import Reader
from tests.attacker.truth import Truth

Window = tuple[float, float]
"""Between what a number lies that is shown rounded."""

_MANY = 30
_SLACK = 1e-9
_OF_CHANGE = ("ci_low", "ci_high", "p", "p_adjusted", "statistic", "effect_value", "effect_low", "effect_high")
_OF_SPREAD = (*_OF_CHANGE, "detectable", "check_p", "rose", "same", "fell", "weighted_low", "weighted_high")
_OF_ITEM = ("counts", "trusting", "neutral", "distrusting", "net")
_OF_ITEM_TEST = ("mcnemar_p", "mcnemar_midp", "stuart_maxwell", "p")


def window(shown: float, decimals: int, true: float | None = None) -> Window:
    """Bounds of a rounded number; a whole step either way where it was moved so that it contradicts no finding."""
    half = 0.5 * 10.0**-decimals
    if true is not None and abs(true - shown) > half + _SLACK:
        half *= 2
    return shown - half - _SLACK, shown + half + _SLACK


def points(shown: float, n: int, true: float | None = None) -> Window:
    """Bounds of a number in points; whole ones may be shown of many people too."""
    return window(shown, 0 if n < _MANY or shown == int(shown) else 1, true)


def _product(one: Window, other: Window) -> Window:
    """Bounds of a product."""
    ends = [first * second for first in one for second in other]
    return min(ends) - _SLACK, max(ends) + _SLACK


def within(one: Window, other: Window) -> Window:
    """What lies in both."""
    return max(one[0], other[0]), min(one[1], other[1])


@dataclass(frozen=True)
class ToldMean:
    """A mean in a round.

    Attributes
    ----------
    measure, group : str
    round_index : int
    pair : Pair
    people : array of bool
    version : Version
    mean : Window
    sd : Window or None
    has_counts : bool
    weight : array of float or None
        Of a weighted mean.
    """

    measure: str
    group: str
    round_index: int
    pair: Pair
    people: Flags
    version: Version
    mean: Window
    sd: Window | None = None
    has_counts: bool = False
    weight: Floats | None = None

    @property
    def n(self) -> int:
        """How many people it rests on."""
        return int(self.people.sum())

    @property
    def label(self) -> str:
        """How a report names it."""
        return f"shared: {self.measure} {self.group} in round {self.round_index} of {self.pair}"


@dataclass(frozen=True)
class ToldChange:
    """A change: the row, the people before and after, and bounds of the mean change by all that the row shows."""

    measure: str
    group: str
    pair: Pair
    before: Flags
    after: Flags
    version: Version
    row: Mapping[str, Any]
    change: Window
    is_paired: bool

    @property
    def n(self) -> int:
        """The fewest people it rests on in a round."""
        return min(int(self.before.sum()), int(self.after.sum()))

    @property
    def label(self) -> str:
        """How a report names it."""
        return f"shared: change of {self.measure} {self.group} from {self.pair[0]} to {self.pair[1]}"


@dataclass
class HandedOn:
    """A shared document, read beside the truth and the exact document that it was made of.

    Attributes
    ----------
    truth : Truth
    reader : Reader
        Has read the exact document.
    document : mapping
    means, changes : lists
    breaches : list of Breach
        Numbers of rows that the exact document hides.
    """

    truth: Truth
    reader: Reader
    document: Mapping[str, Any]
    means: list[ToldMean] = field(default_factory=list)
    changes: list[ToldChange] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sets: dict[tuple[str, str, int], list[tuple[Pair, Flags, Version]]] = {}
        """By measure, group and round: the people of the exact document's rows, with their pair."""
        for row in self.reader.rows:
            key = row.measure, row.group, row.round_index
            self.sets.setdefault(key, []).append((row.pair, row.people, row.version))
        for one in self.reader.differences:
            for round_index, people in zip(one.pair, (one.before, one.after), strict=True):
                key = one.measure, one.group, round_index
                self.sets.setdefault(key, []).append((one.pair, people, one.version))
        spreads = self._spreads()
        self._changes(spreads)
        self._scores(spreads)

    def people(self, measure: str, group: str, round_index: int, pair: Pair, n: int) -> tuple[Flags, Version] | None:
        """The people of a row, by the exact document."""
        known = self.sets.get((measure, group, round_index), [])
        fitting = [(own == pair, people, version) for own, people, version in known if int(people.sum()) == n]
        best = max(fitting, key=lambda one: one[0], default=None)
        return None if best is None else best[1:]

    @property
    def is_weighted(self) -> bool:
        """Whether levels are weighted."""
        return bool(self.document["survey"]["settings"].get("weights"))

    def _spreads(self) -> dict[tuple[str, str, int, Pair | None], float]:
        """Standard deviations by row."""
        return {
            (row["measure"], row["group"], self.truth.round_indices[row["round"]], self._pair(row)): row["sd"]
            for row in self.document["scores"]
            if row.get("sd") is not None
        }

    def _pair(self, row: Mapping[str, Any]) -> Pair | None:
        if row.get("from") is None or row.get("to") is None:
            return None
        return self.truth.pair_named(row["from"], row["to"])

    def _scores(self, spreads: Mapping[tuple[str, str, int, Pair | None], float]) -> None:
        counted = {
            (row["item"], row["group"], self.truth.round_indices[row["round"]], self._pair(row))
            for row in self.document["items"]
            if row["counts"] is not None
        }
        for row in self.document["scores"]:
            if row["n"] is None:
                continue
            round_index, named = self.truth.round_indices[row["round"]], self._pair(row)
            pair = named or self.reader.pair_of(row, round_index)[0]
            key = row["measure"], row["group"], round_index, named
            found = self.people(*key[:3], pair, row["n"])
            if found is None:
                self._unknown(f"scores {row['measure']} {row['group']}")
            elif row["mean"] is not None:
                people, version = found
                values = self.truth.values(row["measure"], round_index, version)[people]
                weight = self.truth.weight(round_index) if self.is_weighted else None
                true = float(np.average(values, weights=None if weight is None else weight[people]))
                mean = points(row["mean"], row["n"], true)
                sd = points(spreads[key], row["n"], float(values.std(ddof=1))) if key in spreads else None
                told = ToldMean(*key[:3], pair, people, version, mean, sd, key in counted, weight)
                self.means.append(told)

    def _changes(self, spreads: Mapping[tuple[str, str, int, Pair | None], float]) -> None:
        for row in self.document["changes"]:
            if row["n_from"] is None or row["change"] is None:
                continue
            pair = self.truth.pair_named(row["from"], row["to"])
            found = [
                self.people(row["measure"], row["group"], one, pair, n)
                for one, n in zip(pair, (row["n_from"], row["n_to"]), strict=True)
            ]
            if found[0] is None or found[1] is None:
                self._unknown(f"changes {row['measure']} {row['group']}")
                continue
            (before, version), (after, _) = found[0], found[1]
            is_paired = self.reader.estimand == "matched" and row.get("clusters") is None and not row.get("invited")
            first, second = (self.truth.values(row["measure"], one, version) for one in pair)
            true = float(second[after].mean() - first[before].mean())
            fewest = min(row["n_from"], row["n_to"])
            change = points(row["change"], fewest, true)
            if is_paired and row.get("test") == "paired_t":
                ends = [
                    None if self.is_weighted else spreads.get((row["measure"], row["group"], one, pair)) for one in pair
                ]
                for one in self._by_its_test(row, second[after] - first[before], (first[before], second[after]), ends):
                    change = within(change, one)
            self.changes.append(
                ToldChange(row["measure"], row["group"], pair, before, after, version, row, change, is_paired)
            )
            if row["mean_from"] is not None:
                self._levels(row, pair, (before, after), version)

    def _levels(self, row: Mapping[str, Any], pair: Pair, people: tuple[Flags, Flags], version: Version) -> None:
        for round_index, some, shown in zip(pair, people, (row["mean_from"], row["mean_to"]), strict=True):
            true = float(self.truth.values(row["measure"], round_index, version)[some].mean())
            mean = points(shown, int(some.sum()), true)
            self.means.append(ToldMean(row["measure"], row["group"], round_index, pair, some, version, mean))

    def _by_its_test(
        self, row: Mapping[str, Any], changes: Floats, levels: tuple[Floats, Floats], spreads: Sequence[float | None]
    ) -> Iterator[Window]:
        """Bounds of the mean change by the middle of its interval, by statistic and p, and by the effect size."""
        n = int(row["n_matched"])
        if row.get("ci_low") is not None and row.get("ci_high") is not None:
            se, mean = float(changes.std(ddof=1)) / np.sqrt(n), float(changes.mean())
            reach = float(student.ppf(0.975, n - 1))
            low = points(row["ci_low"], n, mean - reach * se)
            high = points(row["ci_high"], n, mean + reach * se)
            yield (low[0] + high[0]) / 2, (low[1] + high[1]) / 2
            width = max((high[0] - low[1]) / 2, 0.0) / reach, (high[1] - low[0]) / 2 / reach
            if row.get("statistic") is not None:
                yield _product(window(row["statistic"], 2), width)
        if row.get("effect") == "hedges_g_av" and row.get("effect_value") is not None and None not in spreads:
            sds = [points(sd or 0.0, n, float(own.std(ddof=1))) for sd, own in zip(spreads, levels, strict=True)]
            average = [np.sqrt((max(sds[0][k], 0.0) ** 2 + max(sds[1][k], 0.0) ** 2) / 2) for k in (0, 1)]
            # J lies between those of n − 1 and 2(n − 1) degrees of freedom, each within 0.03 of 1 − 3/(4 df − 1)
            inverse = 1 / (1.03 - 3 / (8 * n - 9)), 1 / (0.97 - 3 / (4 * n - 5))
            yield _product(_product(window(row["effect_value"], 2), (average[0], average[1])), inverse)

    def _unknown(self, label: str) -> None:
        said = "a number where the exact document hides the row"
        self.breaches.append(Breach(breach.HIDDEN_NUMBER, (f"shared: {label}",), 0, said))


def spread_of(row: Mapping[str, Any], table: str) -> list[str]:
    """What a row shows of spread and distribution (rule 39a)."""
    names = {"changes": _OF_SPREAD, "scores": ("sd",), "items": _OF_ITEM, "item_tests": _OF_ITEM_TEST}[table]
    return [name for name in names if row.get(name) is not None]
