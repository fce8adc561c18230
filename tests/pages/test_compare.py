"""*Compare* puts groups, rounds and editions side by side, and says so where there is nothing to compare."""

from __future__ import annotations

import csv
import io
from datetime import date
from functools import partial
from html import escape

import pytest

from metrics import shared
from pages.shell.figure_files import file_of_table
from reports.content.comparison.groups import index_of_two, said_of_two
from reports.report import Report
from store import Shelf
from tests.pages.opening import links, open_edition, open_page, text_of, turned_to, with_sample
from tests.reports.made_results import made_result
from tests.reports.report_cases import result_of
from tests.sample import shared_sample
from words import LANGUAGES, say


def compared(key: str, language: str = "en", **values: object) -> str:
    return say(f"compare.{key}", language, **values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_sides_of_the_sample_are_side_by_side(language: str) -> None:
    app = open_page("compare", language)
    assert not app.exception
    assert [one.value for one in app.title] == [say("screens.page_compare", language)]
    assert text_of(app).count("<table") == 3


def test_a_link_reopens_what_is_compared() -> None:
    app = open_page("compare", what="groups", a="SIDE:security", b="SIDE:civil_society")
    assert [one.value for one in app.selectbox if one.label != say("screens.edition", "en")] == [
        "SIDE:security",
        "SIDE:civil_society",
    ]
    assert app.query_params["a"] == "SIDE:security"


@pytest.mark.parametrize(
    ("edition", "is_offered"), [("one round", False), ("two rounds", False), ("three rounds", True)]
)
def test_two_rounds_are_offered_where_other_pages_do_not_compare_all(edition: str, is_offered: bool) -> None:
    result = shared_sample() if edition == "two rounds" else shared(made_result(edition))
    app = open_edition(result, "compare", "en")
    offered = [option for switch in app.segmented_control for option in switch.options]
    assert (compared("what_rounds") in offered) == is_offered
    assert compared("what_editions") in offered


def test_what_there_is_nothing_to_compare_with_is_said() -> None:
    assert compared("of_sample") in _info(open_page("compare", what="editions"))
    app = open_edition(shared(made_result("one round")), "compare", "en", what="rounds")
    assert say("protection.not_in_edition", "en") in [one.value for one in app.warning]
    app = open_page("compare", what="editions", edition=Shelf().editions()[0].id)
    assert compared("only_one") in _info(app)
    hidden = Shelf().publish(shared(made_result("all hidden")), "All hidden").id
    app = open_page("compare", what="groups", edition=hidden)
    assert compared("no_two_groups") in _info(app)


def test_the_first_words_say_what_is_found_and_each_table_can_be_taken() -> None:
    app = open_page("compare", a="SIDE:security", b="SIDE:civil_society")
    report = Report(shared_sample(), "en")
    (said,) = [str(one.proto.body) for one in app.get("html") if 'class="lead"' in str(one.proto.body)]
    assert said == f'<p class="lead">{escape(said_of_two(report, ("SIDE:security", "SIDE:civil_society")))}</p>'
    known = links(app)
    assert list(known) == ["compared_index", "compared_dimensions", "compared_items"]
    assert {"what", "b"} <= {*known["compared_items"]["usual"], *app.query_params}
    app.session_state["more_compared_items"] = True
    app.run()
    assert not app.exception
    assert [str(one.proto.id).rpartition("-")[2] for one in app.get("download_button")] == [
        "csv_compared_items",
        "xlsx_compared_items",
    ]


def test_a_draft_is_compared_without_a_link() -> None:
    Shelf().publish(shared_sample(), "Platform")
    app = with_sample()
    turned_to(app, "compare")
    app.query_params["edition"] = "draft"
    app.query_params["what"] = "editions"
    app.run()
    assert not app.exception
    assert links(app)
    assert all(one["usual"] is None for one in links(app).values())


def test_a_file_is_made_in_the_digits_chosen_for_files() -> None:
    report = Report(shared_sample(), "ar", digits="arab")
    make = partial(index_of_two, report, ("SIDE:civil_society", "SIDE:security"))
    head, first, _ = csv.reader(io.StringIO(file_of_table(report, make, "csv").decode("utf-8-sig"), newline=""))
    assert head[:4] == ["group", "mean_from", "mean_to", "change"]
    assert first[1:4] == ["44", "52", "8"]


def test_two_editions_are_side_by_side_without_change_or_test() -> None:
    first = Shelf().publish(shared(made_result()), "Platform", held_on=date(2022, 3, 1))
    second = Shelf().publish(result_of("many groups"), "Platform", held_on=date(2023, 3, 14))
    app = open_page("compare", what="editions", edition=first.id)
    assert not app.exception
    text = text_of(app)
    assert compared("no_test") in text
    assert "Platform · 14 March 2023, before" in text
    assert app.query_params["with"] == second.id
    assert "→" not in text


def test_editions_with_nothing_in_common_say_why() -> None:
    first = Shelf().publish(shared(made_result()), "One")
    Shelf().publish(shared_sample(), "Two")
    app = open_page("compare", what="editions", edition=first.id)
    assert not app.exception
    assert compared("nothing_in_common") in _info(app)
    assert compared("question_only") in text_of(app)


def _info(app: object) -> list[str]:
    return [str(one.value) for one in app.info]  # type: ignore[attr-defined]
