"""Answers to each question as diverging bars: distrust before the middle, trust behind it, before above after.

Where no answers of a question may be shown, its means stand on the same axis, from the lowest answers to the highest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from charts.drawing.canvas import Canvas
from charts.drawing.dumbbells import Section, as_shown, level_marks
from charts.drawing.findings import colour_of
from charts.drawing.frame import Frame
from charts.drawing.keys import Entry, of_findings, of_withheld
from charts.drawing.levels import levels_or_changes
from charts.drawing.picture import Picture, View, groups_shown, picture_of_changes
from charts.drawing.questions.chosen import aspect_of, chosen_questions, item_rows, orders_in
from charts.drawing.questions.notes import key_of_levels, key_of_means, note_of
from charts.drawing.questions.one_round import answers_in_words, mean_alone, row_without_change
from charts.drawing.questions.shares import (
    BAR_DECIMALS,
    Share,
    before_middle,
    ink_on,
    meaning,
    shade,
    shares_of,
    totals_of,
)
from charts.drawing.rounds import has_index, rounds_shown
from charts.drawing.titles import frame, of_questions, untested_frame
from charts.drawing.units import IN_POINTS, Writing, writing_of
from charts.primitives.drawing import Bar, Drawing
from charts.primitives.look import MIDDLE, Look
from charts.primitives.writing import lines_of, shown_length
from metrics import (
    ChangeRow,
    ItemRow,
    Protected,
    group_label,
    measure_label,
    round_label,
    sentence,
)
from metrics.result.units import ORIGINAL, POINTS, TRUSTING
from words import number, own_direction, percent, say

NAME = "answers"
PAGE = "questions"
AXIS_DECIMALS = 2


def views(result: Protected) -> list[View]:
    """One for each side, group and category, in each order."""
    groups = [group for group in groups_shown(result) if has_index(result, group)]
    orders = orders_in(result)
    return [View(group=group, order=order) for group in groups for order in orders]


def draw(result: Protected, view: View) -> Picture:
    """The answers to each question of one group or side, before above after; their means where no answers are shown."""
    language, edition, look, group = view.language, view.edition, view.look, view.group_in(result)
    rows = chosen_questions(result, view)
    who = group_label(result, group, language)
    title = say("figures.for_group", language, who=who, title=of_questions(result, rows, view))
    items = [row.measure for row in rows]
    shown = [row.shows_answers for row in item_rows(result, items, group)]
    sections = _sections(result, rows, view)
    if any(row.change is not None for row in rows) and not any(shown):
        return replace(levels_or_changes(result, sections, title, view, shows=("means", "changes")), hides=True)
    what = {ORIGINAL: "answers_original", TRUSTING: "answers_trusting"}.get(view.units, "answers")
    ends = {word: meaning(result, word, language) for word in ("distrusting", "trusting")}
    at_bars = say("figures.shows_at_bars", language, **ends)
    if result.pairs:
        around = frame(result, title, what, edition, language)
    else:
        what = "answers_original" if view.units == ORIGINAL else "answers"
        around = untested_frame(result, title, what, rounds_shown(result), edition, language)
    around = replace(around, subtitle=f"{around.subtitle} {at_bars}")
    figure = answers_in_sections(result, sections, group, around, look, view.units, with_means=view.units == POINTS)
    picture = picture_of_changes(result, around, figure, rows, view)
    return replace(picture, hides=picture.hides or not all(shown), at_bars=at_bars)


def _sections(result: Protected, rows: Sequence[ChangeRow], view: View) -> list[Section]:
    """The questions with their wordings; under the name of their aspect where they are sorted by it."""
    language = view.language
    aspects: dict[str | None, list[ChangeRow]] = {}
    for row in rows:
        aspects.setdefault(aspect_of(result, row.measure) if view.order == "dimension" else None, []).append(row)
    return [
        Section(
            measure_label(result, aspect, language) if aspect else None,
            tuple(of_aspect),
            apart=len(aspects) > 1,
            names=tuple(measure_label(result, row.measure, language, row.group) for row in of_aspect),
        )
        for aspect, of_aspect in aspects.items()
    ]


_HALF = 11
_APART, _APART_WITH_LINES = 13, 17
"""Pixels from the middle of a row to the middle of a bar: where the names of rounds have one line each, or two."""
_LONGEST_IN_LINE = 10
"""Characters of a round's name that stand before a bar on one line."""
_LEAST_BEFORE, _CHARACTER, _BEHIND_NAME = 48, 5.8, 6
"""Pixels before the bars at least, of a character of a round's name, and between name and total."""
_TOTAL, _NO_ANSWER, _BEHIND, _ROOM_FOR_WIDER = 38, 52, 80, 6
"""Pixels of a total before the bars, from the bars to the number without an answer, and behind the bars in all."""
_MIDDLE_OF_NUMBER = 6
"""Pixels from where that number begins to its middle."""
_SHARE = 11
"""The size of a share in its bar."""
_SHARE_DIGIT, _AROUND_SHARE = 6.6, 4
"""Pixels of a digit of a share, and around it."""
_STEP, _LEAST_REACH = 20, 60
"""The axis reaches so far on either side at least, and further by such steps, percent."""
_SPACE = "\N{NO-BREAK SPACE}"
_MARK = "■"


