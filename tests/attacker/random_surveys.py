"""Random surveys, and whether any few people are determined by what is published of them.

``python -m tests.attacker.random_surveys 2000`` looks at so many and prints what it found; a second number is the seed
of the first. With ``beside``, results by every breakdown lie beside one another. With ``two``, ``three`` (rounds),
``by`` (a breakdown), ``weights`` or ``one_group`` (no groups at all) the surveys are of that kind, and every attack is
made: any combination of rows, over rounds and over all measures, and all attacks on the result that is handed on.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from metrics import Protected, Settings, analyse, shared, to_document
from surveys import Group, Instrument, Survey, SurveyError
from surveys.model.survey import Breakdown
from tests import remembered
from tests.attacker.algebra import People, sum_that_follows
from tests.attacker.breach import Breach
from tests.attacker.combinations import TooManyError
from tests.attacker.compared import comparison_breaches
from tests.attacker.linked_rounds import linked_breaches
from tests.attacker.published import Reader
from tests.attacker.shared_document import exact_breaches, shared_document_breaches
from tests.attacker.systems import determined_breaches, published_sums, systems_of
from tests.attacker.truth import Truth
from tests.attacker.twins import add_twins
from tests.metrics.survey_maker import instrument, lacking, survey

_SHAPES: tuple[dict[str, int], ...] = ({"d": 2}, {"d": 1, "e": 1}, {"d": 2, "e": 1}, {})
_LATER = ("post", "followup_1")
_SHARE_LACKING = 0.25
MODES = ("two", "three", "by", "weights", "one_group")
"""Kinds of surveys of which everything is attacked."""
_LARGER: tuple[dict[str, int], ...] = ({"d": 3}, {"d": 3, "e": 2}, {"d": 2, "e": 2})


@dataclass(frozen=True)
class Found:
    """What the attacker makes of the results of a survey.

    Attributes
    ----------
    seed : int
    few : People or None
        The first few people of whom a sum in a round, or another combination of their scores, follows from the rows.
    measure : str
    breaches : tuple of Breach
        What is wrong with single rows.
    """

    seed: int
    few: People | None
    measure: str
    breaches: tuple[Breach, ...]

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return self.few is not None or bool(self.breaches)


@lru_cache(maxsize=512)
def made(seed: int, mode: str = "") -> tuple[Survey, Settings]:
    """A survey of one to six groups of 1 to 12 people, in one to three rounds, and settings for it.

    Without groups, of 1 to 40 people.
    """
    draw = np.random.default_rng((seed, 1 + MODES.index(mode)) if mode else seed)
    form = _form(draw, (*_SHAPES, *_LARGER) if mode else _SHAPES, has_groups=mode != "one_group")
    fewest = int(draw.choice([1, 1, 4, 8]))
    groups: list[str | None] = [g.name for g in form.groups for _ in range(draw.integers(fewest, 13))]
    groups += [None] * (int(draw.integers(1, 13)) if draw.random() < 0.4 else 0)
    groups = groups if mode != "one_group" else [None] * int(draw.integers(1, 41))
    attends, skips = draw.choice([1.0, 0.95, 0.8]), draw.choice([0.0, 0.03, 0.2])
    spread = draw.choice([1, 2, 5])
    rounds: list[list[list[float] | None]] = []
    number = {"two": 2, "three": 3, "by": 2}.get(mode) or 1 + int(draw.integers(0, 3))
    for _ in range(number):
        answers = draw.integers(1, 1 + spread, (len(groups), len(form.items))).astype(float)
        answers[draw.random(answers.shape) < skips] = np.nan
        there = draw.random(len(groups)) < attends
        rounds.append([row.tolist() if here else None for row, here in zip(answers, there, strict=True)])
    later = dict(zip(_LATER, rounds[1:], strict=False))
    one = _as_put(survey(form, groups, rounds[0], later.pop("post", None), **later))
    one = _lacking(np.random.default_rng((seed, len(groups))), one)
    breakdowns = range(draw.integers(mode == "by", 3))
    one = replace(one, breakdowns=tuple(_breakdown(draw, one, f"b{k}") for k in breakdowns))
    one = _weighted(draw, one) if mode == "weights" or (mode == "one_group" and draw.random() < 0.2) else one
    asked = [None, *(breakdown.name for breakdown in one.breakdowns)]
    settings = Settings(
        estimand=str(draw.choice(["auto", "matched", "all", "independent"])),
        threshold=int(draw.integers(3, 9)),
        group_by=asked[int(draw.integers(mode == "by", len(asked)))],
        weights=all(round_.weight is not None and not np.isnan(round_.weight).all() for round_ in one.rounds),
    )
    return one, settings


def _form(draw: np.random.Generator, shapes: Sequence[dict[str, int]], *, has_groups: bool) -> Instrument:
    """Few items, of which one may be put to one group or side alone; groups on up to three sides, or on none."""
    sides = [None, *(f"side_{k}" for k in range(draw.integers(0, 4)))]
    sides = sides if draw.random() < 0.3 or len(sides) == 1 else sides[1:]
    groups = {f"g{k}": sides[int(draw.integers(0, len(sides)))] for k in range(draw.integers(1, 7))}
    shape = shapes[int(draw.integers(0, len(shapes)))]
    form = instrument(shape, groups, loose_items=int(draw.integers(0, 2)) if shape else 2)
    if not has_groups:
        return replace(form, groups=())
    if draw.random() > 0.2:
        return form
    group, side = list(groups.items())[int(draw.integers(0, len(groups)))]
    *others, last = form.items
    question = replace(last.questions[0], asked_of=frozenset({side or group}))
    items = (*others, replace(last, questions=(question,)))
    return replace(form, items=items, questions=(*form.questions[:-1], question))


def _as_put(made: Survey) -> Survey:
    """The survey without the answers to questions that were not put to somebody."""
    form, rounds = made.instrument, []
    for one in made.rounds:
        put, scores = one.was_asked.copy(), one.scores.copy()
        for column, item in enumerate(form.items):
            asked = [item.questions[0].is_asked_of(group.name, group.side) for group in form.groups]
            asked.append(not item.questions[0].asked_of)
            put[:, column] &= np.array(asked)[made.group]
            scores[~put[:, column], column] = np.nan
        rounds.append(replace(one, was_asked=put, scores=scores))
    return replace(made, rounds=tuple(rounds))


def _lacking(draw: np.random.Generator, made: Survey) -> Survey:
    """The survey, one in four times without the column of an item, or of a few, in one round's file."""
    names = [item.name for item in made.instrument.items]
    if draw.random() > _SHARE_LACKING or len(names) < 2:
        return made
    gone = draw.permutation(names)[: int(draw.integers(1, len(names)))].tolist()
    where = made.rounds[int(draw.integers(0, len(made.rounds)))].name
    left = lacking(made, **{where: gone})
    rounds = []
    for one in left.rounds:
        columns = [names.index(name) for name in one.lacks]
        put = one.was_asked.copy()
        for column in columns:
            put[made.group < 0, column] = False  # they were asked what they answered
        there = one.present & put.any(axis=1)
        rounds.append(replace(one, present=there, was_asked=put & there[:, None]))
    return replace(left, rounds=tuple(rounds))


