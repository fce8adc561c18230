"""What is handed on: a protected result in coarser numbers, for those who did not see the answers (rule 40).

The officer's own result has full precision. What leaves the officer's hands is rounded, shows no distribution of few
people, names no file, and, for the public, no group.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from hashlib import sha256
from typing import Any, TypeVar

from metrics.model.cells import is_total
from metrics.model.ratings import RATING
from metrics.result.result import _SEAL, Protected, Shared, Suppression
from metrics.result.rounding_plan import Coarser, Row
from metrics.result.rows import (
    PROTECTED,
    AttritionRow,
    BetweenGroupsRow,
    ChangeRow,
    DifferenceRow,
    GapRow,
    ItemRow,
    ItemTestRow,
    MatrixRow,
    RobustnessRow,
    ScoreRow,
)
from metrics.result.sentences import sentence
from metrics.schema.points import decimals_for, rounded
from metrics.tables.reliability import ReliabilityRow
from surveys.model.instrument import ALL, INDEX, SIDE

AUDIENCES = ("participants", "public")
"""Who a result is handed on to; who is to see the full numbers is the officer alone (``internal``)."""

NAMED = ("all", "ten", "sides")
"""Which groups are told by name: all that are shown, those of ten answers or more, none but the sides."""

_TEN = 10
_IN_POINTS = ("sign_flip", "permutation")
_POINTS = "mean_from mean_to change ci_low ci_high ci90_low ci90_high shift detectable change_weighted weighted_low"
_CHANGE_POINTS = (*_POINTS.split(), "weighted_high")
_DECIMALS, _P_DECIMALS = 2, 3

Told = TypeVar("Told", ScoreRow, ChangeRow, ItemRow, ItemTestRow, MatrixRow, GapRow, DifferenceRow)


def shared(result: Protected, audience: str = "participants", named: str | None = None) -> Shared:
    """A result as it is handed on, with its sentences anew.

    Parameters
    ----------
    result : Protected
        As `metrics.analyse` made it, or as it was handed on to a smaller circle.
    audience : {"participants", "public"}
        Who it is for; it is written on the face of every export.
    named : {"all", "ten", "sides"}, optional
        Which groups are told by name; where absent all for participants, the sides alone for the public.

    Raises
    ------
    ValueError
        If the audience is unknown, or the result was read back: what its rounding has to hide is not known any more.
    """
    if audience not in AUDIENCES or named not in (None, *NAMED):
        raise ValueError(f"audience must be one of {', '.join(AUDIENCES)}, named one of {', '.join(NAMED)}")
    coarser = Coarser() if isinstance(result, Shared) else result.coarser
    if coarser is None:
        raise ValueError("a result that was read back can't be handed on anew: analyse the survey again")
    return _with_sentences(_coarse(result, coarser, audience, named or ("sides" if audience == "public" else "all")))


def _with_sentences(result: Shared) -> Shared:
    """The result with the sentence of every change, in the numbers that it shows."""
    written = tuple(replace(row, sentence=sentence(result, row, result.settings.lang)) for row in result.changes)
    return replace(result, changes=written, seal=_SEAL)


def code_of(result: Protected, coarser: Coarser) -> str:
    """The code of a result's numbers, as all groups are handed on."""
    told = _coarse(result, coarser, "participants", "all")
    numbers = [[row.measure, row.level, row.group, row.round, row.n, row.mean] for row in told.scores]
    found = [[row.measure, row.level, row.group, row.change, row.verdict] for row in told.changes]
    return sha256(json.dumps([numbers, found]).encode()).hexdigest()[:8].upper()


def _coarse(result: Protected, coarser: Coarser, audience: str, named: str) -> Shared:
    gone = _not_named(result, named)
    told = _Told(result, coarser, gone)
    made = {one.name: getattr(result, one.name) for one in fields(Protected)}
    made |= told.tables() | {"groups": told.groups(), "audience": audience, "named": named, "coarser": None}
    made["rounds"] = tuple(replace(facts, file=None, sha256=None, rows_read=None) for facts in result.rounds)
    invited = {name: number for name, number in result.settings.invited.items() if name not in gone}
    made["settings"] = replace(result.settings, invited=invited)
    made["issues"] = tuple(issue for issue in result.issues if issue.file is None)
    return Shared(**made, seal=_SEAL)


