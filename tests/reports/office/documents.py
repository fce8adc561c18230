"""Documents of Word opened for tests: their parts, their words, and results that are hard to lay out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import docx
import numpy as np
from docx.document import Document
from docx.oxml.ns import qn

from metrics import Protected, Settings, shared
from metrics.result import to_document
from reports.content.tables import p_text
from reports.formats import docx as annex
from reports.report import Event, Report
from tests.golden import values as golden
from tests.metrics.survey_maker import instrument, survey
from tests.remembered import analyse
from tests.reports.made_results import made_result
from tests.sample import sample_result, shared_sample

LONG = "<b>Women & “peace”</b> 🕊️ =1+1 ../" + "very long name " * 11
EVENT = Event("Dialogue", "Baghdad", date(2026, 3, 14))
KINDS = (
    *("sample", "internal", "event16", "gss_panel"),
    *("one round", "three rounds", "all hidden", "a side left out", "no sides", "twenty groups", "long names"),
)
"""Results that an annex is written of."""


@cache
def result_of(kind: str) -> Protected:
    """One of `KINDS`, as it is handed on."""
    if kind == "sample":
        return shared_sample()
    if kind == "internal":
        return sample_result()
    if kind in golden.SURVEYS:
        return shared(analyse(golden.survey(kind)))
    if kind == "no sides":
        return shared(_of_groups({"one": "", "two": ""}, {}))
    if kind == "twenty groups":
        names = {f"group_{n}": ("civil_society", "security")[n % 2] for n in range(20)}
        return shared(_of_groups(names, {name: {"en": name.replace("_", " ")} for name in names}))
    if kind == "long names":
        names = {"ngo": "civil_society", "women": "civil_society", "police": "security"}
        return shared(_of_groups(names, {"ngo": {"en": LONG[:200]}, "women": {"ar": "منظمات نسائية"}}))
    return shared(made_result(kind))


def _of_groups(sides: dict[str, str], labels: dict[str, dict[str, str]]) -> Protected:
    """A survey with so many groups of twelve, who answer three aspects of two questions."""
    form = instrument({"competence": 2, "integrity": 2, "care": 2}, sides)
    groups = tuple(replace(one, label=labels.get(one.name, one.label)) for one in form.groups)
    form = replace(form, groups=groups)
    people = [name for name in sides for _ in range(12)]
    return analyse(survey(form, people, _answers(len(people), 1), _answers(len(people), 2)), Settings())


def _answers(people: int, seed: int) -> list[Sequence[float] | None]:
    draw = np.random.default_rng(seed)
    own = draw.integers(1, 5, (people, 1))
    return [[float(x) for x in row] for row in np.clip(own + draw.integers(0, 3, (people, 6)), 1, 5)]


def report_of(kind: str, language: str = "en", **choices: Any) -> Report:
    """A report with all that an officer may say."""
    said: dict[str, Any] = {"event": EVENT, "asked": "A hotline\nJoint training", "planned": "Meet again"}
    return Report(result_of(kind), language, **(said | choices))


@cache
def annex_of(kind: str, language: str = "en") -> bytes:
    """The annex of a result, with all that an officer may say."""
    return annex.write(report_of(kind, language))


def opened(content: bytes) -> Document:
    """A document as python-docx reads it."""
    return docx.Document(io.BytesIO(content))


def words_in(paragraph: Any) -> str:
    """All words of a paragraph, those of its fields and links too, without marks of direction."""
    text = "".join(found.text or "" for found in paragraph.iter(qn("w:t")))
    return re.sub("[\u2066-\u2069]", "", text)


def lines_of(document: Document, style: str = "") -> list[str]:
    """The words of each paragraph of the body, in tables too; of one style where it is named."""
    known = {one.style_id: one.name.lower() for one in document.styles}
    return [
        words_in(found)
        for found in document.element.body.iter(qn("w:p"))
        if not style or known[found.pPr.pStyle.val] == style
    ]


def numbers_of(result: Protected) -> set[str]:
    """Every number that a result holds, without its sign, rounded as numbers are written; shares of counts too."""
    found = {*_numbers(to_document(result))}
    for row in result.items:
        if row.counts is not None:
            total = sum(row.counts.values())
            found |= {total, *(100 * n / total for n in row.counts.values() if total)}
    tested = (*(row.p_adjusted for row in result.changes), *(row.p_adjusted for row in result.robustness))
    ps = {p_text(p, "en").removeprefix("<\N{NO-BREAK SPACE}") for p in tested}
    return ps | {f"{round(round(abs(one), 9), decimals):,.{decimals}f}" for one in found for decimals in (0, 1, 2)}


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _numbers(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _numbers(inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)
