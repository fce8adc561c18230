"""Whose answers a figure shows, a side or a group, of which rounds, and in which units; kept in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from charts import has_index, pair_label, rounds_shown
from metrics import ALL, INDEX, Protected, group_label
from metrics.result.units import TRUSTING, UNITS
from pages.shell.address import asked_for, choice, chosen, pick, take_out, unknown
from pages.shell.language import language, words, words_of_index
from pages.shell.plain import escaped, plain
from pages.shell.why import protection_words

_UNITS = "units"
_OF_MEANS = tuple(one for one in UNITS if one != TRUSTING)
"""The units in which an aspect or the index can be shown."""


def pick_shown(
    name: str,
    label: str,
    options: Sequence[str],
    words_of: Callable[[str], str],
    *,
    as_list: bool = False,
    escape: Callable[[str], str] = plain,
    explained: str | None = None,
) -> str:
    """One of the options that an edition has; says so, the same of whatever is not shown, where the address asks more.

    Where there is nothing to choose, no widget is drawn.
    """
    if unknown(name, options):
        st.warning(protection_words("not_in_edition"))
    if len(options) < 2:
        return choice(name, options)
    return pick(name, label, options, words_of, as_list=as_list, escape=escape, explained=explained)


def choose_side(result: Protected) -> str:
    """One of the headline's rows, by a switch."""
    options = [group for group in result.headline_groups if result.change_of[INDEX, group].change is not None]
    options = options or list(result.headline_groups[:1])
    return pick_shown("side", words("whose"), options, lambda group: group_label(result, group, language()))


def choose_group(result: Protected) -> str:
    """A side, a group or a category of the breakdown that is shown, by a list."""
    cells = (*result.group_rows, *result.category_rows)
    options = [*result.headline_groups, *(group.name for group in cells)]
    shown = [name for name in options if has_index(result, name, shown=True)]
    name = words("whose")
    return pick_shown("group", name, shown or [ALL], lambda group: group_label(result, group, language()), as_list=True)


def choose_rounds(result: Protected) -> tuple[str, ...]:
    """The pair of rounds that a figure compares, by a switch where there are several; else what there is."""
    if len(result.pairs) < 2:
        return rounds_shown(result)
    pairs = {"-".join(pair): pair for pair in result.pairs}
    called = {key: pair_label(result, pair, language()) for key, pair in pairs.items()}
    return pairs[pick_shown("rounds", words("which_rounds"), list(pairs), called.__getitem__, escape=escaped)]


def choose_units(result: Protected, *, of_questions: bool = False) -> str:
    """In which units levels and changes are shown, by a switch.

    The share who trust is counted for single questions alone: where a link asks for it elsewhere, the page says so.

    Parameters
    ----------
    of_questions : bool
        Whether the page shows single questions.
    """
    if not of_questions and asked_for(_UNITS) == TRUSTING:
        take_out([_UNITS])
        st.caption(words_of_index("units_trusting_note", result))
    explained = words_of_index("units_help", result) if of_questions else words("units_help_of_means")
    offered = UNITS if of_questions else _OF_MEANS
    return pick_shown(
        _UNITS, words("units"), offered, lambda key: words_of_index(f"units_{key}", result), explained=explained
    )


def units_before_they_are_picked() -> str:
    """In which units levels and changes are shown, for what a page without single questions shows above the switch."""
    return choice(_UNITS, _OF_MEANS)


def units_of_page() -> str:
    """The units chosen on this page; points where it has no such switch."""
    return chosen(_UNITS) or UNITS[0]
