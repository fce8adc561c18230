"""The dashboard's server: it finds a free port and ends when it is asked to."""

from __future__ import annotations

import socket
import subprocess
from unittest.mock import Mock

import pytest

from thiqa import server


def test_a_port_that_is_taken_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as listener:
        listener.bind((server.ADDRESS, 0))
        listener.listen()
        taken = listener.getsockname()[1]
        monkeypatch.setattr(server, "FIRST_PORT", taken)
        monkeypatch.setattr(server, "LAST_PORT", taken)
        assert not server.is_free(taken)
        with pytest.raises(server.StartError, match="all taken"):
            server.free_port()
        monkeypatch.setattr(server, "LAST_PORT", taken + 20)
        assert server.free_port() > taken


@pytest.mark.parametrize("impatience", [KeyboardInterrupt, subprocess.TimeoutExpired("streamlit", 5)])
def test_a_server_that_is_slow_to_end_or_asked_twice_is_ended_by_force(
    impatience: BaseException | type[BaseException],
) -> None:
    process = Mock(spec=subprocess.Popen)
    process.wait.side_effect = impatience
    server._stop(process)
    assert [call[0] for call in process.method_calls] == ["terminate", "wait", "kill"]