def _weighted(draw: np.random.Generator, made: Survey) -> Survey:
    """The survey with a weight for nearly everybody."""
    weight = draw.choice([0.5, 1.0, 1.5, 2.0], made.group.size)
    weight[draw.random(made.group.size) < draw.choice([0.0, 0.05])] = np.nan
    rounds = tuple(replace(one, weight=np.where(one.present, weight, np.nan)) for one in made.rounds)
    return replace(made, rounds=rounds)


def _breakdown(draw: np.random.Generator, made: Survey, name: str) -> Breakdown:
    """What people state of themselves: of its own, or almost what group they are of, so that rows are nested."""
    categories = tuple(Group(f"{name}_{k}", {"en": f"{name} {k}"}) for k in range(draw.integers(2, 5)))
    size = made.group.size
    stated = made.group % len(categories) if draw.random() < 0.5 else draw.integers(0, len(categories), size)
    other = draw.random(size) < draw.choice([0.0, 0.1])
    stated = np.where(other, draw.integers(0, len(categories), size), stated)
    return Breakdown(name, {"en": name}, categories, np.where(draw.random(size) < 0.05, -1, stated))


TAKE_LONG = {
    "": frozenset({10, 23, 39, 45, 46, 48, 56, 60, 62, 84, 89, 110, 118, 120, 124, 139}),
    "three": frozenset({4, 13}),
}
"""Surveys by mode whose protection takes long to settle: the long searches alone look at them."""


def quick(surveys: int, mode: str = "") -> list[int]:
    """The first so many surveys that don't take long."""
    left = (seed for seed in itertools.count() if seed not in TAKE_LONG.get(mode, ()))
    return list(itertools.islice(left, surveys))


def analysed(one: Survey, settings: Settings, how: Callable[[Survey, Settings], Protected] = analyse) -> Protected:
    """The result; of what can't be compared as asked, with the estimand that can."""
    try:
        return how(one, settings)
    except SurveyError:
        return how(one, replace(settings, estimand="auto"))


def analysed_once(one: Survey, settings: Settings) -> Protected:
    """The same where no rule is changed: a survey that was analysed before is not analysed again."""
    return analysed(one, settings, remembered.analyse)


@lru_cache(maxsize=512)
def truth_of(seed: int, mode: str = "") -> Truth:
    """What a random survey says of its people."""
    one, settings = made(seed, mode)
    categories = {
        breakdown.name: [breakdown.categories[k].name if k >= 0 else None for k in breakdown.category.tolist()]
        for breakdown in one.breakdowns
    }
    return Truth(one, settings.threshold, categories)


@dataclass(frozen=True)
class Published:
    """A random survey's result by a breakdown, and what the attacker reads in it."""

    result: Protected
    reader: Reader


