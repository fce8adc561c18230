"""What a presentation tells, slide by slide: by rule, or as the officer chose it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from charts import View
from charts.drawing.ratings import ratings_of
from charts.drawing.rounds import rounds_shown
from charts.drawing.titles import fitting
from charts.figures.gaps import gap_levels, gaps_of
from metrics import SIDE
from metrics.result.result import INTERNAL
from reports.content.basis.method import MethodNote, method
from reports.content.basis.robustness import where_others_differ
from reports.content.figure_tables.mutual import another_measure, mutual_notes, mutual_trust, widest
from reports.content.figures import DECK, ChosenFigure, figures_for, figures_of, view_for
from reports.content.findings import Finding, aspects, groups, headline, later_rounds, moved_apart
from reports.content.levels import (
    groups_table,
    levels_by_aspects,
    levels_in_short,
    sides,
    sides_by_aspects,
)
from reports.content.parts import heading_of_text, tables_of, text_of
from reports.content.protection import protection
from reports.content.questions import Standouts, level_ends, shows_all, standouts
from reports.content.tables import Table
from reports.content.titles import fixed_title, headline_title
from reports.content.unsaid import caveats, unsaid
from reports.report import Part, Report
from words import number, own_direction, say

_ENDS = 2
"""Questions with the highest, and with the lowest, answers on a slide."""
_MOST_OPEN = 7
"""So many findings that are open are given in full."""
_SHORT = ("scale", "people", "compared", "test", "margin")
"""What of the method stands on a slide; all of it stands in its notes."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a slide; a heading where it is one."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True)
class DrawnQuestion:
    """A question of a figure of answers: its measure, who answered, and the mean by which it stands out."""

    measure: str
    group: str
    mean: str


