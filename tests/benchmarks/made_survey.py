"""Makes seeded surveys of any size that nobody answered: an instrument, and two rounds as KoboToolbox exports them.

``python -m tests.benchmarks.made_survey FOLDER PEOPLE ITEMS GROUPS [SEED]`` writes ``instrument.xlsx``, ``pre.xlsx``
and ``post.xlsx``. Everybody is in both rounds; 3 % of the answers are none (blank, or "don't know").
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import xlsxwriter

from surveys import Round, Survey, Upload, read_instrument
from surveys.model.survey import Floats, Integers

ITEMS_OF_A_DIMENSION = 8
EVERY_NTH_REVERSED = 5
NON_ANSWERS = 0.03
RISE = 0.15
"""How much trust rose, in standard deviations between people."""
CUTS = (-1.4, -0.5, 0.4, 1.3)
"""Where the five answers part on the latent scale."""
DONT_KNOW = "8"
ROUNDS = ("pre", "post", "followup_1", "followup_2")
ADDED = (
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "__version__",
    "_tags",
    "meta/rootUuid",
    "_index",
)
"""The columns that KoboToolbox adds."""

Cell = str | int | None
Row = Sequence[Cell]


@dataclass(frozen=True)
class Answers:
    """What made-up people answered.

    Attributes
    ----------
    group : array of int, shape (people,)
    rounds : tuple of arrays, shape (people, items)
        Raw answers of each round, 1 to 5 and not turned round; NaN where there is none.
    """

    group: Integers
    rounds: tuple[Floats, ...]


def item_name(item: int) -> str:
    """The XML name of an item."""
    return f"item_{item + 1:03}"


def is_reversed(item: int) -> bool:
    """Whether a high answer means low trust."""
    return item % EVERY_NTH_REVERSED == EVERY_NTH_REVERSED - 1


def make_answers(
    people: int, items: int, groups: int, seed: int = 0, *, rounds: int = 2, non_answers: float = NON_ANSWERS
) -> Answers:
    """Answers that hang together: a person's trust, the dimension, the item, a change a round, and chance."""
    rng = np.random.default_rng([seed, people, items, groups])
    group: Integers = np.arange(people, dtype=np.intp) % groups
    dimension = np.arange(items) // ITEMS_OF_A_DIMENSION
    trust = rng.normal(0, 0.3, groups)[group] + rng.normal(size=people)
    facet = 0.5 * rng.normal(size=(people, int(dimension[-1]) + 1))
    ease = rng.normal(0, 0.4, items)
    lifts = [trust]
    for _ in range(rounds - 1):
        lifts.append(lifts[-1] + rng.normal(RISE, 0.4, people))
    turned = np.array([is_reversed(item) for item in range(items)])
    answered = (_round(rng, lift[:, None] + facet[:, dimension] + ease, turned, non_answers) for lift in lifts)
    return Answers(group, tuple(answered))


def _round(rng: np.random.Generator, latent: Floats, turned: npt.NDArray[np.bool_], non_answers: float) -> Floats:
    answer = 1.0 + np.searchsorted(CUTS, 0.8 * (latent + 0.8 * rng.normal(size=latent.shape)))
    raw = np.where(turned, 6.0 - answer, answer)
    return np.where(rng.random(latent.shape) < non_answers, np.nan, raw)


def write_survey(folder: Path, people: int, items: int, groups: int, seed: int = 0) -> tuple[Path, Path, Path]:
    """Write a survey's two rounds and its instrument into a folder.

    Returns
    -------
    tuple of Path
        ``pre.xlsx``, ``post.xlsx``, ``instrument.xlsx``.
    """
    answers = make_answers(people, items, groups, seed)
    paths = folder / "pre.xlsx", folder / "post.xlsx", folder / "instrument.xlsx"
    for which, path in enumerate(paths[:2]):
        rng = np.random.default_rng([seed, which])
        _write(path, {"Made survey": _export(answers, which, rng)})
    _write(paths[2], _instrument(items, groups))
    return paths


