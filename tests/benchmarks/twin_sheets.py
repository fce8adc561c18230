"""How often identical sheets are accused: where nobody copied, where a sheet was copied, and in a real panel.

``python -m tests.benchmarks.twin_sheets`` prints the table that stands in ``docs/methods.md``. With ``THIQA_SHARED``
set, the rounds of a panel with real answers are looked at as well: as they are, and with the answers to each question
drawn anew from those of the round.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from surveys import Upload, read_survey
from surveys.people.matching.identical import identical_sheets
from tests.surveys.people.made_sheets import block_by_block, group, in_blocks, like_minded

Floats = npt.NDArray[np.float64]
Make = Callable[[int, int, np.random.Generator], Floats]
RUNS, COPIES = 200, 3
HONEST: dict[str, Make] = {
    "one factor, loading 0.5": lambda people, items, draw: like_minded(people, items, 0.5, draw),
    "one factor, loading 0.9": lambda people, items, draw: like_minded(people, items, 0.9, draw),
    "three factors, loading 0.8": lambda people, items, draw: in_blocks(people, items, 0.8, draw),
    "half of the blocks answered throughout": lambda people, items, draw: block_by_block(people, items, 0.5, draw),
    "0.8 of the blocks answered throughout": lambda people, items, draw: block_by_block(people, items, 0.8, draw),
    "0.95 of the blocks answered throughout": lambda people, items, draw: block_by_block(people, items, 0.95, draw),
}
SHAPES = ((12, 12), (40, 8), (40, 16), (200, 12), (1_190, 12))


def honest() -> Iterator[tuple[str, int, int, float, float]]:
    """Of surveys without a copy: shape, the share with an accusation, and the share of people with a twin."""
    for name, make in HONEST.items():
        for people, items in SHAPES:
            draw, accused, twins = np.random.default_rng(people), 0, 0.0
            runs = RUNS if people <= 200 else RUNS // 10
            for _ in range(runs):
                scores = make(people, items, draw)
                accused += bool(identical_sheets(scores, group(people)).any())
                twins += with_twin(scores) / people
            yield name, people, items, accused / runs, twins / runs


def with_twin(scores: Floats) -> int:
    """How many sheets are the same as another."""
    _, times = np.unique(np.nan_to_num(scores, nan=-1), axis=0, return_counts=True)
    return int(times[times > 1].sum())


def copied() -> Iterator[tuple[str, int, int, float]]:
    """Of surveys in which one sheet was handed in four times: shape, and the share in which it was found."""
    for name, make in HONEST.items():
        for people, items in SHAPES[:-1]:
            draw, found = np.random.default_rng(people), 0
            for _ in range(RUNS // 2):
                scores = make(people, items, draw)
                scores[1 : 1 + COPIES] = scores[0]
                found += bool(identical_sheets(scores, group(people))[: 1 + COPIES].all())
            yield name, people, items, found / (RUNS // 2)


def panel(folder: Path) -> Iterator[tuple[str, int, int, int, float]]:
    """Of each round: people with a twin, those accused, and the share of 100 rounds drawn anew with an accusation."""
    names = ("pre_2006.xlsx", "post_2008.xlsx", "followup_2010.xlsx")
    files = [Upload.from_path(folder / name) for name in names]
    survey = read_survey(files, Upload.from_path(folder / "instrument.xlsx"))
    draw = np.random.default_rng(1)
    for round_ in survey.rounds:
        scores = round_.scores[round_.present]
        groups = np.array([f"group {index}" for index in survey.group[round_.present]], dtype=np.object_)
        accused = int(identical_sheets(scores, groups).sum())
        anew = [
            identical_sheets(np.column_stack([draw.permutation(column) for column in scores.T]), groups).any()
            for _ in range(100)
        ]
        yield round_.file, len(scores), with_twin(scores), accused, float(np.mean(anew))


def main() -> None:
    """Prints the tables."""
    print("| nobody copied | people | items | surveys with an accusation | people with a twin |\n|---|---|---|---|---|")
    for name, people, items, accused, twins in honest():
        print(f"| {name} | {people} | {items} | {accused:.1%} | {twins:.1%} |", flush=True)
    print("\n| one sheet handed in four times | people | items | found |\n|---|---|---|---|")
    for name, people, items, found in copied():
        print(f"| {name} | {people} | {items} | {found:.0%} |", flush=True)
    folder = Path(os.environ.get("THIQA_SHARED", "")) / "data" / "gss_panel"
    if folder.is_dir():
        print("\n| panel | people | with a twin | accused | drawn anew, accused |\n|---|---|---|---|---|")
        for file, people, with_, accused, anew in panel(folder):
            print(f"| {file} | {people} | {with_} | {accused} | {anew:.0%} |", flush=True)


if __name__ == "__main__":
    main()