@dataclass(frozen=True)
class Message:
    """A message: one slide, or several where it takes more room.

    Attributes
    ----------
    title : str
    figure : ChosenFigure, optional
    questions : tuple of DrawnQuestion
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
    questions: tuple[DrawnQuestion, ...] = ()
    table: Table | None = None
    texts: tuple[Paragraph, ...] = ()
    notes: tuple[str, ...] = ()
    is_title: bool = False


def outline(report: Report) -> tuple[Message, ...]:
    """All messages, in order."""
    if report.parts is None:
        return (_opening(report), *_by_rule(report))
    return (_opening(report), *(_chosen(report, part) for part in report.parts), *_own_words(report))


def _opening(report: Report) -> Message:
    event, language, result = report.event, report.language, report.result
    title = own_direction(report.title, language)
    line = replace(event, title="").line(language)
    texts = [line, fixed_title(report, "sides") if result.pairs else ""]
    if result.audience == INTERNAL:
        texts.append(say("workbook.note_internal", language))
    if event.synthetic:
        texts.append(say("reports.provenance_synthetic_text", language))
    notes = text_of(report, "summary") or _sentences(headline(report))
    return Message(title, texts=_plain(text for text in texts if text), notes=notes, is_title=True)


def _by_rule(report: Report) -> Iterator[Message]:
    figures = {name: [one for one in figures_for(report, DECK) if one.figure == name] for name in _FIGURES}
    yield from _directions(report, figures["sides"])
    yield from _of_rounds(report, figures["pairs"])
    yield from _of_groups(report, figures["groups"])
    yield from _of_aspects(report, figures["dimensions"])
    yield from _of_questions(report)
    yield from _mutual(report, figures["ratings"])
    yield from _own_words(report)
    yield _cannot(report)
    yield _how(report)


_FIGURES = ("sides", "pairs", "groups", "dimensions", "ratings")


def _directions(report: Report, figures: Sequence[ChosenFigure]) -> Iterator[Message]:
    said = _headline_sentences(report)
    for figure in figures:
        yield Message(headline_title(report), figure, texts=_plain(said), notes=(*_grounds(report), figure.shows))
    if figures:
        return
    if (table := levels_by_aspects(report)) is not None:
        yield replace(_of_table(table), title=fitting([levels_in_short(report), table.title]))
    elif (table := sides(report)) is not None:
        yield _of_table(table)


def _headline_sentences(report: Report) -> tuple[str, ...]:
    """What was found of each side, and which of its aspects moved otherwise."""
    found = headline(report)
    return tuple(" ".join(filter(None, (one.sentence, moved_apart(report, one)))) for one in found)


def _of_rounds(report: Report, figures: Sequence[ChosenFigure]) -> Iterator[Message]:
    """All pairs of rounds, where more than one is compared."""
    if len(report.result.pairs) > 1:
        said = [sentence for later in later_rounds(report) for sentence in _sentences(later.findings)]
        for figure in figures:
            yield Message(figure.title, figure, notes=(*said, figure.shows))


def _of_groups(report: Report, figures: Sequence[ChosenFigure]) -> Iterator[Message]:
    found = groups(report)
    for figure in figures:
        if any(one.change is not None for one in found):
            yield Message(figure.title, figure, notes=(*_sentences(found), figure.shows))
    if not figures and (table := groups_table(report)) is not None:
        yield _of_table(table)


def _of_aspects(report: Report, figures: Sequence[ChosenFigure]) -> Iterator[Message]:
    for figure in figures:
        found = aspects(report, figure.view.group_in(report.result))
        if all(one.change is None for one in found):  # "What can't be said" says so
            continue
        yield Message(figure.title, figure, notes=(*_sentences(found), figure.shows))
    if not figures and (table := sides_by_aspects(report)) is not None:
        yield _of_table(table)


def _of_questions(report: Report) -> Iterator[Message]:
    """The answers to the questions that stand out, of each side; where there is no second round, by their levels."""
    found = standouts(report, _ENDS)
    for one in found:
        yield _standing_out(report, one)
    for ends in level_ends(report, _ENDS, with_answers=True):
        if levels := [*ends.highest, *reversed(ends.lowest)]:
            drawn = tuple(DrawnQuestion(one.measure, one.group, one.text) for one in levels)
            title = say(_ends_word(report, ends.group), report.language, who=ends.who)
            yield _of_answers(report, title, ends.group, drawn, ())


def _standing_out(report: Report, one: Standouts) -> Message:
    named = [*one.highest, *reversed(one.lowest)]
    word = _ends_word(report, one.group) if named else "reports.slides_changed"
    chosen = named or list(one.changed)
    drawn = tuple(DrawnQuestion(each.measure, each.group, each.after_text) for each in chosen)
    return _of_answers(report, say(word, report.language, who=one.who), one.group, drawn, _sentences(chosen))


def _ends_word(report: Report, group: str) -> str:
    """The title of highest and lowest answers, which says so where not all questions are shown."""
    return f"reports.slides_ends{'' if shows_all(report, group) else '_shown'}"


def _of_answers(
    report: Report, title: str, group: str, drawn: tuple[DrawnQuestion, ...], notes: tuple[str, ...]
) -> Message:
    figure = ChosenFigure(report, "answers", view_for(report, View(group=group)))
    title = fitting([title, fixed_title(report, "questions")])
    return Message(title, figure, questions=drawn, notes=(*notes, figure.shows))


def _mutual(report: Report, figures: Sequence[ChosenFigure]) -> Iterator[Message]:
    """Who rates whom, the sides where they do; under it the widest gaps, and that it is another measure."""
    if not any(row.mean is not None for row in report.result.matrix):
        return
    figure = next((one for one in figures if one.view.raters == "side"), figures[0])
    texts = (*widest(report, 2), *another_measure(report))
    table = mutual_trust(report)
    notes = (figure.alternative, *mutual_notes(report), *(table.notes if table else ()))
    title = fitting([_gap_title(report), figure.picture.title, figure.title])
    yield Message(title, figure, texts=_plain(texts), notes=tuple(dict.fromkeys(notes)))


def _gap_title(report: Report) -> str:
    """How far apart the two sides rate each other; empty where no two do, or more than two."""
    result, language, rounds = report.result, report.language, rounds_shown(report.result)
    found, ratings = gaps_of(result, rounds), ratings_of(result, rounds)
    pairs = [pair for pair in found if all(name.startswith(SIDE) for name in pair)]
    if len(pairs) != 1:
        return ""
    (pair,) = pairs
    decimals = min(ratings[one].decimals for one in (pair, pair[::-1]))
    apart = gap_levels(result, found[pair], decimals, rounds, language)
    return say("reports.slides_gap", language, levels=apart) if apart else ""


def _own_words(report: Report) -> Iterator[Message]:
    """What participants asked for, and what will be done, on one slide, where the officer said so."""
    language = report.language
    points = {
        say(f"reports.annex_{name}", language): _plain(own_direction(line, language) for line in text.splitlines())
        for name, text in report.own_texts.items()
    }
    if len(points) == 1:
        yield from (Message(title, texts=texts) for title, texts in points.items())
    elif points:
        texts = tuple(one for title, under in points.items() for one in (Paragraph(title, True), *under))
        yield Message(say("reports.slides_own", language), texts=texts)


def _cannot(report: Report) -> Message:
    """What can't be said, and what other methods find; of many open findings the first, and how many more."""
    language, found = report.language, unsaid(report)
    is_open = [one.text for one in found if one.kind == "open"]
    others = [one.text for one in found if one.kind != "open"]
    left = is_open[_MOST_OPEN:]
    more = [say("reports.slides_more", language, n=number(len(left), language))] if left else []
    texts = [*is_open[:_MOST_OPEN], *more, *where_others_differ(report), *others] or list(caveats(report))
    title = say("reports.slides_cannot", language)
    return Message(title, texts=_plain(dict.fromkeys(texts)), notes=(*left, *caveats(report)))


