"""Results and templates that presentations are written of in tests."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import numpy as np
from pptx import Presentation
from pptx.util import Emu, Pt

from metrics import Protected, Settings, shared
from reports.office.slides import deck
from reports.report import Event, Report
from tests.metrics.survey_maker import instrument, survey
from tests.remembered import analyse
from tests.reports.made_results import made_result
from tests.sample import sample_result, shared_sample

EVENT = Event("Trust =1+1 <b>now</b>", "Baghdad", date(2023, 3, 14))

ODD = "=1+1 <b>&amp;</b> ../../etc 🕊️ ‮abc‬ \u0007"
"""What a name may hold that must stay plain words."""


@cache
def many_groups(count: int = 20, *, sides: bool = False) -> Protected:
    """So many groups with names of 200 characters, on two sides or on none."""
    names = [(f"{ODD} group {i} " + "of people who came from far away " * 8)[:200] for i in range(count)]
    homes = {name: ("north" if i % 2 else "south") if sides else None for i, name in enumerate(names)}
    form = instrument({"competence": 2, "integrity": 2}, homes)
    draw = np.random.default_rng(7)
    groups = [name for name in names for _ in range(9)]
    before = [[float(x) for x in row] for row in draw.integers(1, 5, (len(groups), 4))]
    after = [[min(x + float(y), 5.0) for x, y in zip(row, draw.integers(0, 3, 4), strict=True)] for row in before]
    return shared(analyse(survey(form, groups, before, after), Settings()))


def result_of(kind: str) -> Protected:
    """A result by what is special about it."""
    known = {"sample": shared_sample, "for the officer": sample_result, "20 groups": many_groups}
    if kind == "20 groups, sides":
        return many_groups(sides=True)
    return known[kind]() if kind in known else shared(made_result(kind))


KINDS = (
    "sample", "for the officer", "20 groups", "20 groups, sides", "one round", "all hidden", "three rounds",
    "independent", "looking back",
)  # fmt: skip


@cache
def foreign_template(*, with_slides: bool = True) -> bytes:
    """A template as another would make it: 4:3, other places, centred titles, a large body font, slides of its own."""
    presentation = Presentation()
    master = presentation.slide_masters[0]
    for holder in (master, *master.slide_layouts):
        for one in holder.placeholders:
            if one.placeholder_format.idx == 0 and one.height is not None and holder is master:
                one.left, one.top, one.width, one.height = (Emu(Pt(x)) for x in (150, 20, 540, 70))
            if one.placeholder_format.idx == 1 and holder is master:
                one.left, one.top, one.width, one.height = (Emu(Pt(x)) for x in (150, 110, 540, 360))
    for layout in master.slide_layouts:
        layout.name = f"Agency {layout.name[::-1]}"
    if with_slides:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = "A secret of last year"
        slide.notes_slide.notes_text_frame.text = "nobody may read this"
        presentation.core_properties.author = "Somebody"
    written = io.BytesIO()
    presentation.save(written)
    return written.getvalue()


@cache
def written(kind: str, language: str = "en", *, foreign: bool = False) -> bytes:
    """The presentation of a result."""
    template = foreign_template() if foreign else None
    return deck(Report(result_of(kind), language, event=EVENT, template=template))


def shapes(content: bytes) -> Iterator[tuple[int, Any]]:
    """Every shape with the number of its slide."""
    for number, slide in enumerate(Presentation(io.BytesIO(content)).slides, start=1):
        for shape in slide.shapes:
            yield number, shape
