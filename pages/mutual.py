"""Mutual trust: who trusts whom, before and after, and both directions of each pair beside each other."""

from __future__ import annotations

import streamlit as st

from charts import View
from charts.drawing.ratings import ratings_of, target_label
from charts.figures.gaps import gaps_of, widest_gaps
from charts.figures.ratings import raters_in, raters_of
from metrics import SIDE, Protected, group_label
from pages.shell.actions import add_to_report
from pages.shell.chooser import choose_rounds
from pages.shell.editions import ShownEdition, current
from pages.shell.language import language, words, words_of_index
from pages.shell.navigation import show
from pages.shell.notes import edition_note, one_group_note, protection_notes
from pages.shell.picture import other_pictures, picture
from pages.shell.plain import escaped, plain


def main() -> None:
    """Draws the page."""
    shown = current()
    st.title(words_of_index("page_mutual", shown.result), anchor=False)
    edition_note(shown)
    result = shown.result
    rounds = choose_rounds(result) if result.matrix else ()
    raters = raters_in(result, rounds) if rounds else ()
    if not raters:
        st.info(words("mutual_none") if result.one_group is None else words("mutual_none_one_group"))
        return
    st.markdown(words_of_index("mutual_lead" if len(rounds) > 1 else "mutual_lead_one", result))
    explained = False
    for by in raters:
        view = View(raters=by, rounds=rounds)
        what = _what_numbers_are(result, view)
        explained = picture(
            shown,
            "ratings",
            view,
            name=f"ratings_{by}",
            noted=by == raters[0],
            above=what,
            explained=explained,
        )
    if len(rounds) > 1:
        st.caption(words("mutual_untested"))
    one_group_note(result)
    protection_notes(result, explained=explained)
    if result.one_group is None:
        _gaps(shown, rounds, explained=explained)
    other_pictures(shown, "mutual", ("ratings", "gaps"))


def _what_numbers_are(result: Protected, view: View) -> str:
    """By one of a figure's own numbers, the first that it shows: whose answers to what it is, and not the index.

    Empty where it shows none, or where there are no aspects, of which the index would be made.
    """
    if all(measure.level != "dimension" for measure in result.measures):
        return ""
    language_, ratings = language(), ratings_of(result, view.rounds_in(result)).values()
    raters = [name for section in raters_of(result, view.raters, language_) for name in section.names]
    shown_here = sorted((one for one in ratings if one.rater in raters), key=lambda one: raters.index(one.rater))
    known = ((one, text) for one in shown_here if (text := one.levels_text(language_)))
    example, levels = next(known, (None, ""))
    if example is None:
        return ""
    who, whom = group_label(result, example.rater, language_), target_label(result, example.target, language_)
    return words_of_index("mutual_not_the_index", result, levels=escaped(levels), who=plain(who), whom=plain(whom))


def _gaps(shown: ShownEdition, rounds: tuple[str, ...], *, explained: bool) -> None:
    """The two directions of each pair; where there are several pairs, the widest gaps in words first.

    `explained`: why something is hidden is said above.
    """
    pairs, widest = gaps_of(shown.result, rounds), widest_gaps(shown.result, rounds, language())
    is_of_sides = len(pairs) == 1 and all(name.startswith(SIDE) for pair in pairs for name in pair)
    if is_of_sides and not widest:
        return  # hidden, as the page says above
    st.header(words("mutual_gaps"), anchor=False)
    if not pairs:
        st.markdown(words("mutual_gaps_none"))
        return
    st.markdown(words_of_index("mutual_gaps_why", shown.result))
    if is_of_sides:
        st.markdown(escaped(" ".join(widest)))  # both rows of the figure are in that of the sides
        return
    if len(pairs) > 1 and widest:
        st.markdown(f"**{words('mutual_widest')}**\n" + "\n".join(f"\n- {escaped(text)}" for text in widest))
        add_to_report(shown, "paragraph", "mutual_trust")
    picture(shown, "gaps", View(rounds=rounds), level=3, explained=explained)


show(main)
