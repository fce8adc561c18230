"""Pages are tested with a shelf of their own; what was reckoned of the same answers before they may keep."""

from __future__ import annotations

from pathlib import Path

import pytest

import metrics
from pages.shell import editions
from tests.pages.remembered import analyse


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIQA_HOME", str(tmp_path))
    monkeypatch.setattr("pages.steps.opening.keep_apart", lambda: None)
    monkeypatch.setattr(metrics, "analyse", analyse)
    editions.shelf.clear()
    editions._read.clear()
