"""The queue of codes that are alike: decided one by one, undone, kept with the edition and found again."""

from __future__ import annotations

import io
import re
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from store import Decision, Shelf
from surveys import Upload
from tests.pages.opening import give, open_page, text_of, turned_to
from tests.sample import AFTER, BEFORE, shared_sample
from words import LANGUAGES, say


def with_slips() -> bytes:
    """The sample's second file with two slips more: two signs swapped, and one left out."""
    rows = CalamineWorkbook.from_path(str(AFTER)).get_sheet_by_index(0).to_python()
    slips = {"NPV-96": "NPV-69", "LDX-34": "LDX-3"}
    for row in rows[1:]:
        row[3] = slips.get(str(row[3]), row[3])
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Platform questionnaire")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, [str(cell) for cell in row])
    return buffer.getvalue()


def _codes(path: Path) -> set[str]:
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return {str(row[3]) for row in rows[1:]}


FIRST, SECOND = BEFORE.read_bytes(), with_slips()


def opened(language: str = "en", first: bytes = FIRST, after: bytes = SECOND) -> AppTest:
    return give(open_page("surveys", language), Upload("before.xlsx", first), Upload("after.xlsx", after))


def press(app: AppTest, key: str) -> AppTest:
    app.button(key).click().run()
    assert not app.exception
    return app


def undo_keys(app: AppTest) -> list[str]:
    keys = [str(button.key) for button in app.button]
    return [key for key in keys if key.startswith("undo_") and key != "undo_restored"]


def matched(app: AppTest) -> int:
    found: int = app.session_state["analysed"].own.matched
    return found


def progress(n: int, total: int) -> str:
    return say("matching.progress", "en", n=n, total=total)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pairs_are_offered_with_what_agrees_and_who_was_found_in_every_language(language: str) -> None:
    app = opened(language)
    page = text_of(app)
    assert say("matching.queue", language) in {head.value for head in app.subheader}
    assert say("matching.sure", language) in {head.value for head in app.subheader}
    for key in ("agrees", "differs", "answers_alike", "slip_left_out"):
        assert say(f"matching.{key}", language) in page


def test_pairs_are_decided_one_by_one_and_undone_with_a_click() -> None:
    app = opened()
    before = matched(app)
    assert progress(1, 3) in text_of(app)
    press(app, "pair_same")
    assert progress(2, 3) in text_of(app)
    assert matched(app) == before + 1
    press(app, "pair_different")
    assert progress(3, 3) in text_of(app)
    assert matched(app) == before + 1
    press(app, "pair_same")
    assert matched(app) == before + 2
    assert any(say("matching.all_decided", "en") == one.value for one in app.success)
    assert len(undo_keys(app)) == 3
    for key in undo_keys(app):
        press(app, key)
    assert matched(app) == before
    assert progress(1, 3) in text_of(app)
    assert undo_keys(app) == []


def card(app: AppTest) -> str:
    (found,) = (str(one.proto.body) for one in app.get("html") if 'class="pair"' in str(one.proto.body))
    return found


def test_a_pair_put_off_comes_back_when_the_others_were_seen() -> None:
    app = opened()
    first = card(app)
    seen = [first]
    for current in (2, 3):
        press(app, "pair_later")
        assert progress(current, 3) in text_of(app)
        seen.append(card(app))
    assert len(set(seen)) == 3
    press(app, "pair_later")
    assert card(app) == first
    assert progress(1, 3) in text_of(app)


def test_a_decision_is_kept_with_the_edition_and_offered_back_with_the_files() -> None:
    app = opened()
    before = matched(app)
    press(app, "pair_same")
    press(app, "pair_different")
    app.text_input("event_title").set_value("Platform *one*").run()
    press(app, "publish")
    (edition,) = Shelf().editions()
    assert "joined_by_hand" in {one.code for one in Shelf().read(edition.id).issues}
    again = opened()
    assert matched(again) == before + 1
    assert progress(3, 3) in text_of(again)
    assert "Platform *one*" in text_of(again)
    press(again, "undo_restored")
    assert matched(again) == before
    assert progress(1, 3) in text_of(again)
    assert "Platform *one*" not in text_of(again)


def test_other_files_bring_no_decisions_of_these() -> None:
    app = opened()
    press(app, "pair_same")
    app.text_input("event_title").set_value("One").run()
    press(app, "publish")
    other = opened(after=AFTER.read_bytes())
    assert "undo_restored" not in [button.key for button in other.button]
    assert progress(1, 1) in text_of(other)


def test_codes_stand_in_the_queue_and_nowhere_else() -> None:
    app = opened()
    press(app, "pair_same")
    texts = [unescape(str(one.proto.body)) for one in app.get("html")]
    texts += [
        str(one.value) for kind in (app.markdown, app.caption, app.info, app.warning, app.success) for one in kind
    ]
    codes = {code.replace("-", "") for code in _codes(BEFORE) if re.fullmatch(r"[A-Z]{3}-\d\d", code)}
    shown = [text for text in texts if any(code in re.sub(r"<[^>]+>", "", text) for code in codes)]
    assert codes
    assert shown
    assert all('class="pair"' in text or 'class="of-pair"' in text for text in shown)


def test_the_method_page_says_how_many_were_joined() -> None:
    app = opened()
    press(app, "pair_same")
    turned_to(app, "method").run()
    assert say("issues.joined_by_hand", "en", count=1) in text_of(app)


def test_decisions_outlive_a_look_at_another_page_and_are_forgotten_with_the_files() -> None:
    app = opened()
    before = matched(app)
    press(app, "pair_same")
    turned_to(app, "groups").run()
    turned_to(app, "surveys").run()
    assert not app.exception
    assert matched(app) == before + 1
    assert len(undo_keys(app)) == 1
    press(app, undo_keys(app)[0])
    assert matched(app) == before
    press(app, "pair_same")
    press(app, "forget_files")
    assert undo_keys(opened()) == []


def test_the_files_given_the_other_way_round_find_the_same_decisions() -> None:
    app = opened()
    press(app, "pair_same")
    app.text_input("event_title").set_value("One").run()
    press(app, "publish")
    turned = opened(first=SECOND, after=FIRST)
    assert progress(2, 3) in text_of(turned)
    assert len(undo_keys(turned)) == 1


def test_decisions_that_another_questionnaire_does_not_allow_are_left_out_and_said() -> None:
    files = [sha256(content).hexdigest() for content in (FIRST, SECOND)]
    strangers = Decision((files[0], 3), (files[1], 4), same=True)
    Shelf().publish(shared_sample(), "Odd", decisions=[strangers])
    app = opened()
    assert say("matching.not_applied", "en", n=1) in [one.value for one in app.warning]
    assert "undo_restored" not in [button.key for button in app.button]
    assert progress(1, 3) in text_of(app)


def test_all_pairs_are_skipped_with_one_click_and_looked_at_after_all() -> None:
    app = opened()
    before = matched(app)
    press(app, "pairs_skip")
    assert matched(app) == before
    assert "pair_same" not in {str(one.key) for one in app.button}
    assert say("matching.skipped", "en", n=3) in [one.value for one in app.info]
    press(app, "pairs_unskip")
    assert progress(1, 3) in text_of(app)
