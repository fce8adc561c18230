"""A laptop is seized after an officer's session: nothing on its disk names anybody, and a wiped visit is gone."""

from __future__ import annotations

import base64
import gzip
import io
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from store import Shelf
from store.database import FILE
from surveys import Upload
from surveys.files.spreadsheet import open_book
from tests.browser.running import Server, running
from tests.browser.searching import found_in
from tests.browser.visits import (
    UPLOADER,
    await_draft,
    choose,
    choose_formats,
    new_page,
    open_page,
    publish,
    rerun,
    settle,
    turn_to,
    unfold,
    upload,
)
from tests.sample import BEFORE, shared_sample
from tests.surveys.workbooks import workbook
from words import say

MARK = "qzx7"
"""At the end of each code, so that none is found by chance."""
CODE = ("Participant code", "رمز المشاركة")
TYPED = "Unmistakable Title Typed"
TOWN = "Unheard-of Town"
"""In a column that belongs to no question: the list of checks, the officer's own, shows what stands in it."""
PEOPLE = [
    (
        f"Zozan Unmistakable{n}",
        f"+964 750 {n:03d} 4711",
        f"zozan{n}@unmistakable.example",
        f"36.19{n:03d},44.00{n:03d}",
        f"{TOWN} {n}",
    )
    for n in range(60)
]
"""By name, phone, e-mail and place, and a town."""


def planted(folder: Path, name: str) -> tuple[Path, list[str]]:
    """A round of the sample whose people have names, phones, addresses and codes of their own; and all of these."""
    sheet = open_book(Upload.from_path(BEFORE.parent / name)).sheets[0]
    rows = [[*sheet.row(number)] for number in range(sheet.height)]
    column = next(column for column, heading in enumerate(rows[0]) if heading in CODE)
    for row in rows[1:]:
        row[column] = f"{row[column]}{MARK}" if len(str(row[column])) > 4 else row[column]
    people = [["Full name", "Phone number", "E-mail", "GPS", "Town"], *map(list, PEOPLE[: len(rows) - 1])]
    path = folder / name
    whole = [[*row, *person] for row, person in zip(rows, people, strict=True)]
    path.write_bytes(workbook(name, {"Data": whole}).content)
    codes = [str(row[column]) for row in rows[1:] if MARK in str(row[column])]
    return path, [*codes, *(text for person in people[1:] for text in person)]


def broken(folder: Path) -> list[Path]:
    """Files that can't be read, full of what nobody may find: cut off, bad XML, a wrong kind, no headings."""
    name, phone, mail = PEOPLE[0][:3]
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


def download(page: Page, selector: str, folder: Path) -> None:
    """Presses a button that hands over a file, and keeps it."""
    with page.expect_download() as given:
        page.locator(selector).first.click()
    given.value.save_as(folder / f"{len(list(folder.iterdir()))}-{given.value.suggested_filename}")


def goes_wrong(page: Page, files: Sequence[Path], after: Path) -> None:
    """Gives files that can't be read for the round before, one after another."""
    upload(page, files[0], after)
    for path in files:
        if path != files[0]:
            page.locator(UPLOADER).nth(0).set_input_files(str(path))
        page.locator(".issue.error", has_text=path.name).first.wait_for()
        assert page.locator("[data-testid='stException']").count() == 0, path.name


def publishes(page: Page, downloads: Path) -> None:
    """From the checks to a published edition: decides on codes, saves the checks, types a title, publishes."""
    await_draft(page)
    page.locator(".st-key-pair_same button").click()
    page.locator("[class*='st-key-undo_'] button").first.wait_for()
    await_draft(page)
    download(page, ".st-key-download_checks button", downloads)
    publish(page, TYPED)


def takes_everything(page: Page, downloads: Path) -> None:
    """Downloads the report in all formats, a figure of each page and the reminders."""
    for name in ("groups", "questions", "mutual", "export", "surveys"):
        turn_to(page, name)
        if name == "export":
            choose_formats(page)
            download(page, ".st-key-make_report button", downloads)
        elif name == "surveys":
            download(page, ".st-key-reminder_text button", downloads)
            download(page, ".st-key-reminder_calendar button", downloads)
        else:
            download(page, "[class*='st-key-png_'] button", downloads)


def wipe(page: Page) -> None:
    page.locator(".st-key-wipe button").click()
    page.locator(".st-key-wipe_yes button").click()
    page.get_by_text(say("traces.wiped", "en"), exact=True).wait_for()
    settle(page)


