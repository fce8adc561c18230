"""What tests share: where the test data and a browser are, what is long, and the rule that a gate skips nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.machine import KEPT_RESULTS, SHARED, find_chromium, find_shared_data

# How long an example takes says nothing where several tests share a machine.
settings.register_profile("thiqa", deadline=None)
settings.load_profile("thiqa")

NO_SKIPS = "THIQA_NO_SKIPS"


def require_shared_data() -> Path:
    """The folder of test data; a test that needs it is skipped where there is none."""
    folder = find_shared_data()
    if folder is None:
        pytest.skip(
            "needs other people's survey files, which are not part of the project: "
            f"set {SHARED} to their folder, or lay it beside the project as ../shared"
        )
    return folder


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of test data; a test that needs it is skipped where there is none."""
    return require_shared_data()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a browser; a test that needs it is skipped where there is none."""
    browser = find_chromium()
    if browser is None:
        pytest.skip("no Chromium, Chrome or Edge found: install one, or set CHROMIUM to its path")
    return browser


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--long``: the long searches too; their last results stand in ``docs/long-tests.md``."""
    parser.addoption("--long", action="store_true", help="run the long searches too (docs/long-tests.md)")


def pytest_configure(config: pytest.Config) -> None:
    """A folder for the results that all workers of this run share: they inherit its name, and it goes with the run."""
    if KEPT_RESULTS not in os.environ:
        folder = tempfile.TemporaryDirectory(prefix="thiqa-results-")
        os.environ[KEPT_RESULTS] = folder.name

        def forget() -> None:
            del os.environ[KEPT_RESULTS]
            folder.cleanup()

        config.add_cleanup(forget)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the long searches out where they are not asked for: they are not skipped, they are not of this run."""
    if config.getoption("--long"):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    if long:
        items[:] = [item for item in items if item not in long]
        config.hook.pytest_deselected(items=long)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where no test may be skipped, a skipped test has failed; one that is expected to fail has not."""
    report = yield
    if not hasattr(report, "wasxfail"):
        _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Where no test may be skipped, neither may a whole file."""
    report = yield
    _fail_if_skipped(report)
    return report


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.outcome == "skipped" and os.environ.get(NO_SKIPS):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{NO_SKIPS} is set, so no test may be skipped. {reason}"
