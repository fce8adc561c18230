"""The dashboard is handed hostile files, and goes on."""

from __future__ import annotations

from itertools import islice

from playwright.sync_api import Browser

from tests.browser.conftest import Server
from tests.fuzz.dashboard import give, hostile_files


def test_a_dashboard_under_hostile_uploads_stays_up_and_answers(browser: Browser, server: Server) -> None:
    page = browser.new_page()
    told = give(page, server, islice(hostile_files(1), 12))
    assert told.wrong == []
    assert sum(told.outcomes.values()) == 12
    assert "Traceback" not in (server.folder / "log.txt").read_text(encoding="utf-8", errors="replace")
    page.close()
