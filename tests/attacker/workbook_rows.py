"""The rows of a workbook that was handed out, found by what stands in its headings and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.attacker.workbook_cells import Sheet
from words import say

_GROUPS = ("Group of participants", "Who answered")
_MEASURE, _ROUND = "What is measured", "Round"
_MEANS = {"Mean (0–100)": None, "Mean before": 0, "Mean after": 1}
_COUNT = "Answers with score "
_INDICATOR, _TYPE, _TYPES = "Indicator", "Type of value", {"Baseline": 0, "Current value": 1}
_QUESTION = re.compile(say("reports.book_indicator_percent", "en", answers=".*?", question="(.*)"), re.DOTALL)
_ON_SCALE, _SCALE = ", original scale", "Original scale"


@dataclass(frozen=True)
class Shown:
    """A mean or a distribution in a workbook.

    Attributes
    ----------
    sheet, group, measure : str
    round_index : int
        Of the round.
    mean : float or None
    counts : tuple of float
        Empty where no distribution is shown.
    share : float or None
        Per cent who trust.
    """

    sheet: str
    group: str
    measure: str
    round_index: int
    mean: float | None = None
    counts: tuple[float, ...] = ()
    share: float | None = None

    @property
    def key(self) -> tuple[str, str, int]:
        """Group, measure and round."""
        return self.group, self.measure, self.round_index


def shown_in(sheets: Sequence[Sheet], document: Mapping[str, Any]) -> list[Shown]:
    """The means and distributions of an English workbook; rows of which the label is nobody's are left out."""
    groups, measures, rounds = _groups(document), _measures(document), _rounds(document)
    found: list[Shown] = []
    for sheet in sheets:
        for row in _table(sheet, _INDICATOR, _TYPE):
            found += _of_indicator(sheet.name, row, groups, measures)
        for who, row in ((heading, row) for heading in _GROUPS for row in _table(sheet, heading, _MEASURE)):
            group, measure = groups.get(str(row[who])), measures.get(str(row[_MEASURE]))
            if group is not None and measure is not None:
                found += _of_row(sheet.name, group, measure, row, rounds)
    return found


def _table(sheet: Sheet, *headings: str) -> Iterator[dict[str, Any]]:
    """The rows below the first that holds some headings, by these."""
    texts = [[str(cell or "") for cell in cells] for cells in sheet.rows]
    top = next((index for index, header in enumerate(texts) if set(headings) <= set(header)), len(texts))
    for cells in sheet.rows[top + 1 :]:
        yield dict(zip(texts[top], cells, strict=True))


def _of_indicator(
    sheet: str, row: Mapping[str, Any], groups: Mapping[str, str], measures: Mapping[str, str]
) -> Iterator[Shown]:
    """A value of an indicator: the index in points, or the share who trust of a question."""
    value, kind = row["Value"], str(row[_TYPE])
    if kind not in _TYPES or not isinstance(value, int | float):
        return
    name, group = str(row[_INDICATOR]), groups.get(str(row["Disaggregation"]))
    if group is None:
        return
    if row["Unit of measure"] == say("reports.book_unit_of_points", "en"):
        yield Shown(sheet, group, "trust_index", _TYPES[kind], float(value))
        return
    question = _QUESTION.fullmatch(name)
    if question is None:
        raise ValueError(f"no question in {name!r}")
    if question[1] in measures:
        yield Shown(sheet, group, measures[question[1]], _TYPES[kind], share=float(value))


def _of_row(sheet: str, group: str, measure: str, row: Mapping[str, Any], rounds: Mapping[str, int]) -> Iterator[Shown]:
    round_index = rounds.get(str(row.get(_ROUND)), 0)
    for heading, fixed in _MEANS.items():
        for value in (row.get(heading), _in_points(row.get(heading + _ON_SCALE), str(row.get(_SCALE)))):
            if isinstance(value, int | float):
                yield Shown(sheet, group, measure, round_index if fixed is None else fixed, float(value))
    counts = [value for heading, value in row.items() if heading.startswith(_COUNT)]
    numbers = tuple(float(value) for value in counts if isinstance(value, int | float))
    if numbers:
        yield Shown(sheet, group, measure, round_index, None, numbers)


def _in_points(value: Any, scale: str) -> float | None:
    """A number on the questionnaire's scale as points of 0–100; the cell beside it says which scale that is."""
    ends = re.match(r"(-?[\d.]+)–(-?[\d.]+)(, reversed$)?", scale)
    if ends is None or not isinstance(value, int | float):
        return None
    low, high = float(ends[1]), float(ends[2])
    points = 100 * (value - low) / (high - low)
    return round(100 - points if ends[3] else points, 6)


def _groups(document: Mapping[str, Any]) -> dict[str, str]:
    survey = document["survey"]
    found = {
        say("findings.all", "en"): "ALL",
        say("findings.all_both", "en"): "ALL",
        say("findings.not_stated", "en"): "not_stated",
    }
    found |= {side["label"].get("en", side["name"]): f"SIDE:{side['name']}" for side in survey["sides"]}
    found |= {group["label"].get("en", group["name"]): group["name"] for group in survey["groups"]}
    return found


def _measures(document: Mapping[str, Any]) -> dict[str, str]:
    index = say("findings.trust_index", "en")
    found = dict.fromkeys((index, index.capitalize()), "trust_index")
    for measure in document["measures"]:
        wordings = [label.get("en", "") for label in (measure["wordings"] or {}).values()]
        texts = [measure["label"].get("en", ""), *wordings, " / ".join(dict.fromkeys(filter(None, wordings)))]
        found |= {text: measure["name"] for text in texts if text}
    return found


def _rounds(document: Mapping[str, Any]) -> dict[str, int]:
    names = [one["name"] for one in document["survey"]["rounds"]]
    found = {"before": 0, "after": 1}
    return {**{name: round_index for round_index, name in enumerate(names)}, **found}
