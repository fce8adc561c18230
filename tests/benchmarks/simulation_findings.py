"""How often each finding is made, and how often it is false, where the true change is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from metrics.findings.verdicts import RULED_OUT, verdict
from metrics.model.settings import ALPHA
from metrics.statistics import holm
from metrics.statistics.asymptotic import MeanChange, paired_t_of_columns
from surveys.model.survey import Floats
from tests.benchmarks.simulation_models import (
    ITEM_SHAPES,
    correlation_for,
    generator,
    items_of,
    sd_of_change,
    shift_for,
)
from tests.benchmarks.simulation_size import MOST, paired
from tests.benchmarks.simulation_sources import LEVELS, WIDE, Model, Panel, Source
from tests.benchmarks.simulation_tables import Map, Rate, beyond, error_of, heading, table

MARGIN = 5.0
SIZES = (8, 16, 30)
SDS = (10.0, 12.5, 15.0, 20.0)
CHANGES = (0.0, 2.0, 5.0, 8.0, 10.0)
FEW_CHANGES = (0.0, MARGIN, 2 * MARGIN)
USUAL = 12.5
GROUPS = (8, 6, 8, 6, 6)
FAMILIES: tuple[Source, ...] = (Panel(), Model(10), Model(USUAL), Model(15), Model(20))
CANNOT_SAY = {(8, 10.0): 0.20, (16, 5.0): 0.18}
"""Most shares of index rows about which nothing may be said, by number of people and true change."""

_SHOWN = (
    "increased",
    "trivial",
    "equivalent",
    "bounded",
    "not_decreased",
    "not_increased",
    "inconclusive",
    "decreased",
)
_OPEN = ("inconclusive", "mixed")
_STATEMENTS = {
    "increased or decreased, at 0": ("increased", "decreased"),
    "decreased, at a rise": ("decreased",),
    "trivial, at 0": ("trivial",),
    "equivalent or trivial, from m on": ("equivalent", "trivial"),
    "bounded, from r on": ("bounded",),
    "not increased, from r on": ("not_increased",),
    "rose or fell by more than m, up to m": (),
}
"""What may be said wrongly of a rise (the mirror image of a fall), and the findings that say it."""

Words = npt.NDArray[np.str_]
Flags = npt.NDArray[np.bool_]


def false_statements(found: Words, further: Flags, true: float, ruled_out: float) -> dict[str, float]:
    """Share of the runs that say something that is not so, of a true change of 0 or above; nothing is counted twice."""
    wrong = {
        "increased or decreased, at 0": true == 0,
        "decreased, at a rise": true > 0,
        "trivial, at 0": true == 0,
        "equivalent or trivial, from m on": true >= MARGIN,
        "bounded, from r on": true >= ruled_out,
        "not increased, from r on": true >= ruled_out,
    }
    shares = {what: float(np.isin(found, _STATEMENTS[what]).mean()) for what, so in wrong.items() if so}
    if 0 < true <= MARGIN:
        shares["rose or fell by more than m, up to m"] = float((further & (found == "increased")).mean())
    return shares


def findings(
    changes: Sequence[MeanChange], ruled_out: float, p_adjusted: Sequence[float | None] | None = None
) -> tuple[Words, Flags]:
    """The product's finding of each change, and whether all of its interval is beyond the margin.

    Without adjusted p each change is alone in its family.
    """
    p = [one.p for one in changes] if p_adjusted is None else p_adjusted
    found = [verdict(*one.interval(), its, MARGIN, ruled_out) for one, its in zip(changes, p, strict=True)]
    words, further = zip(*found, strict=True)
    return np.array(words), np.array(further)


def _changed(random: np.random.Generator, size: tuple[int, int], change: float, sd: float, level: str) -> Floats:
    """Changes of a level's first measure with such a true change, shape (runs, people); `sd` is that of the index."""
    shapes = _shapes(level)
    shift = shift_for(change, *shapes)
    before, after = items_of(random, size, shift, correlation_for(sd, shift))
    return np.asarray((after - before)[..., : len(shapes)].mean(axis=-1))


def _shapes(level: str) -> tuple[str, ...]:
    return ITEM_SHAPES[: {"index": len(ITEM_SHAPES), "dimension": WIDE, "item": 1}[level]]


@dataclass(frozen=True)
class Found:
    """A row of the table of findings.

    Attributes
    ----------
    level, sd, n, true
        Of what measure; the index's standard deviation of change; how many people; the true change.
    cells : tuple
        What the table shows.
    false : dict
        Share of runs in which each false statement was made.
    open : float
        Share of runs about which nothing can be said.
    """

    level: str
    sd: float
    n: int
    true: float
    cells: tuple[object, ...]
    false: dict[str, float]
    open: float


def _finding_row(cell: tuple[str, float, int, float], runs: int, seed: int) -> Found:
    level, sd, n, true = cell
    ruled_out = MARGIN * RULED_OUT[level]
    changes = paired_t_of_columns(_changed(generator(seed, "findings", cell), (runs, n), true, sd, level).T)
    found, further = findings(changes, ruled_out)
    limits = np.array([one.interval() for one in changes])
    false = false_statements(found, further, true, ruled_out)
    own = sd if level == "index" else sd_of_change(correlation_for(sd), 0.0, _shapes(level))
    cells = (
        level,
        f"{own:.1f}",
        n,
        f"{true:+g}" if true else "0",
        *(Rate(float((found == one).mean()), runs) for one in _SHOWN),
        Rate(float(further.mean()), runs),
        Rate(float(((limits[:, 0] <= true) & (limits[:, 1] >= true)).mean()), runs, least=1 - MOST),
        Rate(sum(false.values()), runs, most=MOST),
    )
    return Found(level, sd, n, true, cells, false, float(np.isin(found, _OPEN).mean()))


