"""The mapping of this visit: as guessed, as corrected, and the one that is in use. It is held in memory alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import streamlit as st

from surveys.mapping import History, Mapping
from surveys.mapping.editing.joins import with_files_in_order

Change = Callable[[Mapping], Mapping]
"""What a widget does to the mapping."""

_STATE = "mapping_of_visit"


@dataclass
class MappingOfVisit:
    """The mapping of some files.

    Attributes
    ----------
    key : tuple of str
        Tells the files from others.
    history : History
        As guessed and as corrected, with what can be undone.
    used : Mapping or None
        The one in use.
    ticked : set of int
        The columns that are ticked, by index.
    """

    key: tuple[str, ...]
    history: History
    used: Mapping | None = None
    ticked: set[int] = field(default_factory=set)

    @property
    def mapping(self) -> Mapping:
        """As it stands."""
        return self.history.now

    def change(self, change: Change) -> None:
        """Make one change, which can be undone; columns that are no longer there lose their tick."""
        before = len(self.mapping.columns)
        self.history = self.history.changed(change(self.mapping))
        if len(self.mapping.columns) != before:
            self.ticked.clear()

    def undo(self) -> None:
        """Undo the last change."""
        self._move(self.history.undone())

    def redo(self) -> None:
        """Make the change again that was undone last."""
        self._move(self.history.redone())

    def _move(self, history: History) -> None:
        if len(history.now.columns) != len(self.mapping.columns):
            self.ticked.clear()
        self.history = history

    def use(self) -> None:
        """Take it as it stands for the questionnaire."""
        self.used = self.mapping

    def change_again(self) -> None:
        """Go back to the screen where it is corrected."""
        self.used = None


def mapping_kept(key: tuple[str, ...]) -> MappingOfVisit | None:
    """The mapping of these files, if the visit has one; of the same files in another order, put in that order."""
    kept: MappingOfVisit | None = st.session_state.get(_STATE)
    if kept is None or kept.key == key:
        return kept
    if sorted(kept.key) != sorted(key) or kept.mapping.files != len(key):
        return None
    kept.history = kept.history.each(partial(with_files_in_order, order=[kept.key.index(one) for one in key]))
    kept.key, kept.used = key, None
    return kept


def corrected_mapping(key: tuple[str, ...]) -> Mapping | None:
    """The mapping of the visit that was corrected, where it is of these files, whatever groups they were said to be."""
    kept: MappingOfVisit | None = st.session_state.get(_STATE)
    if kept is None or not kept.history.past or tuple(one.partition("|")[0] for one in kept.key) != key:
        return None
    return kept.mapping


def keep_mapping(key: tuple[str, ...], guess: Mapping) -> MappingOfVisit:
    """Begin with a guess."""
    kept = st.session_state[_STATE] = MappingOfVisit(key, History.of(guess))
    return kept


def forget_mapping() -> None:
    """Forgets the mapping of this visit, and all that was drawn or made of it."""
    for key in [str(key) for key in st.session_state]:
        if key.startswith(("mapping_", "drawn_mapping_")):
            del st.session_state[key]
