"""What the server holds of visits that are over is let go in time."""

from __future__ import annotations

import gc
import weakref
from types import SimpleNamespace
from typing import Any, cast

from streamlit.runtime import Runtime
from streamlit.runtime.caching.ttl_cache import TTLCache
from streamlit.runtime.memory_session_storage import MemorySessionStorage

from pages.server.memory import _end_again_and_again, _end_late_visits
from surveys.files import times


class Session:
    """A visit that knows whether it was ended."""

    def __init__(self, name: str) -> None:
        self.id, self.is_over = name, False

    def shutdown(self) -> None:
        self.is_over = True


class Answers:
    """Something that leads to itself, as what is left of a run does."""

    def __init__(self) -> None:
        self.itself = self


def test_a_visit_whose_page_was_closed_ends_though_nobody_opens_another() -> None:
    now = [0.0]
    storage = MemorySessionStorage()
    storage._cache = TTLCache(maxsize=2, ttl=1, timer=lambda: now[0])
    late, closed = Session("late"), Session("closed")
    server = cast(Runtime, SimpleNamespace(_session_mgr=SimpleNamespace(_session_storage=storage)))
    for session in (late, closed):
        storage.save(cast(Any, SimpleNamespace(session=session)))
        now[0] += 0.6
    _end_late_visits(server)
    assert (late.is_over, closed.is_over) == (True, False)
    assert list(storage._cache) == ["closed"]


def test_what_nothing_leads_to_any_more_is_forgotten_in_time_without_a_run() -> None:
    calls: list[tuple[float, Any]] = []
    loop = cast(Any, SimpleNamespace(call_later=lambda seconds, again, *_: calls.append((seconds, again))))
    server = cast(
        Runtime, SimpleNamespace(_session_mgr=SimpleNamespace(_session_storage=MemorySessionStorage(ttl_seconds=1)))
    )
    answers = Answers()
    known = weakref.ref(answers)
    gc.disable()
    del answers
    assert known() is not None
    _end_again_and_again(server, loop)
    gc.enable()
    assert known() is None
    assert calls == [(60.0, _end_again_and_again)]


def test_times_that_were_read_are_forgotten() -> None:
    times.seconds("2024-05-14T07:45:00.985+03:00")
    assert times._seconds.cache_info().currsize
    times.forget()
    assert times._seconds.cache_info().currsize == 0
