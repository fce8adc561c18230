"""The officer's path in steps, each a few clicks, on a survey that gives every step something to decide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, expect

from surveys import Upload
from tests.browser.visits import UPLOADER, await_draft, choose, rerun, settle, turn_to, unfold
from tests.surveys.workbooks import answers
from words import say

TITLE, PLACE = "Round table of three days", "Basra"
AGREE = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]
SLIPS = {"NPV-96": "NPV-69", "LDX-34": "LDX-3"}
"""Codes that were written otherwise the second time."""
CODES = [*SLIPS, "QRS-51", "TUB-28", "WAK-73", "ZIM-45", "FOH-62", "GEJ-17", "CYL-80", "BOR-39", "MUS-54", "HAT-21"]
CODES += ["VIK-66", "DEN-13", "PAX-88", "RUG-42"]
PERSONAL, FACT, JOINED, REMARKS = "Phone number", "Sex", "The courts judge alike", "Remarks"
ROW, HEAD = 36, 39
"""Pixels of a row of a table, and of its headings."""


def round_of(number: int) -> Upload:
    """A round: slips in codes, a phone number, a question that the second round words altogether otherwise."""
    rng = np.random.default_rng(number)
    header = ["Participant code", "Your group", FACT, PERSONAL]
    header += ["I trust the police", "The police are corrupt", "The police are able"]
    header += [JOINED if number == 0 else "Judges decide in the same way for all", REMARKS]
    rows = []
    for at, code in enumerate(CODES):
        of_person = [SLIPS.get(code, code) if number else code, ("Ministry", "Women's organisation")[at % 2]]
        of_person += [("Woman", "Man")[at // 2 % 2], f"+964 750 000 {1000 + at}"]
        levels = np.array([at % 5, 4 - at % 5, at % 5, at % 3]) + rng.integers(0, 2, 4)
        of_person += [AGREE[min(int(level), 4)] for level in levels]
        rows.append([*of_person, f"A remark of {at} in round {number}" if at % 3 == 0 else ""])
    return answers(rows, name=("before.xlsx", "after.xlsx")[number], header=header)


def press(page: Page, key: str) -> None:
    """Presses the button of a key."""
    with rerun(page):
        page.locator(f".st-key-{key} button").click()


def type_into(page: Page, key: str, text: str) -> None:
    """Types into the field of a key, and leaves it."""
    page.locator(f".st-key-{key} input").fill(text)
    with rerun(page):
        page.keyboard.press("Tab")


def choose_from(page: Page, key: str, option: str) -> None:
    """Chooses from the list of a key."""
    with rerun(page):
        choose(page, page.locator(f".st-key-{key}"), option)


def tick(page: Page, row: int) -> None:
    """Ticks a row of the table of columns."""
    table = page.get_by_test_id("stDataFrame").first
    with rerun(page):
        table.click(position={"x": 22, "y": HEAD + ROW * row + ROW // 2})


def give_files(page: Page, folder: Path) -> None:
    """The files are given; after a look at another page they stand below their uploaders, as after a reload."""
    for number in (0, 1):
        upload = round_of(number)
        path = folder / upload.name
        path.write_bytes(upload.content)
        with rerun(page):
            page.locator(UPLOADER).nth(number).set_input_files(str(path))
    turn_to(page, "groups")
    turn_to(page, "surveys")


def change_mapping(page: Page, _: Path) -> None:
    """The questionnaire is set up from the files, and changed.

    Two columns are joined; of one the name and the direction, of one the role; a scale's end, a title, a search, ticks.
    """
    press(page, "set_up_from_files")
    unfold(page, say("mapping.joins", "en", n=2))
    choose_from(page, "mapping_join_one", JOINED)
    choose_from(page, "mapping_join_other", "Judges decide in the same way for all")
    press(page, "mapping_join")
    tick(page, 0)
    type_into(page, "mapping_name_5_ku", "گەندەڵی")
    press(page, "mapping_turn_back")
    press(page, "mapping_untick")
    tick(page, 6)
    choose_from(page, "mapping_set_role", say("mapping.role_open_ended", "en"))
    tick(page, 8)
    page.locator("[data-testid='stExpander'] summary").filter(has_text=say("mapping.scale_agreement", "en")).click()
    type_into(page, "mapping_high_list_3", "6")
    unfold(page, say("mapping.names", "en"))
    type_into(page, "mapping_title", "Trust in Basra")
    type_into(page, "mapping_find", "o")


def use_mapping(page: Page, _: Path) -> None:
    press(page, "mapping_use")
    await_draft(page)


def decide_columns(page: Page, _: Path) -> None:
    """A column is dropped that could have been read, and another is chosen that is still to be dropped."""
    unfold(page, say("personal.title", "en"))
    choose_from(page, "column_to_drop", f"before.xlsx · I · {REMARKS}")
    press(page, "drop_column")
    choose_from(page, "column_to_drop", f"after.xlsx · I · {REMARKS}")


def decide_pairs(page: Page, _: Path) -> None:
    press(page, "pair_same")
    press(page, "pair_different")


def set_options(page: Page, _: Path) -> None:
    """Who it is handed on to, what is compared, by what, from how many on; and units, on another page."""
    with rerun(page):
        page.locator(".st-key-set_audience_en").get_by_text(say("screens.audience_public", "en")).click()
    unfold(page, say("screens.settings", "en"))
    choose_from(page, "set_estimand_en", say("screens.estimand_all", "en"))
    choose_from(page, "set_group_by_en", FACT)
    page.get_by_role("slider").first.focus()
    with rerun(page):
        page.keyboard.press("ArrowRight")
    with rerun(page):
        page.locator(".st-key-set_invited label").first.click()
    turn_to(page, "questions")
    with rerun(page):
        page.get_by_role("radio", name=say("screens.units_original", "en")).click()
    turn_to(page, "surveys")


def type_title(page: Page, _: Path) -> None:
    """The title is typed, and then the place, whose field is not left."""
    type_into(page, "event_title", TITLE)
    page.locator(".st-key-event_place input").fill(PLACE)


def publish(page: Page, _: Path) -> None:
    """It is published; that it was is said once, and no more after a look at another page."""
    press(page, "publish")  # the field that is left by it makes a run of its own, which may end first
    expect(page.locator("h1").first).to_have_text(TITLE)
    settle(page)
    turn_to(page, "groups")
    page.go_back()
    expect(page.locator("h1").first).to_have_text(TITLE)
    settle(page)


STEPS: tuple[Callable[[Page, Path], None], ...] = (
    give_files,
    change_mapping,
    use_mapping,
    decide_columns,
    decide_pairs,
    set_options,
    type_title,
    publish,
)
"""All that an officer does, in order."""
