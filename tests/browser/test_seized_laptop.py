"""A laptop is seized after an officer's session: nothing on its disk names anybody, and a wiped visit is gone."""

from __future__ import annotations

import base64
import gzip
import io
import sqlite3
import time
import urllib.request
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from store import Shelf
from store.editions import FILE
from surveys import Upload
from surveys.files.spreadsheet import open_book
from tests.browser.conftest import ROOT, Server, settle
from tests.browser.searching import found_in
from tests.browser.test_journey import open_page, upload
from tests.sample import shared_sample
from tests.surveys.workbooks import workbook
from words import say

SAMPLE = ROOT / "data" / "sample"
MARK = "qzx7"
"""At the end of each code, so that none is found by chance."""
CODE = ("Participant code", "رمز المشاركة")
TYPED = "Unmistakable Title Typed"
PEOPLE = [
    (f"Zozan Unmistakable{n}", f"+964 750 {n:03d} 4711", f"zozan{n}@unmistakable.example", f"36.19{n:03d},44.00{n:03d}")
    for n in range(60)
]


def planted(folder: Path, name: str) -> tuple[Path, list[str]]:
    """A round of the sample whose people have names, phones, addresses and codes of their own; and all of these."""
    sheet = open_book(Upload.from_path(SAMPLE / name)).sheets[0]
    rows = [[*sheet.row(number)] for number in range(sheet.height)]
    place = next(place for place, heading in enumerate(rows[0]) if heading in CODE)
    for row in rows[1:]:
        row[place] = f"{row[place]}{MARK}" if len(str(row[place])) > 4 else row[place]
    people = [["Full name", "Phone number", "E-mail", "GPS"], *map(list, PEOPLE[: len(rows) - 1])]
    path = folder / name
    whole = [[*row, *person] for row, person in zip(rows, people, strict=True)]
    path.write_bytes(workbook(name, {"Data": whole}).content)
    codes = [str(row[place]) for row in rows[1:] if MARK in str(row[place])]
    return path, [*codes, *(text for person in people[1:] for text in person)]


