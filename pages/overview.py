"""Overview: did trust change, for whom, and how sure is that, in five seconds."""

from __future__ import annotations

from html import escape

import streamlit as st

from charts import MARKS, View, dimension_rows
from charts.drawing.findings import BINS
from metrics import INDEX, ChangeRow, Protected, group_label
from metrics.result.sentences import decimals, finding, grounds
from pages.sections.later_rounds import later_rounds
from pages.shell.chooser import choose_side
from pages.shell.editions import JUST_PUBLISHED, current, day
from pages.shell.language import language, look, words
from pages.shell.navigation import show
from pages.shell.notes import edition_note, protection_notes
from pages.shell.picture import other_pictures, picture
from pages.shell.plain import plain
from words import say, signed

_DRAWN = ("sides", "pairs")


def main() -> None:
    """Draws the page."""
    shown = current()
    result = shown.result
    st.title(plain(shown.title))
    if shown.place or shown.held_on:
        st.markdown(plain(" · ".join(part for part in (shown.place, day(shown.held_on)) if part)))
    if st.session_state.pop(JUST_PUBLISHED, False):
        st.success(words("published"), icon=":material/check_circle:")
    edition_note(shown)
    if not result.change_of:
        if not result.pairs:
            st.info(words("no_second_round"))
        later_rounds(shown)
        return
    _not_compared(result)
    for group in result.headline_groups:
        _headline(result, result.change_of[INDEX, group])
    picture(shown, "sides", level=None)
    st.caption(words("scale", margin=f"{result.settings.margin:g}"))
    if result.group_rows:
        st.header(words("by_group"))
        _found(result)
    protection_notes(result)
    if any(measure.level == "dimension" for measure in result.measures):
        st.header(words("dimensions"))
        group = choose_side(result)
        if dimension_rows(result, group):
            picture(shown, "dimensions", View(group=group), level=3)
            st.caption(words("rows_note"))
    later_rounds(shown)
    other_pictures(shown, "overview", _DRAWN)


def _not_compared(result: Protected) -> None:
    """That too few questions were asked both times to compare trust as a whole."""
    for issue in result.issues:
        if issue.code == "index_not_in_both_rounds":
            st.warning(plain(issue.message(language())))


def _headline(result: Protected, row: ChangeRow) -> None:
    """The finding in one sentence, then what it rests on."""
    speech = language()
    parts = grounds(result, row, speech) if row.n_from is not None else []
    colour = look().finding_colour(row.finding)
    st.html(
        f'<div class="finding" style="--mark:{colour}"><p class="lead">{escape(finding(result, row, speech))}</p>'
        f'<p class="aside">{escape(" ".join(parts))}</p></div>'
    )


def _found(result: Protected) -> None:
    """Groups by finding: rose, fell, no change, cannot say; in the instrument's order, never ranked."""
    rows = [
        result.change_of[INDEX, group.name] for group in result.group_rows if (INDEX, group.name) in result.change_of
    ]
    parts = []
    for one in BINS:
        lines = "".join(_line(result, row) for row in rows if row.finding in one.verdicts)
        if not lines and not one.always:
            continue
        colour = look().finding_colour(one.name)
        heading = f"{MARKS[one.name]} {escape(words(f'found_{one.name}'))}"
        content = lines or f'<li class="aside">{escape(words("none"))}</li>'
        parts.append(f'<section><h3 style="color:{colour}">{heading}</h3><ul>{content}</ul></section>')
    st.html(f'<div class="found">{"".join(parts)}</div>')


def _line(result: Protected, row: ChangeRow) -> str:
    speech = language()
    value = signed(row.change, speech, decimals(row)) if row.change is not None else ""
    if row.finding in {"too_few", "protected", "not_in_both_rounds"}:
        value = say(f"findings.short_{row.finding}", speech)
    return f"<li><span>{escape(group_label(result, row.group, speech))}</span><span>{escape(value)}</span></li>"


show(main)
