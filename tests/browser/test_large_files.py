"""Large files show how far they are."""

from __future__ import annotations

import csv
from pathlib import Path

from playwright.sync_api import Browser

from surveys import Upload
from surveys.files.spreadsheet import open_book
from tests.benchmarks.made_survey import write_survey
from tests.browser.running import Server
from tests.browser.visits import UPLOADER, await_draft, new_page, open_page, rerun
from words import say


def large(folder: Path, times: int) -> tuple[Path, Path]:
    """A made round as a text table, its people so many times over under other codes; and its form."""
    before, _, form = write_survey(folder, 1_000, 40, 12)
    sheet = open_book(Upload.from_path(before)).sheets[0]
    heading, *rows = ([str(cell) for cell in sheet.row(number)] for number in range(sheet.height))
    column = heading.index("code")
    path = folder / "large.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        for again in range(times):
            writer.writerows([*row[:column], f"{row[column]}-{again}", *row[column + 1 :]] for row in rows)
    return path, form


_WRITES_DOWN_THE_BAR = """() => {
    window.shares = []
    new MutationObserver(() => {
        const bar = document.querySelector("[data-testid='stProgress'] [role='progressbar']")
        if (bar) window.shares.push(Number(bar.getAttribute("aria-valuenow")))
    }).observe(document.body, { subtree: true, childList: true, attributeFilter: ["aria-valuenow"] })
}"""


def test_a_large_file_shows_how_far_it_is_and_can_be_stopped(
    browser: Browser, shared_server: Server, tmp_path: Path
) -> None:
    before, form = large(tmp_path, 80)
    page = new_page(browser)
    open_page(page, shared_server, "surveys")
    with rerun(page):
        page.get_by_text(say("screens.instrument_other", "en"), exact=True).click()
    inputs = page.locator(UPLOADER)
    with rerun(page):
        inputs.last.set_input_files(str(form))
    page.evaluate(_WRITES_DOWN_THE_BAR)
    inputs.nth(0).set_input_files(str(before))
    page.get_by_text(say("screens.one_round", "en"), exact=True).click()
    page.wait_for_function("() => new Set(window.shares).size > 1")
    page.get_by_role("button", name=say("screens.stop_reading", "en")).click()
    page.get_by_text(say("screens.reading_stopped", "en")).wait_for()
    seen = page.evaluate("window.shares")
    assert seen == sorted(seen)
    page.get_by_role("button", name=say("screens.read_again", "en")).click()
    await_draft(page)
    page.close()
