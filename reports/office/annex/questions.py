"""The topline of each question, as reports of surveys print it: wording, dates, answers, range of the change."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from reports.content.basis.method import instrument
from reports.content.findings import Finding
from reports.content.questions import Topline, toplines
from reports.content.tables import NONE, Cell, Table
from reports.office.annex.body import Body
from reports.office.annex.tables import add_table, lay_out
from reports.report import Report
from reports.running.progress import each
from words import number, say


def add_toplines(body: Body, report: Report) -> None:
    """Every question of everybody, or of each side: wording, each answer's share at each date, change, finding."""
    found = toplines(report)
    if not found:
        return
    body.heading(say("reports.annex_toplines", report.language))
    for _, alike in groupby(found, key=lambda topline: topline.number):
        of_question = list(alike)
        body.heading(_name(of_question[0], report.language), 2)
        for topline in each(of_question):
            _add(body, topline, report.language)


def _name(topline: Topline, language: str) -> str:
    n = number(topline.number, language)
    word = "question_of" if topline.aspect else "question"
    return say(f"reports.annex_{word}", language, n=n, aspect=topline.aspect)


def _add(body: Body, topline: Topline, language: str) -> None:
    body.heading(say("reports.annex_asked_of", language, who=topline.who, question=topline.question), 3)
    notes = topline.notes
    if topline.table.rows:
        notes = (*change_in_words(topline.finding, language), *notes)
        heads = (say("reports.annex_answer", language), *topline.table.heads[1:])
        lay_out(body, replace(topline.table, heads=heads), topline.question, whole=True, followed=bool(notes))
    body.notes(notes)


def change_in_words(found: Finding | None, language: str) -> tuple[str, ...]:
    """The change with its range, the people and the finding in one line; none where nothing is compared."""
    if found is None or not found.change_text:
        return ()
    said = (
        ("change", found.change_text),
        ("interval", found.interval_text),
        ("people", found.people),
        ("finding", found.short),
    )
    parts = [f"{say(f'reports.content_head_{word}', language)}: {text}" for word, text in said if text]
    return (" · ".join(parts),)


def add_instrument(body: Body, report: Report) -> None:
    """The questionnaire: every question with its wordings, answers and aspect."""
    language = report.language
    rows = []
    for question in instrument(report):
        wordings = [
            say("reports.annex_asked_of", language, who=one.who, question=one.text) if one.who else one.text
            for one in question.wordings
        ]
        rows += [
            (
                Cell(number(question.number, language) if place == 0 else "", "people"),
                Cell(wording),
                Cell((question.aspect or NONE) if place == 0 else ""),
                Cell(say("figures.separator", language).join(question.answers) if place == 0 else ""),
            )
            for place, wording in enumerate(wordings)
        ]
    if not rows:
        return
    body.heading(say("reports.annex_instrument", language))
    heads = tuple(say(f"reports.annex_head_{word}", language) for word in ("number", "question", "aspect", "answers"))
    title = say("reports.annex_table_instrument", language)
    add_table(body, Table("instrument", title, heads, tuple(rows), _reversed(report)))


def _reversed(report: Report) -> tuple[str, ...]:
    """Which questions are turned round."""
    language = report.language
    turned = [number(one.number, language) for one in instrument(report) if one.reversed]
    if not turned:
        return ()
    return (say("reports.annex_reversed", language, numbers=say("figures.separator", language).join(turned)),)