def _how(report: Report) -> Message:
    """Method and protection: the first words of each, the rest in the notes."""
    found = method(report)
    short = [one for one in found if one.name in _SHORT]
    texts = [p for one in short for p in (Paragraph(one.heading, True), Paragraph(one.texts[0]))]
    guarded = protection(report)
    heading = next((one.heading for one in found if one.name == "protection"), "")
    texts += [Paragraph(heading, True), *_plain(guarded[:1])] if heading else _plain(guarded[:1])
    notes = (*(_noted(one) for one in found), *guarded)
    return Message(say("reports.slides_how", report.language), texts=tuple(texts), notes=tuple(dict.fromkeys(notes)))


def _noted(one: MethodNote) -> str:
    return f"{one.heading}: {' '.join(one.texts)}"


def _chosen(report: Report, part: Part) -> Message:
    """What the officer chose, with the officer's own caption and note."""
    note = _plain(line.strip() for line in part.note.splitlines() if line.strip())
    alone = replace(report, parts=(part,))
    if part.kind == "figure":
        (figure,) = figures_of(alone)
        return Message(figure.caption, figure, texts=note, notes=(figure.alternative, figure.shows))
    if part.kind == "table":
        (table,) = tables_of(alone)
        return replace(_of_table(table), title=part.caption.strip() or table.title, texts=note)
    texts = _plain(text_of(report, part.name))
    title = part.caption.strip() or heading_of_text(part.name, report.language)
    return Message(title, texts=(*texts, *note), notes=tuple(one.text for one in texts))


def _of_table(table: Table) -> Message:
    return Message(table.title, table=table, notes=table.notes)


def _plain(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text) for text in texts)


def _sentences(found: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.sentence for one in found))


def _grounds(report: Report) -> tuple[str, ...]:
    return tuple(" ".join((one.sentence, *one.grounds)) for one in headline(report))
