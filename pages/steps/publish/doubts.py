"""Serious doubts, by which all numbers may be wrong: said on top of the checks, and again before publishing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

import streamlit as st

from pages.shell.language import language
from pages.steps.publish.words import path_words
from surveys import Issue, Survey
from words import percent

_ALWAYS = frozenset(
    {"rounds_swapped", "rounds_out_of_order", "no_code_in_common", "no_group_column", "groups_set_aside"}
)
_OF_MOST = frozenset({"in_one_round_only", "identical_sheets", "codes_in_several_files"})
_MANY_WRONG = 0.5
"""The share of matches of different people from which the pairs are no pairs."""
_MOST = 0.5
"""The share of a round's people from which what is found is no slip of a few."""


def doubts(survey: Survey) -> tuple[str, ...]:
    """Each serious doubt as a sentence in the reader's language; none of most surveys.

    Rounds in the wrong order; matches of which half or more are estimated to be of different people; codes of which no
    other round has any, or most; codes that most people of a round in several files share with somebody of another of
    them; sheets of a round most of which are the same as another; groups that the questionnaire
    asks for and nobody knows, so that everybody is one group. What is said of several files is said once.
    """
    of_issues = (issue.explained(language()).wrong for issue in _of_issues(survey))
    return tuple(dict.fromkeys((*_of_matches(survey), *of_issues)))


def _of_matches(survey: Survey) -> Iterator[str]:
    pairs = survey.matching.sureness if survey.matching is not None else ()
    for one in pairs:
        if one.wrong is not None and one.wrong.share >= _MANY_WRONG:
            yield path_words("doubt_matches", share=percent(100 * one.wrong.share, language()))


def _of_issues(survey: Survey) -> Iterator[Issue]:
    people = {round_.file: int(round_.present.sum()) for round_ in survey.rounds}
    for issue in (*survey.issues, *survey.inspection.issues):
        is_of_most = _count(issue) > _MOST * people.get(issue.file or "", 0) > 0
        if issue.code in _ALWAYS or (issue.code in _OF_MOST and is_of_most):
            yield issue


def _count(issue: Issue) -> int:
    count = issue.values.get("count", 0)
    return count if isinstance(count, int) else 0


def show_doubts(survey: Survey, swap: Callable[[], None] | None) -> None:
    """The doubts in one box, with a button that swaps the files of rounds in the wrong order.

    Parameters
    ----------
    swap : callable or None
        What the button does; None where the files are not at hand.
    """
    found = doubts(survey)
    if not found:
        return
    said = "".join(f"<li>{escape(one)}</li>" for one in found)
    st.html(
        f'<div class="issue doubt" role="alert"><strong>{escape(path_words("doubts"))}</strong><ul>{said}</ul></div>'
    )
    if swap is not None and any(issue.code == "rounds_swapped" for issue in survey.issues):
        st.button(path_words("swap"), icon=":material/swap_horiz:", on_click=swap, key="swap_doubted")
