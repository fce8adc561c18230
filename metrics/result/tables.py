"""The tables of a result: the one place that lists them, in the order of ``results.json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, get_args, get_type_hints

from metrics.schema.kinds import CODE, Details, FromOrNone, Group, Measure, ToOrNone
from metrics.schema.rows import LEVELS, SPREAD, Table, table, table_of
from metrics.tables.attrition import AttritionRow
from metrics.tables.between_groups import BetweenGroupsRow
from metrics.tables.changes import ChangeRow
from metrics.tables.difference_in_change import DifferenceRow
from metrics.tables.gaps import GapRow
from metrics.tables.item_tests import ItemTestRow
from metrics.tables.items import ItemRow
from metrics.tables.matrix import MatrixRow
from metrics.tables.reliability import ReliabilityRow
from metrics.tables.robustness import RobustnessRow
from metrics.tables.scores import ScoreRow

_REASON = (
    "row: too few answers, all answers alike, or else another row, or few people beside another pair of rounds, could "
    "be worked out; which of them is not said. side: its side or group has no row with numbers. levels: the change "
    "alone is shown, since else few people could be singled out beside another pair. spread: means, change and finding "
    "are shown, not how far answers lie apart."
)


@table("suppressed")
@dataclass(frozen=True)
class Suppression:
    """A row that is not shown, and why; the pair of rounds where it names one."""

    table: Annotated[str, CODE, Details(schema={"enum": ["scores", "changes", "items", "item_tests", "matrix"]})]
    measure: Measure
    group: Group
    reason: Annotated[str, CODE, Details(schema={"enum": ["row", "side", LEVELS, SPREAD], "description": _REASON})]
    from_round: FromOrNone = None
    to_round: ToOrNone = None


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The tables of a result, and the rows that are not shown."""

    scores: tuple[ScoreRow, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    items: tuple[ItemRow, ...] = ()
    item_tests: tuple[ItemTestRow, ...] = ()
    reliability: tuple[ReliabilityRow, ...] = ()
    matrix: tuple[MatrixRow, ...] = ()
    gaps: tuple[GapRow, ...] = ()
    between_groups: tuple[BetweenGroupsRow, ...] = ()
    difference_in_change: tuple[DifferenceRow, ...] = ()
    robustness: tuple[RobustnessRow, ...] = ()
    attrition: tuple[AttritionRow, ...] = ()
    suppressed: tuple[Suppression, ...] = ()


def _declared() -> dict[str, Table]:
    """Every table by name, as its rows' class declares it.

    Raises
    ------
    TypeError
        If a class of rows is not declared, or under another name.
    """
    hints = get_type_hints(Tables)
    found = {one.name: table_of(get_args(hints[one.name])[0]) for one in fields(Tables)}
    if wrong := [name for name, declared in found.items() if declared.name != name]:
        raise TypeError(f"tables are declared under another name: {wrong}")
    return found


ALL_TABLES: Mapping[str, Table] = _declared()
"""Every table with how it is declared, that of the rows that are not shown included."""

TABLES: Mapping[str, Table] = {name: one for name, one in ALL_TABLES.items() if name != "suppressed"}
"""The tables with numbers."""
