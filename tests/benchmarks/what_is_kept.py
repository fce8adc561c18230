"""How much of what rests on enough people disclosure control leaves: tables of shares, of seeded surveys.

Run from the project's folder: ``python -m tests.benchmarks.what_is_kept [--only rounds categories plain]``; some two
minutes. Rows are rows of change. The raw answers say which of them rest on five people or more, and which of these
would be safe alone: whose people neither all answered alike in a round nor all changed alike.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from metrics import Settings
from surveys import Survey
from tests.benchmarks.kept_rows import KeptRow, State, kept_rows
from tests.benchmarks.simulation_tables import heading, table
from tests.benchmarks.small_surveys import (
    DROP_OUTS,
    NON_ANSWERS,
    SIDES,
    ordinary_survey,
    small_survey,
    survey_of,
    with_drop_out,
    with_sexes,
)
from tests.sample import sample_survey

SURVEYS = 22
BY_SEX = 10
OF_EIGHT_GROUPS = 6
MATCHED = Settings(estimand="matched")
FIRST, LATER = ("pre", "post"), (("pre", "followup_1"), ("post", "followup_1"))
LEVELS = ("index", "dimension", "item")
COLUMNS = ("rows", "result", "n ≥ 5", "safe alone", "shown, %", "of the safe, %")
OF_THE_SHOWN = ("with levels, %", "change alone, %", "without spread, %")
AUDIENCES: dict[str, Callable[[KeptRow], State]] = {
    "officer's": lambda row: row.officer,
    "handed on": lambda row: row.handed_on,
}
"""What each result shows of a row."""

Named = tuple[str, Sequence[KeptRow]]


def main() -> None:
    """Prints the tables asked for."""
    parser = argparse.ArgumentParser(description="How much disclosure control leaves.")
    parser.add_argument("--only", nargs="+", choices=TABLES, default=list(TABLES), help="the tables to make")
    for name in parser.parse_args().only:
        start = time.perf_counter()
        for part in TABLES[name]():
            print(part, end="\n\n", flush=True)
        print(f"Made in {time.perf_counter() - start:.0f} s.\n", flush=True)


def three_rounds() -> Iterator[str]:
    """Three rounds of the small surveys by level and pair, then the ordinary survey."""
    by_share = {
        share: _pooled(_small(rounds=3, seeds=range(first, SURVEYS, len(DROP_OUTS))), MATCHED)
        for first, share in enumerate(DROP_OUTS)
    }
    rows = _joined(by_share.values())
    later = _later(rows)
    yield heading(
        f"Three rounds, {SURVEYS} surveys",
        "6 to 8 groups of 4 to 12 people on three sides, 24 questions; 5, 10, 15, 20 or 25 % stay away from each later "
        "round, 0, 2 or 3 % of the answers are missing; matched.",
    )
    by_pair: list[Named] = [
        (f"{level}, {pair[0]} → {pair[1]}", [row for row in rows if (row.level, row.pair) == (level, pair)])
        for pair in (FIRST, *LATER)
        for level in LEVELS
    ]
    headline = [row for row in later if row.is_headline]
    yield _table([*by_pair, ("index of ALL and sides, later pairs", headline), ("all, later pairs", later)])
    yield "All rows of later pairs, by how many stay away:"
    yield _table([(f"{100 * share:.0f} % stay away", _later(some)) for share, some in by_share.items()])
    yield heading(
        "The ordinary survey, 29 people three times",
        "40 people in 8 groups of five on two sides; 5 of one side and 6 of the other missed one of the three rounds; "
        "3 % of the answers are missing.",
    )
    ordinary = _later(kept_rows(ordinary_survey(), MATCHED))
    yield _table([("all, later pairs", ordinary)])
    yield _headlines(ordinary)


def _later(rows: Iterable[KeptRow]) -> list[KeptRow]:
    return [row for row in rows if row.pair in LATER]


def categories() -> Iterator[str]:
    """Two rounds by sex: rows of categories, and the questions that are whole."""
    yield heading(
        "Two rounds by sex",
        f"{BY_SEX} surveys of 40 to 60 people in 8 groups on three sides, 24 questions; a third are women, 10 % stay "
        "away from the second round, 3 % of the answers are missing; matched. And the shipped sample.",
    )
    by_sex = Settings(group_by="sex")
    made = [kept_rows(survey, Settings(group_by="sex", estimand="matched")) for survey in _by_sex()]
    sample = kept_rows(sample_survey(), by_sex)
    pooled = _joined(made)
    of_levels: list[Named] = [
        (f"{level} of categories", [row for row in pooled if row.by and row.level == level]) for level in LEVELS
    ]
    yield _table(
        [
            *of_levels,
            ("all of categories", [row for row in pooled if row.by]),
            ("all other rows of these surveys", [row for row in pooled if not row.by]),
            ("sample: all of categories", [row for row in sample if row.by]),
            ("sample: all other rows", [row for row in sample if not row.by]),
        ]
    )
    yield "Questions of which every category's row with n ≥ 5 is shown:"
    names = ("surveys", *AUDIENCES)
    yield table(names, [[name, *_questions(each)] for name, each in (("made", made), ("sample", [sample]))])


def plain() -> Iterator[str]:
    """Two rounds without a breakdown."""
    yield heading(
        "Two rounds without a breakdown",
        f"The first two rounds of the {SURVEYS} small surveys, matched; and {OF_EIGHT_GROUPS} surveys each of "
        "45 people in 8 groups of five or six, 30 questions, 3 % of the answers missing, on no side and on three.",
    )
    found: list[Named] = [(f"{SURVEYS} small surveys", _pooled(_small(rounds=2), MATCHED))]
    for name, sides in (("45 × 8 × 30, no sides", (None,)), ("45 × 8 × 30, three sides", SIDES)):
        found.append((name, _pooled(_of_eight_groups(sides), MATCHED)))
    yield _table(found)


TABLES: dict[str, Callable[[], Iterator[str]]] = {"rounds": three_rounds, "categories": categories, "plain": plain}


def _small(rounds: int, seeds: Iterable[int] = range(SURVEYS)) -> Iterator[Survey]:
    """The small surveys of some seeds."""
    for seed in seeds:
        drop_out, non_answers = (shares[seed % len(shares)] for shares in (DROP_OUTS, NON_ANSWERS))
        yield small_survey(seed, rounds, drop_out, non_answers)


def _by_sex() -> Iterator[Survey]:
    """Surveys of 40, 42 … people in eight groups as even as can be."""
    for seed in range(BY_SEX):
        people = 40 + 20 * seed // (BY_SEX - 1)
        sizes = tuple(people // 8 + (group < people % 8) for group in range(8))
        yield with_sexes(with_drop_out(survey_of(sizes, SIDES, seed), 0.10, seed), seed)


def _of_eight_groups(sides: Sequence[str | None]) -> Iterator[Survey]:
    for seed in range(OF_EIGHT_GROUPS):
        yield survey_of((6, 6, 6, 6, 6, 5, 5, 5), tuple(sides), seed, items=30)


def _pooled(surveys: Iterable[Survey], settings: Settings) -> list[KeptRow]:
    return _joined(map(partial(kept_rows, settings=settings), surveys))


def _joined(each: Iterable[Sequence[KeptRow]]) -> list[KeptRow]:
    return [row for rows in each for row in rows]


def _table(named: Iterable[Named]) -> str:
    """A line for each result of some rows: how many are shown, and how."""
    lines = []
    for name, rows in named:
        counts = len(rows), sum(row.safe_alone for row in rows)
        lines += [[name, audience, *counts, *_shares(rows, of)] for audience, of in AUDIENCES.items()]
    return table([*COLUMNS, *OF_THE_SHOWN], lines, words=2)


def _shares(rows: Sequence[KeptRow], of: Callable[[KeptRow], State]) -> list[str]:
    """Shown of all and of the safe rows; then, of the shown ones, those with levels, without, and without spread."""
    shown = [of(row) for row in rows if of(row).shown]
    safe = [of(row).shown for row in rows if row.safe_alone]
    levels, spread = sum(one.levels for one in shown), sum(one.spread for one in shown)
    return [
        _percent(len(shown), len(rows)),
        _percent(sum(safe), len(safe)),
        *(_percent(number, len(shown)) for number in (levels, len(shown) - levels, len(shown) - spread)),
    ]


def _percent(number: int, of: int) -> str:
    return f"{100 * number / of:.1f}" if of else "none"


def _questions(each: Iterable[Sequence[KeptRow]]) -> list[str]:
    """For each result, how many questions have every row of a category with enough people, and of how many."""
    by_question = [
        [row for row in rows if row.by and row.measure == question]
        for rows in each
        for question in dict.fromkeys(row.measure for row in rows if row.by and row.level == "item")
    ]
    return [
        f"{sum(all(of(row).shown for row in rows) for rows in by_question)} of {len(by_question)}"
        for of in AUDIENCES.values()
    ]


def _headlines(rows: Sequence[KeptRow]) -> str:
    """A line for each index row of all and of a side: what each result shows of it."""
    names = ("index of", "pair", "safe alone", *AUDIENCES)
    lines = [
        [
            row.group,
            " → ".join(row.pair),
            "yes" if row.safe_alone else "no",
            *(_said(of(row)) for of in AUDIENCES.values()),
        ]
        for row in rows
        if row.is_headline
    ]
    return table(names, lines, words=len(names))


def _said(state: State) -> str:
    if not state.shown:
        return "hidden"
    return ("with levels" if state.levels else "change alone") + ("" if state.spread else ", without spread")


if __name__ == "__main__":
    main()
