"""The basket: what is added on any page is there on the export page, in order, with the officer's words, all visit."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from metrics import shared
from reports.content.parts import PARAGRAPHS, TABLES, text_of
from reports.report import Report
from store import Shelf
from tests.pages.exporting import add_all, drawn_figures, in_basket, keys, made
from tests.pages.few import only_side
from tests.pages.opening import open_edition, open_page, switched, turned_to, with_sample
from tests.sample import sample_result, shared_sample
from words import say

__all__ = ["drawn_figures"]

pytestmark = pytest.mark.usefixtures("drawn_figures")
WITH_PARTS = ("overview", "groups", "questions", "mutual", "method", "protection")


def with_two() -> AppTest:
    """The export page with the two figures of the groups page that come first in its basket."""
    app = open_page("groups", "en")
    for name in ("groups", "cells"):
        app.button(f"add_{name}").click().run()
    return turned_to(app, "export").run()


@pytest.mark.parametrize("page", WITH_PARTS)
def test_each_part_of_a_page_is_added_once_and_taken_out_again(page: str) -> None:
    app = open_page("surveys", "en")
    pressed = add_all(app, page)
    assert pressed
    assert len(in_basket(app)) == len(pressed)
    assert all(app.button(key).label.startswith(say("screens.export_added", "en")) for key in pressed)
    turned_to(app, "export").run()
    assert not app.exception
    assert len(keys(app, "remove_")) == len(pressed)
    turned_to(app, page).run()
    app.button(pressed[0]).click().run()
    assert app.button(pressed[0]).label.startswith("Add ")
    assert len(in_basket(app)) == len(pressed) - 1


def test_every_table_and_text_that_there_is_is_offered_on_the_export_page() -> None:
    """With the title that it has in the report, until it is in the basket."""
    app = open_page("export", "en")
    assert keys(app, "more_") == []  # nothing is made ready before it is unfolded
    app.session_state["open_more"] = True
    app.run()
    offered = keys(app, "more_")
    assert {key.split("_", 2)[1] for key in offered} == {"table", "paragraph"}
    for key in offered:
        app.button(key).click().run()
        assert not app.exception
        assert key not in keys(app, "more_")
    report = Report(shared_sample(), "en")
    tables = [("table", name) for name, make in TABLES.items() if make(report)]
    assert in_basket(app) == [*tables, *(("paragraph", name) for name in PARAGRAPHS if text_of(report, name))]


@pytest.mark.parametrize("page", WITH_PARTS)
def test_what_pages_offer_of_an_edition_where_everything_is_hidden_can_be_exported(page: str) -> None:
    app = open_edition(only_side(None), page, "ar")
    pressed = keys(app, "add_")
    for key in pressed:
        app.button(key).click().run()
    turned_to(app, "export").run()
    assert not app.exception
    assert len(keys(app, "remove_")) == len(pressed)
    made(app)


def test_the_same_figure_on_two_pages_is_one_part() -> None:
    """Of the same people: the aspects of a side on the overview, and on the side's own page."""
    app = open_page("overview", "en")
    app.button("add_dimensions").click().run()
    app.query_params["group"] = "SIDE:civil_society"
    turned_to(app, "groups").run()
    key = "add_group_dimensions"
    assert app.button(key).label.startswith(say("screens.export_added", "en"))
    next(one for one in app.selectbox if "group" in str(one.key)).set_value("women").run()
    assert app.button(key).label.startswith(say("screens.export_add", "en"))


def test_it_is_the_same_part_in_other_units_and_another_language() -> None:
    app = open_page("overview", "en")
    app.button("add_sides").click().run()
    units: Any = next(one for one in app.get("button_group") if str(one.key).startswith("pick_units"))
    units.set_value("original").run()
    assert app.button("add_sides").label.startswith(say("screens.export_added", "en"))
    switched(app, "ku")
    assert app.button("add_sides").label.startswith(say("screens.export_added", "ku"))


def test_parts_change_places_and_go_no_further_than_the_ends() -> None:
    app = with_two()
    first, second = (key.removeprefix("remove_") for key in keys(app, "remove_"))
    assert app.button(f"up_{first}").disabled
    assert app.button(f"down_{second}").disabled
    app.button(f"up_{second}").click().run()
    assert in_basket(app) == [("figure", "cells"), ("figure", "groups")]
    app.button(f"down_{second}").click().run()
    assert in_basket(app) == [("figure", "groups"), ("figure", "cells")]
    app.button(f"remove_{first}").click().run()
    assert in_basket(app) == [("figure", "cells")]


