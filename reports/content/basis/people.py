"""Who answered: how many in each round and both times, and how those who stayed differ from those who left."""

from __future__ import annotations

from collections.abc import Sequence

from metrics import INDEX, PROTECTED, AttritionRow, Protected, Standing, group_label, round_label
from metrics.findings.verdicts import way_of
from metrics.result.names import matched_label, naming, round_on_day, say_of_index
from metrics.result.sentences import decimals
from metrics.schema.precision import rounded
from reports.content.tables import NONE, Cell, Table, not_shown
from reports.report import Report
from words import number, printable, say


def people_facts(result: Protected, language: str) -> tuple[tuple[str, int | None], ...]:
    """What is counted, in words, and how many people it is; None where that is not shown."""
    facts = [
        (say("screens.respondents_round", language, round=round_on_day(result, one.name, language)), one.respondents)
        for one in result.rounds
    ]
    if result.estimand != "independent" and result.pairs:
        facts.append((matched_label(result, language), result.matched))
    return tuple(facts)


def people_sentence(result: Protected, language: str) -> str:
    """How many people answered in each round, and in both, in a sentence or two."""
    hidden = say("findings.short_protected", language)
    counts = [
        say(
            f"figures.round_value{naming(result, one.name)}",
            language,
            round=round_label(result, one.name, language),
            value=hidden if one.respondents is None else number(one.respondents, language),
        )
        for one in result.rounds
    ]
    listed = say("reports.content_people", language, counts=say("figures.separator", language).join(counts))
    if result.estimand == "independent" or not result.pairs:
        return listed
    matched = hidden if result.matched is None else number(result.matched, language)
    return f"{listed} {say('findings.paragraph_bin', language, what=matched_label(result, language), names=matched)}."


def who_answered(report: Report) -> Table:
    """A row a count: the people of each round, and those found in both."""
    language = report.language
    rows = tuple(
        (Cell(label), not_shown(report.language) if n is None else Cell(number(n, language), "people", n))
        for label, n in people_facts(report.result, language)
    )
    heads = (say("reports.content_head_counted", language), say("headings.n", language))
    return Table("who_answered", say("reports.content_table_who_answered", language), heads, rows)


def attrition(report: Report) -> Table | None:
    """A row a side: people and mean of those who stayed and of those who left, and how far these lie apart.

    None where there are no such numbers.
    """
    result, language = report.result, report.language
    rows = tuple(_row(result, row, language) for row in result.attrition if row.stayers.n is not None)
    if not rows:
        return None
    words = ("whose_trust", "stayed", "left", "standardised_difference", "if_left_fell")
    heads = tuple(say_of_index(f"screens.{word}", result, language) for word in words)
    title = say("screens.attrition", language)
    return Table("attrition", title, heads, rows, attrition_notes(result, language))


def _row(result: Protected, row: AttritionRow, language: str) -> tuple[Cell, ...]:
    headline = result.change_of.get((INDEX, row.group))
    digits = decimals(headline) if headline else 0
    difference, verdict = row.standardised_difference, row.verdict_if_leavers_fell
    return (
        Cell(printable(group_label(result, row.group, language))),
        *(Cell(_standing(one, digits, language), "people") for one in (row.stayers, row.leavers)),
        Cell(NONE if difference is None else number(difference, language, 2), "level", rounded(difference, 2)),
        Cell(
            say_of_index(f"findings.{verdict}", result, language) if verdict else NONE,
            "finding",
            verdict=verdict,
            way=way_of(verdict),
        ),
    )


def _standing(standing: Standing, digits: int, language: str) -> str:
    """People, mean and SD of those who stayed or left, as far as they are shown."""
    if standing.n is None:
        return NONE
    count = say("figures.n", language, n=number(standing.n, language))
    if standing.mean is None:
        return count
    mean = number(standing.mean, language, digits)
    if standing.sd is None:
        return say("screens.standing_mean", language, people=count, mean=mean)
    return say("screens.standing", language, people=count, mean=mean, sd=number(standing.sd, language, digits))


def attrition_notes(result: Protected, language: str) -> tuple[str, ...]:
    """How those who stayed and left are compared, why numbers are missing, and the findings if all had fallen."""
    return (*attrition_lead(result, language), *attrition_gaps(result, language))


def attrition_lead(result: Protected, language: str) -> tuple[str, ...]:
    """How those who stayed and those who left are compared; nothing where there are no numbers of them."""
    if all(row.stayers.n is None for row in result.attrition):
        return ()
    return (say_of_index("screens.attrition_text", result, language, margin=result.settings.margin),)


def attrition_gaps(result: Protected, language: str) -> tuple[str, ...]:
    """Why numbers of them are missing, and of whom; what has none is one sentence, not a row of the table."""
    if not result.attrition:
        return ()
    without = [row for row in result.attrition if row.stayers.n is None]
    if len(without) == len(result.attrition) and all(row.reason == PROTECTED for row in without):
        reasons = [say("screens.attrition_hidden", language)]
    else:
        reasons = _reasons(result, language)
    return (*reasons, *_if_all_fell(result, without, language))


def _reasons(result: Protected, language: str) -> list[str]:
    of_reason: dict[str, list[str]] = {}
    for row in result.attrition:
        if row.reason:
            of_reason.setdefault(row.reason, []).append(printable(group_label(result, row.group, language)))
    between = say("figures.separator", language)
    return [
        f"{between.join(names)}: {say(f'findings.reason_{reason}', language)}." for reason, names in of_reason.items()
    ]


def _if_all_fell(result: Protected, rows: Sequence[AttritionRow], language: str) -> list[str]:
    """The findings if all who left had fallen, of rows that have no numbers, in a sentence."""
    found = [
        say(
            "findings.paragraph_bin",
            language,
            what=printable(group_label(result, row.group, language)),
            names=say_of_index(f"findings.{row.verdict_if_leavers_fell}", result, language),
        )
        for row in rows
        if row.verdict_if_leavers_fell
    ]
    if not found:
        return []
    listed = say("findings.paragraph_bins", language).join(found)
    values = {"margin": result.settings.margin, "findings": listed}
    return [say_of_index("screens.attrition_if_fell", result, language, **values)]
