"""Groups: each group before and after, by side; then what changed in which aspect of trust."""

from __future__ import annotations

import streamlit as st

from charts import dimension_rows, picture_of_cells, picture_of_dimensions, picture_of_groups
from metrics import INDEX, sentence
from pages.parts.chooser import choose_group
from pages.parts.editions import current
from pages.parts.navigation import show
from pages.parts.notes import edition_note, left_out_notes, merger_notes, no_change_note
from pages.parts.picture import picture
from pages.parts.plain import plain
from pages.parts.reader import language, words


def main() -> None:
    """Draws the page."""
    shown = current()
    result = shown.result
    st.title(words("page_groups"))
    edition_note(shown)
    if no_change_note(result):
        return
    picture(shown, "groups", lambda seen: picture_of_groups(result, shown.name, seen))
    st.caption(words("scale", margin=f"{result.settings.margin:g}"))
    merger_notes(result)
    left_out_notes(result)
    if not any(measure.level == "dimension" for measure in result.measures):
        return
    st.header(words("cells"))
    picture(shown, "cells", lambda seen: picture_of_cells(result, shown.name, seen), level=None)
    st.caption(words("rows_note"))
    st.header(words("one_group"))
    group = choose_group(result)
    st.markdown(plain(sentence(result, result.change_of[INDEX, group], language())))
    if dimension_rows(result, group):
        picture(shown, "group_dimensions", lambda seen: picture_of_dimensions(result, group, shown.name, seen), level=3)
        st.caption(words("rows_note"))


show(main)
