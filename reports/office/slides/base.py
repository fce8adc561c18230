"""The presentation that slides are added to: the officer's template, or one of our own, plain, of 16:9."""

from __future__ import annotations

import io
from operator import ge
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Cm, Emu, Pt

from reports.office.slides.kept import keep_look_alone
from reports.templates.guard import PPTX, TemplateError, checked_template, refuse_fetched, refused

Deck = Any
SlideLayout = Any
"""A presentation and a layout of python-pptx, whose types don't say all that they have."""

FONT = "Arial"
"""A font that every Office has, with Arabic letters."""
_WIDTH, _HEIGHT = Pt(960), Pt(540)
_PLACES = {
    "title": (48, 24, 864, 60),
    "body": (48, 96, 864, 384),
    "dt": (48, 500, 60, 26),
    "ftr": (48, 500, 780, 26),
    "sldNum": (840, 500, 72, 26),
}
"""Where what is in the master stands: left, top, width, height in points."""
_ON_TITLE_SLIDE = {"ctrTitle": (96, 150, 768, 110), "subTitle": (96, 272, 768, 130)}
_KEPT = ("Title Slide", "Title and Content", "Title Only")
"""The layouts of python-pptx's own presentation that ours keeps."""
_SIZES = {"titleStyle": ((0, 26),), "bodyStyle": ((0, 18), (1, 16), (2, 14), (3, 14), (4, 14))}
_COLOURS = {
    "dk1": "222222", "lt1": "FFFFFF", "dk2": "1F3A56", "lt2": "F4F6F8", "accent1": "1F6FB2", "accent2": "C2570C",
    "accent3": "64748B", "accent4": "9CC3E4", "accent5": "EDB48C", "accent6": "C9D1D9", "hlink": "1F6FB2",
    "folHlink": "64748B",
}  # fmt: skip
_TITLES = ("title", "ctrTitle")
_CONTENT = ("obj", "")
_BODIES = (*_CONTENT, "body")
_OTHERS = ("pic", "tbl", "chart", "dgm", "media", "clipArt")
_LEAST, _LEAST_TITLE = (Cm(15), Cm(8)), (Cm(10), Pt(20))
"""Room that words need across and down: a chart with its key, and a line."""
_MOST_SHAPES = 300


def presentation_of(template: bytes | None) -> Deck:
    """A presentation without slides: the template's masters and layouts, or our own.

    Raises
    ------
    reports.templates.guard.TemplateError
        If the template can't be used.
    """
    if template is None:
        own = _own()
        keep_look_alone(own)
        return own
    sound = checked_template(template, PPTX)
    try:
        presentation = Presentation(io.BytesIO(sound))
        keep_look_alone(presentation)
        Layouts(presentation)
    except (KeyError, ValueError, AttributeError, IndexError, etree.XMLSyntaxError) as error:
        raise refused("template_damaged", PPTX) from error
    refuse_fetched(presentation.part.package, PPTX)
    return presentation


class Layouts:
    """The layouts of a presentation by what they have room for, whatever they are called.

    Raises
    ------
    reports.templates.guard.TemplateError
        If none has both a title and room for text, or one has more shapes than can be looked through for each slide.
    """

    def __init__(self, presentation: Deck) -> None:
        masters = list(presentation.slide_masters)
        every = [layout for master in masters for layout in master.slide_layouts]
        if any(len(one.shapes._spTree) > _MOST_SHAPES for one in (*masters, *every)):
            raise refused("template_too_full", PPTX)
        self._page = (presentation.slide_width or 0, presentation.slide_height or 0)
        level = [one for one in map(_Layout, every) if not one.is_upright]
        titled = [one for one in level if self._has_room(one, _TITLES, _LEAST_TITLE)]
        with_body = [one for one in titled if len(one.of(_BODIES)) == 1]
        with_room = [one for one in with_body if self._has_room(one, _BODIES, _LEAST)]
        if not with_room:
            raise self._refusal(with_body)
        body = max(with_room, key=lambda one: (not one.of(_OTHERS), bool(one.of(_CONTENT)), self._area(one)))
        opening = [one for one in titled if one.of(("ctrTitle",)) and self._has_room(one, ("subTitle",), _LEAST_TITLE)]
        self.body: SlideLayout = body.layout
        self.title: SlideLayout = opening[0].layout if opening else body.layout

    def _room(self, layout: _Layout, kinds: tuple[str, ...]) -> tuple[int, int]:
        """How wide and high the first place of some kinds is on the page; as the page where it does not say."""
        one = layout.of(kinds)[0]
        sides = ((one.left, one.width, self._page[0]), (one.top, one.height, self._page[1]))
        if any(start is None or size is None for start, size, _ in sides):
            return self._page
        across, down = (min(start + size, most) - max(start, 0) for start, size, most in sides)
        return across, down

    def _has_room(self, layout: _Layout, kinds: tuple[str, ...], least: tuple[int, int]) -> bool:
        return bool(layout.of(kinds)) and all(map(ge, self._room(layout, kinds), least))

    def _area(self, layout: _Layout) -> int:
        across, down = self._room(layout, _BODIES)
        return across * down

    def _refusal(self, with_body: list[_Layout]) -> TemplateError:
        """That no layout can be used; of those that lack room alone the one with most is named."""
        if not with_body:
            return refused("template_layouts", PPTX)
        largest = max(with_body, key=self._area)
        width, height = (max(round(Emu(side).cm, 1), 0) for side in self._room(largest, _BODIES))
        least_width, least_height = (round(Emu(side).cm) for side in _LEAST)
        said = {"width": width, "height": height, "least_width": least_width, "least_height": least_height}
        return refused("template_layout_small", PPTX, layout=largest.layout.name, **said)


