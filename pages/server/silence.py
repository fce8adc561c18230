"""What the server leaves on a disk by itself: where an error arose, never what it says, and no image of its memory.

An error may quote a cell ("could not convert 'Zozan ...'"), and a server's log is a file that stays.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from functools import cache
from types import TracebackType
from typing import Any

_LOG = logging.getLogger("thiqa")


@cache
def keep_silent() -> None:
    """Once a process: errors are logged without their texts, and a crash leaves no image of the memory."""
    make = logging.getLogRecordFactory()

    def record(*given: Any, **named: Any) -> logging.LogRecord:
        return _withheld(make(*given, **named))

    logging.setLogRecordFactory(record)
    threading.excepthook = lambda found: _log("thread", found.exc_value)
    sys.unraisablehook = lambda found: _log("finalizer", found.exc_value)
    sys.excepthook = _log_last
    _leave_no_image()


def where(error: BaseException) -> str:
    """The kinds of an error and of those behind it, and the lines of the program; no text of any."""
    return "\n".join(_kinds_and_lines(error, set()))


def _kinds_and_lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if behind is not None and id(behind) not in seen:
        yield from _kinds_and_lines(behind, seen)
        yield "Led to:"
    yield "Traceback (what the error says is withheld: it may quote a file):"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip("\n")
    yield f"{type(error).__module__}.{type(error).__qualname__}"


def _withheld(record: logging.LogRecord) -> logging.LogRecord:
    if record.exc_info and record.exc_info[1] is not None:
        record.exc_text = where(record.exc_info[1])
    record.msg = _kind(record.msg)
    if isinstance(record.args, tuple):
        record.args = tuple(_kind(value) for value in record.args)
    return record


def _kind(value: Any) -> Any:
    """An error's kind instead of it; anything else as it is."""
    return type(value).__name__ if isinstance(value, BaseException) else value


def _log(source: str, error: BaseException | None) -> None:
    _LOG.error("Uncaught in a %s", source, exc_info=error)


def _log_last(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        _log("program", error)


def _leave_no_image() -> None:
    """No core dump (Windows writes none unless it is set up to)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
