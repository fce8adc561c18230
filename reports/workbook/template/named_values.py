"""What the named cells of a template are filled with: numbers of the result, and words where none is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from metrics import INDEX, SIDE, ChangeRow, Protected, group_label, measure_label, round_label, sentence
from metrics.result.names import finding_words, matched_label, say_of_index
from metrics.result.withheld import is_in_part
from reports.content.provenance import provenance_line
from reports.report import Report
from reports.workbook.columns import in_words
from reports.workbook.indicators.values import Levels, Pair
from reports.workbook.template.name_parts import OF_CHANGE, Parts, joined
from words import say, version

_HEADINGS = {"change": "change", "change_low": "ci_low", "change_high": "ci_high"}
"""The headings of what a pair of rounds has, where they are called otherwise."""
_FIELDS = {"change": "change", "change_low": "ci_low", "change_high": "ci_high"}


@dataclass(frozen=True)
class Named:
    """What a name of a cell stands for.

    Attributes
    ----------
    name : str
    what : str
        It in words.
    value : str or float or int or date or None
        What the cell is filled with: words where the number is not shown; None where there is nothing to say.
    is_shown : bool
        Whether it is what the name stands for, and not that it is not shown.
    is_percent : bool
        Whether it is per cent of people.
    """

    name: str
    what: str
    value: str | float | int | date | None
    is_shown: bool = True
    is_percent: bool = False


def named_values(report: Report) -> dict[str, Named]:
    """All that a cell may be named after, by name; of two alike, the second one in order has a number behind."""
    found: dict[str, Named] = {}
    for one in (*_facts(report), *_levels(report), *_changes(report)):
        name = one.name
        while name in found:
            name += "_2"
        found[name] = replace(one, name=name)
    return found


def _facts(report: Report) -> Iterator[Named]:
    """What is known of the report as a whole."""
    result, language, event = report.result, report.language, report.event
    yield Named(joined("event"), say("reports.provenance_event", language), report.title)
    yield Named(joined("place"), say("screens.event_place", language), report.place or None)
    yield Named(joined("date"), say("screens.event_day", language), event.held_on)
    yield Named(joined("code"), say("workbook.code", language), result.code)
    yield Named(joined("version"), say("reports.provenance_version", language), version())
    yield Named(joined("threshold"), say("workbook.threshold", language), result.settings.threshold)
    yield Named(joined("source"), say("headings.source_line", language), provenance_line(report))
    parts = Parts(result)
    for one in result.rounds:
        label = say("screens.respondents_round", language, round=round_label(result, one.name, language))
        yield _or_hidden(Named(joined("people", parts.rounds[one.name]), label, one.respondents), language)
        day = date.fromisoformat(one.date) if one.date else None
        yield Named(joined("date", parts.rounds[one.name]), round_label(result, one.name, language), day)
    yield _or_hidden(Named(joined("people_matched"), matched_label(result, language), result.matched), language)


def _or_hidden(named: Named, language: str) -> Named:
    """A number, or that it is not shown."""
    if named.value is not None:
        return named
    return replace(named, value=say("findings.protected", language), is_shown=False)


def _subjects(result: Protected) -> Iterator[tuple[str, str]]:
    """Measures and groups that a level may be asked for: those with rows, and groups shown with others only."""
    with_rows = {(row.measure, row.group) for row in result.scores}
    side_of = {group.name: f"{SIDE}{group.side}" if group.side else "" for group in result.groups}
    for measure in Parts(result).measures:
        for group in Parts(result).groups:
            if (measure, group) in with_rows or (measure, side_of.get(group, "")) in with_rows:
                yield measure, group


def _levels(report: Report) -> Iterator[Named]:
    """Of each round the mean, how many people, and, of a question, the share who trust."""
    result, language, levels, parts = report.result, report.language, Levels(report.result), Parts(report.result)
    for measure, group in _subjects(result):
        for round_, called in parts.rounds.items():
            about, name = _about(report, measure, group), joined(parts.measures[measure], parts.groups[group], called)
            when = round_label(result, round_, language)
            mean, share, n = levels.of(measure, group, round_, _pair_of(result, round_))
            numbers = {"": ("mean", mean), "n": ("n", n)}
            if result.measure_of[measure].level == "item":
                numbers["trusting"] = ("trusting", share)
            for part, (heading, value) in numbers.items():
                what = " · ".join((about, when, say_of_index(f"headings.{heading}", result, language)))
                own = Named(f"{name}_{part}".rstrip("_"), what, value, is_percent=part == "trusting")
                yield _or_hidden(own, language)


def _pair_of(result: Protected, round_: str) -> Pair | None:
    """The pair of rounds that a round's level is of: the main one, else the one that begins where that does."""
    if not result.pairs or round_ in result.pairs[0]:
        return result.pairs[0] if result.pairs else None
    return next((pair for pair in result.pairs if pair == (result.pairs[0][0], round_)), None)


def _changes(report: Report) -> Iterator[Named]:
    """Of each pair of rounds the change, its interval, and what was found; the headline's pair is not named."""
    result, language, parts = report.result, report.language, Parts(report.result)
    for pair in result.pairs:
        rows = result.changes_of(pair)
        ends = [parts.rounds[one] for one in pair] if pair != result.headline_pair else []
        when = say("figures.from_to", language, **_ends(result, pair, language))
        for measure, group in _subjects(result):
            name, about = joined(parts.measures[measure], parts.groups[group]), _about(report, measure, group)
            for part in OF_CHANGE:
                heading = say_of_index(f"headings.{_HEADINGS.get(part, part)}", result, language)
                own = Named("_".join((name, part, *ends)), " · ".join((about, when, heading)), None)
                yield _of_change(report, own, part, rows.get((measure, group)))


def _of_change(report: Report, named: Named, part: str, row: ChangeRow | None) -> Named:
    """What a row has of a change; where it has none, why."""
    result, language = report.result, report.language
    if row is None:
        return _or_hidden(named, language)
    if part == "sentence":
        return replace(named, value=sentence(result, row, language), is_shown=row.change is not None)
    if not row.is_compared:
        return replace(named, value=in_words("reason", row.finding, language), is_shown=False)
    if part == "finding":
        found = finding_words(result, row.finding, language, of_index=row.measure == INDEX)
        return replace(named, value=found, is_shown=row.change is not None)
    value = getattr(row, _FIELDS[part])
    if value is None and row.change is not None and row.reason and not is_in_part(row):
        return replace(named, value=in_words("reason", row.reason, language), is_shown=False)
    return _or_hidden(replace(named, value=value), language)


def _ends(result: Protected, pair: Pair, language: str) -> dict[str, str]:
    before, after = (round_label(result, one, language) for one in pair)
    return {"before": before, "after": after}


def _about(report: Report, measure: str, group: str) -> str:
    """Who and what, in words."""
    who = group_label(report.result, group, report.language)
    what = measure_label(report.result, measure, report.language, group)
    return say("workbook.chart_line", report.language, who=who, what=what)
