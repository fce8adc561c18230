"""The document that a browser loads first: in the reader's language, and with the address of its own server.

Streamlit's document is English, reads from left to right, and asks for its server below the address of every page
first, which gives an error in the browser's console for each. It is the same for all readers: this one is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from words import LANGUAGES, is_right_to_left, language_asked_for

_OPENING, _HEAD = '<html lang="en">', "<head>"
_NOT_PAGES = frozenset({"_stcore", "static", "media", "component", "app"})
_SCRIPT = """
<script>
window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href }
window.thiqa = {
  language: document.documentElement.lang,
  open(url) { push({}, "", url); dispatchEvent(new PopStateEvent("popstate")) },
  turn(url) { history.replaceState({}, "", url); dispatchEvent(new PopStateEvent("popstate")) },
}
const push = history.pushState.bind(history)
// The browser's back button goes a page back: what is chosen on a page takes the place of what its address said,
// but for a group, whose page is one of its own.
history.pushState = (state, title, url) => {
  const to = new URL(url, location.href), now = new URL(location.href)
  const opensGroup = to.pathname.endsWith("/groups") && to.searchParams.has("group") !== now.searchParams.has("group")
  if (to.pathname === now.pathname && !opensGroup) history.replaceState(state, title, url)
  else push(state, title, url)
  if (opensGroup) document.querySelector("[data-testid='stMain']")?.scrollTo(0, 0)
}
// An earlier page is shown in the language chosen since.
addEventListener("popstate", () => {
  const url = new URL(location.href)
  if (!url.searchParams.has("lang")) return
  url.searchParams.set("lang", thiqa.language)
  if (url.href !== location.href) history.replaceState(history.state, "", url)
})
</script>"""
_ON_EVERY_PAGE = ("BidiComponent", "Html", "ButtonGroup", "PageLink", "Button")
"""Parts of Streamlit's script that all pages use; it would ask for each once an element of its kind has arrived."""
_IMPORTED = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""")
_FONT = "app/static/fonts/noto-sans-latin.woff2"
"""The font of all that is Latin, digits among it."""
_KEYBOARD = (Path(__file__).parent / "browser" / "keyboard.js").read_text(encoding="utf-8")


class Document:
    """Answers where a browser asks for a page; everything else is Streamlit's.

    Parameters
    ----------
    app : callable
        The server (ASGI).
    first : str
        The page that an address without one leads to.
    """

    def __init__(self, app: ASGIApp, first: str) -> None:
        self._app = app
        self._first = first

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request (ASGI)."""
        app = self._answer(Request(scope)) if scope["type"] == "http" else None
        await (app or self._app)(scope, receive, send)

    def _answer(self, request: Request) -> Response | None:
        """The document, or the way to the first page; None where no page is asked for."""
        below = request.url.path.removeprefix(f"/{str(st.get_option('server.baseUrlPath')).strip('/')}").strip("/")
        wants_document = request.method == "GET" and "text/html" in request.headers.get("accept", "")
        if not wants_document or "." in below or below.split("/")[0] in _NOT_PAGES:
            return None
        if not below and request.url.path.endswith("/"):
            return RedirectResponse(
                f"{self._first}?{request.url.query}".rstrip("?"), headers={"Cache-Control": "no-store"}
            )
        asked = request.query_params.get("lang", "")
        language = asked if asked in LANGUAGES else language_asked_for(request.headers.get("accept-language", ""))
        return HTMLResponse(document(language), headers={"Cache-Control": "no-cache", "Vary": "Accept-Language"})


@cache
def document(language: str) -> str:
    """Streamlit's document in a language."""
    page = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    direction = "rtl" if is_right_to_left(language) else "ltr"
    page = page.replace(_OPENING, f'<html lang="{language}" dir="{direction}">', 1)
    early = "".join(f'\n<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in _asked_late(page))
    early += f'\n<link rel="preload" as="font" type="font/woff2" crossorigin href="./{_FONT}">'
    page = page.replace("</head>", f"{early}\n</head>", 1)
    return page.replace(_HEAD, f"{_HEAD}{_SCRIPT}\n<script>\n{_KEYBOARD}</script>", 1)


def _asked_late(page: str) -> Iterator[str]:
    """The files of `_ON_EVERY_PAGE` and all that they import, but for those that the document asks for already."""
    folder, known = Path(file_util.get_static_dir()) / "static" / "js", set(re.findall(r"js/([\w.-]+\.js)", page))
    waiting = [found.name for name in _ON_EVERY_PAGE for found in folder.glob(f"{name}.*.js")]
    while waiting:
        name = waiting.pop()
        if name not in known:
            known.add(name)
            waiting += _IMPORTED.findall((folder / name).read_text(encoding="utf-8"))
            yield name
