"""The dashboard is handed hostile files, and goes on."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.running import Server
from tests.browser.visits import new_page
from tests.fuzz.through_dashboard import give, hostile_files


def test_a_dashboard_under_hostile_uploads_stays_up_and_answers(browser: Browser, server: Server) -> None:
    page = new_page(browser)
    run = give(page, server, hostile_files(1, 12))
    assert run.violations == []
    assert len(run.cases) == 12
    assert "Traceback" not in (server.folder / "log.txt").read_text(encoding="utf-8", errors="replace")
    page.close()
