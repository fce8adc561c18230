"""What the checks of answers cost on a round of 100,000 people and 60 items: run as ``python -m``."""

from __future__ import annotations

import datetime
import time
from statistics import median

import numpy as np

from surveys import checks
from surveys.checks import together
from surveys.coder import Coder
from surveys.coding import code_submissions
from surveys.column import Column
from surveys.columns import find_columns
from surveys.groups import groups_of
from surveys.people import People, place_people
from surveys.rounds import tell_rounds
from surveys.table import Table
from surveys.xlsform import read_instrument
from tests.surveys.workbooks import CHOICES, form

PEOPLE, ITEMS, DIMENSIONS, REPEATS = 100_000, 60, 12, 7


def coder() -> Coder:
    """An instrument of that many items."""
    head = ["type", "name", "label::English (en)", "trust_role", "trust_dimension", "trust_reversed"]
    first = [["text", "code", "Code", "respondent_id", "", ""], ["select_one who", "who", "Group", "group", "", ""]]
    items = [
        ["select_one agree", f"q{place}", f"Question {place}", "", f"d{place % DIMENSIONS}", "yes" * (place % 5 == 4)]
        for place in range(ITEMS)
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
        Column.of([f"C{place:06d}" for place in range(PEOPLE)]),
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
        started=len(headings) - 2,
        ended=len(headings) - 1,
    )


def people(made: Coder) -> People:
    """Two such rounds, placed."""
    parts = []
    for seed in (1, 2):
        one = table(seed, made)
        columns = find_columns(one, made.instrument, made.headings)
        parts.append(code_submissions(made, one, columns, rows_read=PEOPLE, sha256=str(seed)))
    told = tell_rounds(made, parts)
    return place_people(made, told, groups_of(made.instrument, told))


def main() -> None:
    """Prints the median seconds of all checks of two rounds, and what each takes."""
    made = coder()
    placed = people(made)
    spent: dict[str, list[float]] = {}
    for _ in range(REPEATS):
        began = time.perf_counter()
        checks.check_answers(made, placed)
        spent.setdefault("all", []).append(time.perf_counter() - began)
    rounds, rows = placed.placed, placed.rows
    parts = [one.part for one in rounds]
    single = {
        "direction": lambda: list(together.negative_item_rest(made, rounds, rows)),
        "straight_lining": lambda: [together.straight_lining(made, one) for one in rounds],
        "speed": lambda: [together.implausibly_fast(one) for one in rounds],
        "items_unanswered": lambda: list(together.items_unanswered(made, rounds)),
        "many_non_answers": lambda: list(together.many_non_answers(made, rounds)),
        "mostly": lambda: [together.mostly_unanswered(one) for one in rounds],
        "constant": lambda: [list(together.constant_items(made, one)) for one in rounds],
        "scale": lambda: list(together.scale_changed(made, parts)),
        "one_round": lambda: list(together.in_one_round_only(made, rounds)),
    }
    for name, check in single.items():
        for _ in range(REPEATS):
            began = time.perf_counter()
            check()
            spent.setdefault(name, []).append(time.perf_counter() - began)
    for name, seconds in spent.items():
        print(f"{name:20} {median(seconds):.3f} s  {min(seconds):.3f}")


if __name__ == "__main__":
    main()
