"""How much of what could safely be shown is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from surveys.model.survey import Flags
from tests.attacker.asked import Pair, Version
from tests.attacker.narrowing import families, narrowed_breaches, spread_breaches, unanimous_breaches
from tests.attacker.published import Reader, Row
from tests.attacker.systems import System, sum_of, systems_of
from tests.attacker.truth import Truth


@dataclass(frozen=True)
class Coverage:
    """Rows of changes, scores and items that are shown, and those that could safely be and are not."""

    published: int
    withheld: int
    rows: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """The share of the safe rows that is shown; 1 where there is none."""
        safe = self.published + self.withheld
        return self.published / safe if safe else 1.0


def coverage(truth: Truth, readers: Sequence[Reader]) -> Coverage:
    """Counts safe rows of documents that were read together, shown and withheld.

    A row that is not shown is safe if it rests on the threshold or more people who do not all agree, and the sums
    that are shown determine nobody with it either. Linked means are not looked at, so that some rows that count as
    safe may not be.
    """
    systems = systems_of(truth, readers)
    published, withheld = 0, []
    for reader in readers:
        shown = {(row.table, row.measure, row.group, row.round_index, row.pair) for row in reader.rows}
        tables = ("scores", "changes", "items")
        published += sum(row.table in tables for row in reader.rows)
        for pair in truth.pairs:
            for group, members in expected(truth, reader, pair).items():
                for measure, level in truth.level.items():
                    if level == "rating" or ("scores", measure, group, pair[0], pair) in shown:
                        continue
                    if any((row[1], row[2]) == (measure, group) and row[4] == pair for row in shown):
                        continue
                    if _already(reader, measure, group, pair) or not _is_asked(
                        truth, measure, members, pair, reader.estimand
                    ):
                        continue
                    if _is_safe(truth, reader, systems, measure, members, pair):
                        rows = len(pair) * (2 + (level == "item")) if len(pair) > 1 else 1 + (level == "item")
                        withheld += [f"{measure} {group} in {pair}"] * rows
    return Coverage(published, len(withheld), tuple(dict.fromkeys(withheld)))


def expected(truth: Truth, reader: Reader, pair: Pair) -> dict[str, Flags]:
    """The cells that rules 33 to 35 show, and the categories that are large enough."""
    cells = reader.cells(pair)
    found = {f"SIDE:{side}": people for side, people in cells.sides.items()} | cells.groups
    if cells.everybody.any():
        found["ALL"] = cells.everybody
    if reader.by:
        for name in dict.fromkeys(filter(None, truth.categories[reader.by])):
            people = truth.category(reader.by, name) & cells.everybody
            if truth.smallest(people, pair, reader.estimand) >= reader.threshold:
                found[name] = people
    return found


def _already(reader: Reader, measure: str, group: str, pair: Pair) -> bool:
    """Whether all rounds of a comparison are shown in rows of another one."""
    rows = [row for row in reader.rows if (row.measure, row.group) == (measure, group)]
    return set(pair) <= {row.round_index for row in rows} and reader.estimand != "matched"


def _is_asked(truth: Truth, measure: str, members: Flags, pair: Pair, estimand: str) -> bool:
    if truth.asked.lacks:
        return _is_compared(truth, measure, members, pair, estimand)
    column = truth.measures[measure]
    return any(bool(truth.scored.asked[round_index][members, column].any()) for round_index in pair)


def _is_compared(truth: Truth, measure: str, members: Flags, pair: Pair, estimand: str) -> bool:
    """Whether enough of a measure was asked in both rounds of a comparison of any of some people."""
    if truth.is_apart(measure):
        return False
    if truth.level[measure] == "item":
        return bool(truth.asked.compared(measure, pair)[members].any())
    version, column = truth.version(measure, pair, estimand), truth.measures[measure]
    return any(truth.asked.can_have(column, round_index, version)[members].any() for round_index in pair)


def _is_safe(
    truth: Truth, reader: Reader, systems: dict[str, System], measure: str, members: Flags, pair: Pair
) -> bool:
    """Whether a row could be shown beside what is."""
    sets = {round_index: members & truth.counted(measure, pair, round_index, reader.estimand) for round_index in pair}
    sizes = [int(people.sum()) for people in sets.values()]
    if len(pair) == 2 and reader.estimand == "all":
        sizes.append(int((sets[pair[0]] & sets[pair[1]]).sum()))
    if min(sizes) < reader.threshold:
        return False
    version = truth.version(measure, pair, reader.estimand)
    if any(np.unique(truth.values(measure, one, version)[people]).size == 1 for one, people in sets.items()):
        return False
    system = systems.get(measure, System(measure))
    wider = System(measure, dict(system.equations))
    for round_index, people in sets.items():
        wider.add("more", sum_of(people, round_index))
        if reader.weighted:
            weight = truth.weight(round_index)
            wider.add("more, weighted", sum_of(people & ~np.isnan(weight), round_index, weight))
    return not wider.few(truth.threshold - 1) and not _narrows(truth, reader, measure, sets, version)


def _narrows(truth: Truth, reader: Reader, measure: str, sets: dict[int, Flags], version: Version) -> bool:
    """Whether a row would narrow few people's mean, or leave a set that agrees."""
    has_counts = truth.level[measure] == "item"
    for round_index, people in sets.items():
        row = Row("more", measure, "", round_index, people, None, has_counts, reader.run, (), version)
        shown = [one for one in reader.rows if (one.measure, one.round_index) == (measure, round_index)]
        for family in families(truth, [replace(reader, rows=[*shown, row])]):
            attacks = (unanimous_breaches, spread_breaches, narrowed_breaches)
            if any(found(truth, family) for found in attacks):
                return True
    return False
