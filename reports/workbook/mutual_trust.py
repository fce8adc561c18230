"""The sheets of mutual trust: who rates whom before and after, and the gaps between two directions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from metrics import MatrixRow, Protected
from reports.workbook.names import before_and_after, group_column, is_mixed, pair_columns, round_column
from reports.workbook.sheet import Table, fields


@dataclass(frozen=True)
class _Line:
    """How a rater rates a target in both rounds of a pair."""

    rater: str
    target: str
    from_round: str
    to_round: str
    n_from: int | None
    n_to: int | None
    mean_from: float | None
    mean_to: float | None

    @property
    def change(self) -> float | None:
        """Points; None where either round is hidden."""
        return None if self.mean_from is None or self.mean_to is None else self.mean_to - self.mean_from


def matrix(result: Protected, language: str) -> Table:
    """A row a rater and target: before, after and change; the levels of each round where nothing is compared."""
    parties = [
        group_column(result, language, "rater", "rater"),
        group_column(result, language, "target", "target"),
    ]
    weighted = result.settings.weights
    if not result.pairs:
        single = [
            round_column(language),
            *fields("n", kind="count"),
            *fields("mean", kind="points", weighted=weighted),
        ]
        return Table(result.matrix, [*parties, *single], lambda row, _: row.n is None)
    columns = [
        *parties,
        *pair_columns(result, language),
        *before_and_after(result, "n_from", "n_to", kind="count"),
        *before_and_after(result, "mean_from", "mean_to", kind="points", weighted=weighted),
        *fields("change", kind="points", weighted=weighted),
    ]
    return Table(_ordered(result), columns, lambda line, _: line.n_from is None or line.n_to is None)


def gaps(result: Protected, language: str) -> Table:
    """The two directions of each pair of groups or sides, and their difference."""
    columns = [
        group_column(result, language, "party_a", "a"),
        group_column(result, language, "party_b", "b"),
        *pair_columns(result, language, result.gaps),
        round_column(language),
        *fields("a_rates_b", "b_rates_a", "gap", kind="points", weighted=result.settings.weights),
    ]
    return Table(result.gaps, columns, lambda row, _: row.gap is None)


def _ordered(result: Protected) -> list[_Line]:
    """Lines by rater and target, sides before groups, all together last where there are sides; then by pair."""
    known = dict.fromkeys([*(row.group for row in result.scores), *(row.target for row in result.matrix)])
    parties = {name: (is_mixed(result, name), place) for place, name in enumerate(known)}
    last = (True, len(parties))
    return sorted(
        _lines(result),
        key=lambda line: (
            parties.get(line.rater, last),
            parties[line.target],
            result.pairs.index((line.from_round, line.to_round)),
        ),
    )


def _lines(result: Protected) -> Iterator[_Line]:
    """A line a pair of rounds; rows that name no pair rest on everyone in their round, and serve every pair."""
    found: dict[tuple[str, ...], MatrixRow] = {}
    for row in result.matrix:
        named = (row.from_round, row.to_round)
        for pair in [pair for pair in result.pairs if named in (pair, (None, None)) and row.round in pair]:
            found[(row.rater, row.target, *pair, row.round)] = row
    for rater, target, earlier, later in dict.fromkeys(key[:4] for key in found):
        before = found.get((rater, target, earlier, later, earlier))
        after = found.get((rater, target, earlier, later, later))
        if before is not None and after is not None:
            yield _Line(rater, target, earlier, later, before.n, after.n, before.mean, after.mean)