def test_what_was_taken_out_is_put_back_at_its_place_with_the_officers_words() -> None:
    app = with_two()
    first, _ = (key.removeprefix("remove_") for key in keys(app, "remove_"))
    assert keys(app, "put_back") == []
    app.text_input(f"caption_{first}").set_value("Who trusts more").run()
    app.button(f"remove_{first}").click().run()
    assert say("screens.export_taken_out", "en", part="Who trusts more") in [one.value for one in app.caption]
    app.button("put_back").click().run()
    assert in_basket(app) == [("figure", "groups"), ("figure", "cells")]
    assert app.text_input(f"caption_{first}").value == "Who trusts more"
    assert keys(app, "put_back") == []


def test_what_was_taken_out_has_the_officers_words_again_when_it_is_added_anew() -> None:
    app = with_two()
    first, _ = (key.removeprefix("remove_") for key in keys(app, "remove_"))
    app.text_area(f"note_{first}").set_value("Seen twice.").run()
    turned_to(app, "groups").run()
    app.button("add_groups").click().run()
    app.button("add_groups").click().run()
    turned_to(app, "export").run()
    assert in_basket(app) == [("figure", "cells"), ("figure", "groups")]
    again = keys(app, "remove_")[1].removeprefix("remove_")
    assert app.text_area(f"note_{again}").value == "Seen twice."
    assert keys(app, "put_back") == []


def test_an_empty_basket_leads_to_every_page_with_something_to_add() -> None:
    links = open_page("export", "en").get("page_link")
    assert [str(link.proto.page) for link in links] == [*WITH_PARTS]


def test_a_figure_is_called_by_the_title_that_its_page_shows() -> None:
    app = open_page("mutual", "en")
    titles = {str(one.value) for one in (*app.header, *app.subheader)}
    app.button("add_ratings_side").click().run()
    turned_to(app, "export").run()
    (line,) = (str(one.value).strip("*") for one in app.markdown if "1 · " in str(one.value))
    assert line.removeprefix("1 · ") in titles
    assert app.text_input("caption_1").placeholder


def test_caption_note_and_texts_outlive_order_other_pages_and_languages() -> None:
    app = with_two()
    first, second = (key.removeprefix("remove_") for key in keys(app, "remove_"))
    app.text_input(f"caption_{first}").set_value("Who trusts *more*").run()
    app.text_area(f"note_{second}").set_value("Seen in all groups.").run()
    app.text_area("export_text_asked_en_sample").set_value("Meet again\nPublish minutes").run()
    app.button(f"down_{first}").click().run()
    turned_to(app, "mutual").run()
    turned_to(app, "export").run()
    for language in ("ar", "ku", "en", "ar"):
        switched(app, language)
        assert app.text_input(f"caption_{first}").value == "Who trusts *more*"
        assert app.text_area(f"note_{second}").value == "Seen in all groups."
        asked = app.text_area(f"export_text_asked_{language}_sample")
        assert "Meet again\nPublish minutes" in (asked.value or asked.placeholder)
        assert bool(asked.value) == (language == "en")
        assert in_basket(app) == [("figure", "cells"), ("figure", "groups")]


def test_each_edition_has_a_basket_of_its_own() -> None:
    app = open_edition(shared_sample(), "groups", "en")
    app.button("add_groups").click().run()
    other = Shelf().publish(shared(sample_result(), "public"), "Another").id
    app.query_params["edition"] = other
    turned_to(app, "export").run()
    assert in_basket(app) == []
    assert say("screens.export_empty", "en") in [text.value for text in app.markdown]


def test_the_basket_of_a_draft_is_that_of_the_edition_it_becomes() -> None:
    app = with_sample()
    app.text_input("event_title").set_value("Round table").run()
    turned_to(app, "groups").run()
    app.button("add_groups").click().run()
    turned_to(app, "surveys").run()
    app.button("publish").click().run()
    assert not app.exception
    if app.query_params["edition"] == ["draft"]:
        app.button("publish_yes").click().run()
    assert app.query_params["edition"] not in ("draft", ["draft"])
    assert in_basket(app) == [("figure", "groups")]


def test_what_was_chosen_of_a_draft_goes_with_its_files() -> None:
    app = with_sample()
    turned_to(app, "groups").run()
    app.button("add_groups").click().run()
    turned_to(app, "surveys").run()
    app.button("forget_files").click().run()
    assert app.session_state["baskets"].get("draft", []) == []
