"""What was made of a result, kept as long as the result is in memory and no longer."""

from __future__ import annotations

import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from metrics import Protected

_MOST = 80
"""Things that are kept of a result; the one that was asked for longest ago goes first."""

_Kept = OrderedDict[Hashable, Any]
_kept: dict[int, _Kept] = {}
_lock = Lock()

T = TypeVar("T")


def kept(result: Protected, key: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, made once for all who ask for the same of a result.

    Parameters
    ----------
    key : hashable
        What it is, and all that it depends on beside the result: the language, the colours, what was chosen.
    make : callable
        Makes it; what it gives is never changed, and does not hold the result, which would then never be let go.
    """
    with _lock:
        if id(result) not in _kept:
            _kept[id(result)] = OrderedDict()
            weakref.finalize(result, _kept.pop, id(result), None)
        of_result = _kept[id(result)]
        if key in of_result:
            of_result.move_to_end(key)
            found: T = of_result[key]
            return found
    made = make()
    with _lock:
        of_result[key] = made
        while len(of_result) > _MOST:
            of_result.popitem(last=False)
    return made
