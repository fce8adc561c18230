"""Whether other answers than the true ones fit all that a row of few people shows (rule 40).

With n and means in whole points, an SD, an interval or a p tells the scores of few people one by one where only one set
of attainable answers fits them. So other answers are looked for near the true ones: of a few people one moves up by an
answer or two, and others down by as much, so that every sum stays as it is, those of the questions included. What the
row would then show is computed as the row itself was. Sets that are not found so do not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import product

import numpy as np

from metrics.findings.evidence import Evidence, evidences
from metrics.findings.verdicts import may_rule_out, verdict
from metrics.model.cells import Cell
from metrics.model.scores import DECIMALS
from metrics.model.settings import Settings
from metrics.protection.comparison import Comparison
from metrics.publish.answer_steps import Steps, steps_of
from metrics.schema.kinds import RATIO_DECIMALS, Precision
from metrics.schema.precision import rounded_interval
from metrics.schema.rows import fields_of
from metrics.statistics.effects import Effect, effects_of
from metrics.statistics.power import detectable_change
from metrics.tables.changes import ChangeRow, effect_fields, sampling_of
from surveys.model.survey import Flags, Floats, Integers

SETS = 3
"""How many different sets of answers have to fit in each round, and of changes; the true ones are one."""

_MOVED, _FARTHEST = 6, 2
"""How many people are moved at most, and by how many answers."""

_MOVES, _NEAREST, _AT_A_TIME = 120, 48, 3
"""How many ways to move people are looked at in a round, how many in both, and how many rows are computed together;
those first that change the sums of squares least."""

_TINY = 1e-9

_FEWEST_PAIRS = 3
"""Below so many pairs nothing that a row shows rests on their changes one by one: no r is taken (rule 22)."""

Scores = tuple[Floats, ...]
"""Scores of a row's people in each of its rounds, shape (people,); NaN where they have none there."""


@dataclass(frozen=True)
class _Moves:
    """What may be added to the scores of a round: shape (moves, people); the first adds nothing.

    `n`, `squares`: how many people have a score, and the sum of squares around their mean. `more`: by how much that
    grows, shape (moves,).
    """

    added: Floats
    n: int
    squares: float
    more: Floats

    @property
    def share(self) -> Floats:
        """By how much the sum of squares grows, as a share of it."""
        return self.more / max(self.squares, _TINY)


