"""Notes that a result carries on a screen: what is synthetic, what is shown together, what is left out."""

from __future__ import annotations

import streamlit as st

from metrics import Protected, side_label
from pages.parts.editions import DRAFT, SAMPLE, Shown
from pages.parts.plain import plain
from pages.parts.reader import language, words
from words import label_in


def no_change_note(result: Protected) -> bool:
    """Says why no change can be shown, where there is none; returns whether that is so."""
    if not result.change_of:
        st.info(words("only_retrospective" if result.pairs else "no_second_round"))
    return not result.change_of


def edition_note(shown: Shown) -> None:
    """What is to be known of the edition: that its answers are nobody's, that it is a draft, or who it is for."""
    if shown.id == SAMPLE:
        st.caption(f":material/science: {words('synthetic')}")
    elif shown.id == DRAFT:
        st.caption(f":material/edit_note: {words('draft_note')}")
    else:
        st.caption(f":material/shield: {words(f'handed_on_{shown.result.audience}')}")


def merger_notes(result: Protected) -> None:
    """Which groups are shown together, because one of them has too few answers."""
    names = {group.name: group.label for group in result.groups}
    for group in result.groups:
        if len(group.merged_from) > 1:
            joined = words("and").join(f"“{plain(label_in(names[name], language()))}”" for name in group.merged_from)
            st.caption(f":material/lock: {words('merged', groups=joined, threshold=result.settings.threshold)}")


def left_out_notes(result: Protected) -> None:
    """Which sides and groups are not shown at all."""
    for issue in result.issues:
        if issue.code == "left_out_side":
            side = side_label(result, str(issue.values["side"]), language())
            st.caption(
                f":material/lock: {words('left_out_side', side=plain(side), threshold=result.settings.threshold)}"
            )
        elif issue.code.startswith("left_out") or issue.code == "everything_hidden":
            st.caption(f":material/lock: {issue.message(language())}")


def joined_note(result: Protected) -> None:
    """How many people were found in several rounds by decision."""
    for issue in result.issues:
        if issue.code == "joined_by_hand":
            st.caption(f":material/join: {issue.message(language())}")
