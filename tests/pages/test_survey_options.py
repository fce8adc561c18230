"""What the officer may choose on *Surveys*: later rounds, the test, weights, the number invited."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from surveys import Upload
from tests.golden.values import EVENT, files
from tests.pages.opening import give, open_page, with_sample


def draft(app: AppTest) -> object:
    return app.session_state["analysed"].own


def test_the_test_and_the_number_invited_reach_the_analysis() -> None:
    app = with_sample()
    app.selectbox("set_estimand_en").select("matched").run()
    app.selectbox("set_test_matched_en").select("sign").run()
    app.toggle("set_invited").set_value(True).run()
    app.number_input("invited_human_rights").set_value(500).run()
    assert not app.exception
    result = draft(app)
    assert result.settings.test == "sign"  # type: ignore[attr-defined]
    assert result.settings.invited == {"human_rights": 500}  # type: ignore[attr-defined]


def test_weights_are_offered_only_where_the_files_have_them() -> None:
    with pytest.raises(KeyError):
        with_sample().toggle("set_weights")


def test_colleagues_may_be_taken_as_independent_where_organisations_are_known() -> None:
    with pytest.raises(KeyError):
        with_sample().toggle("set_clusters")
    pre, post, form = map(Upload.from_path, files(EVENT))
    app = give(open_page("surveys"), pre, post, form=form)
    assert draft(app).settings.clusters  # type: ignore[attr-defined]
    app.toggle("set_clusters").set_value(False).run()
    assert not app.exception
    assert not draft(app).settings.clusters  # type: ignore[attr-defined]
