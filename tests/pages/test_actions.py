"""The row of actions under a figure: its table in place, its data, a link to it, the same in every language."""

from __future__ import annotations

from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.exporting import in_basket
from tests.pages.opening import links, open_page, switched, turned_to, with_sample
from words import LANGUAGES, say

PAGES = ("overview", "groups", "questions", "mutual", "method")


def tables(app: AppTest) -> list[str]:
    """The tables that are open under figures, as HTML."""
    found = (unescape(str(one.proto.body)) for one in app.get("html"))
    return [html for html in found if html.startswith('<div class="facts-place"')]


def press(app: AppTest, key: str) -> AppTest:
    app.button(key).click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_a_page_opens_its_table_in_place_and_closes_it(page: str, language: str) -> None:
    app = open_page(page, language)
    keys = [str(one.key) for one in app.button if str(one.key).startswith("table_")]
    assert keys
    assert tables(app) == []
    for key in keys:
        press(app, key)
    shown = tables(app)
    assert len(shown) == len(keys)
    for html in shown:
        assert "<caption>" in html
        assert '<th scope="col" role="columnheader"' in html
        assert '<th scope="row" role="rowheader">' in html
    press(app, keys[0])
    assert len(tables(app)) == len(keys) - 1


def test_a_table_is_grouped_by_side_and_stays_open_in_another_language_and_after_another_page() -> None:
    app = press(open_page("groups", "en"), "table_groups")
    (html,) = tables(app)
    assert html.index('scope="rowgroup"') < html.index("Women's organisations")
    assert html.count('scope="rowgroup"') == 2
    assert say("findings.short_protected", "en") in html
    turned_to(app, "questions").run()
    turned_to(app, "groups").run()
    (html,) = tables(switched(app, "ar"))
    assert say("findings.short_protected", "ar") in html
    assert app.button("table_groups").label.startswith(say("screens.figure_table_hide", "ar"))


def test_the_open_table_is_added_as_it_is_seen_and_is_made_again_for_the_report() -> None:
    app = press(open_page("questions", "en", group="women", order="change"), "table_answers")
    press(app, "add_table_of_answers")
    assert in_basket(app) == [("table", "answers")]
    turned_to(app, "export").run()
    assert not app.exception
    assert app.button("remove_1").label


def test_data_and_other_files_are_offered_when_the_menu_is_open() -> None:
    app = open_page("groups", "en")

    def offered() -> list[str]:
        return [str(one.proto.id).rsplit("-", 1)[-1].split("_")[0] for one in app.get("download_button")]

    assert set(offered()) == {"png"}
    app.session_state["more_groups"] = True
    app.run()
    assert offered()[:5] == ["png", "csv", "xlsx", "svg", "pdf"]


def test_every_button_says_of_which_figure_it_is() -> None:
    app = open_page("groups", "en")
    named = [one.label for one in app.button if str(one.key).startswith(("table_", "add_"))]
    titles = [one.label.partition(":gray[: ")[2] for one in app.button if str(one.key).startswith("table_")]
    assert all(titles)
    assert all(any(title in label for title in titles) for label in named)


def test_a_link_says_all_that_the_address_does_not() -> None:
    app = open_page("questions", "ku", group="women", order="change")
    said = {name: str(value) for name, value in app.query_params.items()}
    usual = links(app)["answers"]["usual"]
    assert usual["units"] == "points"
    assert {"lang", "edition"} <= set(said)
    assert not {"lang", "edition"} & set(usual)
    assert {"group", "order", "units"} <= {*said, *usual}


def test_a_draft_has_no_link_and_says_why() -> None:
    app = with_sample()
    turned_to(app, "groups")
    app.query_params["edition"] = "draft"
    app.run()
    assert app.query_params["edition"] in ("draft", ["draft"])
    assert {one["label"] for one in links(app).values()} == {say("screens.figure_no_link", "en")}
    assert all(one["usual"] is None for one in links(app).values())
