"""How the answers to an item moved: McNemar for trusting or not, Stuart–Maxwell for the whole distribution."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

import numpy as np

from metrics.model.cells import Cell
from metrics.model.population import Population, part_of
from metrics.schema.kinds import Code, Count, Details, From, Group, Measure, People, PValue, Statistic, To
from metrics.schema.rows import table
from metrics.statistics.adjustment import benjamini_hochberg
from metrics.statistics.asymptotic.stuart_maxwell import stuart_maxwell_of_tables
from metrics.statistics.exact import mcnemar_of_counts
from surveys.model.survey import Integers

FEWEST_PAIRS, TOO_FEW_PAIRS = 30, "too_few_pairs"
"""Below so many pairs Stuart–Maxwell finds next to nothing: its size at 0.05 is 0.2 to 1 %."""


@table(
    "item_tests",
    is_distribution=True,
    columns="""group item from_round to_round n mcnemar_p mcnemar_p_adjusted mcnemar_midp mcnemar_midp_adjusted
        stuart_maxwell df p p_adjusted reason""",
    note="Over the pairs: McNemar for trusting or not, Stuart–Maxwell for all answers. Empty where there are no pairs.",
)
@dataclass(frozen=True)
class ItemTestRow:
    """How the answers to one item moved, over the pairs: trusting against the rest, and the whole distribution.

    `mcnemar_p`, `mcnemar_midp`: McNemar's exact and mid-p. `stuart_maxwell`, `df`, `p`: the test of marginal
    homogeneity of all answers; empty with a `reason` below `FEWEST_PAIRS`. Each p is adjusted over the items of its
    group and pair of rounds (Benjamini and Hochberg).
    """

    item: Annotated[Measure, Details(heading="measure")]
    group: Group
    from_round: From
    to_round: To
    n: People = None
    mcnemar_p: PValue = None
    mcnemar_p_adjusted: PValue = None
    mcnemar_midp: PValue = None
    mcnemar_midp_adjusted: PValue = None
    stuart_maxwell: Annotated[Statistic, Details(schema={"minimum": 0})] = None
    df: Count = None
    p: Annotated[PValue, Details(heading="stuart_maxwell_p")] = None
    p_adjusted: Annotated[PValue, Details(heading="stuart_maxwell_p_adjusted")] = None
    reason: Annotated[Code, Details(schema={"enum": [TOO_FEW_PAIRS]}, heading="why_empty")] = None


def item_test_rows(people: Population, cell: Cell, columns: Sequence[int]) -> list[ItemTestRow]:
    """Tests of several items over the people who answered in both rounds (rule 24).

    Trusting counts against the rest, neutral included.
    """
    moves = _moves(people, cell, columns)
    trusting = people.form.answer_scores[people.form.item_indices(columns)] > 50
    gained = moves.sum(axis=(1, 2), where=~trusting[:, :, None] & trusting[:, None, :])
    lost = moves.sum(axis=(1, 2), where=trusting[:, :, None] & ~trusting[:, None, :])
    counts = zip(moves.sum(axis=(1, 2)).tolist(), gained.tolist(), lost.tolist(), strict=True)
    rows = []
    for column, (n, up, down), whole in zip(
        columns, counts, stuart_maxwell_of_tables(moves.astype(float)), strict=True
    ):
        binary = mcnemar_of_counts(up, down)
        row = replace(empty_item_test_row(people, cell, column), n=n, mcnemar_p=binary.p, mcnemar_midp=binary.mid_p)
        if n < FEWEST_PAIRS:
            rows.append(replace(row, reason=TOO_FEW_PAIRS))
        else:
            rows.append(replace(row, stuart_maxwell=whole.statistic, df=whole.df, p=whole.p))
    return rows


def with_adjusted_p(rows: Sequence[ItemTestRow]) -> list[ItemTestRow]:
    """Rows with each p adjusted over those of its group and pair that have one (rule 24)."""
    for name in ("mcnemar_p", "mcnemar_midp", "p"):
        families: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for i, row in enumerate(rows):
            if getattr(row, name) is not None:
                families[row.group, row.from_round, row.to_round].append(i)
        rows = list(rows)
        for where in families.values():
            values = benjamini_hochberg([getattr(rows[i], name) for i in where])
            for i, value in zip(where, values, strict=True):
                more: dict[str, Any] = {f"{name}_adjusted": value}
                rows[i] = replace(rows[i], **more)
    return list(rows)


def _moves(people: Population, cell: Cell, columns: Sequence[int]) -> Integers:
    """Pairs by answer before and answer after, shape (items, answers, answers)."""
    rows, indices = np.flatnonzero(cell.members), people.form.item_indices(columns)
    before, after = (part_of(people.scored.answers[one], rows, indices).astype(np.intp) for one in people.round_indices)
    items, answers = indices.size, people.form.answer_scores.shape[1]
    code = (np.arange(items) * answers + before) * answers + after
    counted = part_of(people.in_both, rows, columns)
    return np.bincount(code[counted], minlength=items * answers**2).reshape(items, answers, answers)


def empty_item_test_row(people: Population, cell: Cell, column: int) -> ItemTestRow:
    """The row without its numbers, which is the hidden one."""
    return ItemTestRow(people.measures[column].name, cell.name, people.rounds[0].name, people.rounds[1].name)
