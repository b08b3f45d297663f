"""Empirical exceedance curves with the interval that counting alone gives, and windows of years around a rank."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

FEWEST = 10  # observations beyond the last point of a curve: with fewer it says little
LONGEST = 1000.0  # years: what is rarer would flatten the part of a curve that decisions rest on


def descending(values: Array) -> Array:
    return np.sort(values, axis=None)[::-1]


def ranks_of(count: int, points: int = 160) -> NDArray[np.int64]:
    """Ranks of the points of a curve, from the common to the rare, evenly in log of the return period."""
    last = min(max(FEWEST, math.floor(count / LONGEST)), count)
    ranks = np.unique(np.geomspace(count, last, points).round().astype(np.int64))[::-1]
    return ranks[ranks >= last]


def bounds(ranks: NDArray[np.int64], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The ranks whose losses bound the loss at each rank with 95 %: lower and upper end.

    The number of observations above the true quantile is binomial, whatever the law of the losses. Its bounds are
    Byar's approximation to the Poisson ones (Breslow and Day, Statistical Methods in Cancer Research II, p. 69),
    narrowed by sqrt(1 - k/n) for the binomial's smaller variance.
    """
    k = ranks.astype(float)
    z = 1.959963984540054 * np.sqrt(1 - k / count)
    fewer = k * (1 - 1 / (9 * k) - z / (3 * np.sqrt(k))) ** 3
    more = (k + 1) * (1 - 1 / (9 * (k + 1)) + z / (3 * np.sqrt(k + 1))) ** 3
    low = np.clip(np.ceil(more), 1, count).astype(np.int64)
    high = np.clip(np.floor(fewer), 1, count).astype(np.int64)
    return low, high


def window(values: Array, period: float, width: float = 0.2, fewest: int = 25) -> NDArray[np.int64]:
    """Positions of the years around the one that is exceeded once in `period` years, in the flat array.

    Ranks within `width` of that rank to both sides, and `fewest` years at least where there are as many: the mean over
    them estimates what a year of that size is like (Euler allocation of a quantile by a window of order statistics).
    """
    count = values.size
    centre = count / period
    half = max(width * centre, (fewest - 1) / 2)
    first = max(int(round(centre - half)), 1)
    last = min(max(int(round(centre + half)), first), count)
    # From the rank as it stands in the order from the greatest; equal losses keep the order of the trials.
    order = np.argsort(-values, kind="stable", axis=None)
    return order[first - 1 : last]
