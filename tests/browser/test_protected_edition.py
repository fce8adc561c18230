"""A published edition with rows that are not shown: nothing that a browser is sent holds what they would have shown."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from metrics import Protected, Settings, Shared, analyse, shared
from metrics.model.population import populations
from store import Shelf
from store.database import FILE
from surveys import Survey, Upload, read_survey
from tests.browser.planted import participant_codes
from tests.browser.running import Server
from tests.browser.visits import choose_formats, new_page, opened, received, settle
from tests.sample import AFTER, BEFORE, INSTRUMENT
from words import say

PAGES = ("", "groups", "questions", "mutual", "compare", "method", "protection", "export")
_PLACES = "d|transform|points|stroke-width|x|y|r|cx|cy|x1|x2|y1|y2|width|height|style|viewBox|clip-path"
GEOMETRY = re.compile(rf'\s(?:{_PLACES})="[^"]*"')
"""Attributes that say where on the screen something is drawn, which may be any number; a drawing has rounded ones."""
GEOMETRY_IN_MESSAGES = re.compile(rf'\s(?:{_PLACES})=\\"[^"\\]*\\"'.encode())
"""The same in what the server sends, where quotes are escaped."""

CODES = tuple(code for code in participant_codes() if len(code) > 4)


@cache
def planted() -> Survey:
    """The sample from files of other names, with few answers planted.

    Few of the women answer the first question, few of the Ministry the second, and an aspect is left by all but three
    of a group.
    """
    files = [Upload(f"zagros-{index}.xlsx", path.read_bytes()) for index, path in enumerate((BEFORE, AFTER))]
    survey = read_survey(files, Upload.from_path(INSTRUMENT))
    names = [group.name for group in survey.groups]
    by_start = {
        start: [index for index, item in enumerate(survey.instrument.items) if item.name.startswith(start)]
        for start in ("competence_1", "integrity", "compassion")
    }
    gone = [
        ("women", by_start["competence_1"]),
        ("interior", by_start["integrity"]),
        ("minority", by_start["compassion"]),
    ]
    rounds = []
    for round_ in survey.rounds:
        scores = round_.scores.copy()
        for group, columns in gone:
            people = np.flatnonzero(survey.group == names.index(group))
            scores[people[3:, None], columns] = np.nan
        rounds.append(replace(round_, scores=scores))
    return replace(survey, rounds=tuple(rounds))


@cache
def full() -> Protected:
    return analyse(planted())


def hidden_levels(result: Shared) -> dict[str, float]:
    """The true mean and SD of each row that is not shown, by hand from the scores: of all, and of those in both rounds.

    Members of a merger and groups that have no row are among them.
    """
    people = populations(planted(), Settings())[0]
    cells = {group.name: people.presence.members(group) for group in people.form.asked_groups}
    shown = {(row.measure, row.group) for row in result.scores if row.mean is not None}
    found = {}
    for column, measure in enumerate(people.measures):
        for group, members in cells.items():
            if (measure.name, group) in shown:
                continue
            for index, round_ in enumerate(people.rounds):
                scores = people.scored.scores[index][:, column]
                for base in (round_.present, people.matched):
                    values = scores[members & base & ~np.isnan(scores)]
                    if values.size:
                        found[f"{measure.name} of {group} in {round_.name}, mean of {values.size}"] = values.mean()
                        found[f"{measure.name} of {group} in {round_.name}, SD of {values.size}"] = values.std()
    return {what: float(value) for what, value in found.items() if abs(value - round(value, 1)) > 1e-6}


def written(what: str, value: float) -> set[str]:
    """A number as it would be written: in full, or rounded; an SD not to two decimals, as tests have statistics so."""
    return {repr(value), *(f"{value:.{decimals}f}" for decimals in ((6, 4, 3) if ", SD" in what else (6, 4, 3, 2)))}


def packed(value: float) -> tuple[bytes, ...]:
    """A number as eight or four bytes."""
    return tuple(struct.pack(f"{order}{kind}", value) for order in "<>" for kind in "df")


def found_in(text: str, content: bytes, values: dict[str, float]) -> list[str]:
    """The hidden values that stand in some text, or as bytes in some content."""
    numbers = set(re.findall(r"\d+\.\d{2,}", text))
    in_text = {what for what, value in values.items() if numbers & written(what, value)}
    return sorted(in_text | {what for what, value in values.items() if any(one in content for one in packed(value))})


def unpacked(content: bytes) -> bytes:
    """A download; of an archive its names and parts one after another, those of archives in it too."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(part.encode() + b"\n" + unpacked(archive.read(part)) for part in archive.namelist())


def seen(page: Page) -> Iterator[str]:
    """All that a page holds: its text, its attributes, its address; figures are a part of it."""
    yield GEOMETRY.sub("", page.content())
    yield page.evaluate("document.body.innerText")
    yield page.evaluate("location.href + document.title + JSON.stringify([{...localStorage}, {...sessionStorage}])")


