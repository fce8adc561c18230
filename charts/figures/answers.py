"""Answers to each question as diverging bars: distrust before the middle, trust behind it, before above after.

An answer is distrust or trust by its score: below or above 50 on the item's own scale, as in the item's net.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from charts.drawing.canvas import Canvas
from charts.drawing.dumbbells import Section, people
from charts.drawing.findings import colour_of, verdict_words
from charts.drawing.frame import Frame
from charts.drawing.keys import Entry, of_findings, of_withheld
from charts.drawing.levels import levels_or_changes
from charts.drawing.picture import ORDERS, Picture, View, groups_shown, picture_of_changes
from charts.drawing.rounds import rounds_shown
from charts.drawing.titles import counted, frame
from charts.drawing.units import IN_POINTS, Writing, writing_of
from charts.primitives.drawing import Bar, Drawing
from charts.primitives.look import MIDDLE, Look, mixed
from charts.primitives.writing import lines_of, shown_length
from metrics import (
    INDEX,
    ChangeRow,
    ItemRow,
    Measure,
    Protected,
    group_label,
    measure_label,
    round_label,
    sentence,
)
from metrics.model.measures import Answer
from metrics.model.scores import DECIMALS
from metrics.result.names import say_of_index
from metrics.result.units import ORIGINAL, POINTS, TRUSTING, trusting_levels
from words import label_in, number, own_direction, percent, say, signed

NAME = "answers"
PAGE = "questions"
AXIS_DECIMALS = 2


def views(result: Protected) -> list[View]:
    """One for each side, group and category, in each order."""
    groups = [group for group in groups_shown(result) if (INDEX, group) in result.change_of]
    return [View(group=group, order=order) for group in groups for order in ORDERS]


def draw(result: Protected, view: View) -> Picture:
    """The answers to each question of one group or side, before above after; their means where no answers are shown."""
    language, edition, look, group = view.language, view.edition, view.look, view.group_in(result)
    rows = questions_shown(result, view)
    items = [row.measure for row in rows]
    wordings = [measure_label(result, item, language, group) for item in items]
    who = group_label(result, group, language)
    title = say("figures.for_group", language, who=who, title=counted(result, rows, "questions", language))
    shown = [row.shows_answers for row in _shown(result, items, group)]
    if any(row.change is not None for row in rows) and not any(shown):
        of_means = [Section(None, tuple(rows), names=tuple(wordings))]
        return replace(levels_or_changes(result, of_means, title, view, shows=("means", "changes")), hides=True)
    what = {ORIGINAL: "answers_original", TRUSTING: "answers_trusting"}.get(view.units, "answers")
    at_bars = say("figures.shows_at_bars", language, net=say_of_index("figures.net", result, language))
    around = frame(result, title, what, edition, language)
    around = replace(around, subtitle=f"{around.subtitle} {at_bars}")
    figure = answers(result, items, group, wordings, around, look, view.units)
    picture = picture_of_changes(result, around, figure, rows, view)
    return replace(picture, hides=picture.hides or not all(shown), at_bars=at_bars)


def questions_shown(result: Protected, view: View) -> list[ChangeRow]:
    """The questions that a view draws, in its order."""
    group = view.group_in(result)
    of_group = [row for row in result.change_of.values() if row.level == "item" and row.group == group]
    return _ordered(of_group, result, view.order)


def _shown(result: Protected, items: Sequence[str], group: str) -> list[ItemRow]:
    """The rows of some items in the rounds that are drawn."""
    keys = [(item, group, round_) for item in items for round_ in rounds_shown(result)]
    return [result.item_of[key] for key in keys if key in result.item_of]


_HALF = 11
_APART, _APART_WITH_LINES = 13, 17
"""Pixels from the middle of a row to the middle of a bar: where the names of rounds have one line each, or two."""
_LONGEST_IN_LINE = 10
"""Characters of a round's name that stand before a bar on one line."""
_LEAST_BEFORE, _CHARACTER, _BEHIND_NAME = 52, 5.8, 6
"""Pixels before the bars at least, of a character of a round's name, and between name and bar."""
_SPACE = "\N{NO-BREAK SPACE}"
_MARK = "■"
_DECIMALS = 1
"""Decimals of a bar's length, as in the tables that are handed on; half of it, where bars begin, has one more."""


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
    when = {name: _in_two_lines(round_label(result, name, look.language)) for name in rounds_shown(result)}
    apart = _APART_WITH_LINES if any("\n" in name for name in when.values()) else _APART
    canvas = Canvas(look, (-100.0, 100.0), before=_room_before(when.values()), behind=104)
    rows = [result.change_of[item, group] for item in items if (item, group) in result.change_of]
    writing = writing_of(result, rows, units) if units == ORIGINAL else IN_POINTS
    canvas.key(_key(result, _shown(result, items, group), look))
    canvas.line(0.0)
    for item, wording in zip(items, wordings, strict=True):
        change = result.change_of.get((item, group))
        mark = colour_of(change, look) if change is not None and change.change is not None else None
        said = sentence(result, change, look.language) if change is not None else ""
        note, found = _note(result, item, group, units, writing, look.language), _shown(result, [item], group)
        if found and not any(row.shows_answers for row in found):
            _without_answers(canvas, result, change, canvas.row(wording, note, mark=mark, said=said), writing)
            continue
        middle = canvas.row(wording, note, height=28 + 2 * apart, mark=mark, said=said)
        for row in found:
            y = middle + (apart if row.round == rounds_shown(result)[0] else -apart)
            _bar(canvas, result, row, when[row.round], y, writing)
    ticks = [(float(x), percent(abs(x), look.language)) for x in (-100, -50, 0, 50, 100)]
    ends = (_words(result, "distrusting", look.language), _words(result, "trusting", look.language))
    key = [*of_findings(result, rows, look), *of_withheld(rows, look), *_not_counted_out(result, rows, look)]
    return canvas.finish(frame, ticks, ends, [*key, *writing.notes(look)])


