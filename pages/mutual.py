"""Mutual trust: who trusts whom, before and after, and both directions of each pair beside each other."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from charts import Look, Picture, gaps_of, picture_of_gaps, picture_of_ratings, raters_in, widest_gaps
from pages.shell.chooser import choose_rounds
from pages.shell.editions import Shown, current
from pages.shell.navigation import show
from pages.shell.notes import edition_note, protection_notes
from pages.shell.picture import picture
from pages.shell.plain import plain
from pages.shell.reader import language, words


def main() -> None:
    """Draws the page."""
    shown = current()
    st.title(words("page_mutual"))
    edition_note(shown)
    rounds = choose_rounds(shown.result)
    raters = raters_in(shown.result, rounds)
    if not raters:
        st.info(words("mutual_none"))
        return
    st.markdown(words("mutual_lead" if len(rounds) > 1 else "mutual_lead_one"))
    for kind in raters:
        _ratings(shown, kind, rounds)
    if len(rounds) > 1:
        st.caption(words("mutual_untested"))
    protection_notes(shown.result)
    _gaps(shown, rounds)


def _ratings(shown: Shown, kind: str, rounds: Sequence[str]) -> None:
    """The matrix of the sides, or of the groups."""

    def draw(look: Look) -> Picture:
        return picture_of_ratings(shown.result, kind, rounds, shown.name, look)

    picture(shown, f"ratings_{kind}", draw)


def _gaps(shown: Shown, rounds: Sequence[str]) -> None:
    """The two directions of each pair; where there are several pairs, the widest gaps in words first."""
    st.header(words("mutual_gaps"))
    pairs = gaps_of(shown.result, rounds)
    if not pairs:
        st.markdown(words("mutual_gaps_none"))
        return
    st.markdown(words("mutual_gaps_why"))
    widest = widest_gaps(shown.result, rounds, language()) if len(pairs) > 1 else []
    if widest:
        st.markdown(f"**{words('mutual_widest')}**\n" + "\n".join(f"\n- {plain(told)}" for told in widest))
    picture(shown, "gaps", lambda look: picture_of_gaps(shown.result, rounds, shown.name, look), level=3)


show(main)