def exported(page: Page) -> tuple[str, bytes]:
    """The workbook and the results for other programs, and the name of their file.

    The attacker reads all formats: in these two no number says where something is drawn, which might be any number.
    """
    choose_formats(page, "json", "xlsx")
    with page.expect_download() as download:
        page.locator(".st-key-make_report button").click()
    settle(page)
    return download.value.suggested_filename, unpacked(Path(download.value.path()).read_bytes())


def open_tables(page: Page) -> None:
    """Opens the table of every figure of the page that is not open yet."""
    for button in page.locator("[class*='st-key-table_'] button").all():
        if say("screens.figure_table_hide", "en") not in button.inner_text():
            button.click()
            expect(button).to_contain_text(say("screens.figure_table_hide", "en"))


def figures(page: Page) -> Iterator[bytes]:
    """Each figure as a drawing, and its data, from the menu under it; of a table that no figure draws its data."""
    page.keyboard.press("Escape")  # a press beside what is open would only close it
    page.locator("[data-testid='stPopoverBody']").first.wait_for(state="hidden")
    for menu in page.locator("[class*='st-key-actions_'] [class*='st-key-more_'] button").all():
        is_drawn = menu.locator("xpath=ancestor::*[contains(@class, 'st-key-picture_')]").count()
        menu.click()
        for form in ("svg", "csv", "xlsx") if is_drawn else ("csv", "xlsx"):
            with page.expect_download() as download:
                page.locator(f"[class*='st-key-{form}_'] button").click()
            content = Path(download.value.path()).read_bytes()
            yield unpacked(content) if form == "xlsx" else GEOMETRY.sub("", content.decode()).encode()
        menu.click()
        page.locator("[class*='st-key-files_']").wait_for(state="hidden")


def leaks(texts: Sequence[str], contents: Sequence[bytes], values: dict[str, float]) -> list[str]:
    """The hidden values, file names and codes in all that was seen and received."""
    whole = b"\n".join(contents)
    text = "\n".join([*texts, whole.decode("utf-8", "replace")])
    return [*found_in(text, whole, values), *(word for word in ("zagros", *CODES) if word in text)]


def test_the_planted_rows_are_hidden_and_would_be_found() -> None:
    values = hidden_levels(shared(full()))
    assert any(what.startswith("competence_1 of women in pre, mean") for what in values)
    assert len(values) > 50
    some = next(value for what, value in values.items() if ", mean" in what)
    assert found_in(f"x {some:.2f} y", b"", values)
    assert found_in("", b"ab" + struct.pack("<d", some) + b"c", values)
    assert leaks([json.dumps({"mean": some})], [], values)
    assert leaks([CODES[0]], [], values)
    assert leaks([], [b"..zagros-0.xlsx.."], values)


HANDED_ON = (("participants", "all"), ("public", "sides"))


def handed_on(audience: str) -> Shared:
    return shared(full(), audience, dict(HANDED_ON)[audience])


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[str, str]]]:
    """A dashboard with an edition for each audience; their addresses by audience."""
    server = Server(tmp_path_factory.mktemp("published"))
    server.home.mkdir()
    shelf = Shelf(f"sqlite:///{(server.home / FILE).as_posix()}")
    editions = {audience: shelf.publish(handed_on(audience), "Planted").id for audience, _ in HANDED_ON}
    shelf.close()
    server.start()
    yield server, editions
    server.stop()


def opened_up(page: Page, address: str) -> None:
    """A page with all that can be folded out on it folded out, and the first of its explanations shown."""
    page.goto(address)
    settle(page)
    for expander in page.locator("[data-testid='stExpander']").all():
        opened(expander)
    why = page.locator("[data-testid='stPopover'] button", has_text=say("protection.why", "en"))
    if why.count():
        why.first.click()
        page.locator("[data-testid='stPopoverBody']").first.wait_for()
    settle(page)


@pytest.mark.parametrize("audience", [audience for audience, _ in HANDED_ON])
def test_no_hidden_number_no_file_name_and_no_code_reaches_a_browser(
    browser: Browser, published: tuple[Server, dict[str, str]], audience: str
) -> None:
    server, editions = published
    result = handed_on(audience)
    page = new_page(browser)
    frames = received(page)
    texts: list[str] = []
    contents: list[bytes] = []
    for name in PAGES:
        groups = [group.name for group in result.group_rows] if name == "questions" else []
        for choice in ("", *(f"&group={group.replace('+', '%2B')}" for group in groups)):
            opened_up(page, f"{server.url}/{name}?lang=en&edition={editions[audience]}{choice}")
            open_tables(page)
            texts += seen(page)
        contents += figures(page)
    name, content = exported(page)
    page.close()
    assert audience in name
    assert b"Planted" in b"".join(frames)
    messages = [GEOMETRY_IN_MESSAGES.sub(b"", frame) for frame in frames]
    assert leaks([*texts, name], [*messages, *contents, content], hidden_levels(result)) == []
