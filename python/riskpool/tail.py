"""The tail of a sample: VaR, TVaR, the weights of the tail, and how well they are known.

VaR_p is the smallest x with F(x) >= p, the order statistic of rank ceil(p n). TVaR_p = VaR_p + E[(X - VaR_p)+] / (1 -
p), so that an atom at VaR_p counts with the part of it that belongs to the tail. Source: McNeil, Frey, Embrechts,
Quantitative Risk Management, ch. 2 and 8; errors after Glasserman, Monte Carlo Methods in Financial Engineering, ch. 9.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]


class Estimate(NamedTuple):
    """A value and its standard error, in the same unit."""

    value: float
    standard_error: float


class Ranks(NamedTuple):
    """A distribution-free interval of a quantile: ranks from 1, ascending, and the probability that it covers."""

    lower: int
    upper: int
    coverage: float


def checked_level(level: float) -> float:
    """`level`, if it lies strictly between 0 and 1; else ValueError."""
    if not 0 < level < 1:
        raise ValueError(f"a level is a probability between 0 and 1, such as 0.995, and not {level!r}")
    return float(level)


def sample(values: ArrayLike, what: str = "losses") -> Floats:
    """One-dimensional finite float64 array of at least one value; else ValueError."""
    array = np.asarray(values, dtype=np.float64).ravel()
    if array.size == 0 or not np.isfinite(array).all():
        raise ValueError(f"{what} must be finite numbers, at least one")
    return array


def probabilities(weights: ArrayLike | None, size: int) -> Floats:
    """Weights scaled to sum to 1; equal ones for None. ValueError if one is negative or their number differs."""
    if weights is None:
        return np.full(size, 1 / size)
    array = sample(weights, "weights")
    if array.size != size or (array < 0).any() or array.sum() <= 0:
        raise ValueError(f"{size} weights of 0 or more are needed, not all 0")
    return np.asarray(array / array.sum())


def value_at_risk(losses: ArrayLike, level: float, weights: ArrayLike | None = None) -> float:
    """VaR of a sample (n,), in its unit. `weights` (n,) are probabilities, or likelihood ratios of importance
    sampling; equal if left out."""
    x, p = sample(losses), checked_level(level)
    if weights is None:
        rank = int(np.ceil(round(p * x.size, 9)))  # rounding: 0.07 * 100 is 7.000000000000001
        return float(np.partition(x, rank - 1)[rank - 1])
    order = np.argsort(x, kind="stable")
    cumulative = np.cumsum(probabilities(weights, x.size)[order])
    return float(x[order[np.searchsorted(cumulative, p - 1e-12)]])


def tail_weights(losses: ArrayLike, level: float, weights: ArrayLike | None = None) -> Floats:
    """Weights (n,), sum 1, with which sum(weights * losses) = TVaR: 1 / ((1 - p) n) beyond VaR, the remaining part
    shared equally by all values at VaR. The same weights allocate TVaR to parts of the loss without remainder."""
    x, p = sample(losses), checked_level(level)
    probability = probabilities(weights, x.size)
    threshold = value_at_risk(x, p, weights)
    beyond, at = x > threshold, x == threshold
    tail = np.where(beyond, probability, 0.0)
    atom = probability[at].sum()
    tail[at] = probability[at] * max(0.0, (1 - p) - probability[beyond].sum()) / atom
    return np.asarray(tail / tail.sum())


def tail_value_at_risk(losses: ArrayLike, level: float, weights: ArrayLike | None = None) -> float:
    """TVaR of a sample (n,), in its unit; `weights` as for `value_at_risk`."""
    x = sample(losses)
    return float(tail_weights(x, level, weights) @ x)


def var_standard_error(level: float, size: int, density: float) -> float:
    """sqrt(p (1 - p) / n) / f(VaR): `density` is that of the law at VaR, per unit of loss."""
    return float(np.sqrt(level * (1 - level) / size) / density)


def tvar_standard_error(level: float, size: int, tail_variance: float, var: float, tvar: float) -> float:
    """sqrt((Var(X | X > VaR) + p (TVaR - VaR)^2) / ((1 - p) n)). Without a second moment (tail index 2 or less) there
    is no such error, and this one, from a sample, understates."""
    return float(np.sqrt((tail_variance + level * (tvar - var) ** 2) / ((1 - level) * size)))


def order_statistic_ranks(level: float, size: int, confidence: float = 0.95) -> Ranks:
    """Ranks l and u of the interval [X_(l), X_(u)] of VaR: l = binom_ppf((1 - c) / 2), u = binom_ppf((1 + c) / 2) + 1,
    and its exact coverage P(l <= Bin(n, p) <= u - 1) for a continuous law. Ranks 0 or n + 1 mean that no bound exists
    on that side."""
    law = stats.binom(size, checked_level(level))
    lower = int(law.ppf((1 - confidence) / 2))
    upper = int(law.ppf((1 + confidence) / 2)) + 1
    return Ranks(lower, upper, float(law.cdf(upper - 1) - law.cdf(lower - 1)))


@dataclass(frozen=True)
class TailMeasure:
    """VaR and TVaR of a sample with what is known of their errors. Money in the unit of the sample."""

    level: float
    var: float
    var_low: float
    """Lower end of the distribution-free interval of VaR; minus infinity if the sample is too small for one."""
    var_high: float
    tvar: float
    tvar_standard_error: float
    tail_count: int
    """Values beyond VaR. Below 500 the error of TVaR is too small as a rule."""


def measure(losses: ArrayLike, level: float, confidence: float = 0.95) -> TailMeasure:
    """VaR, TVaR and their errors from a sample (n,) of equally likely values."""
    x = np.sort(sample(losses))
    var, tvar = value_at_risk(x, level), tail_value_at_risk(x, level)
    ranks = order_statistic_ranks(level, x.size, confidence)
    tail = x[x > var]
    spread = float(tail.var(ddof=1)) if tail.size > 1 else float("nan")
    return TailMeasure(
        level,
        var,
        float(x[ranks.lower - 1]) if ranks.lower >= 1 else -np.inf,
        float(x[ranks.upper - 1]) if ranks.upper <= x.size else np.inf,
        tvar,
        tvar_standard_error(level, x.size, spread, var, tvar),
        int(tail.size),
    )