class OtherAnswers:
    """The search for other answers that fit a row of the index or a dimension, and what it has found so far.

    Parameters
    ----------
    row : ChangeRow or None
        The change in full; None where the row is one of levels alone.
    settings : Settings
        Those of the analysis.
    is_whole : bool
        Whether the row's points are whole, however many people they rest on.
    """

    def __init__(
        self,
        comparison: Comparison,
        cell: Cell,
        column: int,
        row: ChangeRow | None,
        settings: Settings,
        *,
        is_whole: bool = False,
    ) -> None:
        people = comparison.people
        self._people, self._cell, self._column, self._row = people, cell, column, row
        self._margin, self._with_tests = settings.margin, True
        self._rounds = people.presence.positions(column)
        self._scores: Scores = tuple(people.counting(cell.members, [column], one)[:, 0] for one in self._rounds)
        self._test = row.test or "" if row else ""
        self._sampling = sampling_of(people, cell, settings, self._test)
        here = ~np.isnan(np.array(self._scores))
        fewest = int(here.sum(axis=1).min())
        self._precision = Precision(fewest, is_whole, test=row.test if row else None)
        self._pairs = here.all(axis=0)
        self._has_changes = (
            row is not None and people.presence.is_paired and int(self._pairs.sum()) >= _FEWEST_PAIRS
        )  # fmt: skip
        self._found: list[set[bytes]] = [{one} for one in self._sets(self._scores)]

    def fit(self, *, with_tests: bool = True) -> bool:
        """Whether enough sets of answers fit what the row shows.

        Parameters
        ----------
        with_tests : bool
            Whether it shows its p, what is as exact as this, and how many moved; or levels and interval alone.
        """
        self._with_tests = with_tests
        tried: list[set[bytes]] = [set() for _ in self._found]
        batch: list[Scores] = []
        for others in self._nearest():
            if self._are_wanted(others, tried):
                batch.append(others)
            if len(batch) == _AT_A_TIME:
                self._keep_fitting(batch)
                batch = []
                if self._is_enough():
                    return True
        self._keep_fitting(batch)
        return self._is_enough()

    @cached_property
    def _moves(self) -> list[_Moves]:
        """What may be added to the scores of each round."""
        steps = [steps_of(self._people, self._cell.members, self._column, one) for one in self._rounds]
        return [self._moves_of(scores, one) for scores, one in zip(self._scores, steps, strict=True)]

    def _are_wanted(self, others: Scores, tried: Sequence[set[bytes]]) -> bool:
        """Whether some scores would be a set that is wanted and was not tried; it then is."""
        is_wanted = False
        for found, seen, one in zip(self._found, tried, self._sets(others), strict=True):
            if len(found) < SETS and one not in found and one not in seen:
                seen.add(one)
                is_wanted = True
        return is_wanted

    def _is_enough(self) -> bool:
        return all(len(found) >= SETS for found in self._found)

    def _sets(self, scores: Scores) -> list[bytes]:
        """The scores of each round, and the changes if these matter, each without its order."""
        values = [*scores, scores[1] - scores[0]] if self._has_changes else list(scores)
        return [np.sort(np.round(one[~np.isnan(one)], 6) + 0.0).tobytes() for one in values]

    def _moves_of(self, scores: Floats, steps: Steps) -> _Moves:
        """What may be added to a round's scores: the SD stays what is shown, and so does every organisation's sum."""
        can = self._pairs if self._has_changes else ~np.isnan(scores)
        room = np.where(can, np.minimum(steps.above, _FARTHEST) + np.minimum(steps.below, _FARTHEST), 0.0)
        moved = np.argsort(-room, kind="stable")[: min(_MOVED, int(np.count_nonzero(room)))]
        ways = _ways(moved.size)
        ways = ways[((ways <= steps.above[moved]) & (-ways <= steps.below[moved])).all(axis=1)]
        if self._sampling.organisations is not None:
            units = self._sampling.units[moved]
            ways = ways[((ways @ (units[:, None] == np.unique(units))) == 0).all(axis=1)]
        values = scores[~np.isnan(scores)]
        squares = 2 * steps.size * (ways @ scores[moved]) + steps.size**2 * (ways**2).sum(axis=1)
        total = float(((values - values.mean()) ** 2).sum())
        decimals = replace(self._precision, people=values.size).decimals
        sd = np.round(np.sqrt(np.maximum(total + squares, 0.0) / max(values.size - 1, 1)), decimals)
        fits = np.flatnonzero(np.abs(sd - sd[0]) < 10.0**-DECIMALS)
        fits = fits[np.argsort(np.abs(squares[fits]), kind="stable")][:_MOVES]
        added = np.zeros((fits.size, scores.size))
        added[:, moved] = steps.size * ways[fits]
        return _Moves(added, values.size, total, squares[fits])

    def _nearest(self) -> Iterator[Scores]:
        """Other scores in all rounds; those first that change the sums of squares least."""
        moves = self._moves
        cost = np.abs(moves[0].share)[:, None]
        if len(moves) > 1:
            cost = cost + np.abs(moves[1].share)
        if self._row is not None:
            grown = self._error_grown
            cost = cost / 20 + np.abs(grown)
            cost[~self._may_fit(grown, *moves)] = np.inf
        flat = cost.ravel()
        some = np.argpartition(flat, min(_NEAREST, flat.size) - 1)[:_NEAREST]
        for number in some[np.argsort(flat[some], kind="stable")].tolist():
            if np.isfinite(flat[number]):
                which = divmod(number, cost.shape[1])
                yield tuple(scores + one.added[i] for scores, one, i in zip(self._scores, moves, which, strict=False))

    @cached_property
    def _error_grown(self) -> Floats:
        """By how much the error variance of the change grows, as a share of it, shape (moves before, moves after).

        Of partially overlapping samples, roughly. Organisations' sums stay, so that theirs does not grow.
        """
        before, after = self._moves
        if self._sampling.organisations is not None:
            return np.zeros((before.more.size, after.more.size))
        pairs = int(np.count_nonzero(self._pairs))
        together = pairs / ((pairs - 1) * before.n * after.n) if self._has_changes else 0.0
        alone = [1 / ((one.n - 1) * one.n) - together for one in (before, after)]
        total = alone[0] * before.squares + alone[1] * after.squares
        grown = alone[0] * before.more[:, None] + alone[1] * after.more
        if self._has_changes:
            squares, more = self._squares_of_changes(before, after)
            total, grown = total + together * squares, grown + together * more
        return np.asarray(grown / max(total, _TINY))

    def _squares_of_changes(self, before: _Moves, after: _Moves) -> tuple[float, Floats]:
        """The sum of squares of the changes, and by how much it grows, shape (moves before, moves after)."""
        changes = np.where(self._pairs, self._scores[1] - self._scores[0], 0.0)
        own = np.where(self._pairs, changes - changes[self._pairs].mean(), 0.0)
        alone = [2 * sign * (one.added @ own) + (one.added**2).sum(axis=1) for sign, one in ((-1, before), (1, after))]
        return float((own**2).sum()), alone[0][:, None] + alone[1] - 2 * before.added @ after.added.T

    def _may_fit(self, grown: Floats, before: _Moves, after: _Moves) -> Flags:
        """Whether t, effect and interval may stay what is shown. A quick look: the row is computed in full later."""
        row = self._row
        if row is None or row.ci_low is None or row.ci_high is None or row.change is None:
            return np.ones(grown.shape, dtype=bool)
        times = np.sqrt(np.maximum(1.0 + grown, _TINY))
        is_rough = self._people.estimand != "matched"
        fits = np.ones(grown.shape, dtype=bool)
        for end in (row.ci_low, row.ci_high):
            fits &= _rounds_to(row.change + (end - row.change) * times, end, self._precision.decimals, is_rough)
        if self._with_tests and row.statistic is not None:
            fits &= _rounds_to(row.statistic / times, row.statistic, RATIO_DECIMALS, is_rough)
        if self._with_tests and row.effect_value is not None:
            variances = [one.squares / (one.n - 1) for one in (before, after)]
            both = variances[0] * before.share[:, None] + variances[1] * after.share
            effect = row.effect_value / np.sqrt(np.maximum(1.0 + both / max(sum(variances), _TINY), _TINY))
            fits &= _rounds_to(effect, row.effect_value, RATIO_DECIMALS, is_rough=True)
        return fits

    def _keep_fitting(self, others: Sequence[Scores]) -> None:
        """Notes those of some scores with which the row would show the same."""
        for scores, fits in zip(others, self._fit(others), strict=True):
            if fits:
                for found, one in zip(self._found, self._sets(scores), strict=True):
                    found.add(one)

    def _fit(self, others: Sequence[Scores]) -> list[bool]:
        if self._row is None or not others:
            return [True] * len(others)
        columns = [self._scores, *others]
        before, after = (np.array([scores[one] for scores in columns]).T for one in (0, 1))
        found = evidences(before, after, self._people.estimand, self._test, self._sampling, checked=False)
        effects = effects_of(before, after, self._people.estimand, self._test)
        true, *rest = [self._shown(self._row, *one) for one in zip(found, effects, strict=True)]
        return [one == true for one in rest]

    def _shown(self, true: ChangeRow, found: Evidence, effect: Effect) -> tuple[object, ...]:
        """What is handed on of a change beside n and means; its p is adjusted by as much as the true one's."""
        p = found.tested.p
        if p is not None and true.p and true.p_adjusted is not None:
            p = min(1.0, p * true.p_adjusted / true.p)
        margins = self._margin, may_rule_out(self._margin, true.level)

        def read(low: float | None, high: float | None) -> tuple[str, bool]:
            return verdict(low, high, p, *margins)

        shown: list[object] = [found.tested.reason, read(found.low, found.high)]
        if found.low is not None and found.high is not None:
            shown += rounded_interval(found.low, found.high, self._precision.decimals, read)
        if self._with_tests:
            alpha, error = true.detectable_alpha, found.mean
            numbers = effect_fields(effect, self._test, found) | {
                "statistic": found.tested.statistic,
                "p": found.tested.p,
                "p_adjusted": p,
                "detectable": None if alpha is None else detectable_change(error.error, error.df, alpha=alpha),
            }
            shown += [_KINDS[name].hand_on(value, self._precision) for name, value in numbers.items()]
            shown.append(found.moves)
        return tuple(shown)


_KINDS = {one.name: one.kind for one in fields_of(ChangeRow)}


def _rounds_to(values: Floats, shown: float, decimals: int, is_rough: bool) -> Flags:
    """Whether values are rounded to the same as the one shown; if they are rough, whether they may be."""
    if is_rough:
        return np.asarray(np.abs(values - shown) < 10.0**-decimals)
    return np.asarray(np.abs(np.round(values, decimals) - np.round(shown, decimals)) < 10.0**-DECIMALS)


@lru_cache(maxsize=_MOVED + 1)
def _ways(people: int) -> Integers:
    """All ways to move some people by up to two answers each that leave the sum, shape (ways, people); first, none."""
    ways = np.array(list(product(range(-_FARTHEST, _FARTHEST + 1), repeat=people)), dtype=np.intp)
    ways = ways.reshape((2 * _FARTHEST + 1) ** people, people)  # nobody can be moved in one way
    ways = ways[ways.sum(axis=1) == 0]
    return np.asarray(ways[np.argsort(np.abs(ways).sum(axis=1), kind="stable")])
