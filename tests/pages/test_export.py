"""The export page: one button makes what is chosen, as one file or one ZIP, and holds it until anything changes."""

from __future__ import annotations

import gc
import io
import json
from dataclasses import replace
from threading import Event as Flag
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from streamlit.testing.v1 import AppTest

from pages.shell.plain import plain
from reports.formats import formats
from reports.report import Report
from tests.pages.exporting import contents, drawn_figures, keys, made, only, with_groups
from tests.pages.few import only_side
from tests.pages.opening import open_edition, open_page, switched, turned_to, with_sample
from tests.sample import shared_sample
from words import LANGUAGES, say

__all__ = ["drawn_figures"]

pytestmark = pytest.mark.usefixtures("drawn_figures")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Report]:
    """The reports that the format for other programs is asked to write."""
    asked: list[Report] = []
    one = formats()["json"]
    write = one.write

    def watched(report: Report) -> bytes:
        asked.append(report)
        return write(report)

    monkeypatch.setattr(one, "write", watched)
    return asked


def test_nothing_is_made_before_it_is_asked_for(written: list[Report]) -> None:
    app = only(open_page("export", "en"), "json")
    assert app.get("download_button") == []
    assert written == []
    made(app)
    assert len(written) == 1


def test_one_format_is_one_file_and_several_are_one_archive() -> None:
    app = only(open_edition(shared_sample(), "export", "en"), "json")
    file = made(app)
    assert file.name.startswith("edition-")
    assert file.name.endswith(".json")
    assert json.loads(file.content)["survey"]
    found = made(only(app, "json", "xlsx"))
    assert found.name.endswith(".zip")
    assert sorted(name.rpartition(".")[2] for name in contents(found)) == ["json", "xlsx"]
    assert file.content in contents(found).values()
    assert made(only(app, "json")).content == file.content


def test_an_empty_basket_leaves_the_selection_to_each_format_and_the_page_says_so(written: list[Report]) -> None:
    app = only(open_page("export", "en"), "json")
    assert say("screens.export_empty", "en") in [text.value for text in app.markdown]
    made(app)
    assert written[0].parts is None


def test_what_was_chosen_and_written_is_what_the_formats_get(written: list[Report]) -> None:
    app = open_page("groups", "en")
    app.button("add_groups").click().run()
    app = only(turned_to(app, "export").run(), "json")
    entry = keys(app, "remove_")[0].removeprefix("remove_")
    app.text_input(f"caption_{entry}").set_value(" Who trusts ").run()
    app.text_area(f"note_{entry}").set_value("In all groups.").run()
    app.text_area("export_text_planned_en_sample").set_value("Meet again").run()
    pick(app, "export_size", "half")
    pick(app, "export_ground", "transparent")
    pick(app, "export_language", "ar")
    pick(app, "export_digits", "arab")
    made(app)
    (report,) = written
    assert report.parts is not None
    assert [(part.name, part.caption, part.note) for part in report.parts] == [
        ("groups", "Who trusts", "In all groups.")
    ]
    assert (report.language, report.digits, report.size, report.transparent) == ("ar", "arab", "half", True)
    assert report.own_texts == {"planned": "Meet again"}


def test_a_brief_in_two_languages_has_the_words_of_each(written: list[Report]) -> None:
    app = only(open_page("export", "en"), "json", "brief")
    pick(app, "export_second_en", "ar")
    for name, text in (("title_ar", "بناء الثقة"), ("place_en", "Baghdad")):
        app.text_input(f"export_text_{name}_sample").set_value(text)
    for name, text in (("asked_en", "A hotline"), ("asked_ar", "خط ساخن"), ("planned_ar", "اجتماع")):
        app.text_area(f"export_text_{name}_sample").set_value(text)
    made(app.run())
    (report,) = written
    spoken = {language: replace(report, language=language) for language in ("en", "ar")}
    assert (spoken["en"].title, spoken["ar"].title) == (say("screens.sample_title", "en"), "بناء الثقة")
    assert (spoken["en"].place, spoken["ar"].place) == ("Baghdad", "Baghdad")
    assert spoken["en"].own_texts == {"asked": "A hotline", "planned": "اجتماع"}
    assert spoken["ar"].own_texts == {"asked": "خط ساخن", "planned": "اجتماع"}


