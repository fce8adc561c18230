"""The address is read once and written at most once a run, and says what was chosen."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from streamlit.runtime.state.query_params_proxy import QueryParamsProxy
from streamlit.testing.v1 import AppTest

from pages.shell import address
from tests.pages.opening import open_edition, open_page, turned_to

WRITES = ("__setitem__", "__delitem__", "update", "from_dict", "clear")


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the address was written, by method."""
    counts: Counter[str] = Counter()
    for name in WRITES:
        write = getattr(QueryParamsProxy, name)

        def counted(*given: object, _write: object = write, _name: str = name) -> object:
            counts[_name] += 1
            return _write(*given)  # type: ignore[operator]

        monkeypatch.setattr(QueryParamsProxy, name, counted)
    return counts


def test_an_address_that_says_all_is_not_written(writes: Counter[str]) -> None:
    app = open_edition(None, "overview", "ar", edition="sample")
    writes.clear()
    app.run()
    assert not writes


def test_what_an_address_lacks_and_what_it_cannot_ask_for_are_written_at_once(writes: Counter[str]) -> None:
    app = open_edition(None, "overview", "ar", threshold="3", side="nobody")
    assert writes == {"from_dict": 1}
    assert dict(app.query_params) == {"lang": "ar", "edition": "sample"}


def test_a_name_of_others_stays_in_the_address() -> None:
    app = open_edition(None, "overview", "en", utm="mail")
    assert app.query_params["utm"] == "mail"


def test_what_is_pressed_stands_in_the_address_after_the_run(writes: Counter[str]) -> None:
    app = open_edition(None, "overview", "en")
    switch: Any = next(one for one in app.get("button_group") if "side" in str(one.key))
    writes.clear()
    switch.set_value(switch.options[1]).run()
    assert not app.exception
    assert sum(writes.values()) == 1
    assert app.query_params["side"]


def test_what_is_pressed_outlives_a_run_that_starts_again_before_its_end() -> None:
    def script() -> None:
        import streamlit as st

        from pages.shell.address import choice, choose, read_address, write_address

        read_address()
        st.title(choice("lang", ("en", "ar")))
        st.button("English", on_click=choose, args=("lang", "en"))
        if not st.session_state.get("again"):
            st.session_state["again"] = True
            st.rerun()
        write_address()

    app = AppTest.from_function(script)
    app.query_params["lang"] = "ar"
    app.run()
    assert app.title[0].value == "ar"
    app.session_state["again"] = False
    app.button[0].click().run()
    assert app.title[0].value == "en"
    assert "lang" not in app.query_params


def test_what_is_chosen_is_shown_as_chosen_on_every_page_that_asks_for_it() -> None:
    """However often a reader turns from one to the other: a widget of another page is another one to Streamlit."""
    app = open_page("groups", "en", group="women")
    for page in ("questions", "groups", "questions"):
        assert app.selectbox(next(str(one.key) for one in app.selectbox if "group" in str(one.key))).value == "women"
        turned_to(app, page).run()
        assert not app.exception
        assert app.query_params["group"] == "women"


def test_a_widget_says_in_every_run_what_it_begins_with() -> None:
    """A browser may hear of it first in a later run, where that before was broken off."""
    app = open_page("questions", "en")
    for _ in range(2):
        assert [list(one.proto.default) for one in app.segmented_control if "order" in str(one.key)] == [[0]]
        assert [one.proto.default for one in app.selectbox if "group" in str(one.key)] == [0]
        app.run()
    order = next(one for one in app.segmented_control if "order" in str(one.key))
    order.set_value("dimension").run()
    assert not app.exception
    assert [(list(one.proto.default), one.value) for one in app.segmented_control if "order" in str(one.key)] == [
        ([2], "dimension")
    ]


def test_a_button_that_stays_on_the_screen_makes_no_file_once_an_edition_has_changed() -> None:
    make = address.of_editions_of_now(lambda: b"file", "its")
    address.editions_changed("another")
    assert make() == b"file"
    address.editions_changed("its")
    with pytest.raises(RuntimeError, match="withdrawn"):
        make()


def test_a_page_is_of_before_once_an_edition_has_changed_elsewhere() -> None:
    def script() -> None:
        import streamlit as st

        from pages.shell import address

        address.read_address()
        st.text(str(address.page_is_of_before()))
        address.editions_changed("one")
        st.text(str(address.page_is_of_before()))

    app = AppTest.from_function(script).run()
    assert [one.value for one in app.text] == ["False", "True"]
    assert [one.value for one in app.run().text] == ["False", "True"]
