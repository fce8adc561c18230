"""Makes the project's own environment in ``.venv``, once, and starts the dashboard, the checks or the tests in it.

``python3 start.py run`` (or no word at all) starts the dashboard, ``check`` lints and checks types, ``test`` does that
and runs the tests. Needs nothing but Python itself; calls the installer only when the requirements have changed, so
that it works offline from the second time on.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from thiqa.server import StartError, add_port, run_dashboard

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
REQUIREMENTS = {"run": "requirements.txt", "test": "requirements-dev.txt"}
OLDEST_PYTHON = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")


def main(arguments: list[str]) -> int:
    """Do what the command line asks; the exit code is that of the program started."""
    options, passed_on = _command_line(arguments or ["run"])
    use_a_recent_python()
    os.chdir(ROOT)
    try:
        if options.command == "run":
            install("run")
            return run_dashboard(str(VENV_PYTHON), options.port, passed_on)
        install("test")
        if options.command == "check":
            return report_failures(failed_checks())
        return report_failures(failed_checks_and_tests(passed_on))
    except StartError as problem:
        print(f"start.py: {problem}", file=sys.stderr)
        return 1


def _command_line(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(prog="start.py", description="Start the dashboard, the checks or the tests.")
    commands = parser.add_subparsers(dest="command", required=True)
    add_port(commands.add_parser("run", help="start the dashboard; further options go to Streamlit"))
    commands.add_parser("check", help="lint, check the format and the types")
    commands.add_parser("test", help="the checks, then the tests; further options go to pytest")
    options, passed_on = parser.parse_known_args(arguments)
    if options.command == "check" and passed_on:
        parser.error("check takes no further options")
    return options, passed_on


def use_a_recent_python() -> None:
    """Go on under a newer Python of this machine when the one at hand is too old."""
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return
    newer = next(filter(None, map(shutil.which, NEWER_PYTHONS)), None)
    if newer is None:
        version = sys.version.split()[0]
        sys.exit(f"start.py: Python 3.11 or newer is needed; this is {version}. Install one, then try again.")
    sys.exit(subprocess.call([newer, *sys.argv]))


# The environment


def install(purpose: str) -> None:
    """Bring ``.venv`` up to what a purpose (``run`` or ``test``) requires, or leave it alone when it is there already.

    Raises
    ------
    StartError
        If the environment cannot be made or the packages cannot be had.
    """
    if is_installed(purpose):
        return
    if not _has_pip():
        _make_environment()
    print(f"Installing what {REQUIREMENTS[purpose]} lists into .venv; this takes a minute or two ...", flush=True)
    pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if subprocess.call([*pip, "--requirement", REQUIREMENTS[purpose]]) != 0:
        raise StartError("the installation did not finish; see above. It needs the network once. Then try again.")
    for covered in ("run", "test") if purpose == "test" else ("run",):
        _stamp(covered).write_text(requirements_digest(covered), encoding="utf-8")


def is_installed(purpose: str) -> bool:
    """Whether ``.venv`` holds what a purpose requires, as the stamp of its last installation says."""
    stamp = _stamp(purpose)
    if not (VENV_PYTHON.exists() and stamp.exists()):
        return False
    return stamp.read_text(encoding="utf-8") == requirements_digest(purpose)


def requirements_digest(purpose: str) -> str:
    """SHA-256 over the lists that a purpose installs from."""
    lists = ["constraints.txt", "requirements.txt"] + ([REQUIREMENTS["test"]] if purpose == "test" else [])
    return hashlib.sha256(b"\0".join((ROOT / name).read_bytes() for name in lists)).hexdigest()


def _stamp(purpose: str) -> Path:
    return VENV / f"installed-for-{purpose}.sha256"


def _has_pip() -> bool:
    """Whether the environment is there and whole: making it may have been interrupted."""
    if not VENV_PYTHON.exists():
        return False
    return subprocess.call([str(VENV_PYTHON), "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0


def _make_environment() -> None:
    print("Making .venv ...", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise StartError(
            "Python could not make an environment. On Debian and Ubuntu, `apt-get install python3-venv` adds what is"
            " missing. Then try again."
        )


# The checks and the tests


def failed_checks(output: IO[str] | None = None) -> list[str]:
    """Lint, check the format and the types; the names of those that found something. What they say goes to `output`."""
    python = str(VENV_PYTHON)
    checks = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy"],
    }
    return [name for name, command in checks.items() if subprocess.call(command, stdout=output) != 0]


def failed_checks_and_tests(pytest_options: list[str]) -> list[str]:
    """Run the checks beside the tests, which wait for a browser now and then; what the checks say comes last."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said, ThreadPoolExecutor() as beside:
        checks = beside.submit(failed_checks, said)
        failed = failed_tests(pytest_options)
        failed = [*checks.result(), *failed]
        said.seek(0)
        print(said.read(), end="")
    return failed


def failed_tests(pytest_options: list[str]) -> list[str]:
    """Run the tests; ``["pytest"]`` if one failed.

    One more at a time than there are processors, as those that wait for a browser need none meanwhile. They start many
    Pythons, so what one has compiled is kept for the others, whatever the environment says of it.
    """
    at_once = f"--numprocesses={(os.cpu_count() or 1) + 1}"
    command = [str(VENV_PYTHON), "-m", "pytest", at_once, "--dist=worksteal", *pytest_options]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return ["pytest"] if subprocess.call(command, env=environment) != 0 else []


def report_failures(failed: list[str]) -> int:
    """Name what failed, last, where it is seen; the exit code."""
    if failed:
        print(f"start.py: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
