"""Small pieces of chart XML, every word escaped and without what XML can't hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

from charts.primitives.drawing import Line, Run
from charts.primitives.look import LIGHT
from words import writable

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EMU_A_POINT = 12700
"""Units of a drawing in a point (ISO 29500-1, 20.1.2.1)."""
_RIGHT_TO_LEFT, _END = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
"""Around a line of words: LibreOffice knows no direction of a label's paragraph."""

_MARK = "\N{LEFT-TO-RIGHT MARK}"
_ALONE = re.compile("^\u2066(\\W+)\u2069$")

WHITE = "#FEFEFE"
"""White that stays white on a dark theme."""
_THEME = {
    LIGHT.ink: '<a:schemeClr val="tx1"/>',
    LIGHT.muted: '<a:schemeClr val="tx1"><a:lumMod val="65000"/><a:lumOff val="35000"/></a:schemeClr>',
    LIGHT.rule: '<a:schemeClr val="tx1"><a:lumMod val="15000"/><a:lumOff val="85000"/></a:schemeClr>',
    LIGHT.ground: '<a:schemeClr val="bg1"/>',
}
"""Colours that follow from the theme of a template, dark or light; those of findings and answers never do."""


def unmirrored(text: str) -> str:
    """Plain words; a sign by itself between marks of direction, which every program heeds, not in an isolate.

    LibreOffice turns a sign round in an isolate that is a run of its own.
    """
    return _ALONE.sub(f"{_MARK}\\1{_MARK}", writable(text))


def escaped(text: str) -> str:
    """Plain words as the content of an element."""
    return escape(writable(text))


def figure(value: float) -> str:
    """A number as XML has it."""
    return f"{value:.10g}"


def chart_space(chart: str, *, size: float, ink: str, workbook: str) -> bytes:
    """A whole part: a chart, the look of its words, and the relationship to its workbook."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAWING}" xmlns:r="{_RELATIONSHIPS}">'
        '<c:date1904 val="0"/><c:roundedCorners val="0"/>'
        f"{chart}"
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{text_look(size, ink)}"
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    ).encode()


def paint(colour: str | None, opacity: float = 1) -> str:
    """A fill; none where there is no colour."""
    if colour is None:
        return "<a:noFill/>"
    if colour in _THEME:
        return f"<a:solidFill>{_THEME[colour]}</a:solidFill>"
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}">{alpha}</a:srgbClr></a:solidFill>'


def pen(colour: str | None, width: float = 1, dash: str = "", opacity: float = 1) -> str:
    """A line, so many points wide."""
    if colour is None:
        return "<a:ln><a:noFill/></a:ln>"
    dashed = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="{round(width * EMU_A_POINT)}" cap="flat">{paint(colour, opacity)}{dashed}<a:round/></a:ln>'


def letters(tag: str, size: float, colour: str, *, bold: bool = False) -> str:
    """How letters look: ``a:rPr`` of a run, or ``a:defRPr`` of what has no runs; in the theme's own fonts."""
    return f'<a:{tag} sz="{round(size * 100)}" b="{int(bold)}">{paint(colour)}</a:{tag}>'


def text_look(size: float, colour: str, *, bold: bool = False, rtl: bool = False) -> str:
    """How the words of an element look that has none of its own."""
    direction = ' rtl="1"' if rtl else ""
    return (
        f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr{direction}>{letters('defRPr', size, colour, bold=bold)}</a:pPr>"
        '<a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


def rich(lines: Iterable[Line], size: float, colour: str, *, bold: int = 0, align: str, rtl: bool) -> str:
    """Lines of words in their own colours, the first `bold` of them bold; no program breaks them."""
    direction = ' rtl="1"' if rtl else ""
    kept = [_isolated(line) if rtl else line for line in lines]
    paragraphs = "".join(
        f'<a:p><a:pPr algn="{align}"{direction}>{letters("defRPr", size, colour, bold=i < bold)}</a:pPr>'
        + "".join(_run(run, size, colour, bold=i < bold) for run in line)
        + "</a:p>"
        for i, line in enumerate(kept)
    )
    body = '<a:bodyPr wrap="none" lIns="19050" tIns="0" rIns="19050" bIns="0" anchor="ctr"><a:spAutoFit/></a:bodyPr>'
    return f"<c:tx><c:rich>{body}<a:lstStyle/>{paragraphs}</c:rich></c:tx>"


def _isolated(line: Line) -> Line:
    """A line whose words run from right to left, whatever is around it."""
    *others, last = line
    marked = (*others, Run(last.words + _END, last.colour))
    return (Run(_RIGHT_TO_LEFT + marked[0].words, marked[0].colour), *marked[1:])


def _run(run: Run, size: float, colour: str, *, bold: bool) -> str:
    return f"<a:r>{letters('rPr', size, run.colour or colour, bold=bold)}<a:t>{escaped(run.words)}</a:t></a:r>"


SHOWS_NOTHING = "".join(
    f'<c:{name} val="0"/>'
    for name in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
)
SHOWS_VALUE = SHOWS_NOTHING.replace('<c:showVal val="0"/>', '<c:showVal val="1"/>')


def label(index: int, text: str, position: str) -> str:
    """The words beside a point."""
    return (
        f'<c:dLbl><c:idx val="{index}"/>{text}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'<c:dLblPos val="{position}"/>{SHOWS_VALUE}</c:dLbl>'
    )


def numbers(reference: str, values: Mapping[int, float], count: int) -> str:
    """A reference to cells with the numbers that stand in them; a cell without one has none here either."""
    points = "".join(f'<c:pt idx="{i}"><c:v>{figure(value)}</c:v></c:pt>' for i, value in sorted(values.items()))
    return (
        f"<c:numRef><c:f>{escaped(reference)}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{count}"/>{points}</c:numCache></c:numRef>'
    )


def strings(reference: str, values: Sequence[str]) -> str:
    """A reference to cells with the words that stand in them."""
    points = "".join(f'<c:pt idx="{i}"><c:v>{escaped(words)}</c:v></c:pt>' for i, words in enumerate(values) if words)
    return (
        f"<c:strRef><c:f>{escaped(reference)}</c:f><c:strCache>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:strCache></c:strRef>'
    )
