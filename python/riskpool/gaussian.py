"""Closed forms for multivariate normal losses: risk measures, Euler allocation, design point of a reverse stress test.

Sources: Tasche, Euler allocation: theory and practice (2008); McNeil, Frey, Embrechts, Quantitative Risk Management,
ch. 8; Ditlevsen, Madsen, Structural Reliability Methods (1996). Money in the unit of the means."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from riskpool.tail import Floats, checked_level, sample


@dataclass(frozen=True)
class GaussianAllocation:
    """Risk measures of the total and what each part is given of them, money."""

    var_total: float
    tvar_total: float
    euler_var: Floats
    """(parts,), sum var_total."""
    euler_tvar: Floats
    """(parts,), sum tvar_total."""
    standalone_tvar: Floats
    marginal_tvar: Floats
    """TVaR of the total less that of the total without the part: last in."""
    diversification_benefit: float
    """Sum of stand-alone TVaR less that of the total."""
    diversification_ratio: float


@dataclass(frozen=True)
class DesignPoint:
    """The most likely state with the given total loss."""

    state: Floats
    reliability_index: float
    """beta = (level - mean) / sd of the total."""
    probability: float
    """P(total > level) = Phi(-beta)."""
    mean_beyond: Floats
    """E[X | total > level], (parts,)."""


class GaussianLosses:
    """Losses X ~ N(mean, covariance); covariance from standard deviations and a correlation matrix."""

    def __init__(self, mean: ArrayLike, sd: ArrayLike, correlation: ArrayLike) -> None:
        self.mean, s = sample(mean, "mean"), sample(sd, "sd")
        r = np.asarray(correlation, dtype=np.float64)
        if s.size != self.mean.size or r.shape != (s.size, s.size) or (s <= 0).any():
            raise ValueError("each part has a mean, a standard deviation above 0, and a row of the correlation matrix")
        self.covariance = np.outer(s, s) * r
        self._with_total = self.covariance.sum(axis=1)  # C 1, covariance of each part with the total
        self._total_sd = float(np.sqrt(self._with_total.sum()))

    def allocation(self, level: float) -> GaussianAllocation:
        """E[X_i | S > VaR] = m_i + phi(z) / (1 - p) Cov(X_i, S) / sd(S), and E[X_i | S = VaR] with z in place of the
        ratio."""
        p = checked_level(level)
        z = float(stats.norm.ppf(p))
        hazard = float(stats.norm.pdf(z)) / (1 - p)
        beta = self._with_total / self._total_sd
        total = float(self.mean.sum())
        tvar = total + hazard * self._total_sd
        alone = self.mean + hazard * np.sqrt(np.diag(self.covariance))
        rest_variance = self._total_sd**2 - 2 * self._with_total + np.diag(self.covariance)
        without = total - self.mean + hazard * np.sqrt(np.maximum(rest_variance, 0))
        return GaussianAllocation(
            total + z * self._total_sd, tvar, self.mean + z * beta, self.mean + hazard * beta, alone, tvar - without,
            float(alone.sum()) - tvar, tvar / float(alone.sum()),
        )  # fmt: skip

    def design_point(self, loss: float) -> DesignPoint:
        """x* = m + C 1 (L - 1'm) / (1' C 1), the state of highest density with total L."""
        beta = (loss - float(self.mean.sum())) / self._total_sd
        along = self._with_total / self._total_sd
        probability = float(stats.norm.sf(beta))
        hazard = float(np.exp(stats.norm.logpdf(beta) - stats.norm.logsf(beta)))
        return DesignPoint(self.mean + beta * along, beta, probability, self.mean + hazard * along)
