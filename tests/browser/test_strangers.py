"""Surveys in strangers' shapes, from the files to a published edition with the mouse alone; clicks are counted."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from metrics import ALL, INDEX
from store import Shelf
from tests.browser.running import Server
from tests.browser.visits import UPLOADER, await_draft, new_page, open_page, rerun, settle, unfold
from tests.strangers import FOLDER, STRANGERS, Stranger
from words import say

MOST_CLICKS, MOST_SECONDS = 12, 180
"""What an officer is asked for at most, with the names of files and of the event chosen and typed."""


class Officer:
    """Somebody at a page, who counts: a file chosen, a click, a name typed are one each."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0
        self.began = time.monotonic()

    def give(self, key: str, *names: str) -> None:
        """Choose files for the uploader of a key."""
        with rerun(self.page):
            self.page.locator(f".st-key-{key} {UPLOADER}").set_input_files([str(FOLDER / name) for name in names])
        self.clicks += 1

    def give_more(self, survey: Stranger) -> None:
        """The other files of each round, each of one group, whose names are those of the files."""
        unfold(self.page, say("path.more_files", "en"))
        self.give("upload_more_before", *survey.more[0])
        self.give("upload_more_after", *survey.more[1])
        with rerun(self.page):
            self.page.locator(".st-key-files_are_groups label").first.click()
        self.clicks += 2

    def press(self, key: str) -> None:
        """Press the button of a key."""
        with rerun(self.page):
            self.page.locator(f".st-key-{key} button").click()
        self.clicks += 1

    def type_title(self, title: str) -> None:
        """Type the name of the event."""
        self.page.get_by_label(say("screens.event_title", "en"), exact=True).fill(title)
        self.clicks += 1


@pytest.mark.parametrize("make", STRANGERS, ids=lambda make: str(make.__name__))
def test_a_strangers_survey_is_published_with_the_mouse_alone(
    browser: Browser, publishing_server: Server, make: Callable[[], Stranger], monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = make()
    page = new_page(browser)
    open_page(page, publishing_server, "surveys")
    officer = Officer(page)
    officer.give("upload_before", survey.files[0])
    if len(survey.files) > 1:
        officer.give("upload_after", survey.files[1])
    if len(survey.files) > 2:
        unfold(page, say("screens.upload_later", "en"))
        officer.clicks += 1
        officer.give("upload_later", *survey.files[2:])
    if len(survey.files) == 1:
        with rerun(page):
            page.locator(".st-key-instrument_from_en button").nth(2).click()
        officer.clicks += 1
    else:
        officer.press("set_up_from_files")
    if survey.more:
        officer.give_more(survey)
    officer.press("mapping_use")
    await_draft(page)
    officer.type_title(f"Stranger {survey.name}")
    page.locator(".st-key-publish button").click()
    officer.clicks += 1
    expect(page.locator("h1").first).to_have_text(f"Stranger {survey.name}")
    settle(page)
    seconds = time.monotonic() - officer.began
    page.close()
    print(f"{survey.name}: {officer.clicks} clicks, {seconds:.0f} s")
    assert officer.clicks <= MOST_CLICKS
    assert seconds < MOST_SECONDS
    monkeypatch.setenv("THIQA_HOME", str(publishing_server.home))
    shelf = Shelf()
    edition = next(one for one in shelf.editions() if one.title == f"Stranger {survey.name}")
    result = shelf.read(edition.id)
    change, people = survey.change()
    row = result.change_of[INDEX, ALL]
    assert row.n_matched == people
    assert row.change is not None
    assert abs(row.change - change) <= (0.5 if people < 30 else 0.05) + 1e-9
