"""The reliability of each dimension and of the whole, in each round and over all rounds together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Annotated

import numpy as np

from metrics.model.measures import scored_dimension
from metrics.model.scores import item_scores
from metrics.schema.kinds import Count, Details, Measure, Names, People, Ratio, Round, Why
from metrics.schema.rows import PROTECTED, ROWS, nested_row, table
from metrics.statistics.reliability.alpha import FEWEST_CASES, alpha_of_covariance
from metrics.statistics.reliability.cases import CompleteCases
from metrics.statistics.reliability.omega import omega_of_covariance
from surveys import Instrument, Item
from surveys import Round as SurveyRound
from surveys.model.instrument import INDEX
from surveys.model.survey import Flags

POOLED = "pooled"
"""In place of a round: the answers of all rounds, one under the other."""

ALPHA_REASONS = (
    PROTECTED,
    "not_asked",
    "nobody_answered",
    "not_asked_together",
    "too_few_complete_cases",
    "items_constant",
    "single_item",
    "total_constant",
)
"""Why a row has no alpha; the first six stand for omega too."""
OMEGA_REASONS = (
    *ALPHA_REASONS[:6],
    "fewer_than_three_items",
    "n_not_above_items",
    "singular_covariance",
    "residual_not_positive",
    "no_convergence",
)
"""Why a row has no omega."""
REASONS = tuple(dict.fromkeys(ALPHA_REASONS + OMEGA_REASONS))
"""All codes of `ReliabilityRow.alpha_reason` and `ReliabilityRow.omega_reason`."""


_ALPHA = Details(schema={"maximum": 1})
_CORRELATION = Details(schema={"minimum": -1, "maximum": 1})


@nested_row()
@dataclass(frozen=True)
class ItemReliability:
    """How an item bears on its scope: its correlation with the sum of the others, and alpha without it.

    None where undefined: a constant sum of the others, fewer than 2 others.
    """

    item: Measure
    item_rest: Annotated[Ratio, _CORRELATION]
    alpha_if_dropped: Annotated[Ratio, _ALPHA]


@table(
    "reliability",
    note="Of each dimension and of trust_index, in each round and pooled; the reasons say why a number is missing.",
)
@dataclass(frozen=True)
class ReliabilityRow:
    """Reliability of a scope in a round.

    Attributes
    ----------
    scope : str
        ``trust_index`` (every item with a dimension) or a dimension.
    round : str
        A round's name, or ``pooled``.
    n, items : int or None
        Respondents who answered all the items, and items that count; under ``pooled`` a respondent counts once a
        round.
    alpha, alpha_low, alpha_high : float or None
        Raw Cronbach's alpha of the 0–100 item scores, and Feldt's 95 % interval.
    omega : float or None
        McDonald's omega total.
    alpha_reason, omega_reason : str or None
        Why there is no alpha, no omega: one of `REASONS`.
    inter_item_low, inter_item_high, inter_item_mean : float or None
        Of the correlations between any two items.
    per_item : tuple of ItemReliability
        The items that count, in the instrument's order.
    dropped : tuple of str
        Items left out: nobody answered them, or all complete cases gave the same answer. Not those that were not asked.
    """

    scope: Measure
    round: Round
    n: People = None
    items: Count = None
    alpha: Annotated[Ratio, _ALPHA] = None
    alpha_low: Annotated[Ratio, _ALPHA] = None
    alpha_high: Annotated[Ratio, _ALPHA] = None
    omega: Annotated[Ratio, Details(schema={"minimum": 0, "maximum": 1})] = None
    alpha_reason: Why = None
    omega_reason: Why = None
    inter_item_low: Annotated[Ratio, _CORRELATION] = None
    inter_item_high: Annotated[Ratio, _CORRELATION] = None
    inter_item_mean: Annotated[Ratio, _CORRELATION] = None
    per_item: Annotated[tuple[ItemReliability, ...], ROWS] = ()
    dropped: Names = ()


def reliability_rows(
    instrument: Instrument, rounds: Sequence[SurveyRound], members: Flags, threshold: int | None
) -> list[ReliabilityRow]:
    """Reliability by scope and round, unweighted (rules 17 and 18).

    Parameters
    ----------
    rounds : sequence of Round
        Two or more are pooled as well.
    members : array of bool, shape (people,)
        Who counts: the people of ``ALL``.
    threshold : int or None
        Rows of fewer complete cases are hidden, and so are those in which all complete cases gave the same answer
        to an item; ``pooled`` is hidden with any of its rounds. None hides nothing: for arithmetic, never to
        be shown.

    Returns
    -------
    list of ReliabilityRow
        Scopes in the instrument's order, the index first; the rounds, then ``pooled``.
    """
    scores = [item_scores(instrument, round_.scores)[round_.present & members] for round_ in rounds]
    put = [round_.was_asked[round_.present & members] & _has_column(instrument, round_) for round_ in rounds]
    indices = {item.name: index for index, item in enumerate(instrument.items)}
    rows: list[ReliabilityRow] = []
    for scope, items in scopes(instrument).items():
        columns = [indices[item.name] for item in items]
        tables = {
            round_.name: _Answers(CompleteCases.of(answers[:, columns]), asked[:, columns])
            for round_, answers, asked in zip(rounds, scores, put, strict=True)
        }
        rows += _scope_rows(_Scope(scope, items, instrument), tables, threshold)
    return rows


def without_numbers_of_few(rows: Sequence[ReliabilityRow], least: int) -> tuple[ReliabilityRow, ...]:
    """Rows without the numbers of fewer than `least` complete cases: correlations tell of their answers (rule 39a).

    All rounds together go with any of them.
    """
    gone = {row.scope for row in rows if row.n is not None and row.n < least}
    return tuple(
        _protected(row) if row.scope in gone and row.n is not None and (row.n < least or row.round == POOLED) else row
        for row in rows
    )


def _protected(row: ReliabilityRow) -> ReliabilityRow:
    """A row without numbers; the reasons for which it had none stay."""
    return ReliabilityRow(
        row.scope,
        row.round,
        alpha_reason=PROTECTED if row.alpha is not None else row.alpha_reason,
        omega_reason=PROTECTED if row.omega is not None else row.omega_reason,
    )


def _has_column(instrument: Instrument, round_: SurveyRound) -> Flags:
    """Which items any question of is a column in the file of a round, shape (items,)."""
    return np.array([any(one.name not in round_.lacks for one in item.questions) for item in instrument.items])


def scopes(instrument: Instrument) -> Mapping[str, tuple[Item, ...]]:
    """The items of ``trust_index`` and of each dimension that has any.

    Where no item has a dimension, those of the index are the items that then form it.
    """
    dimension_of = scored_dimension(instrument)
    items = tuple(item for item in instrument.items if item.name in dimension_of)
    dimensions = [dimension.name for dimension in instrument.dimensions if dimension.name in dimension_of.values()]
    return {INDEX: items} | {
        name: tuple(item for item in items if dimension_of[item.name] == name) for name in dimensions
    }


@dataclass(frozen=True)
class _Scope:
    name: str
    items: tuple[Item, ...]
    instrument: Instrument

    def asked_together(self, kept: Flags) -> bool:
        """Whether the form asks the kept items of some group all together: known without anybody's answer."""
        questions = [item.questions for item in compress(self.items, kept)]
        named = {name for asked in questions for question in asked for name in question.asked_of}
        groups = {(group.name, group.side) for group in self.instrument.groups} or {(name, name) for name in named}
        return not named or any(
            all(any(question.is_asked_of(*group) for question in asked) for asked in questions) for group in groups
        )


