"""Overview: did trust change, for whom, and how sure is that, in five seconds; then the evidence."""

from __future__ import annotations

from html import escape

import streamlit as st

from charts import View, dimension_rows
from charts.drawing.findings import colour_of
from metrics import INDEX, ChangeRow, Protected
from metrics.result.names import rounds_in_words
from metrics.result.sentences import finding, grounds, of_no_row
from metrics.result.units import POINTS, beside
from metrics.result.withheld import why_withheld
from pages.sections.findings_by_group import findings_by_group
from pages.sections.later_rounds import later_rounds
from pages.sections.report_paragraph import report_paragraph
from pages.shell.actions import add_to_report
from pages.shell.chooser import choose_side, choose_units, units_before_they_are_picked
from pages.shell.editions import JUST_PUBLISHED, current
from pages.shell.language import language, look, words, words_of_index
from pages.shell.navigation import show
from pages.shell.notes import asked_once_note, edition_note, officer_note, one_group_note, protection_notes
from pages.shell.picture import other_pictures, picture
from pages.shell.plain import escaped, plain
from words import day

_DRAWN = ("sides", "pairs")


def main() -> None:
    """Draws the page."""
    shown = current()
    result = shown.result
    st.title(plain(shown.title))
    if shown.place or shown.held_on:
        where, when = plain(shown.place), escaped(day(shown.held_on, language()))
        st.markdown(" · ".join(part for part in (where, when) if part))
    if called := rounds_in_words(result, language(), with_people=True):
        st.markdown(escaped(" · ".join(called)))
    if st.session_state.pop(JUST_PUBLISHED, False):
        st.success(words("published"), icon=":material/check_circle:")
    edition_note(shown)
    officer_note(shown)
    if not result.change_of:
        if not result.pairs:
            st.info(words("no_second_round"))
        later_rounds(shown, choose_units(result) if result.pairs else POINTS)
        return
    _not_compared(result)
    units = units_before_they_are_picked()
    _headlines(result, units)
    add_to_report(shown, "paragraph", "findings")
    asked_once_note(result)
    choose_units(result)
    picture(shown, "sides", level=None)
    if result.group_rows:
        st.header(words("by_group"))
        findings_by_group(result, units)
        add_to_report(shown, "table", "groups")
    one_group_note(result)
    protection_notes(result)
    report_paragraph(shown)
    if any(measure.level == "dimension" for measure in result.measures):
        st.header(words_of_index("dimensions", result))
        group = choose_side(result)
        if dimension_rows(result, group):
            picture(shown, "dimensions", View(group=group), level=3)
            st.caption(words("rows_note"))
        add_to_report(shown, "table", "sides_by_aspects")
    later_rounds(shown, units)
    other_pictures(shown, "overview", _DRAWN)


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
        _headline(result, row, [text for text in (beside(result, row, units, language()), *own) if text])
    if shared := [*shared, *why_withheld(rows, language())]:
        st.html(f'<p class="aside">{escape(" ".join(shared))}</p>')


def _headline(result: Protected, row: ChangeRow, behind: list[str]) -> None:
    """The finding in one sentence, then what it rests on."""
    st.html(
        f'<div class="finding" style="--mark:{colour_of(row, look())}">'
        f'<p class="lead">{escape(finding(result, row, language()))}</p>'
        f'<p class="aside">{escape(" ".join(behind))}</p></div>'
    )


show(main)
