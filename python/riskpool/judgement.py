"""Expert judgement as distributions: fits to stated quantiles, pools of experts, and Cooke's weights from seed
questions.

The engine has kinds of belief of its own for scenario files; these are for studies, and check them independently.
Sources: Oakley, O'Hagan, SHELF: the Sheffield Elicitation Framework; Cooke, Experts in Uncertainty (1991); O'Hagan et
al., Uncertain Judgements (2006). Laws are frozen ones of scipy.stats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, special, stats

from riskpool.tail import Floats, checked_level, probabilities, sample


class Quantile(NamedTuple):
    """P(X <= value) = probability, as an expert stated it."""

    probability: float
    value: float


def pert(low: float, mode: float, high: float, weight: float = 4.0) -> Any:
    """PERT: low + (high - low) Beta(1 + weight (mode - low) / (high - low), 1 + weight (high - mode) / (high -
    low))."""
    if not low < high or not low <= mode <= high or weight <= 0:
        raise ValueError("PERT needs low <= mode <= high, low below high, and a weight above 0")
    width = high - low
    return stats.beta(1 + weight * (mode - low) / width, 1 + weight * (high - mode) / width, loc=low, scale=width)


def lognormal_from_quantiles(first: Quantile, second: Quantile) -> Any:
    """sigma = ln(x2 / x1) / (z2 - z1), mu = ln x1 - sigma z1; as stats.lognorm(sigma, scale=exp(mu))."""
    (p1, x1), (p2, x2) = increasing([first, second], positive=True)
    z1, z2 = stats.norm.ppf([p1, p2])
    sigma = np.log(x2 / x1) / (z2 - z1)
    return stats.lognorm(float(sigma), scale=float(np.exp(np.log(x1) - sigma * z1)))


def gamma_from_quantiles(first: Quantile, second: Quantile) -> Any:
    """The shape solves G^-1(shape, p2) / G^-1(shape, p1) = x2 / x1; as stats.gamma(shape, scale=...)."""
    (p1, x1), (p2, x2) = increasing([first, second], positive=True)

    def gap(log_shape: float) -> float:
        k = np.exp(log_shape)
        low, high = special.gammaincinv(k, p1), special.gammaincinv(k, p2)
        return float(np.log(high) - np.log(low) - np.log(x2 / x1)) if low > 0 else 700.0

    shape = float(np.exp(optimize.brentq(gap, np.log(1e-3), np.log(1e7), xtol=1e-14, rtol=1e-14)))
    return stats.gamma(shape, scale=float(x1 / special.gammaincinv(shape, p1)))


def gpd_from_quantiles(first: Quantile, second: Quantile, third: Quantile) -> Any:
    """Generalised Pareto law (location, scale, shape xi) through three quantiles; as stats.genpareto(xi, loc, scale).

    xi solves (Q3 - Q2) / (Q2 - Q1) = (v3 - v2) / (v2 - v1), v_j = ((1 - p_j)^-xi - 1) / xi. Raises ValueError if none
    from -5 to 5 does."""
    points = increasing([first, second, third])
    p, q = np.array([each.probability for each in points]), np.array([each.value for each in points])

    def excess(xi: float) -> Floats:
        return np.asarray(-np.log1p(-p) if abs(xi) < 1e-12 else np.expm1(-xi * np.log1p(-p)) / xi)

    def gap(xi: float) -> float:
        v = excess(xi)
        return float(np.log((v[2] - v[1]) / (v[1] - v[0])) - np.log((q[2] - q[1]) / (q[1] - q[0])))

    if gap(-5) * gap(5) > 0:
        raise ValueError("no generalised Pareto law with a shape from -5 to 5 has these quantiles")
    xi = float(optimize.brentq(gap, -5, 5, xtol=1e-15, rtol=1e-14))
    v = excess(xi)
    scale = float((q[1] - q[0]) / (v[1] - v[0]))
    return stats.genpareto(xi, loc=float(q[0] - scale * v[0]), scale=scale)


class ParetoRate(NamedTuple):
    """Events above `threshold` at `rate` a year, with Pareto severities of index `shape`."""

    rate: float
    threshold: float
    shape: float

    def occurrence_quantile(self, period: float) -> float:
        """The loss whose yearly maximum is exceeded once in `period` years: rate (x / threshold)^-shape = -ln(1 - 1 /
        T)."""
        return self.threshold * float((self.rate / -np.log1p(-1 / period)) ** (1 / self.shape))

    def exceedance(self, loss: float) -> float:
        """P(the largest loss of a year > loss) = 1 - exp(-rate S(loss))."""
        return float(-np.expm1(-self.rate * min(1.0, (self.threshold / loss) ** self.shape)))

    def expected_layer(self, limit: float, retention: float) -> float:
        """Expected yearly loss to limit xs retention without a yearly limit: rate times the integral of the
        survival."""
        low, high, t, a = retention, retention + limit, self.threshold, self.shape
        flat = max(0.0, min(high, t) - low)
        low, high = max(low, t), max(high, t)
        tail = t * np.log(high / low) if a == 1 else t**a * (low ** (1 - a) - high ** (1 - a)) / (a - 1)
        return self.rate * float(flat + tail)


def pareto_from_periods(first: tuple[float, float], second: tuple[float, float], threshold: float) -> ParetoRate:
    """Rate and index from two points (return period in years, loss) of the yearly maximum: alpha = ln(e1 / e2) / ln(x2
    / x1), e_j = -ln(1 - 1 / T_j), rate = e1 (x1 / threshold)^alpha."""
    (t1, x1), (t2, x2) = sorted([first, second])
    if not 1 < t1 < t2 or not 0 < x1 < x2 or not 0 < threshold <= x1:
        raise ValueError(
            "the longer period has the larger loss, periods are above 1, and the threshold at most the smaller loss"
        )
    e1, e2 = -np.log1p(-1 / t1), -np.log1p(-1 / t2)
    alpha = float(np.log(e1 / e2) / np.log(x2 / x1))
    return ParetoRate(float(e1 * (x1 / threshold) ** alpha), threshold, alpha)


def increasing(quantiles: Sequence[Quantile], positive: bool = False) -> list[Quantile]:
    """Stated quantiles in order. ValueError if a higher probability has no higher value."""
    ordered = sorted(Quantile(float(p), float(x)) for p, x in quantiles)
    for p, x in ordered:
        checked_level(p)
        if positive and x <= 0:
            raise ValueError("this law is of values above 0")
    if any(b.probability <= a.probability or b.value <= a.value for a, b in zip(ordered, ordered[1:])):
        raise ValueError("higher probabilities have higher values: " + ", ".join(f"{p:g} at {x:g}" for p, x in ordered))
    return ordered


class Mixture:
    """The linear pool F = sum w_e F_e: it keeps disagreement. Also the mixture of an ensemble of models."""

    def __init__(self, laws: Sequence[Any], weights: ArrayLike | None = None) -> None:
        if not laws:
            raise ValueError("a pool needs one law or more")
        self.laws = list(laws)
        self.weights = probabilities(weights, len(self.laws))

    def cdf(self, x: ArrayLike) -> Floats:
        return np.asarray(sum(w * law.cdf(x) for w, law in zip(self.weights, self.laws)))

    def sf(self, x: ArrayLike) -> Floats:
        """Survival 1 - F."""
        return np.asarray(sum(w * law.sf(x) for w, law in zip(self.weights, self.laws)))

    def mean(self) -> float:
        return float(sum(w * law.mean() for w, law in zip(self.weights, self.laws)))

    def var(self) -> float:
        """Variance: that within experts, and that between their means."""
        mean = self.mean()
        return float(sum(w * (law.var() + (law.mean() - mean) ** 2) for w, law in zip(self.weights, self.laws)))

    def ppf(self, q: float) -> float:
        """Quantile, between the lowest and the highest of the laws."""
        return self._quantile(q, 1 - q)

    def isf(self, q: float) -> float:
        """Quantile from above, ppf(1 - q)."""
        return self._quantile(1 - q, q)

    def _quantile(self, lower: float, upper: float) -> float:
        ends = [float(law.isf(upper) if upper < 0.5 else law.ppf(lower)) for law in self.laws]
        low, high = min(ends), max(ends)
        if low == high:
            return low

        def gap(x: float) -> float:
            return upper - float(self.sf(x)) if upper < 0.5 else float(self.cdf(x)) - lower

        return float(optimize.brentq(gap, low, high, xtol=1e-13 * max(1.0, abs(high)), rtol=1e-14))

    def tvar(self, level: float) -> float:
        """TVaR of the mixture: VaR + integral of the survival beyond, over 1 - level. Laws with a mean only."""
        var = self.isf(1 - level)
        excess = [float(law.expect(lambda x: x - var, lb=var, **_FINE)) for law in self.laws]
        return var + float(self.weights @ excess) / (1 - level)


_FINE: dict[str, Any] = {"epsabs": 1e-14, "epsrel": 1e-11, "limit": 500}


def logarithmic_pool(experts: Sequence[tuple[float, float]], weights: ArrayLike | None = None) -> Any:
    """The logarithmic pool of normal experts (mean, sd), density proportional to prod f_e^w_e: normal with precision
    sum w_e / sd_e^2 and the mean weighted by it."""
    pairs = np.asarray(experts, dtype=np.float64)
    precision = probabilities(weights, len(pairs)) / pairs[:, 1] ** 2
    return stats.norm(float(precision @ pairs[:, 0] / precision.sum()), float(precision.sum() ** -0.5))


@dataclass(frozen=True)
class CookeWeights:
    """Scores and weights of experts, (experts,) each."""

    calibration: Floats
    """P-value of the hypothesis that the truth falls between the expert's quantiles as often as stated."""
    information: Floats
    """Mean over questions of the information relative to a uniform background, in nats."""
    weights: Floats
    """Proportional to calibration times information, 0 below the cut-off; sum 1."""


