"""The public face of the statistics: examples, before then after, missing values, what is accepted and refused."""

from __future__ import annotations

import dataclasses
import doctest
import importlib
import inspect
import json
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pytest

import metrics
from metrics import statistics
from metrics.statistics import MeanChange
from tests.house import ROOT

NAN, INFINITY = float("nan"), float("inf")
FUNCTIONS = sorted(name for name in statistics.__all__ if inspect.isfunction(getattr(statistics, name)))
MODULES = sorted(
    [statistics.__name__]
    + [module.name for module in pkgutil.walk_packages(statistics.__path__, f"{statistics.__name__}.")]
)

OF_ONE_THING = {
    "kruskal_wallis": ("groups",),
    "dunn": ("groups",),
    "difference_in_change": ("first", "second"),
    "cronbach_alpha": ("items",),
    "mcdonald_omega": ("items",),
    "holm": ("p",),
    "benjamini_hochberg": ("p",),
    "detectable_change": ("se", "df"),
}
"""Functions that compare no two rounds, with the arguments that they start with."""

OF_NUMBERS = {"difference_in_change", "detectable_change"}
"""Functions that take results or numbers, and no array."""

NO_DATACLASS = {"holm", "benjamini_hochberg", "dunn", "detectable_change"}
"""Functions that return a list or a number."""

NO_DIRECTION = {"stuart_maxwell"}
"""Functions of two rounds whose result is the same whichever comes first."""

ROSE: Mapping[str, Any] = MappingProxyType(
    {
        "before": [40.0, 55.0, 60.0, 45.0, 50.0],
        "after": [55.0, 62.5, 80.0, 40.0, 70.0],
        "weights_before": [1.0, 2.0, 1.0, 0.5, 1.0],
        "weights_after": [1.0, 1.0, 2.0, 0.5, 1.0],
        "clusters": [1, 2, 1, 3, 2],
        "paired": True,
        "groups": [[40.0, 45.0, 50.0], [55.0, 60.0], [50.0, 70.0, 75.0]],
        "items": [[0, 0, 25], [25, 50, 25], [50, 50, 75], [75, 100, 75], [50, 75, 25], [25, 0, 50]],
        "p": [0.01, 0.04, 0.03, 0.5],
        "first": MeanChange(2.0, 1.0, 10.0),
        "second": MeanChange(5.0, 1.5, 12.0),
        "se": 2.5,
        "df": 30.0,
    }
)
"""An argument for each name of a parameter; most people's scores rise."""


def parameters(name: str) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(getattr(statistics, name)).parameters)


def arguments(name: str) -> dict[str, Any]:
    """Values for a function's parameters without a default."""
    needed = [one for one, of in parameters(name).items() if of.default is inspect.Parameter.empty]
    found = {one: ROSE[one] for one in needed}
    if name == "mcnemar":
        found = {one: [score > 50 for score in scores] for one, scores in found.items()}
    return found


def arrays(name: str) -> list[str]:
    """The parameters that take arrays."""
    return [one for one, of in parameters(name).items() if "ArrayLike" in str(of.annotation)]


def changed(name: str, array: str, change: Callable[[list[Any]], list[Any]]) -> dict[str, Any]:
    """The arguments, one array of which is changed; of groups and items, the first row."""
    found = arguments(name)
    rows = found[array]
    found[array] = [change(rows[0]), *rows[1:]] if isinstance(rows[0], list) else change(rows)
    return found


def last_is(value: Any) -> Callable[[list[Any]], list[Any]]:
    return lambda values: [*values[:-1], value]


def lacking(name: str, array: str) -> Any:
    """The array and somebody more, who lacks everything."""
    rows = arguments(name)[array]
    if array == "items":
        return [*rows, [NAN] * 3]
    return [[*row, NAN] for row in rows] if array == "groups" else [*rows, NAN]


OF_ARRAYS = [(name, array) for name in FUNCTIONS for array in arrays(name)]
OF_LABELS = {("stuart_maxwell", "before"), ("stuart_maxwell", "after"), ("cluster_robust_change", "clusters")}
"""Arrays that may hold words."""


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_are_true(module: str) -> None:
    public = {name: getattr(statistics, name) for name in statistics.__all__}
    found = doctest.testmod(importlib.import_module(module), extraglobs=public)
    assert found.failed == 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_has_an_example_with_its_result(name: str) -> None:
    examples = doctest.DocTestParser().get_examples(getattr(statistics, name).__doc__ or "")
    assert any(name in one.source for one in examples)
    assert any(one.want for one in examples)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_documents_each_parameter_its_result_its_errors_and_its_source(name: str) -> None:
    words = inspect.getdoc(getattr(statistics, name)) or ""
    sections = ["Parameters", "Returns", "Raises", "References", "Examples"]
    assert [section for section in sections if f"\n{section}\n---" not in words] == []
    if "As in `" not in words:
        documented = words.partition("Parameters\n")[2].partition("Returns\n")[0]
        assert [one for one in parameters(name) if one not in documented] == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_before_comes_first_and_after_follows(name: str) -> None:
    expected = OF_ONE_THING.get(name, ("before", "after"))
    assert tuple(parameters(name))[: len(expected)] == expected
    others = list(parameters(name).values())[len(expected) :]
    more = [one.name for one in others if one.kind is not inspect.Parameter.KEYWORD_ONLY]
    assert more in ([], ["clusters"], ["weights_before", "weights_after"])


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - set(OF_ONE_THING) - NO_DIRECTION))
def test_scores_that_rise_are_positive(name: str) -> None:
    there = getattr(statistics, name)(**arguments(name))
    turned = arguments(name) | {"before": arguments(name)["after"], "after": arguments(name)["before"]}
    back = getattr(statistics, name)(**turned)
    values = [direction(found) for found in (there, back)]
    assert values[0] > values[1]


