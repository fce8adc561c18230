"""What a comparison rests on where a round's file lacks questions: the items asked in both of its rounds (rule 9)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from metrics.model.measures import INDEX_COLUMN, items_by_measure
from metrics.model.presence import CommonItems, RoundPresence
from metrics.model.ratings import rating_name
from metrics.model.scored_survey import ScoredSurvey
from metrics.model.scores import Scoring, needed_of
from surveys.model.survey import THEN, Flags, Floats, Integers


@dataclass(frozen=True)
class AskedInBoth:
    """The scores of a comparison by the items that were asked of each group in its rounds.

    Items, dimensions and ratings that were asked in one round of the survey alone stand apart, with the scores of that
    round, in the first comparison that has it.

    Attributes
    ----------
    scored : ScoredSurvey
        Of all answers.
    round_indices : tuple of int
        Of the rounds compared, in the survey.
    feeding : tuple of int
        The rounds in all of which an item must have been asked to feed a dimension, the index or a rating.
    apart : tuple of int
        The rounds whose measures of their own stand in this comparison.
    """

    scored: ScoredSurvey
    round_indices: tuple[int, ...]
    feeding: tuple[int, ...]
    apart: tuple[int, ...]

    @cached_property
    def feeds(self) -> Flags:
        """Which items feed the measures of each person, shape (people, items)."""
        return self._of_people(self.scored.asked_in_all(self.feeding))

    @cached_property
    def _compared(self) -> Flags:
        """Which items are compared, shape (people, items): they were asked of the person's group in both rounds."""
        return self._of_people(self.scored.asked_in_all(self.round_indices))

    def _of_people(self, by_group: Flags) -> Flags:
        return np.asarray(by_group[self.scored.survey.group])

    @cached_property
    def scorings(self) -> tuple[Scoring, ...]:
        """How the people of each round are scored."""
        form, rounds = self.scored.survey.instrument, self.scored.survey.rounds
        return tuple(Scoring(form, rounds[index], self.feeds) for index in self.round_indices)

    @cached_property
    def scores(self) -> tuple[Floats, ...]:
        """Scores of every person in each round compared, shape (people, measures); NaN for what is not compared."""
        return tuple(
            self._scores(position, scoring) for position, scoring in enumerate(self.scorings)
        )  # fmt: skip

    def _scores(self, position: int, scoring: Scoring) -> Floats:
        index = self.round_indices[position]
        ratings, _ = self.scored.ratings_by(index, scoring)
        scores = np.column_stack([scoring.measures(), ratings])
        everything = self.scored.scores[index]
        columns, items = self._item_columns
        scores[:, columns] = np.where(self._compared[:, items], everything[:, columns], np.nan)
        here = np.flatnonzero(self.common.apart == position)
        scores[:, here] = everything[:, here]
        return scores

    @cached_property
    def _item_columns(self) -> tuple[Integers, Integers]:
        """The columns of items among the measures, and their indices among the items."""
        columns = [column for column, measure in enumerate(self.scored.measures) if measure.level == "item"]
        return np.array(columns, dtype=np.intp), self.scored.form.item_indices(columns)

    @cached_property
    def presences(self) -> tuple[RoundPresence, ...]:
        """Who is there and who has which measure in each round compared."""
        return tuple(self._presence(position) for position in range(len(self.round_indices)))

    def _presence(self, position: int) -> RoundPresence:
        index = self.round_indices[position]
        whole, round_ = self.scored.presences[index], self.scored.survey.rounds[index]
        has_measure = ~np.isnan(self.scores[position]) & round_.present[:, None]
        asked, lost = self._asked(position)
        compared = self._compared | (self.common.items_apart == position)
        return RoundPresence(
            whole.name, round_.present, has_measure, asked, whole.answered & compared, lost, whole.asked
        )

    def _asked(self, position: int) -> tuple[Flags, Flags]:
        """Whether enough items of each measure are common, and who has lost the index for want of them.

        Returns
        -------
        array of bool, shape (people, measures)
        array of bool, shape (people,)
        """
        index = self.round_indices[position]
        put, everything = self.scored.survey.rounds[index].was_asked, self.scored.presences[index].asked
        common = put & self.feeds
        asked = np.zeros_like(everything)
        columns, items = self._item_columns
        asked[:, columns] = put[:, items] & self._compared[:, items]
        for column, measure in enumerate(self.scored.measures):
            if measure.level == "dimension":
                members = self._members[measure.name]
                asked[:, column] = enough(common[:, members], put[:, members])
            elif measure.level == "rating":
                about = self._about(index, column)
                asked[:, column] = enough(common & about, about)
        asked[:, INDEX_COLUMN], lost = self._asked_of_index(self.scorings[position], common, put)
        here = np.flatnonzero(self.common.apart == position)
        asked[:, here] = everything[:, here]
        return asked, lost

    def _asked_of_index(self, scoring: Scoring, common: Flags, put: Flags) -> tuple[Flags, Flags]:
        """Whether an index is to be had, or was never put to the person; and whether it was, and is not."""
        weighty = [members for members, w in zip(scoring.members.values(), scoring.weights, strict=True) if w > 0]
        left = sum(enough(common[:, members], put[:, members]).astype(int) for members in weighty)
        before = sum(put[:, members].any(axis=1).astype(int) for members in weighty)
        needed = needed_of(len(weighty))
        used = [item for members in scoring.members.values() for item in members]
        could_have = np.asarray(before >= needed)
        has_any = common[:, used].any(axis=1)
        asked = np.where(could_have, left >= needed, has_any)
        return np.asarray(asked, dtype=bool), np.asarray(could_have & (left < needed))

    @cached_property
    def _members(self) -> dict[str, list[int]]:
        """Indices of the items of each measure but the ratings."""
        names = [item.name for item in self.scored.survey.instrument.items]
        by_measure = items_by_measure(self.scored.survey.instrument)
        return {measure: [names.index(item) for item in items] for measure, items in by_measure.items()}

    def _about(self, index: int, column: int) -> Flags:
        """The items about the target of a rating that were put to each person, shape (people, items)."""
        targets = [rating_name(target) for target in self.scored.form.items_about]
        target = list(self.scored.form.items_about)[targets.index(self.scored.measures[column].name)]
        return self.scored.put_about(index, target)

    @cached_property
    def _items_apart(self) -> Integers:
        """Of each item the round of the survey in which alone any group was asked it; -1 for others."""
        asked: Flags = np.asarray(self.scored.asked_in.any(axis=1))
        is_apart = (asked.sum(axis=0) == 1) & (len(asked) > 1)
        return np.where(is_apart, asked.argmax(axis=0), -1)

    @cached_property
    def common(self) -> CommonItems:
        """Which items feed the measures, and what stands apart."""
        items, asked = self._items_apart, np.asarray(self.scored.asked_in.any(axis=(0, 1)))
        about = {rating_name(target): table for target, table in self.scored.form.items_about.items()}
        found = []
        for measure in self.scored.measures:
            own = about[measure.name].any(axis=0) if measure.level == "rating" else self._members[measure.name]
            rounds = set(items[own][asked[own]].tolist())
            found.append(rounds.pop() if len(rounds) == 1 and measure.level != "index" else -1)
        positions = (self._position(items), self._position(np.array(found, dtype=np.intp)))
        return CommonItems(self.scored.asked_in_all(self.feeding), *positions)

    def _position(self, rounds: Integers) -> Integers:
        """The position here of some rounds of the survey whose measures stand in this comparison; -1 for others."""
        found = np.full(rounds.shape, -1, dtype=np.intp)
        for position, index in enumerate(self.round_indices):
            if index in self.apart:
                found[rounds == index] = position
        return found


def enough(common: Flags, put: Flags) -> Flags:
    """Whether the common items are at least half of those put to a person, and there are any."""
    count = common.sum(axis=1)
    return np.asarray((count > 0) & (2 * count >= put.sum(axis=1)))


def feeding_rounds(names: Sequence[str], round_indices: Collection[int], *, is_matched: bool) -> tuple[int, ...]:
    """The rounds in all of which an item must have been asked to feed the measures of a comparison (rule 9).

    Rows that name their pair rest on the items of its two rounds. Others on those of all rounds that were filled in one
    after another, in every pair, so that its levels and its changes agree.
    """
    if is_matched:
        return tuple(sorted(round_indices))
    in_time = {index for index, name in enumerate(names) if name != THEN}
    return tuple(sorted(in_time | set(round_indices)))