def _note(result: Protected, item: str, group: str, units: str, writing: Writing, language: str) -> str:
    """The change of an item with its interval, its levels or shares where these were chosen, and the number of people.

    Or why there is none of that.

    Where nothing of the item is shown, the hatch of its row says so.
    """
    row = result.change_of.get((item, group))
    if not result.pairs:
        rows = (result.score_of.get((item, group, name)) for name in rounds_shown(result))
        counts = [one.n for one in rows if one is not None and one.n is not None]
        return say("figures.n", language, n=number(counts[-1], language)) if counts else ""
    if row is not None and not row.is_compared:
        return verdict_words(result, row, language)
    if row is None or row.change is None:
        answers_shown = any(found.shows_answers for found in _shown(result, [item], group))
        return say("findings.protected", language) if answers_shown else ""
    change, interval = writing.change(result, row, language), writing.interval(result, row, language)
    parts = [f"{change} ({interval})" if interval else change, writing.levels(result, row, language)]
    if units == TRUSTING:
        levels = trusting_levels(result, row, language)
        parts.append(say_of_index("figures.trusting_levels", result, language, levels=levels))
    parts += [people(row, language), writing.reversed_note(row, language)]
    if units != POINTS:  # with more to say, no part is broken over two lines
        parts[1:] = [part.replace(" ", _SPACE) for part in parts[1:]]
    return " · ".join(part for part in parts if part)


def _not_counted_out(result: Protected, rows: Sequence[ChangeRow], look: Look) -> list[Entry]:
    """Why means stand in place of answers: nothing where none do."""
    of_means = [row for row in rows if row.mean_from is not None or row.mean_to is not None]
    if all(found.shows_answers for row in of_means for found in _shown(result, [row.measure], row.group)):
        return []
    return [Entry("", look.palette.muted, say("figures.key_no_distribution", look.language))]


