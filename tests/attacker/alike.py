"""Rows of which all changed alike, or moved in one direction, where it can be seen (rule 39)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from surveys.model.survey import Flags
from tests.attacker import breach
from tests.attacker.asked import Pair, Version
from tests.attacker.breach import Breach
from tests.attacker.handed_on import HandedOn
from tests.attacker.narrowing import Family
from tests.attacker.published import Reader
from tests.attacker.reasons import moved_sets, moves_of
from tests.attacker.truth import Truth

_DECIMALS = 9
_ONE = 0.995
_BY_RANKS = ("rank_biserial", "cliffs_delta")


def alike_breaches(truth: Truth, reader: Reader) -> Iterator[Breach]:
    """Shown rows in which all people changed by the same."""
    if reader.estimand != "matched":
        return
    rows: list[tuple[str, str, Pair, Flags, Version]] = [
        (row.label, row.measure, row.pair, row.people, row.version)
        for row in reader.rows
        if row.table == "changes" and len(row.pair) == 2 and row.round_index == row.pair[0]
    ]
    rows += [(one.label, one.measure, one.pair, one.before, one.version) for one in reader.differences]
    for label, measure, pair, people, version in rows:
        first, second = (truth.values(measure, one, version)[people] for one in pair)
        changes = np.round(second - first, _DECIMALS)
        if changes.size and changes.min() == changes.max():
            said = f"all of its people changed by {changes[0]:g}"
            yield Breach(breach.UNANIMOUS, (label,), changes.size, said)


def moved_alike_breaches(truth: Truth, reader: Reader, told: HandedOn | None = None) -> Iterator[Breach]:
    """Rises and falls that are shown, or left by subtraction, where all moved in one direction.

    Parameters
    ----------
    told : HandedOn, optional
        The shared document, where that is attacked.
    """
    for (measure, pair), sets in moved_sets(truth, reader, told).items():
        moves = moves_of(truth, measure, pair, truth.version(measure, pair, reader.estimand))
        names, people = [name for name, _ in sets], np.array([some for _, some in sets])
        for name, some in sets:
            if _agree(moves[some]):
                yield Breach(breach.MOVED_ALIKE, (name,), int(some.sum()), "all moved in one direction")
        family = Family(measure, pair[0], people, np.ones(len(sets), dtype=bool), names, moves)
        for some, how in family.derived:
            if _agree(moves[some]) and int(some.sum()) >= reader.threshold:
                said = f"moves of {measure}: all that are left moved in one direction"
                yield Breach(breach.MOVED_ALIKE, how[:6], int(some.sum()), said)


def _agree(moves: np.ndarray[Any, Any]) -> bool:
    known = moves[~np.isnan(moves)]
    return bool(known.size) and bool(known.min() == known.max())


def tests_that_tell_breaches(told: HandedOn) -> Iterator[Breach]:
    """A p or an effect in what is handed on that only a row can have in which all moved in one direction."""
    truth = told.truth
    for change in told.changes:
        people: Flags = change.before & change.after
        moves = moves_of(truth, change.measure, change.pair, change.version)[people]
        if not _agree(moves) or told.reader.estimand != "matched":
            continue
        if signs := list(_tell(change.row, int(people.sum()))):
            said = f"{', '.join(signs)}: all moved in one direction"
            yield Breach(breach.MOVED_ALIKE, (change.label,), int(people.sum()), said)


def _tell(row: Mapping[str, Any], n: int) -> Iterator[str]:
    smallest = 2.0 / 2**n
    for name, of in (("check_p", "check"), ("p", "test")):
        p = row.get(name)
        if p is not None and row.get(of) in ("sign_flip", "sign", "wilcoxon") and _as_shown(smallest) == p:
            yield f"{name} {p} is the smallest of {n} people"
    effect = row.get("effect_value")
    if row.get("effect") in _BY_RANKS and effect is not None and abs(effect) >= _ONE:
        yield f"effect {effect}"


def _as_shown(p: float) -> float:
    return float(f"{p:.0e}") if p < 0.001 else round(p, 3)
