"""Aggregate losses of a year by convolution, without simulation: a cross-check of simulated figures.

S = X_1 + ... + X_N with N of a law of counts and losses X of one law, all independent. The loss is put on a grid so that
means are kept (Klugman, Panjer, Willmot, Loss Models, 4th ed., section 9.6.5: the method of local moment matching), and
the aggregate follows by Fourier transform with exponential tilting (Gruebel and Hermesmeier, ASTIN Bulletin 29, 1999) or
by Panjer's recursion (ASTIN Bulletin 12, 1981).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riskpool.law import Frequency, Severity

Array = NDArray[np.float64]
Method = Literal["fft", "panjer"]
_TILT = 10.0  # e^-10 of what lies beyond the grid comes back to its beginning


def aggregate(
    frequency: Frequency,
    severity: Severity | Mapping[float, float],
    method: Method = "fft",
    *,
    step: float | None = None,
    points: int = 2**16,
    limit: float = math.inf,
    attachment: float = 0.0,
    richardson: bool = True,
) -> Aggregate:
    """The law of a year's aggregate loss.

    frequency: number of losses in a year. severity: law of one loss; or a mapping from losses to probabilities, which
        are exact where they are multiples of `step`.
    method: "fft" takes any law of counts; "panjer" those of Panjer's class (Poisson, binomial, negative binomial), and
        is exact in its tail where the transform is rounded to 1e-16.
    step, points: the grid 0, step, ..., (points - 1) step. Without a step, the grid reaches ten standard deviations
        above the mean of the aggregate (or of a severity of no variance, 200 means). It must reach beyond all that is
        asked for.
    limit, attachment: a layer min(max(X - attachment, 0), limit) of each loss in place of the loss.
    richardson: compute at half the step too, and take away the error that falls with its square. Not for mappings, which
        are exact already.
    """
    if not isinstance(frequency, Frequency) or not isinstance(severity, (Severity, Mapping)):
        raise TypeError("aggregate takes a law of numbers and a law of losses, as rp.frequency.Poisson(mean=3) and "
                        f"rp.severity.Lognormal(mean=1, cv=2), and no {type(frequency).__name__} and "
                        f"{type(severity).__name__}")  # fmt: skip
    if points < 2:
        raise ValueError("a grid has two points or more")
    if isinstance(severity, Mapping):
        lattice = _Lattice(severity, limit, attachment)
        return Aggregate(frequency, lattice, [_convolve(frequency, lattice, method, step or lattice.step(), points)])
    loss = _Layered(severity, limit, attachment)
    width = step or _step(frequency, loss, points)
    grids = [_convolve(frequency, loss, method, width, points)]
    if richardson:
        grids.append(_convolve(frequency, loss, method, width / 2, 2 * points))
    return Aggregate(frequency, loss, grids)


class _Layered:
    """A layer of a loss with a law."""

    exact = False

    def __init__(self, law: Severity, limit: float, attachment: float) -> None:
        self._law, self._limit, self._attachment = law, limit, attachment

    def limited_mean(self, x: Array) -> Array:
        """E[min(Y, x)] of the layer Y."""
        top = self._attachment + np.minimum(x, self._limit)
        answer: Array = np.asarray(self._law.limited_mean(top)) - self._law.limited_mean(self._attachment)
        return answer

    def cdf(self, x: Array) -> Array:
        below = np.asarray(self._law.cdf(self._attachment + x), dtype=np.float64)
        return np.where(x >= self._limit, 1.0, below)

    def on_grid(self, step: float, points: int) -> Array:
        """Probabilities of 0, step, 2 step ... that keep the mean of every piece of the grid."""
        limited = self.limited_mean(step * np.arange(points + 1, dtype=np.float64))
        slope = np.diff(limited) / step  # mean of P(Y > x) over each piece
        return np.concatenate([[1 - slope[0]], slope[:-1] - slope[1:]])

    @property
    def mean(self) -> float:
        return float(self.limited_mean(np.array([math.inf]))[0])

    @property
    def second_moment(self) -> float:
        if math.isfinite(self._limit):
            a, top = self._attachment, self._attachment + self._limit
            square = self._law.limited_second_moment(top) - self._law.limited_second_moment(a)
            return float(square - 2 * a * (self._law.limited_mean(top) - self._law.limited_mean(a)))
        return self._law.variance + self._law.expectation**2 if self._attachment == 0 else math.inf


class _Lattice:
    """A loss of a few values."""

    exact = True

    def __init__(self, table: Mapping[float, float], limit: float, attachment: float) -> None:
        x = np.array(list(table), dtype=np.float64)
        p = np.array(list(table.values()), dtype=np.float64)
        if x.size == 0 or (x < 0).any() or (p < 0).any() or abs(p.sum() - 1) > 1e-9:
            raise ValueError("a severity is a mapping from losses of 0 or more to probabilities that add up to 1")
        self._x, self._p = np.minimum(np.maximum(x - attachment, 0), limit), p

    def step(self) -> float:
        """The largest step of which all losses are multiples, if they are whole numbers; 1 else."""
        if (self._x != np.floor(self._x)).any():
            raise ValueError("give a step of which all losses are multiples")
        return float(math.gcd(*(int(x) for x in self._x)) or 1)

    def on_grid(self, step: float, points: int) -> Array:
        at = self._x / step
        if (np.abs(at - np.round(at)) > 1e-9).any() or at.max() >= points:
            raise ValueError(f"losses must be multiples of the step, {step:g}, below {step * points:g}")
        p: Array = np.bincount(np.round(at).astype(np.int64), weights=self._p, minlength=points).astype(np.float64)
        return p

    def cdf(self, x: Array) -> Array:
        order = np.argsort(self._x)
        below = np.concatenate([[0.0], np.cumsum(self._p[order])])
        return below[np.searchsorted(self._x[order], x, side="right")]

    @property
    def mean(self) -> float:
        return float(self._x @ self._p)

    @property
    def second_moment(self) -> float:
        return float(self._x**2 @ self._p)


class _Grid:
    """Probabilities of an aggregate on a grid, and what a year costs above each of its points."""

    def __init__(self, step: float, p: Array, mean: float) -> None:
        self.step = step
        self.p = p
        self.survival = np.maximum(1 - np.cumsum(p), 0.0)  # P(S > x) at each point
        # E[(S - x)+] at each point, from the exact mean down: what lies beyond the grid is in it
        self.stop_loss = mean - step * np.concatenate([[0.0], np.cumsum(self.survival[:-1])])

    def at(self, values: Array, x: Array) -> Array:
        return np.interp(x, self.step * np.arange(values.size), values)


class Aggregate:
    """The law of a year's aggregate loss, and of its largest losses. Made by `aggregate`."""

    def __init__(self, frequency: Frequency, loss: _Layered | _Lattice, grids: Sequence[_Grid]) -> None:
        self.frequency = frequency
        self._loss = loss
        self._grids = grids

    @property
    def step(self) -> float:
        """Step of the grid: money."""
        return self._grids[0].step

    @property
    def reach(self) -> float:
        """The largest loss that is asked about with sense: money."""
        return self.step * (self._grids[0].p.size - 1)

    @property
    def pmf(self) -> Array:
        """Probabilities of 0, step, 2 step ... on the grid."""
        return self._grids[0].p.copy()

    @property
    def mean(self) -> float:
        """E[S] = E[N] E[X]: money."""
        return self.frequency.expectation * self._loss.mean

    @property
    def sd(self) -> float:
        """Standard deviation of S: money; may be infinite."""
        square = self._loss.mean**2
        within = self.frequency.expectation * (self._loss.second_moment - square)
        return math.sqrt(within + self.frequency.variance * square)

    @property
    def p_zero(self) -> float:
        """P(S = 0)."""
        return float(self._count_below(np.array([0.0]), 1)[0])

    def exceedance(self, x: ArrayLike) -> Any:
        """P(S > x): the aggregate exceedance probability (AEP) of a year."""
        return self._each(self._survival, x)

    def stop_loss(self, x: ArrayLike) -> Any:
        """E[(S - x)+]: money."""
        return self._each(lambda values: self._sharpened(lambda grid: grid.at(grid.stop_loss, values)), x)

    def layer_mean(self, limit: ArrayLike, attachment: ArrayLike = 0.0) -> Any:
        """E[min(max(S - attachment, 0), limit)]: money."""
        low = np.asarray(attachment, dtype=np.float64)
        top = low + np.asarray(limit, dtype=np.float64)
        above = np.where(np.isinf(top), 0.0, self.stop_loss(np.where(np.isinf(top), 0.0, top)))
        answer = np.asarray(self.stop_loss(low) - above)
        return float(answer) if answer.ndim == 0 else answer

    def var(self, level: ArrayLike) -> Any:
        """The smallest x with P(S <= x) >= level: money."""
        return self._each(self._quantile, level)

    def tvar(self, level: ArrayLike) -> Any:
        """VaR + E[(S - VaR)+] / (1 - level): money."""
        p = np.asarray(level, dtype=np.float64)
        value = self.var(p)
        return value + self.stop_loss(value) / (1 - p) if p.ndim else float(value + self.stop_loss(value) / (1 - float(p)))

    def occurrence_exceedance(self, x: ArrayLike, k: int = 1) -> Any:
        """P(the k-th largest loss of the year > x): with k = 1 the occurrence exceedance probability (OEP)."""
        return self._each(lambda values: 1 - self._count_below(values, k), x)

    def occurrence_quantile(self, return_period: ArrayLike, k: int = 1) -> Any:
        """The smallest x that the k-th largest loss of a year exceeds once in so many years or less: money."""
        return self._each(lambda periods: np.array([self._occurrence(1 / t, k) for t in periods]), return_period)

    def base_premium(self, limit: float, charges: Sequence[float], annual_deductible: float = 0.0) -> float:
        """The premium of a layer of a year that meets its expected cost, where each loss has been cut to the layer already
        (`limit` and `attachment` of `aggregate`): expected recovery over 1 plus the expected reinstatements, each at its
        part of the premium, pro rata of the amount reinstated (Sundt, ASTIN Bulletin 21, 1991). Money."""
        capacity = self.layer_mean((len(charges) + 1) * limit, annual_deductible)
        parts = [self.layer_mean(limit, annual_deductible + k * limit) / limit for k in range(len(charges))]
        return float(capacity / (1 + sum(charge * part for charge, part in zip(charges, parts, strict=True))))

    def _survival(self, x: Array) -> Array:
        self._within(x)
        if self._loss.exact:
            grid = self._grids[0]
            beyond: Array = grid.survival[np.floor(x / grid.step + 1e-9).astype(np.int64)]
            return beyond
        return self._sharpened(lambda grid: self._smooth(grid, x))

    def _smooth(self, grid: _Grid, x: Array) -> Array:
        """P(S > x) at the middles of the pieces, where the grid is right to the second order, and in between."""
        middles = np.concatenate([[0.0], grid.step * (np.arange(grid.p.size) + 0.5)])
        values = np.concatenate([[1 - self.p_zero], grid.survival])
        beyond: Array = np.interp(x, middles, values)
        return beyond

    def _sharpened(self, value: Callable[[_Grid], Array]) -> Array:
        """Richardson: of errors that fall with the square of the step, a third of the difference is left."""
        coarse = value(self._grids[0])
        if len(self._grids) == 1:
            return coarse
        fine = value(self._grids[1])
        sharp: Array = fine + (fine - coarse) / 3
        return sharp

    def _quantile(self, level: Array) -> Array:
        if not ((level > 0) & (level < 1)).all():
            raise ValueError("a level lies strictly between 0 and 1")
        if self._loss.exact:
            grid = self._grids[0]
            cdf = np.cumsum(grid.p)
            found: Array = grid.step * np.searchsorted(cdf, level - 1e-13).astype(np.float64)
            self._within(found)
            return found

        def invert(grid: _Grid) -> Array:
            middles = np.concatenate([[0.0], grid.step * (np.arange(grid.p.size) + 0.5)])
            below = np.concatenate([[self.p_zero], 1 - grid.survival])
            if (level > below[-1]).any():
                raise ValueError(f"the grid ends at {middles[-1]:g}, below the quantile asked for: more points")
            x: Array = np.interp(level, below, middles)
            return x

        quantile: Array = np.where(level <= self.p_zero, 0.0, self._sharpened(invert))
        return quantile

    def _count_below(self, x: Array, k: int) -> Array:
        """P(fewer than k losses of a year exceed x)."""
        if k < 1:
            raise ValueError("the largest loss is number 1")
        beyond = 1 - np.asarray(self._loss.cdf(x), dtype=np.float64)
        counts = _pmf(self.frequency)
        total = np.zeros_like(x)
        n = np.arange(counts.size)
        for j in range(k):  # j of n losses exceed x, the others do not
            ways = np.array([math.comb(int(each), j) for each in n], dtype=np.float64)
            for i, q in enumerate(beyond):
                powers = (1 - q) ** np.maximum(n - j, 0)
                total[i] += float((counts * ways * (n >= j) * q**j * powers).sum())
        return total

    def _occurrence(self, probability: float, k: int) -> float:
        def exceeds(x: float) -> bool:
            return bool((1 - self._count_below(np.array([x]), k))[0] > probability)

        if not exceeds(0.0):
            return 0.0
        if isinstance(self._loss, _Lattice):
            return float(next(x for x in np.sort(self._loss._x) if not exceeds(float(x))))
        low, high = 0.0, max(self._loss.mean, 1e-300)
        while exceeds(high):
            low, high = high, 2 * high
        while high - low > 1e-13 * high:
            middle = (low + high) / 2
            low, high = (middle, high) if exceeds(middle) else (low, middle)
            if middle in (low, high) and high - low <= np.spacing(high) * 2:
                break
        return high

    def _within(self, x: Array) -> None:
        if (x < 0).any() or (x > self.reach).any():
            raise ValueError(f"the grid reaches from 0 to {self.reach:g}: more points, or a larger step")

    def _each(self, f: Callable[[Array], Array], x: ArrayLike) -> Any:
        values = np.asarray(x, dtype=np.float64)
        answer = f(np.atleast_1d(values).ravel()).reshape(values.shape)
        return float(answer) if answer.ndim == 0 else answer

    def __repr__(self) -> str:
        return f"<riskpool.Aggregate: mean {self.mean:g}, step {self.step:g}, reach {self.reach:g}>"


def _pmf(frequency: Frequency) -> Array:
    return frequency._law.pmf()


def _step(frequency: Frequency, loss: _Layered, points: int) -> float:
    mean, second = loss.mean, loss.second_moment
    if not math.isfinite(mean):
        raise ValueError("the severity has no mean: give a limit")
    count = frequency.expectation
    spread = math.sqrt(max(count * (second - mean**2) + frequency.variance * mean**2, 0.0))
    reach = count * mean + 10 * spread if math.isfinite(spread) else 200 * max(count, 1) * mean
    if reach <= 0:
        raise ValueError("nothing is lost: the layer is never reached, or no loss happens")
    return reach / (points - 1)


def _convolve(frequency: Frequency, loss: _Layered | _Lattice, method: Method, step: float, points: int) -> _Grid:
    single = loss.on_grid(step, points)
    if method == "fft":
        p = _by_fft(_pmf(frequency), single)
    elif method == "panjer":
        p = _by_panjer(_pmf(frequency), single)
    else:
        raise ValueError(f'method is "fft" or "panjer", and not {method!r}')
    return _Grid(step, p, frequency.expectation * loss.mean)


def _by_fft(counts: Array, single: Array) -> Array:
    """sum_n P(N = n) single^n by its transform, each point tilted by e^-(tilt k / points) against aliasing."""
    tilt = np.exp(-_TILT / single.size * np.arange(single.size))
    z = np.fft.rfft(single * tilt)
    total = np.full_like(z, counts[-1])
    for weight in counts[-2::-1]:
        total = total * z + weight
    p: Array = np.maximum(np.fft.irfft(total, single.size) / tilt, 0.0)
    return p


def _by_panjer(counts: Array, single: Array) -> Array:
    """p_n = (a + b / n) p_{n-1}: g_s = sum_j (a + b j / s) f_j g_{s-j} / (1 - a f_0)."""
    if not counts[0] > 0:
        raise ValueError("the probability of no loss is too small for Panjer's recursion: use fft")
    first = counts[1] / counts[0] if counts.size > 1 else 0.0
    second = counts[2] / counts[1] if counts.size > 2 and counts[1] > 0 else 0.0
    b = 2 * (first - second)
    a = first - b
    n = np.arange(1, counts.size)
    if (np.abs(counts[1:] - (a + b / n) * counts[:-1]) > 1e-10 * counts.max()).any():
        raise ValueError("the law of counts is none of Panjer's class: use fft")
    g = np.zeros_like(single)
    g[0] = float((counts * single[0] ** np.arange(counts.size)).sum())
    last = int(np.flatnonzero(single)[-1])
    weighted = np.arange(single.size) * single
    for s in range(1, single.size):
        top = min(s, last)
        back = g[s - top : s][::-1]
        g[s] = (a * (single[1 : top + 1] @ back) + b / s * (weighted[1 : top + 1] @ back)) / (1 - a * single[0])
    return np.maximum(g, 0.0)
