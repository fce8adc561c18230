"""The starter: it installs once, and again only when the lists change."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import IO

import pytest

import start
from thiqa.server import StartError

LISTS = ("constraints.txt", "requirements.txt", "requirements-dev.txt")


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A project in a folder of its own; gives the commands that the starter calls, which only seem to work."""
    called: list[list[str]] = []

    def call(command: list[str], **_: object) -> int:
        called.append(command)
        start.VENV_PYTHON.parent.mkdir(parents=True, exist_ok=True)
        start.VENV_PYTHON.touch()
        return 0

    for name in LISTS:
        (tmp_path / name).write_text(f"# {name}\n", encoding="utf-8")
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(start, "VENV_PYTHON", tmp_path / ".venv" / "python")
    monkeypatch.setattr(subprocess, "call", call)
    return called


def test_a_first_start_makes_the_environment_and_installs(commands: list[list[str]]) -> None:
    start.install("run")
    steps = [word for command in commands for word in command if word in ("venv", "install")]
    assert steps == ["venv", "install"]
    assert commands[-1][-1] == "requirements.txt"


def test_a_second_start_calls_no_installer(commands: list[list[str]]) -> None:
    start.install("run")
    commands.clear()
    start.install("run")
    assert commands == []


def test_what_the_tests_install_serves_the_dashboard_too(commands: list[list[str]]) -> None:
    start.install("test")
    commands.clear()
    start.install("run")
    assert commands == []


@pytest.mark.usefixtures("commands")
@pytest.mark.parametrize("name", ["constraints.txt", "requirements.txt"])
def test_a_changed_list_is_installed_again(name: str) -> None:
    start.install("test")
    (start.ROOT / name).write_text("# another\n", encoding="utf-8")
    assert not start.is_installed("run")
    assert not start.is_installed("test")


@pytest.mark.usefixtures("commands")
def test_a_change_for_the_tests_alone_leaves_the_dashboard_be() -> None:
    start.install("test")
    (start.ROOT / "requirements-dev.txt").write_text("# another\n", encoding="utf-8")
    assert start.is_installed("run")
    assert not start.is_installed("test")


@pytest.mark.usefixtures("commands")
def test_an_installation_that_failed_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    start.VENV_PYTHON.parent.mkdir()
    start.VENV_PYTHON.touch()
    monkeypatch.setattr(subprocess, "call", lambda command, **_: int("install" in command))
    with pytest.raises(StartError, match="did not finish"):
        start.install("run")
    assert not start.is_installed("run")


def test_what_failed_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert start.report_failures([]) == 0
    assert start.report_failures(["mypy", "pytest"]) == 1
    assert "mypy, pytest" in capsys.readouterr().err


def test_what_the_checks_say_comes_after_the_tests(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def call(command: list[str], stdout: IO[str] | None = None, **_: object) -> int:
        print(f"says {command[2]}", file=stdout)
        return int(command[2] != "ruff")

    monkeypatch.setattr(subprocess, "call", call)
    assert start.failed_checks_and_tests([]) == ["mypy", "pytest"]
    assert capsys.readouterr().out.split() == ["says", "pytest", "says", "ruff", "says", "ruff", "says", "mypy"]


def test_options_of_pytest_and_streamlit_are_passed_on() -> None:
    options, passed_on = start._command_line(["test", "-k", "words", "--maxfail=1"])
    assert (options.command, passed_on) == ("test", ["-k", "words", "--maxfail=1"])


def test_what_one_python_of_the_tests_compiles_the_others_find(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, str] = {}
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(subprocess, "call", lambda _, env: given.update(env) or 1)
    assert start.failed_tests([]) == ["pytest"]
    assert "PYTHONDONTWRITEBYTECODE" not in given
    assert given["PATH"] == os.environ["PATH"]


def test_one_test_more_runs_at_once_than_there_are_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []

    def call(command: list[str], **_: object) -> int:
        given.extend(command)
        return 0

    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(subprocess, "call", call)
    assert start.failed_tests(["--numprocesses=7"]) == []
    assert [option for option in given if "processes" in option] == ["--numprocesses=3", "--numprocesses=7"]
