"""Which rows are shown is settled from counts alone: the modules of the mask and the types they take hold no answer."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import numpy as np
import pytest

from metrics import Settings
from metrics.model.population import Population, populations
from metrics.model.presence import Presence
from metrics.model.scored_survey import ScoredSurvey
from metrics.protection.mask.complementary_suppression import hidden_rows
from metrics.protection.mask.equal_measures import equal_measures
from metrics.protection.mask.layout import lay_out
from metrics.protection.mask.row_sets import smallest_counts
from surveys import Round, Survey
from surveys.model.survey import Flags, Floats, Integers
from tests.house import ROOT, imported_by
from tests.metrics.survey_maker import instrument, survey

MASK = sorted(path for path in (ROOT / "metrics/protection/mask").glob("*.py") if path.name != "__init__.py")

HOLD_ANSWERS = ("metrics.model.population", "metrics.model.scored_survey", "metrics.model.scores", "metrics.tables")
"""Modules whose types and functions hold answers, or scores made of them."""

WEIGHTS = {("layout", "lay_out"), ("layout", "_sets_of_rows"), ("layout", "_sets")}
"""Functions that take numbers of people: their weights. All of `weights` does."""


@pytest.mark.parametrize("path", MASK, ids=lambda path: path.stem)
def test_no_module_of_the_mask_imports_what_holds_answers(path: Path) -> None:
    imported = imported_by(path.read_text(encoding="utf-8"))
    assert not [
        name for name in imported if name.startswith(HOLD_ANSWERS) or name.split(".")[-1] in ("Survey", "Round")
    ]


@pytest.mark.parametrize("path", MASK, ids=lambda path: path.stem)
def test_no_function_of_the_mask_takes_answers(path: Path) -> None:
    module = importlib.import_module(f"metrics.protection.mask.{path.stem}")
    for name, function in vars(module).items():
        if inspect.isfunction(function) and function.__module__ == module.__name__ and path.stem != "weights":
            taken = {one for hint in get_type_hints(function).values() for one in types_within(hint)}
            assert not taken & {Population, ScoredSurvey, Survey, Round}, name
            assert Floats not in taken or (path.stem, name) in WEIGHTS, name


def types_within(hint: Any) -> Iterator[Any]:
    """A type and those that it is made of; arrays as they are."""
    yield hint
    for inner in get_args(hint) if hint not in (Floats, Flags, Integers) else ():
        yield from types_within(inner)


def arrays_within(value: Any) -> Iterator[np.ndarray[Any, Any]]:
    """All arrays that a value holds, however deep; what was cached included."""
    if isinstance(value, np.ndarray):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from arrays_within(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from (array for one in value.values() for array in arrays_within(one))
    elif isinstance(value, (tuple, list)):
        yield from (array for one in value for array in arrays_within(one))


def made(seed: int) -> Survey:
    """Thirty people who all answer, some of them not everything, each time with other answers."""
    form = instrument({"a": 2, "b": 1}, {"g": "s", "h": "s", "i": "t"})
    groups = ["g"] * 12 + ["h"] * 4 + ["i"] * 14
    answers = np.random.default_rng(seed).integers(1, 6, (2, 30, 3)).astype(float)
    answers[0, 3:5, 0] = answers[1, 18:30, 2] = np.nan
    return survey(form, groups, *answers.tolist())


def test_presence_holds_flags_and_groups_and_nothing_else() -> None:
    presence = populations(made(1), Settings())[0].presence
    kinds = {array.dtype.kind for array in arrays_within(presence)}
    assert kinds == {"b", "i"}
    assert [array.shape for array in arrays_within(presence) if array.dtype.kind == "i"] == [(30,)]


def mask_of(people: Presence) -> Any:
    layout = lay_out(people, 5)
    sets = layout.sets_of(layout.stakeholders)
    equal = equal_measures(people, layout.stakeholders)
    cells = [(cell.name, cell.members.tolist(), cell.hidden) for cell in layout.stakeholders]
    return cells, hidden_rows(layout.pattern, smallest_counts(sets), 5, equal)


@pytest.mark.parametrize("estimand", ["matched", "all", "independent"])
def test_other_answers_of_the_same_people_give_the_same_mask(estimand: str) -> None:
    masks = [mask_of(populations(made(seed), Settings(estimand=estimand))[0].presence) for seed in (1, 2)]
    assert masks[0] == masks[1]
    assert any(masks[0][1].values())


def test_a_float_in_presence_would_be_seen() -> None:
    presence = populations(made(1), Settings())[0].presence
    scores: Any = np.zeros((30, 4))
    first = replace(presence.rounds[0], has_measure=scores)
    kinds = {array.dtype.kind for array in arrays_within(replace(presence, rounds=(first,)))}
    assert "f" in kinds