def _not_named(result: Protected, named: str) -> frozenset[str]:
    """The groups that are not told; where one of a side would be left out alone, one more is."""
    if named == "sides":
        return frozenset(group.name for group in result.groups)
    if named == "all":
        return frozenset()
    count = {row.group: row.n or 0 for row in result.scores if row.level == "index"}
    count |= {row.group: min(row.n_from or 0, row.n_to or 0) for row in result.changes if row.level == "index"}
    family = {group.name: (group.by, group.side) for group in result.groups if group.name in count}
    gone = {name for name in family if count[name] < _TEN}
    for which in dict.fromkeys(family[name] for name in gone):
        own = [name for name in family if family[name] == which]
        left = [name for name in own if name not in gone]
        if len(own) - len(left) == 1 and left:
            gone.add(min(left, key=lambda name: count[name]))
    parts = {part for group in result.groups if group.name not in gone for part in group.merged_from}
    return frozenset(gone | {group.name for group in result.groups if group.name not in {*count, *parts}})


class _Told:
    """The tables of a result in the numbers that are handed on."""

    def __init__(self, result: Protected, coarser: Coarser, gone: frozenset[str]) -> None:
        self._result, self._gone = result, gone
        self._whole, self._hidden = coarser.whole, coarser.hidden
        self._n = {(row.measure, row.group): min(row.n_from or 0, row.n_to or 0) for row in result.changes}
        self._few = self._without_distribution()

    def groups(self) -> tuple[Any, ...]:
        """The groups that are told; mergers of others go with them."""
        return tuple(group for group in self._result.groups if group.name not in self._gone)

    def tables(self) -> dict[str, Any]:
        """Every table by name."""
        result = self._result
        return {
            "scores": self._each(result.scores, self._score, lambda row: (row.measure, row.group)),
            "changes": self._each(result.changes, self._change, lambda row: (row.measure, row.group)),
            "items": self._each(result.items, self._item, lambda row: (row.item, row.group)),
            "item_tests": self._each(result.item_tests, self._item_test, lambda row: (row.item, row.group)),
            "matrix": tuple(self._rating(row) for row in result.matrix if not {row.rater, row.target} & self._gone),
            "gaps": tuple(self._gap(row) for row in result.gaps if not {row.a, row.b} & self._gone),
            "between_groups": () if self._gone else tuple(map(_between, result.between_groups)),
            "difference_in_change": tuple(
                self._difference(row) for row in result.difference_in_change if not {row.a, row.b} & self._gone
            ),
            "reliability": tuple(map(_reliability, result.reliability)),
            "attrition": tuple(map(self._attrition, result.attrition)),
            "robustness": tuple(map(self._robustness, result.robustness)),
            "suppressed": tuple(
                row
                for row in result.suppressed
                if row.group not in self._gone and (row.table != "matrix" or row.measure not in self._gone)
            )
            + tuple(self._also_suppressed()),
        }

    def _also_suppressed(self) -> Iterator[Suppression]:
        """The rows that are not handed on though the officer has them."""
        had = {(row.table, row.measure, row.group) for row in self._result.suppressed}
        for table, rows in (("scores", self._result.scores), ("changes", self._result.changes)):
            for row in rows:
                key = row.measure, row.group
                if key in self._hidden and row.group not in self._gone and (table, *key) not in had:
                    had.add((table, *key))
                    yield Suppression(table, *key, "row", row.from_round, row.to_round)

    def _each(self, rows: Sequence[Told], tell: Callable[[Told], Told], key: Callable[[Told], Row]) -> tuple[Told, ...]:
        """Rows of the groups that are told; those that are not shown to anybody are empty."""
        return tuple(
            _empty(row) if key(row) in self._hidden else tell(row) for row in rows if key(row)[1] not in self._gone
        )

    def _decimals(self, n: int | None, row: Row) -> int:
        return 0 if row in self._whole else decimals_for(n or 0)

    def _score(self, row: ScoreRow) -> ScoreRow:
        told = _rounded(row, self._decimals(row.n, (row.measure, row.group)), "mean", "sd")
        return _rounded(told, 1, "n_effective")

    def _change(self, row: ChangeRow) -> ChangeRow:
        places = self._decimals(min(row.n_from or 0, row.n_to or 0), (row.measure, row.group))
        told = _rounded(row, places, *_CHANGE_POINTS)
        told = _rounded(told, _DECIMALS, "effect_value", "effect_low", "effect_high")
        told = _rounded(told, places if row.test in _IN_POINTS else _DECIMALS, "statistic")
        if (row.measure, row.group) in self._few:
            told = replace(told, rose=None, same=None, fell=None)
        return replace(told, p=_p(row.p), p_adjusted=_p(row.p_adjusted))

    def _item(self, row: ItemRow) -> ItemRow:
        if (row.item, row.group) in self._few:
            return _empty(row)
        return _rounded(row, 1, "trusting", "neutral", "distrusting", "net")

    def _item_test(self, row: ItemTestRow) -> ItemTestRow:
        if (row.item, row.group) in self._few:
            return _empty(row)
        told = replace(row, mcnemar_p=_p(row.mcnemar_p), mcnemar_midp=_p(row.mcnemar_midp), p=_p(row.p))
        return _rounded(told, _DECIMALS, "stuart_maxwell")

    def _rating(self, row: MatrixRow) -> MatrixRow:
        key = RATING + row.target, row.rater
        return _empty(row) if key in self._hidden else _rounded(row, self._decimals(row.n, key), "mean")

    def _gap(self, row: GapRow) -> GapRow:
        both = [r for r in self._result.matrix if r.round == row.round and {r.rater, r.target} == {row.a, row.b}]
        keys = {(RATING + r.target, r.rater): r.n for r in both}
        if self._hidden & keys.keys():
            return _empty(row)
        places = min((self._decimals(n, key) for key, n in keys.items()), default=0)
        return _rounded(row, places, "a_rates_b", "b_rates_a", "gap")

    def _difference(self, row: DifferenceRow) -> DifferenceRow:
        if self._hidden & {(row.measure, row.a), (row.measure, row.b)}:
            return _empty(row)
        places = min(self._decimals(self._n.get((row.measure, g), 0), (row.measure, g)) for g in (row.a, row.b))
        told = _rounded(_rounded(row, places, "difference", "ci_low", "ci_high"), _DECIMALS, "statistic", "df")
        return replace(told, p=_p(row.p))

    def _robustness(self, row: RobustnessRow) -> RobustnessRow:
        if (INDEX, row.group) in self._hidden:
            return replace(row, change=None, p=None, p_adjusted=None, reason=PROTECTED)
        told = _rounded(row, self._decimals(self._n.get((INDEX, row.group), 0), (INDEX, row.group)), "change")
        return replace(told, p=_p(row.p), p_adjusted=_p(row.p_adjusted))

    def _attrition(self, row: AttritionRow) -> AttritionRow:
        key, fell = (INDEX, row.group), row.if_leavers_fell
        if key in self._hidden:
            return AttritionRow(row.group, row.from_round, row.to_round, reason=PROTECTED)
        fell = _rounded(fell, self._decimals(fell.n, key), "change", "ci_low", "ci_high")
        stayers, leavers = (
            _rounded(standing, self._decimals(standing.n, key), "mean", "sd") for standing in (row.stayers, row.leavers)
        )
        told = replace(row, stayers=stayers, leavers=leavers, if_leavers_fell=replace(fell, p=_p(fell.p)))
        return _rounded(told, _DECIMALS, "standardised_difference")

    def _without_distribution(self) -> set[Row]:
        """The items of rows below twice the threshold; where one row of a side is so alone, one more."""
        result, least = self._result, 2 * self._result.settings.threshold
        count: dict[str, dict[str, int]] = {}
        for row in result.items:
            if row.counts is not None:
                n = sum(row.counts.values())
                by_group = count.setdefault(row.item, {})
                by_group[row.group] = min(n, by_group.get(row.group, n))
        few = {(item, group) for item, by_group in count.items() for group, n in by_group.items() if n < least}
        family = {group.name: (group.by, group.side) for group in result.groups}
        for item, by_group in count.items():
            few |= {(item, group) for group in _one_more(item, by_group, few, family, least)}
        return few


