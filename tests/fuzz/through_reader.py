"""Hostile files read by the library, in processes of their own: one that hangs or dies is a violation."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import IO, Any

from tests.fuzz.outcome import Became, FuzzRun

ROOT = Path(__file__).resolve().parent.parent.parent
_HUNG = 90.0
_BATCH = 200


def through_reader(first: int, count: int, jobs: int) -> FuzzRun:
    """What becomes of the cases of a range."""
    starts = range(first, first + count, _BATCH)
    sizes = [min(_BATCH, first + count - start) for start in starts]
    with ThreadPoolExecutor(jobs) as pool:
        batches = pool.map(lambda start, size: list(batch(start, size)), starts, sizes)
        return FuzzRun("reader", [one for cases in batches for one in cases])


def batch(first: int, count: int) -> Iterator[Became]:
    """The cases of a range, read one after another; after one that ends its process the next goes on."""
    following, end = first, first + count
    while following < end:
        command = [sys.executable, "-m", "tests.fuzz.batch", str(following), str(end - following)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(process.stdout, lines), daemon=True).start()
        begun: dict[str, Any] = {"number": following, "how": "?", "size": 0}
        for line in iter(partial(_line, lines), ""):
            said = json.loads(line)
            if "outcome" in said:
                yield Became(**begun, **said)
                begun = {}
            else:
                begun = said
                following = said["number"] + 1
        process.kill()
        process.wait()
        if begun and following < end + 1:
            yield Became(**begun, outcome="VIOLATION", seconds=0.0, wrong="the process hung or died")
            following = max(following, begun["number"] + 1)


def _listen(stream: IO[str], lines: queue.SimpleQueue[str]) -> None:
    for line in stream:
        lines.put(line)
    lines.put("")


def _line(lines: queue.SimpleQueue[str]) -> str:
    """The next line; empty at the end, or when none comes."""
    try:
        return lines.get(timeout=_HUNG)
    except queue.Empty:
        return ""
