"""The people behind every number of a result's score and change tables: from the survey and the rows, as they stand.

Only rules 33 to 35 (who counts in ``ALL``) are said again here, in a few lines; nothing of ``metrics.protection`` is
asked but the result itself. Each set is held against the n that the row tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from metrics import ALL, INDEX, SIDE, Protected
from metrics.model.scored_survey import ScoredSurvey
from surveys import Survey
from surveys.model.instrument import NOT_STATED
from surveys.model.survey import Flags
from tests.metrics.disclosure.elimination import People

Pair = tuple[str, ...]
Told = dict[tuple[str, str], set[People]]
"""The sets of people whose sum is told, by measure and round."""


@dataclass(frozen=True)
class Rows:
    """A result beside the survey that it is of."""

    survey: Survey
    result: Protected

    def told(self) -> Told:
        """The sets of all rows with numbers; those on whom rises and falls rest stand under both rounds' names."""
        found: Told = {}
        for measure, round_, members in self._sets():
            if members.any():
                found.setdefault((measure, round_), set()).add(frozenset(np.flatnonzero(members).tolist()))
        return found

    def _sets(self) -> Iterator[tuple[str, str, Flags]]:
        yield from self._levels()
        for row in self.result.changes:
            pair = (row.from_round, row.to_round)
            for round_, n in zip(pair, (row.n_from, row.n_to), strict=True):
                if n is not None:
                    yield self._checked(row.measure, row.group, round_, pair, n)
            if row.rose is not None and self.result.estimand == "all":
                both = self._has(row.measure, pair[0]) & self._has(row.measure, pair[1])
                yield row.measure, " ".join(pair), self._members(row.group, pair) & both
        yield from self._asides()

    def _levels(self) -> Iterator[tuple[str, str, Flags]]:
        for row in self.result.scores:
            if row.n is None:
                continue
            pairs = [(row.from_round, row.to_round)] if row.from_round and row.to_round else self._pairs(row.group)
            pair = next(pair for pair in pairs if row.round in pair)
            yield self._checked(row.measure, row.group, row.round, pair, row.n)

    def _pairs(self, group: str) -> list[Pair]:
        """The pairs in which a group has rows, in the order of the table; the one round where nothing is compared."""
        rows = [row for row in self.result.changes if row.group == group]
        return list(dict.fromkeys((row.from_round, row.to_round) for row in rows)) or [(self.survey.rounds[0].name,)]

    def _checked(self, measure: str, group: str, round_: str, pair: Pair, n: int) -> tuple[str, str, Flags]:
        members = self._members(group, pair) & self._counted(measure, round_, pair)
        if int(members.sum()) != n:
            raise AssertionError(f"{measure}, {group}, {round_} of {pair}: {int(members.sum())} people, told are {n}")
        return measure, round_, members

    def _asides(self) -> Iterator[tuple[str, str, Flags]]:
        """Means of those who stayed and who left, and the headline's change by another estimand."""
        pair = self.result.headline_pair
        if pair is None:
            return
        matched = self._present[pair[0]] & self._present[pair[1]]
        for fate in self.result.attrition:
            for standing, part in ((fate.stayers, matched), (fate.leavers, ~matched)):
                if standing.mean is not None:
                    yield INDEX, pair[0], self._members(fate.group, pair) & part & self._has(INDEX, pair[0])
        for row in self.result.robustness:
            if row.what == "estimand" and row.change is not None:
                both = self._has(INDEX, pair[0]) & self._has(INDEX, pair[1])
                for round_ in pair:
                    counted = both if row.variant == "matched" else self._has(INDEX, round_)
                    yield INDEX, round_, self._members(row.group, pair) & counted

    def _counted(self, measure: str, round_: str, pair: Pair) -> Flags:
        rounds = pair if self.result.estimand == "matched" else (round_,)
        return np.asarray(np.logical_and.reduce([self._has(measure, name) for name in rounds]))

    def _has(self, measure: str, round_: str) -> Flags:
        column = [one.name for one in self._scored.measures].index(measure)
        place = [one.name for one in self.survey.rounds].index(round_)
        return np.asarray(~np.isnan(self._scored.scores[place][:, column]) & self._present[round_])

    @cached_property
    def _scored(self) -> ScoredSurvey:
        return ScoredSurvey(self.survey)

    @cached_property
    def _present(self) -> Mapping[str, Flags]:
        return {one.name: one.present for one in self.survey.rounds}

    def _members(self, name: str, pair: Pair) -> Flags:
        if name == ALL:
            return self._everybody(pair)
        if name.startswith(SIDE):
            return self._of_side(name.removeprefix(SIDE))
        if name == NOT_STATED:
            return np.asarray(self.survey.group < 0)
        facts = next(group for group in self.result.groups if group.name == name)
        parts = facts.merged_from or (name,)
        if facts.by is None:
            names = [group.name for group in self.survey.groups]
            return np.isin(self.survey.group, [names.index(part) for part in parts])
        breakdown = next(one for one in self.survey.breakdowns if one.name == facts.by)
        categories = [group.name for group in breakdown.categories]
        places = [categories.index(part) if part in categories else -1 for part in parts]
        return np.isin(breakdown.category, places) & self._everybody(pair)

    def _of_side(self, side: str | None) -> Flags:
        return np.isin(self.survey.group, [i for i, group in enumerate(self.survey.groups) if group.side == side])

    def _everybody(self, pair: Pair) -> Flags:
        """Who counts in ``ALL``: without the sides, groups of no side and people of no group that stay few."""
        threshold = self.result.settings.threshold
        found = np.zeros(self.survey.group.size, dtype=bool)
        loose = [self.survey.group == i for i, group in enumerate(self.survey.groups) if group.side is None]
        few = [members for members in loose if self._smallest(members, pair) < threshold]
        kept = [members for members in loose if self._smallest(members, pair) >= threshold]
        sides = {group.side for group in self.survey.groups if group.side is not None}
        merged = [np.logical_or.reduce(few)] if few else []
        for members in (*merged, *(self._of_side(side) for side in sides), self.survey.group < 0):
            if self._smallest(members, pair) >= threshold:
                kept.append(members)
        return np.asarray(np.logical_or.reduce([found, *kept]))

    def _smallest(self, members: Flags, pair: Pair) -> int:
        """The smallest of the counts by which a group is small (rule 33)."""
        present, indexed = [self._present[name] for name in pair], [self._has(INDEX, name) for name in pair]
        if len(pair) > 1 and self.result.estimand != "independent":
            present.append(np.logical_and.reduce(present))
            indexed.append(np.logical_and.reduce(indexed))
        return min(int((members & some).sum()) for some in (*present, *indexed))
