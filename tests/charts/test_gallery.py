"""Every figure of the folder is found, has a page and can be drawn from the result alone."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import charts.figures as folder
from charts import Look, View, all_figures, draw
from metrics import sentence, to_document
from metrics.result import from_document
from pages.shell.navigation import PAGES
from reports.report import Part, Report
from tests.sample import sample_asked_once, sample_result, shared_sample
from words import LANGUAGES

FILES = sorted(path.stem for path in Path(folder.__path__[0]).glob("*.py") if path.stem != "__init__")


def test_every_file_of_the_folder_is_the_figure_of_its_name() -> None:
    assert sorted(all_figures()) == FILES


@pytest.mark.parametrize("name", FILES)
def test_a_figure_belongs_to_a_page(name: str) -> None:
    assert all_figures()[name].PAGE in PAGES


@pytest.mark.parametrize("name", [name for name in FILES if name != "categories"])
def test_a_figure_needs_only_the_result(name: str) -> None:
    assert draw(name, sample_result()).title


def test_a_result_without_its_rows_has_no_such_figure() -> None:
    with pytest.raises(ValueError, match="nothing to draw as 'categories'"):
        draw("categories", sample_result())
    bare = from_document(to_document(sample_result()) | {"matrix": [], "gaps": [], "reliability": []})
    assert not any(all_figures()[name].views(bare) for name in ("ratings", "gaps", "reliability"))


@pytest.mark.parametrize("what", ["aspect", "most"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_drawn_where_little_was_asked_both_times(what: str, language: str) -> None:
    """What was not asked both times says so, and is never said to be hidden."""
    result = sample_asked_once(what)
    told = ""
    for name, figure in all_figures().items():
        for view in figure.views(result):
            told += draw(name, result, replace(view, look=Look(language=language))).alternative
    sentences = [sentence(result, row, language) for row in result.changes if row.verdict is None]
    assert sentences
    assert any(one in told for one in sentences)


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (View(group="nobody"), "has no group 'nobody'; it has SIDE:civil_society; SIDE:security; "),
        (View(group=""), "has no group ''; it has SIDE:civil_society; "),
        (View(rounds=("pre", "nobody")), "has no rounds ('pre', 'nobody'); it has pre → post; pre; post"),
        (View(rounds=("post", "pre")), "has no rounds ('post', 'pre'); it has pre → post; "),
        (View(rounds=()), "has no rounds (); it has pre → post; "),
        (View(reliability_of="then"), "has no round 'then'; it has pre; post"),
    ],
)
def test_a_view_of_what_the_result_does_not_have_is_refused_with_what_it_has(view: View, said: str) -> None:
    for name in ("dimensions", "ratings"):
        with pytest.raises(ValueError, match=re.escape(f"this result {said}")):
            draw(name, sample_result(), view)
    with pytest.raises(ValueError, match=re.escape(f"this result {said}")):
        Report(shared_sample(), parts=(Part("figure", "dimensions", view),))


@pytest.mark.parametrize("wrong", [{"order": "best"}, {"units": "euros"}, {"raters": "both"}])
def test_a_choice_that_no_figure_offers_is_refused(wrong: dict[str, str]) -> None:
    ((name, _),) = wrong.items()
    with pytest.raises(ValueError, match=f"{name} must be one of "):
        View(**wrong)  # type: ignore[arg-type]
