"""Reads every number of a result that was handed on against its kind: nothing may be shown more exactly than it must.

What a field is, is taken from where it is declared; how exactly such a thing may be shown is repeated here. So a
rule that is lost there is found here, and so is a field that was declared as something that it is not: as what may be
shown exactly, as a ratio while it runs to 100, as a statistic while it is a mean that is rounded more elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from metrics.result.tables import ALL_TABLES
from metrics.schema.rows import Field, fields_of

Document = Mapping[str, Any]
Row = Mapping[str, Any]
Subject = tuple[str, str]

FEW = 30
MOST_DECIMALS = {"share": 1, "effective": 1, "ratio": 2, "statistic": 2, "test_statistic": 2, "p": 3}
WHOLE = frozenset({"people", "count", "moved"})
LARGEST_RATIO = 20.0
FOLLOWS_FROM_COUNTS = {
    ("changes", "smallest_p"): ("test", "n_from", "n_to", "n_matched"),
    ("changes", "detectable_alpha"): ("family", "family_size"),
}
"""The numbers that are shown exactly, and the counts and words that they follow from."""


@dataclass(frozen=True)
class Number:
    """A number of a document: where it stands, what it is, and the rows around it, the innermost last."""

    table: str
    field: Field
    value: Any
    rows: tuple[Row, ...]

    def __str__(self) -> str:
        about = [
            str(self.rows[0][name]) for name in ("measure", "item", "group", "rater", "a", "b") if name in self.rows[0]
        ]
        return f"{self.table}.{self.field.name} of {' '.join(about)}: {self.value}"


def too_exact(document: Document) -> list[str]:
    """What is shown more exactly than it may be, or is not declared at all."""
    numbers, found = [], []
    for table, row in rows_of(document):
        found += _undeclared(table, ALL_TABLES[table].row, row)
        numbers += list(_numbers(table, ALL_TABLES[table].row, (row,)))
    people = _people(document)
    found += [f"{number}: {why}" for number in numbers if (why := _why(number, people))]
    if not document["survey"]["settings"]["weights"]:
        found += [
            f"{number}: a share of answers that are not counted out"
            for number in numbers
            if number.field.kind.name == "share" and not number.rows[-1].get("counts")
        ]
        found += [f"{number}: nobody has a weight" for number in numbers if number.field.kind.name == "effective"]
    return [*found, *_beside_coarser(numbers), *_not_from_counts(document), *_of_the_head(document)]


def rows_of(document: Document) -> Iterator[tuple[str, Row]]:
    """Every row of every table."""
    for table in ALL_TABLES:
        if table == "suppressed":
            rows = document["disclosure"]["suppressed"]
        elif table == "attrition":
            total = document["attrition"]
            rows = [] if total is None else [{k: v for k, v in total.items() if k != "sides"}, *total["sides"]]
        else:
            rows = document[table]
        yield from ((table, row) for row in rows)


def _undeclared(table: str, kind: type, row: Row) -> list[str]:
    declared = {field.json for field in fields_of(kind)}
    return [f"{table}.{key} is not declared" for key in row if key not in declared]


def _numbers(table: str, kind: type, rows: tuple[Row, ...]) -> Iterator[Number]:
    """The numbers of a row, and of the rows inside it."""
    for field in fields_of(kind):
        value = rows[-1].get(field.json)
        if field.row is not None:
            for inner in value if isinstance(value, list) else [value or {}]:
                yield from _numbers(table, field.row, (*rows, inner))
        elif isinstance(value, dict):
            yield from (Number(table, field, one, rows) for one in value.values())
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield Number(table, field, value, rows)


def _why(number: Number, people: Mapping[tuple[Subject, str | None], int]) -> str:
    """Why a number is too exact; empty where it is not."""
    kind, value = number.field.kind.name, number.value
    if kind in WHOLE or kind == "distribution":
        return "" if isinstance(value, int) else "a count that is none"
    if kind == "points":
        decimals = 0 if _behind(number, people) < FEW else 1
        return "" if _has_decimals(value, decimals) else f"points with more than {decimals} decimals"
    if kind == "p_of_counts":
        return "" if (number.table, number.field.name) in FOLLOWS_FROM_COUNTS else "does not follow from counts"
    if kind == "p" and 0 < value < 0.001:
        return "" if value == float(f"{value:.0e}") else "a small p with more than one digit"
    if kind == "ratio" and abs(value) > LARGEST_RATIO:
        return "no ratio is so large"
    if kind not in MOST_DECIMALS:
        return f"nobody knows how exactly a {kind} may be shown"
    most = MOST_DECIMALS[kind]
    return "" if _has_decimals(value, most) else f"more than {most} decimals"


def _has_decimals(value: float, most: int) -> bool:
    return value == round(value, most)


def _behind(number: Number, people: Mapping[tuple[Subject, str | None], int]) -> int:
    """The fewest people behind a number in points: its row says so, or the rows that it is made of."""
    row = number.rows[-1]
    own = [row[name] or 0 for name in ("n", "n_from", "n_to") if name in row]
    if own:
        return min(own)
    outer = number.rows[0]
    if "what" in outer:
        about: list[Subject] = [("trust_index", outer["group"])]
    elif "measure" in outer:
        about = [(outer["measure"], outer[end]) for end in ("a", "b")]
    else:
        about = [(f"rates:{outer['b']}", outer["a"]), (f"rates:{outer['a']}", outer["b"])]
    return min(people.get((one, outer.get("round")), 0) for one in about)


def _people(document: Document) -> dict[tuple[Subject, str | None], int]:
    """How many people a change rests on, and the ratings of a round."""
    people: dict[tuple[Subject, str | None], int] = {}
    for row in document["changes"]:
        people[(row["measure"], row["group"]), None] = min(row["n_from"] or 0, row["n_to"] or 0)
    for row in document["matrix"]:
        people[(f"rates:{row['target']}", row["rater"]), row["round"]] = row["n"] or 0
    return people


def _beside_coarser(numbers: list[Number]) -> list[str]:
    """Fields that are no points, and yet are those of another field with more decimals, nearly everywhere."""
    points: dict[str, dict[Subject, list[float]]] = defaultdict(lambda: defaultdict(list))
    others: dict[str, list[tuple[Subject, float]]] = defaultdict(list)
    for number in numbers:
        row = number.rows[0]
        about = (str(row.get("measure", row.get("item", "trust_index"))), str(row.get("group", row.get("a"))))
        name = f"{number.table}.{number.field.name} {row.get('round') or ''}".strip()
        if number.field.kind.name == "points":
            points[name][about].append(number.value)
        elif isinstance(number.value, float) and number.field.kind.name not in ("p", "share"):
            others[name].append((about, number.value))
    found = []
    for name, values in others.items():
        for coarser, known in points.items():
            there = [(value, known[about]) for about, value in values if about in known]
            finer = [value for value, rounded in there if any(_is_finer(value, one) for one in rounded)]
            if len(finer) >= 5 and len(finer) > 0.6 * len(there):
                found.append(f"{name} is {coarser} with more decimals")
    return found


def _is_finer(value: float, rounded: float) -> bool:
    return (
        abs(value) >= 1
        and value != rounded
        and (round(value) == rounded or (rounded != int(rounded) and round(value, 1) == rounded))
    )


def _not_from_counts(document: Document) -> list[str]:
    """Numbers that are shown exactly though rows of the same counts have others."""
    found = []
    for (table, name), counts in FOLLOWS_FROM_COUNTS.items():
        values = defaultdict(set)
        for row in document[table]:
            values[tuple(row[count] for count in counts)].add(row[name])
        found += [f"{table}.{name} is {several} for {counts}" for counts, several in values.items() if len(several) > 1]
    return found


def _of_the_head(document: Document) -> list[str]:
    """Numbers outside the tables that are no counts."""
    tables = {*ALL_TABLES, "survey"}
    head = {name: value for name, value in document.items() if name not in tables}
    survey = {name: value for name, value in document["survey"].items() if name != "settings"}
    return [f"{value} stands outside the tables" for part in (head, survey) for value in _floats(part)]


def _floats(value: Any) -> Iterator[float]:
    if isinstance(value, float):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _floats(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _floats(inner)
