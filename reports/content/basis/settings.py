"""The choices that a result rests on, a label and a value each."""

from __future__ import annotations

from metrics import Protected, party_label, round_label
from metrics.result.names import who_is_compared
from reports.content.tables import Cell, Table
from reports.report import Report
from words import exact, has, label_in, number, printable, say

Fact = tuple[str, str | int]
"""What a choice is called, and what was chosen."""


def chosen(result: Protected, language: str) -> list[Fact]:
    """Code and settings."""
    settings = result.settings
    tests = dict.fromkeys(row.test for row in result.changes if row.test)
    invited = ", ".join(
        f"{party_label(result, name, language)}: {number(n, language)}" for name, n in settings.invited.items()
    )
    breakdown = breakdown_label(result, language)
    facts: list[tuple[str, str | int]] = [
        ("code", result.code),
        *([("estimand", who_is_compared(result, language))] if result.pairs else []),
        *(("pair", _pair(result, pair, language)) for pair in result.pairs if len(result.pairs) > 1),
        *(("test", say(f"findings.test_{test}", language)) for test in tests),
        ("clusters_setting", clusters_words(result, language)),
        ("weights", weights_words(result, language)),
        ("threshold", settings.threshold),
        ("margin", exact(settings.margin, language)),
        *([("breakdown", breakdown)] if breakdown else []),
        *([("invited_by_group", invited)] if invited else []),
        ("seed", settings.seed),
    ]
    named = (say("screens.set_named", language), say(f"screens.named_{result.named}", language))
    names = result.one_group is None or result.breakdown is not None
    return [*([named] if names else []), *((setting_label(word, language), value) for word, value in facts)]


def breakdown_label(result: Protected, language: str) -> str:
    """The breakdown that is shown with the groups, by its question's words; empty where there is none."""
    return label_in(result.breakdown.label, language) if result.breakdown and result.category_rows else ""


def clusters_words(result: Protected, language: str) -> str:
    """Whether people of one organisation count as a unit: unknown where no row knows the organisations."""
    known = "on" if any(row.clusters for row in result.changes) else "unknown"
    return say(f"workbook.clusters_{known if result.settings.clusters else 'off'}", language)


def weights_words(result: Protected, language: str) -> str:
    """Whether levels and shares are weighted."""
    return say(f"workbook.weights_{'on' if result.settings.weights else 'off'}", language)


def setting_label(word: str, language: str) -> str:
    """What a fact is called: as a column of it would be, where there is one."""
    topic = "headings" if has(f"headings.{word}") else "workbook"
    return say(f"{topic}.{word}", language)


def _pair(result: Protected, pair: tuple[str, str], language: str) -> str:
    """A pair of rounds compared, with its people where their number is shown; the headline's is called so."""
    earlier, later = (round_label(result, name, language) for name in pair)
    word = "pair_headline" if pair == result.headline_pair else "pair_other"
    text, people = say(f"workbook.{word}", language, earlier=earlier, later=later), result.people_compared(pair)
    if people is None:
        return text
    return say("workbook.pair_people", language, pair=text, n=number(people, language))


def settings(report: Report) -> Table:
    """A row a choice."""
    language = report.language
    rows = tuple(
        (Cell(label), Cell(printable(value) if isinstance(value, str) else number(value, language)))
        for label, value in chosen(report.result, language)
    )
    heads = (say("reports.content_head_setting", language), say("reports.content_head_choice", language))
    return Table("settings", say("screens.settings", language), heads, rows)