def cooke(
    quantiles: ArrayLike,
    realizations: ArrayLike,
    probabilities_: Sequence[float] = (0.05, 0.5, 0.95),
    overshoot: float = 0.1,
    cut_off: float = 0.0,
) -> CookeWeights:
    """Cooke's classical model.

    quantiles: (experts, questions, levels), increasing, at the levels `probabilities_`. realizations: the true answers
    (questions,). s is the part of the answers between each two quantiles, an answer at a quantile counting below it;
    calibration = 1 - chi2(2 N sum s ln(s / p)); information = ln(range) + sum p ln(p / width) on the intrinsic range,
    from the least to the largest of all quantiles and the answer, extended by `overshoot` of it at each end.

    Raises ValueError if no expert reaches the cut-off.
    """
    q, truth = np.asarray(quantiles, dtype=np.float64), sample(realizations, "realizations")
    if q.ndim != 3 or q.shape[1:] != (truth.size, len(probabilities_)) or (np.diff(q, axis=2) <= 0).any():
        raise ValueError("quantiles are (experts, questions, levels), increasing, with an answer for each question")
    p = np.diff(np.concatenate([[0.0], probabilities_, [1.0]]))
    bins = (truth[None, :, None] > q).sum(axis=2)  # (experts, questions)
    s = np.stack([(bins == b).mean(axis=1) for b in range(p.size)], axis=1)
    statistic = 2 * truth.size * special.rel_entr(s, p).sum(axis=1)
    calibration = stats.chi2.sf(statistic, p.size - 1)
    lowest = np.minimum(q.min(axis=(0, 2)), truth)
    highest = np.maximum(q.max(axis=(0, 2)), truth)
    margin = overshoot * (highest - lowest)
    low, high = lowest - margin, highest + margin
    edges = np.concatenate([np.broadcast_to(low[None, :, None], (*q.shape[:2], 1)), q,
                            np.broadcast_to(high[None, :, None], (*q.shape[:2], 1))], axis=2)  # fmt: skip
    information = (np.log(high - low) + (p * np.log(p / np.diff(edges, axis=2))).sum(axis=2)).mean(axis=1)
    raw = np.where(calibration >= cut_off, calibration * information, 0.0)
    if raw.sum() <= 0:
        raise ValueError("no expert reaches the cut-off")
    return CookeWeights(np.asarray(calibration), np.asarray(information), raw / raw.sum())
