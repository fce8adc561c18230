"""Whether the finding of each side holds under other methods: a row a method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from metrics import INDEX, PROTECTED, ChangeRow, Protected, RobustnessRow, group_label, measure_label
from metrics.findings.verdicts import way_of
from metrics.result.names import say_of_index
from metrics.result.sentences import decimals
from metrics.schema.precision import rounded, rounded_p
from metrics.tables.attrition import MEANS_PROTECTED
from reports.content.tables import NONE, Cell, Table, not_shown, p_text
from reports.report import Report
from words import number, printable, say, signed

MOST_OTHERS = 2
"""So many methods that find something else are named; more are counted."""
HIDDEN = (PROTECTED, MEANS_PROTECTED)
"""Reasons of rows that are not shown, to protect the people who answered."""


def robustness(report: Report) -> Table | None:
    """The headline of each side as it is shown, and under each other method; None where no other gives a finding."""
    result, language = report.result, report.language
    several = len(result.headline_groups) > 1
    rows = []
    for group in result.headline_groups:
        headline, others = other_methods(result, group)
        if headline is not None and any(row.verdict is not None for row in others):
            who = (Cell(printable(group_label(result, group, language))),) if several else ()
            rows += [(*who, *cells) for cells in _lines(result, headline, others, language)]
    if not rows:
        return None
    heads = [*(["whose_trust"] if several else []), "choice", "change_points", "p_adjusted", "finding"]
    return Table(
        "robustness",
        say("screens.robustness", language),
        tuple(say_of_index(f"screens.{head}", result, language) for head in heads),
        tuple(rows),
        (say("screens.robustness_text", language),),
        row_heads=1 + several,
    )


def other_methods(result: Protected, group: str) -> tuple[ChangeRow | None, list[RobustnessRow]]:
    """The headline of a side, and what the methods that are not its own give."""
    headline = result.change_of.get((INDEX, group))
    own = {("estimand", result.estimand), ("test", headline.test if headline else None)}
    return headline, [row for row in result.robustness if row.group == group and (row.what, row.variant) not in own]


def where_others_differ(report: Report) -> tuple[str, ...]:
    """Of each side of which another method finds something else: how many find the same, and which do not."""
    result, language = report.result, report.language
    sentences = []
    for group in result.headline_groups:
        headline, rows = other_methods(result, group)
        known = [row for row in rows if row.verdict is not None]
        others = [row for row in known if headline is not None and row.verdict != headline.verdict]
        if others:
            counts = {"same": number(len(known) - len(others), language), "total": number(len(known), language)}
            whose, listed = printable(group_label(result, group, language)), named_others(result, others, language)
            sentences.append(say("reports.content_other_methods", language, who=whose, others=listed, **counts))
    return tuple(sentences)


def named_others(result: Protected, others: Sequence[RobustnessRow], language: str) -> str:
    """What other methods find, each with the methods that do; of many methods, the first and how many more."""
    between = say("figures.separator", language)
    found: dict[str, list[str]] = {}
    for row in others[:MOST_OTHERS]:
        method = say("reports.content_method_named", language, method=named_choice(result, row, language))
        found.setdefault(say_of_index(f"findings.{row.verdict}", result, language), []).append(method)
    parts = [
        say("findings.paragraph_bin", language, what=between.join(methods), names=what)
        for what, methods in found.items()
    ]
    if (left := len(others) - MOST_OTHERS) > 0:
        parts.append(say("findings.count_others", language, n=number(left, language)))
    return say("findings.paragraph_bins", language).join(parts)


def _lines(
    result: Protected, headline: ChangeRow, others: Sequence[RobustnessRow], language: str
) -> Iterator[tuple[Cell, ...]]:
    yield Cell(say("screens.as_shown", language)), *cells_of_headline(result, headline, language)
    for row in others:
        yield Cell(named_choice(result, row, language)), *cells_of_choice(result, headline, row, language)


def choice(result: Protected, row: RobustnessRow, language: str) -> str:
    """A method by its name, or the question that is left out."""
    if row.what == "test":
        return say(f"findings.test_{row.variant}", language)
    if row.what == "item":
        return printable(measure_label(result, row.variant, language, row.group))
    return say(f"screens.{row.what}_{row.variant}", language)


def named_choice(result: Protected, row: RobustnessRow, language: str) -> str:
    """A method where others stand beside it: of a question, that it is left out."""
    name = choice(result, row, language)
    return say("screens.robustness_without", language, name=name) if row.what == "item" else name


def cells_of_headline(result: Protected, headline: ChangeRow, language: str) -> tuple[Cell, Cell, Cell]:
    """Change, adjusted p and finding as they are shown everywhere."""
    return _cells(result, headline, headline.change, headline.p_adjusted, headline.verdict, headline.reason, language)


def cells_of_choice(
    result: Protected, headline: ChangeRow, row: RobustnessRow, language: str
) -> tuple[Cell, Cell, Cell]:
    """Change, adjusted p and finding under another method; why there is no finding, where there is none."""
    return _cells(result, headline, row.change, row.p_adjusted, row.verdict, row.reason, language)


def _cells(
    result: Protected,
    headline: ChangeRow,
    change: float | None,
    p: float | None,
    verdict: str | None,
    reason: str | None,
    language: str,
) -> tuple[Cell, Cell, Cell]:
    if verdict is None:
        why = Cell(say(f"findings.reason_{reason}", language), hidden=reason in HIDDEN)
        return Cell(NONE, "change"), Cell(NONE, "level"), why
    digits = decimals(headline)
    way = way_of(verdict, rounded(change, digits))
    found = Cell(say_of_index(f"findings.{verdict}", result, language), "finding", verdict=verdict, way=way)
    if change is None:
        return not_shown(language), not_shown(language), found
    return (
        Cell(signed(change, language, digits), "change", rounded(change, digits), verdict, way),
        Cell(p_text(p, language), "level", rounded_p(p)),
        found,
    )
