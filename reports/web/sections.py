"""The sections of the page: what stands in which, in the order in which a reader asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from charts import View
from metrics.result.names import index_name
from reports.content.basis.people import attrition, who_answered
from reports.content.basis.reliability import reliability
from reports.content.basis.robustness import robustness
from reports.content.basis.settings import settings
from reports.content.figure_tables.mutual import mutual_notes, mutual_trust, widest
from reports.content.figures import ChosenFigure, figures_of, view_for
from reports.content.findings import Finding, FindingColumn, aspects, groups, headline, together
from reports.content.levels import cells_of, groups_table, heads_of, questions_overview, sides
from reports.content.method import instrument, method
from reports.content.parts import heading_of_text, table_of, text_of
from reports.content.protection import groups_merged, not_promised, protection
from reports.content.questions import Topline, toplines
from reports.content.tables import Cell, Table
from reports.content.unsaid import unsaid
from reports.report import Part, Report
from reports.running.progress import each
from reports.web.elements import figure_html, folded, own_words, paragraphs, table_html
from reports.web.elements import text_of as plain
from words import digits_of, number, say, say_about_index


@dataclass(frozen=True)
class Section:
    """A part of the page under a heading.

    Attributes
    ----------
    name : str
        Its address within the page.
    heading : str
        Plain words.
    html : str
    """

    name: str
    heading: str
    html: str


def sections(report: Report) -> tuple[Section, ...]:
    """The sections that have anything to say; the officer's choice first, as one section, where there is one."""
    if report.parts is not None:
        return tuple(_chosen(report, report.parts))
    made = (
        Section(name, heading(report, name), "".join(part for part in make(report) if part))
        for name, make in each(tuple(_SECTIONS.items()))
    )
    return tuple(section for section in made if section.html)


def heading(report: Report, name: str) -> str:
    """The heading of a section."""
    key = f"screens.page_{name}" if name in _AS_ON_SCREENS else f"reports.page_{name}"
    return say_about_index(key, report.language, index_name(report.result, report.language))


_ELSEWHERE = ("protection", "limits")
"""What is known of the method and has a section of its own."""
_AS_ON_SCREENS = ("overview", "groups", "questions", "mutual", "method", "protection")


def _overview(report: Report) -> Iterator[str]:
    yield _figures(report, ("sides", "pairs"))
    yield _found(report)
    yield _table(report, sides)
    yield _own(report)


def _own(report: Report) -> str:
    """What participants asked for and what will be done, in the officer's words."""
    return "".join(
        f"<h3>{plain(say(f'reports.page_{word}', report.language))}</h3>{own_words(text, report.language)}"
        for word, text in report.own_texts.items()
    )


def _found(report: Report) -> str:
    """Who rose, fell, is open, side by side; of the sides where no group is named."""
    columns = together(report, groups(report) or headline(report))
    if not any(column.findings for column in columns):
        return ""
    return f'<div class="found">{"".join(_found_column(report, column) for column in columns)}</div>'


def _found_column(report: Report, column: FindingColumn) -> str:
    rows = "".join(map(_found_row, column.findings)) or f"<li>{plain(say('screens.none', report.language))}</li>"
    return f"<section><h3>{plain(column.heading)}</h3><ul>{rows}</ul></section>"


def _found_row(found: Finding) -> str:
    way = {1: ' class="up"', -1: ' class="down"'}.get(found.way, "")
    interval = f"({found.interval_text})" if found.interval_text else ""
    points = " ".join(part for part in (found.change_text, interval) if part)
    said = "".join(f'<span class="points">{plain(text)}</span>' for text in (points, found.note) if text)
    return f"<li><bdi{way}>{plain(found.who)}</bdi>{said}</li>"


def _aspects(report: Report) -> Iterator[str]:
    yield _figures(report, ("dimensions",))
    yield _figures(report, ("cells",))


def _groups(report: Report) -> Iterator[str]:
    yield _figures(report, ("groups", "categories"))
    yield _table(report, groups_table)
    pages = [_group_page(report, one) for one in groups(report)]
    if pages:
        yield _tools(report, "one-group")
        yield f'<div id="one-group">{"".join(pages)}</div>'


def _tools(report: Report, about: str) -> str:
    """A search and a button for what is folded; shown where scripts run."""
    search, opened = (say(f"reports.page_{word}", report.language) for word in ("search", "open_all"))
    return (
        f'<div class="tools" data-about="{about}" hidden><input type="search" placeholder="{plain(search)}" '
        f'aria-label="{plain(search)}"><button type="button">{plain(opened)}</button></div>'
    )


def _group_page(report: Report, found: Finding) -> str:
    """A group with all it has: its finding, and its aspects as a figure and as a table."""
    known = aspects(report, found.group)
    heads = (say("reports.content_head_what", report.language), *heads_of(report))
    rows = tuple((Cell(one.what), *cells_of(report, one)) for one in (found, *known))
    table = Table("one_group", found.who, heads, rows)
    sentences = paragraphs((" ".join((found.sentence, *found.grounds)),))
    view = View(group=found.group)
    drawn = any(one.change is not None for one in known)
    name = f"group-{found.group}"
    figure = figure_html(ChosenFigure(report, "dimensions", view_for(report, view)), _id(name)) if drawn else ""
    summary = f'<bdi>{plain(found.who)}</bdi> <span class="short">{plain(found.short)}</span>'
    return f'<details class="group"><summary>{summary}</summary>{sentences}{figure}{table_html(table)}</details>'


