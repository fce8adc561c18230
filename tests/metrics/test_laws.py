"""Laws of a whole analysis, under every estimand and test: what may not matter does not, and what must flip flips.

Surveys are small and random: two sides, groups that may fall below the threshold, answers that tie and are missing,
people in one round alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from metrics import TESTS, ChangeRow, Protected, Settings, analyse
from metrics.findings.verdicts import OF_OTHER_QUANTITIES, verdict
from metrics.result import TABLES
from metrics.schema.rows import SPREAD
from surveys import ChoiceList, Group, Instrument
from tests.metrics.survey_maker import instrument, survey

CHOICES = [(estimand, test) for estimand, tests in TESTS.items() for test in tests]
SIDES = {"g": "s", "h": "s", "k": "t"}
TARGETS = {"a": "t", "b": "s"}
BOTH_WAYS = [table for table in TABLES if table != "attrition"]
"""The tables that are the same in both directions of time: those who left are of the first round alone."""
Row = Sequence[float] | None
SIZES = {(True, True): [6, 7, 8, 5, 4], (True, False): [0, 0, 1, 6], (False, True): [0, 0, 5]}
"""How many of a group are in both rounds, in the first alone, in the second alone."""
Value = float | int | str | bool | None
Numbers = dict[tuple[str, ...], dict[str, Value]]


def _form() -> Instrument:
    """Two dimensions of two items, each about a side, and an item by itself."""
    plain = instrument({"a": 2, "b": 2}, SIDES, weights={"b": 2.0}, loose_items=1)
    items = tuple(
        replace(item, target=target, questions=tuple(replace(q, target=target) for q in item.questions))
        for item in plain.items
        for target in [TARGETS.get(item.dimension or "")]
    )
    return replace(plain, items=items, questions=tuple(question for item in items for question in item.questions))


FORM = _form()


@dataclass(frozen=True)
class Made:
    """A survey before it is one: each person's group and rows of answers."""

    groups: tuple[str, ...]
    before: tuple[Row, ...]
    after: tuple[Row, ...]

    def analysed(self, choice: tuple[str, str], form: Instrument = FORM, **more: Any) -> Protected:
        """Analysed under an estimand and a test."""
        chosen = {"estimand": choice[0], "test": choice[1], **more}
        return analyse(survey(form, self.groups, self.before, self.after), Settings(**chosen))


@st.composite
def made_surveys(draw: st.DrawFn) -> Made:
    """Sizes and habits of answering are drawn, answers come from a seed: that is quick, and shrinks in people."""
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    missing = draw(st.sampled_from([0.0, 0.1]))
    highest = draw(st.sampled_from([5, 3]))
    groups: list[str] = []
    rows: list[tuple[Row, Row]] = []
    for group in SIDES:
        for (here, there), sizes in SIZES.items():
            for _ in range(draw(st.sampled_from(sizes))):
                answers = rng.integers(1, highest + 1, (2, len(FORM.items))).astype(float)
                answers[rng.random(answers.shape) < missing] = np.nan
                groups.append(group)
                rows.append((answers[0].tolist() if here else None, answers[1].tolist() if there else None))
    return Made(tuple(groups), tuple(before for before, _ in rows), tuple(after for _, after in rows))


