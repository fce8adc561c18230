"""Times the audit of disclosure control, and what it is of the whole analysis.

``python -m tests.benchmarks.audit_time`` prints a Markdown table (half a minute): the audit alone, the look for what
linked measures reveal one another, and the whole analysis. Surveys are made in memory;
3 % of the answers are missing, so that hardly two questions rest on the same people. Where there is a breakdown, the
first column is all of the suppression: a breakdown is audited after the stakeholder table.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from metrics import Settings, analyse
from metrics.model.breakdown import breakdowns_asked_for
from metrics.model.population import populations
from metrics.protection.audit import audit
from metrics.protection.comparison import Comparison
from metrics.protection.mask.layout import lay_out
from metrics.protection.suppression import suppress
from metrics.publish.linked_measures import rounding_plan
from surveys import Group, Survey
from surveys.model.survey import Breakdown
from tests.benchmarks.made_survey import survey_in_memory

RUNS = 5
SHAPES = ((45, 30, 8), (45, 60, 8), (45, 120, 8), (400, 60, 8), (400, 120, 8), (10_000, 40, 12))
"""Respondents, items and groups."""


def main() -> None:
    """Prints the table."""
    print("| respondents × groups × items × 2 rounds | audit, s | linked measures, s | whole analysis, s |")
    print("| --- | --- | --- | --- |")
    for people, items, groups in SHAPES:
        survey = _made(people, items, groups)
        print(f"| {people:,} × {groups} × {items} × 2 | {_line(survey, None)} |", flush=True)
    for people, items, groups in SHAPES[:4:3]:
        survey = _with_sexes(_made(people, items, groups))
        print(f"| {people:,} × {groups} × {items} × 2, by sex | {_line(survey, 'sex')} |", flush=True)


def _made(people: int, items: int, groups: int) -> Survey:
    with tempfile.TemporaryDirectory() as folder:
        return survey_in_memory(Path(folder), people, items, groups)


def _line(survey: Survey, group_by: str | None) -> str:
    settings = Settings(group_by=group_by)
    stakeholders, audited = _suppressed(survey, replace(settings, group_by=None)), _suppressed(survey, settings)
    changes = analyse(replace(survey), settings).changes
    jobs: Sequence[Callable[[], object]] = (
        lambda: audit(stakeholders) if group_by is None else _suppressed(survey, settings),
        lambda: rounding_plan(audited, changes, settings.margin),
        lambda: analyse(replace(survey), settings),
    )
    return " | ".join(f"{statistics.median(_seconds(job) for _ in range(RUNS)):.3f}" for job in jobs)


def _suppressed(survey: Survey, settings: Settings) -> Sequence[Comparison]:
    peoples, breakdowns = populations(survey, settings), breakdowns_asked_for(survey, settings)
    layouts = [lay_out(people.presence, settings.threshold, breakdowns) for people in peoples]
    return suppress(peoples, layouts).comparisons


def _with_sexes(survey: Survey) -> Survey:
    """The survey with a breakdown: a third are women, chosen by chance."""
    category = np.asarray(np.random.default_rng(0).random(survey.group.size) < 1 / 3, dtype=np.intp)
    sexes = (Group("man", {"en": "Man"}), Group("woman", {"en": "Woman"}))
    return replace(survey, breakdowns=(Breakdown("sex", {"en": "Sex"}, sexes, category),))


def _seconds(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
