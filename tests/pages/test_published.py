"""What a published edition is called is corrected on *Surveys*; its numbers are not."""

from __future__ import annotations

from datetime import date

from metrics import RoundName
from pages.shell import editions
from pages.shell.plain import plain
from store import Shelf
from tests.pages.exporting import made, only
from tests.pages.opening import bar, open_page
from tests.sample import shared_sample
from words import say


def test_name_place_and_day_of_an_edition_are_corrected() -> None:
    edition = Shelf().publish(shared_sample(), "Buildng trust", "Bagdad", date(2023, 3, 14))
    app = open_page("surveys")
    app.selectbox("correct_which_en").set_value(edition.id).run()
    app.text_input(f"correct_{edition.id}_title").set_value("Building trust").run()
    app.date_input(f"correct_{edition.id}_day").set_value(date(2023, 3, 15)).run()
    app.button("correct_now").click().run()
    assert not app.exception
    assert say("path.corrected", "en") in [one.value for one in app.success]
    (found,) = Shelf().editions()
    assert (found.title, found.place, found.held_on) == ("Building trust", "Bagdad", date(2023, 3, 15))
    assert Shelf().read(edition.id).code == shared_sample().code
    assert any("Building trust" in name for name in bar(app)["editions"].values())


def test_a_file_that_was_made_is_not_offered_after_a_round_is_called_otherwise() -> None:
    edition = Shelf().publish(shared_sample(), "Edition")
    app = only(open_page("export", edition=edition.id), "json")
    made(app)
    editions.correct(edition.id, "Edition", "", None, {"pre": RoundName({"en": "Baseline"})})
    app.run()
    assert not app.exception
    assert app.get("download_button") == []
    assert b"Baseline" in made(app).content


def test_an_edition_keeps_its_name_where_the_correction_has_none() -> None:
    edition = Shelf().publish(shared_sample(), "Building trust")
    app = open_page("surveys")
    app.selectbox("correct_which_en").set_value(edition.id).run()
    app.text_input(f"correct_{edition.id}_title").set_value(" ")
    app.button("correct_now").click().run()
    assert plain(say("editions.needs_title", "en")) in [one.value for one in app.error]
    assert Shelf().editions() == (edition,)


def test_a_withdrawn_edition_is_gone_from_the_list_and_its_address_shows_nothing() -> None:
    edition = Shelf().publish(shared_sample(), "Goes")
    assert open_page("overview", edition=edition.id).title[0].value == "Goes"
    app = open_page("surveys")
    app.selectbox("delete_which").set_value(edition.id).run()
    app.checkbox(f"delete_sure_{edition.id}").check().run()
    app.button("delete_now").click().run()
    assert open_page("overview", edition=edition.id).title[0].value == say("screens.no_edition", "en")
    assert Shelf().editions() == ()