def law(examples: int) -> settings:
    """A law is tried on so many surveys, each under one estimand and test."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(max_examples=examples, deadline=None, suppress_health_check=slow)


a_choice = st.sampled_from(CHOICES)
OF_MEASURES = ("measure", "level", "group", "round", "from_round", "to_round", "item", "scope")
KEYS = (*OF_MEASURES, "rater", "target", "what", "variant", "a", "b")


def numbers(result: Protected, names: Mapping[str, str] | None = None) -> Numbers:
    """Every number of a result, by table and row; groups renamed, and pairs of groups turned to stand in ABC order."""
    names = names or {}
    found: Numbers = {}
    for table in TABLES:
        for row in getattr(result, table):
            key = {name: getattr(row, name) for name in KEYS if hasattr(row, name)}
            key |= {"change": row.change} if table == "between_groups" else {}
            renamed = {name: _renamed(str(value), names) for name, value in key.items()}
            values = dict(_values(row, names))
            if "a" in renamed and renamed["a"] > renamed["b"]:
                renamed["a"], renamed["b"] = renamed["b"], renamed["a"]
                values = _turned(values)
            found[table, *renamed.values()] = {name: v for name, v in values.items() if name not in key}
    return found


def _renamed(name: str, names: Mapping[str, str]) -> str:
    return "+".join(sorted(names.get(part, part) for part in name.split("+")))


def _values(row: Any, names: Mapping[str, str], prefix: str = "") -> Iterator[tuple[str, Value]]:
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name == "sentence" or (prefix and field.name in KEYS):
            continue
        if value is None or isinstance(value, float | int | str):
            yield prefix + field.name, value
        elif is_dataclass(value):
            yield from _values(value, names, f"{prefix}{field.name}.")
        elif isinstance(value, Mapping):
            yield from ((f"{field.name}.{position}", number) for position, number in enumerate(value.values()))
        elif isinstance(value, tuple):
            for inner in value:
                yield from _inner(inner, names)
        else:
            yield prefix + field.name, value


def _inner(row: Any, names: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    """A part of a row: an item's reliability, two groups by Dunn, or the name of an item left out."""
    if isinstance(row, str):
        yield f"dropped {row}", True
    elif hasattr(row, "item"):
        yield from _values(row, names, f"{row.item}.")
    else:
        a, b = _renamed(row.a, names), _renamed(row.b, names)
        yield f"{min(a, b)}|{max(a, b)}.z", row.z if row.z is None or a < b else -row.z
        yield from ((f"{min(a, b)}|{max(a, b)}.{name}", getattr(row, name)) for name in ("p", "p_adjusted"))


NEGATED = ("change", "effect_value", "difference", "gap", "net", "standardised_difference")
TURNED = (("ci_low", "ci_high"), ("effect_low", "effect_high"))
EXCHANGED = (("rose", "fell"), ("trusting", "distrusting"))
_RISES = {"increased": "decreased", "maybe_increased": "maybe_decreased", "not_increased": "not_decreased"}
OPPOSITE = _RISES | {fall: rise for rise, fall in _RISES.items()}


def _turned(values: Mapping[str, Value]) -> dict[str, Value]:
    """The numbers of a row with all signs turned; a statistic only where it is a t with its df beside it."""
    new = dict(values)
    negated = [name for name in values if name in NEGATED or name.endswith(".z")]
    negated += ["statistic"] if "difference" in values else []
    for name in negated:
        new[name] = _minus(values[name])
    for low, high in [pair for pair in TURNED if pair[0] in values]:
        new[low], new[high] = _minus(values[high]), _minus(values[low])
    for one, other in [*EXCHANGED, ("a_rates_b", "b_rates_a")]:
        if one in values and (one != "a_rates_b" or "gap" in values):
            new[one], new[other] = values[other], values[one]
    if "verdict" in values:
        new["verdict"] = OPPOSITE.get(str(values["verdict"]), values["verdict"])
    return new


def _minus(value: Value) -> Value:
    return None if value is None else -float(value)


def alike(found: Numbers, expected: Numbers, but: Sequence[str] = (), exact: bool = False) -> None:
    """Both have the same rows, and the same numbers but those named."""
    assert found.keys() == expected.keys()
    for key, values in expected.items():
        other = found[key]
        kept = [name for name in values if not any(name == one or name.endswith(f".{one}") for one in but)]
        assert other.keys() == values.keys(), key
        for name in kept:
            _same(other[name], values[name], exact, (*key, name))


def _same(found: Value, expected: Value, exact: bool, where: tuple[str, ...]) -> None:
    if exact or isinstance(expected, str) or expected is None or found is None:
        assert found == expected, where
    else:
        assert found == expected or found == pytest.approx(expected, rel=1e-6, abs=1e-8), where


