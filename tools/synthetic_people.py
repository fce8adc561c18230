"""The invented participants of the sample edition, and what each of them answers: seeded, nobody's answers.

Every person carries a leaning (their own, their organisation's, their group's); a statement adds how readily it is
agreed with; the day in between adds a shift that depends on group and dimension. The sum, with some noise, is
rounded to a point of the scale.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TypeVar

from questionnaire import EXTENT, STAKEHOLDERS
from statements import STATEMENTS

SEED = 2043

Thing = TypeVar("Thing")

Answers = dict[str, str]
"""Choice name by item name, mirrored or not; empty where the question was passed over."""

_SCALE = [choice.name for choice in EXTENT if choice.score is not None]
_SIDE_OF = {choice.name: choice.side for choice in STAKEHOLDERS}


class Draw:
    """Draws that depend on nothing but a seed; every stream is named, so that one change leaves the others alone."""

    def __init__(self, stream: str, seed: int = SEED) -> None:
        self._random = random.Random(f"{seed}/{stream}")

    def chance(self, probability: float) -> bool:
        """True with that probability."""
        return self._random.random() < probability

    def between(self, low: float, high: float) -> float:
        """A number from a uniform distribution."""
        return low + (high - low) * self._random.random()

    def normal(self, sd: float) -> float:
        """A number from a normal distribution around 0."""
        return NormalDist().inv_cdf(self.between(1e-9, 1 - 1e-9)) * sd

    def pick(self, things: Sequence[Thing]) -> Thing:
        """One of several, all as likely."""
        return things[int(self._random.random() * len(things))]

    def bits(self, count: int) -> int:
        """A whole number of so many random bits."""
        return self._random.getrandbits(count)


@dataclass(frozen=True)
class Attendance:
    """How many people of a group filled in both rounds, only the first, only the second."""

    both: int
    before_only: int
    after_only: int
    organisations: int


# Sixteen civil society organisations; the institutions and missions come as one delegation each.
ATTENDANCE = {
    "human_rights": Attendance(both=9, before_only=2, after_only=1, organisations=7),
    "minority": Attendance(both=7, before_only=0, after_only=0, organisations=4),
    "women": Attendance(both=8, before_only=1, after_only=0, organisations=5),
    "interior": Attendance(both=6, before_only=2, after_only=0, organisations=1),
    "fiia": Attendance(both=3, before_only=0, after_only=0, organisations=1),
    "security_other": Attendance(both=3, before_only=1, after_only=1, organisations=1),
    "international": Attendance(both=2, before_only=0, after_only=0, organisations=1),
}

_WOMEN = {"human_rights": 0.45, "minority": 0.5, "women": 0.95, "interior": 0.15, "fiia": 0.2, "security_other": 0.2}
_AGES = ("age_18_29", "age_30_44", "age_30_44", "age_45_over")


@dataclass(frozen=True)
class Person:
    """One participant; `before` and `after` tell which rounds they filled in, `key` names their draws."""

    key: str
    code: str
    group: str
    organisation: str
    sex: str
    age_band: str
    before: bool
    after: bool


def _far_apart(code: str, others: Sequence[str]) -> bool:
    return all(sum(a != b for a, b in zip(code, other, strict=True)) >= 3 for other in others)


def card_codes(count: int) -> list[str]:
    """Codes as printed on shuffled cards: no look-alike signs, no words, any two at least three signs apart."""
    draw = Draw("cards")
    codes: list[str] = []
    while len(codes) < count:
        letters = "".join(draw.pick("BCDFHJKLMNPRTVWXY") for _ in range(3))
        code = letters + "-" + "".join(draw.pick("234679") for _ in range(2))
        if _far_apart(code, codes):
            codes.append(code)
    return codes


def participants() -> list[Person]:
    """Everyone who filled in at least one round."""
    total = sum(group.both + group.before_only + group.after_only for group in ATTENDANCE.values())
    codes = iter(card_codes(total))
    people = []
    for group, numbers in ATTENDANCE.items():
        draw = Draw(f"people/{group}")
        rounds = [(True, True)] * numbers.both + [(True, False)] * numbers.before_only
        rounds += [(False, True)] * numbers.after_only
        for index, (before, after) in enumerate(rounds):
            organisation = f"{group} {index % numbers.organisations + 1}"
            sex = "female" if draw.chance(_WOMEN.get(group, 0.5)) else "male"
            age_band = draw.pick(_AGES)
            key = f"{group}/{index}"
            people.append(Person(key, next(codes), group, organisation, sex, age_band, before, after))
    return people


# On the scale of 1 to 5, where one step is 25 points of the index.
_LEVEL = {
    "human_rights": 2.7,
    "minority": 2.9,
    "women": 2.75,
    "interior": 3.35,
    "fiia": 3.0,
    "security_other": 3.2,
}
_EASE = {
    "competence_1": 0.4,
    "competence_2": 0.05,
    "integrity_1": -0.35,
    "integrity_2": -0.15,
    "compassion_1": 0.0,
    "compassion_2": -0.25,
    "compatibility_1": -0.1,
    "compatibility_2": 0.3,
    "security_1": -0.3,
    "security_2": 0.05,
    "predictability_1": 0.25,
    "predictability_2": 0.05,
    "collaboration_1": 0.2,
    "collaboration_2": 0.3,
    "overall_trust": 0.0,
}
_SHIFT = {
    "civil_society": {
        "integrity": 0.5,
        "compassion": 0.75,
        "compatibility": 0.35,
        "security": 0.7,
        "predictability": -0.65,
        "collaboration": 0.6,
        None: 0.2,
    },
    "security": {
        "integrity": 0.05,
        "compassion": 0.2,
        "compatibility": 0.1,
        "security": 0.25,
        "predictability": -0.1,
        "collaboration": 0.25,
        None: 0.0,
    },
}
_SHARE_OF_RISE = {"human_rights": 1.0, "minority": 0.45, "women": 1.55}

_PERSON, _ORGANISATION, _HABIT, _NOISE = 0.65, 0.25, 0.55, 0.3
_CHANGE_OF_MIND = {"civil_society": 0.2, "security": 0.4}
_UNCERTAIN = {"predictability_1": 0.05, "predictability_2": 0.06, "compatibility_1": 0.05, "integrity_2": 0.04}
_DISCREET = {"security_1": 0.02, "security_2": 0.03, "overall_trust": 0.02}


def _shift(person: Person, dimension: str | None) -> float:
    side = _SIDE_OF[person.group] or ""
    by_dimension: dict[str | None, float] = _SHIFT[side]
    shift = by_dimension.get(dimension, 0.0)
    return shift * _SHARE_OF_RISE.get(person.group, 1.0) if shift > 0 else shift


def _to_scale(leaning: float) -> str:
    return _SCALE[min(max(round(leaning), 1), len(_SCALE)) - 1]


def _opinions(person: Person) -> tuple[Answers, Answers]:
    """What the person thinks before and after, before anything is left unanswered."""
    draw = Draw(f"answers/{person.key}")
    own = _LEVEL[person.group] + draw.normal(_PERSON)
    own += Draw(f"organisation/{person.organisation}").normal(_ORGANISATION)
    mind = draw.normal(_CHANGE_OF_MIND[_SIDE_OF[person.group] or ""])
    before, after = {}, {}
    for statement in STATEMENTS:
        habit = own + _EASE[statement.name] + draw.normal(_HABIT)
        first, second = draw.normal(_NOISE), draw.normal(_NOISE)
        before[statement.name] = _to_scale(habit + first)
        if statement.dimension == "competence":
            # Nothing moved here: the same answer again, but for a slip now and then.
            after[statement.name] = _to_scale(habit + (second if draw.chance(0.12) else first))
        else:
            after[statement.name] = _to_scale(habit + mind + _shift(person, statement.dimension) + second)
    return before, after


def _with_gaps(person: Person, answers: Answers, when: str) -> Answers:
    """The same with don't-knows, refusals and questions passed over."""
    draw = Draw(f"gaps/{when}/{person.key}")
    given = {}
    for name, answer in answers.items():
        luck = draw.between(0, 1)
        unsure = _UNCERTAIN.get(name, 0.018)
        discreet = unsure + _DISCREET.get(name, 0.004)
        given[name] = (
            "dont_know"
            if luck < unsure
            else "declined"
            if luck < discreet
            else ""
            if luck < discreet + 0.012
            else answer
        )
    return given


def answers_of(person: Person) -> tuple[Answers, Answers]:
    """A person's answers before and after, by item; empty for a group that is asked no statement."""
    if _SIDE_OF[person.group] not in _SHIFT:
        return {}, {}
    before, after = _opinions(person)
    return _with_gaps(person, before, "before"), _with_gaps(person, after, "after")
