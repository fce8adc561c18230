"""Documents and workbooks written by hand out of the truth, with whatever rows a test wants to leak."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import openpyxl

from surveys.model.survey import Flags
from tests.attacker.attack import DOCUMENT, Run
from tests.attacker.truth import Truth

Shows = Callable[[str, str], bool]
"""Whether the row of a measure and a group is shown."""

_LEVELS = ("index", "dimension", "item")


def document(truth: Truth, groups: Mapping[str, Flags], shows: Shows, by: str | None = None) -> dict[str, Any]:
    """A document of levels, changes and distributions of the pairs of two rounds."""
    first, second = truth.survey.rounds[:2]
    own = {group.name: dict(group.label) for group in truth.survey.groups}
    categories = [name for name in groups if by and name not in own and name != "ALL" and ":" not in name[:5]]
    made: dict[str, Any] = {
        "survey": {
            "rounds": [{"name": one.name, "respondents": None} for one in (first, second)],
            "matched": None,
            "estimand": "matched",
            "sides": [
                {"name": side, "label": {"en": side}}
                for side in dict.fromkeys(group.side for group in truth.survey.groups)
            ],
            "groups": [
                {
                    "name": name,
                    "label": own.get(name, {"en": name}),
                    "merged_from": [],
                    "by": by if name in categories else None,
                }
                for name in (*own, *categories)
            ],
            "settings": {"weights": False, "group_by": by},
        },
        "measures": [{"name": one.name, "label": dict(one.label), "wordings": None} for one in truth.scored.measures],
        "attrition": None,
    }
    empty = ("item_tests", "matrix", "gaps", "between_groups", "difference_in_change", "reliability", "robustness")
    made |= {table: [] for table in (*empty, "scores", "changes", "items")}
    for measure, level in truth.level.items():
        for group, members in groups.items():
            if level in _LEVELS:
                _add(made, truth, measure, group, members, is_shown=shows(measure, group))
    return made


def _add(made: dict[str, Any], truth: Truth, measure: str, group: str, members: Flags, *, is_shown: bool) -> None:
    names = [one.name for one in truth.survey.rounds[:2]]
    pair = {"from": names[0], "to": names[1]}
    people = members & truth.counted(measure, (0, 1), 0, "matched")
    values = [truth.values(measure, round_index)[people] for round_index in (0, 1)]
    n = int(people.sum()) if is_shown else None
    means = [float(value.mean()) if is_shown and value.size else None for value in values]
    change = {"n_from": n, "n_to": n, "n_matched": n, "mean_from": means[0], "mean_to": means[1]}
    verdict = "inconclusive" if is_shown else "protected"
    made["changes"].append({"measure": measure, "group": group, **pair, **change, "verdict": verdict})
    for round_index, name in enumerate(names):
        row = {"measure": measure, "group": group, "round": name, **pair, "n": n, "mean": means[round_index]}
        made["scores"].append(row)
        if truth.level[measure] == "item":
            counts = _counts(truth, measure, round_index, people) if is_shown else None
            made["items"].append({"item": measure, "group": group, "round": name, **pair, "counts": counts})


def _counts(truth: Truth, item: str, round_index: int, people: Flags) -> dict[str, int]:
    at = [one.name for one in truth.survey.instrument.items].index(item)
    raw = truth.survey.rounds[round_index].scores[people, at]
    return {f"{score:g}": int((raw == score).sum()) for score in truth.survey.instrument.items[at].choices.scores}


def run(document: Mapping[str, Any], *, is_shared: bool = False, **files: bytes) -> Run:
    """A run that hands out a document and other files, by name with ``_`` for the dot."""
    others = {name.replace("_", "."): data for name, data in files.items()}
    return Run({DOCUMENT: json.dumps(document).encode(), **others}, is_shared, ("/home/officer/surveys",))


def workbook(
    document: Mapping[str, Any], decimals: int | None = None, *, smallest: int = 0, hidden: bool = False
) -> bytes:
    """A workbook of the levels, means rounded by rule 40 or to `decimals`; distributions from `smallest` people on."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Scores"
    label = {group["name"]: group["label"]["en"] for group in document["survey"]["groups"]} | {
        "ALL": "All answers together"
    }
    words = {one["name"]: one["label"].get("en", "trust index") for one in document["measures"]}
    when = dict(zip([one["name"] for one in document["survey"]["rounds"]], ("before", "after"), strict=True))
    sheet.append(["Group of participants", "What is measured", "Round", "People", "Mean (0–100)"])
    for row in document["scores"]:
        if row["mean"] is not None:
            mean = float(np.round(row["mean"], (row["n"] >= 30) if decimals is None else decimals))
            group = label.get(row["group"], row["group"].removeprefix("SIDE:"))
            sheet.append([group, words[row["measure"]], when[row["round"]], row["n"], mean])
    answers = book.create_sheet("Questions")
    answers.append(
        ["Group of participants", "What is measured", "Round", *(f"Answers with score {k}" for k in range(1, 6))]
    )
    for row in document["items"]:
        if row["counts"] is not None and sum(row["counts"].values()) >= smallest:
            group = label.get(row["group"], row["group"].removeprefix("SIDE:"))
            answers.append([group, words[row["item"]], when[row["round"]], *row["counts"].values()])
    if hidden:
        book.create_sheet("Draft").sheet_state = "veryHidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
