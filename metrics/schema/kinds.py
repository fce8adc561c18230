"""The kinds of fields that a result table may have, each with its rule for handing it on.

A kind without such a rule can't be made, and a field without a kind stops the import: what nobody thought about is
never handed on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from metrics.schema.precision import Reading, decimals_for, rounded, rounded_p, sides_of_zero

IN_POINTS = ("sign_flip", "permutation")
"""Tests whose statistic is a difference in points."""

RATIO_DECIMALS, SHARE_DECIMALS = 2, 1


@dataclass(frozen=True)
class Precision:
    """How exactly the numbers of a row are handed on.

    Attributes
    ----------
    people : int
        The fewest people that its points rest on.
    is_whole : bool
        Whether its points are whole, however many people they rest on.
    has_spread : bool
        Whether it may say how far its people's answers, or changes, lie apart (rule 39a).
    test : str or None
        The test that its statistic is of.
    read : callable
        What is read off the row's interval: rounding does not change it.
    """

    people: int = 0
    is_whole: bool = False
    has_spread: bool = True
    test: str | None = None
    read: Reading = sides_of_zero

    @property
    def decimals(self) -> int:
        """Decimals of points."""
        return 0 if self.is_whole else decimals_for(self.people)


@dataclass(frozen=True, eq=False)
class Kind:
    """What a field is.

    Attributes
    ----------
    name : str
    json : mapping
        JSON Schema of a value that is there.
    hand_on : callable
        What is handed on of a value, None included: the value as it is, rounded, or nothing.
    dtype : str
        Of a column of them in a frame.
    cell : {"text", "sentence", "count", "points", "number", "ratio", "p"}
        How the workbook writes it.
    stays : bool
        Whether a hidden row keeps it: what the row is about, never a number.
    is_spread : bool
        Whether it tells how far people's answers, or changes, lie apart: counts, moves, interval, p, effect (rule 39a).
    """

    name: str
    json: Mapping[str, Any]
    hand_on: Callable[[Any, Precision], Any]
    dtype: str = "object"
    cell: str = "text"
    stays: bool = False
    is_spread: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is a number, or several."""
        return self.json.get("type") in ("number", "integer")


@dataclass(frozen=True)
class Details:
    """What is particular to one field.

    Attributes
    ----------
    json : str
        Its key in ``results.json``; its name where empty.
    schema : mapping
        What the JSON Schema says beside the kind: bounds, codes, a description.
    heading : str
        Key of its heading in the workbook; its name where empty.
    cell : str
        How the workbook writes it, where it is not as its kind is written.
    only : {"", "weights", "invited", "pairs"}
        Without which choice of the analysis the workbook has no such column.
    is_weighted : bool
        Whether it is weighted where weights are on, which the heading then says.
    is_of_round : bool
        Whether it is of the earlier or the later round; the heading calls them before and after where there is one
        pair.
    of_interval : {"", "low", "high", "inside"}
        Which end it is of the interval that a finding is read off, or what lies inside: these are rounded together.
    in_workbook : bool
    stays : bool or None
        Whether a hidden row keeps it, where this is not as its kind says.
    is_spread : bool or None
        Whether it goes with the spread of a row (rule 39a), where this is not as its kind says.
    is_level : bool
        Whether it goes where a row is shown by its change alone (rule 2).
    """

    json: str = ""
    schema: Mapping[str, Any] = field(default_factory=dict)
    heading: str = ""
    cell: str = ""
    only: str = ""
    is_weighted: bool = False
    is_of_round: bool = False
    of_interval: str = ""
    in_workbook: bool = True
    stays: bool | None = None
    is_spread: bool | None = None
    is_level: bool = False


def as_it_is(value: Any, _: Precision) -> Any:
    """Of what is no measurement: names, codes, and counts of people in rows that are shown."""
    return value


def _points(value: float | None, precision: Precision) -> float | None:
    return rounded(value, precision.decimals)


def _share(value: float | None, _: Precision) -> float | None:
    return rounded(value, SHARE_DECIMALS)


def _ratio(value: float | None, _: Precision) -> float | None:
    return rounded(value, RATIO_DECIMALS)


def _test_statistic(value: float | None, precision: Precision) -> float | None:
    return rounded(value, precision.decimals if precision.test in IN_POINTS else RATIO_DECIMALS)


def _p(value: float | None, _: Precision) -> float | None:
    return rounded_p(value)


def _never(_: Any, __: Precision) -> None:
    """Of what is the officer's alone."""


_WORD: Mapping[str, Any] = {"type": "string"}
_COUNT: Mapping[str, Any] = {"type": "integer", "minimum": 0}
_P: Mapping[str, Any] = {"type": "number", "minimum": 0, "maximum": 1}
_NUMBER: Mapping[str, Any] = {"type": "number"}

