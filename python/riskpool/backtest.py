"""Look-back (业务回溯): forecasts against what happened, and what so few years can tell at all.

Sources: Kupiec (1995); Christoffersen, Evaluating interval forecasts (1998); Diebold, Gunther, Tay (1998) for PIT;
Acerbi, Szekely, Back-testing expected shortfall (2014); Marsaglia, Marsaglia, Evaluating the Anderson-Darling
distribution (2004). A loss exceeds a VaR if it lies above it; `level` is the probability that it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import special, stats

from riskpool import scores
from riskpool.tail import Floats, checked_level, sample, tail_value_at_risk, value_at_risk

FEW_YEARS = 10  # below this PIT values are for the eye and exceedances for the binomial law


class Statistic(NamedTuple):
    """A statistic and the probability of one as large if the model is right; NaN where nothing can be said."""

    value: float
    p_value: float


class Transitions(NamedTuple):
    """Years by exceedance in the year before and in the year itself: n01 went from none to one."""

    n00: int
    n01: int
    n10: int
    n11: int


def transitions(exceeded: ArrayLike) -> Transitions:
    """Counts of a sequence of years (n,), true where VaR was exceeded."""
    hit = np.asarray(exceeded, dtype=bool)
    before, after = hit[:-1], hit[1:]
    return Transitions(*(int(np.sum((before == i) & (after == j))) for i in (False, True) for j in (False, True)))


def kupiec(n: int, exceptions: int, level: float) -> Statistic:
    """Proportion of failures: -2 ln[(1 - q)^(n - x) q^x / ((1 - x / n)^(n - x) (x / n)^x)] ~ chi2(1), q = 1 - level, 0
    ln 0 = 0."""
    q = 1 - checked_level(level)
    if not 0 <= exceptions <= n or n < 1:
        raise ValueError("exceptions lie from 0 to the number of years, which is 1 or more")
    x = float(exceptions)
    free = special.xlogy(n - x, 1 - x / n) + special.xlogy(x, x / n)
    ratio = max(0.0, float(2 * (free - special.xlogy(n - x, 1 - q) - special.xlogy(x, q))))
    return Statistic(ratio, float(stats.chi2.sf(ratio, 1)))


def christoffersen(counts: Transitions) -> Statistic:
    """Independence of exceedances from year to year: likelihood ratio of a chain against one probability, chi2(1).

    A state never left has no term. NaN if no year followed an exceedance: there is nothing to compare.
    """
    n00, n01, n10, n11 = counts
    if n10 + n11 == 0 or n00 + n01 == 0:
        return Statistic(float("nan"), float("nan"))
    both = (n01 + n11) / (n00 + n01 + n10 + n11)
    after0, after1 = n01 / (n00 + n01), n11 / (n10 + n11)
    chain = (
        special.xlogy(n00, 1 - after0)
        + special.xlogy(n01, after0)
        + special.xlogy(n10, 1 - after1)
        + special.xlogy(n11, after1)
    )
    ratio = max(0.0, float(2 * (chain - special.xlogy(n00 + n10, 1 - both) - special.xlogy(n01 + n11, both))))
    return Statistic(ratio, float(stats.chi2.sf(ratio, 1)))


def conditional_coverage(coverage: Statistic, independence: Statistic) -> Statistic:
    """The sum of both ratios, chi2(2); NaN if one is."""
    ratio = coverage.value + independence.value
    return Statistic(ratio, float(stats.chi2.sf(ratio, 2)))


def binomial_at_least(n: int, exceptions: int, level: float) -> float:
    """P(at least so many exceedances in n years) if the model is right: exact, so for few years, too."""
    return float(stats.binom.sf(exceptions - 1, n, 1 - checked_level(level)))


def pit(forecast: ArrayLike, y: float, rng: np.random.Generator) -> float:
    """u = F(y), uniform if the forecast is right; at an atom drawn from U(F(y-), F(y)). forecast: sample (n,). Between
    the values of a sample u is drawn over its step 1 / n, too, so that it can be uniform: (below + V (equal + 1)) / (n
    + 1)."""
    x = sample(forecast, "forecast")
    below, equal = int((x < y).sum()), int((x == y).sum())
    return (below + float(rng.uniform()) * (equal + 1)) / (x.size + 1)


class Uniformity(NamedTuple):
    """Three tests of PIT values against the uniform law."""

    kolmogorov_smirnov: Statistic
    cramer_von_mises: Statistic
    anderson_darling: Statistic


def uniformity(values: ArrayLike) -> Uniformity:
    """Tests of PIT values (n,): D = sup |F_n(u) - u|; W2 = 1 / (12 n) + sum (u_(i) - (2 i - 1) / (2 n))^2; A2 = -n -
    sum (2 i - 1) (ln u_(i) + ln(1 - u_(n + 1 - i))) / n, its P-value by Marsaglia's approximation of the limit law,
    good from n = 5 on."""
    u = np.sort(sample(values, "PIT values"))
    if (u < 0).any() or (u > 1).any():
        raise ValueError("PIT values lie from 0 to 1")
    n = u.size
    ks = stats.kstest(u, "uniform")
    if n > 1:
        mises = stats.cramervonmises(u, "uniform")
        cvm = Statistic(float(mises.statistic), float(mises.pvalue))
    else:
        cvm = Statistic(1 / 12 + float((u[0] - 0.5) ** 2), float("nan"))
    odd = 2 * np.arange(1, n + 1) - 1
    with np.errstate(divide="ignore"):
        a2 = float(-n - (odd * (np.log(u) + np.log1p(-u[::-1]))).sum() / n)
    return Uniformity(
        Statistic(float(ks.statistic), float(ks.pvalue)), cvm, Statistic(a2, 1 - _anderson_darling_cdf(a2))
    )


def _anderson_darling_cdf(z: float) -> float:
    if z <= 0:
        return 0.0
    if not np.isfinite(z):
        return 1.0
    if z < 2:
        series = 2.00012 + (0.247105 - (0.0649821 - (0.0347962 - (0.0116720 - 0.00168691 * z) * z) * z) * z) * z
        return float(np.exp(-1.2337141 / z) / np.sqrt(z) * series)
    inner = 1.0776 - (2.30695 - (0.43424 - (0.082433 - (0.008056 - 0.0003146 * z) * z) * z) * z) * z
    return float(np.exp(-np.exp(inner)))


def acerbi_szekely(
    forecasts: Sequence[ArrayLike], observed: ArrayLike, level: float, draws: int = 2000, seed: int = 0
) -> Statistic:
    """Their second test of TVaR: Z = sum y 1{y > VaR} / (n (1 - p) TVaR) - 1, whose mean is 0 if the model is right and
    above 0 if it is too light. The P-value, P(Z as large), is by `draws` histories of the forecasts themselves; TVaR
    must be above 0.

    With atoms at VaR the mean is below 0 under a right model, too, and the P-value, being simulated, stays right.
    """
    y, p = sample(observed, "observed"), checked_level(level)
    samples = [sample(each, "forecast") for each in forecasts]
    var = np.array([value_at_risk(x, p) for x in samples])
    tvar = np.array([tail_value_at_risk(x, p) for x in samples])
    if len(samples) != y.size or (tvar <= 0).any():
        raise ValueError("each year has a forecast, with a TVaR above 0")
    rng = np.random.default_rng(seed)
    histories = np.column_stack([x[rng.integers(x.size, size=draws)] for x in samples])

    def statistic(values: Floats) -> Floats:
        return np.asarray((np.where(values > var, values, 0.0) / tvar).sum(axis=-1) / (y.size * (1 - p)) - 1)

    z = float(statistic(y))
    return Statistic(z, float((1 + (statistic(histories) >= z).sum()) / (draws + 1)))


@dataclass(frozen=True)
class Power:
    """What a number of years can tell about a level."""

    level: float
    years: int
    p_none: float
    """Probability that a right model shows no exceedance."""
    reject_from: int
    """The fewest exceedances that a right model shows with a probability of at most `size`."""
    against: dict[float, float]
    """Factor by which the true exceedance probability is larger -> probability that `reject_from` or more are seen."""

    def __str__(self) -> str:
        found = ", ".join(f"{p:.0%} if {factor:g} times" for factor, p in self.against.items())
        years = "1 year" if self.years == 1 else f"{self.years} years"
        return (
            f"At {self.level:.4g} and {years} a right model shows no exceedance with probability {self.p_none:.3f}; "
            f"{self.reject_from} or more speak against it. One that is exceeded more often than it says is found with "
            f"probability {found} as often. Years without an exceedance are no validation."
        )


def power(level: float, years: int, size: float = 0.05, factors: Sequence[float] = (2, 5, 10)) -> Power:
    """The exact binomial test of exceedances: what it can find."""
    q = 1 - checked_level(level)
    reject = int(stats.binom.isf(size, years, q)) + 1
    found = {float(f): float(stats.binom.sf(reject - 1, years, min(1.0, f * q))) for f in factors}
    return Power(level, years, float(stats.binom.pmf(0, years, q)), reject, found)


@dataclass(frozen=True)
class Backtest:
    """One series of forecasts against what happened."""

    years: int
    coverage: pd.DataFrame
    """A row for each level: level, exceeded, expected, binomial_p, kupiec, kupiec_p, christoffersen, christoffersen_p,
    joint_p, pinball (mean, money), tvar_z, tvar_p, var_tvar_score (NaN if TVaR is 0)."""
    pit: Floats
    """(years,)"""
    uniformity: Uniformity
    crps: float
    """Mean over the years, fair, money."""
    log_score: float
    """Mean over the years."""
    power: list[Power]

    @property
    def warning(self) -> str:
        """What weakens the tests."""
        if self.years < FEW_YEARS:
            return f"{self.years} years: read PIT values by eye and the binomial column; other P-values are asymptotic"
        return ""


def backtest(
    forecasts: Sequence[ArrayLike],
    observed: ArrayLike,
    levels: Sequence[float] = (0.9, 0.95, 0.99, 0.995),
    seed: int = 0,
) -> Backtest:
    """Forecasts, a sample for each year, against the losses that came, in order of time (years,). Same unit on both
    sides."""
    y = sample(observed, "observed")
    samples = [np.sort(sample(each, "forecast")) for each in forecasts]
    if len(samples) != y.size:
        raise ValueError(f"{y.size} years were observed, and {len(samples)} are forecast")
    rng = np.random.default_rng(seed)
    rows = []
    for level in levels:
        var = np.array([value_at_risk(x, level) for x in samples])
        tvar = np.array([tail_value_at_risk(x, level) for x in samples])
        hit = y > var
        exceeded = int(hit.sum())
        coverage, chain = kupiec(y.size, exceeded, level), christoffersen(transitions(hit))
        tail = (
            acerbi_szekely(samples, y, level, seed=seed) if (tvar > 0).all() else Statistic(float("nan"), float("nan"))
        )
        joint = [scores.var_tvar_score(v, t, level, each) for v, t, each in zip(var, tvar, y) if t > 0]
        rows.append(
            {
                "level": level,
                "exceeded": exceeded,
                "expected": y.size * (1 - level),
                "binomial_p": binomial_at_least(y.size, exceeded, level),
                "kupiec": coverage.value,
                "kupiec_p": coverage.p_value,
                "christoffersen": chain.value,
                "christoffersen_p": chain.p_value,
                "joint_p": conditional_coverage(coverage, chain).p_value,
                "pinball": float(np.mean([scores.pinball(v, level, each) for v, each in zip(var, y)])),
                "tvar_z": tail.value,
                "tvar_p": tail.p_value,
                "var_tvar_score": float(np.mean(joint)) if len(joint) == y.size else float("nan"),
            }
        )
    values = np.array([pit(x, each, rng) for x, each in zip(samples, y)])
    return Backtest(
        int(y.size),
        pd.DataFrame(rows),
        values,
        uniformity(values),
        float(np.mean([scores.crps_sample(x, each) for x, each in zip(samples, y)])),
        float(np.mean([scores.log_score_sample(x, each) for x, each in zip(samples, y)])),
        [power(level, y.size) for level in levels],
    )
