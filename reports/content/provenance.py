"""Where numbers come from: the facts in each file, the line under each figure, and the name of each file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from metrics import Protected
from metrics.result.names import matched_label, round_on_day, who_is_compared
from reports.report import Report
from words import day, exact, isolate, number, own_direction, program, say

LONGEST_STEM = 120
"""Bytes of a file's name before its ending, in UTF-8: what no system and no synchronised folder cuts off."""
_LONGEST_WHAT = 44
_DIGEST = 6
_FACING = "brief"
"""What has a second language beside the first."""


@dataclass(frozen=True)
class Fact:
    """A fact about a report, in its language.

    Attributes
    ----------
    name : str
        In no language: ``event``, ``place``, ``day``, ``who``, ``n`` (once a number of people), ``test``,
        ``threshold``, ``margin``, ``version``, ``code``, ``audience``, ``synthetic``.
    label, value : str
    """

    name: str
    label: str
    value: str


def provenance(report: Report) -> tuple[Fact, ...]:
    """What a report is of and how it was made; a fact that nobody gave, or that is not shown, is left out."""
    result, language, event = report.result, report.language, report.event
    facts = [
        Fact("event", say("reports.provenance_event", language), own_direction(report.title, language)),
        Fact("place", say("screens.event_place", language), own_direction(report.place, language)),
        Fact("day", say("screens.event_day", language), day(event.held_on, language)),
        Fact("who", say("workbook.estimand", language), who_is_compared(result, language)),
        *(Fact("n", label, number(n, language)) for label, n in _people(result, language)),
        *(Fact("test", say("headings.test", language), test) for test in _tests(result, language)),
        Fact("threshold", say("workbook.threshold", language), number(result.settings.threshold, language)),
        Fact("margin", say("workbook.margin", language), exact(result.settings.margin, language)),
        Fact("version", say("reports.provenance_version", language), isolate(program(), language)),
        Fact("code", say("workbook.code", language), isolate(result.code, language)),
        Fact("audience", say("screens.set_audience", language), say(f"figures.audience_{result.audience}", language)),
    ]
    if event.synthetic:
        synthetic = say("reports.provenance_synthetic_text", language)
        facts.append(Fact("synthetic", say("reports.provenance_synthetic", language), synthetic))
    return tuple(fact for fact in facts if fact.value)


def provenance_line(report: Report) -> str:
    """The facts in one line: for the foot of a page and the room under a figure."""
    result, language = report.result, report.language
    people = [f"{label}: {number(n, language)}" for label, n in _compared(result, language)]
    parts = [
        *([say("reports.provenance_synthetic", language)] if report.event.synthetic else []),
        report.event.line(language) or own_direction(report.title, language),
        *people,
        *_tests(result, language),
        say("reports.provenance_least", language, n=number(result.settings.threshold, language)),
        say("reports.provenance_margin", language, margin=result.settings.margin),
        say("reports.provenance_code", language, code=isolate(result.code, language)),
        isolate(program(), language),
        say(f"figures.audience_{result.audience}", language),
    ]
    return " · ".join(part for part in parts if part)


def file_stem(report: Report, what: str = "") -> str:
    """The name of a report's file, without its ending: event, place, day, what it is, language, audience and code.

    It holds letters, digits and single dashes alone, begins with a letter or digit, has at most `LONGEST_STEM` bytes,
    and is a name that Windows keeps for no device.

    Parameters
    ----------
    what : str, optional
        A kind of report, or a figure and whose answers it shows: two texts that differ in more than case, blanks and
        underscores give two names.
    """
    result, event = report.result, report.event
    languages = [report.language, report.second_language if what == _FACING else ""]
    tail = [_what(what), *languages, result.audience, result.code]
    end = "-".join(part for part in tail if part)
    held_on = event.held_on.isoformat() if event.held_on else ""
    room = LONGEST_STEM - len(end.encode()) - len(held_on) - len("--")
    name = _cut(_slug(f"{report.title} {report.place}"), room)
    return "-".join(part for part in (name, held_on, end) if part)


def _tests(result: Protected, language: str) -> list[str]:
    """The tests on which the findings rest."""
    tests = dict.fromkeys(row.test for row in result.changes if row.test)
    return [say(f"findings.test_{test}", language) for test in tests]


def _people(result: Protected, language: str) -> Iterator[tuple[str, int]]:
    """How many people answered in each round, and in both of the headline's, where these are shown."""
    for one in result.rounds:
        if one.respondents is not None:
            label = say("screens.respondents_round", language, round=round_on_day(result, one.name, language))
            yield label, one.respondents
    if result.estimand != "independent" and result.matched is not None and result.pairs:
        yield matched_label(result, language), result.matched


def _compared(result: Protected, language: str) -> list[tuple[str, int]]:
    """Those of `_people` whom the headline rests on."""
    people = list(_people(result, language))
    return people[-1:] if result.estimand == "matched" and result.matched is not None and result.pairs else people


def _what(what: str) -> str:
    """What a file is, in letters, digits and dashes; a digest stands behind it where letters had to be left out."""
    slug = _slug(what)
    short = _cut(slug, _LONGEST_WHAT)
    if short == re.sub(r"[\s_-]+", "-", what.lower()):
        return short
    return "-".join(filter(None, (short, sha256(what.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST])))


def _slug(text: str) -> str:
    """The letters and digits of a text, in small letters, with a dash for what stands between them."""
    kept, letter = [], False
    for sign in unicodedata.normalize("NFKC", text).lower():
        if sign.isalnum() and sign not in _BLANK:
            letter = True
        elif not (letter and unicodedata.category(sign) in _MARKS and not _is_selector(sign)):
            letter = False
        kept.append(sign if letter else "" if sign in _JOINERS else "-")
    return re.sub("-+", "-", "".join(kept)).strip("-")


_MARKS = ("Mn", "Mc")
"""Categories of marks that belong to the letter before them."""
_BLANK = "\u115f\u1160"
"""Letters that nobody sees."""
_JOINERS = "\u200c\u200d\u00ad\u2060\ufeff"
"""What stands within a word without being a letter of it."""


def _is_selector(sign: str) -> bool:
    """Whether it chooses the look of the letter before it, or joins two, and is no mark of its own."""
    return sign == "\u034f" or "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


def _cut(slug: str, room: int) -> str:
    """The beginning of a slug that has room, whole words where half of it or more stays, whole letters else."""
    if len(slug.encode()) <= room:
        return slug
    short = slug.encode()[:room].decode("utf-8", "ignore")
    while short and unicodedata.category(slug[len(short)]) in _MARKS:
        short = short[:-1]
    words, _, _ = short.rpartition("-")
    return (words if 2 * len(words.encode()) >= room else short).strip("-")
