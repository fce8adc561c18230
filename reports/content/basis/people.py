"""Who answered: how many in each round and both times, and how those who stayed differ from those who left."""

from __future__ import annotations

from metrics import INDEX, PROTECTED, AttritionRow, Standing
from metrics.result.names import matched_label, round_on_day, say_of_index
from metrics.result.sentences import decimals
from metrics.schema.precision import rounded
from reports.content.findings import who
from reports.content.levels import not_shown
from reports.content.tables import NONE, Cell, Table
from reports.report import Report
from words import number, say


def people_facts(report: Report) -> tuple[tuple[str, int | None], ...]:
    """What is counted, in words, and how many people it is; None where that is not shown."""
    result, language = report.result, report.language
    facts = [
        (say("screens.respondents_round", language, round=round_on_day(result, one.name, language)), one.respondents)
        for one in result.rounds
    ]
    if result.estimand != "independent" and result.pairs:
        facts.append((matched_label(result, language), result.matched))
    return tuple(facts)


def who_answered(report: Report) -> Table:
    """A row a count: the people of each round, and those found in both."""
    language = report.language
    rows = tuple(
        (Cell(label), not_shown(report) if n is None else Cell(number(n, language), "people", n))
        for label, n in people_facts(report)
    )
    heads = (say("reports.content_head_counted", language), say("headings.n", language))
    return Table("who_answered", say("reports.content_table_who_answered", language), heads, rows)


def attrition(report: Report) -> Table | None:
    """A row a side: people and mean of those who stayed and of those who left, and how far these lie apart.

    None where there are no such numbers.
    """
    result, language = report.result, report.language
    with_numbers = [row for row in result.attrition if row.stayers.n is not None]
    if not with_numbers:
        return None
    words = ("whose_trust", "stayed", "left", "standardised_difference", "if_left_fell")
    heads = tuple(say_of_index(f"screens.{word}", result, language) for word in words)
    title = say("screens.attrition", language)
    return Table("attrition", title, heads, tuple(_row(report, row) for row in with_numbers), attrition_notes(report))


def _row(report: Report, row: AttritionRow) -> tuple[Cell, ...]:
    result, language = report.result, report.language
    headline = result.change_of.get((INDEX, row.group))
    digits = decimals(headline) if headline else 0
    difference, verdict = row.standardised_difference, row.verdict_if_leavers_fell
    return (
        Cell(who(report, row.group)),
        *(Cell(standing_text(one, digits, language), "people") for one in (row.stayers, row.leavers)),
        Cell(NONE if difference is None else number(difference, language, 2), "level", rounded(difference, 2)),
        Cell(say_of_index(f"findings.{verdict}", result, language) if verdict else NONE, "finding", verdict=verdict),
    )


def standing_text(standing: Standing, digits: int, language: str) -> str:
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


def attrition_notes(report: Report) -> tuple[str, ...]:
    """How those who stayed and left are compared, and why numbers are missing, of whom."""
    result, language = report.result, report.language
    if not result.attrition:
        return ()
    margin = f"{result.settings.margin:g}"
    with_numbers = [row for row in result.attrition if row.stayers.n is not None]
    notes = [say_of_index("screens.attrition_text", result, language, margin=margin)] if with_numbers else []
    if all(row.reason == PROTECTED and row not in with_numbers for row in result.attrition):
        notes.append(say("screens.attrition_hidden", language))
    else:
        notes += attrition_reasons(report)
    return (*notes, *_if_all_fell(report, [row for row in result.attrition if row not in with_numbers]))


def attrition_reasons(report: Report) -> list[str]:
    """Why numbers of those who stayed and left are missing, and of whom."""
    language = report.language
    of_reason: dict[str, list[str]] = {}
    for row in report.result.attrition:
        if row.reason:
            of_reason.setdefault(row.reason, []).append(who(report, row.group))
    between = say("figures.separator", language)
    return [
        f"{between.join(names)}: {say(f'findings.reason_{reason}', language)}." for reason, names in of_reason.items()
    ]


def _if_all_fell(report: Report, rows: list[AttritionRow]) -> list[str]:
    """The findings if all who left had fallen, of rows that have no numbers, in a sentence."""
    result, language = report.result, report.language
    found = [
        say(
            "findings.paragraph_bin",
            language,
            what=who(report, row.group),
            names=say_of_index(f"findings.{row.verdict_if_leavers_fell}", result, language),
        )
        for row in rows
        if row.verdict_if_leavers_fell
    ]
    if not found:
        return []
    listed = say("findings.paragraph_bins", language).join(found)
    margin = f"{result.settings.margin:g}"
    return [say_of_index("screens.attrition_if_fell", result, language, margin=margin, findings=listed)]
