"""The first page: what it is, what was found of the sides, with their figure, and who rose, fell or is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from charts import Look, draw
from charts.drawing.rounds import pair_label, rounds_shown
from charts.primitives.look import LIGHT
from metrics.result.names import rounds_in_words
from metrics.result.result import INTERNAL
from reports.content.figures import ANNEX, BRIEF, ChosenFigure, figures_for
from reports.content.findings import NOT_SHOWN, Finding, FindingColumn, groups, headline, moved_apart, together
from reports.content.levels import levels_cell, notes_of_levels, people_number
from reports.content.parts import TABLES
from reports.content.protection import together as shown_together
from reports.content.tables import capital
from reports.content.unsaid import unsaid
from reports.report import Report
from reports.typst.brief.calls import NOTHING, array, call, joined
from reports.typst.brief.keys import apart
from reports.typst.brief.page import Step
from reports.typst.brief.shortened import name, shared_out
from reports.typst.brief.tables import cell, change_of, colour, drawn_table, more
from reports.typst.drawing import block
from reports.typst.source import quoted, string
from words import day, number, say

_LONG, _SHORT = 220, 60
"""Characters of a name where there is room, and where there is none."""
_TITLE = 160
_ROWS = (40, 20, 14, 10, 7, 4, 0)
"""So many groups are named, as far as there is room."""
_LEVELS = (40, 20, 12, 5)
"""So many levels of sides and their aspects are named where nothing is compared."""
_MOST_SIDES = 4
"""So many findings are said in a sentence; of more, each in a few words."""
_OF_SIDES = "sides"
"""The figure of what the sentences above it say."""
_FIGURE_WIDTH = 642.0
"""Pixels: all of the page between its margins."""
_SCALES = (0.75, 0.7, 0.64)
"""Points of a pixel: with the last, the smallest words have 7 points."""

STEPS: tuple[Step, ...] = (
    {"aspects": 1},
    {"aspects": 2},
    {"aspects": 3},
    {"rounds": 1},
    {"rounds": 2},
    {"rounds": 3},
    {"figure": 1},
    {"groups": 1},
    {"protected": 1},
    {"groups": 2},
    {"groups": 3},
    {"headline": 1},
    {"groups": 4},
    {"figure": 2},
    {"groups": 5},
    {"opening": 1},
    {"headline": 2},
    {"groups": 6},
    {"figure": 3},
    {"headline": 3},
)
"""What is shortened first where there is no room."""


def first_page(report: Report) -> Mapping[str, Sequence[str]]:
    """The sections of the first page, each from its longest form to its shortest."""
    return {
        "opening": [_opening(report, _LONG), _opening(report, _SHORT)],
        "headline": _headline(report),
        "figure": _figure(report),
        "groups": _groups(report),
        "protected": _protected(report),
        "rounds": _rounds(report),
        "aspects": _aspects(report),
        "end": [NOTHING],
    }


def _opening(report: Report, longest: int) -> str:
    """What it is, the event, place and day, and the rounds with their people."""
    language, event, result = report.language, report.event, report.result
    kind = say("reports.brief_kind", language, audience=say(f"figures.audience_{result.audience}", language))
    warnings = [
        say("reports.provenance_synthetic_text", language) if event.synthetic else "",
        say("workbook.note_internal", language) if result.audience == INTERNAL else "",
    ]
    title = name(report.title, language, min(_TITLE, longest))
    where = [name(report.place, language, longest), day(event.held_on, language)]
    facts = [
        " · ".join(part for part in where if part),
        " · ".join(rounds_in_words(result, language, with_people=True)),
    ]
    said = array(quoted(fact) for fact in facts if fact)
    return call("opening", quoted(kind), quoted(title), said, quoted(" ".join(filter(None, warnings))))


def _headline(report: Report) -> list[str]:
    """The finding of each side in a sentence and what it rests on; then without that; then in a few words."""
    found = headline(report)
    if not found:
        why = [one.text for one in unsaid(report) if one.kind == "rounds"]
        levels = TABLES["sides"](report)
        leads = [_lead(0, text, "") for text in why]
        if levels is None:
            return [joined(leads)]
        return [joined([*leads, drawn_table(report, levels, rows, _SHORT)]) for rows in _LEVELS]
    if len(found) > _MOST_SIDES:
        return [_in_few_words(report, found, len(found)), _in_few_words(report, found, _MOST_SIDES)]
    otherwise = {one.group: moved_apart(report, one) for one in found}
    return [
        joined(
            _lead(one.way, one.sentence, " ".join(filter(None, (otherwise[one.group], one.beside, *one.grounds))))
            for one in found
        ),
        joined(_lead(one.way, one.sentence, otherwise[one.group]) for one in found),
        joined(_lead(one.way, one.sentence, "", size="plain") for one in found),
        _in_few_words(report, found, _MOST_SIDES),
    ]


def _lead(way: int, sentence: str, grounds: str, size: str = "leading") -> str:
    return call("finding", colour(way), quoted(sentence), quoted(grounds), size)


def _in_few_words(report: Report, found: Sequence[Finding], most: int) -> str:
    language = report.language
    said = [
        _lead(
            one.way,
            say("findings.paragraph_bin", language, what=name(one.who, language, _SHORT), names=change_of(report, one)),
            "",
            size="plain",
        )
        for one in found[:most]
    ]
    left = len(found) - most
    rest = [call("remark", quoted(say("reports.brief_more", language, n=number(left, language))))] if left > 0 else []
    return joined([*said, *rest])


def _figure(report: Report) -> list[str]:
    """The figure of the sides, or what the result has in its place, at three sizes; at last none."""
    chosen = next(iter(figures_for(report, BRIEF)), None)
    if chosen is None:
        return [NOTHING]
    of_sides = chosen.figure == _OF_SIDES
    heading = [] if of_sides else [call("section", quoted(name(chosen.title, report.language, _LONG)))]
    return [*(joined([*heading, *_pictured(chosen, scale)]) for scale in _SCALES), NOTHING]


def _rounds(report: Report) -> list[str]:
    """Where several pairs of rounds are compared, all of them; else nothing."""
    first = next(iter(figures_for(report, BRIEF)), None)
    known = figures_for(replace(report, parts=None), ANNEX)
    chosen = next((one for one in known if one.figure == "pairs"), None)
    if chosen is None or first is None or first.figure == chosen.figure:
        return [NOTHING]
    heading = call("section", quoted(say("reports.content_title_pairs", report.language)))
    pair = pair_label(report.result, rounds_shown(report.result), report.language)
    remark = call("remark", quoted(say("reports.brief_rounds", report.language, pair=pair)))
    return [*(joined([heading, *_pictured(chosen, scale)]) for scale in _SCALES), remark]


def _aspects(report: Report) -> list[str]:
    """Where there is one finding alone, as without sides, and so room: the figure of its aspects; else nothing."""
    heads = report.result.headline_groups
    known = figures_for(replace(report, parts=None), ANNEX)
    drawn = [one for one in known if one.figure == "dimensions" and (one.view.group,) == tuple(heads)]
    if not drawn:
        return [NOTHING]
    heading = call("section", quoted(name(drawn[0].title, report.language, _LONG)))
    return [*(joined([heading, *_pictured(drawn[0], scale)]) for scale in _SCALES), NOTHING]


def _pictured(chosen: ChosenFigure, scale: float) -> list[str]:
    """A figure, its key as wide as the page, and what it shows; of those who can't see it, its content in words."""
    picture = draw(chosen.figure, chosen.report.result, replace(chosen.view, look=Look(chosen.report.language)))
    drawing, key, notes = apart(picture.drawing)
    drawn = block(drawing, width=_FIGURE_WIDTH, scale=scale, ground=False)
    entries = [
        call("entry", _colour(mark.colour), quoted(mark.words), quoted(words.words.strip())) for mark, words in key
    ]
    shown = call("pictured", string(picture.alternative), drawn)
    return [shown, call("key", *entries), *(call("remark", quoted(text)) for text in (notes, picture.caption) if text)]


