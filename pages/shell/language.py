"""Who reads: language and ground (light or dark), from the address and the browser."""

from __future__ import annotations

import streamlit as st

from charts import Look
from metrics import Protected
from metrics.result.names import index_name
from pages.shell.address import choice, chosen
from pages.shell.plain import plain
from words import LANGUAGES, has, language_asked_for, say, say_about_index

LANGUAGE = "lang"


def language() -> str:
    """The language chosen: in the address, else before in this visit, else the one that the browser asks for."""
    return chosen(LANGUAGE) or choice(LANGUAGE, LANGUAGES, always=True, first=_of_browser())


def _of_browser() -> str:
    """The language that the reader's browser is set to."""
    return language_asked_for(st.context.headers.get("Accept-Language") or st.context.locale or "")


def look() -> Look:
    """How figures are drawn for this reader."""
    return Look(language(), dark=st.context.theme.type == "dark")


def pointing(icon: str) -> str:
    """An icon that points in reading direction, or against it, by its name in a language read from left to right."""
    turned = {"right": "left", "left": "right", "forward": "back", "back": "forward"}
    kind, _, way = icon.rpartition("_")
    return f":material/{kind}_{turned[way] if look().rtl else way}:"


def words(key: str, **values: object) -> str:
    """A sentence of the screens (``screens.<key>``) in the reader's language."""
    return say(f"screens.{key}", language(), **values)


def words_of_index(key: str, result: Protected, **values: object) -> str:
    """A sentence of the screens about what a result measures: trust, or what the questionnaire calls the index.

    It is Markdown, in which the name of the index has no meaning.
    """
    return say_about_index(f"screens.{key}", language(), plain(index_name(result, language())), **values)


def words_if_any(key: str) -> str:
    """A sentence of the screens; empty where there is none under that key."""
    return words(key) if has(f"screens.{key}") else ""
