"""Whose answers a figure shows: a side or a group, kept in the address."""

from __future__ import annotations

from metrics import ALL, INDEX, Protected, group_label
from pages.parts.address import pick
from pages.parts.reader import language, words


def choose_side(result: Protected) -> str:
    """One of the headline's rows, by a switch."""
    options = [group for group in result.headline_groups if result.change_of[INDEX, group].change is not None]
    if len(options) < 2:
        return options[0] if options else result.headline_groups[0]
    return pick("side", words("whose"), options, lambda group: group_label(result, group, language()))


def choose_group(result: Protected) -> str:
    """A side or a group that is shown, by a list."""
    options = [*result.headline_groups, *(group.name for group in result.group_rows)]
    shown = [group for group in options if result.change_of[INDEX, group].change is not None]
    name = words("whose")
    return pick("group", name, shown or [ALL], lambda group: group_label(result, group, language()), as_list=True)
