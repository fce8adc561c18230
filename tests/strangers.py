"""Surveys in the shapes that strangers brought, with made-up answers: `tests/data/strangers` and what is in them.

``python -m tests.strangers`` writes the files anew. What each holds is known here as plain numbers, so that a test can
count the change of trust without any of the program's own reading.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import xlsxwriter

FOLDER = Path(__file__).resolve().parent / "data" / "strangers"
AGREE = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
AGREE_AR = ("لا أوافق أبدًا", "لا أوافق", "محايد", "أوافق", "أوافق تمامًا")
PLACES = ("Baghdad", "Basra", "Mosul")
Rows = list[list[Any]]


@dataclass(frozen=True)
class Question:
    """A question: its wordings in each round (empty: not asked), its ends, whether a high answer is low trust."""

    wordings: tuple[str, ...]
    low: int = 1
    high: int = 5
    reversed: bool = False
    aspect: str = ""


@dataclass(frozen=True)
class Stranger:
    """A survey in a stranger's shape.

    Attributes
    ----------
    name : str
        By which its files begin.
    files : tuple of str
        The names of its files, in the order of the rounds.
    questions : tuple of Question
        What is scored.
    scores : mapping of (round, person) to tuple of numbers
        The raw answers, NaN for none; a person is known by the code.
    groups : mapping
        The group of each person; none where there are no groups.
    more : tuple of tuple of str
        The names of further files of each round; in each file everybody is of one group, and no column says so.
    """

    name: str
    files: tuple[str, ...]
    questions: tuple[Question, ...]
    scores: Mapping[tuple[int, str], tuple[float, ...]]
    groups: Mapping[str, str] = field(default_factory=dict)
    more: tuple[tuple[str, ...], ...] = ()

    def change(self, first: int = 0, second: int = 1) -> tuple[float, int]:
        """The mean change of the index in points among those in both rounds, and how many they are.

        Counted from the numbers above alone: each question that both rounds ask, on 0 to 100; their mean by aspect,
        where half of the aspect's were answered; and the mean of the aspects. What is in no aspect, where others are,
        does not count.
        """
        changes = []
        for person in sorted({person for _, person in self.scores}):
            indices = [self._index(round_, person, (first, second)) for round_ in (first, second)]
            if not any(np.isnan(indices)):
                changes.append(indices[1] - indices[0])
        return float(np.mean(changes)), len(changes)

    def _index(self, round_: int, person: str, rounds: Sequence[int]) -> float:
        answers = self.scores.get((round_, person))
        if answers is None:
            return np.nan
        aspects: dict[str, list[float]] = {}
        has_aspects = any(question.aspect for question in self.questions)
        for question, answer in zip(self.questions, answers, strict=True):
            if all(question.wordings[other] for other in rounds) and (question.aspect or not has_aspects):
                points = 100 * (answer - question.low) / (question.high - question.low)
                aspects.setdefault(question.aspect, []).append(100 - points if question.reversed else points)
        means = [np.nanmean(points) for points in aspects.values() if 2 * np.isfinite(points).sum() >= len(points)]
        return float(np.mean(means)) if 2 * len(means) >= len(aspects) else np.nan


def _asked(*texts: str, rounds: int = 2, **values: Any) -> list[Question]:
    return [Question((text,) * rounds, **values) for text in texts]


def _scores(
    seed: int, questions: Sequence[Question], codes: Sequence[Sequence[str]], gain: float
) -> dict[tuple[int, str], tuple[float, ...]]:
    """Answers of people with a trust of their own, which rises a little from round to round."""
    rng = np.random.default_rng(seed)
    trust = {code: rng.normal() for code in sorted({code for of_round in codes for code in of_round})}
    found = {}
    for round_, of_round in enumerate(codes):
        for code in of_round:
            answers = []
            for one in questions:
                level = trust[code] + gain * round_ + rng.normal(0, 0.7)
                share = 1 / (1 + np.exp(-(-level if one.reversed else level)))
                answers.append(float(round(one.low + share * (one.high - one.low))))
            found[round_, code] = tuple(answers)
    return found


def _columns(survey: Stranger, round_: int) -> list[int]:
    return [index for index, one in enumerate(survey.questions) if one.wordings[round_]]


def _codes(prefix: str, count: int, step: int = 7) -> list[str]:
    return [f"{prefix}{1000 + step * number}" for number in range(count)]


@cache
def panel() -> Stranger:
    """A panel with ids and no group, its questions named by codes; 1 to 5 beside 1 to 6."""
    questions = [
        *_asked("duty1", "duty2", "duty3", "duty4", aspect="duty"),
        *_asked("fair1", "fair2", "fair3", high=6, aspect="fair"),
        *_asked("fear_r", reversed=True),
    ]
    people = _codes("P", 130)
    scores = _scores(1, questions, [people[:120], people[15:]], 0.25)
    return Stranger("panel", ("panel_wave1.csv", "panel_wave2.csv"), tuple(questions), scores)


@cache
def waves() -> Stranger:
    """Three waves, questions of 1 to 5 beside questions of 1 to 6."""
    five = [f"The police treat people {how}" for how in ("with respect", "fairly", "alike")]
    six = [f"I would {what}" for what in ("call the police for help", "report a crime", "be a witness in court")]
    questions = [*_asked(*five, rounds=3), *_asked(*six, rounds=3, high=6)]
    people = _codes("W", 60)
    scores = _scores(2, questions, [people[:50], people[5:55], people[10:]], 0.3)
    groups = {
        code: ("Youth council", "Women's union", "District police")[number % 3] for number, code in enumerate(people)
    }
    return Stranger("waves", tuple(f"waves_{n}.xlsx" for n in (1, 2, 3)), tuple(questions), scores, groups)


@cache
def workshop() -> Stranger:
    """A workshop with nineteen questions, twelve of them asked in one round only."""
    both = ["The police listen to us", "The police keep their word", "We can speak openly with officers"]
    both += ["Complaints are taken seriously", "Officers know our concerns", "The police explain what they do"]
    both += ["I would work with the police again"]
    early = [f"Expectation {n}: {text}" for n, text in enumerate(("I will learn", "I will be heard", "It is safe"), 1)]
    early += [f"I know the rules on {text}" for text in ("arrest", "protest", "complaints")]
    late = [f"The workshop was {text}" for text in ("useful", "well run", "too short", "fair", "open", "worth my time")]
    questions = [
        *_asked(*both),
        *(Question((text, "")) for text in early),
        *(Question(("", text)) for text in late),
    ]
    people = _codes("A", 26, 3)
    scores = _scores(3, questions, [people[:24], people[3:]], 0.5)
    groups = {code: ("NGO", "Police directorate")[number % 2] for number, code in enumerate(people)}
    return Stranger("workshop", ("workshop_before.xlsx", "workshop_after.xlsx"), tuple(questions), scores, groups)


@cache
def google() -> Stranger:
    """A Google Form whose question for the code is worded differently the second time."""
    rows = ("honest", "able", "caring", "open")
    questions = _asked(*(f"The security forces are [{row}]" for row in rows), "I feel safe when I see them")
    people = [f"{letter}{number:02}" for number in range(10) for letter in "KLM"]
    scores = _scores(4, questions, [people[:28], people[2:]], 0.4)
    groups = {
        code: ("Civil society", "Security forces", "Local council")[number % 3] for number, code in enumerate(people)
    }
    return Stranger("google", ("google_pre.xlsx", "google_post.xlsx"), tuple(questions), scores, groups)


@cache
def wide() -> Stranger:
    """One file, a row a person: each question as x.pre and x.post."""
    questions = _asked(*(f"trust_{what}" for what in ("police", "courts", "army", "council")), high=7)
    people = _codes("X", 40, 11)
    scores = _scores(5, questions, [people[:38], people[2:]], 0.2)
    groups = {code: ("north", "south")[number % 2] for number, code in enumerate(people)}
    return Stranger("wide", ("wide.xlsx",), tuple(questions), scores, groups)


@cache
def sheets() -> Stranger:
    """One workbook, a sheet a round."""
    texts = ("I trust the police", "I trust the courts", "The police are corrupt", "The courts are slow and unfair")
    questions = [*_asked(*texts[:2]), *_asked(*texts[2:], reversed=True)]
    people = _codes("S", 34)
    scores = _scores(6, questions, [people[:30], people[4:]], 0.3)
    groups = {code: ("Teachers", "Officers")[number % 2] for number, code in enumerate(people)}
    return Stranger("sheets", ("sheets.xlsx",), tuple(questions), scores, groups)


@cache
def arabic() -> Stranger:
    """Thirty questions in Arabic, typed by hand under a title."""
    about = ("الشرطة", "الجيش", "جهاز الاستخبارات", "وزارة الداخلية", "حرس الحدود", "الدفاع المدني")
    what = ("أثق بـ{}", "يفي {} بوعوده", "يعامل {} الناس بعدل", "يستمع {} إلى الناس", "أطلب المساعدة من {}")
    questions = _asked(*(text.format(whom) for whom in about for text in what))
    people = [f"{letter}{number:02}" for number in range(20) for letter in "بج"]
    scores = _scores(7, questions, [people[:36], people[4:]], 0.35)
    groups = {code: ("منظمات المجتمع المدني", "وزارة الداخلية")[number % 2] for number, code in enumerate(people)}
    return Stranger("arabic", ("arabic_before.xlsx", "arabic_after.xlsx"), tuple(questions), scores, groups)


@cache
def places() -> Stranger:
    """A file for each place and round, without a column of the place; each counts its people from 1."""
    texts = ("The police protect us all", "I can complain about the police", "Officers know this neighbourhood")
    questions = _asked(*texts, "I would call the police at night")
    people = [f"{place}:{number}" for place in PLACES for number in range(1, 17)]
    early = [code for code in people if not code.endswith(":16")]
    scores = _scores(8, questions, [early, [code for code in people if not code.endswith(":3")]], 0.3)
    groups = {code: code.partition(":")[0] for code in people}
    first, *others = PLACES
    files = [[f"places_{place.lower()}_{time}.xlsx" for place in others] for time in ("before", "after")]
    own = tuple(f"places_{first.lower()}_{time}.xlsx" for time in ("before", "after"))
    return Stranger("places", own, tuple(questions), scores, groups, tuple(map(tuple, files)))


STRANGERS = (panel, waves, workshop, google, wide, sheets, arabic, places)


def _people(survey: Stranger, round_: int, group: str = "") -> list[str]:
    """The people of a round, or those of one of its groups."""
    of_round = [code for number, code in survey.scores if number == round_]
    return [code for code in of_round if not group or survey.groups[code] == group]


def _table(
    survey: Stranger, round_: int, before: Mapping[str, Any], words: Sequence[str] = (), group: str = ""
) -> Rows:
    """Heading and rows of a round: what stands in front (a heading, and by person a value), then the questions."""
    columns = _columns(survey, round_)
    rows: Rows = [[*before, *(survey.questions[column].wordings[round_] for column in columns)]]
    for code in _people(survey, round_, group):
        answers = [survey.scores[round_, code][column] for column in columns]
        written = [words[int(answer) - 1] if words else int(answer) for answer in answers]
        rows.append([*(of[code] if isinstance(of, Mapping) else of for of in before.values()), *written])
    return rows


def _write(name: str, sheets_: Mapping[str, Rows], above: Sequence[str] = ()) -> None:
    if name.endswith(".csv"):
        with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(next(iter(sheets_.values())))
        return
    with xlsxwriter.Workbook(FOLDER / name, {"default_date_format": "yyyy-mm-dd hh:mm:ss"}) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})
        for title, rows in sheets_.items():
            sheet = book.add_worksheet(title)
            for number, text in enumerate(above):
                sheet.write_string(number, 0, text)
            for number, row in enumerate(rows, start=len(above) + bool(above)):
                sheet.write_row(number, 0, row)


def write() -> None:
    """Write all files anew."""
    FOLDER.mkdir(exist_ok=True)
    own = {code: code for survey in STRANGERS for _, code in survey().scores}
    sex = {code: ("f", "m")[number % 2] for number, code in enumerate(sorted(own))}
    for round_, name in enumerate(panel().files):
        front = {"resp_id": own, "wave": round_ + 1, "gender": sex}
        _write(name, {"": _table(panel(), round_, front)})
    for round_, name in enumerate(waves().files):
        front = {"Participant ID": own, "Which group do you belong to?": waves().groups}
        _write(name, {"Data": _table(waves(), round_, front)})
    for round_, name in enumerate(workshop().files):
        front = {"Your code": own, "I am here for": workshop().groups}
        _write(name, {"Sheet1": _table(workshop(), round_, front, AGREE)})
    for round_, name in enumerate(google().files):
        moments = {
            code: datetime(2026, 3, 1 + 20 * round_, 9) + timedelta(minutes=number)
            for number, code in enumerate(_people(google(), round_))
        }
        code = ("Please enter your personal code", "The code on your card, as last time")[round_]
        front = {"Timestamp": moments, code: own, "Your group": google().groups}
        _write(name, {"Form Responses 1": _table(google(), round_, front, AGREE)})
    _write(wide().files[0], {"data": _wide_rows()})
    tables = {
        title: _table(sheets(), round_, {"Code": own, "Group": sheets().groups}, AGREE)
        for round_, title in enumerate(("Before", "After"))
    }
    _write(sheets().files[0], tables)
    for round_, name in enumerate(arabic().files):
        front = {"الرمز": own, "الفئة": arabic().groups}
        title = ("استبيان قبل الورشة", "استبيان بعد الورشة")[round_]
        _write(name, {"ورقة1": _table(arabic(), round_, front, AGREE_AR)}, above=(title,))
    _write_places()


def _write_places() -> None:
    survey = places()
    number = {code: int(code.partition(":")[2]) for code in survey.groups}
    for round_, (own, others) in enumerate(zip(survey.files, survey.more, strict=True)):
        for place, name in zip(PLACES, (own, *others), strict=True):
            _write(name, {"Sheet1": _table(survey, round_, {"Participant no.": number}, AGREE, place)})


def _wide_rows() -> Rows:
    survey = wide()
    names = [one.wordings[0] for one in survey.questions]
    rows: Rows = [["id", "region", *(f"{name}.{time}" for name in names for time in ("pre", "post"))]]
    for code in sorted({code for _, code in survey.scores}):
        pre, post = (survey.scores.get((round_, code)) for round_ in (0, 1))
        answers = [
            "" if of_round is None else int(of_round[at]) for at in range(len(names)) for of_round in (pre, post)
        ]
        rows.append([code, survey.groups[code], *answers])
    return rows


if __name__ == "__main__":
    write()
