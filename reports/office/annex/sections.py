"""What the annex holds, in its order: everything, or what the officer chose."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from metrics.result.result import INTERNAL
from reports.content.basis.method import glossary, method
from reports.content.figures import ANNEX, figures_for
from reports.content.levels import levels_in_short
from reports.content.parts import TABLES, heading_of_text, table_of, text_of
from reports.content.protection import not_promised, protection
from reports.office.annex import styles as named
from reports.office.annex.body import FIGURE, TABLE, Body
from reports.office.annex.figures import add_figure
from reports.office.annex.questions import add_instrument, add_toplines
from reports.office.annex.tables import add_table
from reports.report import Part, Report
from reports.running.progress import each
from words import day, own_direction, printable, say

_OF_METHOD = ("robustness", "reliability", "settings")
_OF_PEOPLE, _OF_PROTECTION = ("who_answered", "attrition"), ("groups_merged",)
_SAID_ELSEWHERE = ("protection", "people", "attrition", "limits")
"""Notes of the method that have a section of their own."""


def add_everything(body: Body, report: Report) -> None:
    """All that the result holds: summary, figures, tables, questions, questionnaire, method, people, protection."""
    add_title(body, report)
    _add_text(body, report, "summary" if text_of(report, "summary") else "findings")
    if len(report.result.rounds) == 1 and (where := levels_in_short(report)):
        body.paragraph(named.BODY, f"{where}.")
    _add_own_words(body, report)
    lists = _Lists(body, report)
    for add in each(_ADDED):
        add(body, report)
    lists.fill()


def add_chosen(body: Body, report: Report) -> None:
    """What the officer chose, in that order, with the officer's captions and notes.

    Raises
    ------
    ValueError
        If something is chosen that the result does not have.
    """
    add_title(body, report)
    lists = _Lists(body, report)
    for part in each(report.parts or ()):
        alone = replace(report, parts=(part,))
        if part.kind == "figure":
            for figure in figures_for(alone, ANNEX):
                add_figure(body, figure)
        elif part.kind == "table":
            add_table(body, table_of(alone, part.name, part.view), own_words(part.caption))
            _add_note(body, part)
        else:
            _add_text(body, alone, part.name, own_words(part.caption))
            _add_note(body, part)
    _add_own_words(body, report)
    lists.fill()


def own_words(text: str) -> str:
    """What the officer typed, in one line."""
    return printable(text).strip()


def add_title(body: Body, report: Report) -> None:
    """Event, place, date, and whom it is for."""
    language, event = report.language, report.event
    body.paragraph(named.TITLE, own_direction(report.title, language))
    where = [own_direction(report.place, language), day(event.held_on, language)]
    audience = say(f"figures.audience_{report.result.audience}", language)
    subtitle = "reports.annex_subtitle" if report.parts is None else "reports.annex_subtitle_chosen"
    lines = [
        " · ".join(part for part in where if part),
        say(subtitle, language, audience=audience),
        say("workbook.note_internal", language) if report.result.audience == INTERNAL else "",
        say("reports.provenance_synthetic_text", language) if event.synthetic else "",
    ]
    body.texts((line for line in lines if line), named.SUBTITLE)


class _Lists:
    """The lists of figures and of tables, which are filled once all are known."""

    def __init__(self, body: Body, report: Report) -> None:
        self._body, self._language = body, report.language
        self._places = {
            counted: (body.paragraph(named.HEADINGS[0]), body.paragraph(named.BODY)) for counted in (FIGURE, TABLE)
        }

    def fill(self) -> None:
        """Writes them; one without entries is left out."""
        for counted, (heading, place) in self._places.items():
            if self._body.entries[counted]:
                self._body.list_of(counted, place)
                title = say(f"reports.annex_list_of_{counted.lower()}s", self._language)
                heading.addprevious(self._body.made_paragraph(named.HEADINGS[0], title))
            else:
                place.getparent().remove(place)
            heading.getparent().remove(heading)


def _add_text(
    body: Body, report: Report, name: str, heading: str = "", *, level: int = 1, style: str = named.BODY
) -> None:
    texts = text_of(report, name)
    if texts:
        body.heading(heading or heading_of_text(name, report.language), level)
        body.texts(texts, style)


def _add_note(body: Body, part: Part) -> None:
    if part.note.strip():
        body.texts(_lines(part.note), named.OWN_NOTE)


def _lines(text: str) -> Iterator[str]:
    yield from (own_words(line) for line in text.splitlines() if line.strip())


def _add_own_words(body: Body, report: Report) -> None:
    """What participants asked for, and what will be done, where the officer said so."""
    for name, text in report.own_texts.items():
        body.heading(say(f"reports.annex_{name}", report.language))
        body.texts((own_direction(line, report.language) for line in _lines(text)), named.BULLET)


def _add_figures(body: Body, report: Report) -> None:
    figures = figures_for(report, ANNEX)
    if figures:
        body.heading(say("reports.annex_figures", report.language))
    for figure in each(figures):
        add_figure(body, figure)


def _add_tables(body: Body, report: Report) -> None:
    """The tables that have no section of their own."""
    elsewhere = (*_OF_METHOD, *_OF_PEOPLE, *_OF_PROTECTION)
    _add_all(body, report, "tables", tuple(name for name in TABLES if name not in elsewhere))


def _add_all(
    body: Body, report: Report, heading: str, names: tuple[str, ...], said: Collection[str] = frozenset()
) -> None:
    """Tables that there are, under a heading of their own or none, without the notes that were said before them."""
    known = [table for name in names if (table := TABLES[name](report)) is not None]
    if known and heading:
        body.heading(say(f"reports.annex_{heading}", report.language))
    for table in known:
        add_table(body, table.without(said))


def _add_method(body: Body, report: Report) -> None:
    """How it was measured, what is open, the settings, and the terms that were not explained on the way."""
    language = report.language
    body.heading(heading_of_text("method", language))
    notes = method(report)
    for note in notes:
        if note.name not in _SAID_ELSEWHERE:
            body.heading(note.heading, 2)
            body.texts(note.texts)
    _add_text(body, report, "unsaid", level=2, style=named.BULLET)
    explained = {text for note in notes for text in note.texts}
    _add_all(body, report, "", _OF_METHOD, explained)
    terms = [(term, meaning) for term, meaning in glossary(report.result, language) if meaning not in explained]
    if terms:
        body.heading(say("screens.terms", language), 2)
    for term, meaning in terms:
        body.paragraph(named.BODY, say("reports.annex_term", language, term=term, meaning=meaning))


def _add_people(body: Body, report: Report) -> None:
    body.heading(say("reports.annex_people", report.language))
    for note in method(report):
        if note.name in ("people", "attrition"):
            body.texts(note.texts[1:] if note.name == "people" else note.texts)
    _add_all(body, report, "", _OF_PEOPLE)


def _add_protection(body: Body, report: Report) -> None:
    body.heading(heading_of_text("protection", report.language))
    body.texts(protection(report))
    _add_all(body, report, "", _OF_PROTECTION)
    body.heading(say("reports.annex_not_promised", report.language), 2)
    body.texts(not_promised(report.language))


_ADDED: tuple[Callable[[Body, Report], None], ...] = (
    _add_figures,
    _add_tables,
    add_toplines,
    add_instrument,
    _add_method,
    _add_people,
    _add_protection,
)
"""What comes after the summary, the officer's words and the lists, in its order."""
