"""Answer sheets made by models of people: of one mind, of several, and block by block."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def group(count: int, name: str = "ngo") -> npt.NDArray[np.object_]:
    return np.array([name] * count, dtype=np.object_)


def like_minded(people: int, items: int, loading: float, draw: np.random.Generator) -> Floats:
    """Answers on five points from a graded response model with one factor, items of different difficulty."""
    latent = loading * draw.normal(size=(people, 1)) + math.sqrt(1 - loading**2) * draw.normal(size=(people, items))
    cuts = np.array([-1.5, -0.5, 0.5, 1.5])
    return np.searchsorted(cuts, latent + draw.normal(0, 0.5, size=items)).astype(np.float64) + 1


def in_blocks(people: int, items: int, loading: float, draw: np.random.Generator) -> Floats:
    """Three dimensions, each with a factor of its own."""
    parts = [like_minded(people, len(block), loading, draw) for block in np.array_split(np.arange(items), 3)]
    return np.column_stack(parts)


def nearly_one_answer(people: int, items: int, loading: float, draw: np.random.Generator) -> Floats:
    """Half of the people tick the fourth point nearly throughout."""
    scores = like_minded(people, items, loading, draw)
    careless = draw.random((people, 1)) < 0.5
    return np.where(careless & (draw.random(scores.shape) < 0.85), 4.0, scores)


def block_by_block(
    people: int, items: int, flat: float, draw: np.random.Generator, blocks: int = 3, mixed: bool = True
) -> Floats:
    """Opinions that simply agree: who answers a block with one answer throughout does so with this probability.

    Everybody has an attitude a block, the attitudes correlate by a quarter; what is not answered throughout follows a
    graded response model. The columns stand in any order where they are mixed.
    """
    general = draw.normal(size=(people, 1))
    attitudes = 0.5 * general + math.sqrt(0.75) * draw.normal(size=(people, blocks)) + 0.5
    cuts = np.array([-1.5, -0.5, 0.5, 1.5])
    parts = []
    for block, indices in enumerate(np.array_split(np.arange(items), blocks)):
        attitude = attitudes[:, [block]]
        free = 0.75 * attitude + 0.66 * draw.normal(size=(people, len(indices)))
        throughout = draw.random((people, 1)) < flat
        parts.append(np.searchsorted(cuts, np.where(throughout, attitude, free)).astype(np.float64) + 1)
    scores = np.column_stack(parts)
    return scores[:, draw.permutation(items)] if mixed else scores
