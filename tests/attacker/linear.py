"""What a person's answers to the items count in each of their scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from surveys.model.survey import Floats
from tests.attacker.asked import Version
from tests.attacker.combinations import PRIME, Matrix
from tests.attacker.truth import Truth

Key = tuple[str, int, Version]


def modulo(value: Fraction) -> int:
    """A fraction modulo the prime."""
    return value.numerator * pow(value.denominator, -1, PRIME) % PRIME


@dataclass
class Coefficients:
    """Coefficients of index, dimensions and items over the answers to items."""

    truth: Truth
    _modulo: dict[Key, Matrix] = field(default_factory=dict, init=False, repr=False)
    _floats: dict[Key, Floats] = field(default_factory=dict, init=False, repr=False)

    def modulo(self, measure: str, round_index: int, version: Version) -> Matrix:
        """Modulo the prime, shape (people, items)."""
        key = measure, round_index, version
        if key not in self._modulo:
            found = np.zeros((self.truth.people, len(self.truth.survey.instrument.items)), dtype=np.int64)
            for person, item, share in self._shares(*key):
                found[person, item] = modulo(share)
            self._modulo[key] = found
        return self._modulo[key]

    def floats(self, measure: str, round_index: int, version: Version) -> Floats:
        """As they are, shape (people, items)."""
        key = measure, round_index, version
        if key not in self._floats:
            found = np.zeros((self.truth.people, len(self.truth.survey.instrument.items)))
            for person, item, share in self._shares(*key):
                found[person, item] = float(share)
            self._floats[key] = found
        return self._floats[key]

    def _shares(self, measure: str, round_index: int, version: Version) -> Iterator[tuple[int, int, Fraction]]:
        scored = self.truth.scored if version is None else self.truth.asked.scored_by(version)
        scoring = scored.scorings[round_index]
        level = self.truth.level[measure]
        if level == "item":
            at = [item.name for item in self.truth.survey.instrument.items].index(measure)
            answered = np.flatnonzero(~np.isnan(self.truth.survey.rounds[round_index].scores[:, at])).tolist()
            yield from ((person, at, Fraction(1)) for person in answered)
            return
        given, has = ~np.isnan(scoring.items), ~np.isnan(scoring.dimensions)
        weights = [Fraction(weight).limit_denominator(10**6) for weight in scoring.weights.tolist()]
        for person in np.flatnonzero(has.any(axis=1)).tolist():
            here = has[person].tolist()
            mass = sum((weight for weight, one in zip(weights, here, strict=True) if one), Fraction(0))
            for (home, items), weight, present in zip(scoring.members.items(), weights, here, strict=True):
                own = [item for item in items if given[person, item]]
                share = Fraction(1) if level == "dimension" else weight / mass if mass else Fraction(0)
                if present and share and (level == "index" or home == measure):
                    yield from ((person, item, share / len(own)) for item in own)