def _colour(value: str | None) -> str:
    return quoted(value or LIGHT.muted)


def _groups(report: Report) -> list[str]:
    """Who rose, fell, did not change or is open, with fewer and fewer names; at last only how many."""
    found = groups(report)
    heading = call("section", quoted(say("screens.by_group", report.language)))
    if not report.result.change_of:
        levels = TABLES["groups"](report)
        if levels is None:
            return [NOTHING]
        return [joined([heading, drawn_table(report, levels, rows, _SHORT)]) for rows in _ROWS]
    if not found:
        return [NOTHING]
    columns = together(report, found)
    forms = [
        joined([heading, _listing(report, columns, rows, _SHORT if rows < _ROWS[0] else _LONG)]) for rows in _ROWS[:-1]
    ]
    return [*forms, joined([heading, call("said", quoted(_counted(report, columns)))])]


def _counted(report: Report, columns: Sequence[FindingColumn]) -> str:
    """How many groups have which finding, and where they are named."""
    language = report.language
    counts = [
        say("findings.paragraph_count", language, what=one.heading, n=number(len(one.findings), language))
        for one in columns
    ]
    listed = say("findings.paragraph_bins", language).join(counts)
    return say("reports.brief_counted", language, counts=listed)


def _listing(report: Report, columns: Sequence[FindingColumn], room: int, longest: int) -> str:
    """A table of groups under what was found of them, and why some have no levels."""
    language = report.language
    heads = [
        say("headings.group", language),
        say("headings.n", language),
        capital(pair_label(report.result, rounds_shown(report.result), language)),
        say("reports.brief_change", language),
    ]
    rows: list[str] = []
    shown = shared_out([len(one.findings) for one in columns], room)
    for column, most in zip(columns, shown, strict=True):
        rows += _column(report, column, most, longest)
    widths = array(["1fr", "auto", "auto", "auto"])
    listed = call("listing", widths, array(quoted(head) for head in heads), array(rows))
    named = (one for column, most in zip(columns, shown, strict=True) for one in column.findings[:most])
    return joined([listed, *(call("remark", quoted(note)) for note in notes_of_levels(report, named))])


