"""The house: which package knows of which, what it is made of, and what its files may not say."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from reports.formats import formats
from tests.house import ROOT, imported_by, modules, package_of, project_files

KNOWS = {
    "words": set(),
    "surveys": {"words"},
    "metrics": {"surveys", "words"},
    "charts": {"metrics", "surveys", "words"},
    "reports": {"charts", "metrics", "surveys", "words"},
    "store": {"metrics", "words"},
    "pages": {"charts", "metrics", "reports", "store", "surveys", "words"},
    "dashboard": {"charts", "metrics", "pages", "reports", "store", "surveys", "words"},
    "thiqa": {"charts", "metrics", "reports", "surveys", "words"},
    "start": {"thiqa"},
    "setup": set(),
    "tools": {"charts", "metrics", "reports", "surveys", "thiqa", "words"},
}
"""Each package, and the packages that it may import from: an import only ever points left."""

READS_FILES = {"surveys", "reports", "pages", "dashboard", "tools"}
"""The packages that may import the modules of ``surveys`` that read files."""

WHAT_A_SURVEY_IS = {"model"}
"""The rooms of ``surveys`` that say what a survey is and read no file."""

MAY_IMPORT = {
    "streamlit": {"pages", "dashboard"},
    "plotly": {"charts", "reports", "pages"},
    "sqlalchemy": {"store"},
    "openpyxl": {"reports", "tools"},
    "xlsxwriter": {"reports", "tools"},
    "python_calamine": {"surveys"},
    "fastexcel": {"surveys"},
    "pyarrow": {"surveys"},
    "pyreadstat": {"surveys"},
}
"""Libraries that only some packages may import."""

STATISTICS = ("metrics", "statistics")
"""The statistics know of arrays and nothing else: they stand on NumPy and SciPy alone."""

HEADLESS_NEEDS_NONE_OF = ("plotly", "sqlalchemy", "store", "streamlit")
LONGEST_FILE, LONGEST_FUNCTION = 400, 60


def wrong_imports(package: str, source: str) -> list[str]:
    """The imports of a module in a package that point the wrong way or load what that package knows nothing of."""
    wrong = []
    for name in imported_by(source):
        top, _, rest = name.partition(".")
        points_right = top in KNOWS and top != package and top not in KNOWS[package]
        foreign = top in MAY_IMPORT and package not in MAY_IMPORT[top]
        if points_right or foreign or (top == "surveys" and package not in READS_FILES and _reads_files(rest)):
            wrong.append(name)
    return sorted(wrong)


def _reads_files(rest: str) -> bool:
    submodules = {path.stem for path in (ROOT / "surveys").iterdir() if path.suffix == ".py" or path.is_dir()}
    return rest.partition(".")[0] in submodules - WHAT_A_SURVEY_IS


@pytest.mark.parametrize("module", modules(), ids=str)
def test_an_import_only_ever_points_left(module: Path) -> None:
    assert package_of(module) in KNOWS, f"{module} is in no known package"
    assert wrong_imports(package_of(module), (ROOT / module).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("package", "source"),
    [
        ("metrics", "from store import editions"),
        ("metrics", "import plotly.graph_objects as go"),
        ("surveys", "def f():\n    import metrics.model.scores"),
        ("charts", "from surveys.files.spreadsheet import read"),
        ("reports", "import streamlit as st"),
        ("store", "import importlib\nimportlib.import_module('charts')"),
        ("words", "from surveys import Survey"),
    ],
)
def test_an_import_that_points_the_wrong_way_is_seen(package: str, source: str) -> None:
    assert wrong_imports(package, source) != []


def foreign_to_statistics(source: str) -> list[str]:
    """What a module of the statistics imports beside them, NumPy, SciPy, HiGHS and Python's own."""
    known = {"numpy", "scipy", "highspy", *sys.stdlib_module_names}
    own = ".".join(STATISTICS)
    return [name for name in imported_by(source) if name.partition(".")[0] not in known and not name.startswith(own)]


def test_the_statistics_know_of_nothing_but_arrays() -> None:
    sources = {
        module: (ROOT / module).read_text(encoding="utf-8") for module in modules() if module.parts[:2] == STATISTICS
    }
    assert {module: wrong for module, source in sources.items() if (wrong := foreign_to_statistics(source))} == {}
    assert foreign_to_statistics("from metrics.model.settings import ALPHA") == ["metrics.model.settings.ALPHA"]
    assert foreign_to_statistics("from surveys.model.survey import Floats\nimport pandas") != []


def test_every_place_named_in_the_rules_is_known() -> None:
    named = set().union(READS_FILES, *KNOWS.values(), *MAY_IMPORT.values())
    assert named <= set(KNOWS)


def test_the_headless_command_loads_no_store_no_plotly_and_no_streamlit(tmp_path: Path) -> None:
    rounds = [str(ROOT / "data" / "sample" / name) for name in ("before.xlsx", "after.xlsx")]
    arguments = [*rounds, "--instrument", str(ROOT / "data" / "instrument.xlsx"), "--out", str(tmp_path / "out")]
    arguments += ["--formats", ",".join(formats())]
    program = (
        "import json, sys\n"
        "from reports.__main__ import main\n"
        "code = main(json.loads(sys.argv[1]))\n"
        "print(json.dumps({'code': code, 'loaded': sorted({name.partition('.')[0] for name in sys.modules})}))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, json.dumps(arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    said = json.loads(run.stdout.splitlines()[-1])
    assert said["code"] == 0, run.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        f"results.{one.ENDING}" for one in formats().values()
    )
    assert [name for name in HEADLESS_NEEDS_NONE_OF if name in said["loaded"]] == []


