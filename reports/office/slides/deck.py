"""Puts messages onto slides, and a presentation into a file."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

from charts import Frame
from charts.drawing.rounds import rounds_shown
from charts.figures.answers import answers
from charts.primitives.drawing import Drawing, Line, Row
from metrics import measure_label
from reports.content.figures import ChosenFigure
from reports.content.provenance import provenance_line
from reports.files.archive import repacked
from reports.office.charts import NativeChart, Place
from reports.office.charts.alike import MATRICES, charts_of, has_bars
from reports.office.slides.base import Deck, Layouts, presentation_of
from reports.office.slides.keys import add_key, key_height, key_of
from reports.office.slides.outline import DrawnQuestion, Message, Paragraph, outline
from reports.office.slides.places import Box, Places
from reports.office.slides.tables import TablePage, add_table, pages_of_matrix, pages_of_table
from reports.office.slides.text import LEAST, height_of, in_pages, size_that_fits
from reports.report import Report
from reports.running.progress import each
from words import is_right_to_left, number, say, writable

_LARGEST, _SMALLEST = 20, 14
"""Sizes of texts that have a slide to themselves."""
_UNDER = 16
"""Size of texts under a figure or table."""
_STRETCH = 1.7
_LEAST_CHART = 150.0
"""Points that a figure needs at least; less leaves no room for texts under it."""
_GAP = 8.0
_SPACE = "\N{NO-BREAK SPACE}"
_CREATED = datetime(2000, 1, 1)


def deck(report: Report) -> bytes:
    """The presentation as bytes.

    Raises
    ------
    reports.templates.guard.TemplateError
        If the report's template can't be used.
    """
    presentation = presentation_of(report.template)
    slides = _Slides(report, presentation)
    for message in each(outline(report)):
        slides.add(message)
    _name(presentation, report)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return repacked(buffer.getvalue())


def _name(presentation: Deck, report: Report) -> None:
    """What the file says of itself."""
    properties = presentation.core_properties
    properties.title = writable(report.heading)[:255]
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.subject = properties.category = ""
    properties.created = properties.modified = _CREATED
    properties.revision, properties.language = 1, report.language


class _Slides:
    """The slides of a presentation."""

    def __init__(self, report: Report, presentation: Deck) -> None:
        self._report, self._presentation = report, presentation
        self._layouts, self._rtl = Layouts(presentation), is_right_to_left(report.language)
        self._source = provenance_line(report)

    def add(self, message: Message) -> None:
        """The slides of a message."""
        if message.is_title:
            self._opening(message)
        elif message.figure is not None:
            self._figure(message, message.figure)
        elif message.table is not None:
            table, body = message.table, self._body()
            under = self._under(message, body)
            self._tables(message, pages_of_table(table, body.width, body.height - under - _GAP), ())
        else:
            self._texts(message)

    def _opening(self, message: Message) -> None:
        places = Places(self._presentation, self._layouts.title, self._report.language)
        places.title(message.title)
        body = places.body
        most = int(min(places.usual_size(), _LARGEST))
        size = size_that_fits(message.texts, body.width - 16, body.height, most, LEAST)
        places.text(list(message.texts), size, centred=places.is_centred)
        self._finish(places, message)

    def _texts(self, message: Message) -> None:
        body = self._body()
        width, height = body.width - 44, body.height - 8
        most = min(int(self._places_size()), _LARGEST)
        size = size_that_fits(message.texts, width, height, most, min(_SMALLEST, most))
        pages = in_pages(message.texts, width, height, size)
        for index, page in enumerate(pages):
            places = self._begin(message, index, len(pages))
            places.text(page, size)
            self._finish(places, message)

    def _figure(self, message: Message, figure: ChosenFigure) -> None:
        body = self._body()
        drawing = self._drawing(message, figure)
        key = key_of(drawing)
        if figure.figure in MATRICES:
            matrix = MATRICES[figure.figure](self._report.result, figure.view, figure.alternative)
            key = key if matrix.key is None else matrix.key
            room = body.height - self._under(message, body) - key_height(key, body.width) - 2 * _GAP
            self._tables(message, pages_of_matrix(matrix, body.width, room), key)
            return
        room = body.height - self._under(message, body) - key_height(key, body.width) - 2 * _GAP
        if room < _LEAST_CHART:
            message, room = replace(message, texts=(), notes=(*_words(message), *message.notes)), body.height - 2 * _GAP
            room -= key_height(key, body.width)
        said = " ".join(map(_in_words, drawing.rows)) if message.questions else figure.alternative
        charts = charts_of(
            drawing, Place(body.width, max(room, _LEAST_CHART), LEAST, _STRETCH), figure.view.language, said
        )
        if not charts:
            self._texts(replace(message, figure=None, texts=(Paragraph(figure.alternative), *message.texts)))
        for index, chart in enumerate(charts):
            self._chart(message, chart, key, index, len(charts))

    def _drawing(self, message: Message, figure: ChosenFigure) -> Drawing:
        """A figure's drawing; with some of its questions alone where these are named."""
        drawing = figure.picture.drawing
        if not message.questions:
            return drawing
        result, view = self._report.result, figure.view
        names = {one.measure: measure_label(result, one.measure, view.language, one.group) for one in message.questions}
        if drawing.rows and not has_bars(drawing):
            return replace(drawing, rows=tuple(row for row in drawing.rows if row.label in names.values()))
        asked = [self._with_mean(names[one.measure], one) for one in message.questions]
        group = view.group_in(result)
        return answers(result, list(names), group, asked, Frame("", "", ""), view.look, view.units)

    def _with_mean(self, question: str, asked: DrawnQuestion) -> str:
        """A question with the mean by which it is among the highest or lowest; alone where its row has means."""
        result, language = self._report.result, self._report.language
        row = result.item_of.get((asked.measure, asked.group, rounds_shown(result)[-1]))
        if row is None or not row.shows_answers or not asked.mean:
            return question
        mean = say("figures.mean", language, mean=asked.mean).replace(" ", _SPACE)
        return f"{question} ·{_SPACE}{mean}"

    def _chart(self, message: Message, chart: NativeChart, key: tuple[Line, ...], index: int, count: int) -> None:
        places = self._begin(message, index, count)
        body = places.body
        places.without_body()
        places.chart(chart, body)
        below = body.below(chart.height + _GAP)
        add_key(places, key, below, rtl=self._rtl)
        self._words_under(places, message, below.below(key_height(key, body.width)), is_last=index == count - 1)
        self._finish(places, message)

    def _tables(self, message: Message, every: list[TablePage], key: tuple[Line, ...]) -> None:
        for index, page in enumerate(every):
            places = self._begin(message, index, len(every))
            body = places.body
            places.without_body()
            add_table(places.slide, page, body, rtl=self._rtl)
            below = body.below(page.height + _GAP)
            add_key(places, key, below, rtl=self._rtl)
            below = below.below(key_height(key, body.width))
            self._words_under(places, message, below, is_last=index == len(every) - 1)
            self._finish(places, message)

    def _words_under(self, places: Places, message: Message, box: Box, *, is_last: bool) -> None:
        """The texts under a figure or a table, on its last slide."""
        if message.texts and is_last:
            texts = list(message.texts)
            size = size_that_fits(texts, box.width - 16, max(box.height, 1), _UNDER, LEAST)
            places.words(texts, size, box)

    def _under(self, message: Message, body: Box) -> float:
        return height_of(message.texts, body.width - 16, _UNDER) + _GAP if message.texts else 0.0

    def _begin(self, message: Message, index: int, count: int) -> Places:
        places = Places(self._presentation, self._layouts.body, self._report.language)
        title = message.title
        if count > 1:
            numbers = {"n": number(index + 1, self._report.language), "total": number(count, self._report.language)}
            part = say("reports.slides_part", self._report.language, **numbers)
            title = f"{title} {part.replace(' ', _SPACE)}"
        places.title(title)
        return places

    def _finish(self, places: Places, message: Message) -> None:
        places.foot(self._source)
        places.notes([*message.notes, self._source])

    def _body(self) -> Box:
        """The rectangle of the body in the layout that all slides but the first have."""
        return Places.body_of(self._presentation, self._layouts.body)

    def _places_size(self) -> float:
        return Places.size_of(self._layouts.body)


def _in_words(row: Row) -> str:
    """A question's row for those who can't see it: its finding; where nothing is compared, the words above its bar."""
    return row.said or " · ".join(words for words in (row.label, row.note) if words) + "."


def _words(message: Message) -> tuple[str, ...]:
    return tuple(one.text for one in message.texts)
