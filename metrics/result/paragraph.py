"""One paragraph of a result for a narrative report: at most `MOST_WORDS` words, by rule, in the shared numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from metrics.findings.families import ADJUSTMENT
from metrics.findings.verdicts import OF_OTHER_QUANTITIES, OPEN
from metrics.result.names import finding_words, group_label, measure_label, rounds_in_words, say_of_index
from metrics.result.points import SpokenPoints
from metrics.result.result import Protected, Shared
from metrics.result.sentences import (
    against_most,
    basis,
    finding,
    holds_interval,
    moved_otherwise,
    people,
    said_apart,
)
from metrics.result.withheld import reasons_withheld, why_withheld
from metrics.schema.precision import decimals_for
from metrics.schema.rows import LEVELS, PROTECTED
from metrics.tables.changes import NOT_IN_BOTH_ROUNDS, ChangeRow
from surveys.model.instrument import ALL, INDEX
from words import number, say, signed

MOST_WORDS = 120

_BINS = (
    ("increased", ("increased",)),
    ("decreased", ("decreased",)),
    ("maybe_increased", ("maybe_increased",)),
    ("maybe_decreased", ("maybe_decreased",)),
    ("trivial", ("trivial",)),
    ("equivalent", ("equivalent",)),
    ("open", OPEN),
    (NOT_IN_BOTH_ROUNDS, (NOT_IN_BOTH_ROUNDS,)),
    (PROTECTED, (PROTECTED,)),
)
"""Groups are named by what was found, under the words of its first name."""


def paragraph(result: Shared, language: str | None = None, event: str = "") -> str:
    """What was found, for whom, how sure it is and what it cannot say, as a person would paste it into a report.

    In this order: the event, the rounds where they have names or days, the headline findings with their intervals and
    people, the groups by finding, how many people answered, the scale of the points, the method, and the limits. Where
    that is longer than `MOST_WORDS`, first the rounds are left out, then the event; then the groups are counted instead
    of named, then left out; then the aspects that moved otherwise; then the findings are said in a word each, and at
    last counted.

    Parameters
    ----------
    result : Shared
        It is handed on: the officer's own numbers are not for a report.
    language : {"en", "ar", "ku"}, optional
        The settings' where absent.
    event : str
        The event's title.

    Raises
    ------
    TypeError
        If the result was not made to be handed on (`metrics.shared`).
    """
    if not isinstance(result, Shared):
        raise TypeError("a paragraph is of a result that is handed on: metrics.shared makes one")
    language = language or result.settings.lang
    heads = [result.change_of[INDEX, group] for group in result.headline_groups if (INDEX, group) in result.change_of]
    groups = [
        result.change_of[INDEX, group.name] for group in result.group_rows if (INDEX, group.name) in result.change_of
    ]
    title = f"{event.strip().rstrip('.')}." if event.strip() else ""
    dated = " ".join(part for part in (title, _rounds(result, language)) if part)
    groups = _sorted(groups) if len(groups) > 1 else []
    method, no_interval = _method(heads, groups, language), why_withheld(heads, language, levels=False)
    limits = _limits(result, heads, language)
    scale = say("findings.paragraph_scale", language) if any(row.change is not None for row in heads) else ""
    ends = [_people(result, language), _common(result, language), scale, method, *no_interval, *limits]
    ways = product(
        (
            _findings(result, heads, language, apart=True),
            _findings(result, heads, language),
            _short_findings(result, heads, language),
            _counted(result, heads, language),
        ),
        dict.fromkeys((_named(result, groups, language), _numbered(result, groups, language), "")),
        dict.fromkeys((dated, title, "")),
    )
    texts = [" ".join(part for part in (title, found, by_group, *ends) if part) for found, by_group, title in ways]
    return next((text for text in texts if len(text.split()) <= MOST_WORDS), texts[-1])


def _rounds(result: Protected, language: str) -> str:
    """What the officer calls the rounds, and their days."""
    called = rounds_in_words(result, language)
    joined = say("findings.paragraph_bins", language).join(called)
    return say("findings.paragraph_rounds", language, rounds=joined) if called else ""


def _findings(result: Protected, rows: Sequence[ChangeRow], language: str, *, apart: bool = False) -> str:
    """The finding of each headline row, with its interval and its people; `apart`: and what moved otherwise in it."""
    if not rows:
        return _levels(result, language)
    said = [[_finding(result, row, language), _apart(result, row, language) if apart else ""] for row in rows]
    return " ".join(dict.fromkeys(text for texts in said for text in texts if text))


def _levels(result: Protected, language: str) -> str:
    """Where the index of each side, or of everybody, is in the only round, and that no change can be shown."""
    no_change = say("findings.paragraph_no_change", language)
    if result.pairs:
        return no_change
    known = [result.score_of.get((INDEX, group, result.rounds[0].name)) for group in result.headline_groups]
    parts = []
    for row in known:
        if row is None:
            continue
        said = say("findings.protected", language)
        if row.mean is not None and row.n is not None:
            mean = number(row.mean, language, decimals_for(row.n))
            level = say_of_index("reports.content_level", result, language, n=mean)
            said = say("figures.separator", language).join(
                (level, say("figures.n", language, n=number(row.n, language)))
            )
        parts.append(say("findings.paragraph_bin", language, what=group_label(result, row.group, language), names=said))
    joined = say("findings.paragraph_bins", language).join(parts)
    scale = say("screens.index_scale", language) if any(row and row.mean is not None for row in known) else ""
    return " ".join(part for part in (f"{joined}." if joined else "", scale, no_change) if part)


def _apart(result: Protected, head: ChangeRow, language: str) -> str:
    """The aspects that surely moved otherwise than a headline row, each with its change."""
    found = moved_otherwise(result, head) if head.change is not None else []
    return said_apart(
        [(measure_label(result, row.measure, language), _signed(result, row, language)) for row in found],
        language,
    )


def _finding(result: Protected, row: ChangeRow, language: str) -> str:
    text = finding(result, row, language)
    points = SpokenPoints(result, row, language)
    if row.change is None:
        return text
    values = {"finding": text.rstrip("."), "people": people(row, language)}
    if points.has_interval and not holds_interval(row):
        text = say("findings.paragraph_finding", language, **values, **points.ends)
    elif values["people"] not in text:
        text = say("findings.paragraph_open", language, **values)
    return f"{text} {against_most(row, language)}".rstrip()


def _signed(result: Protected, row: ChangeRow, language: str) -> str:
    return signed(row.change or 0.0, language, SpokenPoints(result, row, language).digits)


def _short_findings(result: Protected, rows: Sequence[ChangeRow], language: str) -> str:
    """The headline rows by finding, without numbers."""
    return _bins(
        language, [(_verdict(result, row, language), group_label(result, row.group, language)) for row in rows]
    )


def _named(result: Protected, rows: Sequence[ChangeRow], language: str) -> str:
    """The groups by finding, in the instrument's order, by their names."""
    between = say("findings.paragraph_names", language)
    found = {
        name: between.join(group_label(result, row.group, language) for row in rows if _bin(row) == name)
        for name in map(_bin, rows)
    }
    return _by_group(result, found, say("findings.paragraph_bins", language), language)


