"""What an error says stays out of the log: it may quote a file."""

from __future__ import annotations

import io
import logging
import subprocess
import sys

import pytest

from pages.server.silence import keep_silent, where
from tests.pages.opening import ROOT, open_page
from tests.sample import BEFORE

NAME = "Zozan Example"


def fail() -> None:
    try:
        int(NAME)
    except ValueError as error:
        raise KeyError(NAME) from error


def chained() -> BaseException:
    with pytest.raises(KeyError) as raised:
        fail()
    return raised.value


def test_where_an_error_arose_is_logged_with_its_kinds_and_without_its_words() -> None:
    described = where(chained())
    assert "test_silence.py" in described
    assert "builtins.ValueError" in described
    assert described.splitlines()[-1] == "builtins.KeyError"
    assert NAME not in described


def test_no_logger_writes_what_an_error_says(caplog: pytest.LogCaptureFixture) -> None:
    keep_silent()
    caplog.handler.setFormatter(logging.Formatter())
    log = logging.getLogger("tests.silence")
    log.error("failed", exc_info=chained())
    log.warning("failed: %s", chained())
    log.warning(chained())
    assert NAME not in caplog.text
    assert [line for line in caplog.text.splitlines() if line.endswith("KeyError")] == [
        "builtins.KeyError",
        "failed: KeyError",
        "KeyError",
    ]


def test_an_error_while_files_are_read_is_logged_without_its_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise ValueError(f"could not convert {NAME}")

    written = io.StringIO()
    handler = logging.StreamHandler(written)
    log = logging.getLogger("streamlit.error_util")
    log.addHandler(handler)
    app = open_page("surveys")
    monkeypatch.setattr("pages.steps.upload.read_files", failing)
    app.file_uploader("upload_before").set_value((BEFORE.name, BEFORE.read_bytes(), "")).run()
    app.toggle("one_round").set_value(True).run()
    log.removeHandler(handler)
    assert app.exception
    assert "builtins.ValueError" in written.getvalue()
    assert NAME not in written.getvalue()


@pytest.mark.parametrize(
    "failing",
    [
        "int(name)",
        "import threading; thread = threading.Thread(target=int, args=(name,)); thread.start(); thread.join()",
        "type('One', (), {'__del__': lambda self: int(name)})()",
    ],
)
def test_no_crash_prints_what_an_error_says(failing: str) -> None:
    program = f"import sys\nfrom pages.server.silence import keep_silent\nkeep_silent()\nname = sys.argv[1]\n{failing}"
    run = subprocess.run([sys.executable, "-c", program, NAME], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "ValueError" in run.stderr
    assert NAME not in run.stdout + run.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no core dumps")
def test_a_crash_leaves_no_image_of_the_memory() -> None:
    program = (
        "import resource\nfrom pages.server.silence import keep_silent\nkeep_silent()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.stdout.strip() == "(0, 0)"
