"""How far the making of something is, and that it stops between two of its parts where that is asked.

Loops go over their parts with `each`; whoever makes something in a thread watches it with `watched`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

_Part = TypeVar("_Part")


class StoppedError(Exception):
    """It was asked to stop, and nothing is made."""


@dataclass
class _Watch:
    """Who hears how far it is, and the share of the whole, from 0 to 1, that the part at hand is."""

    is_stopped: Callable[[], bool]
    tell: Callable[[float], None]
    first: float = 0.0
    width: float = 1.0


_WATCH: ContextVar[_Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watched(is_stopped: Callable[[], bool], tell: Callable[[float], None]) -> Iterator[None]:
    """What this thread makes within is watched.

    Parameters
    ----------
    is_stopped : callable
        Whether it is to stop; asked before each part.
    tell : callable
        Is given the share that is made, from 0 to 1, before each part.
    """
    token = _WATCH.set(_Watch(is_stopped, tell))
    try:
        yield
    finally:
        _WATCH.reset(token)


def each(parts: Sequence[_Part]) -> Iterator[_Part]:
    """The parts of something that is made, in order; a loop within a loop counts within the part at hand.

    Where nobody watches, they are just gone over.

    Raises
    ------
    StoppedError
        Before a part, if it is to stop.
    """
    watch = _WATCH.get()
    if watch is None:
        yield from parts
        return
    first, width = watch.first, watch.width
    try:
        for position, part in enumerate(parts):
            if watch.is_stopped():
                raise StoppedError
            watch.first, watch.width = first + width * position / len(parts), width / len(parts)
            watch.tell(watch.first)
            yield part
    finally:
        watch.first, watch.width = first, width