class _Layout:
    """A layout with its places by what they are for."""

    def __init__(self, layout: SlideLayout) -> None:
        self.layout = layout
        self._places = [(_kind(one.element), one) for one in layout.placeholders]

    def of(self, kinds: tuple[str, ...]) -> list[Any]:
        """The places of some kinds."""
        return [one for kind, one in self._places if kind in kinds]

    @property
    def is_upright(self) -> bool:
        """Whether any of its words stand upright."""
        return any(
            one.element.find(f".//{qn('p:ph')}").get("orient") == "vert"
            or ((body := one.element.find(f".//{qn('a:bodyPr')}")) is not None and body.get("vert", "horz") != "horz")
            for _, one in self._places
        )


def _kind(placeholder: etree._Element) -> str:
    found = placeholder.find(f".//{qn('p:ph')}")
    return "" if found is None else found.get("type", "")


def _own() -> Deck:
    """Our own presentation, made of the one that python-pptx brings: 16:9, one font, our colours."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = _WIDTH, _HEIGHT
    master = presentation.slide_masters[0]
    for layout in list(master.slide_layouts):
        if layout.name not in _KEPT:
            master.slide_layouts.remove(layout)
    _place(master, _PLACES)
    for layout in master.slide_layouts:
        _place(layout, {**_PLACES, **_ON_TITLE_SLIDE, "": _PLACES["body"], "obj": _PLACES["body"]})
        for level in layout.element.iter(qn("a:lvl1pPr")):
            level.attrib.pop("algn", None)
        for date in _Layout(layout).of(("dt",)):
            date.element.getparent().remove(date.element)
    _restyle(master.element)
    _mark(master)
    _retheme(master.part)
    for relationship in list(presentation.part.rels.values()):
        if relationship.reltype.endswith("/printerSettings"):
            presentation.part.drop_rel(relationship.rId)
    return presentation


def _place(holder: Any, places: dict[str, tuple[int, int, int, int]]) -> None:
    for placeholder in holder.placeholders:
        kind = _kind(placeholder.element)
        if kind in places:
            left, top, width, height = (Emu(Pt(points)) for points in places[kind])
            placeholder.left, placeholder.top, placeholder.width, placeholder.height = left, top, width, height


def _restyle(master: etree._Element) -> None:
    """Titles at the beginning of their line, bold, in our sizes; small words of the foot."""
    for style, sizes in _SIZES.items():
        levels = master.find(f".//{qn(f'p:{style}')}")
        for index, size in sizes:
            level = levels[index] if levels is not None else None
            if level is not None:
                level.find(qn("a:defRPr")).set("sz", str(size * 100))
                if style == "titleStyle":
                    level.set("algn", "l")
                    level.find(qn("a:defRPr")).set("b", "1")
    for body in master.iter(qn("a:bodyPr")):
        body.set("anchor", body.get("anchor") if body.get("anchor") == "b" else "ctr" if body.get("anchor") else "t")


def _mark(master: Any) -> None:
    """A line in the theme's first colour along the upper edge, under all else."""
    edge = master.shapes._spTree
    edge.insert(
        2,
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="99" name="edge"/><p:cNvSpPr/>'
            '<p:nvPr userDrawn="1"/></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{_WIDTH}" cy="{Pt(7)}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        ),
    )


def _retheme(master_part: Any) -> None:
    """Our font and colours as the theme's, so that another theme restyles all."""
    part = next(r.target_part for r in master_part.rels.values() if r.reltype.endswith("/theme"))
    theme = etree.fromstring(part.blob)
    for name, colour in _COLOURS.items():
        found = theme.find(f".//{qn(f'a:{name}')}")
        for old in list(found):
            found.remove(old)
        etree.SubElement(found, qn("a:srgbClr")).set("val", colour)
    for tag in ("a:latin", "a:cs"):
        for found in theme.find(f".//{qn('a:fontScheme')}").iter(qn(tag)):
            found.set("typeface", FONT)
            found.attrib.pop("panose", None)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
