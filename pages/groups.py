"""Groups: each group before and after, by side; then what changed in which aspect of trust."""

from __future__ import annotations

import streamlit as st

from charts import View, dimension_rows
from metrics import INDEX, Protected, sentence
from metrics.result.units import beside
from pages.shell.chooser import choose_group, choose_units
from pages.shell.editions import ShownEdition, current
from pages.shell.language import language, words
from pages.shell.navigation import show
from pages.shell.notes import edition_note, merger_notes, no_change_note, protection_notes, withheld_note
from pages.shell.picture import other_pictures, picture
from pages.shell.plain import plain
from pages.shell.why import why_hidden
from reports.content.hiding.groups_together import mergers
from words import label_in

_DRAWN = ("groups", "cells", "categories", "dimensions")


def main() -> None:
    """Draws the page."""
    shown = current()
    result = shown.result
    st.title(words("page_groups"))
    edition_note(shown)
    _one_group(result)
    if no_change_note(result):
        return
    units = choose_units(result)
    has_dimensions = any(measure.level == "dimension" for measure in result.measures)
    explained = False
    if result.group_rows:
        explained = picture(shown, "groups")
    protection_notes(result, explained=explained)
    if has_dimensions and result.group_rows:
        st.header(words("cells"))
        picture(shown, "cells", level=None)
        st.caption(words("rows_note"))
    _categories(shown)
    other_pictures(shown, "groups", _DRAWN)
    if not has_dimensions or (result.one_group is not None and not result.category_rows):
        return
    st.header(words("one_group"))
    group = choose_group(result)
    row = result.change_of[INDEX, group]
    said = (sentence(result, row, language()), beside(result, row, units, language()))
    st.markdown(plain(" ".join(text for text in said if text)))
    withheld_note([row])
    if dimension_rows(result, group):
        picture(shown, "dimensions", View(group=group), name="group_dimensions", level=3)
        st.caption(words("rows_note"))


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
        st.header(by)
        explained = picture(shown, "categories", level=3)
        merger_notes(result, result.breakdown.name)
        if not explained and any(mergers(result, result.breakdown.name)):
            why_hidden(result)
    for issue in result.issues:
        if issue.code == "breakdown_merged":
            st.header(by)
            st.caption(f":material/lock: {issue.message(language())}")


show(main)
