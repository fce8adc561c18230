"""The package that is installed: one name, `thiqa`, and the same numbers as in this folder."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

import thiqa
from reports import results_json
from tests.sample import AFTER, BEFORE, INSTRUMENT, sample_result

ROOT = Path(__file__).resolve().parent.parent
LEFT_HERE = ("tests", "docs", "tools")
"""Folders for those who work on the program."""


def _builder() -> ModuleType:
    spec = spec_from_file_location("package_builder", ROOT / "setup.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Installed:
    """The package, built from its source distribution and installed into a folder."""

    wheel: Path
    folder: Path

    def run(self, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Python on this copy, from a folder where nothing else of ours is found."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONSAFEPATH": "1"}
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def _is_left_here(folder: str, names: list[str]) -> list[str]:
    """What a build does not need: those folders, and hidden ones but ``.streamlit``."""
    at_the_top = Path(folder) == ROOT
    hidden = [name for name in names if name.startswith((".", "__pycache__")) and name != ".streamlit"]
    return hidden + [name for name in names if at_the_top and name in LEFT_HERE]


def _do(command: Sequence[str | Path], cwd: Path) -> None:
    done = subprocess.run([sys.executable, *command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """A source distribution, the wheel that is built of it, and that wheel installed: all without the network."""
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(ROOT, folder / "tree", ignore=_is_left_here)
    _do(["-c", "from setuptools import build_meta; build_meta.build_sdist('..')"], folder / "tree")
    (packed,) = folder.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        archive.extractall(folder / "source", filter="data")
    (source,) = (folder / "source").iterdir()
    _do(["-c", "from setuptools import build_meta; build_meta.build_wheel('../..')"], source)
    (wheel,) = folder.glob("*.whl")
    offline = ["--no-input", "--disable-pip-version-check", "--no-deps", "--no-index", "--no-compile"]
    _do(["-m", "pip", "install", *offline, "--target", folder / "site", wheel], folder)
    return Installed(wheel, folder / "site")


def test_site_packages_gains_one_name(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as wheel:
        names = wheel.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"thiqa", f"thiqa-{thiqa.__version__}.dist-info"}


def test_everything_that_it_needs_is_in_it(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as wheel:
        names = set(wheel.namelist())
    wanted = {f"thiqa/{file}" for file in ("dashboard.py", ".streamlit/config.toml", "data/instrument.xlsx")}
    for name in _builder().PACKAGES:
        wanted |= {f"thiqa/{path.relative_to(ROOT)}" for path in (ROOT / name).rglob("*.py")}
    for name in ("data", "static"):
        wanted |= {f"thiqa/{path.relative_to(ROOT)}" for path in (ROOT / name).rglob("*") if path.is_file()}
    assert wanted - names == set()


def test_every_package_of_the_program_is_known_to_the_build() -> None:
    of_the_program = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "tools", "thiqa"}
    of_the_program |= {"pages"}  # its files are run as screens
    assert set(_builder().PACKAGES) == of_the_program


def test_it_depends_on_what_the_requirements_list(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as wheel:
        about = wheel.read(f"thiqa-{thiqa.__version__}.dist-info/METADATA").decode()
    asked = {line.removeprefix("Requires-Dist: ") for line in about.splitlines() if line.startswith("Requires-Dist")}
    lines = (line.partition("#")[0].strip() for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines())
    assert asked == {line for line in lines if line and not line.startswith("-c")}


def test_the_command_gives_the_same_bytes_as_this_folder(installed: Installed, tmp_path: Path) -> None:
    command = [str(installed.folder / "bin" / "thiqa")] if os.name != "nt" else ["-m", "thiqa"]
    arguments = ["report", str(BEFORE), str(AFTER), "--instrument", str(INSTRUMENT), "--out", "out"]
    run = installed.run(*command, *arguments, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "out" / "results.json").read_bytes() == results_json(sample_result())
    assert (tmp_path / "out" / "results.xlsx").exists()


def test_the_dashboard_draws_its_first_page_and_no_other_name_is_loaded(installed: Installed, tmp_path: Path) -> None:
    program = (
        "import json, sys\n"
        "from importlib.util import find_spec\n"
        "from streamlit.testing.v1 import AppTest\n"
        "names = json.loads(sys.argv[2])\n"
        "found = [name for name in names if find_spec(name)]\n"
        "app = AppTest.from_file(sys.argv[1], default_timeout=60).run()\n"
        "loaded = [name for name in names if name in sys.modules]\n"
        "print(json.dumps([found, loaded, [one.message for one in app.exception], len(app.main)]))\n"
    )
    names = json.dumps([*_builder().PACKAGES, "dashboard", "data", "static"])
    run = installed.run("-c", program, str(installed.folder / "thiqa" / "dashboard.py"), names, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    found, loaded, errors, drawn = json.loads(run.stdout.splitlines()[-1])
    assert (found, loaded, errors) == ([], [], [])
    assert drawn


def test_the_command_says_what_it_can_do(installed: Installed, tmp_path: Path) -> None:
    assert installed.run("-m", "thiqa", "--version", cwd=tmp_path).stdout == f"thiqa {thiqa.__version__}\n"
    help_text = installed.run("-m", "thiqa", "--help", cwd=tmp_path).stdout
    assert all(word in help_text for word in ("run", "report"))
    nothing_asked = installed.run("-m", "thiqa", "report", cwd=tmp_path)
    assert (nothing_asked.returncode, nothing_asked.stderr.partition(":")[0]) == (2, "thiqa report")


@pytest.mark.parametrize(
    ("source", "installed_as"),
    [
        ("from surveys.model import Survey", "from thiqa.surveys.model import Survey"),
        ("import words", "import thiqa.words as words"),
        ("import words as w", "import thiqa.words as w"),
        ("import os, charts.look, re", "import os, thiqa.charts.look, thiqa.charts as charts, re"),
        ("def f():\n    x = 'ثقة'; from words import say", "def f():\n    x = 'ثقة'; from thiqa.words import say"),
        ("import wordsmith\nfrom storeroom import store", "import wordsmith\nfrom storeroom import store"),
        ("text = 'from words import say'", "text = 'from words import say'"),
    ],
)
def test_imports_of_our_own_packages_are_recognised_by_their_names_there(source: str, installed_as: str) -> None:
    assert _builder().below_one_name(source, "a.py") == installed_as


def test_no_text_of_the_program_names_one_of_its_modules() -> None:
    """Installed, the module has another name, and a text is not rewritten: use ``__name__`` or the class."""
    named, packages = [], _builder().PACKAGES
    for package in packages:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_module(node.value, packages):
                    named.append(f"{path.relative_to(ROOT)}:{node.lineno}: {node.value}")
    assert named == []


def _is_module(text: str, packages: Collection[str]) -> bool:
    top, dot, _ = text.partition(".")
    if not dot or top not in packages:
        return False
    path = ROOT.joinpath(*text.split("."))
    return path.with_suffix(".py").exists() or path.is_dir()
