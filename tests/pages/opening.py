"""Opens a page of the dashboard as a reader would, with a result published under a name."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

from metrics import Shared
from store import Shelf

ROOT = Path(__file__).resolve().parent.parent.parent


def open_edition(result: Shared | None, page: str, language: str, **choices: str) -> AppTest:
    """A page of a result, or of the sample where there is none, with what the address chooses."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params["lang"] = language
    if result is not None:
        app.query_params["edition"] = Shelf().publish(result, "Edition").id
    for name, value in choices.items():
        app.query_params[name] = value
    app.run()
    if page != "overview":
        app.switch_page(f"pages/{page}.py").run()
    return app


def text_of(app: AppTest) -> str:
    """All words of a page, without escapes and marks of direction."""
    parts = [str(element.value) for kind in (app.title, app.header, app.info, app.caption) for element in kind]
    parts += [str(element.value) for element in app.markdown]
    parts += [unescape(str(element.proto.body)) for element in app.get("html")]
    return re.sub(r"\\|[\u2066-\u2069]", "", " ".join(parts))
