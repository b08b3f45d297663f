"""Scores of a forecast by what happened: CRPS, log score, pinball, and the joint score of VaR and TVaR. Lower is
better.

Sources: Gneiting, Raftery, Strictly proper scoring rules (2007); Jordan, Krueger, Lerch, scoringRules (2019); Ferro,
Fair scores for ensemble forecasts (2014); Fissler, Ziegel, Higher order elicitability (2016); Patton, Ziegel, Chen
(2019)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from riskpool.tail import checked_level, sample


def crps_normal(mean: float, sd: float, y: float) -> float:
    """sd (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi)), z = (y - mean) / sd. In the unit of y."""
    z = (y - mean) / sd
    return float(sd * (z * (2 * stats.norm.cdf(z) - 1) + 2 * stats.norm.pdf(z) - 1 / np.sqrt(np.pi)))


def crps_exponential(mean: float, y: float) -> float:
    """y - 2 mean (1 - e^(-y / mean)) + mean / 2 for y of 0 or more."""
    if y < 0:
        return -y + mean / 2
    return float(y + 2 * mean * np.expm1(-y / mean) + mean / 2)


def crps_lognormal(mu: float, sigma: float, y: float) -> float:
    """y (2 Phi(w) - 1) - 2 e^(mu + sigma^2 / 2) (Phi(w - sigma) + Phi(sigma / sqrt 2) - 1), w = (ln y - mu) / sigma."""
    w = (np.log(y) - mu) / sigma if y > 0 else -np.inf
    mean = np.exp(mu + sigma**2 / 2)
    both = stats.norm.cdf(w - sigma) + stats.norm.cdf(sigma / np.sqrt(2)) - 1
    return float(y * (2 * stats.norm.cdf(w) - 1) - 2 * mean * both)


def crps_sample(forecast: ArrayLike, y: float, fair: bool = True) -> float:
    """mean |X - y| - 1/2 mean |X - X'| from a sample (n,). fair: the second mean over pairs of different values, n (n -
    1), so that small samples are not punished; else over n^2. O(n log n)."""
    x = np.sort(sample(forecast, "forecast"))
    n = x.size
    if fair and n < 2:
        raise ValueError("the fair score needs a sample of two or more")
    spread = 2 * float((2 * np.arange(1, n + 1) - n - 1) @ x)  # sum over ordered pairs of |x - x'|
    return float(np.abs(x - y).mean()) - spread / (2 * n * (n - 1 if fair else n))


def pinball(quantile: float, level: float, y: float) -> float:
    """(1{y <= q} - p) (q - y): the score of a quantile, in the unit of y."""
    p = checked_level(level)
    return float(((1.0 if y <= quantile else 0.0) - p) * (quantile - y))


def log_score(law: Any, y: float) -> float:
    """-ln f(y) of a frozen law of scipy.stats: logpmf for a discrete one."""
    return -float(law.logpmf(y) if hasattr(law, "logpmf") and hasattr(law, "pmf") else law.logpdf(y))


def log_score_sample(forecast: ArrayLike, y: float) -> float:
    """-ln of what a sample (n,) says of y: the probability of an atom (a value met at least twice, such as 0) if y is
    one, and else the density of the remaining values, by a Gaussian kernel (of the logarithms if all of them and y are
    above 0).

    Infinite where the sample says nothing of y. The kernel makes it an estimate: compare models by it, with equal
    sample sizes."""
    x = sample(forecast, "forecast")
    values, counts = np.unique(x, return_counts=True)
    atoms = values[counts > 1]
    if y in atoms:
        return -float(np.log(counts[values == y][0] / x.size))
    rest = values[counts == 1]
    if rest.size < 2 or np.ptp(rest) == 0:
        return float("inf")
    part = rest.size / x.size
    positive = y > 0 and rest[0] > 0
    density = stats.gaussian_kde(np.log(rest) if positive else rest)(np.log(y) if positive else y)[0]
    density = density / y if positive else density
    return -float(np.log(part * density)) if density > 0 else float("inf")


def var_tvar_score(var: float, tvar: float, level: float, y: float) -> float:
    """Fissler and Ziegel's score of VaR and TVaR of a loss together, in the form without a scale (Patton, Ziegel,
    Chen): with v = -var, e = -tvar, a = 1 - level, and x = -y: -1{x <= v} (v - x) / (a e) + v / e + ln(-e) - 1. Needs
    tvar above 0."""
    a = 1 - checked_level(level)
    if tvar <= 0:
        raise ValueError("this score is for a TVaR above 0")
    v, e, x = -var, -tvar, -y
    hit = 1.0 if x <= v else 0.0
    return float(-hit * (v - x) / (a * e) + v / e + np.log(-e) - 1)
