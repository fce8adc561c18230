"""The rows of a result document that hold numbers, each with the people whom it really rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from surveys.model.survey import Flags, Floats
from tests.attacker import breach
from tests.attacker.asked import Pair, Version
from tests.attacker.breach import Breach
from tests.attacker.merging import Cells
from tests.attacker.truth import Truth

Document = Mapping[str, Any]
RATING = "rates:"
_CLOSE = 1e-6
_NAMES_OF = ("measure", "item", "target", "scope", "group", "rater", "a", "b", "round", "from", "to", "level")
_NO_NUMBER = frozenset({*_NAMES_OF, "verdict", "sentence", "reason", "test", "effect", "family", "change_flag"})


@dataclass(frozen=True)
class Row:
    """A published number: the people behind it in one round.

    Attributes
    ----------
    table, measure, group : str
    round_index : int
        Of the round.
    people : array of bool
    weight : array of float or None
        Weights of a weighted mean; None for a plain one.
    has_counts : bool
        Whether the distribution is shown.
    run : int
    pair : Pair
    version : Version
        By which questions the measure is scored.
    """

    table: str
    measure: str
    group: str
    round_index: int
    people: Flags
    weight: Floats | None
    has_counts: bool
    run: int
    pair: Pair
    version: Version = None

    @property
    def label(self) -> str:
        """How a report names it."""
        return f"run {self.run}: {self.table} {self.measure} {self.group} in round {self.round_index}"


@dataclass(frozen=True)
class Difference:
    """A change that is shown without its levels: the mean of some people after less that of some before.

    Attributes
    ----------
    measure, group : str
    before, after : array of bool
        Whose means they are; the same people under ``matched``.
    run : int
    pair : Pair
    version : Version
    """

    measure: str
    group: str
    before: Flags
    after: Flags
    run: int
    pair: Pair
    version: Version = None

    @property
    def label(self) -> str:
        """How a report names it."""
        return f"run {self.run}: change of {self.measure} {self.group} from {self.pair[0]} to {self.pair[1]}"


@dataclass
class Reader:
    """Reads one document beside the truth; breaches that single rows make are noted on the way."""

    truth: Truth
    document: Document
    run: int = 0
    rows: list[Row] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    _known: dict[tuple[str, Pair], list[Flags]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        survey = self.document["survey"]
        self.estimand: str = survey["estimand"]
        self.threshold = int(survey["settings"].get("threshold", self.truth.threshold))
        self.weighted = bool(survey["settings"].get("weights"))
        self.by: str | None = survey["settings"].get("group_by")
        self.facts = {group["name"]: group for group in survey["groups"]}

    def read(self) -> None:
        """Reads the tables that are sums of people's scores."""
        self._scores()
        self._changes()
        self._items()
        self._item_tests()
        self._matrix()
        self._heads()
        self._groups()

    def cells(self, pair: Pair) -> Cells:
        """The cells of a comparison by the rules, at the document's own threshold."""
        return self.truth.cells(pair, self.estimand, self.threshold)

    def candidates(self, group: str, pair: Pair) -> list[Flags]:
        """The sets of people that a row's group may stand for: first by the rules, then as a careless program would."""
        key = group, pair
        if key not in self._known:
            self._known[key] = list(self._candidates(group, pair))
        return self._known[key]

    def _candidates(self, group: str, pair: Pair) -> Iterator[Flags]:
        cells = self.cells(pair)
        everyone = np.ones(self.truth.people, dtype=bool)
        if group == "ALL":
            stated = np.asarray(self.truth.survey.group >= 0)
            shown = [self._group(name) for name in self._shown_groups()]
            unions = [np.logical_or.reduce(shown)] if shown else []
            yield from (cells.everybody, everyone, stated, *unions)
        elif group.startswith("SIDE:"):
            side = self.truth.side(group.removeprefix("SIDE:"))
            yield from (side, side & cells.everybody)
        else:
            own = self._group(group)
            yield from (own & cells.everybody, own)

    def _shown_groups(self) -> list[str]:
        names = {row["group"] for row in self.document["scores"] if row["n"] is not None}
        return [name for name in names if name in self.facts and not self._is_category(name)]

    def _is_category(self, name: str) -> bool:
        facts = self.facts.get(name, {})
        return bool(facts.get("by")) or bool(self.by and name == f"{self.by}:not_stated")

    def _group(self, name: str) -> Flags:
        """The people of a group, a category, or a merger of either."""
        parts = self.facts.get(name, {}).get("merged_from") or [name]
        return np.logical_or.reduce([self._part(part, by_category=self._is_category(name)) for part in parts])  # type: ignore[no-any-return]

    def _part(self, name: str, *, by_category: bool) -> Flags:
        if self.by and (by_category or name.startswith(f"{self.by}:")):
            known = None if name == f"{self.by}:not_stated" else name.removeprefix(f"{self.by}:")
            return self.truth.category(self.by, known)
        if name == "not_stated":
            return np.asarray(self.truth.survey.group < 0)
        return self.truth.group(name)

    def pair_of(self, row: Mapping[str, Any], round_index: int | None = None) -> list[Pair]:
        """The comparisons that a row may be of: the one it names, else all that its round is in.

        First those in which its group has a change: groups are merged in one way here, in another there.
        """
        if row.get("from") is not None and row.get("to") is not None:
            return [self.truth.pair_named(row["from"], row["to"])]
        pairs = [pair for pair in self.truth.pairs if round_index is None or round_index in pair]
        group = row.get("group") or row.get("rater")
        has_change = {self.truth.pair_named(one["from"], one["to"]) for one in self._changes_of.get(str(group), ())}
        return sorted(pairs, key=lambda pair: pair not in has_change) or [(round_index or 0,)]

    @cached_property
    def _changes_of(self) -> dict[str, list[Mapping[str, Any]]]:
        """The document's changes, by group."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        for row in self.document["changes"]:
            found.setdefault(row["group"], []).append(row)
        return found

    def _find(
        self,
        row: Mapping[str, Any],
        table: str,
        measure: str,
        round_index: int,
        n: int,
        mean: float | None,
        *,
        weighted: bool = False,
    ) -> None:
        """Notes a row with the first set of people that its n and mean fit."""
        group = row.get("group") or row["rater"]
        weight = self.truth.weight(round_index) if weighted else None
        for pair in self.pair_of(row, round_index):
            for members in self.candidates(group, pair):
                people = members & self.truth.counted(measure, pair, round_index, self.estimand)
                people = people & ~np.isnan(weight) if weight is not None else people
                version = self.truth.version(measure, pair, self.estimand)
                found = Row(
                    table, measure, group, round_index, people, weight, table == "items", self.run, pair, version
                )
                if int(people.sum()) == n and self._fits(found, mean):
                    self._note(found)
                    return
        said = f"n {n} and mean {mean} in round {round_index} are of no set of people that the rules know"
        self.breaches.append(Breach(breach.WRONG_N, (f"{table} {measure} {group}",), n, said))

    def _fits(self, row: Row, mean: float | None) -> bool:
        if mean is None or not row.people.any():
            return True
        values = self.truth.values(row.measure, row.round_index, row.version)[row.people]
        found = values.mean() if row.weight is None else np.average(values, weights=row.weight[row.people])
        return abs(float(found) - mean) < _CLOSE

    def _note(self, row: Row) -> None:
        """Takes a row in, and says what is wrong with it by itself (rules 33 and 39)."""
        self.rows.append(row)
        size = int(row.people.sum())
        if size < self.threshold:
            self._small(row.label, size)
        values = self.truth.values(row.measure, row.round_index, row.version)[row.people]
        if size and values.min() == values.max():
            said = f"all of its people have {values[0]:g}"
            self.breaches.append(Breach(breach.UNANIMOUS, (row.label,), size, said))

    def _small(self, label: str, size: int) -> None:
        self.breaches.append(Breach(breach.SMALL, (label,), size, "a published row rests on fewer than the threshold"))

    def _scores(self) -> None:
        for row in self.document["scores"]:
            if row["n"] is not None:
                round_index = self.truth.round_indices[row["round"]]
                weighted = self.weighted
                self._find(row, "scores", row["measure"], round_index, row["n"], row["mean"], weighted=weighted)
            else:
                self._must_be_empty("scores", row)

    def _changes(self) -> None:
        for row in self.document["changes"]:
            if row["n_from"] is None:
                self._must_be_empty("changes", row)
                continue
            pair = self.truth.pair_named(row["from"], row["to"])
            if row["mean_from"] is None and row.get("change") is not None:
                self._by_its_change(row, pair)
                continue
            self._find(row, "changes", row["measure"], pair[0], row["n_from"], row["mean_from"])
            self._find(row, "changes", row["measure"], pair[1], row["n_to"], row["mean_to"])
            if self.estimand == "all" and row["n_matched"] < self.threshold:
                self._small(f"changes {row['measure']} {row['group']}, those in both", row["n_matched"])

    def _by_its_change(self, row: Mapping[str, Any], pair: Pair) -> None:
        """Notes a change without levels with the first sets of people that its n and its change fit."""
        measure, numbers = row["measure"], (row["n_from"], row["n_to"])
        version = self.truth.version(measure, pair, self.estimand)
        for members in self.candidates(row["group"], pair):
            before, after = (members & self.truth.counted(measure, pair, one, self.estimand) for one in pair)
            if (int(before.sum()), int(after.sum())) != numbers or 0 in numbers:
                continue
            first, second = (self.truth.values(measure, one, version) for one in pair)
            if abs(float(second[after].mean() - first[before].mean()) - row["change"]) < _CLOSE:
                found = Difference(measure, row["group"], before, after, self.run, pair, version)
                self.differences.append(found)
                if min(numbers) < self.threshold:
                    self._small(found.label, min(numbers))
                return
        said = f"n {numbers} and change {row['change']} are of no set of people that the rules know"
        self.breaches.append(Breach(breach.WRONG_N, (f"changes {measure} {row['group']}",), numbers[0], said))

    def _items(self) -> None:
        for row in self.document["items"]:
            if row["counts"] is None:
                self._must_be_empty("items", row)
                continue
            item = next(one for one in self.truth.survey.instrument.items if one.name == row["item"])
            low, high = item.choices.low, item.choices.high
            score = {key: 100 * (float(key) - low) / (high - low) for key in row["counts"]}
            n = sum(row["counts"].values())
            total = sum((100 - score[key] if item.reversed else score[key]) * k for key, k in row["counts"].items())
            round_index = self.truth.round_indices[row["round"]]
            self._find(row, "items", row["item"], round_index, n, total / n if n else None)

    def _item_tests(self) -> None:
        for row in self.document["item_tests"]:
            if row["n"] is None:
                self._must_be_empty("item_tests", row)
            elif row["n"] < self.threshold:
                self._small(f"item_tests {row['item']} {row['group']}", row["n"])

    def _matrix(self) -> None:
        for row in self.document["matrix"]:
            if row["n"] is None:
                self._must_be_empty("matrix", row)
            else:
                round_index = self.truth.round_indices[row["round"]]
                self._find(
                    row, "matrix", RATING + row["target"], round_index, row["n"], row["mean"], weighted=self.weighted
                )

    def _must_be_empty(self, table: str, row: Mapping[str, Any]) -> None:
        """A hidden row holds no number, and a change no finding."""
        held = {key: value for key, value in row.items() if key not in _NO_NUMBER and value not in (None, [], {}, ())}
        finding = row.get("verdict", "protected") not in ("protected", None)
        if held or finding or row.get("statistic") is not None:
            label = " ".join(str(row[key]) for key in _NAMES_OF if row.get(key))
            said = f"a hidden row holds {', '.join(held) or 'a finding'}"
            self.breaches.append(Breach(breach.HIDDEN_NUMBER, (f"{table} {label}",), 0, said))

    def _heads(self) -> None:
        """Respondents and matched leave out whom ``ALL`` leaves out (rules 4, 5 and 35)."""
        survey = self.document["survey"]
        matched = survey["matched"]
        for stated in survey["rounds"]:
            round_index = self.truth.round_indices[stated["name"]]
            pairs = [pair for pair in self.truth.pairs if round_index in pair] or [self.truth.pairs[0]]
            right = self.cells(pairs[0]).everybody & self.truth.present(round_index)
            self._head(f"respondents of {stated['name']}", stated["respondents"], int(right.sum()))
        pair = self.truth.pairs[0]
        if len(pair) == 2:
            both = self.truth.present(pair[0]) & self.truth.present(pair[1])
            right = self.cells(pair).everybody & both
            self._head("matched", matched, int(right.sum()))

    def _groups(self) -> None:
        """Members of a merger have no row, shown or hidden, in any table of the pair (rules 33 to 35)."""
        strangers: dict[str, None] = {}
        for row in self.document["changes"]:
            pair = self.truth.pair_named(row["from"], row["to"])
            cells = self.cells(pair)
            known = {"ALL", *cells.groups, *cells.hidden}
            if (
                not row["group"].startswith("SIDE:")
                and not self._is_category(row["group"])
                and row["group"] not in known
            ):
                strangers[f"run {self.run}: {row['group']} from {row['from']} to {row['to']}"] = None
        if strangers:
            said = "rows of groups that are small in a round or in the matched set, and not merged"
            self.breaches.append(Breach(breach.PATTERN, tuple(strangers)[:6], 0, said))

    def _head(self, label: str, stated: int | None, right: int) -> None:
        if stated is not None and stated != right:
            said = f"says {stated}, where everybody that is shown is {right}"
            self.breaches.append(Breach(breach.WRONG_N, (label,), abs(stated - right), said))
