"""What a person does on the way to a report: puts parts into the basket, and makes it."""

from __future__ import annotations

import io
import zipfile
from functools import partial
from typing import Any

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from pages.exporting.making import MadeFile
from reports.formats import formats
from reports.typst import figures
from tests.pages.opening import open_page, turned_to


@pytest.fixture
def drawn_figures(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """Files of figures are small pictures; which were asked for: figure, language and form."""
    asked: list[tuple[str, str, str]] = []
    picture = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(picture, "PNG")

    def figure_file(report: Any, name: str, view: Any, form: str) -> bytes:
        assert view.look.language == report.language
        asked.append((name, report.language, form))
        return picture.getvalue()

    monkeypatch.setattr(figures, "figure_file", figure_file)
    monkeypatch.setattr(figures, "figure_preview", partial(figure_file, form="preview"))
    return asked


def keys(app: AppTest, start: str) -> list[str]:
    """The keys of the buttons that begin so, in the order of the page."""
    return [str(button.key) for button in app.button if str(button.key).startswith(start)]


def add_all(app: AppTest, page: str) -> list[str]:
    """Puts everything on a page into the basket; the keys of its buttons."""
    turned_to(app, page).run()
    for key in keys(app, "add_"):
        app.button(key).click().run()
        assert not app.exception
    return keys(app, "add_")


def in_basket(app: AppTest) -> list[tuple[str, str]]:
    """Kind and name of what is in the basket of the edition that is shown, in order."""
    state = app.session_state
    held: dict[str, list[Any]] = state["baskets"] if "baskets" in state else {}  # noqa: SIM401 (it has no "get")
    return [(entry.part.kind, entry.part.name) for entry in held.get(str(app.query_params["edition"]), [])]


def made(app: AppTest) -> MadeFile:
    """Presses the button of the export page, waits, and gives the file that is offered then."""
    app.button("make_report").click().run()
    making = app.session_state["export_making"].making
    making.wait(60)
    app.run()
    assert not app.exception
    assert [button.proto.id for button in app.get("download_button") if "download_report" in button.proto.id]
    found: MadeFile = making.made
    return found


def contents(file: MadeFile) -> dict[str, bytes]:
    """The files in a ZIP, by their names."""
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def only(app: AppTest, *names: str) -> AppTest:
    """The page with these formats chosen alone."""
    for name in formats():
        box = app.checkbox(f"format_{name}")
        box.check() if name in names else box.uncheck()
    app.run()
    assert not app.exception
    return app


def with_groups() -> AppTest:
    """The export page with a figure of groups alone in its basket."""
    app = open_page("groups", "en")
    app.button("add_groups").click().run()
    return turned_to(app, "export").run()