def _one_more(
    item: str,
    count: Mapping[str, int],
    few: set[Row],
    family: Mapping[str, tuple[str | None, str | None]],
    least: int,
) -> set[str]:
    """Groups whose distribution is withheld because that of too few would be left of a side's or of everybody's.

    Parameters
    ----------
    count : mapping
        People of each group, side and of all whose distribution could be shown.
    few : set
        Rows whose distribution is withheld already.
    family : mapping
        The breakdown and the side of each group.
    least : int
        Fewest people of a distribution.
    """
    more: set[str] = set()
    kept = [group for group in count if (item, group) not in few]

    def complete(total: str, parts: Sequence[str], otherwise: Sequence[str]) -> None:
        """Withholds parts until what a total leaves of them is enough, or nothing."""
        left = sorted((part for part in parts if part in kept), key=lambda part: count[part])
        while total in kept and 0 < count[total] - sum(count[part] for part in left) < least:
            more.update([left.pop(0)] if left else otherwise)
            if not left:
                break

    for by, side in dict.fromkeys(family.values()):
        total = SIDE + side if side is not None and by is None else ALL
        complete(total, [group for group in family if family[group] == (by, side)], [total, ALL])
    sides = [group for group in count if is_total(group) and group != ALL]
    shown = [side for side in sides if side in kept and side not in more]
    if sides and 0 < count.get(ALL, 0) - sum(count[side] for side in shown) < least:
        more.add(ALL)
    return more & set(count)