def test_what_is_typed_as_the_language_is_switched_is_kept(written: list[Report]) -> None:
    app = only(open_page("export", "en"), "json")
    app.text_area("export_text_asked_en_sample").set_value("More time")
    pick(app, "export_language", "ku")
    made(app)
    assert [report.own_texts for report in written] == [{"asked": "More time"}]
    app.text_area("export_text_asked_ku_sample").set_value("کاتی زیاتر").run()
    made(app)
    assert replace(written[1], language="ar").own_texts == {"asked": "کاتی زیاتر"}  # the report's own before others


def pick(app: AppTest, name: str, option: str) -> None:
    switch: Any = next(one for one in app.segmented_control if str(one.key).startswith(name))
    switch.set_value(option).run()
    assert not app.exception


def test_the_report_speaks_the_readers_language_until_another_is_chosen(written: list[Report]) -> None:
    app = only(open_page("export", "ku"), "json")
    made(app)
    pick(app, "export_language", "en")
    made(app)
    switched(app, "ar")
    made(app)
    assert [report.language for report in written] == ["ku", "en", "en"]


def test_what_was_made_stays_where_the_page_is_read_in_another_language(written: list[Report]) -> None:
    app = only(open_edition(shared_sample(), "export", "en"), "json")
    made(app)
    switched(app, "ar")
    assert any("download_report" in one.proto.id for one in app.get("download_button"))
    assert [report.language for report in written] == ["en"]


def test_a_file_is_dropped_on_the_next_change() -> None:
    app = only(open_page("export", "en"), "json")
    made(app)
    app.text_area("export_text_asked_en_sample").set_value("More time").run()
    assert "export_making" not in app.session_state
    assert app.get("download_button") == []
    assert keys(app, "make_report")


def test_what_is_typed_and_not_yet_left_is_in_the_report_that_a_press_makes(written: list[Report]) -> None:
    """A browser sends the text of a field with the press of the button that leaves it: both come with one run."""
    app = only(open_page("export", "en"), "json")
    app.text_area("export_text_asked_en_sample").set_value("More time")
    assert len(written) == 0
    made(app)
    assert [report.own_texts for report in written] == [{"asked": "More time"}]


def test_a_look_at_it_again_makes_nothing_again(written: list[Report]) -> None:
    app = only(open_page("export", "en"), "json")
    made(app)
    app.run()
    assert len(written) == 1
    assert any("download_report" in one.proto.id for one in app.get("download_button"))


def test_no_format_makes_no_report() -> None:
    app = only(open_page("export", "en"))
    assert keys(app, "make_report") == []
    assert say("screens.export_no_format", "en") in [info.value for info in app.info]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_edition_where_everything_is_hidden_is_exported_too(language: str) -> None:
    app = only(open_edition(only_side(None), "export", language), *formats())
    assert len(contents(made(app))) == len(formats())


def test_a_part_of_groups_is_left_out_for_the_public_and_stays_in_the_basket(written: list[Report]) -> None:
    app = open_page("groups", "en")
    app.button("add_groups").click().run()
    turned_to(app, "overview").run()
    app.button("add_sides").click().run()
    app = only(turned_to(app, "export").run(), "json")
    title = next(str(one.value) for one in app.markdown if "1 · " in str(one.value)).strip("*").partition("1 · ")[2]
    pick(app, "pick_for", "public")
    made(app)
    assert [part.name for part in written[0].parts or ()] == ["sides"]
    assert written[0].result.audience == "public"
    left_out = say("screens.export_left_out", "en", part=title)
    assert any(left_out in text.value for text in app.caption)
    pick(app, "pick_for", "participants")
    made(app)
    assert [part.name for part in written[1].parts or ()] == ["groups", "sides"]


def test_formats_with_nothing_of_what_was_chosen_are_named_and_not_made() -> None:
    app = only(with_groups(), "json", "png", "docx")
    assert not app.warning
    pick(app, "pick_for", "public")
    (message,) = (one.value for one in app.warning)
    assert say("screens.export_nothing_version", "en") in message
    assert plain(say("screens.export_docx", "en")) in message
    assert made(app).name.endswith(".json")


