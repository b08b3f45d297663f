"""Numbers known only as intervals: the bounds of a figure over the box of its inputs (a probability box if the figure
is one).

An interval says nothing of what is likelier within. Source: Ferson et al., Constructing probability boxes and
Dempster-Shafer structures (Sandia 2003)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

Intervals = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Bounds:
    """Least and greatest value of a figure, and the inputs that give them."""

    low: float
    high: float
    at_low: dict[str, float]
    at_high: dict[str, float]


def at_corners(figure: Callable[..., float], intervals: Intervals) -> Bounds:
    """Bounds of a figure that is monotone in each input, from the 2^k corners; called with inputs by name.

    A run of a scenario is such a figure on one seed: `lambda **p: aal(rp.run(pool.with_(p), seed=1))` for inputs named
    by path is `at_corners(lambda **p: ..., {"sources[0]...mean": (0.2, 0.5)})`."""
    names, ends = _checked(intervals)
    values = [(float(figure(**dict(zip(names, corner)))), corner) for corner in product(*ends)]
    low, high = min(values, key=lambda each: each[0]), max(values, key=lambda each: each[0])
    return Bounds(low[0], high[0], dict(zip(names, low[1])), dict(zip(names, high[1])))


def searched(figure: Callable[..., float], intervals: Intervals, evaluations: int = 400, seed: int = 0) -> Bounds:
    """Bounds of a figure that may turn within the box: the corners, then a search (differential evolution, about
    `evaluations` calls for each end, polished). A figure from a run must be on one seed. Inner bounds: the true ones
    may lie further out."""
    names, ends = _checked(intervals)
    found = at_corners(figure, intervals)
    free = [j for j, (a, b) in enumerate(ends) if a < b]
    if not free:
        return found

    def call(x: NDArray[np.float64]) -> dict[str, float]:
        point = [a for a, _ in ends]
        for j, value in zip(free, x):
            point[j] = float(value)
        return dict(zip(names, point))

    results = []
    for sign in (1.0, -1.0):
        size = max(5, 15 // len(free))
        rounds = max(1, evaluations // (size * len(free)) - 1)
        best = optimize.differential_evolution(
            lambda x: sign * float(figure(**call(x))), [ends[j] for j in free], popsize=size, maxiter=rounds,
            rng=np.random.default_rng(seed), polish=True, tol=0,
        )  # fmt: skip
        results.append((sign * float(best.fun), call(best.x)))
    (low, at_low), (high, at_high) = results
    if found.low <= low:
        low, at_low = found.low, found.at_low
    if found.high >= high:
        high, at_high = found.high, found.at_high
    return Bounds(low, high, at_low, at_high)


def _checked(intervals: Intervals) -> tuple[list[str], list[tuple[float, float]]]:
    ends = [(float(a), float(b)) for a, b in intervals.values()]
    if not ends or any(not a <= b for a, b in ends):
        raise ValueError("each interval has a low end and a high end that is not below it")
    return list(intervals), ends
