"""Results of made surveys, for tests of what is written of them: every estimand, weights, three rounds, few people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from metrics import Protected, Settings
from surveys import Instrument, Survey
from tests.metrics.survey_maker import instrument, survey
from tests.remembered import analyse

Answers = list[Sequence[float] | None]
GROUPS = {"ngo": "civil_society", "women": "civil_society", "police": "security", "army": "security"}


def form() -> Instrument:
    """Two dimensions of three items, which are labelled in plain words; the first of each is about one of the sides."""
    plain = instrument({"competence": 3, "integrity": 3}, dict(GROUPS))
    targets = {"competence_1": "security", "integrity_1": "civil_society"}
    questions = tuple(
        replace(question, label={"en": question.name.replace("_", " ")}, target=targets.get(question.name))
        for question in plain.questions
    )
    items = tuple(
        replace(item, label=question.label, questions=(question,), target=question.target)
        for item, question in zip(plain.items, questions, strict=True)
    )
    return replace(plain, questions=questions, items=items)


def answers(people: int, seed: int) -> Answers:
    """Five-point answers to the six items; the people of a row answer alike."""
    draw = np.random.default_rng(seed)
    own = draw.integers(1, 5, (people, 1))
    return [[float(x) for x in row] for row in np.clip(own + draw.integers(0, 3, (people, 6)), 1, 5)]


def made_survey(
    sizes: Sequence[int] = (12, 9, 11, 8), rounds: int = 2, *, leavers: int = 0, then: bool = False
) -> Survey:
    """Groups of given sizes in one to three rounds; the last `leavers` people are in the first alone.

    With `then`, people were also asked afterwards how it was before.
    """
    groups = [name for name, size in zip(GROUPS, sizes, strict=True) for _ in range(size)]
    people = len(groups)
    nobody: Answers = [None] * leavers
    after = [answers(people, seed)[: people - leavers] + nobody for seed in (2, 3)]
    later = {"followup_1": after[1]} if rounds > 2 else {}
    later |= {"then": answers(people, 4)} if then else {}
    made = survey(form(), groups, answers(people, 1), after[0] if rounds > 1 else None, **later)
    weight = 1 + np.arange(people) % 4 / 2
    return replace(made, rounds=tuple(replace(round_, weight=weight) for round_ in made.rounds))


def asked_looking_back_alone() -> Survey:
    """Nobody was asked before: afterwards, people said how it is and how it was."""
    made = made_survey(rounds=1, then=True)
    return replace(made, rounds=(replace(made.rounds[0], name="post"), *made.rounds[1:]))


@cache
def made_result(kind: str = "matched", test: str = "auto") -> Protected:
    """One of the results that the tests write: an estimand, or one of `KINDS`."""
    if kind in KINDS:
        return analyse(*KINDS[kind])
    return analyse(made_survey(), Settings(estimand=kind, test=test))


KINDS = {
    "one round": (made_survey(rounds=1), Settings()),
    "three rounds": (made_survey(rounds=3), Settings()),
    "three rounds, independent": (made_survey(rounds=3), Settings(estimand="independent")),
    "looking back": (made_survey(then=True), Settings()),
    "looking back alone": (asked_looking_back_alone(), Settings()),
    "weighted": (made_survey(), Settings(weights=True)),
    "weighted, one round": (made_survey(rounds=1), Settings(weights=True)),
    "invited": (made_survey(), Settings(invited={"ngo": 30, "women": 20, "police": 40})),
    "few in a group": (made_survey((12, 9, 11, 3)), Settings()),
    "a side left out": (made_survey((12, 9, 2, 1)), Settings()),
    "all hidden": (made_survey((1, 1, 1, 1)), Settings()),
    "many left": (made_survey((30, 20, 20, 20), leavers=15), Settings()),
}
"""Results beside those of the plain estimands, by what is special about them."""
