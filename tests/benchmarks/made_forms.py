"""Makes forms as people make them, with what each of their columns means: to count how many are guessed right."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import xlsxwriter

from surveys import Upload
from tests.benchmarks.form_wordings import CONSENTS, LANGUAGES, Battery, Labels, Language
from tests.benchmarks.other_wordings import OTHERS

_T = TypeVar("_T")

LAYOUTS = ("google", "kobo", "typed", "coded")
RANGES = ((1, 5), (1, 5), (1, 5), (1, 4), (1, 6), (1, 7), (0, 10), (1, 10), (0, 4), (1, 3))
_TWO_ROUNDS, _NO_ANSWER, _LOWER_CASE, _SLIP = 0.7, 0.03, 0.04, 0.01
_PREFIXES = ("q", "trust_", "v", "duty", "b1_", "pol")


@dataclass(frozen=True)
class Meant:
    """What a column means.

    Attributes
    ----------
    roles : frozenset of str
        The roles that are right.
    positions : mapping of str to float
        Of an item, where each answer stands between the lowest (0) and the highest (1) of its scale, by the answer in
        small letters; one that is missing has no position.
    reversed : bool
        It is worded against trust.
    """

    roles: frozenset[str]
    positions: Mapping[str, float] = field(default_factory=dict)
    reversed: bool = False


@dataclass(frozen=True)
class MadeForm:
    """Files of one survey, and what the columns mean by their headings."""

    rounds: tuple[Upload, ...]
    meant: Mapping[str, Meant]


@dataclass
class _Column:
    heading: str
    meant: Meant
    cells: Sequence[Sequence[object]]
    serial: bool = False


class _Maker:
    """One form, drawn column by column."""

    def __init__(self, seed: int, language: str, *, others: bool) -> None:
        self.rng = np.random.default_rng(seed)
        self.language, self.words = language, (OTHERS if others else LANGUAGES)[language]
        self.layout = LAYOUTS[seed % len(LAYOUTS)]
        self.rounds = 2 if self.rng.random() < _TWO_ROUNDS else 1
        low, high = ((12, 40), (40, 120), (120, 400))[int(self.rng.integers(3))]
        self.people = [int(self.rng.integers(low, high)) for _ in range(self.rounds)]
        if self.rounds == 2:
            self.people[1] = max(8, int(self.people[0] * self.rng.uniform(0.5, 1.0)))
        self.latent = self.rng.normal(size=max(self.people))
        self.columns: list[_Column] = []
        self.has_slips = self.layout == "typed" and self.rng.random() < 0.4

    def pick(self, among: Sequence[_T]) -> _T:
        return among[int(self.rng.integers(len(among)))]

    def chance(self, share: float) -> bool:
        return bool(self.rng.random() < share)

    def add(self, heading: str, roles: str, cells: Sequence[Sequence[object]], **more: object) -> None:
        if heading not in {column.heading for column in self.columns}:
            self.columns.append(_Column(heading, Meant(frozenset(roles.split()), **more), cells))  # type: ignore[arg-type]

    def each(self, texts: Sequence[object]) -> Sequence[Sequence[object]]:
        """Somebody's answer is the same in each round."""
        drawn = [self.pick(texts) for _ in self.latent]
        return [drawn[:count] for count in self.people]

    def about_people(self) -> None:
        words = self.words
        if self.layout == "typed" and self.chance(0.4):
            self.add(self.pick(("Nr.", "#", "S/N")), "ignore", [list(range(1, count + 1)) for count in self.people])
            self.columns[-1].serial = True
        if self.chance(0.2):
            heading, answer = CONSENTS[self.language]
            self.add(heading, "consent", [[answer] * count for count in self.people])
        if self.rounds == 2 or self.chance(0.5):
            digits = self.rng.permutation(9000)[: len(self.latent)] + 1000
            codes = [f"{self.pick('ABKMNRS')}{self.pick('ABKMNRS')}{digit}" for digit in digits]
            self.add(self.pick(words.codes), "respondent_id", [codes[:count] for count in self.people])
        self._group(words)
        if self.chance(0.7):
            cells = self.each(self.pick(words.sex_names))
            one_round = self.rounds == 2 and self.chance(0.15)
            self.add(
                self.pick(words.sexes),
                "disaggregate" if one_round else "disaggregate group",
                self._in(cells, one_round),
            )
        if self.chance(0.6):
            ages: Sequence[object] = words.age_bands if self.chance(0.5) else [int(n) for n in range(18, 70)]
            roles = "disaggregate" if ages is words.age_bands else "disaggregate ignore"
            self.add(self.pick(words.ages), roles, self.each(ages))

    def _group(self, words: Language) -> None:
        if self.chance(0.65):
            cells = self.each(self.pick(words.group_names))
            one_round = self.rounds == 2 and self.chance(0.1)
            roles = "disaggregate organisation" if one_round else "group"
            self.add(self.pick(words.groups), roles, self._in(cells, one_round))

    def _in(self, cells: Sequence[Sequence[object]], one_round: bool) -> Sequence[Sequence[object]]:
        """The cells, those of the second round taken out if the column stands in one round only."""
        return [cells[0], []] if one_round else cells

    def batteries(self) -> None:
        wanted = int(self.rng.integers(1, 5))
        order = self.rng.permutation(len(self.words.batteries))[:wanted]
        for number, index in enumerate(order):
            battery = self.words.batteries[int(index)]
            scale = self.pick(battery.scales)
            asked = self.rng.permutation(len(battery.questions))[: int(self.rng.integers(2, 9))]
            first, last = RANGES[int(self.rng.integers(len(RANGES)))]
            is_coded = self.layout == "coded" and (self.chance(0.8) or len(scale) == 2)
            style = "number" if is_coded else self.pick(("label",) * 7 + ("numbered", "scored"))
            if len(scale) == 2 and style != "number":
                style = "label"
            texts = [str(n) for n in range(first, last + 1)] if style == "number" else _written(scale, style)
            frame = int(self.rng.integers(3))
            for place, which in enumerate(asked, start=1):
                question, against = battery.questions[int(which)]
                heading = self._heading(battery, question, number, place, frame)
                self.item(heading, texts, against, style)

    def _heading(self, battery: Battery, question: str, number: int, place: int, frame: int) -> str:
        if self.layout == "google":
            return f"{battery.stem} [{question}]"
        if self.layout == "coded":
            return f"{_PREFIXES[number]}{place}" if frame else f"q{number + 1}_{place}"
        if self.layout == "kobo":
            return question if frame else f"{battery.stem.rstrip('?؟ ')}/{question}"
        return f"{len(self.columns) + 1}. {question}" if frame == 0 else f"{battery.stem} {question}"

    def item(self, heading: str, texts: Sequence[str], against: bool, style: str) -> None:
        difficulty, points = self.rng.normal(0, 0.5), len(texts)
        cells: list[list[object]] = []
        for number, count in enumerate(self.people):
            place = 0.8 * self.latent[:count] + self.rng.normal(0, 0.6, count) + 0.3 * number - difficulty
            place = -place if against else place
            steps = np.clip(np.floor((place + 1.8) / 3.6 * points), 0, points - 1).astype(int)
            cells.append([self._cell(texts, int(step), style) for step in steps])
        positions = {text.casefold(): step / (points - 1) for step, text in enumerate(texts)}
        self.add(heading, "item", cells, positions=positions, reversed=against)

    def _cell(self, texts: Sequence[str], step: int, style: str) -> object:
        if self.chance(_NO_ANSWER):
            return "" if self.chance(0.5) else 99 if style == "number" else self.pick(self.words.no_answers)
        text = texts[step]
        if style == "number":
            return int(text)
        if self.layout == "typed" and self.chance(_LOWER_CASE):
            text = text.lower()
        return self._slipped(text) if self.has_slips and len(text) > 5 and self.chance(_SLIP) else text

    def _slipped(self, text: str) -> str:
        """With two letters inside a word changed round, or one left out."""
        place = int(self.rng.integers(1, len(text) - 2))
        pair = text[place : place + 2]
        return text[:place] + (pair[::-1] if self.chance(0.5) else pair[1:]) + text[place + 2 :]

    def remarks(self) -> None:
        if self.chance(0.5):
            said = [
                [
                    f"{self.pick(self.words.remarks)}، {self.pick(self.words.remarks)} {person}"
                    if self.chance(0.4)
                    else ""
                    for person in range(count)
                ]
                for count in self.people
            ]
            self.add(self.pick(self.words.comments), "open_ended", said)

    def made(self, seed: int) -> MadeForm:
        self.about_people()
        self.batteries()
        self.remarks()
        rounds = []
        for number, count in enumerate(self.people):
            columns = [column for column in self.columns if column.cells[number] or count == 0]
            order = self.rng.permutation(count)
            front = ["Timestamp"] if self.layout == "google" else []
            rows: list[list[object]] = [[*front, *(column.heading for column in columns)]]
            for line, person in enumerate(order):
                stamp = [f"2024-03-{1 + person % 28:02} 10:{person % 60:02}:00"] if front else []
                cells = (column.cells[number][line if column.serial else int(person)] for column in columns)
                rows.append([*stamp, *cells])
            rounds.append(_file(f"form{seed}_{number + 1}", rows, as_text=self.layout == "coded"))
        return MadeForm(tuple(rounds), {column.heading: column.meant for column in self.columns})


def made_form(seed: int, language: str, *, others: bool = False) -> MadeForm:
    """The form of a seed; `others`: in other wordings."""
    return _Maker(seed, language, others=others).made(seed)


def _written(scale: Labels, style: str) -> list[str]:
    """The answers of a scale as a form shows them."""
    if style == "label":
        return list(scale)
    return [f"{n} - {text}" if style == "numbered" else f"{text} ({n})" for n, text in enumerate(scale, start=1)]


def _file(name: str, rows: Sequence[Sequence[object]], *, as_text: bool) -> Upload:
    if as_text:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        return Upload(f"{name}.csv", text.getvalue().encode())
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Form Responses 1")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return Upload(f"{name}.xlsx", content.getvalue())
