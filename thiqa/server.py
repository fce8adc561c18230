"""The dashboard's server: finds a port, serves, says where, and ends it. Needs nothing but Python itself."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

DASHBOARD = next(path for folder in Path(__file__).resolve().parents if (path := folder / "dashboard.py").exists())
"""Beside this package in the project's folder, in this package where it is installed."""
FIRST_PORT, LAST_PORT = 8501, 8599
ADDRESS, NAME = "127.0.0.1", "localhost"
SECONDS_TO_START, SECONDS_TO_STOP = 120, 5


class StartError(Exception):
    """What is wrong and what to do about it, for the person at the keyboard."""


def add_port(parser: argparse.ArgumentParser) -> None:
    """The option of a command that serves."""
    parser.add_argument("--port", type=int, help=f"where to serve it (default: the first free from {FIRST_PORT} on)")


def run_dashboard(python: str, port: int | None, streamlit_options: list[str]) -> int:
    """Serve the dashboard by a Python until it is stopped; say where as soon as it answers.

    It is served from its own folder, so that the settings there count. The server's health check runs the whole page
    once, so the first visitor finds every import done.
    """
    port = free_port() if port is None else port
    if not is_free(port):
        raise StartError(f"port {port} is taken. Choose another: --port NUMBER")
    server = subprocess.Popen(
        [
            *(python, "-m", "streamlit", "run", DASHBOARD.name),
            *(f"--server.port={port}", "--logger.hideWelcomeMessage=true"),
            *streamlit_options,
        ],
        cwd=DASHBOARD.parent,
    )
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)  # They stop it as Ctrl+C does.
    try:
        if _answers(port, server):
            print(f"\n  Thiqa is at http://{NAME}:{port}   (Ctrl+C stops it)\n", flush=True)
            _ask(port, "/_stcore/script-health-check")
        return server.wait()
    except KeyboardInterrupt:
        _stop(server)
        return 0


def free_port() -> int:
    """The first port from 8501 on that nobody listens on."""
    for port in range(FIRST_PORT, LAST_PORT + 1):
        if is_free(port):
            return port
    raise StartError(f"the ports {FIRST_PORT} to {LAST_PORT} are all taken. Choose one: --port NUMBER")


def is_free(port: int) -> bool:
    """Whether a server could listen on a port of this machine."""
    with socket.socket() as probe:
        if os.name != "nt":  # On Windows this option would let two servers share the port.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True


def _answers(port: int, server: subprocess.Popen[bytes]) -> bool:
    """Wait until the server answers; no if it ended or took too long."""
    give_up = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < give_up:
        if _ask(port, "/_stcore/health"):
            return True
        time.sleep(0.05)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    """End the server; by force if asked again, or if it does not end by itself, as when nobody reads what it prints."""
    server.terminate()
    try:
        server.wait(SECONDS_TO_STOP)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        server.kill()


def _ask(port: int, path: str) -> bool:
    """Whether the server answers a GET at all."""
    try:
        with socket.create_connection((ADDRESS, port), timeout=SECONDS_TO_START) as connection:
            connection.sendall(f"GET {path} HTTP/1.0\r\nHost: {NAME}:{port}\r\n\r\n".encode())
            return connection.recv(1) != b""
    except OSError:
        return False
