"""Whose answers a figure shows, a side or a group, and of which rounds; kept in the address."""

from __future__ import annotations

from charts import pair_label, rounds_shown
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
    rows = result.change_of
    shown = [name for name in options if (INDEX, name) in rows and rows[INDEX, name].change is not None]
    name = words("whose")
    return pick("group", name, shown or [ALL], lambda group: group_label(result, group, language()), as_list=True)


def choose_rounds(result: Protected) -> tuple[str, ...]:
    """The pair of rounds that a figure compares, by a switch where there are several; else what there is."""
    if len(result.pairs) < 2:
        return rounds_shown(result)
    pairs = {"-".join(pair): pair for pair in result.pairs}
    chosen = pick("rounds", words("which_rounds"), list(pairs), lambda key: pair_label(pairs[key], language()))
    return pairs[chosen]
