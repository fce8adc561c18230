"""A mapping with what it was before each change, to undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from surveys.mapping.mapping import Mapping

_MOST = 200
"""Changes that can be undone."""


@dataclass(frozen=True)
class History:
    """A mapping, as guessed and as it stands, and the way between.

    Attributes
    ----------
    guess : Mapping
        As guessed.
    now : Mapping
        As it stands.
    past, future : tuple of Mapping
        What it was before each change, the latest last; and what was undone, the next to redo last.
    """

    guess: Mapping
    now: Mapping
    past: tuple[Mapping, ...] = ()
    future: tuple[Mapping, ...] = ()

    @classmethod
    def of(cls, guess: Mapping) -> History:
        """Of a mapping that nobody has changed."""
        return cls(guess, guess)

    def changed(self, mapping: Mapping) -> History:
        """With one change more; the same where nothing changes."""
        if mapping == self.now:
            return self
        return replace(self, now=mapping, past=(*self.past, self.now)[-_MOST:], future=())

    def each(self, change: Callable[[Mapping], Mapping]) -> History:
        """With a change made of all that it holds, which is none to be undone."""
        past, future = (tuple(map(change, of)) for of in (self.past, self.future))
        return History(change(self.guess), change(self.now), past, future)

    def undone(self) -> History:
        """With the last change undone; the same where there is none."""
        if not self.past:
            return self
        return replace(self, now=self.past[-1], past=self.past[:-1], future=(*self.future, self.now))

    def redone(self) -> History:
        """With what was undone last done again; the same where nothing was."""
        if not self.future:
            return self
        return replace(self, now=self.future[-1], past=(*self.past, self.now), future=self.future[:-1])
