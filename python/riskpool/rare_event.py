"""Probabilities far in the tail of a compound Poisson law: the exact figure, and importance sampling that finds it.

S = X_1 + ... + X_N, N ~ Poisson(rate), X ~ Gamma(shape, scale) (shape 1 is exponential). Sources: Klugman, Panjer,
Willmot, Loss Models, ch. 9; Asmussen, Glynn, Stochastic Simulation, ch. VI (exponential tilting)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special, stats

from riskpool.tail import Estimate


@dataclass(frozen=True)
class CompoundPoisson:
    """The yearly sum of losses with a Poisson number and a gamma law."""

    rate: float
    """Expected events in a year."""
    mean: float
    """Mean of one loss, money."""
    shape: float = 1.0
    """Of the gamma law of one loss; cv = 1 / sqrt(shape)."""

    def __post_init__(self) -> None:
        if self.rate <= 0 or self.mean <= 0 or self.shape <= 0:
            raise ValueError("rate, mean and shape are above 0")

    @property
    def scale(self) -> float:
        return self.mean / self.shape

    def survival(self, threshold: float) -> float:
        """P(S > threshold) = sum_n P(N = n) Q(n shape, threshold / scale), Q the upper incomplete gamma function."""
        if threshold < 0:
            return 1.0
        x = threshold / self.scale
        # P(N = n) is about (e rate / n)^n, so below e^-n for n above e^2 rate: nothing in double precision after 800.
        n = np.arange(1, max(800, int(7.4 * self.rate)) + 1)
        return float(np.sum(np.exp(stats.poisson.logpmf(n, self.rate)) * special.gammaincc(n * self.shape, x)))

    def tilt(self, threshold: float) -> float:
        """The tilt theta with which the mean of S is the threshold: rate mean (1 - scale theta)^-(shape + 1) =
        threshold; 0 if the mean lies beyond it already."""
        mean = self.rate * self.mean
        if threshold <= mean:
            return 0.0
        return float((1 - (mean / threshold) ** (1 / (self.shape + 1))) / self.scale)

    def importance_sampling(self, threshold: float, trials: int, seed: int) -> tuple[Estimate, float]:
        """P(S > threshold) from `trials` of the tilted law, and the effective sample size (sum w)^2 / sum w^2 of those
        beyond.

        Under the tilt rate' = rate M(theta), scale' = scale / (1 - scale theta), M(theta) = (1 - scale theta)^-shape,
        and a trial weighs exp(-theta S + rate (M(theta) - 1)). Error relative to the probability grows slowly with the
        threshold."""
        theta = self.tilt(threshold)
        moment = (1 - self.scale * theta) ** -self.shape
        rng = np.random.default_rng(seed)
        counts = rng.poisson(self.rate * moment, trials)
        sums = (
            np.where(counts > 0, rng.gamma(np.maximum(counts, 1) * self.shape), 0.0)
            * self.scale
            / (1 - self.scale * theta)
        )
        weights = np.where(sums > threshold, np.exp(-theta * sums + self.rate * (moment - 1)), 0.0)
        square = float((weights**2).sum())
        effective = float(weights.sum()) ** 2 / square if square > 0 else 0.0
        return Estimate(float(weights.mean()), float(weights.std(ddof=1) / np.sqrt(trials))), effective
