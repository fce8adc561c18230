"""Combinations over rounds and over all measures together: index, dimensions and items are linked by arithmetic.

A column is a person's answer to an item in a round. A row of an item is a sum of such columns, one of a dimension or of
the index a weighted sum of them. What few people's answers follow from is a combination that vanishes in the columns of
all others. Only what needs rows of several pairs counts, and only surveys in which nobody skips: where somebody does,
or few people of a row were put one more item, exact results give away more by arithmetic, which is the officer's to
know (`skippers` looks at what is handed on).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np

from surveys.model.survey import Flags
from tests.attacker import breach
from tests.attacker.asked import Pair, Version
from tests.attacker.breach import Breach
from tests.attacker.combinations import PRIME, Matrix, few_behind
from tests.attacker.linear import Coefficients, modulo
from tests.attacker.published import Reader
from tests.attacker.truth import Truth

LEVELS = ("index", "dimension", "item")


def linked_breaches(truth: Truth, readers: Sequence[Reader]) -> list[Breach]:
    """Few people whose answers follow from all measures together, with a row of a later pair among the rows."""
    if len(truth.pairs) < 2 or _somebody_skipped(truth):
        return []
    rows: dict[bytes, tuple[Matrix, Pair]] = {}
    for line, pair in _rows(truth, readers):
        key = line.tobytes()
        if line.any() and (key not in rows or pair == truth.pairs[0]):
            rows[key] = line, pair
    few = _few(truth, list(rows.values()))
    if few is None or any(_few(truth, [one for one in rows.values() if one[1] == pair]) for pair in truth.pairs[1:]):
        return []
    said = f"answers of {sorted(few)} follow from index, dimensions and items of several pairs together"
    return [Breach(breach.LINKED_ROUNDS, (), len(few), said)]


def _few(truth: Truth, rows: Sequence[tuple[Matrix, Pair]]) -> frozenset[int] | None:
    """Few people of whom something follows from rows, one of a later pair among them."""
    is_later = [pair != truth.pairs[0] for _, pair in rows]
    if not any(is_later):
        return None
    return few_behind(np.array([line for line, _ in rows]), truth.threshold - 1, is_later)


def _somebody_skipped(truth: Truth) -> bool:
    """Whether anybody left out an item that was put to them, in a round to which they came."""
    return any((one.was_asked & np.isnan(one.scores) & one.present[:, None]).any() for one in truth.survey.rounds)


def _rows(truth: Truth, readers: Sequence[Reader]) -> Iterator[tuple[Matrix, Pair]]:
    """Each shown row as numbers by person and by round and item, with its pair."""
    coefficients = Coefficients(truth)
    items = len(truth.survey.instrument.items)

    def line(parts: Sequence[tuple[str, int, Version, Flags, dict[int, int] | int]]) -> Matrix:
        made = np.zeros((truth.people, len(truth.survey.rounds) * items), dtype=np.int64)
        for measure, round_index, version, people, times in parts:
            own = coefficients.modulo(measure, round_index, version)
            part = made[:, round_index * items : (round_index + 1) * items]
            for person in np.flatnonzero(people).tolist():
                number = times if isinstance(times, int) else times[person]
                part[person] = (part[person] + own[person] * number) % PRIME
        return made

    for reader in readers:
        for row in reader.rows:
            if truth.level[row.measure] not in LEVELS:
                continue
            times: dict[int, int] | int = 1
            if row.weight is not None:
                times = {
                    person: modulo(Fraction(float(row.weight[person])).limit_denominator(10**6))
                    for person in np.flatnonzero(row.people).tolist()
                }
            yield line([(row.measure, row.round_index, row.version, row.people, times)]), row.pair
        for one in reader.differences:
            if truth.level[one.measure] in LEVELS:
                first = (one.measure, one.pair[0], one.version, one.before, -int(one.after.sum()) % PRIME)
                second = (one.measure, one.pair[1], one.version, one.after, int(one.before.sum()))
                yield line([first, second]), one.pair
