"""SHELF in Python: laws of several families fitted to what an expert stated, fed back, and kept side by side.

Sources: Oakley, O'Hagan, SHELF: the Sheffield Elicitation Framework; O'Hagan et al., Uncertain Judgements (2006). Laws
are frozen ones of scipy.stats. """

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import optimize, stats

from riskpool.judgement import Quantile, increasing
from riskpool.tail import Floats, checked_level

Family = Literal["normal", "lognormal", "gamma", "beta", "student_t", "log_student_t", "weibull"]


@dataclass(frozen=True)
class Fit:
    """A law of one family fitted to stated quantiles."""

    family: Family
    law: Any
    residual: float
    """sum (F(v_j) - p_j)^2, to be reported beside the fit."""


def fit(quantiles: Sequence[Quantile], family: Family, low: float = 0.0, high: float = np.inf) -> Fit:
    """Least squares on probabilities, sum (F(v_j) - p_j)^2, as SHELF fits.

    quantiles: two or more. low, high: the plausible range; the beta law lies on it, lognormal, gamma and weibull begin
    at `low`. Starts from several points, so that a flat sum of squares is searched well."""
    points = increasing(quantiles)
    p, v = np.array([each.probability for each in points]), np.array([each.value for each in points])
    if len(points) < 2:
        raise ValueError("a fit needs two quantiles or more")
    if family not in ("normal", "student_t") and v[0] <= low:
        raise ValueError(f"{family} is a law of values above {low:g}: give the low end of the range")
    if family == "beta" and not v[-1] < high < np.inf:
        raise ValueError("a beta law needs the high end of the range, above all quantiles")
    make, starts = _family(family, p, v - (0 if family in ("normal", "student_t") else low), low, high)

    def misses(parameters: Floats) -> Floats:
        with np.errstate(all="ignore"):
            return np.asarray(np.nan_to_num(make(parameters).cdf(v) - p, nan=1.0))

    found = [optimize.least_squares(misses, s, xtol=1e-15, ftol=1e-15, gtol=1e-15, x_scale="jac") for s in starts]
    best = min(found, key=lambda each: float(each.cost))
    return Fit(family, make(best.x), float((misses(best.x) ** 2).sum()))


def _family(family: Family, p: Floats, v: Floats, low: float, high: float) -> tuple[Any, list[Floats]]:
    """What makes the law from unbounded parameters (logarithms of positive ones), and where to start."""
    z = stats.norm.ppf(p)
    slope, middle = np.polyfit(z, v, 1)
    if family == "normal":
        return lambda t: stats.norm(t[0], np.exp(t[1])), [np.array([middle, np.log(slope)])]
    if family == "student_t":  # SHELF's default of 3 degrees of freedom
        return lambda t: stats.t(3, t[0], np.exp(t[1])), [np.array([middle, np.log(slope)])]
    if family in ("lognormal", "log_student_t"):
        log_slope, log_middle = np.polyfit(z, np.log(v), 1)
        start = [np.array([log_middle, np.log(log_slope)])]
        if family == "lognormal":
            return lambda t: stats.lognorm(np.exp(t[1]), loc=low, scale=np.exp(t[0])), start
        return lambda t: _LogStudent(low, t[0], float(np.exp(t[1]))), start
    cv = max(slope / max(middle, 1e-12), 1e-3)
    if family == "gamma":
        shape = 1 / cv**2
        starts = [np.log([s, middle / s]) for s in (shape, 4 * shape, shape / 4)]
        return lambda t: stats.gamma(np.exp(t[0]), loc=low, scale=np.exp(t[1])), starts
    if family == "weibull":
        return (
            lambda t: stats.weibull_min(np.exp(t[0]), loc=low, scale=np.exp(t[1])),
            [np.log([s, max(middle, 1e-12)]) for s in (1 / cv, 1.0)],
        )
    if family == "beta":
        width = high - low
        m, s2 = middle / width, (slope / width) ** 2
        total = max(m * (1 - m) / s2 - 1, 0.5)
        starts = [np.log([max(m, 1e-3) * t, max(1 - m, 1e-3) * t]) for t in (total, 4 * total, total / 4)]
        return lambda t: stats.beta(np.exp(t[0]), np.exp(t[1]), loc=low, scale=width), starts
    raise ValueError(
        f"there is no family {family!r}; there are normal, lognormal, gamma, beta, student_t, log_student_t, weibull"
    )


class _LogStudent:
    """ln(X - low) is Student t with 3 degrees of freedom."""

    def __init__(self, low: float, location: float, scale: float) -> None:
        self._low, self._t = low, stats.t(3, location, scale)

    def cdf(self, x: ArrayLike) -> Floats:
        above = np.maximum(np.asarray(x, dtype=np.float64) - self._low, 0)
        with np.errstate(divide="ignore"):
            return np.asarray(self._t.cdf(np.log(above)))

    def ppf(self, q: ArrayLike) -> Floats:
        return np.asarray(self._low + np.exp(self._t.ppf(q)))


def fit_all(
    quantiles: Sequence[Quantile], low: float = 0.0, high: float = np.inf, families: Sequence[Family] = get_args(Family)
) -> list[Fit]:
    """Fits of all families that can lie on the range, best first. Keep more than one where they are equally near: an
    ensemble of them shows what the statements leave open."""
    fits = []
    for family in families:
        try:
            fits.append(fit(quantiles, family, low, high))
        except ValueError:
            continue
    return sorted(fits, key=lambda each: each.residual)


def feedback(
    fits: Sequence[Fit], levels: Sequence[float] = (0.05, 0.5, 0.95), values: Sequence[float] = ()
) -> pd.DataFrame:
    """What the fits imply that the expert did not state, to be shown and corrected: a row for each family with its
    residual, the quantiles at `levels`, and P(X <= value) for each of `values`."""
    rows = {
        each.family: {"residual": each.residual}
        | {f"q{100 * level:g}": float(each.law.ppf(checked_level(level))) for level in levels}
        | {f"P(<= {value:g})": float(each.law.cdf(value)) for value in values}
        for each in fits
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("family")


def widened(quantiles: Sequence[Quantile], treat_90_as: float) -> list[Quantile]:
    """The same values at less extreme probabilities, against overconfidence: a range stated to hold 90 % is taken to
    hold `treat_90_as`; without a record of good forecasts 50 % to 70 %. Normal scores shrink by one factor, so the
    median stays."""
    factor = stats.norm.ppf((1 + checked_level(treat_90_as)) / 2) / stats.norm.ppf(0.95)
    return [Quantile(float(stats.norm.cdf(factor * stats.norm.ppf(p))), x) for p, x in increasing(quantiles)]


def rate_of_quiet_years(years: float, probability: float) -> float:
    """The yearly rate of a Poisson event, from the probability that so many years pass without one: -ln(p) / n. People
    judge quiet years better than rates."""
    if years <= 0:
        raise ValueError("years are above 0")
    return float(-np.log(checked_level(probability)) / years)