def _numbered(result: Protected, rows: Sequence[ChangeRow], language: str) -> str:
    """The groups by finding, as how many they are."""
    bins = [_bin(row) for row in rows]
    found = {
        name: say("findings.paragraph_of_groups", language, n=number(bins.count(name), language))
        for name in dict.fromkeys(bins)
    }
    return _by_group(result, found, say("findings.paragraph_names", language), language)


def _by_group(result: Protected, found: Mapping[str, str], between: str, language: str) -> str:
    """What became of the groups, as a sentence; `found`: who is in each bin."""
    parts = [say(f"findings.paragraph_for_{name}", language, who=who) for name, who in found.items()]
    return say_of_index("findings.paragraph_groups", result, language, list=between.join(parts)) if parts else ""


def _bins(language: str, named: Sequence[tuple[str, str]]) -> str:
    """Names under what was found of them, as a sentence."""
    between = say("findings.paragraph_names", language)
    lists = {what: between.join(name for other, name in named if other == what) for what, _ in named}
    parts = [say("findings.paragraph_bin", language, what=what, names=names) for what, names in lists.items()]
    return f"{say('findings.paragraph_bins', language).join(parts)}." if parts else ""


def _counted(result: Protected, rows: Sequence[ChangeRow], language: str) -> str:
    """How many rows have each finding, as a sentence."""
    found = [_verdict(result, row, language) for row in _sorted(rows)]
    parts = [
        say("findings.paragraph_count", language, what=what, n=number(found.count(what), language))
        for what in dict.fromkeys(found)
    ]
    return f"{say('findings.paragraph_bins', language).join(parts)}." if parts else ""


