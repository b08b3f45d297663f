"""The law of one part of a sum, by its quantiles: a frozen law of scipy.stats, or a sample."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike

from riskpool.tail import Floats, sample


class Margin(Protocol):
    """A law by its quantiles: ppf(p) from below, isf(q) = ppf(1 - q) from above."""

    def ppf(self, q: Any) -> Any: ...

    def isf(self, q: Any) -> Any: ...


class Sample:
    """The empirical law of a sample: ppf(p) is the order statistic of rank ceil(p n)."""

    def __init__(self, values: ArrayLike) -> None:
        self.ordered = np.sort(sample(values))

    def ppf(self, q: ArrayLike) -> Floats:
        ranks = np.ceil(np.round(np.asarray(q, dtype=np.float64) * self.ordered.size, 9)).astype(np.int64)
        return self.ordered[np.clip(ranks, 1, self.ordered.size) - 1]

    def isf(self, q: ArrayLike) -> Floats:
        return self.ppf(1 - np.asarray(q, dtype=np.float64))

    def mean_upper(self, low: float, high: float) -> float:
        """Mean of isf over [low, high], exactly."""
        steps = (
            1 - np.arange(self.ordered.size + 1) / self.ordered.size
        )  # value i has the upper tail [steps[i + 1], steps[i]]
        part = np.clip(np.minimum(steps[:-1], high) - np.maximum(steps[1:], low), 0, None)
        return float(part @ self.ordered / part.sum())


def as_margin(margin: Any) -> Margin:
    """A law, or the empirical law of a sample."""
    if hasattr(margin, "ppf") and hasattr(margin, "isf"):
        law: Margin = margin
        return law
    return Sample(margin)


_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(16)


def mean_upper(law: Margin, low: float, high: float) -> float:
    """Mean of isf over [low, high], of ppf over [1 - high, 1 - low], by q = exp(-t) and Gauss's rule on pieces of at
    most 1 in t, where quantiles are smooth; infinite if the mean is."""
    if isinstance(law, Sample):
        return law.mean_upper(low, high)
    with np.errstate(over="ignore"):  # isf of a law without a mean
        return _integrate(law, low, high)


def _integrate(law: Margin, low: float, high: float) -> float:
    start = -np.log(high)
    end = -np.log(low) if low > 0 else 650.0  # q = 5e-283: what lies beyond matters only if the mean is infinite
    if low == 0 and float(law.isf(np.exp(-end))) * np.exp(-end) > 1e-9 * abs(float(law.isf(high / 2)) * high):
        return np.inf
    pieces = max(1, int(np.ceil(end - start)))
    half = (end - start) / pieces / 2
    centres = start + half * (2 * np.arange(pieces) + 1)
    q = np.exp(-(centres[:, None] + half * _NODES))
    return float(half * ((np.asarray(law.isf(q)) * q) @ _WEIGHTS).sum() / (high - low))
