"""What a notebook shows of a result: who is compared, and what was found, in words; no number that is hidden."""

from __future__ import annotations

from metrics.result import TABLES
from metrics.result.names import group_label, matched_label, measure_label, round_on_day, who_is_compared
from metrics.result.result import GroupFacts, Protected
from metrics.result.sentences import finding
from metrics.result.withheld import why_withheld
from surveys.model.instrument import ALL, INDEX
from surveys.model.summary import Summary
from words import number, say


def summary(result: Protected) -> Summary:
    """A result on one screen, in the language of its settings; what is not shown is said in words."""
    language = result.settings.lang
    answered = {round_on_day(result, one.name, language): [_number(one.respondents, language)] for one in result.rounds}
    matched = [_number(result.matched, language)] if result.estimand == "matched" else []
    merged = {name for group in result.groups for name in group.merged_from}
    kept = [group for group in result.groups if group.by is None and group.name not in merged]
    everybody = [result.one_group.message(language)] if result.one_group is not None else []
    groups = [*everybody, *(_group(result, group, language) for group in kept)]
    heads = [result.change_of.get((INDEX, group)) for group in dict.fromkeys((*result.headline_groups, ALL))]
    rows = [row for row in heads if row is not None]
    found = [*(finding(result, row, language) for row in rows), *why_withheld(rows, language)]
    parts = [
        (say("workbook.estimand", language), [who_is_compared(result, language)]),
        *((say("screens.respondents_round", language, round=name), count) for name, count in answered.items()),
        (matched_label(result, language), matched),
        (say("screens.page_groups", language), groups),
        (measure_label(result, INDEX, language), found),
        (say("workbook.code", language), [result.code, say(f"workbook.note_{result.audience}", language)]),
        (".frame(…)", [", ".join(TABLES)]),
    ]
    return Summary(type(result).__name__, result.title, language, parts)


def _number(count: int | None, language: str) -> str:
    return say("findings.protected", language) if count is None else number(count, language)


def _group(result: Protected, group: GroupFacts, language: str) -> str:
    label = group_label(result, group.name, language)
    return label if group.shown else f"{label}: {say('findings.protected', language)}"
