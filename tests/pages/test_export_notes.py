"""What the export page says before a report is made: what will be made, and what an officer would not expect of it."""

from __future__ import annotations

import pytest

from charts import View
from pages.shell.basket import part_of
from pages.shell.figure_files import what_it_shows
from pages.shell.plain import plain
from reports.content.provenance import file_stem
from reports.report import Report
from tests.pages.exporting import only, with_groups
from tests.pages.opening import open_page
from tests.sample import shared_sample
from words import LANGUAGES, say


def test_the_line_at_the_button_says_what_will_be_made() -> None:
    app = only(with_groups(), "json", "html")
    line = next(one.value for one in app.caption if str(one.value).startswith("You will get: "))
    assert plain(f"English · {say('screens.audience_participants', 'en')} · parts: 1 · ") in line
    assert plain(say("screens.export_html", "en")) in line


def test_formats_that_take_no_parts_are_named_where_parts_are_chosen() -> None:
    formats_named = ", ".join(plain(say(f"screens.export_{name}", "en")) for name in ("brief", "xlsx"))
    said = say("screens.export_always", "en", formats=formats_named)
    assert any(said in one.value for one in only(with_groups(), "brief", "docx", "xlsx").caption)
    assert not any(said in one.value for one in only(open_page("export", "en"), "brief", "xlsx").caption)


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_that_cannot_be_drawn_are_named_before_the_report_is_made(language: str) -> None:
    app = only(open_page("export", language), "brief", "docx")
    assert not app.warning
    app.text_area(f"export_text_asked_{language}_sample").set_value("A letter 漢").run()
    (message,) = (one.value for one in app.warning)
    assert plain(say("reports.lacking_texts", language, letters="漢")) in message
    assert plain(say("screens.export_brief", language)) in message
    assert not only(app, "docx").warning


def test_no_file_is_called_by_a_sign_that_a_name_cannot_hold() -> None:
    part = part_of("figure", "dimensions", View(group="SIDE:civil_society"))
    assert file_stem(Report(shared_sample(), "en"), what_it_shows(part)).count("-dimensions-civil-society-en-") == 1
