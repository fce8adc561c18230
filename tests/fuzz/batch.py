"""Reads hostile files one after another, in a process that is measured: ``python -m tests.fuzz.batch FIRST COUNT``.

Prints a line of JSON before each case and one after it.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import traceback
import warnings
from contextlib import suppress
from pathlib import Path

from surveys import Issue, SurveyError, read_survey
from tests.fuzz.mutations import Case, case
from words import LANGUAGES

LONGEST_MESSAGE = 6_000
"""The most characters that a message may have."""
MOST_ISSUES = 1_000
_EVERY = 0.01


class Peak:
    """The most memory that this process, and any of its children, held at a time since `begin`, in MB; Linux only."""

    def __init__(self) -> None:
        self._children, self._is_over = 0.0, threading.Event()

    def begin(self) -> None:
        self._children, self._is_over = 0.0, threading.Event()
        with suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")
        threading.Thread(target=self._watch, args=(self._is_over,), daemon=True).start()

    def _watch(self, is_over: threading.Event) -> None:
        """Looks at the children again and again: what one held is gone with it."""
        while not is_over.wait(_EVERY):
            for child in children():
                self._children = max(self._children, peak(child))

    def end(self) -> tuple[float, float]:
        """Of this process, and of the largest child."""
        self._is_over.set()
        for child in children():
            self._children = max(self._children, peak(child))
            with suppress(OSError):
                Path(f"/proc/{child}/clear_refs").write_text("5")
        return peak("self"), self._children


def children(process: str = "self") -> list[str]:
    """The processes that a process started and that still run."""
    found = []
    for thread in Path(f"/proc/{process}/task").glob("*"):
        with suppress(OSError):
            found += (thread / "children").read_text().split()
    return found


def peak(process: str, field: str = "VmHWM") -> float:
    """What a process held at most, in MB; 0 where it is gone or unknown."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith(field):
                return int(line.split()[1]) / 1024
    return 0.0


def outcome(one: Case) -> tuple[str, str]:
    """``clean`` or the codes of our own errors, and what went wrong."""
    try:
        survey = read_survey(one.rounds, one.instrument)
    except SurveyError as error:
        return ",".join(sorted({issue.code for issue in error.issues})), wrong_messages(error.issues)
    except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
        return "VIOLATION", " | ".join(traceback.format_exc().splitlines()[-5:])
    return "clean", wrong_messages(survey.issues)


def wrong_messages(issues: tuple[Issue, ...]) -> str:
    """What is wrong with messages: too long, too many, not printable; empty where nothing is."""
    said = [issue.message(language) for issue in issues[:MOST_ISSUES] for language in LANGUAGES]
    longest = max(map(len, said), default=0)
    try:
        "".join(said).encode()
    except UnicodeEncodeError:
        return "a message that can't be printed"
    if longest > LONGEST_MESSAGE or len(issues) > MOST_ISSUES:
        return f"{len(issues)} messages, the longest of {longest} characters"
    return ""


def main(first: int, count: int) -> None:
    warnings.simplefilter("ignore")
    watch = Peak()
    for number in range(first, first + count):
        one = case(number)
        print(json.dumps({"number": number, "how": one.how, "size": len(one.hostile.content)}), flush=True)
        watch.begin()
        start = time.perf_counter()
        said, wrong = outcome(one)
        seconds = time.perf_counter() - start
        own, behind = watch.end()
        became = {"outcome": said, "wrong": wrong, "seconds": seconds, "own": own, "behind": behind}
        print(json.dumps(became), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