def direction(found: Any) -> float:
    """The number of a result that grows with the scores after."""
    fields = ("change", "value", "gained", "statistic")
    return float(next(getattr(found, field) for field in fields if hasattr(found, field)))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_result_is_a_frozen_dataclass_with_documented_fields(name: str) -> None:
    found = getattr(statistics, name)(**arguments(name))
    if name in NO_DATACLASS:
        assert isinstance(found, list | float)
    if name not in NO_DATACLASS or name == "dunn":
        found = found[0] if name == "dunn" else found
        assert dataclasses.is_dataclass(found)
        words = type(found).__doc__ or ""
        assert [field.name for field in dataclasses.fields(found) if field.name not in words] == []
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(found, dataclasses.fields(found)[0].name, 0)


def test_every_function_but_a_few_takes_arrays() -> None:
    assert {name for name in FUNCTIONS if not arrays(name)} == OF_NUMBERS


@pytest.mark.parametrize(("name", "array"), OF_ARRAYS)
@pytest.mark.parametrize("missing", [NAN, None, pd.NA], ids=["nan", "none", "na"])
def test_a_missing_value_is_refused(name: str, array: str, missing: object) -> None:
    with pytest.raises(ValueError, match=r"1 missing value\(s\); nan_policy"):
        getattr(statistics, name)(**changed(name, array, last_is(missing)))


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - OF_NUMBERS))
def test_who_lacks_everything_is_left_out_when_asked(name: str) -> None:
    function, whole = getattr(statistics, name), arguments(name)
    more = {array: lacking(name, array) for array in arrays(name)}
    found = function(**whole | more, nan_policy="omit")
    known = function(**whole)
    if name in ("holm", "benjamini_hochberg"):
        assert np.isnan(found.pop())
    assert found == known


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - OF_NUMBERS))
def test_another_policy_for_missing_values_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="nan_policy: 'raise' or 'omit', not 'propagate'"):
        getattr(statistics, name)(**arguments(name), nan_policy="propagate")


@pytest.mark.parametrize(("name", "array"), OF_ARRAYS)
@pytest.mark.parametrize("policy", ["raise", "omit"])
def test_an_infinite_value_is_refused(name: str, array: str, policy: str) -> None:
    with pytest.raises(ValueError, match=r"finite number"):
        getattr(statistics, name)(**changed(name, array, last_is(-INFINITY)), nan_policy=policy)


@pytest.mark.parametrize(("name", "array"), [one for one in OF_ARRAYS if one not in OF_LABELS])
def test_what_is_no_number_is_refused(name: str, array: str) -> None:
    for wrong in (
        [object()] * 5,
        ["12"] * 5,
        pd.Series(["12"] * 5),
        np.array(["2020-01-01"] * 5, dtype="datetime64[D]"),
    ):
        table = np.array([wrong, wrong, wrong]).T if array in ("groups", "items") else wrong
        with pytest.raises(ValueError, match=r"numbers are needed"):
            getattr(statistics, name)(**arguments(name) | {array: table})


@pytest.mark.parametrize(("name", "array"), OF_ARRAYS)
def test_another_number_of_dimensions_is_refused(name: str, array: str) -> None:
    for wrong in (50.0, np.zeros((3, 3, 3)), [[[1.0]], [[2.0]]]):
        with pytest.raises(ValueError, match=r"dimension\(s\) are needed, not [0-3]"):
            getattr(statistics, name)(**arguments(name) | {array: wrong})


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - {"holm", "benjamini_hochberg"} - OF_NUMBERS))
def test_nobody_is_refused(name: str) -> None:
    empty: dict[str, Any] = {array: [] for array in arrays(name)}
    empty |= {array: [[], []] for array in ("groups", "items") if array in empty}
    with pytest.raises(ValueError, match="no observations"):
        getattr(statistics, name)(**arguments(name) | empty)


@pytest.mark.parametrize(
    "name",
    [
        *("wilcoxon", "sign_flip", "sign_test", "paired_t", "mcnemar", "stuart_maxwell", "rank_biserial"),
        *("hedges_g_av", "overlapping_t", "weighted_change", "cluster_robust_change"),
    ],
)
def test_pairs_of_unequal_length_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="5 and 4 values"):
        getattr(statistics, name)(**changed(name, "after", lambda values: values[:-1]))