def test_where_every_format_would_be_empty_nothing_can_be_made() -> None:
    app = only(with_groups(), "svg", "html")
    pick(app, "pick_for", "public")
    assert app.warning
    assert app.button("make_report").disabled


def test_a_text_alone_makes_no_archive_of_figures() -> None:
    app = open_page("overview", "en")
    app.button("add_paragraph_summary").click().run()
    app = only(turned_to(app, "export").run(), "png", "docx")
    (message,) = (one.value for one in app.warning)
    assert say("screens.export_nothing_figure", "en") in message
    assert made(app).name.endswith(".docx")


def test_a_preview_is_drawn_where_its_entry_is_open(drawn_figures: list[tuple[str, str, str]]) -> None:
    app = with_groups()
    assert drawn_figures == []
    entry = keys(app, "remove_")[0].removeprefix("remove_")
    app.session_state[f"open_entry_{entry}"] = True
    app.run()
    app.run()
    assert drawn_figures == [("groups", "en", "preview")]


def test_every_button_of_an_entry_names_it() -> None:
    app = with_groups()
    title = next(str(one.value) for one in app.markdown if "1 · " in str(one.value)).strip("*").partition("1 · ")[2]
    labels = [one.label for one in app.button if str(one.key).startswith(("up_", "down_", "remove_"))]
    assert labels == [f"{say(f'screens.export_{name}', 'en')}: {title}" for name in ("up", "down", "remove")]


def test_the_brief_is_chosen_to_begin_with_and_figures_come_after_documents() -> None:
    app = open_page("export", "en")
    names = [str(box.key).removeprefix("format_") for box in app.checkbox]
    assert names == ["brief", "pptx", "docx", "xlsx", "html", "indicators", "png", "svg", "pdf", "json"]
    assert [str(box.key) for box in app.checkbox if box.value] == ["format_brief"]


def test_what_was_added_to_the_report_is_in_what_is_made_unless_formats_were_chosen() -> None:
    app = open_page("export", "en")
    assert "Slides" not in "".join(one.value for one in app.caption)
    app = turned_to(app, "groups").run()
    app.button("add_groups").click().run()
    app = turned_to(app, "export").run()
    assert [str(box.key) for box in app.checkbox if box.value] == ["format_brief", "format_pptx"]
    assert any("Slides \\(PowerPoint\\), All results" in one.value for one in app.caption)
    app.checkbox("format_pptx").uncheck().run()
    app = turned_to(turned_to(app, "groups").run(), "export").run()
    assert [str(box.key) for box in app.checkbox if box.value] == ["format_brief"]


def test_the_officers_own_numbers_are_offered_of_a_draft_alone(written: list[Report]) -> None:
    app = open_page("export", "en", **{"for": "internal"})
    assert say("screens.audience_internal", "en") not in str(audiences(app))
    assert app.warning
    app = only(turned_to(with_sample(), "export").run(), "json")
    pick(app, "pick_for", "internal")
    assert say("screens.export_own_text", "en") in [one.value for one in app.warning]
    assert not any(say("workbook.note_one_result", "en") in one.value for one in app.caption)
    made(app)
    assert written[0].result.audience == "internal"


def audiences(app: AppTest) -> list[str]:
    switch: Any = next(one for one in app.segmented_control if str(one.key).startswith("pick_for"))
    return [str(option) for option in switch.options]


def give_template(app: AppTest, name: str, content: bytes) -> AppTest:
    app.file_uploader(next(str(one.key) for one in app.file_uploader)).set_value([(name, content, "")]).run()
    assert not app.exception
    return app