def both_shown(first: Numbers, second: Numbers, but: Sequence[str] = ()) -> int:
    """Each number that both show is the same; how many there are."""
    shown = 0
    for key in first.keys() & second.keys():
        for name, value in first[key].items():
            other = second[key].get(name)
            if name in but or value is None or other is None or isinstance(value, str):
                continue
            shown += 1
            _same(other, value, False, (*key, name))
    return shown


def only(all_numbers: Numbers, *tables: str) -> Numbers:
    """The numbers of some tables."""
    return {key: values for key, values in all_numbers.items() if key[0] in tables}


FAMILIES = (
    "p_adjusted",
    "mcnemar_p_adjusted",
    "mcnemar_midp_adjusted",
    "family_size",
    "detectable",
    "detectable_alpha",
    "verdict",
    "beyond_margin",
    "verdict_if_leavers_fell",
)
LEVELS = ("scores", "items", "matrix", "gaps")
BY_CELL = (*LEVELS, "changes", "item_tests", "difference_in_change", "robustness", "attrition")
"""Tables whose rows rest on the people of one group, side or pair of groups."""


@law(9)
@given(made=made_surveys(), choice=a_choice, order=st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(made: Made, choice: tuple[str, str], order: Any) -> None:
    people = list(range(len(made.groups)))
    order.shuffle(people)
    groups = tuple(made.groups[person] for person in people)
    before, after = (tuple(rows[person] for person in people) for rows in (made.before, made.after))
    mixed = Made(groups, before, after)
    alike(numbers(mixed.analysed(choice)), numbers(made.analysed(choice)))


@law(8)
@given(made=made_surveys(), choice=a_choice, order=st.permutations(range(len(FORM.items))), turned=st.booleans())
def test_the_order_of_items_and_dimensions_changes_nothing(
    made: Made, choice: tuple[str, str], order: Sequence[int], turned: bool
) -> None:
    form = replace(
        FORM,
        items=tuple(FORM.items[index] for index in order),
        questions=tuple(FORM.questions[index] for index in order),
        dimensions=FORM.dimensions[::-1] if turned else FORM.dimensions,
    )
    before, after = (
        tuple(None if row is None else [row[index] for index in order] for row in rows)
        for rows in (made.before, made.after)
    )
    alike(numbers(Made(made.groups, before, after).analysed(choice, form)), numbers(made.analysed(choice)))


@law(8)
@given(made=made_surveys(), choice=a_choice, order=st.permutations(range(len(SIDES))))
def test_the_order_of_groups_changes_nothing_but_which_of_equals_is_hidden(
    made: Made, choice: tuple[str, str], order: Sequence[int]
) -> None:
    form = replace(FORM, groups=tuple(FORM.groups[index] for index in order))
    plain, other = made.analysed(choice), made.analysed(choice, form)
    if plain.suppressed or other.suppressed:
        # Of groups with equal counts, the first in the form's order is hidden: families and comparisons follow.
        both_shown(only(numbers(other), *BY_CELL), only(numbers(plain), *BY_CELL), but=FAMILIES)
    else:
        alike(numbers(other), numbers(plain))


@law(8)
@given(made=made_surveys(), choice=a_choice)
def test_relabelling_groups_permutes_the_rows(made: Made, choice: tuple[str, str]) -> None:
    new = {"g": "h", "h": "k", "k": "g"}
    groups = tuple(Group(new[group.name], group.label, group.side) for group in FORM.groups)
    renamed = replace(made, groups=tuple(new[group] for group in made.groups))
    there = numbers(renamed.analysed(choice, replace(FORM, groups=groups)))
    alike(there, numbers(made.analysed(choice), new))


@law(8)
@given(made=made_surveys(), choice=a_choice, shift=st.integers(-7, 7), scale=st.sampled_from([2.0, 0.5, 3.0, 0.1]))
def test_shifting_and_scaling_the_answers_with_their_scale_changes_nothing(
    made: Made, choice: tuple[str, str], shift: int, scale: float
) -> None:
    def moved(choices: ChoiceList | None) -> Any:
        assert choices is not None
        scores = [None if one.score is None else shift + scale * one.score for one in choices.choices]
        return replace(
            choices, choices=tuple(replace(one, score=s) for one, s in zip(choices.choices, scores, strict=True))
        )

    items = tuple(replace(item, choices=moved(item.choices)) for item in FORM.items)
    before, after = (
        tuple(None if row is None else [shift + scale * answer for answer in row] for row in rows)
        for rows in (made.before, made.after)
    )
    there = Made(made.groups, before, after).analysed(choice, replace(FORM, items=items))
    alike(numbers(there), numbers(made.analysed(choice)))


@law(9)
@given(made=made_surveys(), choice=a_choice)
def test_reversing_the_scale_turns_signs_and_keeps_p(made: Made, choice: tuple[str, str]) -> None:
    form = replace(FORM, items=tuple(replace(item, reversed=True) for item in FORM.items))
    original = numbers(made.analysed(choice))
    expected = {key: _complement(_turned(values)) for key, values in original.items()}
    # McNemar asks of trusting against the rest; a fall of those who left by the margin has one direction.
    mcnemar = [f"{name}{more}" for name in ("mcnemar_p", "mcnemar_midp") for more in ("", "_adjusted")]
    one_way = [*mcnemar, *_if_fell(original), "verdict_if_leavers_fell"]
    found = numbers(made.analysed(choice, form))
    alike(only(found, "changes"), only(expected, "changes"), but=["statistic"])
    rest = [table for table in TABLES if table not in {"changes", "gaps"}]
    alike(only(found, *rest), only(expected, *rest), but=one_way)
    alike(only(found, "gaps"), {key: _of_turned_ratings(values) for key, values in only(original, "gaps").items()})


def _complement(values: Mapping[str, Value]) -> dict[str, Value]:
    """Means of the turned scale."""
    means = ("mean", "mean_from", "mean_to", "stayers.mean", "leavers.mean", "a_rates_b", "b_rates_a")
    return {name: 100 - float(v) if name in means and v is not None else v for name, v in values.items()}


def _of_turned_ratings(values: Mapping[str, Value]) -> dict[str, Value]:
    """A gap on the turned scale; who rates whom stays."""
    return {**_complement(values), "gap": _minus(values["gap"])}


def _if_fell(all_numbers: Numbers) -> list[str]:
    return sorted({name for values in all_numbers.values() for name in values if name.startswith("if_leavers_fell")})


@law(9)
@given(made=made_surveys(), choice=a_choice)
def test_swapping_before_and_after_turns_signs_and_keeps_p(made: Made, choice: tuple[str, str]) -> None:
    original = numbers(made.analysed(choice))
    back = numbers(replace(made, before=made.after, after=made.before).analysed(choice))
    found, expected = _in_the_other_round(back), _swapped(original)
    for key in found.keys() & expected.keys():
        # What the audit withholds beside the tables hangs on who left, which is shown of the first round alone.
        if key[0] == "robustness" and None in (found[key]["change"], expected[key]["change"]):
            found[key] = expected[key] = {"verdict": found[key]["verdict"]}
    alike(found, expected)


def _swapped(all_numbers: Numbers) -> Numbers:
    """What is expected of the survey with its rounds swapped, by the names of the rounds as they were."""
    expected: Numbers = {}
    for key, values in only(all_numbers, *BOTH_WAYS).items():
        new = dict(values)
        if key[0] in {"changes", "difference_in_change", "robustness"} or _is_of_changes(key):
            new = _turned(values)
        if key[0] == "changes":
            new |= {"mean_from": values["mean_to"], "mean_to": values["mean_from"]}
            new |= {"n_from": values["n_to"], "n_to": values["n_from"]}
            del new["statistic"]
        expected[key] = new
    return expected


def _is_of_changes(key: tuple[str, ...]) -> bool:
    return key[0] == "between_groups" and key[-1] == "True"


def _in_the_other_round(all_numbers: Numbers) -> Numbers:
    """The levels of a swapped survey under the names that the rounds had before."""
    other = {"pre": "post", "post": "pre"}
    renamed: Numbers = {}
    for key, values in only(all_numbers, *BOTH_WAYS).items():
        new = dict(values)
        if key[0] == "changes":
            del new["statistic"]
        names = list(key)
        position = next((i for i, name in enumerate(names) if name in other), None)
        if key[0] in {*LEVELS, "reliability", "between_groups"} and position is not None and not _is_of_changes(key):
            names[position] = other[names[position]]
        renamed[tuple(names)] = new
    return renamed


@law(4)
@given(made=made_surveys(), choice=a_choice, more=st.integers(6, 9), seed=st.integers(0, 99))
def test_an_unrelated_group_changes_no_number_of_another(
    made: Made, choice: tuple[str, str], more: int, seed: int
) -> None:
    plain = made.analysed(choice)
    assume(plain.matched is not None)
    rng = np.random.default_rng(seed)
    rows = [[[float(x) for x in rng.integers(1, 6, len(FORM.items))] for _ in range(more)] for _ in range(2)]
    joined = Made((*made.groups, *["z"] * more), (*made.before, *rows[0]), (*made.after, *rows[1]))
    form = replace(FORM, groups=(*FORM.groups, Group("z", {"en": "Z"}, "u")))
    found = numbers(joined.analysed(choice, form))
    expected = {key: values for key, values in only(numbers(plain), *BY_CELL).items() if "ALL" not in key}
    assert expected.keys() <= found.keys()
    alike({key: found[key] for key in expected}, expected, but=FAMILIES, exact=True)


@law(8)
@given(made=made_surveys(), choice=a_choice, low=st.integers(3, 5), more=st.integers(1, 4))
def test_a_higher_threshold_only_hides(made: Made, choice: tuple[str, str], low: int, more: int) -> None:
    lower, higher = (made.analysed(choice, threshold=threshold) for threshold in (low, low + more))
    many, fewer = (only(numbers(result), *BY_CELL, "reliability") for result in (lower, higher))
    if [round_.respondents for round_ in lower.rounds] != [round_.respondents for round_ in higher.rounds]:
        # Who is left out of ALL makes it another set of people.
        many = {key: values for key, values in many.items() if "ALL" not in key and key[0] != "reliability"}
    assert both_shown(fewer, many, but=FAMILIES) or higher.matched is None


def _found(result: Protected) -> list[ChangeRow]:
    return [row for row in result.changes if row.change is not None]


@law(40)
@given(made=made_surveys(), choice=a_choice, margin=st.sampled_from([2.0, 5.0, 12.0]))
def test_a_finding_can_be_read_off_its_row_and_its_interval_agrees_with_p(
    made: Made, choice: tuple[str, str], margin: float
) -> None:
    for row in _found(made.analysed(choice, margin=margin)):
        ends = (row.ci_low, row.ci_high)
        if row.test not in OF_OTHER_QUANTITIES and row.p is not None and None not in ends:
            assert (row.p <= 0.05) == ((row.ci_low or 0) > 0 or (row.ci_high or 0) < 0)
        if row.verdict not in ("mixed", "too_few") and row.reason != SPREAD:
            ruled_out = margin * (1 if row.level == "index" else 2)
            assert (row.verdict, row.beyond_margin) == verdict(*ends, row.p_adjusted, margin, ruled_out)
        rises, falls = ("increased", "maybe_increased"), ("decreased", "maybe_decreased")
        assert row.verdict not in rises or (row.change or 0) > 0
        assert row.verdict not in falls or (row.change or 0) < 0


@law(20)
@given(made=made_surveys(), choice=a_choice)
def test_every_p_has_its_adjusted_p_which_is_no_smaller(made: Made, choice: tuple[str, str]) -> None:
    for key, values in numbers(made.analysed(choice)).items():
        for name, p in values.items():
            if (name == "p" or name.endswith((".p", "mcnemar_p", "mcnemar_midp"))) and p is not None:
                adjusted_p = values[f"{name}_adjusted"]
                assert adjusted_p is not None, (key, name)
                assert float(adjusted_p) >= float(p) - 1e-12, (key, name)
