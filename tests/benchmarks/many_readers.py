"""Many readers at once, as a server meets them: each has a connection of its own, and turns pages."""

from __future__ import annotations

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

SECONDS = 120
TURNS = 8
"""Pages that each reader opens."""


def many_readers(address: str, server: int, edition: str, pages: tuple[str, ...], readers: int) -> str:
    """What it takes the server to answer them, and how much memory each takes, in a sentence.

    Parameters
    ----------
    address : str
        Of the server.
    server : int
        The number of its process.
    """
    socket = f"ws://{urlsplit(address).netloc}/_stcore/stream"
    with ThreadPoolExecutor(readers) as pool:
        first = _Reader(socket, edition)
        for page in pages:
            first.open(page)
        before = _memory(server)
        others = [_Reader(socket, edition) for _ in range(readers)]
        found = pool.map(lambda one: one[1].read(pages, one[0]), enumerate(others))
        seconds = sorted(second for one in found for second in one)
        after = _memory(server)
    for reader in (first, *others):
        reader.close()
    grown = max((after - before) / readers, 0.0)
    p95 = seconds[int(0.95 * (len(seconds) - 1))]
    return (
        f"{readers} readers at once, {len(seconds)} pages: median {statistics.median(seconds):.2f} s, p95 {p95:.2f} s;"
        f" memory of a visit {grown:.1f} MB"
    )


class _Reader:
    """One who opens pages, and waits for each."""

    def __init__(self, socket: str, edition: str) -> None:
        self._connection: ClientConnection = connect(
            socket,
            subprotocols=["streamlit"],
            max_size=None,
            open_timeout=SECONDS,
        )
        self._query = f"lang=en&edition={edition}"

    def read(self, pages: tuple[str, ...], begin: int) -> list[float]:
        """Opens pages one after the other; the seconds of each."""
        return [self.open(pages[(begin + turn) % len(pages)]) for turn in range(TURNS)]

    def open(self, page: str) -> float:
        """Opens a page; the seconds until the server has sent all of it."""
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_name = page
        begun = time.perf_counter()
        self._connection.send(message.SerializeToString())
        while True:
            frame = self._connection.recv(timeout=SECONDS)
            found = ForwardMsg.FromString(frame if isinstance(frame, bytes) else frame.encode())
            if found.WhichOneof("type") == "script_finished" and (
                found.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            ):
                return time.perf_counter() - begun

    def close(self) -> None:
        """Leaves."""
        self._connection.close()


def _memory(process: int) -> float:
    """Megabytes that a process holds (on Linux)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(kilobytes) / 1024
