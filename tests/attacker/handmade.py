"""Documents and workbooks written by hand out of the truth, with whatever rows a test wants to leak."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import openpyxl

from surveys.model.survey import Flags
from tests.attacker.asked import Pair
from tests.attacker.attack import DOCUMENT, Run
from tests.attacker.truth import Truth

Shows = Callable[[str, str], bool]
"""Whether the row of a measure and a group is shown."""

_LEVELS = ("index", "dimension", "item")


def document(truth: Truth, groups: Mapping[str, Flags], shows: Shows, by: str | None = None) -> dict[str, Any]:
    """A document of levels, changes and distributions of the pairs of two rounds."""
    rounds = truth.survey.rounds
    own = {group.name: dict(group.label) for group in truth.survey.groups}
    categories = [name for name in groups if by and name not in own and name != "ALL" and ":" not in name[:5]]
    made: dict[str, Any] = {
        "survey": {
            "rounds": [{"name": one.name, "respondents": None} for one in rounds],
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


def add_later(
    made: dict[str, Any], truth: Truth, measure: str, group: str, members: Flags, pair: Pair, *, by_change: bool = False
) -> None:
    """Adds the row of a later pair, with its levels or by its change alone."""
    _add(made, truth, measure, group, members, is_shown=True, pair=pair)
    if by_change:
        made["changes"][-1] |= {"mean_from": None, "mean_to": None, "reason": "levels"}
        for table in ("scores", "items"):
            for row in made[table]:
                about = row.get("measure") or row["item"], row["group"], row["from"], row["to"]
                if about == (measure, group, *_names(truth, pair)):
                    row |= dict.fromkeys(row.keys() & {"n", "mean", "counts"})


def _names(truth: Truth, pair: Pair) -> list[str]:
    return [truth.survey.rounds[one].name for one in pair]


def _add(
    made: dict[str, Any],
    truth: Truth,
    measure: str,
    group: str,
    members: Flags,
    *,
    is_shown: bool,
    pair: Pair = (0, 1),
) -> None:
    names = _names(truth, pair)
    ends = {"from": names[0], "to": names[1]}
    people = members & truth.counted(measure, pair, pair[0], "matched")
    values = [truth.values(measure, round_index)[people] for round_index in pair]
    n = int(people.sum()) if is_shown else None
    means = [float(value.mean()) if is_shown and value.size else None for value in values]
    change = {"n_from": n, "n_to": n, "n_matched": n, "mean_from": means[0], "mean_to": means[1]}
    change["change"] = None if means[0] is None or means[1] is None else means[1] - means[0]
    verdict = "inconclusive" if is_shown else "protected"
    made["changes"].append({"measure": measure, "group": group, **ends, **change, "verdict": verdict})
    for round_index, name, mean in zip(pair, names, means, strict=True):
        made["scores"].append({"measure": measure, "group": group, "round": name, **ends, "n": n, "mean": mean})
        if truth.level[measure] == "item":
            counts = _counts(truth, measure, round_index, people) if is_shown else None
            made["items"].append({"item": measure, "group": group, "round": name, **ends, "counts": counts})


def handed_on(document: Mapping[str, Any], smallest: int = 10) -> dict[str, Any]:
    """The document in rounded means and changes; distributions from `smallest` people on."""
    told: dict[str, Any] = json.loads(json.dumps(document))
    for row in (*told["scores"], *told["changes"]):
        n = row["n"] if "n" in row else row["n_from"]
        for name in ("mean", "mean_from", "mean_to", "change"):
            if row.get(name) is not None:
                row[name] = float(np.round(row[name], int(n >= 30)))
    for row in told["items"]:
        if row["counts"] is not None and sum(row["counts"].values()) < smallest:
            row["counts"] = None
    return told


def _counts(truth: Truth, item: str, round_index: int, people: Flags) -> dict[str, int]:
    at = [one.name for one in truth.survey.instrument.items].index(item)
    raw = truth.survey.rounds[round_index].scores[people, at]
    return {f"{score:g}": int((raw == score).sum()) for score in truth.survey.instrument.items[at].choices.scores}


def run(
    document: Mapping[str, Any], *, is_shared: bool = False, told: Mapping[str, Any] | None = None, **files: bytes
) -> Run:
    """A run that hands out a document and other files, by name with ``_`` for the dot; `told` is handed on."""
    others = {name.replace("_", "."): data for name, data in files.items()}
    return Run({DOCUMENT: json.dumps(document).encode(), **others}, is_shared, ("/home/officer/surveys",), told)


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
    when = dict(zip([one["name"] for one in document["survey"]["rounds"]], ("before", "after"), strict=False))
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