def broken(folder: Path) -> list[Path]:
    """Files that can't be read, full of what nobody may find: cut off, bad XML, a wrong kind, no headings."""
    name, phone, mail, _ = PEOPLE[0]
    text = f"{name};{phone};{mail};code{MARK}\n" * 50
    cut = folder / "cut.xlsx"
    cut.write_bytes((folder / "before.xlsx").read_bytes()[:9_000])
    bad = folder / "bad.xlsx"
    with zipfile.ZipFile(folder / "before.xlsx") as whole, zipfile.ZipFile(bad, "w") as archive:
        for member in whole.namelist():
            content = whole.read(member)
            archive.writestr(member, content[: len(content) // 2] if "sheet1" in member else content)
    other = folder / "other.sav"
    other.write_bytes(b"$FL2" + text.encode())
    table = folder / "table.csv"
    table.write_text(text)
    return [cut, bad, other, table]


def download(page: Page, place: str, folder: Path) -> None:
    """Presses a button that hands over a file, and keeps it."""
    with page.expect_download(timeout=60_000) as given:
        page.locator(place).first.click()
    given.value.save_as(folder / f"{len(list(folder.iterdir()))}-{given.value.suggested_filename}")


def goes_wrong(page: Page, server: Server, files: Sequence[Path], after: Path) -> None:
    """Gives files that can't be read, one after another."""
    for path in files:
        open_page(page, server, "surveys", "en")
        upload(page, path, after)
        page.locator(".issue.error").first.wait_for(timeout=60_000)
        assert page.locator("[data-testid='stException']").count() == 0, path.name


def publishes(page: Page, downloads: Path) -> None:
    """From the checks to a published edition: decides on codes, saves the checks, types a title, publishes."""
    page.get_by_text(say("screens.draft_ready", "en")).wait_for(timeout=60_000)
    page.locator(".st-key-pair_same button").click()
    page.locator("[class*='st-key-undo_'] button").first.wait_for(timeout=30_000)
    page.get_by_text(say("screens.draft_ready", "en")).wait_for(timeout=60_000)
    settle(page)
    download(page, ".st-key-download_checks button", downloads)
    page.get_by_label(say("screens.event_title", "en")).fill(TYPED)
    page.get_by_label(say("screens.event_title", "en")).press("Enter")
    publish = page.get_by_role("button", name=say("screens.publish", "en"), exact=True)
    expect(publish).to_be_enabled(timeout=30_000)
    publish.click()
    expect(page.locator("h1").first).to_have_text(TYPED, timeout=30_000)


def takes_everything(page: Page, downloads: Path) -> None:
    """Downloads the workbook, the results, a figure of each page and the reminders."""
    for name in ("groups", "questions", "mutual", "export", "surveys"):
        page.get_by_test_id("stTopNavLink").filter(has_text=say(f"screens.page_{name}", "en")).click()
        expect(page.locator("h1").first).to_have_text(say(f"screens.page_{name}", "en"), timeout=30_000)
        settle(page)
        if name == "export":
            download(page, ".st-key-download_xlsx button", downloads)
            download(page, ".st-key-download_json button", downloads)
        elif name == "surveys":
            download(page, ".st-key-reminder_text button", downloads)
            download(page, ".st-key-reminder_calendar button", downloads)
        else:
            page.locator(".js-plotly-plot").first.wait_for()
            download(page, f"button:has-text('{say('screens.download_figure', 'en')}')", downloads)


def wipe(page: Page) -> None:
    page.locator(".st-key-wipe button").click()
    page.locator(".st-key-wipe_yes button").click()
    page.get_by_text(say("traces.wiped", "en"), exact=True).wait_for(timeout=30_000)
    settle(page)


def uploads_in_memory(server: Server) -> bool:
    """Whether the server says that it holds files of anybody; it counts them anew every five seconds."""
    time.sleep(5.5)
    with urllib.request.urlopen(f"{server.url}/_stcore/metrics", timeout=10) as answer:
        return "UploadedFileManager" in answer.read().decode()


def test_nothing_on_the_disk_names_anybody_after_a_whole_session(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    given, downloads = tmp_path / "given", tmp_path / "downloads"
    given.mkdir()
    downloads.mkdir()
    (before, names), (after, more) = planted(given, "before.xlsx"), planted(given, "after.xlsx")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    goes_wrong(page, server, broken(given), after)
    open_page(page, server, "surveys", "en")
    upload(page, before, after)
    publishes(page, downloads)
    takes_everything(page, downloads)
    wipe(page)
    assert not uploads_in_memory(server)
    shown, address = page.content(), page.url
    context.close()
    server.stop()
    assert len(list(downloads.iterdir())) == 8
    (tmp_path / "shown.html").write_text(f"{shown}{address}", encoding="utf-8")
    places = [server.home, server.user, server.temporary, server.folder / "log.txt", server.calls, downloads]
    looked_for = sorted({*names, *more, MARK, "unmistakable.example", "Zozan"})
    assert found_in([TYPED], [server.home]) != {}
    assert found_in(looked_for, [*places, tmp_path / "shown.html"]) == {}


def test_a_wiped_visit_shows_no_file_and_the_server_holds_none(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    (before, _), (after, _) = planted(tmp_path, "before.xlsx"), planted(tmp_path, "after.xlsx")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    open_page(page, server, "surveys", "en")
    upload(page, before, after)
    page.get_by_text(say("screens.draft_ready", "en")).wait_for(timeout=60_000)
    title = page.get_by_label(say("screens.event_title", "en"))
    title.fill(TYPED)
    title.press("Enter")
    settle(page)
    assert uploads_in_memory(server)
    wipe(page)
    assert not uploads_in_memory(server)
    assert "edition=draft" not in page.url
    page.locator(".st-key-begin_anew button").click()
    page.locator("[data-testid='stFileUploaderDropzoneInput']").first.wait_for(state="attached")
    settle(page)
    assert page.locator("[data-testid='stFileUploaderFile']").count() == 0
    assert [word for word in ("before.xlsx +", TYPED, MARK) if word in page.content()] == []
    upload(page, before, after)
    page.get_by_text(say("screens.draft_ready", "en")).wait_for(timeout=60_000)
    assert page.get_by_label(say("screens.event_title", "en")).input_value() == ""
    page.close()


def test_the_wipe_ends_visits_too_whose_page_was_loaded_anew(browser: Browser, server: Server, tmp_path: Path) -> None:
    (before, _), (after, _) = planted(tmp_path, "before.xlsx"), planted(tmp_path, "after.xlsx")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    open_page(page, server, "surveys", "en")
    upload(page, before, after)
    page.get_by_text(say("screens.draft_ready", "en")).wait_for(timeout=60_000)
    open_page(page, server, "surveys", "en")
    assert uploads_in_memory(server)
    wipe(page)
    assert not uploads_in_memory(server)
    page.close()


def test_a_published_edition_is_deleted_in_the_browser(browser: Browser, server: Server) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    open_page(page, server, "surveys", "en")
    shelf = Shelf(f"sqlite:///{(server.home / FILE).as_posix()}")
    shelf.publish(shared_sample(), TYPED)
    shelf.close()
    open_page(page, server, "surveys", "en")
    page.locator("[data-testid='stExpander'] summary", has_text=say("traces.delete", "en")).click()
    choice = page.locator(".st-key-delete_which input")
    choice.scroll_into_view_if_needed()
    settle(page)  # a list closes when the page is scrolled
    choice.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_text(say("traces.delete_sure", "en")).click()
    delete = page.locator(".st-key-delete_now button")
    expect(delete).to_be_enabled(timeout=30_000)
    delete.click()
    page.get_by_text(say("traces.deleted", "en")).wait_for(timeout=30_000)
    settle(page)
    page.close()
    server.stop()
    assert found_in([TYPED], [server.home]) == {}


@pytest.mark.parametrize("way", ["plain", "utf-16", "zip", "gzip", "base64", "sqlite", "name"])
def test_the_search_finds_what_is_hidden(way: str, tmp_path: Path) -> None:
    word, path = PEOPLE[3][2], tmp_path / "file"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.xml", f"<v>{word}</v>")
    if way == "sqlite":
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE t (x)")
            database.execute("INSERT INTO t VALUES (?)", (f"about {word.upper()}",))
        database.close()
    elif way == "name":
        (tmp_path / word).touch()
    else:
        written = {
            "plain": f"about {word.upper()}".encode(),
            "utf-16": f"about {word}".encode("utf-16"),
            "zip": packed.getvalue(),
            "gzip": gzip.compress(packed.getvalue()),
            "base64": base64.b64encode(f"at {word}, and so on".encode()),
        }
        path.write_bytes(written[way])
    assert list(found_in([word, "nowhere"], [tmp_path])) == [word]
