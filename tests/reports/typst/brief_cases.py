"""Results at the edges of what a brief of two pages has to hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

import numpy as np

from metrics import Settings, Shared, shared
from surveys import Survey
from tests.metrics.survey_maker import instrument, survey
from tests.named_index import renamed
from tests.remembered import analyse
from tests.reports.made_results import KINDS
from tests.sample import sample_survey

LONG = ("Union of 😀 [organisations] #strong[of] $x$ *women* `and` <b>others</b> \\ @all // منظمة " * 4)[:200]
"""A name of 200 characters: emoji, two ways of writing, and what means something to Typst, HTML and TeX."""
_PEOPLE = 8


@cache
def case(name: str) -> Shared:
    """One of `CASES`."""
    return CASES[name]()


def _many(groups: int, sides: tuple[str | None, ...], aspects: int = 3, label: Callable[[int], str] = str) -> Survey:
    """So many groups of eight people in some sides, of which some groups changed and others did not."""
    names = {f"group_{place}": sides[place % len(sides)] for place in range(groups)}
    form = instrument({f"aspect_{place}": 2 for place in range(aspects)}, names)
    form = replace(form, groups=tuple(replace(one, label={"en": label(n)}) for n, one in enumerate(form.groups)))
    draw = np.random.default_rng(5)
    members = [name for name in names for _ in range(_PEOPLE)]
    before = draw.integers(2, 5, (len(members), 2 * aspects))
    step = np.array([list(names).index(name) % 4 - 1 for name in members])[:, None] * draw.integers(0, 2, before.shape)
    after = np.clip(before + step, 1, 5)
    return survey(form, list(members), before.astype(float).tolist(), after.astype(float).tolist())


def _no_groups() -> Survey:
    made = _many(3, (None,))
    form = replace(made.instrument, groups=())
    return replace(made, instrument=form, groups=(), group=np.full_like(made.group, -1))


def _handed_on(made: Survey, settings: Settings | None = None) -> Shared:
    return shared(analyse(made, settings or Settings()))


_SIDES = ("civil_society", "security")

CASES: Mapping[str, Callable[[], Shared]] = {
    "twenty groups": lambda: _handed_on(_many(20, _SIDES, label=lambda n: f"Organisation number {n}")),
    "twenty long names": lambda: _handed_on(_many(20, _SIDES, label=lambda n: f"{n} {LONG}"[:200])),
    "six sides, twelve aspects": lambda: _handed_on(
        _many(24, (*_SIDES, "a", "b", "c", "d"), 12, label=lambda n: f"{n} {LONG}"[:200])
    ),
    "all hidden": lambda: shared(analyse(*KINDS["all hidden"])),
    "one round": lambda: shared(analyse(*KINDS["one round"])),
    "looking back": lambda: shared(analyse(*KINDS["looking back"])),
    "three rounds": lambda: shared(analyse(*KINDS["three rounds"])),
    "a side left out": lambda: shared(analyse(*KINDS["a side left out"])),
    "no sides": lambda: _handed_on(_many(4, (None,))),
    "no groups": lambda: _handed_on(_no_groups()),
    "named index": lambda: _handed_on(renamed(sample_survey())),
    "sides alone": lambda: shared(analyse(sample_survey(), Settings()), named="sides"),
    "public": lambda: shared(analyse(sample_survey(), Settings()), "public"),
}
"""By what is special about them."""