def finding_errors(runs: int, seed: int, mapped: Map) -> str:
    """Each finding by true change, standard deviation of change, and number of people; and how often it is false."""
    cells = [("index", sd, n, true) for sd in SDS for n in SIZES for true in CHANGES]
    cells += [(level, USUAL, n, true) for level in LEVELS[1:] for n in SIZES for true in FEW_CHANGES]
    rows = [row for row in mapped(partial(_finding_row, runs=runs, seed=seed), cells) if isinstance(row, Found)]
    names = ["measure", "sd of change", "n", "true change", *(one.replace("_", " ") for one in _SHOWN)]
    names += ["of these by more than m", "interval holds it", "false"]
    worst = []
    for what in _STATEMENTS:
        row = max(rows, key=lambda row: row.false.get(what, -1.0))
        level, sd, n, true, *_ = row.cells
        where = f"{level}, sd {sd}, n = {n}, true change {true}"
        worst.append([what, Rate(row.false[what], runs, most=MOST), where])
    return "\n\n".join([
        heading(
            "Findings by true change, in per cent",
            "Pairs, paired t, a row alone in its family (so that nothing “points to” a change), m = 5 points; r = 5 "
            "for the index and 10 for a dimension of three items and an item (middling). Five-point models in which "
            "the index's change has exactly the standard deviation said, at every true change; that of dimension and "
            f"item follows from {USUAL:g} of the index, and is said for no change. What is said of rises holds of "
            f"falls where answers are high instead of low. {error_of(ALPHA, runs)} (at 50 %: "
            f"{100 * (0.25 / runs) ** 0.5:.2f}), seed {seed}. *False*: what is said is not so, as the next table "
            "lists it. Bold: false in more than 6 by more than 3 standard errors, coverage below 94.",
        ),
        table(names, [row.cells for row in rows]),
        heading("False findings: the highest share of any row above, in per cent", "At any of the true changes above."),
        table(["false", "most", "where"], worst),
        _cannot_say([row for row in rows if row.sd == USUAL and row.true in FEW_CHANGES], runs),
    ])  # fmt: skip


def _cannot_say(found: Sequence[Found], runs: int) -> str:
    """The part of the table of findings that says how often nothing can be said, and the bars that it must keep."""
    bars, rows = [], []
    for level in LEVELS:
        for n in SIZES:
            of = [row for row in found if (row.level, row.n) == (level, n)]
            row: list[object] = [level, of[0].cells[1], f"{MARGIN * RULED_OUT[level]:g}", n]
            for one in of:
                most = CANNOT_SAY.get((n, one.true)) if level == "index" else None
                row.append(Rate(one.open, runs, most=most))
                if most is not None:
                    bars.append(f"n = {n}, true change {one.true:+g}: {row[-1]} %, the bar is {100 * most:.0f} %")
            rows.append(row)
    names = ["measure", "sd of change", "r", "n", *(f"true {true:+g}" if true else "true 0" for true in FEW_CHANGES)]
    return "\n\n".join([
        heading("“Cannot say”, in per cent", "From the table of findings: inconclusive or mixed."),
        table(names, rows),
        "; ".join(bars) + ".",
    ])  # fmt: skip


def _family_row(source: Source, runs: int, seed: int) -> list[object]:
    random = generator(seed, "families", source.name)
    groups = [paired(source.pairs(random, "index", runs, n)[0]) for n in GROUPS]
    wrong, maybe = 0, 0
    for rows in zip(*groups, strict=True):
        found, _ = findings(rows, MARGIN, holm([1.0 if one.p is None else one.p for one in rows]))
        wrong += bool(np.isin(found, ("increased", "decreased", "trivial")).any())
        maybe += bool(np.isin(found, ("maybe_increased", "maybe_decreased")).any())
    sd = f"{source.sd_of_change('index'):.1f}"
    return [source.name, sd, Rate(wrong / runs, runs, most=ALPHA), Rate(maybe / runs, runs)]


def familywise_error(runs: int, seed: int, mapped: Map) -> str:
    """Share of surveys in which nothing changed with a false finding in some group."""
    rows = [row for row in mapped(partial(_family_row, runs=runs, seed=seed), FAMILIES) if isinstance(row, list)]
    names = ["people", "sd of change", "any increased, decreased or trivial", "any “points to” (maybe)"]
    return "\n\n".join([
        heading(
            f"Groups of {', '.join(map(str, GROUPS[:-1]))} and {GROUPS[-1]}: any false finding, in per cent of surveys",
            "Nothing changed in any group; Holm over the index of the groups, paired t. “Points to” is worded as what "
            f"it is: one such row among so many may be chance. {error_of(ALPHA, runs)}, seed {seed}.",
        ),
        table(names, rows),
        beyond(names, rows, "Above 5 % by more than 3 standard errors"),
    ])  # fmt: skip
