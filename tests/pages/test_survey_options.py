"""What the officer may choose on *Surveys*: later rounds, the test, weights, the number invited."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE = ROOT / "data" / "sample"


def opened(*later: str) -> AppTest:
    """The page with the sample read; `later` names sample files given as follow-ups."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    app.switch_page("pages/surveys.py").run()
    for key, name in (("upload_before", "before.xlsx"), ("upload_after", "after.xlsx")):
        app.file_uploader(key).set_value((name, (SAMPLE / name).read_bytes(), "")).run()
    if later:
        files = [(f"later_{name}", (SAMPLE / name).read_bytes(), "") for name in later]
        app.file_uploader("upload_later").set_value(files).run()
    return app


def draft(app: AppTest) -> object:
    return app.session_state["analysed"][1]


def test_the_test_and_the_number_invited_reach_the_analysis() -> None:
    app = opened()
    app.selectbox("set_estimand").select("matched").run()
    app.selectbox("set_test_matched").select("sign").run()
    app.toggle("set_invited").set_value(True).run()
    app.number_input("invited_human_rights").set_value(500).run()
    assert not app.exception
    result = draft(app)
    assert result.settings.test == "sign"  # type: ignore[attr-defined]
    assert result.settings.invited == {"human_rights": 500}  # type: ignore[attr-defined]


def test_weights_are_offered_only_where_the_files_have_them() -> None:
    with pytest.raises(KeyError):
        opened().toggle("set_weights")
