"""The process behind the wall: opens the files that it is handed, one after another, until nobody hands it any more."""

from __future__ import annotations

import sys
from typing import BinaryIO

from surveys.issues import SurveyError
from surveys.spreadsheet import open_book
from surveys.upload import Upload
from surveys.wall.frames import receive, send

MOST_MEMORY = 1_400 * 1024**2
"""The most memory that opening a file may take, in bytes."""


def main(given: BinaryIO, told: BinaryIO) -> None:
    """Answers each file with ``("book", Book)`` or ``("problems", issues)``; before it come ``("share", float)``."""
    hold_down()
    while True:
        try:
            name, content = receive(given)
        except EOFError:
            return
        try:
            answer: tuple[str, object] = (
                "book",
                open_book(Upload(name, content), lambda share: send(told, ("share", share))),
            )
        except SurveyError as error:
            answer = "problems", error.issues
        send(told, answer)


def hold_down() -> None:
    """Holds memory down where the system can (not on Windows), and leaves no image of it on a disk."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for limit in (resource.RLIMIT_DATA, resource.RLIMIT_AS):
        most = MOST_MEMORY if limit == resource.RLIMIT_DATA else 3 * MOST_MEMORY
        _, hard = resource.getrlimit(limit)
        if hard == resource.RLIM_INFINITY or hard > most:
            resource.setrlimit(limit, (most, hard))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