def answers(
    result: Protected,
    items: Sequence[str],
    group: str,
    wordings: Sequence[str],
    frame: Frame,
    look: Look,
    units: str = POINTS,
) -> Drawing:
    """A question a row, with two bars: before above after.

    Parameters
    ----------
    items : sequence of str
        Items in the order to be drawn.
    group : str
        Whose answers.
    wordings : sequence of str
        The question of each item in the reader's words.
    units : str
        What stands behind each question: one of `UNITS`.
    """
    rows = [result.change_of.get((item, group)) or row_without_change(result, item, group) for item in items]
    section = Section(None, tuple(rows), names=tuple(wordings))
    return answers_in_sections(result, [section], group, frame, look, units)


@dataclass(frozen=True)
class _Drawn:
    """What all rows of a figure share: whose answers, what rounds are called, how numbers are written, how far it goes.

    Attributes
    ----------
    apart : float
        Pixels from the middle of a row to that of a bar.
    """

    result: Protected
    group: str
    when: dict[str, str]
    apart: float
    writing: Writing
    units: str
    reach: float
    with_means: bool


def answers_in_sections(
    result: Protected,
    sections: Sequence[Section],
    group: str,
    frame: Frame,
    look: Look,
    units: str = POINTS,
    *,
    with_means: bool = False,
) -> Drawing:
    """As `answers`, in sections with headings; `with_means`: behind each question its means in points."""
    rows = [row for section in sections for row in section.rows]
    found = item_rows(result, [row.measure for row in rows], group)
    when = {name: _in_two_lines(round_label(result, name, look.language)) for name in rounds_shown(result)}
    apart = (_APART_WITH_LINES if any("\n" in name for name in when.values()) else _APART) if len(when) > 1 else 0
    writing = writing_of(result, rows, units) if units == ORIGINAL else IN_POINTS
    drawn = _Drawn(result, group, when, apart, writing, units, _reach(result, found, look.language), with_means)
    canvas = Canvas(look, (-drawn.reach, drawn.reach), before=_room_before(when.values()), behind=_BEHIND)
    canvas.key(_key(result, found, look))
    ends = (meaning(result, "distrusting", look.language), meaning(result, "trusting", look.language))
    if any(row.shows_answers for row in found):
        _heads(canvas, ends, non_answers=any(row.shows_answers and row.non_answers for row in found))
    canvas.line(0.0)
    for section in sections:
        if section.heading:
            canvas.heading(section.heading)
        elif section.apart:
            canvas.rule()
        for row, wording in zip(section.rows, section.names, strict=True):
            _question(canvas, row, wording, drawn)
    ticks = [(x, percent(abs(x), look.language)) for x in (drawn.reach * part / 2 for part in range(-2, 3))]
    key = [*key_of_means(result, rows, look), *of_findings(result, rows, look), *of_withheld(rows, look)]
    of_levels = key_of_levels(result, rows, writing, look, with_means=with_means)
    return canvas.finish(frame, ticks, ends, [*key, *of_levels, *writing.notes(look)])


