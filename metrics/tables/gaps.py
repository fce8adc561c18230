"""Reciprocity: the gap between how two groups or sides rate each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from metrics.model.cells import is_side
from metrics.model.ratings import rating_name
from metrics.protection.comparison import Comparison
from metrics.schema.kinds import Details, FromOrNone, Group, Points, Round, ToOrNone
from metrics.schema.rows import table
from metrics.tables.matrix import MatrixRow
from surveys.model.instrument import ALL

_MEAN = Details(schema={"minimum": 0, "maximum": 100}, is_weighted=True)


@table(
    "gaps",
    subjects=lambda row: ((rating_name(row.b), row.a), (rating_name(row.a), row.b)),
    columns="a b from_round to_round round a_rates_b b_rates_a gap",
    note="Reciprocity, a_rates_b − b_rates_a. Exploratory: the two directions may be worded differently.",
)
@dataclass(frozen=True)
class GapRow:
    """Reciprocity of two groups or sides in one round: ``a_rates_b − b_rates_a``, points."""

    a: Annotated[Group, Details(heading="party_a")]
    b: Annotated[Group, Details(heading="party_b")]
    round: Round
    from_round: FromOrNone
    to_round: ToOrNone
    a_rates_b: Annotated[Points, _MEAN] = None
    b_rates_a: Annotated[Points, _MEAN] = None
    gap: Annotated[Points, Details(schema={"minimum": -100, "maximum": 100}, is_weighted=True)] = None


def gap_rows(comparison: Comparison, rows: Sequence[MatrixRow]) -> list[GapRow]:
    """Reciprocity gaps of a comparison's ratings: ``gap(A, B) = A rates B − B rates A``.

    Of two groups or two sides, A before B in the instrument's order. None for a merged rater, whom nobody rates. They
    explore: until both wordings are shown to be comparable, a gap may lie in the words.
    """
    order = [cell.name for cell in comparison.stakeholders if cell.name != ALL and not cell.merged_from]
    by_key = {(row.rater, row.target, row.round): row for row in rows}
    gaps = []
    for index, a in enumerate(order):
        for b in order[index + 1 :]:
            for round_ in comparison.people.rounds if is_side(a) == is_side(b) else ():
                there, back = by_key.get((a, b, round_.name)), by_key.get((b, a, round_.name))
                if there is not None and back is not None:
                    gaps.append(_gap(there, back))
    return gaps


def _gap(there: MatrixRow, back: MatrixRow) -> GapRow:
    gap = None if there.mean is None or back.mean is None else there.mean - back.mean
    shown = (there.mean, back.mean) if gap is not None else (None, None)
    return GapRow(there.rater, there.target, there.round, there.from_round, there.to_round, *shown, gap)