def _sorted(rows: Sequence[ChangeRow]) -> list[ChangeRow]:
    """The rows by finding, those of one finding in the order that they had."""
    names = [name for name, _ in _BINS]
    return sorted(rows, key=lambda row: names.index(_bin(row)))


def _bin(row: ChangeRow) -> str:
    return next(name for name, verdicts in _BINS if row.finding in verdicts)


def _verdict(result: Protected, row: ChangeRow, language: str) -> str:
    return finding_words(result, _bin(row), language, of_index=row.measure == INDEX)


def _people(result: Protected, language: str) -> str:
    """How many people answered, where the row of all is shown."""
    row = result.change_of.get((INDEX, ALL))
    return basis(result, row, language) if row is not None and row.change is not None else ""


def _common(result: Protected, language: str) -> str:
    """On how many questions people are compared, where not all were asked both times."""
    compared = {row.measure for row in result.changes if row.level == "item"}
    asked = [measure.name for measure in result.measures if measure.level == "item"]
    common = [name for name in asked if name in compared]
    if not result.changes or len(common) == len(asked):
        return ""
    counts = {"n": number(len(common), language), "k": number(len(asked), language)}
    return say("findings.paragraph_common", language, **counts)


def _method(heads: Sequence[ChangeRow], groups: Sequence[ChangeRow], language: str) -> str:
    """Test, intervals where the headline has any, that p is adjusted, and for whom, in half a sentence."""
    rows = [*heads, *groups]
    test = next((row.test for row in rows if row.test), None)
    if test is None:
        return ""
    has_intervals = any(row.ci_low is not None for row in heads)
    said = {
        "intervals": has_intervals and test not in OF_OTHER_QUANTITIES,
        "intervals_t": has_intervals and test in OF_OTHER_QUANTITIES,
        "holm": any((row.family_size or 0) > 1 and ADJUSTMENT.get(row.family or "") == "holm" for row in rows),
        "invited": any(row.invited for row in rows),
    }
    more = [say(f"findings.paragraph_{name}", language) for name, holds in said.items() if holds]
    how = say("figures.separator", language).join([say(f"findings.test_{test}", language), *more])
    return say("findings.paragraph_method", language, how=how)


def _limits(result: Protected, heads: Sequence[ChangeRow], language: str) -> list[str]:
    """What the result cannot say, and whether some groups are together or hidden, or some numbers left out."""
    groups = [group for group in result.groups if group.by is None]
    left_out = {
        "together": any(group.merged_from or not group.shown for group in groups),
        "withheld": any(LEVELS in reasons_withheld(row) for row in heads),
    }
    protection = [name for name, holds in left_out.items() if holds]
    return [
        say("findings.paragraph_limits", language),
        *([say(f"findings.paragraph_{'_'.join(protection)}", language)] if protection else []),
    ]