def _reach(result: Protected, rows: Iterable[ItemRow], language: str) -> float:
    """How far the axis goes on either side: the next step beyond every bar."""
    bars = [shares_of(result, result.measure_of[row.item], row, language) for row in rows]
    before = [(before_middle(parts), sum(part.length for part in parts)) for parts in bars if parts]
    farthest = max((max(left, length - left) for left, length in before), default=0.0)
    return float(min(max(_LEAST_REACH, _STEP * ceil(farthest / _STEP)), 100))


def _heads(canvas: Canvas, ends: tuple[str, str], *, non_answers: bool) -> None:
    """What the totals before and behind the bars count; above, what the numbers in outlines do, if there are any."""
    if non_answers:
        words = say("figures.head_no_answer", canvas.look.language)
        length = shown_length(words) * _CHARACTER
        offset = min(_BEHIND - length - _ROOM_FOR_WIDER, _NO_ANSWER + _MIDDLE_OF_NUMBER - length / 2)
        canvas.at_end(words, canvas.space(16), canvas.look.palette.muted, offset=round(offset), quiet=True, role="head")
    y = canvas.space(20)
    for words, colour, is_before in zip(ends, _colours(canvas.look), (True, False), strict=True):
        canvas.at_plot(words, y, colour, before=is_before, size=11)


def _colours(look: Look) -> tuple[str, str]:
    """Those of the totals: distrust, trust."""
    return look.palette.down, look.palette.up


def _question(canvas: Canvas, change: ChangeRow, wording: str, drawn: _Drawn) -> None:
    """A question with its finding, and a bar for each round; its means where no answers are shown."""
    result, language = drawn.result, canvas.look.language
    mark = colour_of(change, canvas.look) if change.change is not None else None
    said = (sentence if result.pairs else answers_in_words)(result, change, language)
    note = note_of(result, change, drawn.writing, drawn.units, language, with_means=drawn.with_means)
    found = item_rows(result, [change.measure], drawn.group)
    if found and not any(row.shows_answers for row in found):
        _means(canvas, change, canvas.row(wording, note, height=24, mark=mark, said=said), drawn)
        return
    middle = canvas.row(wording, note, height=28 + 2 * round(drawn.apart), mark=mark, said=said)
    for row in found:
        y = middle + (drawn.apart if row.round == rounds_shown(result)[0] else -drawn.apart)
        _bar(canvas, row, wording, y, drawn)


def _key(result: Protected, rows: Iterable[ItemRow], look: Look) -> Sequence[Entry]:
    """What the colours of the bars mean: the answers, where all bars have the same in the same colours.

    Else, as of several scales or of reversed questions, which are trust and which distrust. No colour stands twice.
    """
    language = look.language
    bars = [parts for row in rows if (parts := shares_of(result, result.measure_of[row.item], row, language))]
    shared = {
        tuple(Entry(_MARK, shade(look, part.score), own_direction(part.words, language)) for part in parts)
        for parts in bars
    }
    if len(shared) < 2:
        return shared.pop() if shared else ()
    in_the_middle = any(part.score == MIDDLE for parts in bars for part in parts)
    meanings = [("distrusting", 0.0), *([("in_the_middle", MIDDLE)] if in_the_middle else []), ("trusting", 2 * MIDDLE)]
    return [Entry(_MARK, shade(look, score), meaning(result, word, language)) for word, score in meanings]


def _in_two_lines(name: str) -> str:
    """A round's name, over two lines where it is longer than its place and has a blank."""
    if shown_length(name) <= _LONGEST_IN_LINE:
        return name
    ways = (lines_of(name, width) for width in range(max(map(shown_length, name.split())), len(name) + 1))
    return "\n".join(next(lines for lines in ways if len(lines) <= 2))