MEASURE = Kind("measure", _WORD, as_it_is, stays=True)
LEVEL = Kind("level", {"enum": ["index", "dimension", "item"]}, as_it_is, stays=True)
GROUP = Kind("group", _WORD, as_it_is, stays=True)
ROUND = Kind("round", _WORD, as_it_is, stays=True)
PAIR = Kind("pair", _WORD, as_it_is, stays=True)
CHOICE = Kind("choice", _WORD, as_it_is, stays=True)
FLAG = Kind("flag", {"type": "boolean"}, as_it_is, "boolean", stays=True)
CODE = Kind("code", _WORD, as_it_is)
VERDICT = Kind("verdict", _WORD, as_it_is)
WHY = Kind("why", _WORD, as_it_is)
SENTENCE = Kind("sentence", _WORD, as_it_is, cell="sentence")
NAMES = Kind("names", {"type": "array", "items": _WORD}, as_it_is)
PEOPLE = Kind("people", _COUNT, as_it_is, "Int64", "count")
COUNT = Kind("count", _COUNT, as_it_is, "Int64", "count")
MOVED = Kind("moved", _COUNT, as_it_is, "Int64", "count", is_spread=True)
DISTRIBUTION = Kind(
    "distribution", {"type": "object", "additionalProperties": _COUNT}, as_it_is, cell="count", is_spread=True
)
POINTS = Kind("points", _NUMBER, _points, "float64", "points")
SHARE = Kind("share", {"type": "number", "minimum": -100, "maximum": 100}, _share, "float64", "number", is_spread=True)
EFFECTIVE = Kind("effective", {"type": "number", "minimum": 0}, _share, "float64", "number")
RATIO = Kind("ratio", _NUMBER, _ratio, "float64", "ratio", is_spread=True)
STANDARD_ERROR = Kind("standard_error", {"type": "number", "minimum": 0}, _never, "float64", "number", is_spread=True)
STATISTIC = Kind("statistic", _NUMBER, _ratio, "float64", "number", is_spread=True)
TEST_STATISTIC = Kind("test_statistic", _NUMBER, _test_statistic, "float64", "number", is_spread=True)
P = Kind("p", _P, _p, "float64", "p", is_spread=True)
P_OF_COUNTS = Kind("p_of_counts", _P, as_it_is, "float64", "p")

Measure = Annotated[str, MEASURE]
"""The name of a measure, an item or a scale: what the row is about."""
Level = Annotated[str, LEVEL]
Group = Annotated[str, GROUP]
"""The name of a group or side that the row is about."""
Round = Annotated[str, ROUND]
RoundOrNone = Annotated[str | None, ROUND]
From = Annotated[str, PAIR, Details(json="from")]
"""The earlier round of the pair that the row is about."""
To = Annotated[str, PAIR, Details(json="to")]
FromOrNone = Annotated[str | None, PAIR, Details(json="from")]
"""None where the row rests on everyone in its round."""
ToOrNone = Annotated[str | None, PAIR, Details(json="to")]
Choice = Annotated[str, CHOICE]
Flag = Annotated[bool, FLAG]
FlagOrNone = Annotated[bool | None, FLAG]
Code = Annotated[str | None, CODE]
Verdict = Annotated[str, VERDICT]
VerdictOrNone = Annotated[str | None, VERDICT]
Why = Annotated[str | None, WHY]
"""Why numbers are missing; ``protected`` in a hidden row."""
Sentence = Annotated[str, SENTENCE]
Names = Annotated[tuple[str, ...], NAMES]
People = Annotated[int | None, PEOPLE]
"""How many people the row's points rest on."""
Count = Annotated[int | None, COUNT]
"""Any other count that tells nothing of anybody's answers."""
Moved = Annotated[int | None, MOVED]
"""How many rose or fell."""
Distribution = Annotated[Mapping[str, int] | None, DISTRIBUTION]
"""How many people gave each answer."""
Points = Annotated[float | None, POINTS]
"""Points of the 0–100 scale."""
Change = Annotated[float | None, POINTS, Details(of_interval="inside")]
"""A change in points, inside its interval."""
Low = Annotated[float | None, POINTS, Details(of_interval="low", is_spread=True)]
"""The lower end of the interval that a finding is read off, in points."""
High = Annotated[float | None, POINTS, Details(of_interval="high", is_spread=True)]
"""Its upper end."""
Share = Annotated[float | None, SHARE]
"""Per cent of answers."""
EffectiveCount = Annotated[float | None, EFFECTIVE]
Ratio = Annotated[float | None, RATIO]
"""A number without a unit: an effect size, a correlation, a reliability."""
StandardError = Annotated[float | None, STANDARD_ERROR]
"""A standard error or its degrees of freedom: more exact than an interval in whole points, so it is not handed on."""
Statistic = Annotated[float | None, STATISTIC]
"""A statistic or its degrees of freedom."""
TestStatistic = Annotated[float | None, TEST_STATISTIC]
"""The statistic of the test that the row names: a difference in points, for some."""
PValue = Annotated[float | None, P]
POfCounts = Annotated[float | None, P_OF_COUNTS]
"""A p that follows from the number of people alone, whatever they answered."""
