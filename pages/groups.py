"""Groups: each group before and after, by side, and what changed in which aspect; or one of them, with all it has."""

from __future__ import annotations

import streamlit as st

from charts.drawing.picture import groups_by_side
from metrics import Protected, group_label
from pages.sections.one_group import GROUP, group_page, groups_with_a_page
from pages.sections.one_round import levels_of_groups, one_round_note
from pages.shell.address import asked_for, choose, redrawn_alone, take_out
from pages.shell.chooser import choose_units
from pages.shell.editions import ShownEdition, current
from pages.shell.language import language, pointing, words
from pages.shell.navigation import show
from pages.shell.notes import edition_note, merger_notes, no_change_note, protection_notes
from pages.shell.picture import other_pictures, picture
from pages.shell.plain import plain
from pages.shell.why import protection_words, why_hidden
from reports.content.hiding.groups_together import mergers
from words import label_in

_DRAWN = ("groups", "cells", "categories", "dimensions")


def main() -> None:
    """Draws the page: of the group that the address asks for, else of all."""
    shown = current()
    result = shown.result
    st.title(words("page_groups"), anchor=False)
    edition_note(shown)
    _one_group(result)
    if no_change_note(result):
        return
    group = asked_for(GROUP)
    if group is not None and group in groups_with_a_page(result):
        st.button(words("all_groups"), icon=pointing("arrow_back"), on_click=choose, args=(GROUP, ""), key="all_groups")
        group_page(shown)
        return
    if take_out([GROUP]) and group:
        st.warning(protection_words("not_in_edition"))
    if result.pairs:
        _all_groups(shown)
    else:
        one_round_note()
        levels_of_groups(shown)
        protection_notes(result)
    other_pictures(shown, "groups", _DRAWN)
    _links(result)


@redrawn_alone
def _all_groups(shown: ShownEdition) -> None:
    """Every group before and after, then aspect by group, then the categories of the breakdown."""
    result, explained = shown.result, False
    if result.group_rows or result.category_rows:
        choose_units(result)
    if result.group_rows:
        explained = picture(shown, "groups")
    protection_notes(result, explained=explained)
    if result.group_rows and any(measure.level == "dimension" for measure in result.measures):
        picture(shown, "cells", explained=explained)
        st.caption(words("rows_note"))
    _categories(shown)


def _links(result: Protected) -> None:
    """The page of each side, group and category."""
    names = groups_with_a_page(result)
    if result.one_group is not None and not result.category_rows:
        return
    st.header(words("one_group"), anchor=False)
    groups = [group.name for group in result.group_rows if group.name in names]
    lists: list[tuple[str | None, tuple[str, ...]]] = [
        (words("whole_sides") if result.sides else None, result.headline_groups)
    ]
    lists += groups_by_side(result, groups, language())
    if result.breakdown is not None:
        by = label_in(result.breakdown.label, language())
        lists.append((by, tuple(group.name for group in result.category_rows if group.name in names)))
    for heading, some in lists:
        if heading:
            st.markdown(f"**{plain(heading)}**")
        with st.container(horizontal=True, gap="small"):
            for name in some:
                label, icon = plain(group_label(result, name, language())), pointing("chevron_right")
                key, what = f"open_{name}", (GROUP, name)
                st.button(label, icon=icon, on_click=choose, args=what, key=key, type="tertiary", wrap=True)


def _one_group(result: Protected) -> None:
    """That everybody is one group, and where everybody's results are, where the survey has no groups."""
    if result.one_group is None:
        return
    look = words("one_group_look", overview=words("page_overview"), questions=words("page_questions"))
    note = st.warning if result.one_group.severity == "warning" else st.info
    note(f"{plain(result.one_group.message(language()))} {look}")
    for page in ("overview", "questions"):
        st.page_link(f"pages/{page}.py", label=words(f"page_{page}"))


def _categories(shown: ShownEdition) -> None:
    """The categories of the breakdown, under its question's words."""
    result = shown.result
    if result.breakdown is None:
        return
    by = plain(label_in(result.breakdown.label, language()))
    if result.category_rows:
        st.header(by, anchor=False)
        explained = picture(shown, "categories", level=3)
        merger_notes(result, result.breakdown.name)
        if not explained and any(mergers(result, result.breakdown.name)):
            why_hidden(result)
    for issue in result.issues:
        if issue.code == "breakdown_merged":
            st.header(by, anchor=False)
            st.caption(f":material/lock: {plain(issue.message(language()))}")


show(main)