def _room_before(names: Iterable[str]) -> int:
    """Pixels before the bars, for the rounds' names and a total."""
    longest = max((shown_length(line) for name in names for line in name.split("\n")), default=0)
    return max(_LEAST_BEFORE, round(_CHARACTER * longest) + _BEHIND_NAME) + _TOTAL


def _bar(canvas: Canvas, row: ItemRow, wording: str, y: float, drawn: _Drawn) -> None:
    """The bar of a round with its totals; its mean where the answers are not shown, else a hatch."""
    look, result, when = canvas.look, drawn.result, drawn.when[row.round]
    parts = shares_of(result, result.measure_of[row.item], row, look.language)
    canvas.at_start(when, y)
    if not parts:
        if mean := _mean(result, row, drawn.writing, look.language):
            canvas.within(mean, y)
        else:
            canvas.hatch(y, half=_HALF)
        return
    left, around = -before_middle(parts), f"{wording} · {' '.join(when.split())}"
    for part in parts:
        if part.length:
            _segment(canvas, left, part, y, around)
        left = round(left + part.length, BAR_DECIMALS + 1)
    for total, colour, is_before in zip(totals_of(parts), _colours(look), (True, False), strict=True):
        canvas.at_plot(percent(total, look.language), y, colour, before=is_before, role="total")
    if row.non_answers:
        words = f" {number(row.non_answers, look.language)} "
        canvas.at_end(words, y, look.palette.muted, offset=_NO_ANSWER, framed=True, role="apart")


def _segment(canvas: Canvas, left: float, part: Share, y: float, around: str) -> None:
    """A part of a bar, with its share in it where that has room; `around`: the question and the round."""
    look, fill, share = canvas.look, shade(canvas.look, part.score), percent(part.share, canvas.look.language)
    canvas.add(
        Bar(
            left,
            part.length,
            y,
            2 * _HALF,
            fill=fill,
            outline=look.palette.ground,
            hover=f"{around} · {part.words}: {share}",
            role=part.words,
            text=share,
        )
    )
    room = canvas.from_start(left + part.length) - canvas.from_start(left) - _AROUND_SHARE
    if shown_length(share) * _SHARE_DIGIT <= room:
        middle = round(left + part.length / 2, AXIS_DECIMALS)
        canvas.centred(share, middle, y, colour=ink_on(look, fill), size=_SHARE, role="share")


def _means(canvas: Canvas, exact: ChangeRow, y: float, drawn: _Drawn) -> None:
    """A question of which no answers are shown: ring and dot of its means on a scale of their own, whose ends are said.

    Its middle is at the axis's, whose percentages are of the bars. A hatch where these are not shown either; nothing
    where its change is shown alone, which its words say.
    """
    row, reach = as_shown(exact), drawn.reach
    if not drawn.result.pairs and row.mean_to is not None:
        text = drawn.writing.level(drawn.result, exact, row.mean_to, canvas.look.language)
        mean_alone(canvas, round(reach * (row.mean_to - MIDDLE) / MIDDLE, AXIS_DECIMALS), y, text)
    elif row.change is None:
        canvas.protected(y)
    elif row.mean_from is not None and row.mean_to is not None:
        before, after = (
            round(reach * (mean - MIDDLE) / MIDDLE, AXIS_DECIMALS) for mean in (row.mean_from, row.mean_to)
        )
        canvas.track(y)
        level_marks(canvas, before, after, y, colour_of(exact, canvas.look))
        for end, is_before in zip(drawn.writing.ends_of_scale(exact, canvas.look.language), (True, False), strict=True):
            canvas.at_plot(end, y, canvas.look.palette.muted, before=is_before, size=11, role="scale")


def _mean(result: Protected, row: ItemRow, writing: Writing, language: str) -> str:
    """The mean of an item in a round, in words; empty where it is not shown."""
    level, change = result.score_of.get((row.item, row.group, row.round)), result.change_of.get((row.item, row.group))
    if level is None or level.mean is None or change is None:
        return ""
    return say("figures.mean", language, mean=writing.level(result, change, level.mean, language))
