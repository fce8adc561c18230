"""The parts that the names of cells are put together from: measure, who answered, round and value.

``thiqa_index_civil_society_before`` is the index of civil society before; ``thiqa_index_civil_society_change`` its
change. Everything that a result has may be named so, by rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from metrics import ALL, INDEX, SIDE, Protected

PREFIX = "thiqa_"
OF_ROUND = ("", "n", "trusting")
"""What a round has of a measure: its mean, how many people, and, of a question, the share who trust."""
OF_CHANGE = ("change", "change_low", "change_high", "finding", "sentence")
"""What a pair of rounds has."""
_ROUNDS = {"pre": "before", "post": "after"}
_LONGEST = 60


def joined(*parts: str) -> str:
    """A name of these parts; empty ones are left out."""
    return PREFIX + "_".join(part for part in parts if part)


def plain(text: str) -> str:
    """A text as part of a name: letters of any script, digits, and an underscore for all else."""
    letters = "".join(sign if sign.isalnum() else "_" for sign in text.casefold())
    return "_".join(part for part in letters.split("_") if part)


@dataclass(frozen=True)
class Parts:
    """How the measures, groups and rounds of a result are called in names; no two of a kind alike."""

    result: Protected

    @cached_property
    def measures(self) -> dict[str, str]:
        """By measure, in the questionnaire's order."""
        names = [measure.name for measure in self.result.measures]
        return _distinct((name, "index" if name == INDEX else plain(name)) for name in names)

    @cached_property
    def groups(self) -> dict[str, str]:
        """By group: all together, each side, then the groups; one that is called as a side is has ``group_`` before."""
        sides = [f"{SIDE}{side.name}" for side in self.result.sides]
        groups = [group.name for group in self.result.groups]
        taken = {"all", *(plain(side.removeprefix(SIDE)) for side in sides)}
        own = ((name, f"group_{plain(name)}" if plain(name) in taken else plain(name)) for name in groups)
        return _distinct([(ALL, "all"), *((side, plain(side.removeprefix(SIDE))) for side in sides), *own])

    @cached_property
    def rounds(self) -> dict[str, str]:
        """By round."""
        return _distinct((one.name, _ROUNDS.get(one.name, plain(one.name))) for one in self.result.rounds)


def _distinct(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Parts of names by what they stand for: those too long are counted, those that are alike have a number behind."""
    found: dict[str, str] = {}
    for position, (thing, part) in enumerate(named, start=1):
        own = part if 0 < len(part) <= _LONGEST else f"number_{position}"
        count = 1
        while own in found.values():
            count += 1
            own = f"{part[:_LONGEST]}_{count}"
        found[thing] = own
    return found
