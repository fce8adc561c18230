"""Pages are tested with a shelf of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIQA_HOME", str(tmp_path))
    monkeypatch.setattr("pages.steps.opening.keep_apart", lambda: None)
    st.cache_resource.clear()
