"""The two surveys whose numbers R made: where their files are, and these numbers."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from surveys import Survey, Upload, read_survey
from tests.conftest import require_shared_data
from tests.machine import ROOT

FOLDER = ROOT / "tests" / "data" / "golden"
EVENT, PANEL = "event16", "gss_panel"
SURVEYS = (EVENT, PANEL)
_NAMES = {
    EVENT: ("pre.xlsx", "post.xlsx", "instrument.xlsx"),
    PANEL: ("pre_2006.xlsx", "post_2008.xlsx", "instrument.xlsx"),
}


def files(name: str) -> tuple[Path, Path, Path]:
    """Before, after and the instrument of a survey; a test that asks for the panel is skipped where it is not at hand.

    The event was made for these tests. The panel is real people's answers, published by others.
    """
    folder = FOLDER / EVENT if name == EVENT else require_shared_data() / "data" / PANEL
    before, after, instrument = (folder / file for file in _NAMES[name])
    return before, after, instrument


def survey(name: str) -> Survey:
    """A survey as our reading has it."""
    before, after, instrument = map(Upload.from_path, files(name))
    return read_survey([before, after], instrument)


@cache
def reference(name: str) -> dict[str, Any]:
    """What R made of a survey, list by list (``tests/data/golden/README.md``)."""
    everything = json.loads((FOLDER / "golden.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = everything["datasets"][name]
    return found
