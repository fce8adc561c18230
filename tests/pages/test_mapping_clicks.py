"""Random clicks on the widgets of the mapping screen: no error, no choice lost, the mapping that the changes make.

What a click means is made at once beside it, on a mapping without a screen; both must say the same after every click.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pages.steps.mapping.visit import Change, MappingOfVisit
from surveys.mapping import ROLES, History, Mapping, guess_mapping
from surveys.mapping.editing.columns import with_dimension, with_direction, with_role, with_roles, with_scale
from surveys.mapping.editing.joins import with_joined
from surveys.mapping.editing.names import with_question_label, with_same_as, with_side, with_title
from surveys.mapping.editing.scales import with_ends, with_new_list, with_order, with_scale_turned, with_scores
from tests.browser.path import JOINED, round_of
from tests.pages.opening import give, open_page, switched, turned_to
from tests.pages.tables import type_into
from words import LANGUAGES

CLICKS = 12
NAMES = ("", "Honesty", "النزاهة", "دادپەروەری")


class Walk:
    """An officer who clicks at random, and beside them the mapping as it should be."""

    def __init__(self, seed: int) -> None:
        self.draw = np.random.default_rng(seed)
        rounds = round_of(0), round_of(1)
        self.app = open_page("surveys")
        self.app.segmented_control("instrument_from_en").set_value("mapped").run()
        give(self.app, *rounds)
        self.wanted = History.of(guess_mapping(rounds))
        self.ticked = set[int]()
        self.language = "en"

    @property
    def mapping(self) -> Mapping:
        """As it should be."""
        return self.wanted.now

    def one_of(self, options: Any) -> Any:
        """One of several, by chance."""
        found = list(options)
        return found[int(self.draw.integers(len(found)))]

    def make(self, change: Change) -> None:
        """What the screen was asked for, made at once."""
        before = len(self.mapping.columns)
        self.wanted = self.wanted.changed(change(self.mapping))
        if len(self.mapping.columns) != before:
            self.ticked.clear()

    def scale(self) -> str | None:
        """The name of a scale that is shown."""
        names = {column.answers for column in self.mapping.items} & {one.name for one in self.mapping.lists}
        return self.one_of(sorted(names)) if names else None

    def press(self, key: str) -> bool:
        """A button, if it is there and can be pressed."""
        button = next((one for one in self.app.button if one.key == key and not one.disabled), None)
        if button is not None:
            button.click().run()
        return button is not None

    def cell(self) -> None:
        """A cell of the table of columns."""
        index = int(self.draw.integers(len(self.mapping.columns)))
        role, text, is_reversed = self.one_of(ROLES), self.one_of(NAMES), bool(self.draw.integers(2))
        scale = self.one_of(one.name for one in self.mapping.lists if len(one.scores) > 1)
        what, value, change = self.one_of(
            [
                ("role", role, lambda mapping: with_role(mapping, index, role)),
                ("reversed", is_reversed, lambda mapping: with_direction(mapping, [index], is_reversed=is_reversed)),
                ("dimension", text, lambda mapping: with_dimension(mapping, [index], text)),
                ("name", text, lambda mapping: with_question_label(mapping, index, self.language, text)),
                ("scale", scale, lambda mapping: with_scale(mapping, [index], scale)),
            ]
        )
        drawn = self.app.session_state["drawn_mapping_columns"]
        row = drawn.ids.index(self.mapping.columns[index].place)
        type_into(self.app, "mapping_columns", self.mapping.columns[index].place, what, value)
        if drawn.rows[row][what] != value:
            self.make(change)

    def tick(self) -> None:
        """A row ticked, or no more."""
        index = int(self.draw.integers(len(self.mapping.columns)))
        self.ticked ^= {index}
        place = self.mapping.columns[index].place
        type_into(self.app, "mapping_columns", place, "tick", index in self.ticked)

    def all_ticked(self) -> None:
        """Something for all columns that are ticked."""
        indices = sorted(self.ticked)
        role = self.one_of(ROLES)
        if indices and self.draw.integers(2):
            self.app.selectbox("mapping_set_role").select_index(ROLES.index(role)).run()
            self.make(lambda mapping: with_roles(mapping, indices, role))
        elif self.press("mapping_own_scale"):
            self.make(lambda mapping: with_new_list(mapping, indices))

    def scores(self) -> None:
        """A score, the ends, the order or the direction of a scale."""
        name = self.scale()
        if name is None:
            return
        answers = self.mapping.list_of[name]
        text, score = self.one_of(answers.answers).text, self.one_of((None, 0.0, 2.5, 7.0))
        which = int(self.draw.integers(4))
        if which == 0:
            was = next(answer.score for answer in answers.answers if answer.text == text)
            type_into(self.app, f"mapping_scale_{name}", text, "score", score)
            if was != score:
                self.make(lambda mapping: with_scores(mapping, name, {text: score}))
        elif which == 1 and len(answers.scores) > 1:
            low, high = answers.scores[0], answers.scores[-1] + 1
            self.app.number_input(f"mapping_high_{name}").set_value(high).run()
            self.make(lambda mapping: with_ends(mapping, name, low, high))
        elif which == 2:
            order = [answers.answers[at].text for at in self.draw.permutation(len(answers.answers))]
            self.app.multiselect(f"mapping_order_{name}").set_value(order).run()
            self.make(lambda mapping: with_order(mapping, name, order))
        elif self.press(f"mapping_turn_{name}"):
            self.make(lambda mapping: with_scale_turned(mapping, name))

    def groups(self) -> None:
        """The side of a group, or that two are one."""
        group = self.mapping.of_role("group")
        if group is None or not group.answers:
            return
        name = group.answers
        answers = self.mapping.list_of[name].answers
        text, side = self.one_of(answers).text, self.one_of(("security", "civil_society", "international"))
        main = self.one_of(answer.text for answer in answers if not answer.same_as)
        now = next(answer for answer in answers if answer.text == text)
        if self.draw.integers(2) and now.side != side:
            type_into(self.app, "mapping_groups", text, "side", side)
            self.make(lambda mapping: with_side(mapping, name, text, side))
        elif (now.same_as or None) != main:
            type_into(self.app, "mapping_groups", text, "same_as", main)
            self.make(lambda mapping: with_same_as(mapping, name, text, main))

    def title(self) -> None:
        """What the questionnaire is called."""
        title = str(self.one_of(NAMES[1:]))
        self.app.text_input("mapping_title").set_value(title).run()
        self.make(lambda mapping: with_title(mapping, title))

    def join(self) -> None:
        """Two columns that stand in one file each."""
        found = [index for index, one in enumerate(self.mapping.columns) if len(one.found) == 1 and not one.metadata]
        if len(found) == 2 and any(self.mapping.columns[index].heading == JOINED for index in found):
            self.app.selectbox("mapping_join_one").select(found[0]).run()
            self.app.selectbox("mapping_join_other").select(found[1]).run()
            assert self.press("mapping_join")
            self.make(lambda mapping: with_joined(mapping, *found))

    def undo(self) -> None:
        """The last change is undone; or made again."""
        for name, moved in self.one_of([(("undo", self.wanted.undone),), (("redo", self.wanted.redone),)]):
            if self.press(f"mapping_{name}"):
                before, self.wanted = len(self.mapping.columns), moved()
                self.ticked = self.ticked if len(self.mapping.columns) == before else set()

    def language_switch(self) -> None:
        """Another language: nothing changes."""
        self.language = self.one_of(LANGUAGES)
        switched(self.app, self.language)

    def other_page(self) -> None:
        """A look at another page: nothing changes."""
        turned_to(self.app, "export").run()
        turned_to(self.app, "surveys").run()

    def step(self) -> str:
        """One click; what it was."""
        often: list[Callable[[], None]] = [self.cell, self.cell, self.cell, self.tick, self.all_ticked, self.scores]
        click = self.one_of(
            [*often, self.groups, self.title, self.join, self.undo, self.language_switch, self.other_page]
        )
        click()
        return str(click.__name__)

    def assert_same(self, clicks: list[str]) -> None:
        """The screen says what was asked for."""
        assert not self.app.exception, (clicks, self.app.exception)
        visit: MappingOfVisit = self.app.session_state["mapping_of_visit"]
        assert visit.mapping == self.mapping, clicks
        assert visit.ticked == self.ticked, clicks


def walked(seed: int) -> None:
    """A walk of clicks from one seed."""
    walk, clicks = Walk(seed), list[str]()
    walk.assert_same(clicks)
    for _ in range(CLICKS):
        clicks.append(walk.step())
        walk.assert_same(clicks)


@pytest.mark.parametrize("seed", range(15))
def test_random_clicks_on_the_screen_make_the_mapping_that_the_changes_make(seed: int) -> None:
    walked(seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(15, 300))
def test_many_random_clicks_on_the_screen_make_the_mapping_that_the_changes_make(seed: int) -> None:
    walked(seed)
