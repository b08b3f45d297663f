"""What data make of a belief: conjugate posteriors of rates and tails, and what to predict from them.

Sources: Klugman, Panjer, Willmot, Loss Models, ch. 13 and 15; Gelman et al., Bayesian Data Analysis, ch. 2 and 3. A
prior's strength is stated as data: `rate` of a gamma is equivalent exposure, and `shape` of one on a tail index
equivalent claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from riskpool.tail import Floats


@dataclass(frozen=True)
class GammaPoisson:
    """Rate per unit of exposure ~ Gamma(shape, rate); counts ~ Poisson(rate of events times exposure)."""

    shape: float
    rate: float
    """Equivalent exposure; 0 with shape 1/2 is Jeffreys's prior."""

    def updated(self, counts: ArrayLike, exposure: ArrayLike, weights: ArrayLike | None = None) -> GammaPoisson:
        """Gamma(shape + sum w n, rate + sum w e): years without events are data, too. weights: how much each row
        counts, from 0 to 1 (n,), 1 if left out (a power prior): less for an old generation of a product."""
        n, e = np.asarray(counts, dtype=np.float64), np.asarray(exposure, dtype=np.float64)
        if (n < 0).any() or (e < 0).any():
            raise ValueError("counts and exposures are 0 or more")
        w = _weights(weights, n)
        return GammaPoisson(self.shape + float((w * n).sum()), self.rate + float((w * e).sum()))

    @property
    def law(self) -> Any:
        """Law of the rate, a frozen one of scipy.stats."""
        return stats.gamma(self.shape, scale=1 / self.rate)

    def predictive(self, exposure: float = 1.0) -> Any:
        """Law of the count of a future exposure: negative binomial (shape, rate / (rate + exposure))."""
        return stats.nbinom(self.shape, self.rate / (self.rate + exposure))

    def credibility(self, exposure: float) -> float:
        """Z = e / (e + rate): the weight that experience of exposure e has beside this prior."""
        return exposure / (exposure + self.rate)


@dataclass(frozen=True)
class GammaExponential:
    """Losses ~ exponential with hazard theta ~ Gamma(shape, rate); rate in money."""

    shape: float
    rate: float

    def updated(self, losses: ArrayLike, weights: ArrayLike | None = None) -> GammaExponential:
        """Gamma(shape + sum w, rate + sum w x); weights w from 0 to 1 (n,), 1 if left out."""
        x = np.asarray(losses, dtype=np.float64)
        if (x < 0).any():
            raise ValueError("losses are 0 or more")
        w = _weights(weights, x)
        return GammaExponential(self.shape + float(w.sum()), self.rate + float(w @ x))

    @property
    def law(self) -> Any:
        """Law of the hazard 1 / mean."""
        return stats.gamma(self.shape, scale=1 / self.rate)

    def predictive(self) -> Any:
        """Lomax: P(X > x) = (rate / (rate + x))^shape."""
        return stats.lomax(self.shape, scale=self.rate)

    def predictive_layer(self, limit: float, retention: float) -> float:
        """Expected loss to the layer `limit` xs `retention` of one loss: the integral of the Lomax survival, money."""
        a, b = self.shape, self.rate
        low, high = b + retention, b + retention + limit
        if a == 1:
            return float(b * np.log(high / low))
        return float(b**a * (low ** (1 - a) - high ** (1 - a)) / (a - 1))


@dataclass(frozen=True)
class GammaPareto:
    """Losses ~ Pareto above `threshold` with index alpha ~ Gamma(shape, rate)."""

    shape: float
    rate: float
    threshold: float

    def updated(self, losses: ArrayLike, weights: ArrayLike | None = None) -> GammaPareto:
        """Gamma(shape + sum w, rate + sum w ln(x / threshold)), of the losses at the threshold or above; weights w from
        0 to 1 (n,), 1 if left out."""
        x = np.asarray(losses, dtype=np.float64)
        w = _weights(weights, x)[x >= self.threshold]
        x = x[x >= self.threshold]
        rate = self.rate + float(w @ np.log(x / self.threshold))
        return GammaPareto(self.shape + float(w.sum()), rate, self.threshold)

    @property
    def law(self) -> Any:
        """Law of the tail index."""
        return stats.gamma(self.shape, scale=1 / self.rate)

    def survival(self, x: ArrayLike) -> Floats:
        """Predictive P(X > x) = (rate / (rate + ln(x / threshold)))^shape: heavier than any Pareto; the mean is
        infinite."""
        y = np.log(np.maximum(np.asarray(x, dtype=np.float64) / self.threshold, 1))
        return np.asarray((self.rate / (self.rate + y)) ** self.shape)

    def quantile(self, level: ArrayLike) -> Floats:
        """Predictive quantile, money."""
        p = np.asarray(level, dtype=np.float64)
        return np.asarray(self.threshold * np.exp(self.rate * ((1 - p) ** (-1 / self.shape) - 1)))