@dataclass(frozen=True)
class _Answers:
    """The complete cases of a scope in a round, and whether each item was put to each person, shape (people, items)."""

    cases: CompleteCases
    put: Flags

    @property
    def asked(self) -> Flags:
        """Which items were asked at all, shape (items,)."""
        return np.asarray(self.put.any(axis=0))

    @property
    def people_asked(self) -> int:
        """How many people were put any item."""
        return int(np.count_nonzero(self.put.any(axis=1)))


def _scope_rows(scope: _Scope, rounds: Mapping[str, _Answers], threshold: int | None) -> list[ReliabilityRow]:
    rows = [_row(scope, name, found, threshold) for name, found in rounds.items()]
    if len(rows) < 2:
        return rows
    # Otherwise the hidden round would be what is left of all rounds together without the others.
    why_hidden = _why_hidden(scope)
    if any((row.n, row.alpha_reason, row.omega_reason) == (None, *why_hidden) for row in rows):
        return [*rows, _without_numbers(scope, POOLED, *why_hidden)]
    together = CompleteCases.together([one.cases for one in rounds.values()])
    return [*rows, _row(scope, POOLED, _Answers(together, np.vstack([one.put for one in rounds.values()])), threshold)]


def _row(scope: _Scope, round_: str, answers: _Answers, threshold: int | None) -> ReliabilityRow:
    cases = answers.cases
    if not answers.asked.any():
        return _without_numbers(scope, round_, "not_asked")
    if not cases.n and not scope.asked_together(cases.kept):
        return _without_numbers(scope, round_, "not_asked_together")
    if threshold is not None and not cases.kept.any() and answers.people_asked >= threshold:
        return _without_numbers(scope, round_, "nobody_answered")
    if threshold is not None and (cases.n < threshold or cases.unanimous):
        return _without_numbers(scope, round_, *_why_hidden(scope))
    return _numbers(scope, round_, answers)


def _why_hidden(scope: _Scope) -> tuple[str, str]:
    """Why a hidden row has no alpha and no omega: what the form has too few questions for is not protected."""
    items = len(scope.items)
    return ("single_item" if items < 2 else PROTECTED), ("fewer_than_three_items" if items < 3 else PROTECTED)


def _without_numbers(scope: _Scope, round_: str, alpha: str, omega: str | None = None) -> ReliabilityRow:
    """A row without numbers, for a reason each; the same for omega where it has none of its own."""
    return ReliabilityRow(scope.name, round_, alpha_reason=alpha, omega_reason=omega or alpha)


def _numbers(scope: _Scope, round_: str, answers: _Answers) -> ReliabilityRow:
    cases = answers.cases
    alpha = alpha_of_covariance(cases.covariance, cases.n)
    omega = omega_of_covariance(cases.covariance, cases.n)
    whole = _why_nothing(cases)
    names = [item.name for item in compress(scope.items, cases.counting)]
    return ReliabilityRow(
        scope=scope.name,
        round=round_,
        n=cases.n,
        items=alpha.items,
        alpha=alpha.alpha,
        alpha_low=alpha.low,
        alpha_high=alpha.high,
        omega=omega.omega,
        alpha_reason=whole or alpha.reason,
        omega_reason=whole or omega.reason,
        inter_item_low=alpha.inter_item_low,
        inter_item_high=alpha.inter_item_high,
        inter_item_mean=alpha.inter_item_mean,
        per_item=tuple(map(ItemReliability, names, alpha.item_rest, alpha.if_dropped)),
        dropped=tuple(item.name for item in compress(scope.items, answers.asked & ~cases.counting)),
    )


def _why_nothing(cases: CompleteCases) -> str | None:
    """Why a scope has neither alpha nor omega, whatever its items."""
    if not cases.kept.any():
        return "nobody_answered"
    if cases.n < FEWEST_CASES:
        return "too_few_complete_cases"
    return None if cases.counting.any() else "items_constant"
