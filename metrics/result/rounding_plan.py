"""Which rows are handed on more coarsely than others, and which not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields

RowKey = tuple[str, str]
"""A measure and a group."""

Rounds = tuple[str, ...]
"""The rounds of a comparison by name."""


@dataclass
class Withheld:
    """What is handed on of the rows of one comparison more coarsely than their number of people asks for.

    Attributes
    ----------
    whole : set
        Rounded to whole points, however many people they rest on.
    hidden : set
        Left out.
    without_levels : set
        Shown by their change alone.
    without_spread : set
        Shown by means, change and finding alone (rule 39a).
    without_tests : set
        Shown by levels, interval and finding, without p, effect and moves.
    without_moves : set
        Shown without how many rose or fell.
    few : set
        Of fewer people than twice the threshold: they show no exact check, and nothing beside them shows a spread.
    """

    whole: set[RowKey] = field(default_factory=set)
    hidden: set[RowKey] = field(default_factory=set)
    without_levels: set[RowKey] = field(default_factory=set)
    without_spread: set[RowKey] = field(default_factory=set)
    without_tests: set[RowKey] = field(default_factory=set)
    without_moves: set[RowKey] = field(default_factory=set)
    few: set[RowKey] = field(default_factory=set)

    @classmethod
    def by_any(cls, some: Iterable[Withheld]) -> Withheld:
        """All that is withheld in any of some comparisons."""
        some = tuple(some)
        return cls(*(set().union(*(getattr(one, own.name) for one in some)) for own in fields(cls)))


@dataclass
class RoundingPlan:
    """What is handed on more coarsely, comparison by comparison: no later pair changes what an earlier one shows.

    Attributes
    ----------
    least : int
        Fewest people that spread may be of without being looked at.
    withheld : dict
        What is withheld of the rows of each comparison, the headline's first.
    """

    least: int = 0
    withheld: dict[Rounds, Withheld] = field(default_factory=dict)
    _changed: list[RowKey] = field(default_factory=list, repr=False, compare=False)

    def of(self, rounds: Rounds) -> Withheld:
        """What is withheld of a comparison's rows; it may grow."""
        return self.withheld.setdefault(rounds, Withheld())

    def of_row(self, pair: Rounds | None, round_: str | None) -> Withheld:
        """What is withheld in the comparisons that a row stands in: its pair's, or, without one, all with its round.

        A row that names neither tells of the headline.
        """
        if pair is not None:
            return self.of(pair)
        if round_ is not None:
            return Withheld.by_any(one for rounds, one in self.withheld.items() if round_ in rounds)
        return next(iter(self.withheld.values()), Withheld())

    def add(self, rows: set[RowKey], keys: Iterable[RowKey]) -> None:
        """Adds rows to one of the sets."""
        new = set(keys) - rows
        rows |= new
        self._changed += new

    def remove(self, rows: set[RowKey], key: RowKey) -> None:
        """Takes a row out of one of the sets again."""
        rows.remove(key)
        self._changed.append(key)

    def changed_since(self, state: int) -> set[RowKey]:
        """The rows that have been added or taken out since the plan was in a state."""
        return set(self._changed[state:])

    @property
    def state(self) -> int:
        """A number that differs whenever any row has been added or taken out."""
        return len(self._changed)
