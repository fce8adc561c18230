"""What a result can't say, each with its true reason, and the box of caveats that stands in every report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from metrics import INDEX, SIDE, ChangeRow, subject
from metrics.findings.verdicts import OPEN
from metrics.result.sentences import decimals, finding
from metrics.result.withheld import why_withheld
from reports.content.basis.method import limits
from reports.content.basis.people import people_sentence
from reports.content.basis.robustness import where_others_differ
from reports.content.findings import who
from reports.content.hiding.hidden_rows import count_rows, hidden_rows
from reports.report import Report
from words import number, say

KINDS = ("open", "hidden", "not_compared", "rounds", "people", "limits")
"""What may be left unsaid, in the order in which it is said."""


@dataclass(frozen=True)
class Unsaid:
    """Something that can't be said, and why.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    who : str
        Of whom; empty where of all.
    text : str
        One or two sentences.
    """

    kind: str
    who: str
    text: str


def unsaid(report: Report) -> tuple[Unsaid, ...]:
    """All that the result can't say."""
    return tuple(one for find in (_open, _hidden, _not_compared, _rounds, _people, _limits) for one in find(report))


def _rows(report: Report) -> list[ChangeRow]:
    """The index of sides, of groups and of categories; not of a group that is all of its side."""
    result = report.result
    names = [*result.headline_groups, *(one.name for one in (*result.group_rows, *result.category_rows))]
    rows = [result.change_of[INDEX, name] for name in dict.fromkeys(names) if (INDEX, name) in result.change_of]
    sides = {one.name: f"{SIDE}{one.side}" for one in result.group_rows if one.side}
    return [row for row in rows if not _says_the_same(row, result.change_of.get((INDEX, sides.get(row.group, ""))))]


def _says_the_same(row: ChangeRow, side: ChangeRow | None) -> bool:
    """Whether a group has as many people as its side, which are the same, and the same is found of them."""
    return side is not None and row.n_matched is not None and _said_of(row) == _said_of(side)


def _said_of(row: ChangeRow) -> tuple[object, ...]:
    return row.n_from, row.n_to, row.n_matched, row.mean_from, row.mean_to, row.change, row.verdict


def _open(report: Report) -> Iterator[Unsaid]:
    """Each finding that is open, with the smallest change that so few people could have shown."""
    language = report.language
    for row in _rows(report):
        if row.verdict in OPEN:
            text = finding(report.result, row, language)
            if row.detectable is not None and row.change is not None:
                points = number(row.detectable, language, decimals(row))
                text = f"{text} {say('reports.content_detectable', language, points=points)}"
            yield Unsaid("open", who(report, row.group), text)


def _hidden(report: Report) -> Iterator[Unsaid]:
    """Whose index is not shown; how many rows are not shown in all."""
    result, language = report.result, report.language
    for row in _rows(report):
        if row.is_compared and row.change is None:
            about = subject(result, row.measure, row.group, language)
            yield Unsaid("hidden", who(report, row.group), say("findings.sentence_protected", language, subject=about))
    hidden = [row for row in hidden_rows(result) if not row.has_change]
    if hidden:
        counts = {"n": number(len(hidden), language), "total": number(count_rows(result), language)}
        counted, why = say("protection.hidden_count", language, **counts), say("protection.hidden_text", language)
        yield Unsaid("hidden", "", f"{counted} {why}")
    for text in why_withheld(_rows(report), language):
        yield Unsaid("hidden", "", text)


def _not_compared(report: Report) -> Iterator[Unsaid]:
    """What was asked once or answered by nobody, each measure once."""
    result, language = report.result, report.language
    said: set[str] = set()
    for row in result.change_of.values():
        if not row.is_compared and (row.group in result.headline_groups):
            text = finding(result, row, language)
            if text not in said:
                said.add(text)
                yield Unsaid("not_compared", who(report, row.group), text)


def _rounds(report: Report) -> Iterator[Unsaid]:
    """That there is no second round, or none before the event."""
    result = report.result
    if not result.change_of:
        word = "only_retrospective" if result.pairs else "no_second_round"
        yield Unsaid("rounds", "", say(f"reports.content_{word}", report.language))


def _people(report: Report) -> Iterator[Unsaid]:
    """Of the people who answered, those who were not found again are not followed."""
    result, language = report.result, report.language
    if not result.pairs:
        return
    if result.estimand == "independent":
        yield Unsaid("people", "", say("screens.who_independent", language))
    elif result.estimand == "matched":
        text = say("reports.content_unmatched", language)
        yield Unsaid("people", "", f"{text} {people_sentence(result, language)}")


def _limits(report: Report) -> Iterator[Unsaid]:
    for text in limits(report.result, report.language):
        yield Unsaid("limits", "", text)


def caveats(report: Report) -> tuple[str, ...]:
    """One box of what must be known, in a sentence each: who, cause, scale, chance, other methods, hidden numbers."""
    result, language = report.result, report.language
    sentences = [
        say("findings.paragraph_limits", language),
        say("workbook.note_scale", language),
    ]
    if any((row.family_size or 0) > 1 for row in _rows(report)):
        sentences.append(say("screens.rows_note", language))
    if any(row.clusters is None and row.change is not None for row in _rows(report)):
        sentences.append(say("reports.content_independent", language))
    sentences += where_others_differ(report)
    sentences.append(say("reports.content_protected", language, threshold=number(result.settings.threshold, language)))
    sentences += why_withheld(_rows(report), language)
    return tuple(sentences)
