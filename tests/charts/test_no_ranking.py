"""Groups can be harmed too: no word ranks them by trust, and nowhere are they sorted by it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

import pytest

from charts import Look, Picture, View, all_figures, draw
from charts.figures.gaps import widest_gaps
from metrics import SIDE, Settings, Shared, analyse, group_label, shared, to_document
from metrics.result import shared_from_document
from tests.charts.survey_rounds import result_with
from tests.charts.translations import ranked
from tests.sample import sample_survey
from tests.word_lists import topics, words_of
from words import LANGUAGES

OF_NO_GROUP = {"screens.attrition_text"}
"""Words that compare those who stayed with those who left, and no groups."""

ROUNDS = ("pre", "post")


@cache
def result() -> Shared:
    return shared(analyse(sample_survey(), Settings(group_by="age_band")))


def turned(levels: Callable[[int], float]) -> Shared:
    """The result in which the levels and changes of groups are made up, by the position of the group."""
    document = to_document(result())
    names = list(dict.fromkeys(row["group"] for row in document["scores"] if ":" not in row["group"]))
    for table in ("scores", "changes"):
        for row in document[table]:
            if row["group"] in names:
                level = levels(names.index(row["group"]))
                row.update({key: level for key in ("mean", "mean_from", "change") if row.get(key) is not None})
                if row.get("mean_to") is not None:
                    row["mean_to"] = min(level + 10, 100)
    return shared_from_document(document)


def pictures(of: Shared, look: Look) -> Iterator[Picture]:
    """Every view of every figure; questions by the change alone, in which they are sorted."""
    for figure in all_figures().values():
        for view in figure.views(of):
            if figure.NAME != "answers" or view.order == "change":
                yield figure.draw(of, replace(view, look=look, edition="Edition"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_program_ranks_groups_by_trust(language: str) -> None:
    found = {
        f"{topic}.{key}": ranks
        for topic in topics(language)
        for key, text in words_of(language, topic).items()
        if f"{topic}.{key}" not in OF_NO_GROUP and (ranks := ranked(text, language))
    }
    assert found == {}


@pytest.mark.parametrize(("language", "text"), [
    ("en", "The Ministry is the least trusting group"), ("en", "Women trust the institutions most"),
    ("ar", "الفئة الأقل ثقة هي الشرطة"), ("ku", "کەمترین متمانە لای پۆلیس"),
])  # fmt: skip
def test_a_sentence_that_ranks_would_be_found(language: str, text: str) -> None:
    assert ranked(text, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_sentence_or_word_of_a_figure_ranks_groups_by_trust(language: str) -> None:
    for report in (False, True):
        for picture in pictures(result(), Look(language, report=report)):
            notes = " ".join(str(note.text) for note in picture.figure.layout.annotations)
            assert ranked(" ".join((picture.title, picture.caption, picture.alternative, notes)), language) == []
    assert ranked(" ".join(row.sentence for row in result().changes), "en") == []
    assert ranked(" ".join(widest_gaps(result(), ROUNDS, language)), language) == []
    later = shared(result_with("three"))
    assert ranked(draw("pairs", later, View(Look(language), "Edition")).alternative, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_names_no_group_but_the_one_whose_page_it_is(language: str) -> None:
    of, look = result(), Look(language)
    names = [group_label(of, group.name, language) for group in of.groups]
    for figure in ("sides", "groups", "categories", "cells"):
        title = draw(figure, of, View(look, "Edition")).title
        assert not [name for name in names if name in title]
    for kind in ("side", "group"):
        title = draw("ratings", of, View(look, "Edition", raters=kind, rounds=ROUNDS)).title
        assert not [name for name in names if name in title]


def _lined(picture: Picture, names: Sequence[str]) -> list[str]:
    """The names in the order in which they stand, from the top."""
    notes = sorted(picture.figure.layout.annotations, key=lambda note: -note.y)
    texts = [re.sub(r"<[^>]*>|[\u2066-\u2069]", " ", str(note.text)) for note in notes]
    found = [name for text in texts for name in names if " ".join(text.split()).startswith(name)]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("levels", [lambda i: 5.0 + 9 * i, lambda i: 90.0 - 9 * i], ids=["rising", "falling"])
def test_groups_stand_in_the_instruments_order_whatever_their_levels(levels: Callable[[int], float]) -> None:
    of, look = turned(levels), Look("en")
    groups = [group_label(of, group.name, "en") for group in of.group_rows]
    assert _lined(draw("groups", of, View(look, "Edition")), groups) == groups
    raters = [group_label(of, group.name, "en") for group in of.group_rows if ":" not in group.name]
    assert _lined(draw("ratings", of, View(look, "Edition", raters="group", rounds=ROUNDS)), raters) == raters
    categories = [group_label(of, group.name, "en") for group in of.category_rows]
    assert len(_lined(draw("categories", of, View(look, "Edition")), categories)) == len(categories)
    assert _lined(draw("cells", of, View(look, "Edition")), groups) == groups


def test_groups_stand_in_the_instruments_order_in_every_table() -> None:
    instrument = [group.name for group in sample_survey().groups]
    for of in (result(), turned(lambda index: 90.0 - 9 * index)):
        for table in ("scores", "changes", "items", "item_tests"):
            for key in {(_measure(row), row.from_round) for row in getattr(of, table)}:
                rows = [row.group for row in getattr(of, table) if (_measure(row), row.from_round) == key]
                positions = [
                    instrument.index(name.partition("+")[0]) for name in dict.fromkeys(rows) if _is_group(of, name)
                ]
                assert positions == sorted(positions), table


def _measure(row: object) -> str:
    return str(getattr(row, "measure", None) or getattr(row, "item", None))


def _is_group(of: Shared, name: str) -> bool:
    return any(group.name == name and group.by is None and not name.startswith(SIDE) for group in of.groups)