def test_nothing_on_the_disk_names_anybody_after_a_whole_session(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    given, downloads = tmp_path / "given", tmp_path / "downloads"
    given.mkdir()
    downloads.mkdir()
    (before, names), (after, more) = planted(given, "before.xlsx"), planted(given, "after.xlsx")
    page = new_page(browser)
    open_page(page, server, "surveys")
    goes_wrong(page, broken(given), after)
    page.locator(UPLOADER).nth(0).set_input_files(str(before))
    publishes(page, downloads)
    shown = tmp_path / "shown.html"
    shown.write_text(f"{page.content()}{page.url}", encoding="utf-8")
    ours = [server.home, server.user, server.temporary, server.folder / "log.txt", server.calls, shown]
    looked_for = sorted({*names, *more, MARK, "unmistakable.example", "Zozan", TOWN})
    assert found_in([TYPED], [server.home]) != {}
    assert found_in(looked_for, ours) == {}, "before the wipe"
    takes_everything(page, downloads)
    wipe(page)
    assert not server.holds_uploads(False)
    shown.write_text(f"{page.content()}{page.url}", encoding="utf-8")
    page.close()
    server.stop()
    assert len(list(downloads.iterdir())) == 7
    assert found_in([TYPED], [server.home]) != {}
    assert found_in(looked_for, ours) == {}
    assert found_in([word for word in looked_for if TOWN not in word], [downloads]) == {}


@pytest.fixture(scope="module")
def emptied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard for tests that leave it without a visit's files."""
    with running(tmp_path_factory.mktemp("emptied")) as dashboard:
        yield dashboard


def test_the_server_holds_no_file_of_a_visit_that_was_wiped_or_taken_over_after_a_reload(
    browser: Browser, emptied: Server, tmp_path: Path
) -> None:
    (before, _), (after, _) = planted(tmp_path, "before.xlsx"), planted(tmp_path, "after.xlsx")
    page = new_page(browser)
    page.on("dialog", lambda dialog: dialog.accept())
    open_page(page, emptied, "surveys")
    upload(page, before, after)
    await_draft(page)
    title = page.get_by_label(say("screens.event_title", "en"))
    with rerun(page):
        title.fill(TYPED)
        title.press("Enter")
    assert emptied.holds_uploads(True)
    wipe(page)
    assert not emptied.holds_uploads(False)
    assert "edition=draft" not in page.url
    page.locator(".st-key-begin_anew button").click()
    page.locator(UPLOADER).first.wait_for(state="attached")
    settle(page)
    assert page.locator("[data-testid='stFileUploaderFile']").count() == 0
    assert [word for word in ("before.xlsx +", TYPED, MARK) if word in page.content()] == []
    upload(page, before, after)
    await_draft(page)
    assert page.get_by_label(say("screens.event_title", "en")).input_value() == ""
    assert emptied.holds_uploads(True)
    page.reload()
    await_draft(page)
    assert not emptied.holds_uploads(False)
    wipe(page)
    page.close()


def test_the_wipe_ends_visits_too_whose_page_was_closed(browser: Browser, emptied: Server, tmp_path: Path) -> None:
    (before, _), (after, _) = planted(tmp_path, "before.xlsx"), planted(tmp_path, "after.xlsx")
    page = new_page(browser)
    open_page(page, emptied, "surveys")
    upload(page, before, after)
    await_draft(page)
    page.close()
    page = new_page(browser)
    open_page(page, emptied, "surveys")
    assert emptied.holds_uploads(True)
    wipe(page)
    assert not emptied.holds_uploads(False)
    page.close()


def test_a_published_edition_is_deleted_in_the_browser(browser: Browser, emptied: Server) -> None:
    page = new_page(browser)
    open_page(page, emptied, "surveys")
    shelf = Shelf(f"sqlite:///{(emptied.home / FILE).as_posix()}")
    shelf.publish(shared_sample(), TYPED)
    shelf.close()
    open_page(page, emptied, "surveys")
    within = unfold(page, say("traces.delete", "en"))
    choose(page, within, TYPED)
    within.get_by_text(say("traces.delete_sure", "en")).click()
    delete = page.locator(".st-key-delete_now button")
    expect(delete).to_be_enabled()
    delete.click()
    page.get_by_text(say("traces.deleted", "en")).wait_for()
    page.close()
    assert found_in([TYPED], [emptied.home]) == {}


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
