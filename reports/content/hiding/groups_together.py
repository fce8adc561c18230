"""Which groups are shown together, and in which rounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from charts.drawing.rounds import pair_label
from metrics import INDEX, ChangeRow, Protected
from words import label_in, number, printable, say

_FEW_NAMES = 2
"""So many groups are named in the sentence itself."""

Spelling = Callable[[str], str]
"""How a place writes text that others wrote: as it stands, or so that no character has a meaning there."""


def as_it_stands(text: str) -> str:
    """Text as it stands."""
    return text


@dataclass(frozen=True)
class Merger:
    """Groups that are shown together, by name, and in which pairs of rounds they are.

    `pairs` is empty where the headline's pair shows them together, or nothing is compared.
    """

    groups: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]


def merger_words(result: Protected, merger: Merger, language: str, spelling: Spelling = as_it_stands) -> str:
    """That groups are shown together, and why; three or more are counted first, other rounds than the headline's named.

    A merger of later rounds says nothing of the headline, where its groups may stand by themselves.
    """
    threshold = number(result.settings.threshold, language)
    separator = say("figures.separator", language)
    labels = {group.name: group.label for group in result.groups}
    names = [
        say("screens.quoted", language, name=spelling(printable(label_in(labels[one], language))))
        for one in merger.groups
    ]
    if len(names) <= _FEW_NAMES:
        text = say("screens.merged", language, groups=say("screens.and", language).join(names), threshold=threshold)
    else:
        n, listed = number(len(names), language), separator.join(names)
        text = say("screens.merged_many", language, n=n, groups=listed, threshold=threshold)
    if not merger.pairs:
        return text
    rounds = separator.join(spelling(pair_label(result, pair, language)) for pair in merger.pairs)
    return say("screens.merged_in", language, pairs=rounds, merged=text)


def mergers(result: Protected, *by: str | None) -> Iterator[Merger]:
    """The groups that are shown together anywhere; none of those whose common row is hidden.

    Parameters
    ----------
    *by : str or None
        Whose mergers: those of a breakdown, or (None) of the stakeholder groups; all where absent.
    """
    for group in result.groups:
        if len(group.merged_from) > 1 and (not by or group.by in by) and is_shown(result, group.name):
            pairs = _pairs_shown(result, group.name)
            yield Merger(tuple(group.merged_from), () if result.headline_pair in pairs else pairs)


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
