"""Pages are tested with a shelf of their own; what was reckoned of the same answers before they may keep."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from streamlit.components.v2 import manifest_scanner

import metrics
from pages.shell import editions
from tests.remembered import analyse

INSTALLED = cache(manifest_scanner.scan_component_manifests)
"""What Streamlit finds when it looks through all installed packages; it would look again for every page."""


@event.listens_for(Engine, "connect")
def _without_waiting_for_the_disk(connection: DBAPIConnection, _: object) -> None:
    """No test cuts the power: the databases of tests need not be safe on the disk before the test goes on."""
    connection.cursor().execute("PRAGMA synchronous = OFF")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIQA_HOME", str(tmp_path))
    monkeypatch.setattr("pages.steps.files.opening.keep_apart", lambda: None)
    monkeypatch.setattr(metrics, "analyse", analyse)
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", INSTALLED)
    editions.shelf.clear()
    editions._read.clear()