def _key(result: Protected, rows: Iterable[ItemRow], look: Look) -> Sequence[Entry]:
    """What the colours of the bars mean: the answers, where all bars have the same in the same colours.

    Else, as of several scales or of reversed questions, which are trust and which distrust. No colour stands twice.
    """
    language = look.language
    bars = [parts for row in rows if (parts := _parts(result, result.measure_of[row.item], row, language))]
    shared = {
        tuple(Entry(_MARK, shade(look, score), own_direction(words, language)) for words, score, _ in parts)
        for parts in bars
    }
    if len(shared) < 2:
        return shared.pop() if shared else ()
    in_the_middle = any(score == MIDDLE for parts in bars for _, score, _ in parts)
    meanings = [("distrusting", 0.0), *([("in_the_middle", MIDDLE)] if in_the_middle else []), ("trusting", 2 * MIDDLE)]
    return [Entry(_MARK, shade(look, score), _words(result, word, language)) for word, score in meanings]


def _in_two_lines(name: str) -> str:
    """A round's name, over two lines where it is longer than its place and has a blank."""
    if shown_length(name) <= _LONGEST_IN_LINE:
        return name
    ways = (lines_of(name, width) for width in range(max(map(shown_length, name.split())), len(name) + 1))
    return "\n".join(next(lines for lines in ways if len(lines) <= 2))


def _room_before(names: Iterable[str]) -> int:
    """Pixels before the bars, for the rounds' names."""
    longest = max((shown_length(line) for name in names for line in name.split("\n")), default=0)
    return max(_LEAST_BEFORE, round(_CHARACTER * longest) + _BEHIND_NAME)


def _bar(canvas: Canvas, result: Protected, row: ItemRow, when: str, y: float, writing: Writing) -> None:
    """The bar of a round; its mean where the answers are not shown, and a hatch where that is not either."""
    look, measure = canvas.look, result.measure_of[row.item]
    parts = _parts(result, measure, row, look.language)
    canvas.at_start(when, y)
    when = when.replace("\n", " ")
    if not parts:
        if mean := _mean(result, row, writing, look.language):
            canvas.within(mean, y)
        else:
            canvas.hatch(y, half=_HALF)
        return
    lengths = [round(share, _DECIMALS) for _, _, share in parts]
    left = -_before_middle([(score, length) for (_, score, _), length in zip(parts, lengths, strict=True)])
    for (words, score, share), length in zip(parts, lengths, strict=True):
        if length:
            _segment(canvas, left, length, y, shade(look, score), (when, words, percent(share, look.language)))
        left = round(left + length, _DECIMALS + 1)
    canvas.at_end(signed(_net(result, row, parts), look.language), y, role="net")
    if row.non_answers:
        canvas.at_end(
            f" {number(row.non_answers, look.language)} ", y, look.palette.muted, offset=58, framed=True, role="apart"
        )


def _net(result: Protected, row: ItemRow, parts: Sequence[tuple[str, float, float]]) -> float:
    """Trusting minus distrusting: of the counts, so that it is rounded once; weighted as the table has it."""
    is_counted = row.counts is not None and not result.settings.weights
    if row.net is not None and not is_counted:
        return row.net
    return sum(share if score > MIDDLE else -share for _, score, share in parts if score != MIDDLE)


def _without_answers(canvas: Canvas, result: Protected, change: ChangeRow | None, y: float, writing: Writing) -> None:
    """A question of which no answers are shown: its means, that its change is shown alone, or a hatch."""
    language = canvas.look.language
    if change is None or change.change is None:
        canvas.protected(y)
    elif change.mean_from is None or change.mean_to is None:
        canvas.within(say("figures.change_alone", language), y)
    else:
        ends = [writing.level(result, change, mean, language) for mean in (change.mean_from, change.mean_to)]
        levels = say("figures.from_to", language, before=ends[0], after=ends[1])
        canvas.within(say("figures.mean", language, mean=levels), y)


