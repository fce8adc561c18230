"""What compiled libraries print by themselves is kept off the standard output."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_STANDARD_OUTPUT = 1
"""Its number in the operating system, which compiled libraries write to past ``sys.stdout``."""


@contextmanager
def silent_libraries() -> Iterator[None]:
    """Nothing is written to the standard output meanwhile: the solver HiGHS prints lines of its own debugging there.

    Of the whole process: for a command, not for a server.
    """
    _flush()
    kept, nowhere = os.dup(_STANDARD_OUTPUT), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STANDARD_OUTPUT)
        yield
    finally:
        _flush()
        os.dup2(kept, _STANDARD_OUTPUT)
        os.close(kept)
        os.close(nowhere)


def _flush() -> None:
    """Writes what waits: of Python and of the C library, which keeps what is printed where nobody looks at a screen."""
    sys.stdout.flush()
    library = ctypes.CDLL("ucrtbase" if os.name == "nt" else None)
    library.fflush(None)
