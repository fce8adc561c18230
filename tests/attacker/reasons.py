"""Why a row is hidden: where nobody there is few, that all gave one answer; and which one follows from the totals.

What is left of a shown distribution when those of shown groups are taken away holds the hidden groups. Where nobody of
them is few, one of them is hidden since it agrees; and if only one answer was given by as many as a group has, it is
that one. The same with rises and falls. A row of a later pair may be hidden for the sake of any earlier row, which
nobody can tell who does not know all answers: that it is hidden says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from surveys.model.survey import Flags, Floats
from tests.attacker import breach
from tests.attacker.asked import Pair
from tests.attacker.breach import Breach
from tests.attacker.handed_on import HandedOn
from tests.attacker.narrowing import Family
from tests.attacker.published import Reader
from tests.attacker.truth import Truth

_DECIMALS = 9
Sets = Sequence[tuple[str, Flags]]


@dataclass(frozen=True)
class Known:
    """Sets of people of whom it is shown how many have each value: distributions of a round, or moves of a pair."""

    measure: str
    where: tuple[int, ...]
    values: Floats
    sets: Sets
    is_of_moves: bool = False


def moves_of(truth: Truth, measure: str, pair: Pair, version: tuple[int, ...] | None) -> Floats:
    """Whether each person rose (1), fell (−1) or did not move; NaN who is not in both."""
    first, second = (truth.values(measure, one, version) for one in pair)
    return np.asarray(np.sign(np.round(second - first, _DECIMALS)))


def reason_breaches(truth: Truth, reader: Reader, told: HandedOn | None = None) -> Iterator[Breach]:
    """Hidden groups whose common answer, or direction, follows from what is shown (rule 39).

    Parameters
    ----------
    told : HandedOn, optional
        The shared document made of the reader's, where that is attacked.
    """
    for known in [*_distributions(truth, reader, told), *_moves(truth, reader, told)]:
        first = truth.pairs[0]
        if set(known.where) <= set(first) and (hidden := _hidden(truth, reader, known, first, told)):
            yield from _of(known, hidden)


def _distributions(truth: Truth, reader: Reader, told: HandedOn | None) -> Iterator[Known]:
    """The sets whose distribution is shown, by item and round."""
    found: dict[tuple[str, int], list[tuple[str, Flags]]] = {}
    if told is None:
        for row in reader.rows:
            if row.has_counts:
                found.setdefault((row.measure, row.round_index), []).append((row.label, row.people))
    else:
        for mean in told.means:
            if mean.has_counts:
                found.setdefault((mean.measure, mean.round_index), []).append((mean.label, mean.people))
    for (measure, round_index), sets in found.items():
        yield Known(measure, (round_index,), truth.values(measure, round_index), sets)


def _moves(truth: Truth, reader: Reader, told: HandedOn | None) -> Iterator[Known]:
    """The sets of whom it is shown how many rose and fell, by measure and pair."""
    for (measure, pair), sets in moved_sets(truth, reader, told).items():
        version = truth.version(measure, pair, reader.estimand)
        yield Known(measure, pair, moves_of(truth, measure, pair, version), sets, is_of_moves=True)


def moved_sets(truth: Truth, reader: Reader, told: HandedOn | None) -> dict[tuple[str, Pair], list[tuple[str, Flags]]]:
    """The same as names and people."""
    document: Mapping[str, list[Mapping[str, object]]] = reader.document if told is None else told.document
    shown = {
        (row["measure"], row["group"], truth.pair_named(str(row["from"]), str(row["to"])))
        for row in document["changes"]
        if row.get("rose") is not None
    }
    found: dict[tuple[str, Pair], list[tuple[str, Flags]]] = {}
    rows = [(row.measure, row.group, row.pair, row.people) for row in reader.rows if row.table == "changes"]
    rows += [(one.measure, one.group, one.pair, one.before) for one in reader.differences]
    for (measure, group, pair), people in {row[:3]: row[3] for row in rows}.items():
        if (measure, group, pair) in shown:
            both = people & _in_both(truth, reader, measure, pair)
            found.setdefault((measure, pair), []).append((_moves_label(reader, measure, group, pair), both))
    return found


def _moves_label(reader: Reader, measure: str, group: str, pair: Pair) -> str:
    return f"run {reader.run}: moves of {measure} {group} in {pair}"


def _in_both(truth: Truth, reader: Reader, measure: str, pair: Pair) -> Flags:
    first, second = (truth.has(measure, one, pair, reader.estimand) for one in pair)
    return np.asarray(first & second)


@dataclass(frozen=True)
class _Hidden:
    """A hidden group: who has the measure, who has an index that is shown, and of how many it would be shown."""

    name: str
    people: Flags
    with_index: Flags
    few: int


def _hidden(truth: Truth, reader: Reader, known: Known, pair: Pair, told: HandedOn | None) -> list[_Hidden]:
    """Groups without a row (or without moves) of a measure, in a comparison."""
    rows = {(row.measure, row.group) for row in reader.rows if row.pair == pair}
    rows |= {(one.measure, one.group) for one in reader.differences if one.pair == pair}
    names = {name for name, _ in known.sets}
    few = reader.threshold if told is None or not known.is_of_moves else 2 * reader.threshold
    found = []
    for name, members in reader.cells(pair).groups.items():
        is_shown = (known.measure, name) in rows
        if known.is_of_moves:
            is_shown = _moves_label(reader, known.measure, name, pair) in names
        if is_shown:
            continue
        own, index = members.copy(), members.copy()
        for one in known.where:
            own &= truth.counted(known.measure, pair, one, reader.estimand)
            index &= truth.counted("trust_index", pair, one, reader.estimand)
        own &= ~np.isnan(known.values)
        is_known = ("trust_index", name) in rows
        found.append(_Hidden(name, own, index if is_known else np.zeros_like(index), few))
    return found


def _of(known: Known, hidden: Sequence[_Hidden]) -> Iterator[Breach]:
    family = Family(
        known.measure,
        known.where[0],
        np.array([people for _, people in known.sets]),
        np.ones(len(known.sets), dtype=bool),
        [name for name, _ in known.sets],
        known.values,
    )
    totals = [(people, (name,)) for name, people in known.sets] + family.derived
    for one in hidden:
        own = known.values[one.people]
        if not own.size or own.min() != own.max():
            continue
        for people, how in totals:
            if own.size < one.few or not people[one.people].all():
                continue  # few have it in both rounds, though many may have it in a set of another pair
            inside = [other for other in hidden if (other.people & people).any() or other.with_index[people].any()]
            least = {other.name: _at_least(other, people, inside) for other in inside}
            if any(least[other.name] < other.few for other in inside):
                continue  # one of them may be hidden since it is few
            answers = set[float]().union(*(_as_often(known.values[people], number) for number in least.values()))
            if len(answers) < 2:
                what = "direction" if known.is_of_moves else "answer"
                said = f"{known.measure} of {one.name} is hidden, and only one {what} is left that all could share"
                yield Breach(breach.UNANIMOUS_DERIVED, tuple(how[:6]), int(one.people.sum()), said)
                break


def _at_least(one: _Hidden, people: Flags, hidden: Sequence[_Hidden]) -> int:
    """How many of a hidden group are among some people at least: its index's n less all who may have skipped."""
    lacking = sum(int((other.with_index & ~people).sum()) for other in hidden)
    return int(one.with_index.sum()) - lacking


def _as_often(values: Floats, times: int) -> set[float]:
    """The values that so many people have, or more."""
    found, count = np.unique(values[~np.isnan(values)], return_counts=True)
    return set(found[count >= max(times, 1)].tolist())
