"""Previews of chosen figures: a bounded number of bytes a visit, each made once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

import streamlit as st

_MOST_BYTES = 6 * 1024**2
"""What the previews of a visit may come to; those that the page does not show any more go first."""
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


def previews_of_visit() -> Previews:
    """Those of this visit; they go with it."""
    found: Previews = st.session_state.setdefault(_STATE, Previews())
    return found
