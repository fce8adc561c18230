"""Tests that compare groups: they rest on people too, though no sum of scores is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from surveys.model.survey import Flags
from tests.attacker import breach
from tests.attacker.asked import Pair
from tests.attacker.breach import Breach
from tests.attacker.published import Reader
from tests.attacker.truth import Truth


def comparison_breaches(truth: Truth, reader: Reader) -> list[Breach]:
    """Groups compared, reliability and gaps: too few people, hidden groups, or a few more than the rows rest on."""
    return [
        *_between(truth, reader),
        *_differences(reader),
        *_reliability(truth, reader),
        *_gaps(reader),
        *_few_moved(truth, reader),
    ]


def _shown(reader: Reader, measure: str, pair: Pair | None = None) -> dict[str, list[Flags]]:
    """The sets behind a measure's rows, by group."""
    found: dict[str, list[Flags]] = {}
    for row in reader.rows:
        if row.measure == measure and (pair is None or row.pair == pair):
            found.setdefault(row.group, []).append(row.people)
    return found


def _levels(reader: Reader, measure: str, round_index: int) -> dict[str, list[Flags]]:
    """The sets behind a measure's levels in a round, in any pair, by group: nothing else subtracts from a round's."""
    found: dict[str, list[Flags]] = {}
    for row in reader.rows:
        if (row.measure, row.round_index) == (measure, round_index):
            found.setdefault(row.group, []).append(row.people)
    return found


def _between(truth: Truth, reader: Reader) -> list[Breach]:
    found = []
    for row in reader.document["between_groups"]:
        if row["n"] is None and row["statistic"] is None and row["p"] is None:
            continue
        label = f"run {reader.run}: between_groups {row['measure']} {row['round'] or 'change'}"
        shown = _shown(reader, row["measure"])
        if row["change"]:
            shown |= {one.group: [] for one in reader.differences if one.measure == row["measure"]}
        named = {name for dunn in row["dunn"] for name in (dunn["a"], dunn["b"])}
        if strangers := sorted(named - shown.keys()):
            said = f"groups without a shown row are compared: {', '.join(strangers)}"
            found.append(Breach(breach.HIDDEN_NUMBER, (label,), 0, said))
        if row["change"] or row["round"] is None:
            continue
        round_index = truth.round_indices[row["round"]]
        pair = next(pair for pair in truth.pairs if round_index in pair)
        levels = _levels(reader, row["measure"], round_index)
        for name in sorted(named & levels.keys()):
            members = reader.candidates(name, pair)[0]
            everyone = members & truth.has(row["measure"], round_index, pair, reader.estimand)
            found += _few_apart(truth, label, name, everyone, levels[name])
    return found


def _few_apart(truth: Truth, label: str, group: str, people: Flags, shown: list[Flags]) -> list[Breach]:
    """A test over a few people more or fewer than a shown row of that group."""
    sizes = [int(part.sum()) for row in shown for part in (people & ~row, row & ~people)]
    if any(not (people ^ row).any() for row in shown):
        return []
    few = [size for size in sizes if 0 < size < truth.threshold]
    said = f"rests on a few people of {group} more or fewer than its row"
    return [Breach(breach.FEW_APART, (label,), min(few), said)] if few else []


def _differences(reader: Reader) -> list[Breach]:
    shown = {
        (row["measure"], row["group"], row["from"], row["to"])
        for row in reader.document["changes"]
        if row["n_from"] is not None
    }
    found = []
    for row in reader.document["difference_in_change"]:
        missing = [name for name in (row["a"], row["b"]) if (row["measure"], name, row["from"], row["to"]) not in shown]
        if missing and row["difference"] is not None:
            label = f"run {reader.run}: difference_in_change {row['measure']} {row['a']} {row['b']}"
            said = f"shows something of a hidden row: {', '.join(missing)}"
            found.append(Breach(breach.HIDDEN_NUMBER, (label,), 0, said))
    return found


def _reliability(truth: Truth, reader: Reader) -> list[Breach]:
    found = []
    for row in reader.document["reliability"]:
        if row["n"] is not None and row["alpha"] is not None and row["n"] < truth.threshold:
            label = f"run {reader.run}: reliability {row['scope']} {row['round']}"
            found.append(Breach(breach.SMALL, (label,), row["n"], "reliability rests on few complete answers"))
    return found


def _gaps(reader: Reader) -> list[Breach]:
    key = ("round", "from", "to")
    shown = {
        (row["rater"], row["target"], *(row[k] for k in key))
        for row in reader.document["matrix"]
        if row["n"] is not None
    }
    found = []
    for row in reader.document["gaps"]:
        found += [
            Breach(breach.HIDDEN_NUMBER, (f"run {reader.run}: gaps {a} {b}",), 0, f"shows how {a} rates {b}")
            for a, b, value in _directions(row)
            if value is not None and (a, b, *(row[k] for k in key)) not in shown
        ]
    return found


def _directions(row: Mapping[str, Any]) -> list[tuple[str, str, float | None]]:
    gap = row["gap"]
    return [
        (row["a"], row["b"], row["a_rates_b"] if row["a_rates_b"] is not None else gap),
        (row["b"], row["a"], row["b_rates_a"] if row["b_rates_a"] is not None else gap),
    ]


def _few_moved(truth: Truth, reader: Reader) -> list[Breach]:
    """Numbers of stayers and leavers, or by another estimand, where few of a shown set left or joined (rule 38)."""
    pair = truth.pairs[0]
    if len(pair) < 2:
        return []
    cells = reader.cells(pair)
    sets = {"ALL": cells.everybody, **cells.groups} | {f"SIDE:{name}": people for name, people in cells.sides.items()}
    first, second = truth.present(pair[0]), truth.present(pair[1])
    few = [
        (name, int(moved.sum()))
        for name, people in sets.items()
        for moved in (people & first & ~second, people & second & ~first)
        if 0 < int(moved.sum()) < reader.threshold
    ]
    labels = _numbers_of_moves(reader)
    if not few or not labels:
        return []
    name, size = few[0]
    said = f"numbers where {size} of {name} left or joined"
    return [Breach(breach.FEW_APART, tuple(labels[:6]), size, said)]


def _numbers_of_moves(reader: Reader) -> list[str]:
    """Rows that show numbers of those who left or joined."""
    document = reader.document
    labels = [
        f"robustness estimand {row['variant']} {row['group']}"
        for row in document["robustness"]
        if row["what"] == "estimand" and row["variant"] != reader.estimand and row["change"] is not None
    ]
    attrition = document["attrition"]
    for row in (attrition, *attrition.get("sides", ())) if attrition else ():
        numbers = (row["standardised_difference"], row["if_leavers_fell"]["change"], row["leavers"]["n"])
        labels += [f"attrition {row['group']}"] if any(number is not None for number in numbers) else []
    return [f"run {reader.run}: {one}" for one in labels]