@dataclass(frozen=True)
class BetaBinomial:
    """Probability ~ Beta(a, b); hits ~ binomial."""

    a: float
    b: float

    def updated(self, hits: float, trials: float) -> BetaBinomial:
        """Beta(a + k, b + n - k)."""
        if not 0 <= hits <= trials:
            raise ValueError("hits lie from 0 to the number of trials")
        return BetaBinomial(self.a + hits, self.b + trials - hits)

    @property
    def law(self) -> Any:
        """Law of the probability."""
        return stats.beta(self.a, self.b)

    def predictive(self, trials: int) -> Any:
        """Law of the hits among future trials: beta-binomial."""
        return stats.betabinom(trials, self.a, self.b)


@dataclass(frozen=True)
class NormalInverseGamma:
    """Logarithms of losses ~ N(mu, s2), mu | s2 ~ N(mean, s2 / weight), s2 ~ InverseGamma(shape, scale)."""

    mean: float
    weight: float
    """Equivalent observations of the mean."""
    shape: float
    """Half the equivalent observations of the variance."""
    scale: float

    def updated(self, losses: ArrayLike, weights: ArrayLike | None = None) -> NormalInverseGamma:
        """By the number, mean and spread of the logarithms of the losses, which are above 0; weights from 0 to 1 (n,),
        1 if left out."""
        x = np.asarray(losses, dtype=np.float64)
        if (x <= 0).any():
            raise ValueError("lognormal losses are above 0")
        w = _weights(weights, x)
        n = float(w.sum())
        if n == 0:
            return self
        y = np.log(x)
        ybar = float(w @ y) / n
        weight = self.weight + n
        spread = float(w @ (y - ybar) ** 2) + self.weight * n / weight * (ybar - self.mean) ** 2
        mean = (self.weight * self.mean + n * ybar) / weight
        return NormalInverseGamma(mean, weight, self.shape + n / 2, self.scale + spread / 2)

    def predictive_log(self) -> Any:
        """Law of ln X: Student t with 2 shape degrees of freedom, location mean, scale^2 = scale (1 + 1 / weight) /
        shape."""
        s = np.sqrt(self.scale / self.shape * (1 + 1 / self.weight))
        return stats.t(2 * self.shape, loc=self.mean, scale=s)

    def draws(self, count: int, seed: int) -> tuple[Floats, Floats]:
        """mu and sigma, (count,) each, from the posterior."""
        rng = np.random.default_rng(seed)
        variance = self.scale / rng.gamma(self.shape, size=count)
        return self.mean + rng.standard_normal(count) * np.sqrt(variance / self.weight), np.sqrt(variance)


def _weights(weights: ArrayLike | None, data: Floats) -> Floats:
    w = np.ones(data.shape) if weights is None else np.asarray(weights, dtype=np.float64)
    if w.shape != data.shape or not ((w >= 0) & (w <= 1)).all():
        raise ValueError("weights lie from 0 to 1, one for each datum")
    return w


def gamma_of(mean: float, cv: float) -> tuple[float, float]:
    """Shape and rate of the gamma law with this mean and coefficient of variation: 1 / cv^2 and shape / mean."""
    if mean <= 0 or cv <= 0:
        raise ValueError("mean and coefficient of variation are above 0")
    shape = 1 / cv**2
    return shape, shape / mean


def beta_of(mean: float, sd: float) -> BetaBinomial:
    """The beta law with this mean and standard deviation."""
    if not 0 < mean < 1 or not 0 < sd**2 < mean * (1 - mean):
        raise ValueError("a beta law has its mean between 0 and 1 and a variance below mean (1 - mean)")
    total = mean * (1 - mean) / sd**2 - 1
    return BetaBinomial(mean * total, (1 - mean) * total)


def model_weights(log_marginal_likelihoods: ArrayLike, priors: ArrayLike) -> Floats:
    """Posterior weights of models, proportional to prior times marginal likelihood; (models,), sum 1."""
    logs = np.asarray(log_marginal_likelihoods, dtype=np.float64) + np.log(np.asarray(priors, dtype=np.float64))
    return np.asarray(special.softmax(logs))


def attained_probability(n: int, level: float) -> float:
    """P(next loss <= mean + z_level sd) if mean and sd are those of n normal losses: T_{n-1}(z / sqrt(1 + 1 / n)),
    below the level that the plug-in figure pretends."""
    return float(stats.t.cdf(stats.norm.ppf(level) / np.sqrt(1 + 1 / n), n - 1))


def attaining_multiplier(n: int, level: float) -> float:
    """The multiplier k with which mean + k sd of n normal losses attains the level: t_{n-1, level} sqrt(1 + 1 / n)."""
    return float(stats.t.ppf(level, n - 1) * np.sqrt(1 + 1 / n))
