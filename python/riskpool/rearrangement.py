"""The rearrangement algorithm: columns of a matrix are permuted until its row sums are as equal as they get.

Source: Puccetti, Rueschendorf (2012), and Embrechts, Puccetti, Rueschendorf, Model uncertainty and VaR aggregation
(2013)."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from riskpool.tail import Floats

Objective = Literal["max_min", "min_max"]


class Rearrangement(NamedTuple):
    """What the rearrangement reached."""

    value: float
    """Best over the starts: the largest smallest row sum, or the smallest largest one."""
    matrix: Floats
    """The columns as permuted by the best start, (n, d)."""
    by_start: Floats
    """The value that each random start reached: they differ at local optima."""
    sweeps: int
    """Sweeps over the columns of the best start."""


def rearrange(
    matrix: ArrayLike,
    objective: Objective,
    starts: int = 3,
    seed: int = 0,
    tolerance: float = 1e-8,
    most_sweeps: int = 1000,
) -> Rearrangement:
    """Permutes each column of `matrix` (n, d) so that the smallest row sum is as large ("max_min"), or the largest as
    small ("min_max"), as the algorithm can make it.

    Each step orders one column oppositely to the sum of the others. A start ends when a whole sweep over the columns
    moves the objective by `tolerance` of its size or less; 0 asks for a sweep that changes no row sum. An optimum may
    be local: take several `starts` and compare `by_start`. Deterministic for a seed."""
    columns = np.sort(np.asarray(matrix, dtype=np.float64), axis=0)
    if columns.ndim != 2 or columns.shape[0] < 1 or columns.shape[1] < 2 or starts < 1:
        raise ValueError("rearranging needs a matrix of two columns or more, and one start or more")
    rng = np.random.default_rng(seed)
    sign = 1.0 if objective == "max_min" else -1.0
    best: tuple[float, Floats, int] | None = None
    reached = []
    for _ in range(starts):
        value, arranged, sweeps = _one_start(columns, sign, rng, tolerance, most_sweeps)
        reached.append(value)
        if best is None or sign * value > sign * best[0]:
            best = (value, arranged, sweeps)
    assert best is not None
    return Rearrangement(best[0], best[1], np.array(reached), best[2])


def _one_start(
    columns: Floats, sign: float, rng: np.random.Generator, tolerance: float, most_sweeps: int
) -> tuple[float, Floats, int]:
    """`columns` are sorted ascending, so that a column is laid out by the ranks of the other columns' sum."""
    here = np.asfortranarray(rng.permuted(columns, axis=0))
    total = here.sum(axis=1)
    descending = columns[::-1]

    def objective() -> float:
        return float(total.min() if sign > 0 else total.max())

    value = objective()
    for sweep in range(1, most_sweeps + 1):
        before = total.copy()
        for j in range(columns.shape[1]):
            rest = total - here[:, j]
            here[np.argsort(rest, kind="stable"), j] = descending[:, j]
            total = rest + here[:, j]
        total = here.sum(axis=1)  # no drift of rounding from sweep to sweep
        reached = objective()
        moved = abs(reached - value)
        value = reached
        if moved <= tolerance * abs(reached) if tolerance > 0 else np.array_equal(before, total):
            return value, np.array(here), sweep
    return value, np.array(here), most_sweeps
