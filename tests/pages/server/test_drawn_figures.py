"""Figures that are sent to the browser are kept with their result: drawn once, few of them, and gone with it."""

from __future__ import annotations

import gc

import pytest

from charts import Look, View
from metrics import Shared, to_document
from metrics.result import shared_from_document
from pages.server import kept
from pages.server.drawn_figures import drawn_figure
from tests.sample import shared_sample


def another() -> Shared:
    return shared_from_document(to_document(shared_sample()))


def test_a_view_is_drawn_once_and_another_view_is_another() -> None:
    result = another()
    english, arabic = (drawn_figure(result, "sides", View(Look(language)), "one") for language in ("en", "ar"))
    assert drawn_figure(result, "sides", View(Look("en")), "one") is english
    assert 'dir="rtl"' in arabic.html
    assert english.html != arabic.html


def test_the_same_view_of_another_result_is_drawn_anew() -> None:
    one, other = another(), another()
    assert drawn_figure(one, "sides", View(), "one") is not drawn_figure(other, "sides", View(), "one")


def test_what_was_drawn_is_forgotten_with_its_result(monkeypatch: pytest.MonkeyPatch) -> None:
    result = another()
    monkeypatch.setattr(kept, "_MOST", 2)
    for language in ("en", "ar", "ku"):
        drawn_figure(result, "sides", View(Look(language)), "one")
    place = id(result)
    assert [key[-1].language for key in kept._kept[place] if isinstance(key, tuple)] == ["ar", "ku"]
    del result
    gc.collect()
    assert place not in kept._kept
