"""The analysis, remembered: where it is not what is tested, the same answers are analysed once a run of the tests.

All workers of a run share what they know: `tests/conftest.py` makes a folder for it, and empties it at the end.
"""

from __future__ import annotations

import os
import pickle
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import metrics
from metrics import Protected, Settings, in_language
from surveys import Survey
from tests.machine import KEPT_RESULTS

_analyse = metrics.analyse
_known: dict[str, Protected] = {}
_MOST_KNOWN = 100
"""More are read from the folder again: a worker that held five hundred held 1.8 GB."""


def analyse(survey: Survey, settings: Settings | None = None, **choices: Any) -> Protected:
    """The result that the same survey and settings had before in this run, in whatever language, else a new one."""
    chosen = Settings.of(settings, choices)
    key = sha256(pickle.dumps((survey, replace(chosen, lang="en")))).hexdigest()
    if key not in _known:
        if len(_known) >= _MOST_KNOWN:
            del _known[next(iter(_known))]
        _known[key] = _kept(key) or _keep(key, _analyse(survey, chosen))
    return _known[key] if chosen.lang == "en" else in_language(_known[key], chosen.lang)


def _kept(key: str) -> Protected | None:
    folder = os.environ.get(KEPT_RESULTS)
    path = Path(folder or "", key)
    if folder is None or not path.exists():
        return None
    result: Protected = pickle.loads(path.read_bytes())
    return result


def _keep(key: str, result: Protected) -> Protected:
    """Keeps a result for the other workers: a file is there whole or not at all."""
    if folder := os.environ.get(KEPT_RESULTS):
        unfinished = Path(folder, f"{key}.{os.getpid()}")
        unfinished.write_bytes(pickle.dumps(result))
        unfinished.replace(Path(folder, key))
    return result
