"""A browser, and dashboards for it: two that tests may share, and one of a test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.running import FLAGS, PATIENCE, SPARING, Server, running

expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, *SPARING])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard for tests that publish nothing and look at no more than their own visit."""
    with running(tmp_path_factory.mktemp("shared_server")) as dashboard:
        yield dashboard


@pytest.fixture(scope="session")
def publishing_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard on which tests publish editions of their own, beside those of others."""
    with running(tmp_path_factory.mktemp("publishing_server")) as dashboard:
        yield dashboard


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A dashboard for one test alone."""
    with running(tmp_path) as dashboard:
        yield dashboard
