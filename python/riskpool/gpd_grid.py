"""The posterior of a generalised Pareto tail, on a grid: there is no conjugate law.

Excesses X - location ~ GPD(scale, xi), with priors ln scale ~ N(ln scale0, s^2) and xi ~ N(xi0, t^2), xi below 1 so
that the mean exists. Source: Coles, Extreme Values in Environmental Statistics, ch. 9; Coles, Powell (1996)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from riskpool.tail import Floats


@dataclass(frozen=True)
class GpdPosterior:
    """Probabilities of pairs of scale and shape."""

    scales: Floats
    """(a,), grid."""
    shapes: Floats
    """(b,), grid."""
    weights: Floats
    """(a, b), sum 1."""

    def scale_mean(self) -> float:
        return float(self.weights.sum(axis=1) @ self.scales)

    def shape_mean(self) -> float:
        return float(self.weights.sum(axis=0) @ self.shapes)

    def scale_interval(self, mass: float = 0.9) -> tuple[float, float]:
        """Central credible interval of the scale, to a grid step."""
        return _interval(self.scales, self.weights.sum(axis=1), mass)

    def shape_interval(self, mass: float = 0.9) -> tuple[float, float]:
        """Central credible interval of xi, to a grid step."""
        return _interval(self.shapes, self.weights.sum(axis=0), mass)

    def survival(self, excess: float) -> float:
        """Predictive P(X - location > excess): the mean of the survival functions."""
        return float((self.weights * _survival(excess, self.scales[:, None], self.shapes[None, :])).sum())


def _interval(grid: Floats, weights: Floats, mass: float) -> tuple[float, float]:
    at = np.searchsorted(np.cumsum(weights), [(1 - mass) / 2, (1 + mass) / 2]).clip(0, grid.size - 1)
    return float(grid[at[0]]), float(grid[at[1]])


def _survival(x: float, scale: Floats, xi: Floats) -> Floats:
    small = np.abs(xi) < 1e-9
    base = np.maximum(1 + np.where(small, 1.0, xi) * x / scale, 0)
    with np.errstate(divide="ignore"):
        power = base ** (-1 / np.where(small, 1.0, xi))
    return np.asarray(np.where(small, np.exp(-x / scale), power))


def asymptotic_spread(shape: float, claims: float) -> tuple[float, float]:
    """Standard deviations of ln scale and of xi that so many claims would leave: sqrt(2 (1 + xi) / n) and (1 + xi) /
    sqrt(n), the large-sample errors of maximum likelihood (Smith 1987)."""
    return float(np.sqrt(2 * (1 + shape) / claims)), float((1 + shape) / np.sqrt(claims))


def gpd_posterior(
    excesses: ArrayLike,
    scale: float,
    shape: float,
    log_scale_sd: float,
    shape_sd: float,
    points: int = 161,
    weights: ArrayLike | None = None,
) -> GpdPosterior:
    """Posterior from excesses over the location (n,), given the prior medians and spreads. Grid of +-5 prior sd.
    weights: how much each excess counts, from 0 to 1 (n,), 1 if left out."""
    x = np.asarray(excesses, dtype=np.float64)
    counts = np.ones(x.shape) if weights is None else np.asarray(weights, dtype=np.float64)
    if (x < 0).any() or scale <= 0 or log_scale_sd <= 0 or shape_sd <= 0 or shape >= 1:
        raise ValueError("excesses are 0 or more, scale and spreads above 0, and the prior shape below 1")
    z = np.linspace(-5, 5, points)
    scales = scale * np.exp(log_scale_sd * z)
    shapes = shape + shape_sd * z
    shapes = shapes[shapes < 1]
    prior = -(z[:, None] ** 2) / 2 - ((shapes - shape) / shape_sd)[None, :] ** 2 / 2
    s, xi = scales[:, None], np.where(np.abs(shapes) < 1e-9, 1e-9, shapes)[None, :]
    log = prior.copy()
    for each, count in zip(x[counts > 0], counts[counts > 0], strict=True):
        inside = 1 + xi * each / s
        with np.errstate(divide="ignore", invalid="ignore"):
            term = -np.log(s) - (1 + 1 / xi) * np.log(inside)
        log += count * np.where(inside > 0, term, -np.inf)
    masses = np.exp(log - log.max())
    return GpdPosterior(scales, shapes, masses / masses.sum())
