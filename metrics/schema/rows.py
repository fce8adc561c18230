"""The fields of a row, read off its class: each has a kind, or the class can't be imported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, is_dataclass, replace
from dataclasses import fields as dataclass_fields
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from metrics.schema.kinds import GROUP, MEASURE, PEOPLE, WHY, Details, Kind, Precision
from metrics.schema.precision import rounded, rounded_interval

PROTECTED = "protected"
"""The verdict, or the reason, of a row whose numbers are hidden."""
LEVELS = "levels"
"""The reason of a row that is shown by its change alone (rule 2)."""
SPREAD = "spread"
"""The reason of a row of which means, change and finding are shown, and nothing of rule 39a."""

AnyRow = TypeVar("AnyRow")
_TYPES: Mapping[str, type] = {"integer": int, "number": float, "string": str, "boolean": bool}
"""The type of a field by that of its kind in JSON."""
_FIELDS: dict[type, tuple[Field, ...]] = {}
_COLUMNS: dict[type, tuple[Field, ...]] = {}


@dataclass(frozen=True)
class Field:
    """A field of a row.

    Attributes
    ----------
    name, json : str
        Its names in the row and in ``results.json``.
    kind : Kind
    details : Details
    is_optional : bool
        Whether it may be None.
    default : object
        What it is in a row that has its keys alone; `MISSING` for a key.
    row : type or None
        The class of the row, or of the rows, that stand in it.
    """

    name: str
    json: str
    kind: Kind
    details: Details
    is_optional: bool
    default: Any
    row: type | None = None

    @property
    def stays(self) -> bool:
        """Whether a hidden row keeps it."""
        return self.kind.stays if self.details.stays is None else self.details.stays

    @property
    def is_spread(self) -> bool:
        """Whether it goes with the spread of a row."""
        return self.kind.is_spread if self.details.is_spread is None else self.details.is_spread

    @property
    def cell(self) -> str:
        """How the workbook writes it."""
        return self.details.cell or self.kind.cell

    @property
    def heading(self) -> str:
        """Key of its heading in the workbook."""
        return self.details.heading or self.name


def fields_of(row: type) -> tuple[Field, ...]:
    """The fields of a class of rows, in its order.

    Raises
    ------
    TypeError
        If a field has no kind, or is of another type than its kind.
    """
    if row not in _FIELDS:
        _FIELDS[row] = _read_fields(row)
    return _FIELDS[row]


def _read_fields(row: type) -> tuple[Field, ...]:
    hints = get_type_hints(row, include_extras=True)
    found = []
    for one in dataclass_fields(row):
        base, *notes = get_args(hints[one.name]) if get_origin(hints[one.name]) is Annotated else (hints[one.name],)
        kinds = [note for note in notes if isinstance(note, Kind)]
        if len(kinds) != 1:
            raise TypeError(f"{row.__name__}.{one.name} needs one kind of metrics.schema.kinds, not {len(kinds)}")
        details = _merged([note for note in notes if isinstance(note, Details)])
        parts = get_args(base) if get_origin(base) is UnionType else (base,)
        default = one.default if one.default_factory is MISSING else one.default_factory()
        if (wanted := _TYPES.get(kinds[0].json.get("type", ""))) and wanted not in parts:
            raise TypeError(f"{row.__name__}.{one.name} is of another type than its kind, {kinds[0].name}")
        stays = kinds[0].stays if details.stays is None else details.stays
        if kinds[0].is_number and (stays or default not in (None, MISSING)):
            raise TypeError(f"{row.__name__}.{one.name} is a number: a hidden row can't keep it, nor have another")
        inner = next((part for whole in parts for part in (whole, *get_args(whole)) if is_dataclass(part)), None)
        found.append(
            Field(one.name, details.json or one.name, kinds[0], details, NoneType in parts, default, inner)  # type: ignore[arg-type]
        )
    return tuple(found)


def _merged(notes: list[Details]) -> Details:
    """All that is said of a field; what is said last holds."""
    merged = Details()
    for note in notes:
        merged = replace(
            merged, **{name: value for name, value in vars(note).items() if value != getattr(Details(), name)}
        )
    return merged


def nested_row(columns: str = "") -> Callable[[type[AnyRow]], type[AnyRow]]:
    """Declares a class of rows that stand inside others; `columns` as of `table`.

    Raises
    ------
    TypeError
        If a field has no kind, or is not among the `columns` that are given though the workbook has it.
    """

    def declare(kind: type[AnyRow]) -> type[AnyRow]:
        fields = {one.name: one for one in fields_of(kind) if one.details.in_workbook}
        arranged = columns.split() or list(fields)
        if set(arranged) != fields.keys():
            other = sorted(fields.keys() ^ set(arranged))
            raise TypeError(f"the columns of {kind.__name__} are not its fields: {', '.join(other)}")
        _COLUMNS[kind] = tuple(fields[name] for name in arranged)
        return kind

    return declare


def in_workbook(row: type) -> tuple[Field, ...]:
    """The fields of a class of rows that the workbook has, in its order."""
    return _COLUMNS[row]


def is_row(kind: type) -> bool:
    """Whether a class was declared as one of rows."""
    return kind in _COLUMNS


def hidden_twin(full: AnyRow) -> AnyRow:
    """The empty twin of a row: its keys are kept, it says that it is hidden, and has nothing else."""
    kept = {one.name: getattr(full, one.name) for one in fields_of(type(full)) if one.stays}
    why = {one.name: PROTECTED for one in fields_of(type(full)) if one.kind is WHY}
    return type(full)(**kept, **why)


def without_spread(full: AnyRow) -> AnyRow:
    """A row without all that tells how far people's answers, or changes, lie apart (rule 39a)."""
    return _without(full, SPREAD, [one for one in fields_of(type(full)) if one.is_spread])


