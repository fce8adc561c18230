"""The second page: aspects, questions, what participants asked for, what must be known, and how it was measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from charts import Look
from charts.drawing.keys import of_findings
from charts.drawing.rounds import rounds_shown
from metrics import round_label
from metrics.findings.verdicts import RULING_OUT
from metrics.result.names import say_of_index
from reports.content.basis.method import method
from reports.content.findings import Finding, aspects, headline, what
from reports.content.levels import Level
from reports.content.questions import LevelEnds, Standouts, level_ends, shows_all, standouts
from reports.content.tables import NONE, capital
from reports.content.unsaid import caveats
from reports.report import Report
from reports.typst.brief.calls import NOTHING, array, call, joined
from reports.typst.brief.page import Step
from reports.typst.brief.shortened import lines_of_officer, name
from reports.typst.brief.tables import cell, change_of, more
from reports.typst.source import quoted
from words import number, say

_NAME = 90
_ASPECTS = (40, 9, 6, 3)
"""So many rows of aspects, as far as there is room."""
_QUESTIONS = (5, 3, 2, 1, 0)
"""So many of the highest and of the lowest questions."""
_OFFICER = (6000, 1600, 1100, 700, 450, 250)
"""So many characters of each of the officer's texts."""
_METHOD = (("people", "compared", "test", "margin"), ("people", "compared", "test"), ("compared",))
"""What is said of the method."""
_METHOD_TEXTS = {"margin": 1}
"""Of a note with more texts, so many are said here."""


def _steps() -> tuple[Step, ...]:
    """Fewer questions before fewer of the officer's words, those before aspects and method."""
    steps: list[Step] = []
    for rows, method_ in ((0, 0), (0, 1), (1, 1), (2, 2), (3, 2)):
        for words in range(len(_OFFICER)):
            steps += [
                {"aspects": rows, "method": method_, "officer": words, "questions": questions}
                for questions in range(len(_QUESTIONS))
            ]
    return tuple(steps)


STEPS = _steps()


def second_page(report: Report, source: str) -> Mapping[str, Sequence[str]]:
    """The sections of the second page, each from its longest form to its shortest."""
    return {
        "aspects": _aspects(report),
        "questions": _questions(report),
        "officer": _officer(report),
        "caveats": [_caveats(report)],
        "method": [_method(report, names) for names in _METHOD],
        "end": [call("quiet", quoted(source))],
    }


def _aspects(report: Report) -> list[str]:
    """The change of each side in each aspect."""
    result, language = report.result, report.language
    sides = {head.group: (head, *aspects(report, head.group)) for head in headline(report)}
    found = {(one.measure, group): one for group, findings in sides.items() for one in findings}
    measures = [one.name for one in result.measures if any((one.name, group) in found for group in sides)]
    if len(measures) < 2:
        return [NOTHING]
    heading = call("section", quoted(name(say_of_index("screens.dimensions", result, language), language, _NAME)))
    names = [say("reports.content_head_what", language), *(findings[0].who for findings in sides.values())]
    heads = array(quoted(name(one, language, _NAME)) for one in names)
    columns = array(["1.4fr", *("1fr" for _ in sides)])
    rows = [
        call(
            "row",
            cell(capital(name(what(report, measure, next(iter(sides))), language, _NAME))),
            *(_change(report, found.get((measure, group))) for group in sides),
        )
        for measure in measures
    ]
    marks = _marks(report, found.values())
    return [
        joined(
            [heading, call("listing", columns, heads, array([*rows[:most], *more(report, len(rows) - most)])), marks]
        )
        for most in _ASPECTS
    ]


def _change(report: Report, found: Finding | None) -> str:
    """The change of a side in an aspect; a dash where it was not asked."""
    return cell(NONE) if found is None else cell(change_of(report, found), found.way)


def _marks(report: Report, found: Iterable[Finding]) -> str:
    """What the marks in the table mean."""
    rows = [report.result.change_of[one.measure, one.group] for one in found]
    entries = [one for one in of_findings(report.result, rows, Look(report.language)) if one.mark]
    known = dict.fromkeys(f"{one.mark}\N{NO-BREAK SPACE}{one.words}" for one in entries)
    if any(row.verdict in RULING_OUT for row in rows):
        known[say("figures.key_quiet", report.language)] = None
    return call("key", *map(quoted, known))


def _questions(report: Report) -> list[str]:
    """The questions with the highest and lowest answers of each side, after or in the only round."""
    is_all = all(shows_all(report, group) for group in report.result.headline_groups)
    heading = call("section", quoted(say(f"reports.brief_questions{'' if is_all else '_shown'}", report.language)))
    forms = []
    for most in _QUESTIONS[:-1]:
        ends = level_ends(report, most) or standouts(report, most)
        tables = [table for one in ends for table in _of_side(report, one)]
        if tables:
            forms.append(joined([heading, call("side-by-side", *tables, above="6pt")]))
    return [*forms, NOTHING]


def _of_side(report: Report, found: Standouts | LevelEnds) -> Iterator[str]:
    """The highest and the lowest of one side, a table each."""
    language = report.language
    last = round_label(report.result, rounds_shown(report.result)[-1], language)
    for word, questions in (("highest", found.highest), ("lowest", found.lowest)):
        if questions:
            who = name(found.who, language, _NAME)
            heads = array(quoted(capital(head)) for head in (say(f"reports.brief_{word}", language, who=who), last))
            yield call("listing", array(["1fr", "auto"]), heads, array(_question(report, one) for one in questions))


def _question(report: Report, one: Finding | Level) -> str:
    text = one.text if isinstance(one, Level) else one.after_text
    return call("row", cell(name(one.what, report.language, 120)), cell(text))


def _officer(report: Report) -> list[str]:
    """What participants asked for, and what will be done, beside each other; nothing where the officer wrote none."""
    if not report.own_texts:
        return [NOTHING]
    return [
        call("side-by-side", *(_words_of_officer(report, word, text, most) for word, text in report.own_texts.items()))
        for most in _OFFICER
    ]


def _words_of_officer(report: Report, word: str, text: str, most: int) -> str:
    language = report.language
    lines, left = lines_of_officer(text, language, most)
    parts = [call("section", quoted(say(f"reports.brief_{word}", language)))]
    if lines:
        parts.append(call("points", array(quoted(line) for line in lines)))
    if left:
        parts.append(call("remark", quoted(say("reports.brief_left_out", language, n=number(left, language)))))
    return joined(parts)


def _caveats(report: Report) -> str:
    title = say("reports.brief_caveats", report.language)
    return call("boxed", quoted(title), array(quoted(line) for line in caveats(report)))


def _method(report: Report, names: Sequence[str]) -> str:
    notes = [
        array([quoted(one.heading), quoted(" ".join(one.texts[: _METHOD_TEXTS.get(one.name)]))])
        for one in method(report)
        if one.name in names
    ]
    heading = call("section", quoted(say("reports.brief_method", report.language)))
    return joined([heading, call("explained", *notes)])