def _column(report: Report, column: FindingColumn, most: int, longest: int) -> list[str]:
    """The head of a finding, and the groups below it; *none* where there is none."""
    language = report.language
    heading = column.heading
    if not column.findings:
        heading = say("findings.paragraph_bin", language, what=heading, names=say("screens.none", language))
    way = {"increased": 1, "maybe_increased": 1, "decreased": -1, "maybe_decreased": -1}.get(column.name, 0)
    rows = [call("head", colour(way) if column.findings else quoted(LIGHT.muted), quoted(heading))]
    shown, left = column.findings[:most], len(column.findings) - most
    if column.name != NOT_SHOWN:
        return [*rows, *(_row(report, one, longest) for one in shown), *more(report, left)]
    names = say("figures.separator", language).join(name(one.who, language, longest) for one in shown)
    return [*rows, *([call("more", quoted(names))] if names else []), *more(report, left)]


def _row(report: Report, one: Finding, longest: int) -> str:
    """A group: its name with its mark, its people, its levels and its change."""
    language = report.language
    note = one.note if not one.hidden else ""
    return call(
        "row",
        cell(name(one.who, language, longest), note=note),
        cell(people_number(one, language) or "–"),
        cell(levels_cell(report, one).text),
        cell(change_of(report, one), one.way),
    )


def _protected(report: Report) -> list[str]:
    """Which groups are shown together, or not at all; in short, where there is no room."""
    nothing_to_say = say("protection.together_none", report.language)
    lines = [line for line in shown_together(report) if line != nothing_to_say]
    if not lines:
        return [NOTHING]
    long = joined(call("remark", quoted(line)) for line in lines)
    return [long, call("remark", quoted(say("findings.paragraph_together", report.language)))]
