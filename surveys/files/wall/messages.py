"""What passes through the wall: length and pickle, of nothing but the types that a spreadsheet is made of.

The process behind the wall may have been taken over by what it read, so that what it sends back is not trusted.
"""

from __future__ import annotations

import datetime
import pickle
import struct
from typing import Any, BinaryIO

from surveys.files.book import Book, Sheet
from surveys.files.column import Column
from surveys.model.issues import Issue, Listing

_LENGTH = struct.Struct("<Q")
_MOST_LENGTH = 2 * 1024**3
_ARRAYS = {"_reconstruct", "ndarray", "dtype", "_frombuffer"}
_TYPES = {
    (kind.__module__, kind.__name__)
    for kind in (
        *(Book, Sheet, Column, Issue, Listing),
        *(datetime.date, datetime.datetime, datetime.time, datetime.timedelta),
    )
}


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _TYPES or (module.partition(".")[0] == "numpy" and name in _ARRAYS):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} does not pass")


def send(stream: BinaryIO, value: object) -> None:
    """Write a value and see it off."""
    data = pickle.dumps(value, protocol=5)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """The next value.

    Raises
    ------
    EOFError
        If the stream ends.
    pickle.UnpicklingError
        If it holds a type that does not pass.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    if length > _MOST_LENGTH:
        raise pickle.UnpicklingError(f"{length} bytes do not pass")
    return _Unpickler(_Frame(stream, length)).load()


class _Frame:
    """The next bytes of a stream, and not one more: read while they come, so that they are never there twice."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream, self._left = stream, length

    def read(self, size: int, /) -> bytes:
        """So many bytes, or as many as are left."""
        wanted = min(size, self._left)
        data = self._stream.read(wanted)
        if len(data) < wanted:
            raise EOFError
        self._left -= wanted
        return data

    def readline(self) -> bytes:
        """Nothing that passes is made of lines."""
        raise pickle.UnpicklingError("lines do not pass")
