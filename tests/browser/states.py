"""Editions in every state that a page must be designed for, by name; published on a shelf of a test's own."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from metrics import Settings, Shared, analyse, shared
from store import Shelf
from surveys import Group, Survey
from tests.benchmarks.made_survey import survey_in_memory
from tests.charts.survey_rounds import survey_with
from tests.metrics.survey_maker import survey
from tests.reports.made_results import form, made_result
from tests.reports.report_cases import many_groups, without_sides
from tests.sample import sample_by, sample_survey

PLACE, DAY = "Baghdad", date(2023, 3, 14)


def _nothing_changed() -> Survey:
    """Sixty people who answer the same before and after, but for one step of every sixth."""
    draw = np.random.default_rng(5)
    before = draw.integers(2, 5, (60, 6))
    steps = np.zeros_like(before)
    steps[::6, ::2], steps[3::6, ::2] = 1, -1
    names = ("ngo", "women", "police", "army")
    rows = ([[float(x) for x in row] for row in answers] for answers in (before, before + steps))
    return survey(form(), [names[i % 4] for i in range(60)], *rows)


def _small_groups() -> Survey:
    """The sample's people in seventeen workshops of a few people each, and one of many."""
    whole = sample_survey()
    civil = [i for i, group in enumerate(whole.groups) if group.side == "civil_society"]
    workshops = tuple(Group(f"workshop_{i:02}", {"en": f"Workshop of district {i:02}"}, None) for i in range(1, 19))
    index = np.array([17 if one not in civil else place % 17 for place, one in enumerate(whole.group)], dtype=np.intp)
    made = replace(whole.instrument, groups=workshops)
    return replace(whole, instrument=made, groups=workshops, group=index)


def _four_rounds() -> Survey:
    """The sample with two later rounds."""
    made = survey_with("three")
    last = made.rounds[-1]
    return replace(made, rounds=(*made.rounds, replace(last, name="followup_2", scores=last.scores.copy())))


def _large() -> Survey:
    """Sixty questions, twenty groups, four rounds."""
    with tempfile.TemporaryDirectory() as folder:
        return survey_in_memory(Path(folder), 800, 60, 20, seed=3, rounds=4, non_answers=0.0)


STATES: Mapping[str, Callable[[], Shared]] = {
    "one round": lambda: shared(made_result("one round")),
    "nothing changed": lambda: shared(analyse(_nothing_changed())),
    "all hidden": lambda: shared(made_result("all hidden")),
    "a side hidden": lambda: shared(made_result("a side left out")),
    "no sides": lambda: shared(analyse(without_sides())),
    "twenty groups": lambda: shared(analyse(many_groups())),
    "small groups": lambda: shared(analyse(_small_groups())),
    "four rounds": lambda: shared(analyse(_four_rounds())),
    "by sex": lambda: shared(sample_by("sex")),
    "for the public": lambda: shared(analyse(sample_survey(), Settings()), "public"),
    "large": lambda: shared(analyse(_large())),
}
"""Every state by its name."""


@cache
def state(name: str) -> Shared:
    """The result of a state."""
    return STATES[name]()


def publish_states(home: Path, names: tuple[str, ...] = tuple(STATES)) -> dict[str, str]:
    """Publishes states on the shelf of a data folder; the editions' ids by name."""
    home.mkdir(parents=True, exist_ok=True)
    shelf = Shelf(f"sqlite:///{home / 'editions.sqlite'}")
    return {name: shelf.publish(state(name), f"Platform: {name}", PLACE, DAY).id for name in names}