def without_levels(full: AnyRow) -> AnyRow:
    """A row by its change alone (rule 2)."""
    return _without(full, LEVELS, [one for one in fields_of(type(full)) if one.details.is_level])


def _without(full: AnyRow, reason: str, withheld: list[Field]) -> AnyRow:
    """A row without some fields; it says why, unless nothing of it was there, or it says so already."""
    if all(getattr(full, one.name) == one.default for one in withheld):
        return full
    gone: dict[str, Any] = {one.name: one.default for one in withheld}
    for one in fields_of(type(full)):
        if one.name == "reason" and getattr(full, one.name) != LEVELS:
            gone[one.name] = PROTECTED if one.kind is WHY else reason
    return type(full)(**{one.name: getattr(full, one.name) for one in fields_of(type(full))} | gone)


def has_no_number(row: object) -> bool:
    """Whether a row has none of its numbers: it is hidden, or could not be had."""
    return all(getattr(row, one.name) is None for one in fields_of(type(row)) if one.kind.is_number)


def handed_on(full: AnyRow, precision: Precision) -> AnyRow:
    """A row as it is handed on: each field by the rule of its kind.

    Where a row counts the people that it rests on, these decide how exactly its points are handed on. The ends of its
    interval are rounded by `rounded_interval`, and what lies inside stays inside.
    """
    fields = fields_of(type(full))
    own = [getattr(full, one.name) or 0 for one in fields if one.kind is PEOPLE]
    if own:
        precision = replace(precision, people=min(own))
    coarse = {one.name: one.kind.hand_on(getattr(full, one.name), precision) for one in fields}
    made = type(full)(**coarse | _interval(full, fields, precision))
    return made if precision.has_spread else without_spread(made)


