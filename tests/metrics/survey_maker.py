"""Small surveys made in memory, for tests of the metrics: no file is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from surveys import Choice, ChoiceList, Dimension, Group, Instrument, Item, Question, Round, Survey

FIVE = ChoiceList("five", tuple(Choice(str(k), {"en": f"answer {k}"}, float(k)) for k in range(1, 6)))


def instrument(
    dimensions: Mapping[str, int],
    sides: Mapping[str, str | None],
    *,
    reversed_items: Sequence[str] = (),
    weights: Mapping[str, float] | None = None,
    loose_items: int = 0,
) -> Instrument:
    """An instrument of five-point items: `dimensions` by number of items, `sides` by group."""
    names = [(f"{dimension}_{i}", dimension) for dimension, k in dimensions.items() for i in range(1, k + 1)]
    homes: list[tuple[str, str | None]] = [*names, *((f"loose_{i}", None) for i in range(1, loose_items + 1))]
    questions = tuple(
        Question(
            name,
            {"en": name},
            kind="select_one",
            choices=FIVE,
            role="item",
            dimension=home,
            reversed=name in reversed_items,
        )
        for name, home in homes
    )
    items = tuple(Item(q.name, q.label, FIVE, (q,), q.dimension, q.reversed) for q in questions)
    return Instrument(
        "Test form",
        "test",
        "1",
        ("en",),
        questions,
        items,
        tuple(Dimension(name, {"en": name}, (weights or {}).get(name, 1.0)) for name in dimensions),
        tuple(Group(name, {"en": name.title()}, side) for name, side in sides.items()),
    )


def survey(
    form: Instrument,
    groups: Sequence[str | None],
    before: Sequence[Sequence[float] | None],
    after: Sequence[Sequence[float] | None] | None = None,
    **later: Sequence[Sequence[float] | None],
) -> Survey:
    """A survey of people with raw answers a round (None: not in that round; NaN: no answer); `later` rounds by name."""
    names = [group.name for group in form.groups]
    rounds = [_round(form, "pre", before)]
    if after is not None:
        rounds.append(_round(form, "post", after))
    rounds += [_round(form, name, answers) for name, answers in later.items()]
    index = np.array([-1 if group is None else names.index(group) for group in groups], dtype=np.intp)
    return Survey(form, tuple(rounds), form.groups, index)


def lacking(made: Survey, **lacks: Sequence[str]) -> Survey:
    """The survey as if the files of some rounds, by name, had no column of some questions of one-question items."""
    names = [item.name for item in made.instrument.items]
    rounds = []
    for one in made.rounds:
        gone = [names.index(name) for name in lacks.get(one.name, ())]
        scores = one.scores.copy()
        scores[:, gone] = np.nan
        rounds.append(replace(one, scores=scores, lacks=frozenset(lacks.get(one.name, ()))))
    return replace(made, rounds=tuple(rounds))


def people(sizes: Mapping[str, int], sides: Mapping[str, str | None], not_stated: int = 0) -> Survey:
    """A survey in which everybody answers two items before and after."""
    form = instrument({"a": 2}, sides)
    groups: list[str | None] = [group for group, n in sizes.items() for _ in range(n)]
    groups += [None] * not_stated
    rng = np.random.default_rng(7)
    before = [[float(x) for x in rng.integers(1, 6, 2)] for _ in groups]
    after = [[float(x) for x in rng.integers(1, 6, 2)] for _ in groups]
    return survey(form, groups, before, after)


def _round(form: Instrument, name: str, answers: Sequence[Sequence[float] | None]) -> Round:
    present = np.array([row is not None for row in answers])
    empty = [np.nan] * len(form.items)
    scores = np.array([empty if row is None else row for row in answers], dtype=float)
    put = np.repeat(present[:, None], len(form.items), axis=1)
    return Round(name, f"{name}.xlsx", "0" * 64, "plain_xlsx", len(answers), present, scores, put)
