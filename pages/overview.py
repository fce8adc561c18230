"""Overview: did trust change, for whom, and how sure is that, in five seconds; then the evidence."""

from __future__ import annotations

from html import escape

import streamlit as st

from charts import View, dimension_rows
from charts.drawing.findings import colour_of
from charts.drawing.ratings import levels_text
from metrics import ALL, INDEX, ChangeRow, Protected, measure_label
from metrics.result.names import rounds_in_words
from metrics.result.sentences import finding, grounds, moved_otherwise, of_no_row, said_apart
from metrics.result.units import POINTS, beside
from metrics.result.withheld import why_withheld
from pages.sections.findings_by_group import findings_by_group
from pages.sections.later_rounds import later_rounds
from pages.sections.one_round import levels_of_sides, one_round_note
from pages.sections.report_paragraph import report_paragraph
from pages.sections.tour import offer_tour
from pages.shell.actions import add_to_report
from pages.shell.address import redrawn_alone
from pages.shell.chooser import choose_side, choose_units, units_before_they_are_picked
from pages.shell.editions import JUST_PUBLISHED, SAMPLE, ShownEdition, current, published
from pages.shell.figure_files import report_of_page
from pages.shell.language import language, look, pointing, words, words_of_index
from pages.shell.navigation import show
from pages.shell.notes import asked_once_note, edition_note, officer_note, one_group_note, protection_notes
from pages.shell.picture import other_pictures, picture
from pages.shell.plain import escaped, plain
from reports.content.findings import points_text
from reports.content.levels import levels_in_short
from words import day, number, percent

_DRAWN = ("sides", "pairs")


def main() -> None:
    """Draws the page."""
    shown = current()
    _title(shown)
    if shown.result.change_of:
        _not_compared(shown.result)
        _answer(shown)
    else:
        _one_round(shown)


def _title(shown: ShownEdition) -> None:
    """What it was, where, when, and how many answered; what is to be known of the edition."""
    st.title(plain(shown.title), anchor=False)
    where, when = plain(shown.place), escaped(day(shown.held_on, language())) if shown.held_on else ""
    rounds = map(escaped, rounds_in_words(shown.result, language(), with_people=True))
    if facts := [part for part in (where, when, *rounds, escaped(_invited(shown.result))) if part]:
        st.markdown(" · ".join(facts))
    if st.session_state.pop(JUST_PUBLISHED, False):
        st.success(words("published"), icon=":material/check_circle:")
    edition_note(shown)
    officer_note(shown)
    if shown.id == SAMPLE:
        with st.container(horizontal=True, vertical_alignment="center", key="first_steps"):
            if not published():
                st.markdown(words("nothing_published"))
                st.page_link("pages/surveys.py", label=words("own_files"), icon=":material/upload_file:")
            offer_tour()


def _invited(result: Protected) -> str:
    """How many were invited, and which share of them answered in the two rounds of the headline.

    Empty where it is not known of everybody. Where a group is left out of all numbers of these rounds, so are the
    people of it who were invited.
    """
    row, pair = result.change_of.get((INDEX, ALL)), result.headline_pair or ()
    named = [(one.name, one.respondents) for one in result.rounds if one.name in pair and one.respondents is not None]
    if row is None or not row.invited or not named:
        return ""
    shares = [percent(100 * answered / row.invited, language()) for _, answered in named]
    rates = levels_text(result, shares, [name for name, _ in named], language())
    return words("invited_and_rate", invited=number(row.invited, language()), rates=rates)


def _one_round(shown: ShownEdition) -> None:
    """What there is to say where no two rounds are compared: where each side is, and what else to look at."""
    if not shown.result.pairs:
        if where := levels_in_short(report_of_page(shown)):
            scale = escape(words("index_scale"))
            st.html(f'<div class="finding"><p class="lead">{escape(where)}</p><p class="aside">{scale}</p></div>')
        one_round_note()
        levels_of_sides(shown)
        for page in ("groups", "questions"):
            st.page_link(f"pages/{page}.py", label=words(f"page_{page}"), icon=pointing("arrow_forward"))
        one_group_note(shown.result)
        protection_notes(shown.result)
        report_paragraph(shown)
    later_rounds(shown, choose_units(shown.result) if shown.result.pairs else POINTS)


@redrawn_alone
def _answer(shown: ShownEdition) -> None:
    """What changed, for whom, how sure that is, and the evidence: all that depends on the units."""
    result, units = shown.result, units_before_they_are_picked()
    if all(row.change is None for row in result.changes):
        _headlines(result, units)
        protection_notes(result)
        report_paragraph(shown)
        return
    findings, figure = st.columns([5, 6], gap="medium")
    with findings:
        _headlines(result, units)
        add_to_report(shown, "paragraph", "findings")
        asked_once_note(result)
    with figure:
        explained = picture(shown, "sides")
        choose_units(result)
    if result.group_rows:
        st.header(words("by_group"), anchor=False)
        findings_by_group(result, units)
        add_to_report(shown, "table", "groups")
    one_group_note(result)
    protection_notes(result, explained=explained)
    if any(measure.level == "dimension" for measure in result.measures):
        st.header(words_of_index("dimensions", result), anchor=False)
        _aspects(shown, explained=explained)
    later_rounds(shown, units, explained=explained)
    report_paragraph(shown)
    other_pictures(shown, "overview", _DRAWN)


@redrawn_alone
def _aspects(shown: ShownEdition, *, explained: bool) -> None:
    """The aspects of trust of whom is chosen; `explained`: why something is hidden is said above."""
    group = choose_side(shown.result)
    if dimension_rows(shown.result, group):
        picture(shown, "dimensions", View(group=group), level=3, explained=explained)
        st.caption(words("rows_note"))


def _not_compared(result: Protected) -> None:
    """That too few questions were asked both times to compare trust as a whole."""
    for issue in result.issues:
        if issue.code == "index_not_in_both_rounds":
            st.warning(plain(issue.message(language())))


def _headlines(result: Protected, units: str) -> None:
    """Each finding in one sentence with what it rests on; what is to be said of all of them once, below."""
    rows = [result.change_of[INDEX, group] for group in result.headline_groups]
    behind = [grounds(result, row, language()) if row.change is not None else [] for row in rows]
    known = of_no_row(language()) if len(rows) > 1 else ()
    shared = [part for part in behind[0] if part in known and all(part in parts for parts in behind)]
    for row, parts in zip(rows, behind, strict=True):
        own = [part for part in parts if part not in shared]
        texts = (_apart(result, row), beside(result, row, units, language()), *own)
        _headline(result, row, [text for text in texts if text])
    scale = [words("index_scale")] if any(row.change is not None for row in rows) else []
    if below := [*scale, *shared, *why_withheld(rows, language())]:
        st.html(f'<p class="aside">{escape(" ".join(below))}</p>')


def _apart(result: Protected, row: ChangeRow) -> str:
    """The aspects that surely moved otherwise than a row of the headline; empty where none did."""
    found = moved_otherwise(result, row) if row.change is not None else []
    named = [(measure_label(result, one.measure, language()), points_text(result, one, language())) for one in found]
    return said_apart(named, language())


def _headline(result: Protected, row: ChangeRow, behind: list[str]) -> None:
    """The finding in one sentence, then what it rests on."""
    st.html(
        f'<div class="finding" style="--mark:{colour_of(row, look())}">'
        f'<p class="lead">{escape(finding(result, row, language()))}</p>'
        f'<p class="aside">{escape(" ".join(behind))}</p></div>'
    )


show(main)
