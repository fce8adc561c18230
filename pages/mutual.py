"""Mutual trust: who trusts whom, before and after, and both directions of each pair beside each other."""

from __future__ import annotations

import streamlit as st

from charts import View
from charts.figures.gaps import gaps_of, widest_gaps
from charts.figures.ratings import raters_in
from metrics import SIDE
from pages.shell.actions import add_to_report
from pages.shell.chooser import choose_rounds
from pages.shell.editions import ShownEdition, current
from pages.shell.language import language, words, words_of_index
from pages.shell.navigation import show
from pages.shell.notes import edition_note, one_group_note, protection_notes
from pages.shell.picture import other_pictures, picture
from pages.shell.plain import escaped


def main() -> None:
    """Draws the page."""
    shown = current()
    st.title(words_of_index("page_mutual", shown.result))
    edition_note(shown)
    result = shown.result
    rounds = choose_rounds(result)
    raters = raters_in(result, rounds)
    if not raters:
        st.info(words("mutual_none") if result.one_group is None else words("mutual_none_one_group"))
        return
    st.markdown(words_of_index("mutual_lead" if len(rounds) > 1 else "mutual_lead_one", result))
    if any(measure.level == "dimension" for measure in result.measures):
        st.markdown(words_of_index("mutual_not_the_index", result))
    for by in raters:
        picture(shown, "ratings", View(raters=by, rounds=rounds), name=f"ratings_{by}", noted=by == raters[0])
    if len(rounds) > 1:
        st.caption(words("mutual_untested"))
    one_group_note(result)
    protection_notes(result)
    if result.one_group is None:
        _gaps(shown, rounds)
    other_pictures(shown, "mutual", ("ratings", "gaps"))


def _gaps(shown: ShownEdition, rounds: tuple[str, ...]) -> None:
    """The two directions of each pair; where there are several pairs, the widest gaps in words first."""
    st.header(words("mutual_gaps"))
    pairs = gaps_of(shown.result, rounds)
    if not pairs:
        st.markdown(words("mutual_gaps_none"))
        return
    st.markdown(words_of_index("mutual_gaps_why", shown.result))
    widest = widest_gaps(shown.result, rounds, language())
    if len(pairs) == 1 and all(name.startswith(SIDE) for pair in pairs for name in pair):
        st.markdown(escaped(" ".join(widest)))  # both rows of the figure are in that of the sides
        return
    if len(pairs) > 1 and widest:
        st.markdown(f"**{words('mutual_widest')}**\n" + "\n".join(f"\n- {escaped(text)}" for text in widest))
        add_to_report(shown, "paragraph", "mutual_trust")
    picture(shown, "gaps", View(rounds=rounds), level=3)


show(main)
