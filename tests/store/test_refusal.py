"""What may not be published beside what is out (rule 42): each refusal, and that the very same may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from metrics import Settings, Shared, shared
from store import EditionError, Shelf
from store.refusal import Shown, refusal, refusal_beside
from surveys import Group, Survey
from surveys.model.survey import Breakdown
from tests.metrics import one_group
from tests.metrics.one_group import without_groups
from tests.metrics.survey_maker import instrument, survey
from tests.remembered import analyse

FILES = ("a1" * 32, "b2" * 32)
OTHER_FILES = ("c3" * 32,)
DAY = date(2023, 3, 14)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIQA_HOME", str(tmp_path / "home"))


def made(
    people: int = 30,
    *,
    changed: Sequence[int] = (),
    threshold: int = 5,
    estimand: str = "matched",
    group_by: str | None = None,
) -> Shared:
    """A survey of so many people in one group, as it is handed on; `changed` give other answers afterwards."""
    draw = np.random.default_rng(4)
    before, after = (draw.integers(1, 6, (40, 2)).astype(float)[:people] for _ in range(2))
    for person in changed:
        after[person] = np.where(after[person] < 5, 5, 1)
    one: Survey = survey(instrument({"d": 2}, {"a": "s"}), ["a"] * people, before.tolist(), after.tolist())
    sexes = (Group("man", {"en": "Man"}), Group("woman", {"en": "Woman"}))
    halves = np.arange(people, dtype=np.intp) % 2
    parted = tuple(Breakdown(name, {"en": name}, sexes, halves) for name in ("sex", "age"))
    asked = Settings(threshold=threshold, estimand=estimand, group_by=group_by)
    return shared(analyse(replace(one, breakdowns=parted), asked))


def test_a_lower_threshold_is_refused_and_a_higher_one_is_not() -> None:
    assert refusal(made(threshold=6), made(threshold=5)) == "lower_threshold"
    assert refusal(made(threshold=5), made(threshold=6)) is None


def test_another_estimand_is_refused() -> None:
    assert refusal(made(), made(estimand="independent")) == "other_estimand"


def test_groups_beside_none_are_refused_and_none_beside_groups() -> None:
    """Everybody's row of a question that groups hide would tell, beside the rows of the others, of those hidden."""
    with_groups, without = (shared(analyse(some)) for some in (one_group.made(30), without_groups(one_group.made(30))))
    assert refusal(with_groups, without) == refusal(without, with_groups) == "other_groups"
    assert refusal(without, without) is None


def test_another_breakdown_is_refused() -> None:
    assert refusal(made(), made(group_by="sex")) == "other_breakdown"
    assert refusal(made(group_by="sex"), made()) == "other_breakdown"


@pytest.mark.parametrize(("people", "why"), [(29, "few_changed"), (26, "few_changed"), (25, None), (34, "few_changed")])
def test_a_few_people_more_or_fewer_are_refused(people: int, why: str | None) -> None:
    assert refusal(made(30), made(people)) == why


def test_the_answers_of_a_few_may_not_be_others() -> None:
    assert refusal(made(), made(changed=[3])) == "few_changed"
    assert refusal(made(), made(changed=range(4))) == "few_changed"


def test_where_answers_are_not_counted_out_no_mean_may_be_another() -> None:
    """Of nine people no distribution is shown: from two means, the answer that one of them changed would follow."""
    assert refusal(made(9), made(9, changed=[3])) == "few_changed"
    assert refusal(made(9), made(9, changed=range(9))) == "few_changed"
    assert refusal(made(9), made(9)) is None


def test_where_answers_are_counted_out_many_may_be_others() -> None:
    assert refusal(made(30), made(30, changed=range(30))) is None


def test_the_very_same_numbers_may_be_published_again() -> None:
    assert refusal(made(), made()) is None
    shelf = Shelf()
    first = shelf.publish(made(), "One", held_on=DAY, sources=FILES)
    second = shelf.publish(made(), "One", held_on=DAY, sources=FILES)
    assert {edition.id for edition in shelf.editions()} == {first.id, second.id}


def refused(shelf: Shelf, result: Shared, title: str, day: date | None = DAY, sources: Sequence[str] = FILES) -> str:
    """Why an edition is refused; nothing more stands on the shelf then."""
    before = shelf.editions()
    with pytest.raises(EditionError) as error:
        shelf.publish(result, title, held_on=day, sources=sources)
    assert shelf.editions() == before
    return error.value.code


