"""Reports of every kind that is hard to write: what a format must bear, by what is special about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import cycle

from metrics import Settings, Shared, shared
from reports.report import Event, Report
from surveys import Group, Survey
from tests.metrics.survey_maker import instrument, survey
from tests.named_index import named
from tests.remembered import analyse
from tests.reports.made_results import KINDS, answers, form, made_result
from tests.sample import sample_asked_once, sample_result, sample_survey, shared_sample

EVENT = Event("Building Trust with Security Forces", "Baghdad", date(2023, 3, 14))
HOSTILE = (
    '=cmd|"/c calc"!A1 <script>alert(1)</script> ../../etc/passwd \\ #let x = 1 $y$ @z *bold* _it_ `raw` "quotes" '
    "\N{GRINNING FACE}\N{RIGHT-TO-LEFT OVERRIDE}end\N{POP DIRECTIONAL FORMATTING} & 100% of them, whose name goes on"
)
"""A name of a group that is a formula, a script, a path, markup of several kinds and too long."""


UNWRITABLE = (
    "\ud800", "\u202e", "\x00", "", "\u200b", "x" * 200, "\N{GRINNING FACE}", "=cmd()", "../../x", "<script>",
)  # fmt: skip
"""Names that files can't hold, that nobody sees, or that mean something to a program that opens a file."""


def hostile_names() -> Survey:
    """A survey whose groups, sides and questions have hostile names, in English alone: no label is translated."""
    return labelled(
        HOSTILE, [f"{i} {HOSTILE}" for i in range(4)], [f"{one.name} {HOSTILE}" for one in form().questions]
    )


def labelled(title: str, of_groups: Sequence[str], of_questions: Sequence[str]) -> Survey:
    """A survey of four groups with labels in English alone, taken in turn."""
    groups = {"ngo": "civil_society", "women": "civil_society", "police": "security", "army": "security"}
    made = form()
    labels = [Group(name, {"en": text}, groups[name]) for name, text in zip(groups, cycle(of_groups), strict=False)]
    texts = zip(made.questions, cycle(of_questions), strict=False)
    questions = tuple(replace(one, label={"en": text}) for one, text in texts)
    items = tuple(
        replace(item, label=question.label, questions=(question,))
        for item, question in zip(made.items, questions, strict=True)
    )
    hostile = replace(made, title=title, groups=tuple(labels), questions=questions, items=items)
    people = [name for name in groups for _ in range(9)]
    return survey(hostile, people, answers(len(people), 1), answers(len(people), 2))


def many_groups() -> Survey:
    """Twenty groups of six people on two sides."""
    sides = {f"group_{i:02}": ("civil_society" if i % 2 else "security") for i in range(20)}
    people = [name for name in sides for _ in range(6)]
    made = instrument({"competence": 3, "integrity": 3}, dict(sides))
    return survey(made, people, answers(len(people), 1), answers(len(people), 2))


def without_sides() -> Survey:
    """Three groups that stand on no side."""
    people = [name for name in ("a", "b", "c") for _ in range(8)]
    made = instrument({"competence": 3, "integrity": 3}, dict.fromkeys(("a", "b", "c")))
    return survey(made, people, answers(len(people), 1), answers(len(people), 2))


_MADE: Mapping[str, Callable[[], Shared]] = {
    "sample": shared_sample,
    "public": lambda: shared(sample_result(), "public"),
    "sides only": lambda: shared(sample_result(), "participants", "sides"),
    "most asked once": lambda: sample_asked_once("most"),
    "no threshold met by many": lambda: shared(analyse(sample_survey(), Settings(threshold=8))),
    "named index": lambda: shared(named()),
    "hostile names": lambda: shared(analyse(hostile_names(), Settings())),
    "many groups": lambda: shared(analyse(many_groups(), Settings())),
    "without sides": lambda: shared(analyse(without_sides(), Settings())),
    **{kind: (lambda kind=kind: shared(made_result(kind))) for kind in KINDS},  # type: ignore[misc]
}
CASES = tuple(_MADE)


@cache
def result_of(case: str) -> Shared:
    """The result of a case, as it is handed on."""
    return _MADE[case]()


def report_of(case: str, language: str = "en") -> Report:
    """A report of a case, with an event and the officer's own words."""
    event = replace(EVENT, title=HOSTILE) if case == "hostile names" else EVENT
    own = f"A hotline\n{HOSTILE}" if case == "hostile names" else "A hotline\nخط ساخن"
    return Report(result_of(case), language, event=event, asked=own, planned="A meeting in May")
