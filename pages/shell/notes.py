"""Notes that a result carries on a screen: what is synthetic, what is shown together, what is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape

import streamlit as st

from metrics import ChangeRow, Protected
from metrics.result.withheld import why_withheld
from pages.shell.address import take_out
from pages.shell.editions import DRAFT, SAMPLE, ShownEdition
from pages.shell.language import language, words
from pages.shell.plain import escaped, plain
from pages.shell.why import explain_words, protection_words, why_hidden
from reports.content.hiding.groups_together import merger_words, mergers
from reports.content.protection import is_left_out, left_out, unnamed_groups
from reports.report import Part
from store import OF_EDITION
from words import say, text_in

_FIXED = ("threshold", "estimand", "test", "margin", "weights", "group_by", "named", "audience")
"""What an edition fixes: no address may ask for another (rule 42)."""


def no_change_note(result: Protected) -> bool:
    """Says that people only looked back, where nothing else is compared; returns whether that is so."""
    is_retrospective = bool(result.pairs) and not result.change_of
    if is_retrospective:
        st.info(words("only_retrospective"))
    return is_retrospective


def edition_note(shown: ShownEdition, *, explained: bool = True) -> None:
    """What is to be known of the edition: that its answers are nobody's, that it is a draft, or who it is for.

    `explained`: with what the marks and words of its results mean.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="edition_note"):
        if shown.id == SAMPLE:
            st.caption(f":material/science: {words('synthetic')}")
        elif shown.id == DRAFT:
            st.caption(f":material/edit_note: {words('draft_note')}")
        else:
            st.caption(f":material/shield: {words(f'handed_on_{shown.result.audience}')}")
        if explained:
            explain_words(shown.result)


def officer_note(shown: ShownEdition, about: str = OF_EDITION) -> None:
    """What the officer says of the edition, or of a figure of it by its name: marked as the officer's own words."""
    if text := text_in(shown.notes.get(about, {}), language()):
        lines = "".join(f'<p dir="auto">{escape(line)}</p>' for line in text.splitlines())
        said = escape(say("path.note_of_officer", language()))
        st.html(f'<figure class="own"><figcaption>{said}</figcaption><blockquote>{lines}</blockquote></figure>')


def with_officer_note(shown: ShownEdition, part: Part) -> Part:
    """A part of a report with the officer's note under it, where the edition has one: it can be changed there."""
    note = text_in(shown.notes.get(part.name, {}), language()) if part.kind == "figure" else ""
    return replace(part, note=part.note or note)


def merger_notes(result: Protected, by: str | None = None) -> None:
    """Which groups, or categories of a breakdown, are shown together."""
    for merger in mergers(result, by):
        st.caption(f":material/lock: {merger_words(result, merger, language(), escaped)}")


def one_group_note(result: Protected) -> None:
    """That everybody is one group, and why, where the survey has no groups."""
    if result.one_group is not None:
        st.caption(f":material/group: {plain(result.one_group.message(language()))}")


def left_out_notes(result: Protected) -> None:
    """Which sides and groups are not shown at all."""
    for text in left_out(result, language()):
        st.caption(f":material/lock: {plain(text)}")


def protection_notes(result: Protected, *, explained: bool = False) -> None:
    """What is shown together, left out or not named; and why, at one click, unless it is `explained` just above."""
    merger_notes(result)
    left_out_notes(result)
    if result.named != "all":
        st.caption(f":material/lock: {unnamed_groups(result, language())}")
    if not explained and (any(mergers(result, None)) or any(map(is_left_out, result.issues))):
        why_hidden(result)


def withheld_note(rows: Iterable[ChangeRow], above: Iterable[ChangeRow] = ()) -> None:
    """Why some of the rows that a place shows lack levels or intervals; not what was said of those `above` it."""
    said = why_withheld(above, language())
    if reasons := [reason for reason in why_withheld(rows, language()) if reason not in said]:
        st.caption(f":material/lock: {escaped(' '.join(reasons))}")


def settings_in_address() -> None:
    """Says that an address can't change what an edition rests on, where it tries to; takes it out of the address."""
    if take_out(_FIXED):
        st.warning(protection_words("fixed"))


def asked_once_note(result: Protected) -> None:
    """Which questions were asked in one round only, so that they are not compared."""
    for issue in result.issues:
        if issue.code == "asked_in_one_round":
            st.caption(f":material/help: {plain(issue.explained(language()).wrong)}")


def joined_note(result: Protected) -> None:
    """How many people were found in several rounds by decision."""
    for issue in result.issues:
        if issue.code == "joined_by_hand":
            st.caption(f":material/join: {issue.message(language())}")
