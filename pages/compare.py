"""Compare: two groups or sides, two rounds, or two editions, next to each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from metrics import Protected, group_label, round_label
from metrics.result.units import POINTS
from pages.sections.one_round import levels_of_two
from pages.sections.side_by_side import groups_side_by_side, side_by_side
from pages.server.kept import kept
from pages.shell.actions import table_actions
from pages.shell.address import pick
from pages.shell.chooser import pick_shown
from pages.shell.editions import DRAFT, SAMPLE, ShownEdition, current, names, of_this_visit, published, read
from pages.shell.figure_files import report_of_page
from pages.shell.language import language, words
from pages.shell.navigation import show
from pages.shell.notes import edition_note, protection_notes
from pages.shell.plain import escaped, plain
from reports.content.comparison.editions import (
    TwoEditions,
    differences,
    index_in_both,
    levels_of_parties,
    levels_of_questions,
)
from reports.content.comparison.groups import (
    difference_sentence,
    index_of_two,
    parties_compared,
    parts_of_two,
    said_of_two,
)
from reports.content.comparison.rounds import compared_pair, in_time, index_of_rounds, said_of_rounds
from reports.content.tables import Table
from reports.report import Report
from store import EditionError
from words import number, say

WHAT = ("groups", "rounds", "editions")
"""What may be compared, by its name in the address."""
_ROUNDS_OF_OTHER_PAGES = 2
"""Where there are no more rounds, all other pages compare them already."""


def compare_words(key: str, **values: object) -> str:
    """A sentence of this page in the reader's language."""
    return say(f"compare.{key}", language(), **values)


def main() -> None:
    """Draws the page."""
    shown = current()
    st.title(words("page_compare"), anchor=False)
    edition_note(shown)
    offered = [one for one in WHAT if one != "rounds" or len(shown.result.rounds) > _ROUNDS_OF_OTHER_PAGES]
    what = pick_shown(
        "what",
        compare_words("what"),
        offered,
        lambda key: compare_words(f"what_{key}"),
        explained=compare_words("lead"),
    )
    {"groups": _groups, "rounds": _rounds, "editions": _editions}[what](shown)


def _lead(said: str) -> None:
    """What is compared and what can be said of it, before any table; nothing where that is nothing."""
    if said:
        st.html(f'<p class="lead">{escape(said)}</p>')


def _table(
    report: Report,
    make: partial[Table] | partial[Table | None],
    draw: Callable[[Table], None] = side_by_side,
    *,
    said: Collection[str] = (),
    editions: Sequence[str],
    other: Report | None = None,
) -> tuple[str, ...] | None:
    """Draws a table without the notes `said` already, and what can be taken from it; returns all of its notes.

    None where there is no such table. `make`: a function of `reports.content`, with a report as its first argument.
    """
    if other is None:
        key = (make.func, *make.args[1:], report.language, report.units)
        table = kept(report.result, key, make)
    else:
        table = make()
    if table is None:
        return None
    draw(table.without(said))
    table_actions(report, table, make, editions=editions, other=other)
    return table.notes


def _report(shown: ShownEdition) -> Report:
    return replace(report_of_page(shown), units=POINTS)


def _two(names: tuple[str, str], options: Sequence[str], words_of: dict[str, str]) -> tuple[str, str]:
    """Two different ones of some options, by two lists; the second list lacks what the first has chosen."""
    left, right = st.columns(2)
    with left:
        first = pick(names[0], compare_words("first"), options, words_of.__getitem__, as_list=True)
    others = [option for option in options if option != first]
    with right:
        second = pick(names[1], compare_words("second"), others, words_of.__getitem__, as_list=True)
    return first, second