def _interval(full: object, fields: tuple[Field, ...], precision: Precision) -> dict[str, float]:
    """The interval of a row and what lies inside, rounded so that the finding read off them is the same."""
    names = {one.details.of_interval: one.name for one in fields if one.details.of_interval}
    low, inside, high = (getattr(full, names.get(part, ""), None) for part in ("low", "inside", "high"))
    if low is None or high is None:
        return {}
    ends = rounded_interval(low, high, precision.decimals, precision.read)
    found = {names["low"]: ends[0], names["high"]: ends[1]}
    if inside is not None and low <= inside <= high:
        nearest = rounded(inside, precision.decimals) or 0.0
        found[names["inside"]] = min(max(nearest, ends[0]), ends[1])
    return found


def _hand_on_inner(value: Any, precision: Precision) -> Any:
    return (
        tuple(handed_on(one, precision) for one in value) if isinstance(value, tuple) else handed_on(value, precision)
    )


ROW = Kind("row", {"type": "object"}, _hand_on_inner)
"""A row inside a row."""
ROWS = Kind("rows", {"type": "array"}, _hand_on_inner)
"""Several rows inside a row."""

Subject = tuple[str, str]
"""A measure and a group."""


@dataclass(frozen=True)
class Table:
    """A table of a result.

    Attributes
    ----------
    name : str
        Its key in ``results.json``, and its attribute of a result.
    row : type
        The class of its rows.
    subjects : callable
        The measures and groups, as in the table of changes, whose numbers a row tells.
    is_distribution : bool
        Whether a row tells who gave which answer, so that all of it goes where that of few is withheld.
    compares_groups : bool
        Whether a row tells of all groups together, so that it goes where one is not named.
    note : str
        What the JSON Schema says of it.
    """

    name: str
    row: type
    subjects: Callable[[Any], tuple[Subject, ...]]
    is_distribution: bool = False
    compares_groups: bool = False
    note: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its fields, in the order of ``results.json``."""
        return fields_of(self.row)

    def named(self, kind: Kind) -> tuple[str, ...]:
        """The names of its fields of a kind."""
        return tuple(one.name for one in self.fields if one.kind is kind)


_TABLES: dict[type, Table] = {}


def table(
    name: str,
    *,
    subjects: Callable[[Any], tuple[Subject, ...]] | None = None,
    is_distribution: bool = False,
    compares_groups: bool = False,
    columns: str = "",
    note: str = "",
) -> Callable[[type[AnyRow]], type[AnyRow]]:
    """Declares a table by the class of its rows; see `Table`.

    Where `subjects` is absent, a row tells of the measure and the groups that it names. `columns`: the order of its
    columns in the workbook, where it is not that of the fields.

    Raises
    ------
    TypeError
        If a field has no kind, or is not among the `columns` that are given though the workbook has it; or if it is not
        known which rows of which groups have to be hidden with a row of this table.
    """

    def declare(kind: type[AnyRow]) -> type[AnyRow]:
        checked = nested_row(columns)(kind)
        about = subjects or _subjects_of(kind, compares_groups)
        _TABLES[kind] = Table(name, kind, about, is_distribution, compares_groups, note)
        return checked

    return declare


def _subjects_of(kind: type, compares_groups: bool) -> Callable[[Any], tuple[Subject, ...]]:
    """What a row tells of, by the measure and the groups that it names.

    Raises
    ------
    TypeError
        If it names groups and no measure, or has rows inside that name groups though it does not compare all.
    """
    fields = fields_of(kind)
    groups = [one.name for one in fields if one.kind is GROUP]
    measure = next((one.name for one in fields if one.kind is MEASURE), None)
    within = [one for one in fields if one.row and any(inner.kind is GROUP for inner in fields_of(one.row))]
    if (groups and measure is None) or (within and not compares_groups):
        raise TypeError(f"{kind.__name__} names groups: say of which measures and groups it tells, or that of all")
    return lambda row: tuple((getattr(row, measure), getattr(row, group)) for group in groups) if measure else ()


def table_of(kind: type) -> Table:
    """The table that a class of rows was declared for.

    Raises
    ------
    TypeError
        If it was not.
    """
    if kind not in _TABLES:
        raise TypeError(f"{kind.__name__} is not declared as the rows of a table")
    return _TABLES[kind]
