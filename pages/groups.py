"""Groups: each group before and after, by side; then what changed in which aspect of trust."""

from __future__ import annotations

import streamlit as st

from charts import dimension_rows, picture_of_cells, picture_of_dimensions, picture_of_groups
from metrics import INDEX, sentence
from pages.parts.chooser import choose_group
from pages.parts.editions import current
from pages.parts.navigation import show
from pages.parts.notes import left_out_notes, merger_notes, synthetic_note
from pages.parts.picture import picture
from pages.parts.reader import language, words


def main() -> None:
    """Draws the page."""
    shown = current()
    result = shown.result
    st.title(words("page_groups"))
    synthetic_note(shown)
    if not result.changes:
        st.info(words("no_second_round"))
        return
    picture("groups", lambda seen: picture_of_groups(result, shown.name, seen))
    st.caption(words("scale"))
    merger_notes(result)
    left_out_notes(result)
    if not any(measure.level == "dimension" for measure in result.measures):
        return
    st.header(words("cells"))
    picture("cells", lambda seen: picture_of_cells(result, shown.name, seen), level=None)
    st.header(words("one_group"))
    group = choose_group(result)
    st.markdown(sentence(result, result.change_of[INDEX, group], language()))
    if dimension_rows(result, group):
        picture("group_dimensions", lambda seen: picture_of_dimensions(result, group, shown.name, seen), level=3)


show(main)