def test_a_template_is_kept_for_the_visit_and_used_by_the_format_that_it_is_of(
    written: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    book, filled = io.BytesIO(), openpyxl.Workbook()
    filled.defined_names["thiqa_event"] = DefinedName("thiqa_event", attr_text="Sheet!$A$1")
    filled.save(book)
    app = give_template(only(open_page("export", "en"), "json", "xlsx"), "ours.xlsx", book.getvalue())
    assert not app.error
    turned_to(app, "groups").run()
    turned_to(app, "export").run()
    monkeypatch.setattr(formats()["xlsx"], "write", lambda report: report.template)
    assert any(plain(say("screens.export_will_template", "en", endings="XLSX")) in one.value for one in app.caption)
    assert book.getvalue() in contents(made(app)).values()
    assert written[0].template is None
    app.button("template_forget_xlsx").click().run()
    assert keys(app, "template_forget_") == []


def test_a_workbook_without_a_cell_to_fill_is_refused_when_it_is_given() -> None:
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    app = give_template(only(open_page("export", "en"), "xlsx"), "ours.xlsx", book.getvalue())
    (message,) = (one.value for one in app.error)
    assert plain(say("issues.template_no_names", "en", prefix="thiqa_")) in message
    assert keys(app, "template_forget_") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_that_cannot_be_used_is_one_message_and_the_rest_stays(written: list[Report], language: str) -> None:
    app = give_template(only(open_page("export", language), "json", "docx"), "*odd*.docx", b"no document")
    (message,) = (one.value for one in app.error)
    assert message.startswith("\\*odd\\*\\.docx: ")
    assert plain(say("issues.template_wrong_kind", language, ending="docx")) in message
    made(app)
    assert written[0].template is None
    document = io.BytesIO()
    docx.Document().save(document)
    assert not give_template(app, "good.docx", document.getvalue()).error


class Slow:
    """A format that is not done before it is let go."""

    NAME, ENDING, MIME, RANK, FOR_THE_OFFICER = "slow", "txt", "text/plain", 90, False

    def __init__(self) -> None:
        self.began, self.go = Flag(), Flag()

    def write(self, report: Report) -> bytes:
        self.began.set()
        assert self.go.wait(60)
        return report.language.encode()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    one = Slow()
    known = formats() | {"slow": one}
    monkeypatch.setattr("pages.exporting.choices.formats", lambda: known)
    return one


def test_what_is_stopped_hands_nothing_over_and_begins_no_other_file(slow: Slow) -> None:
    app = only(open_page("export", "en"))
    app.checkbox("format_slow").check().run()
    app.button("make_report").click().run()
    assert slow.began.wait(60)
    making = app.session_state["export_making"].making
    assert any(say("screens.export_making", "en", what="SLOW") in str(bar.proto) for bar in app.get("progress"))
    app.button("cancel_report").click().run()
    assert not app.exception
    slow.go.set()
    making.wait(60)
    assert making.made is None
    assert "export_making" not in app.session_state
    assert app.get("download_button") == []
    assert keys(app, "make_report")


def test_a_change_stops_what_is_being_made(slow: Slow) -> None:
    app = only(open_page("export", "en"))
    app.checkbox("format_slow").check().run()
    app.button("make_report").click().run()
    making = app.session_state["export_making"].making
    pick(app, "export_language", "ar")
    slow.go.set()
    making.wait(60)
    assert making.made is None


def test_a_wipe_stops_what_is_being_made(slow: Slow) -> None:
    app = only(open_page("export", "en"))
    app.checkbox("format_slow").check().run()
    app.button("make_report").click().run()
    making = app.session_state["export_making"].making
    turned_to(app, "surveys").run()
    app.button("wipe").click().run()
    app.button("wipe_yes").click().run()
    gc.collect()
    slow.go.set()
    making.wait(60)
    assert making.made is None


def test_what_cannot_be_made_is_one_message_and_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Report) -> bytes:
        raise OSError("no space left on device")

    monkeypatch.setattr(formats()["json"], "write", broken)
    app = only(open_page("export", "en"), "xlsx", "json")
    app.button("make_report").click().run()
    app.session_state["export_making"].making.wait(60)
    app.run()
    assert not app.exception
    what = say("screens.export_json", "en").replace("(", "\\(").replace(")", "\\)")
    assert [one.value for one in app.error] == [say("screens.export_failed", "en", what=what)]
    assert app.get("download_button") == []
    app.button("make_again").click().run()
    assert keys(app, "make_report")
