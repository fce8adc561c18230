"""Answers as stacked bars of 100 %: a question a block, its words above its bars, before above after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

from charts.drawing.keys import Entry, lines_of_key
from charts.primitives.drawing import Bar, Drawing, Line, Run
from charts.primitives.writing import lines_of, shown_length
from reports.office.charts.place import WORKBOOK_ID, NativeChart, Place
from reports.office.charts.rows import ROW, PlotRow, in_pages, lines_with, rows_of
from reports.office.charts.sheet import Grid, workbook
from reports.office.charts.xml import (
    SHOWS_NOTHING,
    SHOWS_VALUE,
    WHITE,
    chart_space,
    label,
    numbers,
    paint,
    pen,
    rich,
    strings,
    text_look,
)
from words import DIGITS, digits_of, percent, say

_WHOLE = 100.0
_LEAST_SAID = 7.0
"""The least share, percent, whose number stands in its bar."""
_DARK = 0.55
"""Lightness from which dark letters are read on a colour."""
_ROUNDS_AT_MOST = 0.22
"""Share of the width that the names of the rounds may take."""
_SLOT = 1.65
"""Height of a bar with the room around it, in sizes of the letters."""
_STRETCH = 1.35
"""How many times as high as they need to be bars are at most, whatever the room."""
_EDGE = 4.0
"""Points above the bars."""
_BEHIND = 3
"""Characters that have room behind the bars, for the end of the axis."""
_GAP = 22
"""Percent of a bar's height that stays free between two."""

_UNNAMED = "\N{NO-BREAK SPACE}"

_FORMATS = dict(zip(DIGITS, ("0%", "[$-2000401]0%"), strict=True))
"""The axis' numbers in the digits of a text."""

Answer = tuple[str, str]
"""An answer: its words and its colour."""


@dataclass(frozen=True)
class _Slot:
    """A place for a bar, from the top: words of a question or of the key, or the answers of a round.

    `lines`: the words that stand there, a slot a line.
    """

    name: str
    shares: dict[Answer, Bar]
    lines: tuple[Line, ...] = ()
    question: str = ""


def stacked_charts(drawing: Drawing, place: Place, language: str, alternative: str) -> list[NativeChart]:
    """The answers to questions as charts, as many as have room for them.

    Parameters
    ----------
    alternative : str
        The figure in words; where it takes several charts, each says its own rows.
    """
    rows = [row for row in rows_of(drawing) if row.kind == ROW]
    answers = _by_colour([_bars(row, text.y) for row in rows for text in row.words("round")])
    room = _characters(rows, place, language)
    blocks = {id(row): _block(row, drawing, room, language) for row in rows}
    slot, foot = _SLOT * place.size, place.height_of(1) + 8
    key = _key(drawing, room) if place.keyed else []
    heights = [slot * len(blocks[id(row)]) for row in rows]
    pages = in_pages(rows, heights, place.height - slot * len(key) - _EDGE - foot)
    charts = []
    for some in pages:
        slots = [*key, *(one for row in some for one in blocks[id(row)])]
        said = " ".join(row.said for row in some if row.said) if len(pages) > 1 else ""
        charts.append(_chart(drawing, slots, answers, place, language, said or alternative))
    return charts


def _names_width(names: Iterable[str], place: Place) -> float:
    """Points before the bars, for the names of the rounds."""
    needed = place.width_of(max(map(shown_length, names), default=0)) + 10
    return min(needed, place.width * _ROUNDS_AT_MOST)


def _characters(rows: Sequence[PlotRow], place: Place, language: str) -> int:
    """How many characters have room on a line above the bars."""
    names = [_name(text.words, language, shown=bool(_bars(row, text.y))) for row in rows for text in row.words("round")]
    return place.characters(place.width - _names_width(names, place) - place.width_of(_BEHIND) - 16)


def _name(words: str, language: str, *, shown: bool) -> str:
    """What stands before a bar: its round, and where its answers are not shown, that they are not."""
    name = words.replace("\n", " ")
    return name if shown else f"{name}: {say('findings.short_protected', language)}"


