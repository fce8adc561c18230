"""An officer's session leaves nothing of anybody behind, and large files show how far they are."""

from __future__ import annotations

import csv
import gzip
import zipfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from surveys import Upload
from surveys.files.spreadsheet import open_book
from tests.benchmarks.made_survey import write_survey
from tests.browser.conftest import ROOT, Server, settle
from tests.browser.test_journey import open_page, upload
from tests.surveys.workbooks import workbook
from words import say

SAMPLE = ROOT / "data" / "sample"
NAME, PHONE, MAIL = "Zozan Example", "+964 750 000 4711", "zozan@example.org"
TOWN = "Unmistakable Town"


def with_traces(folder: Path, name: str) -> Path:
    """A round of the sample with columns that name people, and one that belongs to no question."""
    sheet = open_book(Upload.from_path(SAMPLE / name)).sheets[0]
    rows = [list(sheet.row(number)) for number in range(sheet.height)]
    more = [["Full name", "Phone number", "E-mail", "Town"]] + [[NAME, PHONE, MAIL, TOWN]] * (len(rows) - 1)
    path = folder / name
    path.write_bytes(workbook(name, {"Data": [[*row, *one] for row, one in zip(rows, more, strict=True)]}).content)
    return path


def participant_codes() -> list[str]:
    sheet = open_book(Upload.from_path(SAMPLE / "before.xlsx")).sheets[0]
    place = sheet.row(0).index("Participant code")
    return [str(cell) for cell in sheet.columns[place].used if cell != "Participant code" and len(str(cell)) > 3]


def everything_in(folder: Path) -> bytes:
    """The bytes of all files of a folder, unpacked where they are packed."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            found.append(content)
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    found += [archive.read(name) for name in archive.namelist()]
            elif content.startswith(b"\x1f\x8b"):
                found.append(gzip.decompress(content))
    return b"\n".join(found)


def test_no_file_and_no_message_of_a_session_names_anybody(browser: Browser, server: Server, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    open_page(page, server, "surveys", "en")
    upload(page, with_traces(given, "before.xlsx"), with_traces(given, "after.xlsx"))
    page.get_by_text(say("screens.draft_ready", "en")).wait_for(timeout=60_000)
    page.get_by_label(say("screens.event_title", "en")).fill("Traces")
    page.get_by_label(say("screens.event_title", "en")).press("Enter")
    publish = page.get_by_role("button", name=say("screens.publish", "en"), exact=True)
    expect(publish).to_be_enabled(timeout=30_000)
    publish.click()
    expect(page.locator("h1").first).to_have_text("Traces", timeout=30_000)
    shown = page.content()
    page.close()
    server.stop()
    left = everything_in(server.home) + everything_in(server.temporary) + (server.folder / "log.txt").read_bytes()
    assert b"Traces" in left
    kept = [text for text in (NAME, PHONE, MAIL, TOWN, *participant_codes()) if text.encode() in left or text in shown]
    assert kept == []


def large(folder: Path, times: int) -> tuple[Path, Path]:
    """A made round as a text table, its people so many times over under other codes; and its form."""
    before, _, form = write_survey(folder, 1_000, 40, 12)
    sheet = open_book(Upload.from_path(before)).sheets[0]
    heading, *rows = ([str(cell) for cell in sheet.row(number)] for number in range(sheet.height))
    place = heading.index("code")
    path = folder / "large.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        for again in range(times):
            writer.writerows([*row[:place], f"{row[place]}-{again}", *row[place + 1 :]] for row in rows)
    return path, form


def bar(page: Page) -> float | None:
    """How full the bar of progress is, from 0 to 1; None where there is none."""
    value = page.evaluate("""() => {
        const bar = document.querySelector("[data-testid='stProgress'] [role='progressbar']");
        return bar === null ? null : Number(bar.getAttribute("aria-valuenow"));
    }""")
    return None if value is None else float(value) / 100


def test_a_large_file_shows_how_far_it_is_and_can_be_stopped(browser: Browser, server: Server, tmp_path: Path) -> None:
    before, form = large(tmp_path, 80)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    open_page(page, server, "surveys", "en")
    page.get_by_text(say("screens.instrument_other", "en"), exact=True).click()
    settle(page)
    inputs = page.locator("[data-testid='stFileUploaderDropzoneInput']")
    inputs.last.set_input_files(str(form))
    settle(page)
    inputs.nth(0).set_input_files(str(before))
    page.get_by_text(say("screens.one_round", "en"), exact=True).click()
    seen: list[float] = []
    page.get_by_role("button", name=say("screens.stop_reading", "en")).wait_for(timeout=30_000)
    page.locator("[data-testid='stProgress'] [role='progressbar']").wait_for(state="attached", timeout=10_000)
    while len(set(seen)) < 2:
        share = bar(page)
        assert share is not None
        seen.append(share)
        page.wait_for_timeout(50)
    assert seen == sorted(seen)
    page.get_by_role("button", name=say("screens.stop_reading", "en")).click()
    page.get_by_text(say("screens.reading_stopped", "en")).wait_for(timeout=10_000)
    page.get_by_role("button", name=say("screens.read_again", "en")).click()
    page.get_by_text(say("screens.draft_ready", "en")).wait_for(timeout=60_000)
    page.close()
