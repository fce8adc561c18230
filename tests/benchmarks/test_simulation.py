"""The simulations themselves: models keep the change and spread that they promise, and own arithmetic is right."""

from __future__ import annotations

import numpy as np
import pytest

from metrics.statistics.exact import wilcoxon_of_differences
from tests.benchmarks.simulation_findings import false_statements
from tests.benchmarks.simulation_gains import wilcoxon_p
from tests.benchmarks.simulation_models import (
    ITEM_SHAPES,
    LOADING,
    correlation_for,
    generator,
    items_of,
    pair_of_items,
    sd_of_change,
    sd_of_score,
    shift_for,
)
from tests.benchmarks.simulation_size import half_found
from tests.benchmarks.simulation_sources import Model


@pytest.mark.parametrize(("change", "sd"), [(0.0, 10.0), (10.0, 12.5), (-5.0, 20.0)])
def test_a_model_has_the_change_and_spread_asked_for(change: float, sd: float) -> None:
    shift = shift_for(change)
    correlation = correlation_for(sd, shift)
    before, after = items_of(generator(1, change), (20_000, 1), shift, correlation)
    changes = (after - before).mean(axis=-1)
    assert changes.mean() == pytest.approx(change, abs=4 * sd / np.sqrt(changes.size))
    assert changes.std() == pytest.approx(sd, rel=0.02)
    assert before.mean(axis=-1).std() == pytest.approx(sd_of_score(), rel=0.02)
    low = (after - before)[..., 1].std()
    assert low == pytest.approx(sd_of_change(correlation, shift, ITEM_SHAPES[1:2]), rel=0.02)


def test_an_item_alone_spreads_as_within_an_index() -> None:
    before, after = pair_of_items(generator(2), (20_000, 1), "low", 0.0, LOADING * 0.7)
    assert (after - before).std() == pytest.approx(sd_of_change(0.7, 0.0, ("low",)), rel=0.02)


def test_a_source_gives_as_many_measures_as_it_says() -> None:
    for level, many in (("index", 1), ("dimension", 2), ("item", 3)):
        drawn = Model(15).pairs(generator(3), level, 7, 5)
        assert len(drawn) == Model(15).measures(level) == many
        assert {scores.shape for rounds in drawn for scores in rounds} == {(7, 5)}


def test_the_law_of_ranks_gives_the_exact_p() -> None:
    changes = generator(4).choice([-50.0, -25.0, 0.0, 0.0, 25.0, 50.0], (50, 7))
    exact = [wilcoxon_of_differences(one).p for one in changes]
    assert wilcoxon_p(changes) == pytest.approx(exact, rel=1e-12)


def test_mid_p_by_hand() -> None:
    changes = np.array([[1.0, 2.0, 3.0, 4.0, 5.0], [-1.0, 2.0, 3.0, 4.0, 5.0], [0.0, 0.0, 0.0, 0.0, 0.0]])
    assert wilcoxon_p(changes) == pytest.approx([2 / 32, 4 / 32, 1])
    assert wilcoxon_p(changes, mid=True) == pytest.approx([1 / 32, 3 / 32, 1 / 2])


def test_half_of_each_round_is_in_both() -> None:
    before, after = half_found((np.ones((3, 12)), np.ones((3, 12))), 8)
    here, there = ~np.isnan(before), ~np.isnan(after)
    assert here.sum(axis=1).tolist() == there.sum(axis=1).tolist() == [8, 8, 8]
    assert (here & there).sum(axis=1).tolist() == [4, 4, 4]


def test_what_is_false() -> None:
    found = np.array(["increased", "decreased", "trivial", "equivalent", "not_increased", "bounded", "not_decreased"])
    further = found == "increased"

    def total(true: float, ruled_out: float) -> float:
        return round(sum(false_statements(found, further, true, ruled_out).values()) * found.size)

    assert total(0.0, 5.0) == 3
    assert total(2.0, 5.0) == 2
    assert total(5.0, 5.0) == 6
    assert total(8.0, 5.0) == 5
    assert total(8.0, 10.0) == 3