def _key(drawing: Drawing, room: int) -> list[_Slot]:
    """What the colours mean, as the figure says it above its bars: as many entries a line as have room."""
    entries = [
        Entry(mark.words, mark.colour or drawing.ink, words.words.strip())
        for line in lines_with(drawing, "answers")
        for mark, words in zip(line[::3], line[1::3], strict=True)
    ]
    return [_Slot("", {}, (line,)) for line in lines_of_key(entries, room)]


def _block(row: PlotRow, drawing: Drawing, room: int, language: str) -> list[_Slot]:
    """The slots of a question: a line of its words each, then a bar a round; only words where it has no bars."""
    muted = drawing.axis.colour
    lines: list[Line] = [(Run(words),) for words in lines_of(row.label, room)]
    behind = [row.note, *(text.words for text in row.words("instead"))]
    for words in (piece for note in behind if note for piece in lines_of(note, room)):
        if shown_length("".join(run.words for run in lines[-1])) + len(words) + 3 <= room:
            lines[-1] = (*lines[-1], Run("   "), Run(words, muted))
        else:
            lines.append((Run(words, muted),))
    slots = [_Slot("", {}, (line,), row.label if first == 0 else "") for first, line in enumerate(lines)]
    for text in row.words("round"):
        shares = _bars(row, text.y)
        slots.append(_Slot(_name(text.words, language, shown=bool(shares)), shares, question=row.label))
    return slots


def _bars(row: PlotRow, y: float) -> dict[Answer, Bar]:
    """The bars of the answers in a round, by their words and colour; each as long as its share, percent."""
    return {(bar.role, bar.fill or ""): bar for bar in row.bars if bar.y == y}


def _in_order(bars: Iterable[Iterable[Answer]]) -> list[Answer]:
    """All answers so that those of every bar stand in their order: each new one before that which follows it."""
    known: list[Answer] = []
    for bar in bars:
        chain = list(bar)
        for position, answer in enumerate(chain):
            if answer not in known:
                follows = next((one for one in chain[position + 1 :] if one in known), None)
                before = next((one for one in reversed(chain[:position]) if one in known), None)
                at = known.index(follows) if follows else known.index(before) + 1 if before else len(known)
                known.insert(at, answer)
    return known


def _by_colour(bars: Sequence[Iterable[Answer]]) -> list[Answer]:
    """All answers in their order, those of one colour side by side: the same words may stand for trust or distrust."""
    colours = _in_order([[("", colour) for _, colour in bar] for bar in bars])
    return sorted(_in_order(bars), key=lambda answer: colours.index(("", answer[1])))


def _chart(
    drawing: Drawing, slots: Sequence[_Slot], answers: Sequence[Answer], place: Place, language: str, alternative: str
) -> NativeChart:
    foot = place.height_of(1) + 8
    needed = _SLOT * place.size * len(slots)
    plot = needed * max(min((place.height - _EDGE - foot) / needed, place.stretch, _STRETCH), 1.0)
    height = _EDGE + plot + foot
    names = _names_width((slot.name for slot in slots), place)
    behind = place.width_of(_BEHIND)
    left = behind if drawing.rtl else names
    data = Grid(say("reports.slides_sheet_data", language))
    series = _series(data, drawing, slots, answers, place, language)
    shape = (left / place.width, _EDGE / height, (place.width - names - behind) / place.width, plot / height)
    sizes = "".join(f'<c:{name} val="{value:.5f}"/>' for name, value in zip("xywh", shape, strict=True))
    xml = (
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout><c:manualLayout><c:layoutTarget val="inner"/>'
        f'<c:xMode val="edge"/><c:yMode val="edge"/>{sizes}</c:manualLayout></c:layout>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="percentStacked"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="{_GAP}"/><c:overlap val="100"/><c:axId val="111"/><c:axId val="222"/></c:barChart>'
        f"{_axes(drawing, place, language)}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
    )
    return NativeChart(
        chart_space(xml, size=place.size, ink=drawing.ink, workbook=WORKBOOK_ID),
        workbook((data,), rtl=drawing.rtl),
        alternative,
        place.width,
        height,
    )