def test_two_samples_may_differ_in_size() -> None:
    for name in ("mann_whitney", "permutation", "brunner_munzel", "welch_t", "cliffs_delta"):
        getattr(statistics, name)(**changed(name, "after", lambda values: values[:-1]))
    assert statistics.hedges_g_av([1, 2, 3], [2, 3], paired=False).n_after == 2


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - OF_NUMBERS))
def test_lists_arrays_series_and_frames_are_alike(name: str) -> None:
    function, listed = getattr(statistics, name), arguments(name)
    known = function(**listed)
    forms: list[Callable[[Any], Any]] = [
        tuple,
        np.array,
        pd.Series,
        lambda x: pd.Series(x, index=range(9, 9 - len(x), -1)),
    ]
    if "groups" in listed:
        assert function([pd.Series(one) for one in listed["groups"]]) == known
        equal = [[1.0, 2.0, 3.0], [2.0, 5.0, 7.0]]
        assert function(pd.DataFrame(dict(zip("ab", equal, strict=True)))) == function(equal)
        return
    if "items" in listed:
        forms = [tuple, np.array, pd.DataFrame, lambda x: pd.DataFrame(x, dtype="Int64")]
    for form in forms:
        assert function(**listed | {array: form(listed[array]) for array in arrays(name)}) == known


def test_a_pair_with_a_missing_value_is_left_out_as_a_pair() -> None:
    before, after = [0.0, 0.0, 0.0, 0.0], [1.0, NAN, 2.0, -1.0]
    with pytest.raises(ValueError, match="after: 1 missing value"):
        statistics.rank_biserial(before, after)
    found = statistics.rank_biserial(before, after, nan_policy="omit")
    assert (found.value, found.n_before, found.n_after) == (0.5, 3, 3)
    missing = pd.Series([1, None, 2, -1], dtype="Int64")
    assert statistics.rank_biserial(before, missing, nan_policy="omit") == found


def test_a_round_with_a_missing_value_keeps_the_other_one_of_the_person() -> None:
    before, after = [40.0, 55.0, NAN, 60.0], [50.0, NAN, 75.0, 60.0]
    assert statistics.overlapping_t(before, after, nan_policy="omit").change == pytest.approx(185 / 3 - 155 / 3)
    assert statistics.paired_t(before, after, nan_policy="omit").change == 5.0
    assert statistics.welch_t(before, after, nan_policy="omit").change == pytest.approx(10.0)


def test_what_is_equal_but_for_rounding_ties() -> None:
    before, after = [0.1, 0.2, 0.3, 0.5], [0.3, 0.4, 0.5, 0.2]
    exact = statistics.wilcoxon([1, 2, 3, 5], [3, 4, 5, 2])
    assert statistics.wilcoxon(before, after) == exact
    assert statistics.mann_whitney([0.1 + 0.2], [0.3]).statistic == 0.5


def test_yes_and_no_are_nothing_else() -> None:
    with pytest.raises(ValueError, match="yes and no"):
        statistics.mcnemar([0, 1, 2], [0, 1, 1])


def test_a_probability_and_a_weight_have_their_range() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        statistics.holm([0.5, 1.5])
    with pytest.raises(ValueError, match="a weight is negative"):
        statistics.weighted_change([1.0, 2.0], [2.0, 4.0], [1.0, -1.0], [1.0, 1.0])
    with pytest.raises(ValueError, match="no such t test"):
        statistics.detectable_change(NAN, 10)


def test_a_change_that_is_missing_has_no_difference() -> None:
    with pytest.raises(ValueError, match="a change is missing"):
        statistics.difference_in_change(MeanChange(NAN, None, None), MeanChange(1.0, 1.0, 5.0))


def test_the_statistics_load_nothing_else() -> None:
    program = "import json, sys, metrics.statistics\nprint(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = json.loads(run.stdout)
    ours = {
        name
        for name in loaded
        if name.partition(".")[0] in ("charts", "metrics", "pages", "reports", "surveys", "words")
    }
    assert {name for name in ours if not name.startswith("metrics.statistics")} == {"metrics"}
    tops = {name.partition(".")[0] for name in loaded}
    assert tops & {"pandas", "plotly", "streamlit", "openpyxl"} == set()


def test_each_name_of_metrics_is_found_when_it_is_asked_for() -> None:
    assert sorted([*metrics._MODULE_OF, *metrics._OF_SURVEYS]) == sorted(metrics.__all__)
    assert set(metrics.__all__) <= set(dir(metrics))
    for name, module in metrics._MODULE_OF.items():
        assert getattr(metrics, name) is getattr(importlib.import_module(f"metrics.{module}"), name)
    for name in metrics._OF_SURVEYS:
        assert getattr(metrics, name) is getattr(importlib.import_module("surveys.model.instrument"), name)
    with pytest.raises(AttributeError, match="module 'metrics' has no attribute 'nothing'"):
        _ = importlib.import_module("metrics").nothing


def test_a_missing_answer_among_words_is_missing_and_no_word() -> None:
    before: list[Any] = ["yes", "no", "no", NAN]
    found = statistics.stuart_maxwell(before, ["yes", "yes", "yes", "yes"], nan_policy="omit")
    assert found == statistics.stuart_maxwell(["yes", "no", "no"], ["yes", "yes", "yes"])
