"""The sheet of mutual trust: who rates whom, before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from metrics import MatrixRow, Protected
from metrics.result.names import asked_only_in
from metrics.schema.rows import Field, in_workbook
from reports.workbook.columns import Column, Table
from reports.workbook.tables.declared_columns import columns_of, number_column, sheet_of
from reports.workbook.tables.names import is_mixed


@dataclass(frozen=True)
class _Line:
    """How a rater rates a target in both rounds of a pair; `only_round`: the one in which it was asked, if not both."""

    rater: str
    target: str
    from_round: str
    to_round: str
    n_from: int | None
    n_to: int | None
    mean_from: float | None
    mean_to: float | None
    only_round: str | None

    @property
    def change(self) -> float | None:
        """Points; None where either round is hidden, or was not asked."""
        return None if self.mean_from is None or self.mean_to is None else self.mean_to - self.mean_from


def matrix(result: Protected, language: str) -> Table:
    """A row a rater and target: before, after and change; the levels of each round where nothing is compared."""
    if not result.pairs:
        return sheet_of(result, language, "matrix")
    fields = {field.name: field for field in in_workbook(MatrixRow)}
    keys = [fields[name] for name in ("rater", "target", "from_round", "to_round")]
    lines = _ordered(result)
    columns = [
        *columns_of(result, language, keys, lines),
        *_before_and_after(result, fields["n"]),
        *_before_and_after(result, fields["mean"]),
        replace(number_column(result, fields["mean"]), word="change", value=attrgetter("change")),
        *([_why_empty(result, language)] if any(line.only_round for line in lines) else []),
    ]
    return Table(lines, columns, _is_hidden)


def _is_hidden(line: _Line, word: str) -> bool:
    """Whether a missing number is hidden: of a target that was asked in one round alone, in that round."""
    if line.only_round is None:
        return line.n_from is None or line.n_to is None
    end = "from" if line.only_round == line.from_round else "to"
    return word.startswith((f"n_{end}", f"mean_{end}"))


def _why_empty(result: Protected, language: str) -> Column:
    """In which round a target was asked, where it was in one alone."""

    def words(line: _Line) -> str | None:
        only = line.only_round
        return asked_only_in(result, only, language) if only else None

    return Column("why_empty", "text", words)


def _before_and_after(result: Protected, field: Field) -> list[Column]:
    """The column of a number twice: in the earlier and in the later round."""
    sides = [replace(field, name=f"{field.name}_{end}") for end in ("from", "to")]
    of_round = replace(field.details, is_of_round=True)
    return [number_column(result, replace(side, details=of_round)) for side in sides]


def _ordered(result: Protected) -> list[_Line]:
    """Lines by rater and target, sides before groups, all together last where there are sides; then by pair."""
    known = dict.fromkeys([*(row.group for row in result.scores), *(row.target for row in result.matrix)])
    parties = {name: (is_mixed(result, name), index) for index, name in enumerate(known)}
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
        numbers = [(row.n, row.mean) if row is not None else (None, None) for row in (before, after)]
        (n_from, mean_from), (n_to, mean_to) = numbers
        only_round = earlier if after is None else later if before is None else None
        yield _Line(rater, target, earlier, later, n_from, n_to, mean_from, mean_to, only_round)
