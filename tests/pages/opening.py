"""Opens a page of the dashboard as a reader would: of the sample, of a published result, or with files given."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from metrics import Shared
from store import Shelf
from surveys import Upload
from tests.sample import AFTER, BEFORE

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = ("overview", "groups", "questions", "mutual", "compare", "method", "protection", "export", "surveys")


def open_page(page: str, language: str | None = "en", **choices: str) -> AppTest:
    """A page by its address, with what the address chooses."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in {"lang": language, **choices}.items():
        if value is not None:
            app.query_params[name] = value
    return (app if page == "overview" else turned_to(app, page)).run()


def turned_to(app: AppTest, page: str) -> AppTest:
    """The app about to show another page."""
    return app.switch_page(f"pages/{page}.py")


def open_edition(result: Shared | None, page: str, language: str, **choices: str) -> AppTest:
    """A page of a result, or of the sample where there is none, with what the address chooses."""
    if result is not None:
        choices["edition"] = Shelf().publish(result, "Edition").id
    return open_page(page, language, **choices)


def bar(app: AppTest) -> dict[str, Any]:
    """What the bar on top of the page is given: titles of pages, names of editions, and which are shown."""
    (found,) = (one for one in app.get("bidi_component") if one.proto.component_name == "bar")
    given: dict[str, Any] = json.loads(found.proto.json)
    return given


def links(app: AppTest) -> dict[str, Any]:
    """What the buttons of links are given, by their keys."""
    found = [json.loads(one.proto.json) for one in app.get("bidi_component") if '"usual"' in str(one.proto.json)]
    return {one["figure"]: one for one in found}


def switched(app: AppTest, language: str) -> AppTest:
    """The page in another language, by its address, as the bar asks for it."""
    app.query_params["lang"] = language
    app.run()
    assert not app.exception
    return app


def give(app: AppTest, *rounds: Upload, form: Upload | None = None) -> AppTest:
    """Gives *Surveys* the files of the rounds before and after, and the questionnaire first, if it is another."""
    if form is not None:
        switch = next(one for one in app.segmented_control if str(one.key).startswith("instrument_from_"))
        switch.set_value("other").run()
        app.file_uploader("upload_instrument").set_value((form.name, form.content, "")).run()
    for key, upload in zip(("upload_before", "upload_after"), rounds, strict=False):
        app.file_uploader(key).set_value((upload.name, upload.content, "")).run()
    assert not app.exception
    return app


def with_sample(language: str = "en") -> AppTest:
    """*Surveys* with the two files of the sample."""
    return give(open_page("surveys", language), Upload.from_path(BEFORE), Upload.from_path(AFTER))


def text_of(app: AppTest) -> str:
    """All words of a page, without escapes and marks of direction."""
    parts = [str(element.value) for kind in (app.title, app.header, app.info, app.caption) for element in kind]
    parts += [str(element.value) for element in app.markdown]
    parts += [unescape(str(element.proto.body)) for element in app.get("html")]
    return re.sub(r"\\|[\u2066-\u2069]", "", " ".join(parts))
