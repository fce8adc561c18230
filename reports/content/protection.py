"""What is hidden and shown together, and why, in words that give no reason away (rule 41)."""

from __future__ import annotations

from collections.abc import Iterator

from metrics import Protected, side_label
from metrics.result import GroupFacts
from metrics.result.names import say_of_index
from metrics.schema.precision import FEW, NARROW
from reports.content.findings import who
from reports.content.hiding.groups_together import is_shown, merger_words, mergers
from reports.content.hiding.hidden_rows import count_rows, hidden_rows, not_counted_out, without_interval
from reports.content.tables import Cell, Table
from reports.report import Report
from surveys import Issue
from words import label_in, number, printable, say

_NOT_PROMISED = ("insider", "years", "presence", "copies")


def protection(report: Report) -> tuple[str, ...]:
    """What was done so that nobody can be identified, a sentence or two each: rule, groups, rows, rounding, checks."""
    return (
        *why_hidden(report.result, report.language),
        *together(report),
        *hidden(report),
        *rounding(report),
        *audit(report.result, report.language),
    )


def why_hidden(result: Protected, language: str) -> tuple[str, ...]:
    """Why anything is hidden: the same words for whatever it is."""
    threshold = number(result.settings.threshold, language)
    return say("protection.why_text", language, threshold=threshold), say("protection.why_more", language)


def together(report: Report) -> tuple[str, ...]:
    """Which groups are shown together, not named, or left out; that none is, where that is so."""
    result, language = report.result, report.language
    lines = [merger_words(result, merger, language) for merger in mergers(result)]
    if result.named != "all":
        lines.append(unnamed_groups(result, language))
    lines += left_out(result, language)
    if lines:
        return tuple(lines)
    one_group = result.one_group
    return (say("protection.together_none", language) if one_group is None else one_group.message(language),)


def unnamed_groups(result: Protected, language: str) -> str:
    """That a result names the sides alone, or no group of few people."""
    if result.named == "sides":
        return say_of_index("protection.no_groups", result, language)
    return say("protection.some_groups", language)


def is_left_out(issue: Issue) -> bool:
    """Whether an issue is about people who are not shown at all."""
    return issue.code.startswith("left_out") or issue.code == "everything_hidden"


def left_out(result: Protected, language: str) -> Iterator[str]:
    """Which sides and groups are not shown at all."""
    for issue in result.issues:
        if issue.code == "left_out_side":
            side = printable(side_label(result, str(issue.values["side"]), language))
            yield say("screens.left_out_side", language, side=side, threshold=result.settings.threshold)
        elif is_left_out(issue):
            yield issue.message(language)


def hidden(report: Report) -> tuple[str, ...]:
    """How many rows are not shown, or in part, and that it is not said why which one is."""
    result, language = report.result, report.language
    listed = hidden_rows(result)
    gone = [row for row in listed if not row.has_change]
    lines = []
    if gone:
        counts = {"n": number(len(gone), language), "total": number(count_rows(result), language)}
        lines += [say("protection.hidden_count", language, **counts), say("protection.hidden_text", language)]
    elif not listed:
        lines.append(say("protection.hidden_none", language))
    in_part = {
        "change_alone": len(listed) - len(gone),
        "without_interval": without_interval(result),
        "uncounted": not_counted_out(result),
    }
    lines += [say(f"protection.{word}", language, n=number(n, language)) for word, n in in_part.items() if n]
    return tuple(lines)


def rounding(report: Report) -> tuple[str, ...]:
    """How exactly numbers are given, the smallest group, and what is never given."""
    result, language = report.result, report.language
    threshold = result.settings.threshold
    return (
        say("protection.rounding", language, few=number(FEW, language)),
        say("protection.counted_out", language, least=number(2 * threshold, language)),
        say("protection.lower_text", language, threshold=number(threshold, language)),
        say("protection.never", language),
    )


def audit(result: Protected, language: str) -> tuple[str, ...]:
    """What was checked at the end, and how it ended."""
    values = {"points": number(NARROW, language), "threshold": number(result.settings.threshold, language)}
    return tuple(say(f"protection.audit_{step.step}_{step.outcome}", language, **values) for step in result.audit)


def not_promised(language: str) -> tuple[str, ...]:
    """What protection can't promise."""
    return tuple(say(f"protection.not_{what}", language) for what in _NOT_PROMISED)


def groups_merged(report: Report) -> Table | None:
    """A row a group: its side, and how it is shown; None where there are no groups or none may be named."""
    result, language = report.result, report.language
    merged = {name: group for group in result.groups for name in group.merged_from}
    single = [group for group in result.groups if not group.merged_from]
    if not single or (result.named == "sides" and result.breakdown is None):
        return None
    heads = tuple(say(f"headings.{word}", language) for word in ("group", "side"))
    rows = tuple(
        (
            Cell(who(report, group.name)),
            Cell(_of(report, group)),
            _how(report, group, merged.get(group.name)),
        )
        for group in single
    )
    title = say("reports.content_table_groups_merged", language)
    return Table("groups_merged", title, (*heads, say("reports.content_head_how_shown", language)), rows)


def _of(report: Report, group: GroupFacts) -> str:
    """The side of a group, or the breakdown that a category is of."""
    result, language = report.result, report.language
    if group.by is not None and result.breakdown is not None:
        return printable(label_in(result.breakdown.label, language))
    return printable(side_label(result, group.side, language)) if group.side else say("findings.no_side", language)


def _how(report: Report, group: GroupFacts, merger: GroupFacts | None) -> Cell:
    """Whether a group is shown by itself, with others, or not."""
    result, language = report.result, report.language
    if is_shown(result, group.name):
        return Cell(say("reports.content_shown_alone", language))
    if merger is not None and is_shown(result, merger.name):
        others = [who(report, name) for name in merger.merged_from if name != group.name]
        names = say("figures.separator", language).join(others)
        return Cell(say("reports.content_shown_with", language, names=names))
    return Cell(say("findings.protected", language), hidden=True)