def test_the_same_files_are_known_under_another_title_and_on_another_day() -> None:
    shelf = Shelf()
    shelf.publish(made(threshold=6), "One", held_on=DAY, sources=FILES)
    assert refused(shelf, made(threshold=5), "Another", None) == "lower_threshold"
    assert refused(shelf, made(threshold=5), "Another", date(2024, 1, 1), FILES[:1]) == "lower_threshold"


def test_the_same_event_is_known_with_other_files() -> None:
    shelf = Shelf()
    shelf.publish(made(), "One", held_on=DAY, sources=FILES)
    assert refused(shelf, made(29), " One ", DAY, OTHER_FILES) == "few_changed"
    assert refused(shelf, made(estimand="independent"), "One", DAY, ()) == "other_estimand"


def test_another_event_of_other_files_is_free() -> None:
    shelf = Shelf()
    shelf.publish(made(threshold=6), "One", held_on=DAY, sources=FILES)
    shelf.publish(made(29, threshold=5), "One", held_on=date(2024, 1, 1), sources=OTHER_FILES)
    shelf.publish(made(28, threshold=5), "Two", held_on=DAY, sources=())
    assert len(shelf.editions()) == 3


def test_each_edition_that_is_out_counts_not_the_last_alone() -> None:
    shelf = Shelf()
    shelf.publish(made(30), "One", held_on=DAY, sources=FILES)
    shelf.publish(made(20), "One", held_on=DAY, sources=FILES)
    assert refused(shelf, made(29), "One") == "few_changed"


def test_what_was_withdrawn_was_seen_and_is_still_held_against_another() -> None:
    shelf = Shelf()
    edition = shelf.publish(made(threshold=6), "One", held_on=DAY, sources=FILES)
    shelf.withdraw(edition.id)
    assert refused(shelf, made(threshold=5), "One") == "lower_threshold"
    assert refused(shelf, made(threshold=5), "Another", None, FILES[:1]) == "lower_threshold"
    assert refused(shelf, made(estimand="independent", threshold=6), "One", DAY, ()) == "other_estimand"
    assert refused(shelf, made(group_by="sex", threshold=6), "One") == "other_breakdown"
    assert refused(shelf, made(29, threshold=6), "One") == "few_changed"
    assert refused(shelf, made(changed=[3], threshold=6), "One") == "few_changed"
    shelf.publish(made(threshold=6), "One", held_on=DAY, sources=FILES)
    shelf.publish(made(29, threshold=5), "Another event", held_on=DAY, sources=OTHER_FILES)
    assert len(shelf.editions()) == 2


def test_what_is_kept_of_a_withdrawn_edition_says_the_same_as_the_edition() -> None:
    others = [made(), made(29), made(25), made(changed=[3]), made(threshold=6), made(group_by="sex"), made(9)]
    for earlier in (made(), made(9), made(group_by="sex")):
        kept = Shown.from_text(Shown.of(earlier, "salt").to_text())
        for other in others:
            assert refusal_beside(kept, Shown.of(other, "salt")) == refusal(earlier, other)


def test_what_is_kept_of_a_withdrawn_edition_names_nothing() -> None:
    result = made(group_by="sex")
    text = Shown.of(result, "salt").to_text()
    names = {row.measure for row in result.scores} | {group.name for group in result.groups} | {"sex", "post"}
    assert [name for name in names if f'"{name}"' in text] == []
    assert not Shown.of(result, "salt").levels.keys() & Shown.of(result, "pepper").levels.keys()


def test_a_corrected_edition_stays_the_same_event_under_its_earlier_name() -> None:
    shelf = Shelf()
    edition = shelf.publish(made(threshold=6), "One", held_on=DAY)
    shelf.correct(edition.id, "Two", "Basra", date(2024, 1, 1))
    assert refused(shelf, made(threshold=5), "One", DAY, ()) == "lower_threshold"
    assert refused(shelf, made(threshold=5), "Two", date(2024, 1, 1), ()) == "lower_threshold"
    shelf.withdraw(edition.id)
    assert refused(shelf, made(threshold=5), "One", DAY, ()) == "lower_threshold"
    assert refused(shelf, made(threshold=5), "Two", date(2024, 1, 1), ()) == "lower_threshold"


@pytest.mark.parametrize("code", ["lower_threshold", "other_estimand", "other_breakdown", "few_changed"])
def test_every_refusal_has_words(code: str) -> None:
    error = EditionError(code, threshold="5")
    assert len({error.message(language) for language in ("en", "ar", "ku")}) == 3
