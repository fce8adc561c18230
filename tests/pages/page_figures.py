"""The figures that a page sends to the browser: their names, the words in them, and what their places say."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

_KEY = re.compile(r"-figure_(\w+)$")


@dataclass(frozen=True)
class PageFigure:
    """A figure as it is sent.

    Attributes
    ----------
    name : str
        Its key on the page.
    html : str
        All of it, for a phone and for a desk.
    """

    name: str
    html: str

    @property
    def title(self) -> str:
        return _unescaped(re.findall(r'<figure [^>]*aria-label="([^"]*)"', self.html))[0]

    @property
    def texts(self) -> list[str]:
        """The words that are drawn, line by line."""
        return _unescaped(re.sub("<[^>]*>", "", text) for text in re.findall(r"<text[^>]*>(.*?)</text>", self.html))

    @property
    def said(self) -> list[str]:
        """What its places say to a pointer, a finger and the keys; each once for a phone and once for a desk."""
        return _unescaped(re.findall(r'class="place"[^>]*aria-label="([^"]*)"', self.html))

    @property
    def description(self) -> str:
        """All of it in words."""
        return _unescaped(re.findall(r'<p class="in-words"[^>]*>(.*?)</p>', self.html))[0]


def page_figures(app: AppTest) -> list[PageFigure]:
    """The figures of a page, in its order."""
    sent: list[Any] = [one.proto for one in app.get("bidi_component") if one.proto.component_name == "figure"]
    return [PageFigure(_KEY.findall(one.id)[0], json.loads(one.json)["html"]) for one in sent]


def _unescaped(texts: Any) -> list[str]:
    return [unescape(text) for text in texts]