def _groups(shown: ShownEdition) -> None:
    """Two groups or sides: the index, how their changes differ, then aspects and questions."""
    result, report = shown.result, _report(shown)
    options = parties_compared(result)
    if len(options) < 2:
        st.info(compare_words("no_two_groups"))
        protection_notes(result)
        return
    pair = _two(("a", "b"), options, {name: group_label(result, name, language()) for name in options})
    if not result.pairs:
        levels_of_two(shown, pair)
        protection_notes(result)
        return
    _lead(said_of_two(report, pair))
    st.markdown(escaped(difference_sentence(report, pair)))
    editions = (shown.id,)
    said = _table(report, partial(index_of_two, report, pair), editions=editions) or ()
    for level in ("dimension", "item"):
        make = partial(parts_of_two, report, pair, level)
        _table(report, make, groups_side_by_side, said=said, editions=editions)
    st.caption(words("rows_note"))
    protection_notes(result)


def _rounds(shown: ShownEdition) -> None:
    """Two rounds: with change and finding where a test compares them."""
    result, report = shown.result, _report(shown)
    options = [one.name for one in result.rounds]
    chosen = _two(("from", "to"), options, {name: round_label(result, name, language()) for name in options})
    if compared_pair(result, chosen) is None:
        st.info(compare_words("untested"))
    _lead(said_of_rounds(report, chosen))
    _table(report, partial(index_of_rounds, report, in_time(result, chosen)), editions=(shown.id,))
    protection_notes(result)


def _editions(shown: ShownEdition) -> None:
    """Another edition is chosen, and what both show is put side by side."""
    called = {} if shown.id == SAMPLE else names(published())
    others = [name for name in called if name not in (shown.id, SAMPLE)]
    if not others:
        st.info(compare_words("of_sample" if shown.id == SAMPLE else "only_one"))
        st.page_link("pages/surveys.py", label=words("page_surveys"), icon=":material/upload_file:")
        return
    chosen = pick("with", compare_words("other_edition"), others, called.__getitem__, as_list=True, always=True)
    other = _opened(chosen)
    if other is not None:
        if other.id == DRAFT or other.result.audience != shown.result.audience:
            edition_note(other)
        _two_editions(TwoEditions(_report(shown), _report(other)), (shown.id, other.id))


def _opened(chosen: str) -> ShownEdition | None:
    """The edition that is put beside the one shown; None, and a message, where it can't be read."""
    if chosen == DRAFT:
        return next(shown for shown in of_this_visit() if shown.id == chosen)
    edition = next(one for one in published() if one.id == chosen)
    try:
        return ShownEdition(edition.id, edition.title, edition.place, edition.held_on, read(edition.id))
    except EditionError as error:
        st.error(plain(error.message(language())))
        return None


def _two_editions(two: TwoEditions, editions: Sequence[str]) -> None:
    """What both show, in one round and of one group at a time; then in what they differ."""
    table = partial(_table, two.first, editions=editions, other=two.second)
    found = two.questions
    if found.same and two.parties and two.rounds:
        _levels(two, table)
    else:
        _in_common(two)
        missing = "no_rounds" if two.parties else "no_parties"
        st.info(compare_words(missing if found.same else "nothing_in_common"))
    st.header(compare_words("differs"), anchor=False)
    if table(partial(differences, two), partial(side_by_side, with_title=False)) is None:
        st.markdown(compare_words("differs_none"))


def _in_common(two: TwoEditions, levels: str = "") -> None:
    """How many questions are in common, and their levels in words; then that no test compares them."""
    same, both = (number(n, language()) for n in (len(two.questions.same), two.questions.count))
    _lead(" ".join(part for part in (compare_words("in_common", same=same, all=both), levels) if part))
    st.markdown(compare_words("no_test"))


def _levels(two: TwoEditions, table: Callable[..., tuple[str, ...] | None]) -> None:
    result: Protected = two.first.result
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        group = pick_shown(
            "who", words("whose"), two.parties, lambda name: group_label(result, name, language()), as_list=True
        )
    with right:
        round_ = pick_shown(
            "round",
            compare_words("round"),
            two.rounds,
            lambda name: round_label(result, name, language()),
            escape=escaped,
        )
    _in_common(two, index_in_both(two, group, round_))
    said = table(partial(levels_of_parties, two, round_))
    st.caption(compare_words("no_index" if said is None else "index_weights"))
    if table(partial(levels_of_questions, two, group, round_), said=said or ()) is None:
        st.info(compare_words("no_levels"))


show(main)
