"""What the checks of answers cost on a round of 100,000 people and 60 items: run as ``python -m``."""

from __future__ import annotations

import datetime
import time
from dataclasses import replace
from statistics import median

import numpy as np

from surveys.checks import check_answers
from surveys.coding.coded_table import code_submissions
from surveys.coding.coder import Coder
from surveys.coding.rounds import name_rounds
from surveys.columns.question_columns import find_columns
from surveys.files.column import Column
from surveys.files.table import Table
from surveys.form.xlsform import read_instrument
from surveys.people.groups import groups_of
from surveys.people.people import People, RoundOfPeople, arrange_people
from tests.surveys.workbooks import CHOICES, form

PEOPLE, ITEMS, DIMENSIONS, REPEATS = 100_000, 60, 12, 7


def coder() -> Coder:
    """An instrument of that many items."""
    head = ["type", "name", "label::English (en)", "trust_role", "trust_dimension", "trust_reversed"]
    first = [["text", "code", "Code", "respondent_id", "", ""], ["select_one who", "who", "Group", "group", "", ""]]
    items = [
        [
            "select_one agree",
            f"q{number}",
            f"Question {number}",
            "",
            f"d{number % DIMENSIONS}",
            "yes" * (number % 5 == 4),
        ]
        for number in range(ITEMS)
    ]
    return Coder.of(read_instrument(form(survey=[head, *first, *items], choices=CHOICES)))


def table(seed: int, coder: Coder) -> Table:
    """A round of random answers that hang together, with times."""
    rng = np.random.default_rng(seed)
    own = rng.normal(size=(PEOPLE, 1))
    start = datetime.datetime(2023, 3, 1, 8, tzinfo=datetime.UTC)
    starts = [start + datetime.timedelta(seconds=int(s)) for s in rng.integers(0, 900_000, PEOPLE)]
    ends = [
        one + datetime.timedelta(seconds=int(s)) for one, s in zip(starts, rng.lognormal(6, 0.6, PEOPLE), strict=True)
    ]
    columns = [
        Column.of([f"C{number:06d}" for number in range(PEOPLE)]),
        Column(("ngo", "women", "ministry"), rng.integers(0, 3, PEOPLE).astype(np.int32)),
    ]
    for item in coder.instrument.items:
        answers = np.clip(np.round(2 + own[:, 0] * (-1 if item.reversed else 1) + rng.normal(size=PEOPLE)), 0, 4)
        answers[rng.random(PEOPLE) < 0.03] = 5
        columns.append(Column(("sd", "d", "n", "a", "sa", ""), answers.astype(np.int32)))
    columns += [Column.of([one.isoformat() for one in times]) for times in (starts, ends)]
    headings = ("code", "who", *(item.name for item in coder.instrument.items), "start", "end")
    return Table(
        file=f"round_{seed}.csv",
        sheet="round",
        format="plain_csv",
        tool="CSV",
        signs="",
        header=0,
        headings=headings,
        rows=range(1, PEOPLE + 1),
        columns=columns,
        metadata=frozenset({len(headings) - 2, len(headings) - 1}),
        started=len(headings) - 2,
        ended=len(headings) - 1,
    )


def people(made: Coder) -> People:
    """Two such rounds, arranged."""
    parts = []
    for seed in (1, 2):
        one = table(seed, made)
        columns = find_columns(one, made.instrument, made.headings)
        parts.append(code_submissions(made, one, columns, rows_read=PEOPLE, sha256=str(seed)))
    named = name_rounds(made, parts)
    return arrange_people(made, named, groups_of(made.instrument, named))


def main() -> None:
    """Prints the median seconds of processor time of all checks of two rounds."""
    made = coder()
    arranged = people(made)
    spent = []
    for _ in range(REPEATS):
        fresh = replace(arranged, rounds=tuple(map(_afresh, arranged.rounds)))
        began = time.process_time()
        check_answers(made, fresh)
        spent.append(time.process_time() - began)
    print(f"all checks of two rounds of {PEOPLE:,} people and {ITEMS} items: {median(spent):.2f} s of processor time")


def _afresh(one: RoundOfPeople) -> RoundOfPeople:
    """The same, without what was worked out before."""
    return replace(one, answers=replace(one.answers))


if __name__ == "__main__":
    main()
