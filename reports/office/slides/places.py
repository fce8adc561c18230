"""One slide with its places: title, body, and the foot with the source and the slide's number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from reports.office.charts import NativeChart
from reports.office.slides.base import Deck, SlideLayout
from reports.office.slides.outline import Paragraph
from reports.office.slides.text import directed, fill, height_of, in_line, size_that_fits
from words import DIGITS, digits_of, is_right_to_left, number

Slide = Any
"""A slide of python-pptx."""

_TITLE_SIZES, _FOOT_SIZES = (12, 40), (7, 10)
_USUAL_TITLE, _USUAL_BODY = 28, 18
_GAP = 6.0
_INSET = 14.4
"""Points of a text box that words have not, left and right together."""
_FOOT_HEIGHT = 24.0


@dataclass(frozen=True)
class Box:
    """A rectangle, points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    def below(self, used: float) -> Box:
        """What is left of it below so many points."""
        return Box(self.left, self.top + used, self.width, max(self.height - used, 0.0))


class Places:
    """A new slide of a layout, filled place by place."""

    def __init__(self, presentation: Deck, layout: SlideLayout, language: str) -> None:
        self.slide: Slide = presentation.slides.add_slide(layout)
        self._layout, self._language, self._rtl = layout, language, is_right_to_left(language)
        self._page = Box(0, 0, *(Emu(side or 0).pt for side in (presentation.slide_width, presentation.slide_height)))
        self._title = _placeholder(self.slide, "title", "ctrTitle")
        self._body = _placeholder(self.slide, "obj", "body", "", "subTitle")
        self.body = _body_box(self._title, self._body, self._page)

    @staticmethod
    def body_of(presentation: Deck, layout: SlideLayout) -> Box:
        """The rectangle of the body of a layout."""
        page = Box(0, 0, *(Emu(side or 0).pt for side in (presentation.slide_width, presentation.slide_height)))
        return _body_box(_placeholder(layout, "title", "ctrTitle"), _placeholder(layout, "obj", "body", ""), page)

    @staticmethod
    def size_of(layout: SlideLayout) -> float:
        """The size of the words in the body of a layout."""
        return _inherited_size(layout, _placeholder(layout, "obj", "body", "")) or _USUAL_BODY

    def title(self, text: str) -> None:
        """The title, smaller where it would not fit."""
        box, frame = _box(self._title), self._title.text_frame
        said = [Paragraph(in_line(text))]
        usual = _inherited_size(self._layout, self._title) or _USUAL_TITLE
        least, most = _TITLE_SIZES
        room = box or Box(0, 0, self.body.width, 60)
        size = size_that_fits(said, room.width - _INSET, room.height, min(usual, most), least)
        fill(frame, said, size, rtl=self._rtl, centred=_is_centred(self._layout, self._title))

    def text(self, texts: list[Paragraph], size: float, *, centred: bool = False) -> None:
        """Paragraphs in the place of the body."""
        if self._body is None or not texts:
            self.without_body()
            return
        fill(self._body.text_frame, texts, size, rtl=self._rtl, centred=centred)

    @property
    def is_centred(self) -> bool:
        """Whether the layout centres what stands in the body."""
        return self._body is not None and _is_centred(self._layout, self._body)

    def usual_size(self) -> float:
        """The size of the body's words in the layout."""
        return (_inherited_size(self._layout, self._body) if self._body is not None else 0) or _USUAL_BODY

    def without_body(self) -> None:
        """Takes the place of the body away, for what stands there instead."""
        if self._body is not None:
            self._body.element.getparent().remove(self._body.element)
            self._body = None

    def words(self, texts: list[Paragraph], size: float, box: Box) -> float:
        """Paragraphs in a box of their own; returns how high it is."""
        height = height_of(texts, box.width - _INSET, size) + 6
        shape = self.slide.shapes.add_textbox(*_emu(Box(box.left, box.top, box.width, height)))
        shape.text_frame.word_wrap = True
        fill(shape.text_frame, texts, size, rtl=self._rtl, apart=True)
        return height

    def chart(self, chart: NativeChart, box: Box) -> None:
        """A native chart at the upper edge of a box."""
        from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from pptx.parts.chart import ChartPart
        from pptx.parts.embeddedpackage import EmbeddedXlsxPart

        package, shapes = self.slide.part.package, self.slide.shapes
        name = package.next_partname(ChartPart.partname_template)
        part = ChartPart.load(name, CONTENT_TYPE.DML_CHART, package, chart.xml)
        part.relate_to(EmbeddedXlsxPart.new(chart.workbook, package), RELATIONSHIP_TYPE.PACKAGE)
        place = _emu(Box(box.left, box.top, chart.width, chart.height))
        frame = shapes._add_chart_graphicFrame(self.slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART), *place)
        described(frame, chart.alternative)

    def notes(self, texts: list[str]) -> None:
        """What the speaker reads."""
        said = [Paragraph(in_line(text)) for text in texts if text.strip()]
        frame = self.slide.notes_slide.notes_text_frame
        if frame is not None and said:
            for position, one in enumerate(said):
                written = frame.paragraphs[0] if not position else frame.add_paragraph()
                written.add_run().text = one.text
                directed(written, rtl=self._rtl)

    def foot(self, line: str) -> None:
        """The source, and the slide's number, where the layout has them."""
        source, numbered = self._layout_box("ftr"), self._layout_box("sldNum")
        top = source.top if source else numbered.top if numbered else self._page.bottom - _FOOT_HEIGHT - 8
        height = source.height if source else numbered.height if numbered else _FOOT_HEIGHT
        left, right = self.body.left, self.body.right
        if numbered and numbered.left > self._page.width / 2:
            right = min(right, numbered.left - _GAP)
        elif numbered:
            left = max(left, numbered.right + _GAP)
        box = Box(left, top, right - left, height)
        said = [Paragraph(in_line(line))]
        least, most = _FOOT_SIZES
        size = size_that_fits(said, box.width - _INSET, box.height + 4, most, least)
        self._small("ftr", said, size, box)
        if numbered:
            self._number(numbered)

    def _small(self, kind: str, said: list[Paragraph], size: float, box: Box) -> None:
        shape = self.slide.shapes.add_textbox(*_emu(box))
        shape.name = kind
        shape.text_frame.word_wrap = True
        shape.text_frame._bodyPr.set("anchor", "ctr")
        for side in ("tIns", "bIns"):
            shape.text_frame._bodyPr.set(side, "0")
        self._as_placeholder(shape._element, kind)
        fill(shape.text_frame, said, size, rtl=self._rtl)

    def _as_placeholder(self, element: etree._Element, kind: str) -> None:
        """Makes a box the layout's own foot, so that its font and colour follow; not where the layout has none."""
        found = _placeholder(self._layout, kind)
        if found is not None:
            placeholder = found.element.find(f".//{qn('p:ph')}")
            element.find(f".//{qn('p:nvPr')}").append(parse_xml(etree.tostring(placeholder)))
            element.find(f".//{qn('p:cNvSpPr')}").attrib.pop("txBox", None)

    def _number(self, box: Box) -> None:
        shape = self.slide.shapes.add_textbox(*_emu(box))
        shape.name = "sldNum"
        self._as_placeholder(shape._element, "sldNum")
        written = shape.text_frame.paragraphs[0]._p
        index = len(self.slide.part.package.presentation_part.presentation.slides)
        if digits_of(self._language) != DIGITS[0]:  # a field has the digits of whoever reads it
            shape.text_frame.text = number(index, self._language)
            return
        written.append(
            parse_xml(
                f'<a:fld {nsdecls("a")} id="{{00000000-0000-4000-8000-000000000001}}" type="slidenum">'
                f'<a:rPr lang="en-US"/><a:t>{index}</a:t></a:fld>'
            )
        )

    def _layout_box(self, kind: str) -> Box | None:
        found = _placeholder(self._layout, kind)
        return None if found is None else _box(found)


