"""Notes of the officer: typed before publishing or later, shown as the officer's own words, and put into reports."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from pages.shell import editions
from store import OF_EDITION, Shelf
from tests.pages.opening import open_page, with_sample
from tests.sample import shared_sample
from words import say

NOTES = {OF_EDITION: {"en": "A new law passed.\n<b>In May</b>"}, "groups": {"en": "Few came."}}


def own_words(app: AppTest) -> list[str]:
    """What is marked as the officer's own words on a page."""
    said = say("path.note_of_officer", "en")
    return [str(one.proto.body) for one in app.get("html") if f"<figcaption>{said}" in str(one.proto.body)]


def test_a_note_typed_before_publishing_is_shown_with_draft_and_edition() -> None:
    app = with_sample()
    app.text_input("event_title").set_value("Platform").run()
    app.text_area("draft_note__en").set_value("A new law passed.").run()
    app.selectbox("draft_note_figure_en").set_value("groups").run()
    app.text_area("draft_note_groups_en").set_value("Ask Ahmed Hassan, +964 770 123 4567").run()
    assert not app.exception
    warned = [str(one.value) for one in app.warning]
    assert {say("path.notes_contact", "en"), say("path.notes_name", "en")} <= set(warned)
    app.button("publish").click().run()
    assert not app.exception
    (edition,) = Shelf().editions()
    notes = {OF_EDITION: {"en": "A new law passed."}, "groups": {"en": "Ask Ahmed Hassan, +964 770 123 4567"}}
    assert Shelf().notes(edition.id) == notes
    assert len(own_words(app)) == 1


def test_notes_are_shown_with_the_edition_and_under_their_figure() -> None:
    edition = Shelf().publish(shared_sample(), "Platform", notes=NOTES)
    (said,) = own_words(open_page("overview", edition=edition.id))
    assert '<p dir="auto">A new law passed.</p><p dir="auto">&lt;b&gt;In May&lt;/b&gt;</p>' in said
    (said,) = own_words(open_page("groups", "en", edition=edition.id))
    assert "Few came." in said
    assert own_words(open_page("overview", edition="sample")) == []


def test_a_figure_that_a_page_draws_twice_has_its_note_once() -> None:
    edition = Shelf().publish(shared_sample(), "Platform", notes={"ratings": {"en": "Asked by phone."}})
    app = open_page("mutual", edition=edition.id)
    assert len([one for one in app.button if str(one.key).startswith("table_ratings")]) == 2
    assert len(own_words(app)) == 1


def test_notes_are_corrected_in_a_published_edition() -> None:
    edition = Shelf().publish(shared_sample(), "Platform", notes=NOTES)
    app = open_page("surveys", edition=edition.id)
    app.selectbox("correct_which_en").set_value(edition.id).run()
    field = app.text_area(f"correct_{edition.id}_note__en")
    assert field.value == NOTES[OF_EDITION]["en"]
    field.set_value("Another law.")
    app.button("correct_now").click().run()
    assert not app.exception
    assert Shelf().notes(edition.id) == {**NOTES, OF_EDITION: {"en": "Another law."}}
    assert editions.notes_of(edition.id) == Shelf().notes(edition.id)


def test_notes_begin_the_texts_of_a_report() -> None:
    edition = Shelf().publish(shared_sample(), "Platform", notes=NOTES)
    app = open_page("groups", "en", edition=edition.id)
    app.button("add_groups").click().run()
    app.switch_page("pages/export.py").run()
    assert not app.exception
    assert app.text_area(f"export_text_happened_en_{edition.id}").value == NOTES[OF_EDITION]["en"]
    assert [one.value for one in app.text_area if str(one.key).startswith("note_")] == ["Few came."]
    app.text_area(f"export_text_happened_en_{edition.id}").set_value("").run()
    assert app.text_area(f"export_text_happened_en_{edition.id}").value == ""
