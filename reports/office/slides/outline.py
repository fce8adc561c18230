"""What a presentation tells, slide by slide: by rule, or as the officer chose it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from charts import View
from metrics.result.result import INTERNAL
from reports.content.figures import DECK, ChosenFigure, figures_for, figures_of, view_for
from reports.content.findings import Finding, aspects, groups, headline, later_rounds
from reports.content.levels import groups_table, questions_overview, sides, sides_by_aspects
from reports.content.method import MethodNote, method
from reports.content.mutual import mutual_notes, mutual_trust, widest
from reports.content.parts import tables_of, text_of
from reports.content.protection import protection
from reports.content.questions import Standouts, standouts
from reports.content.tables import Table
from reports.content.titles import fitting, fixed_title, headline_title
from reports.content.unsaid import caveats, unsaid
from reports.report import Part, Report
from words import own_direction, say

_ENDS = 2
"""Questions with the highest, and with the lowest, answers on a slide."""
_TOLD = ("scale", "people", "compared", "test", "margin")
"""What of the method stands on a slide; all of it stands in its notes."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a slide; a heading where it is one."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True)
class Told:
    """A message: one slide, or several where it takes more room.

    Attributes
    ----------
    title : str
    figure : ChosenFigure, optional
    questions : tuple of Finding
        Those of a figure of answers; all where none is named.
    table : Table, optional
    texts : tuple of Paragraph
        Under figure or table; the slide's own where there is none.
    notes : tuple of str
        What the speaker reads.
    is_title : bool
        Whether it opens the presentation; its texts are the subtitle.
    """

    title: str
    figure: ChosenFigure | None = None
    questions: tuple[Finding, ...] = ()
    table: Table | None = None
    texts: tuple[Paragraph, ...] = ()
    notes: tuple[str, ...] = ()
    is_title: bool = False


def outline(report: Report) -> tuple[Told, ...]:
    """All that is told, in order."""
    told = _by_rule(report) if report.parts is None else (_chosen(report, part) for part in report.parts)
    return (_opening(report), *told)


def _opening(report: Report) -> Told:
    event, language, result = report.event, report.language, report.result
    title = own_direction(report.title, language)
    line = replace(event, title="").line(language)
    texts = [line, fixed_title(report, "sides") if result.pairs else ""]
    if result.audience == INTERNAL:
        texts.append(say("workbook.note_internal", language))
    if event.synthetic:
        texts.append(say("reports.provenance_synthetic_text", language))
    notes = text_of(report, "summary") or _sentences(headline(report))
    return Told(title, texts=_plain(text for text in texts if text), notes=notes, is_title=True)


def _by_rule(report: Report) -> Iterator[Told]:
    figures = {name: [one for one in figures_for(report, DECK) if one.figure == name] for name in _FIGURES}
    yield from _directions(report, figures["sides"])
    yield from _of_rounds(report, figures["pairs"])
    yield from _of_groups(report, figures["groups"])
    yield from _of_aspects(report, figures["dimensions"])
    yield from _of_questions(report)
    yield from _mutual(report, figures["ratings"])
    yield _cannot(report)
    yield _how(report)


_FIGURES = ("sides", "pairs", "groups", "dimensions", "ratings")


def _directions(report: Report, figures: Sequence[ChosenFigure]) -> Iterator[Told]:
    said = _sentences(headline(report))
    for figure in figures:
        yield Told(headline_title(report), figure, texts=_plain(said), notes=(*_grounds(report), figure.shows))
    if not figures and (table := sides(report)) is not None:
        yield _of_table(table)


def _of_rounds(report: Report, figures: Sequence[ChosenFigure]) -> Iterator[Told]:
    """All pairs of rounds, where more than one is compared."""
    if len(report.result.pairs) > 1:
        said = [sentence for later in later_rounds(report) for sentence in _sentences(later.findings)]
        for figure in figures:
            yield Told(figure.title, figure, notes=(*said, figure.shows))


def _of_groups(report: Report, figures: Sequence[ChosenFigure]) -> Iterator[Told]:
    for figure in figures:
        yield Told(figure.title, figure, notes=(*_sentences(groups(report)), figure.shows))
    if not figures and (table := groups_table(report)) is not None:
        yield _of_table(table)