def _series(
    data: Grid, drawing: Drawing, slots: Sequence[_Slot], answers: Sequence[Answer], place: Place, language: str
) -> str:
    """A series an answer, and one that is not seen and has the words of the questions as its labels."""
    count, words = len(slots), say("reports.slides_words", language)
    data.column(say("reports.slides_question", language), [slot.question or None for slot in slots])
    data.column(say("reports.slides_round", language), [slot.name or None for slot in slots])
    categories = f"<c:cat>{strings(data.reference(1, 1, count), [slot.name for slot in slots])}</c:cat>"
    written = []
    for answer in answers:
        bars = {i: slot.shares[answer] for i, slot in enumerate(slots) if answer in slot.shares}
        found = {i: bar.width for i, bar in bars.items()}
        column = data.column(answer[0], [found.get(i) for i in range(count)])
        values = numbers(data.reference(1, column, count), found, count)
        ink = WHITE if _lightness(answer[1]) < _DARK else drawing.ink
        single = "".join(_share(i, bar, ink, place, language) for i, bar in bars.items())
        labels = (
            f'<c:dLbls>{single}<c:numFmt formatCode="0&quot;%&quot;" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>'
            f'{text_look(place.size, ink)}<c:dLblPos val="ctr"/>{SHOWS_VALUE}</c:dLbls>'
        )
        head = strings(data.reference(0, column), [answer[0]])
        written.append((head, f"{paint(answer[1])}{pen(drawing.ground, 0.75)}", labels, values))
    spoken = {i: _WHOLE for i, slot in enumerate(slots) if slot.lines}
    column = data.column(words, [spoken.get(i) for i in range(count)])
    said = "".join(
        label(i, rich(slots[i].lines, place.size, drawing.ink, align="l", rtl=drawing.rtl), "inBase") for i in spoken
    )
    values = numbers(data.reference(1, column, count), spoken, count)
    written.append(
        (f"<c:v>{_UNNAMED}</c:v>", f"<a:noFill/>{pen(None)}", f"<c:dLbls>{said}{SHOWS_NOTHING}</c:dLbls>", values)
    )
    return "".join(
        f'<c:ser><c:idx val="{i}"/><c:order val="{i}"/><c:tx>{head}</c:tx><c:spPr>{look}</c:spPr>'
        f'<c:invertIfNegative val="0"/>{labels}{categories}<c:val>{values}</c:val></c:ser>'
        for i, (head, look, labels, values) in enumerate(written)
    )


def _share(index: int, bar: Bar, ink: str, place: Place, language: str) -> str:
    """What is said of a share otherwise than by its number's format: nothing of a small one; other digits as words.

    As words too where the format would round the length of the bar, which has one decimal, to another number.
    """
    if bar.width < _LEAST_SAID:
        return f'<c:dLbl><c:idx val="{index}"/><c:delete val="1"/></c:dLbl>'
    if digits_of(language) == DIGITS[0] and bar.text == percent(floor(bar.width + 0.5), language):
        return ""
    words = rich(((Run(bar.text),),), place.size, ink, align="ctr", rtl=False)
    return label(index, words, "ctr")


def _axes(drawing: Drawing, place: Place, language: str) -> str:
    """From the top down, and across from 0 to 100 %, from right to left where the figure is.

    Without upright lines: these would run through the questions above the bars.
    """
    across = "maxMin" if drawing.rtl else "minMax"
    words = text_look(place.size, drawing.axis.colour, rtl=drawing.rtl)
    return (
        '<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"r" if drawing.rtl else "l"}"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr>{pen(None)}</c:spPr>{words}<c:crossAx val="222"/>'
        '<c:crosses val="autoZero"/>'
        '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="40"/>'
        '<c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/>'
        "</c:catAx>"
        f'<c:valAx><c:axId val="222"/><c:scaling><c:orientation val="{across}"/><c:max val="1"/><c:min val="0"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        f'<c:numFmt formatCode="{_FORMATS[digits_of(language)]}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr>{pen(None)}</c:spPr>{words}'
        '<c:crossAx val="111"/><c:crosses val="max"/><c:crossBetween val="between"/><c:majorUnit val="0.25"/></c:valAx>'
    )


def _lightness(colour: str) -> float:
    """How light a colour is, from 0 to 1 (the weights of luma in ITU-R BT.601)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue
