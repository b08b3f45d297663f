"""Laws of one loss and of a year's number of events, asked directly: the code that sources draw from."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riskpool import _ext
from riskpool.asked import MOST_SEED, whole
from riskpool.kind import Kind

Array = NDArray[np.float64]


@lru_cache(maxsize=256)
def _severity(text: str) -> _ext.Severity:
    return _ext.Severity(text)


@lru_cache(maxsize=256)
def _frequency(text: str) -> _ext.Frequency:
    return _ext.Frequency(text)


def _each(call: Callable[[Array], Any], x: ArrayLike) -> Any:
    """A function of one number for each of an array; a float for a single number."""
    values = np.ascontiguousarray(x, dtype=np.float64)
    answer = call(values.ravel()).reshape(np.shape(x))
    return float(answer) if answer.ndim == 0 else answer


class Severity(Kind):
    """A law of one loss. Arguments may be arrays; answers then have their shape."""

    __slots__ = ()

    @property
    def _law(self) -> _ext.Severity:
        return _severity(self.to_yaml())

    def cdf(self, x: ArrayLike) -> Any:
        """P(X <= x), accurate where it is small."""
        return _each(self._law.cdf, x)

    def survival(self, x: ArrayLike) -> Any:
        """P(X > x), accurate where it is small."""
        return _each(self._law.survival, x)

    def quantile(self, p: ArrayLike) -> Any:
        """The smallest x with P(X <= x) >= p, for 0 <= p <= 1."""
        return _each(self._law.quantile, _probability(p))

    def quantile_upper(self, q: ArrayLike) -> Any:
        """The smallest x with P(X > x) <= q, accurate for the smallest q."""
        return _each(self._law.quantile_upper, _probability(q))

    def limited_mean(self, limit: ArrayLike) -> Any:
        """E[min(X, limit)], infinity included."""
        return _each(self._law.limited_mean, _not_negative("limit", limit))

    def limited_second_moment(self, limit: ArrayLike) -> Any:
        """E[min(X, limit)^2]."""
        return _each(self._law.limited_second_moment, _not_negative("limit", limit))

    def layer_mean(self, limit: ArrayLike, attachment: ArrayLike) -> Any:
        """E[min(max(X - attachment, 0), limit)]."""
        limits, attachments = np.broadcast_arrays(_not_negative("limit", limit), _not_negative("attachment", attachment))
        flat = self._law.layer_mean(np.ascontiguousarray(limits).ravel(), np.ascontiguousarray(attachments).ravel())
        answer = flat.reshape(limits.shape)
        return float(answer) if answer.ndim == 0 else answer

    @property
    def expectation(self) -> float:
        """E[X]; may be infinite."""
        return self._law.mean()

    @property
    def variance(self) -> float:
        """Var[X]; may be infinite."""
        return self._law.variance()

    @property
    def sd(self) -> float:
        """Standard deviation; may be infinite."""
        return math.sqrt(self._law.variance())

    @property
    def support(self) -> tuple[float, float]:
        """The smallest and the largest loss; the second may be infinite."""
        return self._law.lowest(), self._law.highest()

    def sample(self, n: int, seed: int = 1) -> Array:
        """n independent losses, by inversion as the engine draws them: the first ones of a longer sample of the same
        seed are those of a shorter one, on every machine."""
        return self._law.sample(whole("n", n, 0, 2**40), whole("seed", seed, 0, MOST_SEED))


class Frequency(Kind):
    """A law of the number of events in a year. Arguments may be arrays; answers then have their shape."""

    __slots__ = ()

    @property
    def _law(self) -> _ext.Frequency:
        return _frequency(self.to_yaml())

    def pmf(self, n: ArrayLike) -> Any:
        """P(N = n)."""
        known = self._law.pmf()
        counts = np.asarray(n, dtype=np.float64)
        inside = (counts >= 0) & (counts < known.size) & (counts == np.floor(counts))
        answer = np.where(inside, known[np.where(inside, counts, 0).astype(np.int64)], 0.0)
        return float(answer) if answer.ndim == 0 else answer

    def cdf(self, n: ArrayLike) -> Any:
        """P(N <= n)."""
        return _each(self._law.cdf, n)

    @property
    def expectation(self) -> float:
        """E[N]."""
        return self._law.mean()

    @property
    def variance(self) -> float:
        """Var[N]."""
        return self._law.variance()

    def sample(self, n: int, seed: int = 1) -> NDArray[np.int64]:
        """The numbers of events of n independent years, by inversion as the engine draws them."""
        return self._law.sample(whole("n", n, 0, 2**40), whole("seed", seed, 0, MOST_SEED))


def _probability(p: ArrayLike) -> Array:
    values = np.asarray(p, dtype=np.float64)
    if not ((values >= 0) & (values <= 1)).all():
        raise ValueError("a probability lies between 0 and 1")
    return values


def _not_negative(name: str, x: ArrayLike) -> Array:
    values = np.asarray(x, dtype=np.float64)
    if not (values >= 0).all():
        raise ValueError(f"{name} is 0 or more")
    return values