def _of_aspects(report: Report, figures: Sequence[ChosenFigure]) -> Iterator[Told]:
    for figure in figures:
        found = aspects(report, figure.view.group_in(report.result))
        yield Told(figure.title, figure, notes=(*_sentences(found), figure.shows))
    if not figures and (table := sides_by_aspects(report)) is not None:
        yield _of_table(table)


def _of_questions(report: Report) -> Iterator[Told]:
    """The answers to the questions that stand out, of each side; where there is no second round, all levels."""
    found = standouts(report, _ENDS)
    for one in found:
        yield _standing_out(report, one)
    if not found and (table := questions_overview(report)) is not None:
        yield _of_table(table)


def _standing_out(report: Report, one: Standouts) -> Told:
    named = [*one.highest, *reversed(one.lowest)]
    word = "reports.slides_ends" if named else "reports.slides_changed"
    chosen = named or list(one.changed)
    title = fitting([say(word, report.language, who=one.who), fixed_title(report, "questions")])
    view = view_for(report, View(group=one.group))
    figure = ChosenFigure(report, "answers", view)
    return Told(title, figure, questions=tuple(chosen), notes=(*_sentences(chosen), figure.shows))


def _mutual(report: Report, figures: Sequence[ChosenFigure]) -> Iterator[Told]:
    """Who rates whom, the sides where they do; under it the widest gaps in words."""
    if not figures:
        return
    figure = next((one for one in figures if one.view.raters == "side"), figures[0])
    gaps = widest(report, 2)
    table = mutual_trust(report)
    notes = (figure.alternative, *mutual_notes(report), *(table.notes if table else ()))
    counted = figure.picture.title
    alone = counted.removeprefix(say(f"figures.by_{figure.view.raters}", report.language, title=""))
    title = fitting([counted, alone, figure.title])
    yield Told(title, figure, texts=_plain(gaps), notes=tuple(dict.fromkeys(notes)))


def _cannot(report: Report) -> Told:
    found = unsaid(report)
    texts = [one.text for one in found] or list(caveats(report))
    title = say("reports.slides_cannot", report.language)
    return Told(title, texts=_plain(dict.fromkeys(texts)), notes=caveats(report))


def _how(report: Report) -> Told:
    """Method and protection: the first words of each, the rest in the notes."""
    found = method(report)
    short = [one for one in found if one.name in _TOLD]
    texts = [p for one in short for p in (Paragraph(one.heading, True), Paragraph(one.texts[0]))]
    guarded = protection(report)
    heading = next((one.heading for one in found if one.name == "protection"), "")
    texts += [Paragraph(heading, True), *_plain(guarded[:1])] if heading else _plain(guarded[:1])
    notes = (*(_noted(one) for one in found), *guarded)
    return Told(say("reports.slides_how", report.language), texts=tuple(texts), notes=tuple(dict.fromkeys(notes)))


def _noted(one: MethodNote) -> str:
    return f"{one.heading}: {' '.join(one.texts)}"


def _chosen(report: Report, part: Part) -> Told:
    """What the officer chose, with the officer's own caption and note."""
    note = _plain(line.strip() for line in part.note.splitlines() if line.strip())
    alone = replace(report, parts=(part,))
    if part.kind == "figure":
        (figure,) = figures_of(alone)
        return Told(figure.caption, figure, texts=note, notes=(figure.alternative, figure.shows))
    if part.kind == "table":
        (table,) = tables_of(alone)
        return replace(_of_table(table), title=part.caption.strip() or table.title, texts=note)
    texts = _plain(text_of(report, part.name))
    title = part.caption.strip() or say(f"reports.slides_text_{part.name}", report.language)
    return Told(title, texts=(*texts, *note), notes=tuple(one.text for one in texts))


def _of_table(table: Table) -> Told:
    return Told(table.title, table=table, notes=table.notes)


def _plain(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text) for text in texts)


def _sentences(found: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(one.sentence for one in found)


def _grounds(report: Report) -> tuple[str, ...]:
    return tuple(" ".join((one.sentence, *one.grounds)) for one in headline(report))
