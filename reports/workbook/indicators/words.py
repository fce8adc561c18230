"""What is said of the values of the indicators: what each is of, and its comment, made by rule from the result."""

from __future__ import annotations

from metrics import INDEX, measure_label, round_label, sentence, subject
from metrics.result.names import say_of_index
from reports.report import Report
from reports.workbook.indicators.values import BASELINE, PERCENT, TARGET, Value
from words import number, say


def indicator(report: Report, value: Value) -> str:
    """What the indicator measures, with its unit: the same words for all its values."""
    result, language = report.result, report.language
    if value.measure == INDEX:
        about = subject(result, INDEX, value.about, language)
        return say("reports.book_indicator_points", language, subject=about)
    question = measure_label(result, value.measure, language, value.about)
    return say_of_index("reports.book_indicator_percent", result, language, question=question)


def comment(report: Report, value: Value) -> str:
    """The finished comment: who answered, what was found, how sure it is, and what it can't say.

    Where the value is not shown, that it is not, and nothing else.
    """
    result, language = report.result, report.language
    if value.kind == TARGET:
        return say("reports.book_target", language)
    if value.value is None:
        return say("reports.book_not_shown", language)
    parts = [_people(report, value), _what(report, value)]
    if value.kind != BASELINE:
        parts += [_found(report, value), say("screens.cannot_text", language)]
    parts.append(say("reports.book_source_line", language, heading=report.heading, code=result.code))
    return " ".join(filter(None, parts))


def _people(report: Report, value: Value) -> str:
    """How many people the value rests on, in which round."""
    if value.n is None or value.round is None:
        return ""
    round_ = round_label(report.result, value.round, report.language)
    n = number(value.n, report.language)
    return say("reports.book_people", report.language, n=n, round=round_)


def _what(report: Report, value: Value) -> str:
    """What the number is."""
    if value.unit == PERCENT:
        return say("reports.book_percent_is", report.language)
    return say("workbook.note_scale", report.language)


def _found(report: Report, value: Value) -> str:
    """The finding on the change, with its interval; of a share, that it is of the same question's mean."""
    if value.change is None or value.change.change is None:
        return ""
    found = sentence(report.result, value.change, report.language)
    return say("reports.book_found_of_mean", report.language, found=found) if value.unit == PERCENT else found
