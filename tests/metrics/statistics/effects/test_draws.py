"""Resamples: every one draws n people, each is as likely as the other, and the law is multinomial."""

from __future__ import annotations

import zlib

import numpy as np
import pytest
from scipy import stats

from metrics.statistics.effects.draws import Resampler, ahead, blocks, side_by_side, stream


@pytest.mark.parametrize("people", [1, 2, 5, 17, 40, 300, 5_000])
def test_each_resample_draws_as_many_people_as_there_are(people: int) -> None:
    counts = Resampler(people).draw(stream(3, 0), 200)
    assert counts.shape == (people, 200)
    assert counts.min() >= 0
    assert (counts == np.rint(counts)).all()
    assert set(counts.sum(axis=0)) == {people}


@pytest.mark.parametrize("people", [6, 20, 60, 900])
def test_a_person_is_drawn_binomially_often(people: int) -> None:
    counts = Resampler(people).draw(stream(7, 0), 400_000 // people).astype(int)
    known = stats.binom.pmf(np.arange(5), people, 1 / people)
    found = np.bincount(counts.ravel(), minlength=6)
    expected = np.append(known, 1 - known.sum()) * counts.size
    assert stats.chisquare([*found[:5], found[5:].sum()], expected).pvalue > 1e-3


def test_few_people_are_drawn_multinomially() -> None:
    people, resamples = 4, 60_000
    counts = Resampler(people).draw(stream(11, 0), resamples).astype(int)
    patterns, found = np.unique(counts, axis=1, return_counts=True)
    expected = stats.multinomial.pmf(patterns.T, people, np.full(people, 1 / people)) * resamples
    assert patterns.shape[1] == 35
    assert stats.chisquare(found, expected).pvalue > 1e-3


@pytest.mark.parametrize("people", [40, 2_000])
def test_half_of_the_people_are_drawn_binomially_often_together(people: int) -> None:
    counts = np.concatenate([Resampler(people).draw(stream(2, 0, i), 1_000) for i in range(20)], axis=1)
    half = counts[: people // 2].sum(axis=0)
    edges = np.unique(stats.binom.ppf(np.linspace(0.05, 0.95, 10), people, 0.5))
    shares = np.diff(stats.binom.cdf(edges, people, 0.5), prepend=0.0, append=1.0)
    found = np.bincount(np.searchsorted(edges, half), minlength=edges.size + 1)
    assert stats.chisquare(found, shares * half.size).pvalue > 1e-3


def test_a_total_that_is_too_large_is_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    resampler = Resampler(500)
    monkeypatch.setattr(resampler, "_table", np.add(resampler._table, 1))
    counts = resampler.draw(stream(1, 0), 50)
    assert set(counts.sum(axis=0)) == {500}
    assert counts.max() < 10


def test_what_16_bits_cannot_tell_apart_is_settled_by_a_second_number() -> None:
    resampler = Resampler(1_000)
    shares = np.diff(resampler._rest, prepend=0.0) / 2**16
    settled = np.bincount(resampler._table.astype(int), minlength=shares.size) / 2**16
    mean = 1 - 2.5 / np.sqrt(1_000)
    assert 0 < 2**16 - resampler._table.size < 20
    assert settled + shares == pytest.approx(stats.poisson.pmf(np.arange(shares.size), mean), abs=1e-15)


def test_a_seed_gives_the_same_people_on_every_machine() -> None:
    counts = Resampler(50).draw(stream(0, 0), 20).astype("<u1")
    assert zlib.crc32(counts.tobytes()) == 1586591507


def test_streams_of_seeds_samples_and_blocks_differ() -> None:
    first = {stream(seed, sample, block).random() for seed in (0, 1) for sample in (0, 1) for block in (0, 1, 2)}
    assert len(first) == 12


@pytest.mark.parametrize("people", [1, 30, 2_000, 10**6])
def test_blocks_hold_all_resamples_in_order(people: int) -> None:
    parts = blocks(people, 9_999)
    assert [part.start for part in parts] == [0, *(part.stop for part in parts[:-1])]
    assert parts[-1].stop == 9_999
    assert blocks(people, 0) == []


def test_work_done_side_by_side_comes_back_in_order() -> None:
    assert side_by_side(lambda x: x * x, range(20)) == [x * x for x in range(20)]
    assert side_by_side(lambda x: x * x, []) == []


def test_an_error_in_work_done_side_by_side_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        side_by_side(lambda x: 1 // x, range(3))


@pytest.mark.parametrize("in_a_thread", [False, True])
def test_work_done_ahead_comes_back_in_order(in_a_thread: bool) -> None:
    for many in (0, 1, 2, 3, 20):
        assert list(ahead(lambda x: x * x, range(many), in_a_thread)) == [x * x for x in range(many)]


def test_an_error_in_work_done_ahead_is_raised_where_it_is_asked_for() -> None:
    found = ahead(lambda x: 1 // (2 - x), range(4), True)
    assert next(found) == 0
    assert next(found) == 1
    with pytest.raises(ZeroDivisionError):
        next(found)


@pytest.mark.parametrize("people", [2**15, 2**15 + 1])
def test_counts_are_exact_in_short_numbers_and_in_floats(people: int) -> None:
    counts = Resampler(people).draw(stream(3, 0), 3)
    assert counts.sum(axis=0, dtype=np.int64).tolist() == [people] * 3