def _questions(report: Report) -> Iterator[str]:
    by_group: dict[str, list[Topline]] = {}
    for one in toplines(report):
        by_group.setdefault(one.group, []).append(one)
    for chosen in _of(report, ("answers",)):
        lines = by_group.get(str(chosen.view.group), [])
        details = "".join(_topline(one, report.language) for one in lines)
        toplines_html = f'<div class="toplines">{details}</div>' if details else ""
        yield _figure(chosen, folded(say("reports.page_answers", report.language), toplines_html))
    yield _table(report, questions_overview, sortable=True)


def _topline(one: Topline, language: str) -> str:
    name = f"<h3>{number(one.number, language)}. <bdi>{plain(one.question)}</bdi></h3>"
    table = table_html(replace(one.table, title="", notes=())) if one.table.rows else ""
    found = paragraphs((one.finding.sentence,)) if one.finding else ""
    return f"<div>{name}{table}{found}{paragraphs(one.notes, 'note')}</div>"


def _mutual(report: Report) -> Iterator[str]:
    table, notes = mutual_trust(report), mutual_notes(report)
    if table is None:
        return
    yield paragraphs(widest(report))
    yield _figures(report, ("ratings", "gaps"))
    yield paragraphs(notes, "note")
    yield _folded_table(report, replace(table, notes=tuple(one for one in table.notes if one not in notes)))


def _unsaid(report: Report) -> Iterator[str]:
    texts = dict.fromkeys(one.text for one in unsaid(report))
    yield "<ul>" + "".join(f"<li>{plain(text)}</li>" for text in texts) + "</ul>"


def _method(report: Report) -> Iterator[str]:
    notes = [note for note in method(report) if note.name not in _ELSEWHERE]
    for note in notes:
        yield f"<h3>{plain(note.heading)}</h3>{paragraphs(note.texts)}"
    yield _figures(report, ("reliability",))
    yield "".join(table_html(table) for make in (who_answered, attrition) if (table := make(report)))
    said = {text for note in notes for text in note.texts}
    known = filter(None, (make(report) for make in (robustness, reliability)))
    yield "".join(_folded_table(report, table.without(said)) for table in known)
    asked = "".join(
        f"<li value={one.number}>{'<br>'.join(plain(wording.text) for wording in one.wordings)}"
        f'<span class="muted"> {plain(" · ".join((one.aspect, *one.answers)))}</span></li>'
        for one in instrument(report)
    )
    yield folded(
        say("reports.page_instrument", report.language), f'<ol class="{digits_of(report.language)}">{asked}</ol>'
    )
    yield folded(say("reports.page_settings", report.language), table_html(settings(report)), "table")


def _protection(report: Report) -> Iterator[str]:
    yield paragraphs((*protection(report), *not_promised(report.language)))
    yield _table(report, groups_merged)


_SECTIONS: Mapping[str, Callable[[Report], Iterator[str]]] = {
    "overview": _overview,
    "aspects": _aspects,
    "groups": _groups,
    "questions": _questions,
    "mutual": _mutual,
    "unsaid": _unsaid,
    "method": _method,
    "protection": _protection,
}


def _of(report: Report, names: Sequence[str]) -> list[ChosenFigure]:
    return [chosen for chosen in figures_of(report) if chosen.figure in names]


def _figures(report: Report, names: Sequence[str]) -> str:
    return "".join(_figure(chosen) for chosen in each(_of(report, names)))


def _figure(chosen: ChosenFigure, below: str = "") -> str:
    view = chosen.view
    parts = (chosen.figure, str(view.group or ""), view.raters, "-".join(view.rounds or ()))
    return f"<h3>{plain(chosen.picture.title)}</h3>{figure_html(chosen, _id('-'.join(parts)), below)}"


def _id(name: str) -> str:
    """A name as the id of an element: letters and digits, other signs as their number."""
    return "f-" + "".join(sign if sign.isascii() and sign.isalnum() else f"-{ord(sign):x}" for sign in name)


def _table(report: Report, make: Callable[[Report], Table | None], *, sortable: bool = False) -> str:
    """A table folded away; nothing where there is none."""
    table = make(report)
    return _folded_table(report, table, sortable=sortable) if table else ""


def _folded_table(report: Report, table: Table, *, sortable: bool = False) -> str:
    summary = say("reports.page_table", report.language, title=table.title)
    return folded(summary, table_html(table, sortable=sortable), "table")


def _chosen(report: Report, parts: Sequence[Part]) -> Iterator[Section]:
    """The officer's choice in the officer's order, each under its own heading."""
    figures = iter(figures_of(report))
    for place, part in enumerate(each(parts), start=1):
        own = own_words(part.note, report.language)
        if part.kind == "figure":
            chosen = next(figures)
            yield Section(f"part-{place}", chosen.caption, figure_html(chosen, f"part-{place}"))
        elif part.kind == "table":
            table = table_of(report, part.name, part.view)
            yield Section(f"part-{place}", part.caption or table.title, table_html(table) + own)
        elif texts := text_of(report, part.name):
            title = part.caption or heading_of_text(part.name, report.language)
            yield Section(f"part-{place}", title, paragraphs(texts) + own)
