"""Figures on their pages: each is drawn once for either width, and for a report when that is asked for."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from charts import Look, all_figures, gallery
from charts.drawing.canvas import Canvas
from charts.figures import sides
from tests.pages.opening import open_edition
from tests.pages.page_figures import page_figures
from tests.sample import shared_sample

PAGES = sorted({figure.PAGE for figure in all_figures().values()})


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Counter[Look]:
    """How many figures were drawn, by look."""
    counts: Counter[Look] = Counter()
    make = Canvas.__init__

    def count(canvas: Canvas, look: Look, *given: object, **named: object) -> None:
        counts[look] += 1
        make(canvas, look, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Canvas, "__init__", count)
    return counts


def names_of(app: AppTest) -> list[str]:
    return [figure.name for figure in page_figures(app)]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_draws_each_of_its_figures_once_for_either_width_however_often_it_runs_and_none_for_a_report(
    page: str, drawn: Counter[Look]
) -> None:
    app = open_edition(shared_sample(), page, "en")
    app.run()
    assert not app.exception
    assert drawn == dict.fromkeys((Look("en"), Look("en", wide=True)), len(names_of(app)))
    of_page = [figure.NAME for figure in all_figures().values() if page == figure.PAGE]
    shown = [name for name in of_page if any(one.startswith(name) for one in names_of(app))]
    with_two_rounds_and_no_breakdown = {"pairs", "categories"}
    by_another_name, in_words = {"dimensions"}, {"gaps"}
    assert {*shown} | with_two_rounds_and_no_breakdown | by_another_name | in_words >= {*of_page}


def test_a_new_figure_appears_on_its_page_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    new = SimpleNamespace(**vars(sides) | {"NAME": "new", "PAGE": "questions"})
    known = all_figures() | {"new": new}
    monkeypatch.setattr(gallery, "all_figures", lambda: known)
    app = open_edition(shared_sample(), "questions", "en")
    assert not app.exception
    assert "new" in names_of(app)