def _parts(result: Protected, measure: Measure, row: ItemRow, language: str) -> list[tuple[str, float, float]]:
    """The parts of a bar, from distrust to trust: what they are, their score on 0–100, and their share.

    An answer each; where there are weighted shares and no counts, distrust, neither and trust. None of a row that is
    not shown.
    """
    if row.counts is not None and (total := sum(row.counts.values())):
        return [
            (label_in(answer.label, language), score, 100 * row.counts[answer.score] / total)
            for answer, score in scored(measure)
        ]
    if row.trusting is None or row.neutral is None or row.distrusting is None:
        return []
    shares = (row.distrusting, row.neutral, row.trusting)
    words = [_words(result, word, language) for word in ("distrusting", "in_the_middle", "trusting")]
    return list(zip(words, (MIDDLE / 2, MIDDLE, 1.5 * MIDDLE), shares, strict=True))


def _words(result: Protected, word: str, language: str) -> str:
    """What the answers on one side of the middle are called, or in it."""
    return say_of_index(f"figures.{word}", result, language)


def _mean(result: Protected, row: ItemRow, writing: Writing, language: str) -> str:
    """The mean of an item in a round, in words; empty where it is not shown."""
    level, change = result.score_of.get((row.item, row.group, row.round)), result.change_of.get((row.item, row.group))
    if level is None or level.mean is None or change is None:
        return ""
    return say("figures.mean", language, mean=writing.level(result, change, level.mean, language))


def scored(measure: Measure) -> list[tuple[Answer, float]]:
    """The answers of an item with their scores on 0–100, from distrust to trust.

    Scores are percent of maximum possible, turned round where the item is reversed, as in `metrics.model.scores`.
    """
    raw = [float(answer.score) for answer in measure.answers]
    low, width = min(raw), max(raw) - min(raw)
    shares = [round(100 * (score - low) / width, DECIMALS) for score in raw]
    turned = [100 - share for share in shares] if measure.reversed else shares
    return sorted(zip(measure.answers, turned, strict=True), key=lambda pair: pair[1])


def shade(look: Look, score: float) -> str:
    """The colour of an answer by its score: below 50 distrust, above it trust, the stronger the further from it.

    Up to halfway to the scale's end (25, 75) the weak shade, from there on more and more of the strong one.
    """
    strong_no, weak_no, neutral, weak_yes, strong_yes = look.palette.answers
    if score == MIDDLE:
        return neutral
    weak, strong = (weak_no, strong_no) if score < MIDDLE else (weak_yes, strong_yes)
    return mixed(weak, strong, max(2 * abs(score - MIDDLE) / MIDDLE - 1, 0.0))


def _before_middle(parts: Sequence[tuple[float, float]]) -> float:
    """How far a bar of (score, share) reaches before the middle: all distrust, and half of the neutral answers."""
    reach = sum(share if score < MIDDLE else share / 2 for score, share in parts if score <= MIDDLE)
    return round(reach, _DECIMALS + 1)


def _segment(canvas: Canvas, left: float, length: float, y: float, colour: str, said: tuple[str, str, str]) -> None:
    """A part of a bar; `said`: the round, the answer, and its share."""
    when, answer, share = said
    hover, ground = f"{when} · {answer}: {share}", canvas.look.palette.ground
    canvas.add(Bar(left, length, y, 2 * _HALF, fill=colour, outline=ground, hover=hover, role=answer, text=share))


def _ordered(rows: list[ChangeRow], result: Protected, order: str) -> list[ChangeRow]:
    """Questions in an order of `ORDERS`; hidden ones last where they are sorted by change."""
    if order == "change":
        return sorted(rows, key=lambda row: (row.change is None, -(row.change or 0.0)))
    if order == "dimension":
        indices = {measure.name: i for i, measure in enumerate(result.measures)}
        return sorted(rows, key=lambda row: indices.get(result.measure_of[row.measure].dimension or "", len(indices)))
    return rows
