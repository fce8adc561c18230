"""Gives hostile files, many, to one of three, and says what became of them.

``python -m tests.fuzz.run --target reader --count 20000 --seed 1 --jobs 2`` prints tables, and each violation with the
command that repeats it; exit code 1 on any. Targets are the ``reader`` (the library reads them), the ``command`` and
the ``dashboard`` (a browser hands them in).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable

from tests.fuzz.outcome import FuzzRun
from tests.fuzz.through_command import through_command
from tests.fuzz.through_reader import through_reader


def through_dashboard(first: int, count: int, _: int) -> FuzzRun:
    """In one browser, one after another; what it needs is imported for it alone."""
    from tests.fuzz.through_dashboard import through_dashboard as through

    return through(first, count)


TARGETS: dict[str, Callable[[int, int, int], FuzzRun]] = {
    "reader": through_reader,
    "command": through_command,
    "dashboard": through_dashboard,
}
"""What the files can be given to: by the number of the first, how many, and how many at a time."""


def main() -> int:
    """Does what the command line asks; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", choices=TARGETS, default="reader")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    start = time.perf_counter()
    run = TARGETS[options.target](options.seed, options.count, options.jobs)
    run.show()
    print(f"\n{time.perf_counter() - start:.0f} s in all")
    return 1 if run.violations else 0


if __name__ == "__main__":
    sys.exit(main())
