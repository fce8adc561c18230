"""The rows of a workbook that was handed out, found by what stands in its headings and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.attacker.workbook_cells import Sheet
from words import say

_GROUP, _MEASURE, _ROUND = "Group of participants", "What is measured", "Round"
_MEANS = {"Mean (0–100)": None, "Mean before": 0, "Mean after": 1}
_COUNT = "Answers with score "
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
    """

    sheet: str
    group: str
    measure: str
    round_index: int
    mean: float | None = None
    counts: tuple[float, ...] = ()

    @property
    def key(self) -> tuple[str, str, int]:
        """Group, measure and round."""
        return self.group, self.measure, self.round_index


def shown_in(sheets: list[Sheet], document: Mapping[str, Any]) -> list[Shown]:
    """The means and distributions of an English workbook; rows of which the label is nobody's are left out."""
    groups, measures, rounds = _groups(document), _measures(document), _rounds(document)
    found: list[Shown] = []
    for sheet in sheets:
        header = [str(cell or "") for cell in sheet.rows[0]] if sheet.rows else []
        if _GROUP not in header or _MEASURE not in header:
            continue
        for cells in sheet.rows[1:]:
            row = dict(zip(header, cells, strict=True))
            group, measure = groups.get(str(row[_GROUP])), measures.get(str(row[_MEASURE]))
            if group is not None and measure is not None:
                found += _of_row(sheet.name, group, measure, row, rounds)
    return found


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
    found = {say("findings.all", "en"): "ALL", say("findings.not_stated", "en"): "not_stated"}
    found |= {side["label"].get("en", side["name"]): f"SIDE:{side['name']}" for side in survey["sides"]}
    found |= {group["label"].get("en", group["name"]): group["name"] for group in survey["groups"]}
    return found


def _measures(document: Mapping[str, Any]) -> dict[str, str]:
    found = {say("findings.trust_index", "en"): "trust_index"}
    for measure in document["measures"]:
        wordings = [label.get("en", "") for label in (measure["wordings"] or {}).values()]
        texts = [measure["label"].get("en", ""), *wordings, " / ".join(dict.fromkeys(filter(None, wordings)))]
        found |= {text: measure["name"] for text in texts if text}
    return found


def _rounds(document: Mapping[str, Any]) -> dict[str, int]:
    names = [one["name"] for one in document["survey"]["rounds"]]
    found = {"before": 0, "after": 1}
    return {**{name: round_index for round_index, name in enumerate(names)}, **found}
