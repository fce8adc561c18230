"""The protected result: the only thing that charts, reports, the store and the pages accept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import InitVar, dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from metrics.model.cells import side_row
from metrics.model.measures import Measure
from metrics.model.pairs import headline
from metrics.model.settings import Settings
from metrics.result.tables import Tables
from metrics.schema.rows import PROTECTED, has_no_number, hidden_twin
from metrics.tables.changes import ChangeRow
from metrics.tables.items import ItemRow
from metrics.tables.scores import ScoreRow
from surveys import Issue
from surveys.model.instrument import ALL, INDEX

if TYPE_CHECKING:
    import pandas as pd

    from surveys.model.summary import Summary

INTERNAL = "internal"
AUDIENCES = ("participants", "public")
"""Who a result is handed on to; who is to see the full numbers is the officer alone (``internal``)."""

NAMED = ("all", "ten", "sides")
"""Which groups are named: all that are shown, those of ten answers or more, none but the sides."""

ONE_GROUP = ("one_group", "one_group_unknown")
"""Codes of the issues that say that everybody is one group."""

_SEAL: Final = object()
"""Held by this package alone: without it, no protected result can be made."""


@dataclass(frozen=True)
class RoundFacts:
    """What is known of a round: counts leave out the people who are left out of ``ALL``.

    `file`, its digest `sha256` and `rows_read` are None in what is handed on: rows less respondents would be the size
    of a hidden group. `label`: what the officer calls it, by language (at least one); `date`: its day, as ISO 8601
    writes it (YYYY-MM-DD). Both are typed, never read from a file, and None where nothing was
    (`metrics.with_round_names`).
    """

    name: str
    file: str | None
    sha256: str | None
    format: str
    rows_read: int | None
    respondents: int | None
    label: Mapping[str, str] | None = None
    date: str | None = None


@dataclass(frozen=True)
class GroupFacts:
    """A group of the instrument, or a merger of several (`merged_from`); `shown` where it has rows with numbers.

    `by`: of a category, the breakdown that it is one of.
    """

    name: str
    label: Mapping[str, str]
    side: str | None
    merged_from: tuple[str, ...] = ()
    shown: bool = True
    by: str | None = None


@dataclass(frozen=True)
class SideFacts:
    """A side, and the side or group that its items are about (`target`; None where they name none or several)."""

    name: str
    label: Mapping[str, str]
    target: str | None = None


@dataclass(frozen=True)
class BreakdownFacts:
    """The question whose categories are shown beside the groups, by its name and its words."""

    name: str
    label: Mapping[str, str]


@dataclass(frozen=True)
class AuditStep:
    """A test of the audit and how it ended: ``passed``, or ``more_hidden`` where it led to more hidden rows."""

    step: str
    outcome: str


@dataclass(frozen=True, kw_only=True, repr=False)
class Protected(Tables):
    """A result that has passed disclosure control.

    Made by `metrics.analyse` and by reading back what was stored, by nothing else: the constructor asks for a seal
    that only this package has.

    Attributes
    ----------
    title : str
        Title of the instrument.
    estimand : {"matched", "all", "independent"}
    matched : int or None
        People found in both rounds of the headline; None where the number is hidden.
    scores, changes, … : tuples of rows
        The tables: see `metrics.result.tables.Tables`.
    code : str
        A short code of the numbers as they are handed on, the same in every language and on every machine. It tells
        whether two papers speak of the same result.
    audience : {"internal", "participants", "public"}
        Who it is for; ``internal`` has full precision and is the officer's alone.
    named : {"all", "ten", "sides"}
        Which groups are named.
    breakdown : BreakdownFacts or None
        What the categories of `category_rows` are of; None where none was asked for.
    rounded : Tables or None
        The tables in the numbers that are handed on; None once they were, or where the result was read back.
    """

    title: str
    settings: Settings
    estimand: str
    matched: int | None
    rounds: tuple[RoundFacts, ...]
    sides: tuple[SideFacts, ...]
    groups: tuple[GroupFacts, ...]
    measures: tuple[Measure, ...]
    issues: tuple[Issue, ...]
    audit: tuple[AuditStep, ...] = ()
    code: str = ""
    audience: str = INTERNAL
    named: str = "all"
    breakdown: BreakdownFacts | None = None
    rounded: Tables | None = field(default=None, compare=False, repr=False)
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("a Protected result is made by metrics.analyse, never by hand")
        for row in self.changes:
            if row.verdict == PROTECTED and replace(row, sentence="") != hidden_twin(row):
                raise ValueError("a hidden row holds a number")
            if row.verdict is None and not has_no_number(row):
                raise ValueError("a row in which nothing is compared holds a number")

    def frame(self, table: str, language: str | None = None) -> pd.DataFrame:
        """One table as a DataFrame, with labels in a language (see `metrics.frame`)."""
        from metrics.result.frames import frame

        return frame(self, table, language)

    def __repr__(self) -> str:
        return _summary(self).as_text()

    def _repr_html_(self) -> str:
        """The same as a table, for notebooks."""
        return _summary(self).as_html()

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs of rounds compared, the headline's first (``then`` to ``post`` is never the headline)."""
        return tuple(dict.fromkeys((row.from_round, row.to_round) for row in self.changes))

    @cached_property
    def headline_pair(self) -> tuple[str, str] | None:
        """The pair that carries the headline; None where there is one round, or none beside a retrospective one."""
        return headline([round_.name for round_ in self.rounds])

    @cached_property
    def change_of(self) -> Mapping[tuple[str, str], ChangeRow]:
        """Rows of `changes` of the headline's pair, by measure and group."""
        return self.changes_of(self.headline_pair)

    def changes_of(self, pair: tuple[str, str] | None) -> Mapping[tuple[str, str], ChangeRow]:
        """Rows of `changes` of a pair of rounds, by measure and group."""
        return {} if pair is None else self._changes_by_pair.get(pair, {})

    @cached_property
    def _changes_by_pair(self) -> Mapping[tuple[str, str], Mapping[tuple[str, str], ChangeRow]]:
        found: dict[tuple[str, str], dict[tuple[str, str], ChangeRow]] = {}
        for row in self.changes:
            found.setdefault((row.from_round, row.to_round), {})[row.measure, row.group] = row
        return found

    def people_compared(self, pair: tuple[str, str]) -> int | None:
        """How many people have the index in both rounds of a pair, all together; None where that is not shown."""
        row = self.changes_of(pair).get((INDEX, ALL))
        return row.n_matched if row else None

    @cached_property
    def score_of(self) -> Mapping[tuple[str, str, str], ScoreRow]:
        """Rows of `scores` by measure, group and round; of a round in several pairs, the headline's."""
        return {(row.measure, row.group, row.round): row for row in self.scores}

    @cached_property
    def item_of(self) -> Mapping[tuple[str, str, str], ItemRow]:
        """Rows of `items` by item, group and round; of a round in several pairs, the headline's."""
        return {(row.item, row.group, row.round): row for row in self.items}

    @cached_property
    def measure_of(self) -> Mapping[str, Measure]:
        """Measures by name."""
        return {measure.name: measure for measure in self.measures}

    @property
    def headline_groups(self) -> tuple[str, ...]:
        """The groups of the rows that carry the headline: each side; where there are no sides, all together."""
        return tuple(side_row(side.name) for side in self.sides) or (ALL,)

    @cached_property
    def has_both_directions(self) -> bool:
        """Whether all together holds the answers of two sides, each about the other: two kinds of trust in one number.

        False of an index that measures something else than trust.
        """
        index = self.measure_of.get(INDEX)
        shown = {row.group for row in self.scores if row.measure == INDEX and row.mean is not None}
        shown |= {row.group for row in self.changes if row.measure == INDEX and row.change is not None}
        about = [side.target for side in self.sides if side_row(side.name) in shown]
        return (index is None or not index.label) and len(about) == 2 and None not in about

    @property
    def one_group(self) -> Issue | None:
        """That the survey has no groups, so that everybody is one, and why; None where it has groups (rule 4)."""
        return next((issue for issue in self.issues if issue.code in ONE_GROUP), None)

    @cached_property
    def group_rows(self) -> tuple[GroupFacts, ...]:
        """The stakeholder groups that have rows, mergers in the place of their members; some may be hidden."""
        return tuple(group for group in self._with_rows if group.by is None)

    @cached_property
    def category_rows(self) -> tuple[GroupFacts, ...]:
        """The categories of the breakdown that have rows."""
        return tuple(group for group in self._with_rows if group.by is not None)

    @cached_property
    def _with_rows(self) -> tuple[GroupFacts, ...]:
        with_rows = {row.group for row in self.scores}
        return tuple(group for group in self.groups if group.name in with_rows)


def _summary(result: Protected) -> Summary:
    from metrics.result.summary import summary  # it needs this module's own types

    return summary(result)


@dataclass(frozen=True, repr=False)
class Shared(Protected):
    """A protected result in the numbers in which it is handed on: made by `metrics.shared`, or read back from a store.

    What is published, or shown to anybody but the officer, is of this type.
    """

    def __post_init__(self, seal: object) -> None:
        super().__post_init__(seal)
        if self.audience == INTERNAL:
            raise ValueError("a result with full numbers can't be handed on")
