"""What this machine has: where the test data are, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = "THIQA_SHARED"
KEPT_RESULTS = "THIQA_KEPT_RESULTS"
"""The environment variable that says where the workers of a run of tests keep results for one another."""
BROWSER_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
    "brave-browser",
)
MAC_BROWSERS = ("Google Chrome", "Chromium", "Microsoft Edge", "Brave Browser")
WINDOWS_BROWSERS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


def find_shared_data() -> Path | None:
    """The folder of test data: what ``THIQA_SHARED`` names, else ``shared`` beside the project; None if absent."""
    folder = Path(os.environ.get(SHARED) or ROOT.parent / "shared").resolve()
    return folder if folder.is_dir() else None


def find_chromium() -> str | None:
    """A Chromium, Chrome or Edge on this machine: what ``CHROMIUM`` names, else the first in its usual places."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    on_path = next(filter(None, map(shutil.which, BROWSER_NAMES)), None)
    return on_path or next((str(path) for path in _usual_paths() if path.is_file()), None)


def _usual_paths() -> Iterator[Path]:
    for name in MAC_BROWSERS:
        yield Path(f"/Applications/{name}.app/Contents/MacOS/{name}")
    for variable in WINDOWS_FOLDERS:
        folder = os.environ.get(variable)
        if folder:
            yield from (Path(folder) / browser for browser in WINDOWS_BROWSERS)