def _empty(row: Told) -> Told:
    """The row without its numbers, as a protected one."""
    kept = {one.name: getattr(row, one.name) for one in fields(row) if one.name in _KEYS}
    return type(row)(**kept)


_KEYS = frozenset({"measure", "level", "group", "item", "round", "from_round", "to_round", "rater", "target", "a", "b"})


AnyRow = TypeVar("AnyRow")


def _rounded(row: AnyRow, decimals: int, *names: str) -> AnyRow:
    """The row with some of its numbers rounded."""
    numbers: dict[str, Any] = {name: rounded(getattr(row, name), decimals) for name in names}
    return replace(row, **numbers)  # type: ignore[type-var]


def _p(value: float | None) -> float | None:
    """A p with three decimals; below a thousandth, with one digit."""
    if value is None or value >= 10.0**-_P_DECIMALS:
        return rounded(value, _P_DECIMALS)
    return float(f"{value:.0e}")


def _between(row: BetweenGroupsRow) -> BetweenGroupsRow:
    dunn = tuple(replace(_rounded(one, _DECIMALS, "z"), p=_p(one.p), p_adjusted=_p(one.p_adjusted)) for one in row.dunn)
    return replace(_rounded(row, _DECIMALS, "statistic"), p=_p(row.p), dunn=dunn)


def _reliability(row: ReliabilityRow) -> ReliabilityRow:
    items = tuple(_rounded(one, _DECIMALS, "item_rest", "alpha_if_dropped") for one in row.per_item)
    names = ("alpha", "alpha_low", "alpha_high", "omega", "inter_item_low", "inter_item_high", "inter_item_mean")
    return replace(_rounded(row, _DECIMALS, *names), per_item=items)
