"""What is said of the values of the indicators: what each is of, and its comment, made by rule from the result."""

from __future__ import annotations

from metrics import INDEX, Protected, measure_label, round_label, sentence, subject
from metrics.result.names import finding_words
from metrics.result.points import SpokenPoints
from metrics.result.sentences import finding
from metrics.result.units import scale_of
from reports.report import Report
from reports.workbook.indicators.values import BASELINE, PERCENT, TARGET, Value
from words import label_in, number, own_direction, printable, say

_NAMED = 2
"""So many answers are all named; of more, the first and the last."""


def indicator(report: Report, measure: str, about: str) -> str:
    """What an indicator measures, with its unit: the same words for all its values."""
    result, language = report.result, report.language
    if measure == INDEX:
        return say("reports.book_indicator_points", language, subject=subject(result, INDEX, about, language))
    question = measure_label(result, measure, language, about)
    answers = _answers(result, measure, language)
    return say("reports.book_indicator_percent", language, answers=answers, question=question)


def comment(report: Report, value: Value) -> str | None:
    """The finished comment: who answered, what was found, how sure it is, and what it can't say.

    Where the value is not shown, that it is not, and nothing else; None of a target, which is the officer's.
    """
    result, language = report.result, report.language
    if value.kind == TARGET:
        return None
    if value.value is None:
        return say("reports.book_not_shown", language)
    parts = [_people(report, value), _what(report, value)]
    if value.kind != BASELINE:
        parts += [_found(report, value), say("reports.book_no_cause", language)]
    parts.append(say("reports.book_source_line", language, heading=report.heading, code=result.code))
    return " ".join(filter(None, parts))


def _answers(result: Protected, measure: str, language: str) -> str:
    """The answers above the middle of a question's scale as a reader of it counts them: of a reversed one the low ones.

    One without a label is named by its score.
    """
    facts, scale = result.measure_of[measure], scale_of(result, measure)
    if scale is None:
        return say("reports.book_answers_high", language)
    middle = (scale.low + scale.high) / 2
    way = -1 if facts.reversed else 1
    counted = [one for one in facts.answers if way * (float(one.score) - middle) > 0]
    names = [own_direction(printable(label_in(one.label, language)), language) or one.score for one in counted]
    if not names:
        return say("reports.book_answers_high", language)
    if len(names) == 1:
        return say("reports.book_answers_one", language, first=names[0])
    form = "two" if len(names) == _NAMED else "more"
    return say(f"reports.book_answers_{form}", language, first=names[0], last=names[-1])


def _people(report: Report, value: Value) -> str:
    """How many people the value rests on, in which round."""
    if value.n is None or value.round is None:
        return ""
    round_ = round_label(report.result, value.round, report.language)
    n = number(value.n, report.language)
    return say("reports.book_people", report.language, n=n, round=round_)


def _what(report: Report, value: Value) -> str:
    """What the number is."""
    if value.unit != PERCENT:
        return say("reports.book_points_is", report.language)
    answers = _answers(report.result, value.measure, report.language)
    form = "reversed" if report.result.measure_of[value.measure].reversed else "is"
    return say(f"reports.book_percent_{form}", report.language, answers=answers)


def _found(report: Report, value: Value) -> str:
    """The finding on the change, with its interval; of a share, in few words, that of the same question's mean."""
    result, language, row = report.result, report.language, value.change
    if row is None or row.change is None:
        return ""
    if value.unit != PERCENT:
        return sentence(result, row, language)
    points = SpokenPoints(result, row, language)
    if row.verdict is None or not points.has_interval:
        return say("reports.book_found_of_mean", language, found=finding(result, row, language))
    found = finding_words(result, row.verdict, language, of_index=False)
    return say("reports.book_change_of_mean", language, finding=found, signed=points.signed, **points.ends)
