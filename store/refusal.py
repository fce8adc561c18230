"""What an edition may not tell beside those that are out already, or were (rule 42).

An edition fixes its threshold, who is compared, its breakdown, and whether people are in groups: two results of the
same people with other ones would tell, by what they differ in, of a few. So would two versions that rest on almost the
same answers. What was published was seen, though it is withdrawn: of a withdrawn edition `Shown` is kept, which names
nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from metrics import Protected, Shared

_DIGITS = 24


@dataclass(frozen=True)
class Level:
    """A row of levels: people, mean and spread, the row of answers it may rest on, and whose rows those are."""

    n: int
    mean: float | None
    sd: float | None
    is_item: bool
    whose: str


@dataclass(frozen=True)
class Answers:
    """How many people gave each answer to an item, and whose answers they are."""

    counts: Mapping[str, int]
    whose: str


@dataclass(frozen=True)
class Shown:
    """What an edition showed, as far as another one is held against it.

    Measures, groups, rounds and answers are named by digests with a salt: whoever finds it can't tell what they are.

    Attributes
    ----------
    threshold : int
    estimand, group_by : str
        The second as a digest.
    is_one_group : bool
        Whether nobody was in a group.
    levels : mapping of str to Level
        Each row of levels that was shown.
    answers : mapping of str to Answers
        Each item's answers that were counted out.
    """

    threshold: int
    estimand: str
    group_by: str
    is_one_group: bool
    levels: Mapping[str, Level]
    answers: Mapping[str, Answers]

    @classmethod
    def of(cls, result: Protected, salt: str = "") -> Shown:
        """What a result shows."""

        def digest(*names: str | None) -> str:
            return sha256(json.dumps([salt, *names]).encode()).hexdigest()[:_DIGITS]

        levels, answers = {}, {}
        for row in result.scores:
            whose = (row.group, row.round, row.from_round, row.to_round)
            if row.n is not None:
                is_item = row.level == "item"
                levels[digest(row.measure, *whose)] = Level(row.n, row.mean, row.sd, is_item, digest(*whose))
        for item in result.items:
            whose = (item.group, item.round, item.from_round, item.to_round)
            if item.counts is not None:
                counts = {digest(answer): count for answer, count in item.counts.items()}
                answers[digest(item.item, *whose)] = Answers(counts, digest(*whose))
        settings = result.settings
        is_one_group = result.one_group is not None
        return cls(settings.threshold, result.estimand, digest(settings.group_by), is_one_group, levels, answers)

    def to_text(self) -> str:
        """As it is stored."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> Shown:
        """What `to_text` wrote."""
        stored: dict[str, Any] = json.loads(text)
        stored["levels"] = {key: Level(**row) for key, row in stored["levels"].items()}
        stored["answers"] = {key: Answers(**row) for key, row in stored["answers"].items()}
        return cls(**stored)


def refusal(earlier: Protected, new: Shared) -> str | None:
    """Why a result can't be published beside an earlier one of the same people; None where it can.

    Returns
    -------
    str or None
        ``lower_threshold``, ``other_estimand``, ``other_breakdown``, ``other_groups`` or ``few_changed``: a
        sentence of ``editions``.
    """
    return refusal_beside(Shown.of(earlier), Shown.of(new))


def refusal_beside(earlier: Shown, new: Shown) -> str | None:
    """The same of what two editions show, by digests of one salt."""
    if new.threshold < earlier.threshold:
        return "lower_threshold"
    if new.estimand != earlier.estimand:
        return "other_estimand"
    if new.group_by != earlier.group_by:
        return "other_breakdown"
    if new.is_one_group != earlier.is_one_group:
        return "other_groups"
    return "few_changed" if _few_changed(earlier, new) else None


def _few_changed(earlier: Shown, new: Shown) -> bool:
    """Whether a row rests on a few people more or fewer than before, or the answers of a few are others.

    Where answers are not counted out, nobody can say that more than a few are others.
    """
    few = range(1, max(earlier.threshold, new.threshold))
    both = earlier.levels.keys() & new.levels.keys()
    if any(abs(new.levels[key].n - earlier.levels[key].n) in few for key in both):
        return True
    counted = earlier.answers.keys() & new.answers.keys()
    moved = {key: _moved(earlier.answers[key].counts, new.answers[key].counts) for key in counted}
    if any(number in few for number in moved.values()):
        return True
    known = {new.answers[key].whose for key, number in moved.items() if number}
    for key in both:
        before, after = earlier.levels[key], new.levels[key]
        is_other = before.n == after.n and (before.mean, before.sd) != (after.mean, after.sd)
        if is_other and (key not in moved if after.is_item else after.whose not in known):
            return True
    return False


def _moved(before: Mapping[str, int], after: Mapping[str, int]) -> int:
    """The fewest people whose answers make the difference."""
    more = [after.get(answer, 0) - before.get(answer, 0) for answer in {*before, *after}]
    return max(sum(x for x in more if x > 0), -sum(x for x in more if x < 0))