def published(
    seed: int,
    by: str | None,
    number: int = 0,
    mode: str = "",
    analysed: Callable[[Survey, Settings], Protected] = analysed,
) -> Published:
    """The result of a random survey by a breakdown, as one of several that lie beside one another."""
    one, settings = made(seed, mode)
    result = analysed(one, replace(settings, group_by=by))
    reader = Reader(truth_of(seed, mode), to_document(result), number)
    reader.read()
    return Published(result, reader)


@lru_cache(maxsize=512)
def published_once(seed: int, by: str | None, number: int = 0) -> Published:
    """The same for all who ask of a survey: whoever changes the program on the way asks `published` itself."""
    return published(seed, by, number, analysed=analysed_once)


def looked_at(
    seed: int,
    count: Counter[str],
    *,
    beside: bool = False,
    publish: Callable[[int, str | None, int], Published] = published_once,
) -> Found:
    """A random survey's result, its rows counted, and who is determined by them.

    With `beside`, the results by no breakdown and by each of them lie beside it.
    """
    one, settings = made(seed)
    asked = [settings.group_by, *((None, *(breakdown.name for breakdown in one.breakdowns)) if beside else ())]
    all_published = [publish(seed, by, number) for number, by in enumerate(dict.fromkeys(asked))]
    _count(all_published[0].result, count)
    readers = [some.reader for some in all_published]
    systems = systems_of(readers[0].truth, readers)
    sums = published_sums(systems.values())
    count["sets"] += sum(map(len, sums.values()))
    breaches = tuple(found for reader in readers for found in reader.breaches)
    known: dict[frozenset[People], People | None] = {}
    for (measure, _), sets in sums.items():
        rows = frozenset(sets)
        if rows not in known:
            known[rows] = sum_that_follows(sorted(rows, key=sorted), settings.threshold - 1)
        if few := known[rows]:
            count["determined"] += 1
            return Found(seed, few, measure, breaches)
    for system in systems.values():
        if combined := system.few(settings.threshold - 1):
            count["determined"] += 1
            return Found(seed, combined[0], system.measure, breaches)
    return Found(seed, None, "", breaches)


def attacked(seed: int, mode: str, count: Counter[str]) -> tuple[Breach, ...]:
    """All that is found of a random survey of a kind in its exact result and in what is handed on of it."""
    _, settings = made(seed, mode)
    some = published(seed, settings.group_by, mode=mode)
    _count(some.result, count)
    reader = some.reader
    add_twins(reader.truth, reader)
    found = [*reader.breaches, *comparison_breaches(reader.truth, reader), *exact_breaches(reader)]
    found += shared_document_breaches(reader, to_document(shared(some.result)))
    try:
        found += determined_breaches(reader.truth, systems_of(reader.truth, [reader]).values())
        found += linked_breaches(reader.truth, [reader])
    except TooManyError:
        count["given up"] += 1
    return tuple(dict.fromkeys(found))


def _count(result: Protected, count: Counter[str]) -> None:
    count["surveys"] += 1
    count["rows"] += len(result.scores) + len(result.changes)
    count["hidden"] += sum(row.n is None for row in result.scores)
    count["hidden"] += sum(row.n_from is None for row in result.changes)
    count["audited"] += any(step.outcome == "more_hidden" for step in result.audit)


def main(arguments: Sequence[str]) -> int:
    """Looks at random surveys and prints what was found."""
    words = [text for text in arguments if not text.isdigit()]
    if unknown := [word for word in words if word not in (*MODES, "beside")]:
        print(f"{', '.join(unknown)}: must be one of {', '.join(MODES)}, beside")
        return 2
    mode = next((word for word in words if word in MODES), "")
    numbers = [int(text) for text in arguments if text.isdigit()]
    number, first = (*numbers, *(2000, 0)[len(numbers) :])
    begun, count, kinds = time.perf_counter(), Counter[str](), Counter[str]()
    for seed in range(first, first + number):
        if mode:
            breaches = attacked(seed, mode, count)
            kinds.update(dict.fromkeys((one.kind for one in breaches), 1))
            said = "; ".join(map(str, {one.kind: one for one in reversed(breaches)}.values()))
        else:
            found = looked_at(seed, count, beside="beside" in words)
            breaches = found.breaches or ((found,) if found else ())  # type: ignore[assignment]
            said = f"{len(found.few or ())} people in {found.measure}; {found.breaches[:2]}"
        if breaches:
            count["found"] += 1
            print(f"seed {seed}: {said}", flush=True)
    _say(count, kinds, time.perf_counter() - begun)
    return int(count["found"] > 0)


def _say(count: Counter[str], kinds: Counter[str], seconds: float) -> None:
    share = count["hidden"] / max(count["rows"], 1)
    print(f"surveys {count['surveys']:,}, rows {count['rows']:,}, of which hidden {share:.1%}")
    print(f"sets of people shown {count['sets']:,}, surveys in which the audit hid more {count['audited']:,}")
    print(f"few people determined in {count['determined']:,} surveys, given up in {count['given up']:,}")
    print(f"surveys by kind of breach: {', '.join(f'{kind} {n:,}' for kind, n in kinds.most_common()) or 'none'}")
    print(f"{seconds:.0f} s, {seconds / max(count['surveys'], 1):.2f} s a survey")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