def survey_in_memory(
    folder: Path,
    people: int,
    items: int,
    groups: int,
    seed: int = 0,
    *,
    rounds: int = 2,
    non_answers: float = NON_ANSWERS,
) -> Survey:
    """The same survey as reading the files gives, but for the order of people; only its instrument is written.

    There may be up to four rounds, and any share of missing answers.
    """
    path = folder / "instrument.xlsx"
    _write(path, _instrument(items, groups))
    instrument = read_instrument(Upload.from_path(path))
    answers = make_answers(people, items, groups, seed, rounds=rounds, non_answers=non_answers)
    everyone, put = np.ones(people, dtype=np.bool_), np.ones((people, items), dtype=np.bool_)
    made = tuple(
        Round(name, f"{name}.xlsx", "0" * 64, "kobo_xlsx", people, everyone, scores, put)
        for name, scores in zip(ROUNDS[:rounds], answers.rounds, strict=True)
    )
    return Survey(instrument, made, instrument.groups, answers.group)


def _write(path: Path, sheets: dict[str, Iterable[Row]]) -> None:
    """An .xlsx written row by row, which keeps no sheet in memory."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value is not None:
                        sheet.write(number, column, value)


def _export(answers: Answers, which: int, rng: np.random.Generator) -> Iterator[Row]:
    """A round as exported: XML names above, choice names below, people in the order in which they sent it."""
    scores = answers.rounds[which]
    people, items = scores.shape
    says_so = rng.random(scores.shape) < 0.5
    yield ["start", "end", "today", "code", "stakeholder", *map(item_name, range(items)), *ADDED]
    day = f"2024-0{5 + which}-14"
    for number, person in enumerate(rng.permutation(people).tolist(), start=1):
        minute = f"{9 + number // 60 % 9:02}:{number % 60:02}"
        cells: list[Cell] = [f"{day}T{minute}:00.000+03:00", f"{day}T{minute}:59.000+03:00", day]
        cells += [_code(person), f"group_{answers.group[person] + 1:02}"]
        for score, dont_know in zip(scores[person].tolist(), says_so[person].tolist(), strict=True):
            cells.append(int(score) if score == score else int(DONT_KNOW) if dont_know else None)
        uuid = f"{which:08x}-0000-4000-8000-{number:012x}"
        cells += [100_000 * (which + 1) + number, uuid, f"{day}T{minute}:59"]
        cells += [None, None, "submitted_via_web", None, "v1", None, f"uuid:{uuid}", number]
        yield cells


def _code(person: int) -> str:
    """A code as on a card: letters and digits that follow no order."""
    number = (person + 1) * 7_368_787 % 10_000_019
    return f"{'ABCDEFGHJKLMNPRSTUVWXYZ'[number % 23]}{number // 10_000:04}-{number % 10_000:04}"


def _instrument(items: int, groups: int) -> dict[str, Iterable[Row]]:
    """The sheets of the XLSForm: a code, a group without sides, and five-point items in dimensions."""
    dimensions = sorted({item // ITEMS_OF_A_DIMENSION for item in range(items)})
    survey: list[Row] = [["type", "name", "label::English (en)", "trust_role", "trust_dimension", "trust_reversed"]]
    survey += [["start", "start"], ["end", "end"], ["today", "today"]]
    survey.append(["text", "code", "The code on your card", "respondent_id"])
    survey.append(["select_one who", "stakeholder", "Your group", "group"])
    for item in range(items):
        label, home = f"Statement {item + 1} is true of them", f"dimension_{item // ITEMS_OF_A_DIMENSION + 1:02}"
        survey.append(["select_one agree", item_name(item), label, "item", home, "yes" if is_reversed(item) else None])
    agree = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
    choices: list[Row] = [["list_name", "name", "label::English (en)", "score"]]
    choices += [["who", f"group_{group + 1:02}", f"Group {group + 1}"] for group in range(groups)]
    choices += [["agree", str(score), label, score] for score, label in enumerate(agree, start=1)]
    choices.append(["agree", DONT_KNOW, "Don't know"])
    named: list[Row] = [[f"dimension_{number + 1:02}", f"Dimension {number + 1}", 1] for number in dimensions]
    return {
        "survey": survey,
        "choices": choices,
        "dimensions": [["name", "label::English (en)", "weight"], *named],
        "settings": [["form_title", "form_id", "version"], ["Made survey", "made_survey", "1"]],
    }


def main() -> None:
    """Write a survey."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    people, items, groups, *seed = map(int, sys.argv[2:])
    for path in write_survey(folder, people, items, groups, *seed):
        print(path)


if __name__ == "__main__":
    main()