def test_no_file_is_one_that_a_reader_gets_lost_in() -> None:
    lengths = {str(module): len((ROOT / module).read_bytes().splitlines()) for module in modules()}
    assert {module: lines for module, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = []
    for module in modules():
        for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                too_long += [f"{module}: {node.name}, {lines} lines"] if lines > LONGEST_FUNCTION else []
    assert too_long == []


def test_the_project_names_no_folder_of_one_machine_and_no_registry_host() -> None:
    folders = [rf"(?<![\w.-])/{name}/" for name in ("work", "farm", "root")]
    hosts = [r"\.".join(host) for host in (("files", "python" + "hosted"), ("pypi", "org"), ("deb", "debian"))]
    hosts += [r"\.".join(host) for host in (("registry", "npm"), ("cdn", "jsdelivr"))]
    said = re.compile("|".join(folders + hosts))
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path, text in _texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if said.search(line)
    ]
    assert found == []


def _texts() -> Iterator[tuple[Path, str]]:
    for path in project_files():
        raw = path.read_bytes()
        if b"\0" not in raw:
            yield path, raw.decode("utf-8")


def _requirements(name: str) -> list[Requirement]:
    lines = (line.partition("#")[0].strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


def _closure(wanted: Iterable[Requirement]) -> set[str]:
    """The names of the packages wanted and of all that they bring in on this machine."""
    names: set[str] = set()
    waiting = [(canonicalize_name(one.name), extra) for one in wanted for extra in ("", *one.extras)]
    seen = set(waiting)
    while waiting:
        name, extra = waiting.pop()
        names.add(name)
        for text in metadata.requires(name) or []:
            one = Requirement(text)
            if one.marker is None or one.marker.evaluate({"extra": extra}):
                new = {(canonicalize_name(one.name), inner) for inner in ("", *one.extras)} - seen
                seen |= new
                waiting += new
    return names


def test_every_package_is_pinned_to_one_version_and_installed_in_it() -> None:
    wanted = _requirements("requirements.txt") + _requirements("requirements-dev.txt")
    pinned = {canonicalize_name(one.name): str(one.specifier) for one in wanted + _requirements("constraints.txt")}
    assert all(re.fullmatch(r"==[\w.]+", version) for version in pinned.values())
    assert {name: f"=={metadata.version(name)}" for name in _closure(wanted)}.items() <= pinned.items()


def test_the_readme_says_what_each_dependency_is_for() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    wanted = _requirements("requirements.txt") + _requirements("requirements-dev.txt")
    assert [one.name for one in wanted if f"`{one.name}`" not in readme] == []


def test_streamlit_knows_every_setting() -> None:
    command = [sys.executable, "-m", "streamlit", "config", "show"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace", check=True)
    assert "not a valid config option" not in shown.stdout + shown.stderr


def modules_of_tests(source: str) -> list[str]:
    """The modules of tests from which a module imports anything."""
    return sorted(name for name in imported_by(source) if re.search(r"^(?:tests\b.*\.)?test_", name))


def test_nothing_is_imported_from_a_module_of_tests() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in project_files() if path.suffix == ".py"}
    assert {path: found for path, source in sources.items() if (found := modules_of_tests(source))} == {}


@pytest.mark.parametrize(
    "source", ["from tests.pages.test_pages import opened", "from tests.pages import test_pages", "import test_words"]
)
def test_an_import_from_a_module_of_tests_is_seen(source: str) -> None:
    assert modules_of_tests(source) != []


RunTests = Callable[..., pytest.RunResult]


@pytest.fixture
def run_tests(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> RunTests:
    """Runs the tests that `pytester` was given with our own ``conftest.py``, in a session within this one."""
    monkeypatch.delenv("THIQA_NO_SKIPS", raising=False)
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nmarkers = long")
    return partial(pytester.runpytest_inprocess, "-p", "no:cacheprovider", "-p", "no:xdist")


def test_a_gate_counts_a_skipped_test_as_failed(
    pytester: pytest.Pytester, run_tests: RunTests, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytester.makepyfile(
        test_skips="import pytest\n"
        "def test_passes(): pass\n"
        "def test_skips(): pytest.skip('no browser')\n"
        "@pytest.mark.skip(reason='not today')\n"
        "def test_is_marked(): pass\n"
        "@pytest.mark.xfail\n"
        "def test_is_expected_to_fail(): assert not 1\n",
        test_whole_file="import pytest\npytest.skip('no data', allow_module_level=True)\n",
    )
    lenient = run_tests()
    assert lenient.ret == 0
    lenient.assert_outcomes(passed=1, skipped=3, xfailed=1)
    monkeypatch.setenv("THIQA_NO_SKIPS", "1")
    strict = run_tests("--continue-on-collection-errors")
    assert strict.ret == 1
    strict.assert_outcomes(failed=1, passed=1, xfailed=1, errors=2)
    for reason in ("no browser", "not today", "no data"):
        assert reason in strict.stdout.str()


def test_a_long_search_is_run_where_it_is_asked_for_and_is_else_no_part_of_the_run(
    pytester: pytest.Pytester, run_tests: RunTests, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytester.makepyfile("import pytest\ndef test_short(): pass\n@pytest.mark.long\ndef test_long(): pass\n")
    monkeypatch.setenv("THIQA_NO_SKIPS", "1")
    run_tests().assert_outcomes(passed=1, deselected=1)
    run_tests("--long").assert_outcomes(passed=2, deselected=0)
