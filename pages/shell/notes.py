"""Notes that a result carries on a screen: what is synthetic, what is shown together, what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import streamlit as st

from charts import pair_label
from metrics import INDEX, ChangeRow, Protected, side_label
from metrics.result.withheld import why_withheld
from pages.shell.address import take_out
from pages.shell.editions import DRAFT, SAMPLE, ShownEdition
from pages.shell.language import language, words
from pages.shell.plain import escaped, plain
from pages.shell.why import protection_words, unnamed_groups, why_hidden
from surveys import Issue
from words import label_in, number, say

_FIXED = ("threshold", "estimand", "test", "margin", "weights", "group_by", "named", "audience")
"""What an edition fixes: no address may ask for another (rule 42)."""
_FEW_NAMES = 2
"""So many groups are named in the sentence itself."""


def no_change_note(result: Protected) -> bool:
    """Says why no change can be shown, where there is none; returns whether that is so."""
    if not result.change_of:
        st.info(words("only_retrospective" if result.pairs else "no_second_round"))
    return not result.change_of


def edition_note(shown: ShownEdition) -> None:
    """What is to be known of the edition: that its answers are nobody's, that it is a draft, or who it is for."""
    if shown.id == SAMPLE:
        st.caption(f":material/science: {words('synthetic')}")
    elif shown.id == DRAFT:
        st.caption(f":material/edit_note: {words('draft_note')}")
    else:
        st.caption(f":material/shield: {words(f'handed_on_{shown.result.audience}')}")


def merger_notes(result: Protected, by: str | None = None) -> None:
    """Which groups, or categories of a breakdown, are shown together."""
    for merger in mergers(result, by):
        st.caption(f":material/lock: {merger_words(result, merger)}")


@dataclass(frozen=True)
class Merger:
    """Groups that are shown together: their names, ready for a sentence, and in which pairs of rounds they are.

    `pairs` is empty where the headline's pair shows them together, or nothing is compared.
    """

    names: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]


def merger_words(result: Protected, merger: Merger) -> str:
    """That groups are shown together, and why; three or more are counted first, other rounds than the headline's named.

    A merger of later rounds says nothing of the headline, where its groups may stand by themselves.
    """
    threshold = number(result.settings.threshold, language())
    separator = say("figures.separator", language())
    if len(merger.names) <= _FEW_NAMES:
        text = words("merged", groups=words("and").join(merger.names), threshold=threshold)
    else:
        n, listed = number(len(merger.names), language()), separator.join(merger.names)
        text = words("merged_many", n=n, groups=listed, threshold=threshold)
    if not merger.pairs:
        return text
    rounds = separator.join(escaped(pair_label(result, pair, language())) for pair in merger.pairs)
    return words("merged_in", pairs=rounds, merged=text)


def mergers(result: Protected, *by: str | None) -> Iterator[Merger]:
    """The groups that are shown together anywhere; none of those whose common row is hidden.

    Parameters
    ----------
    *by : str or None
        Whose mergers: those of a breakdown, or (None) of the stakeholder groups; all where absent.
    """
    labels = {group.name: group.label for group in result.groups}
    for group in result.groups:
        if len(group.merged_from) > 1 and (not by or group.by in by) and is_shown(result, group.name):
            names = [words("quoted", name=plain(label_in(labels[one], language()))) for one in group.merged_from]
            pairs = _pairs_shown(result, group.name)
            yield Merger(tuple(names), () if result.headline_pair in pairs else pairs)


def is_shown(result: Protected, group: str) -> bool:
    """Whether a group has a number anywhere: its change between two rounds, or its level where nothing is compared."""
    if result.pairs:
        return bool(_pairs_shown(result, group))
    return any(row.group == group and row.mean is not None for row in result.scores)


def _pairs_shown(result: Protected, group: str) -> tuple[tuple[str, str], ...]:
    """The pairs of rounds in which a group's index is shown; where no index can be compared, any measure of it."""
    return tuple(pair for pair in result.pairs if _is_shown_between(result.changes_of(pair), group))


def _is_shown_between(rows: Mapping[tuple[str, str], ChangeRow], group: str) -> bool:
    index = rows.get((INDEX, group))
    if index is not None and index.is_compared:
        return index.change is not None
    return any(row.change is not None for (_, name), row in rows.items() if name == group)


def one_group_note(result: Protected) -> None:
    """That everybody is one group, and why, where the survey has no groups."""
    if result.one_group is not None:
        st.caption(f":material/group: {plain(result.one_group.message(language()))}")


def left_out_notes(result: Protected) -> None:
    """Which sides and groups are not shown at all."""
    for issue in result.issues:
        if issue.code == "left_out_side":
            side = side_label(result, str(issue.values["side"]), language())
            st.caption(
                f":material/lock: {words('left_out_side', side=plain(side), threshold=result.settings.threshold)}"
            )
        elif is_left_out(issue):
            st.caption(f":material/lock: {issue.message(language())}")


def is_left_out(issue: Issue) -> bool:
    """Whether an issue is about people who are not shown at all."""
    return issue.code.startswith("left_out") or issue.code == "everything_hidden"


def protection_notes(result: Protected, *, explained: bool = False) -> None:
    """What is shown together, left out or not named; and why, at one click, unless it is `explained` just above."""
    merger_notes(result)
    left_out_notes(result)
    if result.named != "all":
        st.caption(f":material/lock: {unnamed_groups(result)}")
    if not explained and (any(mergers(result, None)) or any(map(is_left_out, result.issues))):
        why_hidden(result)


def withheld_note(rows: Iterable[ChangeRow], above: Iterable[ChangeRow] = ()) -> None:
    """Why some of the rows that a place shows lack levels or intervals; not what was said of those `above` it."""
    said = why_withheld(above, language())
    if reasons := [reason for reason in why_withheld(rows, language()) if reason not in said]:
        st.caption(f":material/lock: {plain(' '.join(reasons))}")


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