def _placeholder(holder: Any, *kinds: str) -> Any:
    """The first placeholder of some kinds on a slide or in a layout; None where there is none."""
    for one in holder.placeholders:
        found = one.element.find(f".//{qn('p:ph')}")
        if found is not None and found.get("type", "") in kinds:
            return one
    return None


def _body_box(title_shape: Any, body_shape: Any, page: Box) -> Box:
    """The body's rectangle; below the title, with equal edges, where the layout has none."""
    found = _box(body_shape) if body_shape is not None else None
    if found is not None:
        return found
    title = _box(title_shape) if title_shape is not None else None
    top = title.bottom + _GAP if title else page.height * 0.2
    edge = title.left if title else page.width * 0.05
    return Box(edge, top, page.width - 2 * edge, page.height * 0.9 - top)


def parsed(xml: str) -> Any:
    """A piece of DrawingML without a namespace of its own as an element."""
    tag, _, rest = xml.partition(">")
    if tag.endswith("/"):
        return parse_xml(f"{tag[:-1]} {nsdecls('a')}/>")
    return parse_xml(f"{tag} {nsdecls('a')}>{rest}")


def described(frame: etree._Element, text: str) -> None:
    """Gives a chart or a table its content in words, for those who can't see it."""
    frame.find(f".//{qn('p:cNvPr')}").set("descr", in_line(text))


def _box(shape: Any) -> Box | None:
    sides = (shape.left, shape.top, shape.width, shape.height)
    return None if any(side is None for side in sides) else Box(*(Emu(side).pt for side in sides))


def _emu(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    left, top, width, height = (Emu(Pt(points)) for points in (box.left, box.top, box.width, box.height))
    return left, top, width, height


def _levels(layout: SlideLayout, shape: Any) -> list[etree._Element]:
    """Where the look of a placeholder's first level is said: in the layout, in the master, in its styles."""
    index = shape.placeholder_format.idx
    is_title = index == 0
    found = [one.element for one in layout.placeholders if one.placeholder_format.idx == index]
    master = layout.slide_master
    kinds = ("title", "ctrTitle") if is_title else ("body", "obj", "")
    found += [
        one.element for one in master.placeholders if one.element.find(f".//{qn('p:ph')}").get("type", "") in kinds
    ]
    style = master.element.find(f".//{qn('p:titleStyle' if is_title else 'p:bodyStyle')}")
    holders = [one.find(f".//{qn('a:lstStyle')}") for one in found] + [style]
    levels = [holder.find(qn("a:lvl1pPr")) for holder in holders if holder is not None]
    return [level for level in levels if level is not None]


def _inherited_size(layout: SlideLayout, shape: Any) -> int:
    sizes = [
        look.get("sz")
        for level in _levels(layout, shape)
        if (look := level.find(qn("a:defRPr"))) is not None and look.get("sz")
    ]
    return int(sizes[0]) // 100 if sizes else 0


def _is_centred(layout: SlideLayout, shape: Any) -> bool:
    found = [level.get("algn") for level in _levels(layout, shape) if level.get("algn")]
    return bool(found) and found[0] == "ctr"
