"""What a workbook says of where its numbers come from: event, people, test, smallest group, version and code."""

from __future__ import annotations

from functools import cache

from metrics import Protected
from metrics.result.names import matched_label, round_on_day
from reports.report import Report
from reports.workbook.columns import in_words
from reports.workbook.paper import Strip
from words import DATA, number, say


@cache
def version() -> str:
    """The version of the program."""
    return (DATA / "version.txt").read_text(encoding="utf-8").strip()


def strip_of(report: Report) -> Strip:
    """What stands at the head and the foot of every page."""
    return Strip(report.heading, report.result.code, say(f"workbook.for_{report.result.audience}", report.language))


def provenance(report: Report) -> str:
    """All of it in one paragraph."""
    language, result = report.language, report.result
    facts = [
        (say("workbook.tested_by", language), _tests(result, language)),
        (say("workbook.threshold", language), number(result.settings.threshold, language)),
        (say("workbook.version", language), version()),
        (say("workbook.code", language), result.code),
    ]
    said = [say("workbook.fact", language, name=name, value=value) for name, value in facts if value]
    return say("workbook.between_facts", language).join([*_people(result, language), *said])


def _people(result: Protected, language: str) -> list[str]:
    """How many answered in each round, and in both, as far as these numbers are shown."""
    counts = [(round_on_day(result, one.name, language), one.respondents) for one in result.rounds]
    if result.estimand != "independent" and len(result.rounds) > 1:
        counts.append((matched_label(result, language), result.matched))
    shown = [
        (label, say("workbook.hidden_cell", language) if n is None else number(n, language)) for label, n in counts
    ]
    return [say("workbook.fact", language, name=label, value=n) for label, n in shown]


def _tests(result: Protected, language: str) -> str:
    tests = dict.fromkeys(row.test for row in result.changes if row.test)
    return say("figures.separator", language).join(in_words("test", test, language) for test in tests)
