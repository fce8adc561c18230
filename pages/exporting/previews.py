"""Previews and titles of chosen figures: a bounded number of either a visit, each made once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

import streamlit as st

_MOST_BYTES = 6 * 1024**2
"""What the previews of a visit may come to; those that the page does not show any more go first."""
_MOST_TITLES = 500
"""So many titles are kept; all are made anew where there would be more."""
_STATE = "export_previews"


@dataclass(frozen=True)
class Preview:
    """A figure as it will be in the report.

    Attributes
    ----------
    alternative : str
        Its content in words.
    png : bytes
    """

    alternative: str
    png: bytes


class Previews:
    """Previews by what they show."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[Hashable, Preview] = OrderedDict()
        self._shown: set[Hashable] = set()
        self._titles: dict[Hashable, tuple[str, str]] = {}

    def begin(self) -> None:
        """The page is drawn anew, and shows none yet."""
        self._shown.clear()

    @property
    def bytes_held(self) -> int:
        """What the pictures come to."""
        return sum(len(one.png) for one in self._kept.values())

    def get(self, key: Hashable, make: Callable[[], Preview]) -> Preview:
        """The preview under a key, made where there is none.

        It is kept where there is room, for which those not shown since `begin` are dropped: a page that shows more than
        there is room for has the first of them at hand, and not none.
        """
        found = self._kept.get(key) or make()
        self._shown.add(key)
        self._kept[key] = found
        self._kept.move_to_end(key)
        for other in [other for other in self._kept if other not in self._shown]:
            if self.bytes_held > self._most:
                del self._kept[other]
        if self.bytes_held > self._most:
            del self._kept[key]
        return found

    def titles(self, key: Hashable, make: Callable[[], tuple[str, str]]) -> tuple[str, str]:
        """Title and caption of the figure under a key, made where there are none."""
        if key not in self._titles:
            if len(self._titles) >= _MOST_TITLES:
                self._titles.clear()
            self._titles[key] = make()
        return self._titles[key]


def previews_of_visit() -> Previews:
    """Those of this visit; they go with it."""
    found: Previews = st.session_state.setdefault(_STATE, Previews())
    return found
