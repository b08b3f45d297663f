"""The posterior of the parameters of a law of losses on a grid, also where losses are seen through a window.

A law has one parameter or two, each on a scale from minus to plus infinity: a logarithm, or mu. Their prior is normal
around what the scenario says, with the inverse of n0 times the Fisher information of one claim as its covariance: it is
worth n0 claims. Sources: Gelman et al., Bayesian Data Analysis, 3.7, for grids; Kass, Wasserman, A reference Bayesian
test (1995), for priors worth so many observations; Klugman, Panjer, Willmot, Loss Models, 11.4, for truncated and
censored losses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from scipy import special, stats

from riskpool.claims import Seen
from riskpool.tail import Floats


class Law(NamedTuple):
    """A law of losses whose parameters may be arrays of one shape."""

    frozen: Callable[..., Any]
    """From parameters to a frozen law of scipy.stats."""
    log_density: Callable[..., Floats]
    """From losses (n,), their weights (n,) and parameters to the weighed sum of the logarithms of their densities."""


def _exponential(x: Floats, w: Floats, log_mean: Floats) -> Floats:
    return np.asarray(-w.sum() * log_mean - w @ x * np.exp(-log_mean))


def _lognormal(x: Floats, w: Floats, mu: Floats, log_sigma: Floats) -> Floats:
    n, y = w.sum(), np.log(x)
    squares = w @ y**2 - 2 * mu * (w @ y) + n * mu**2
    return np.asarray(-(w @ y) - n * (log_sigma + np.log(2 * np.pi) / 2) - squares * np.exp(-2 * log_sigma) / 2)


def _gamma(x: Floats, w: Floats, log_shape: Floats, log_scale: Floats) -> Floats:
    k = np.exp(log_shape)
    each = special.gammaln(k) + k * log_scale
    return np.asarray((k - 1) * (w @ np.log(x)) - w @ x * np.exp(-log_scale) - w.sum() * each)


def _weibull(x: Floats, w: Floats, log_shape: Floats, log_scale: Floats) -> Floats:
    k, sum_ = np.exp(log_shape), 0.0
    for y, weight in zip(np.log(x), w, strict=True):
        sum_ = sum_ + weight * ((k - 1) * (y - log_scale) - np.exp(k * (y - log_scale)))
    return np.asarray(sum_ + w.sum() * (log_shape - log_scale))


def _generalised_pareto(y: Floats, w: Floats, log_scale: Floats, shape: Floats) -> Floats:
    safe, sum_ = np.where(np.abs(shape) < 1e-9, 1e-9, shape), 0.0
    for excess, weight in zip(y, w, strict=True):
        inside = 1 + safe * excess * np.exp(-log_scale)
        sum_ = sum_ + weight * np.where(inside > 0, -(1 + 1 / safe) * np.log(np.maximum(inside, 1e-300)), -np.inf)
    return np.asarray(sum_ - w.sum() * log_scale)


LAWS = {
    "exponential": Law(lambda log_mean: stats.expon(scale=np.exp(log_mean)), _exponential),
    "lognormal": Law(lambda mu, log_sigma: stats.lognorm(np.exp(log_sigma), scale=np.exp(mu)), _lognormal),
    "gamma": Law(lambda log_k, log_scale: stats.gamma(np.exp(log_k), scale=np.exp(log_scale)), _gamma),
    "weibull": Law(lambda log_k, log_scale: stats.weibull_min(np.exp(log_k), scale=np.exp(log_scale)), _weibull),
    "generalised_pareto": Law(
        lambda log_scale, shape: stats.genpareto(shape, scale=np.exp(log_scale)), _generalised_pareto
    ),
}
"""By kind, as a scenario names it."""


class Window(NamedTuple):
    """How losses are seen."""

    above: float = 0.0
    """Only those above it (truncated)."""
    below: float = float("inf")
    """Only those up to it (truncated)."""
    censored: float = 0.0
    """So many more (each as much as it counts), of which nothing is seen but that they lie above `censored_at`."""
    censored_at: float = 0.0


class ParameterGrid(NamedTuple):
    """Points of the parameters (cells, parameters) and their probabilities (cells,), of sum 1."""

    points: Floats
    weights: Floats

    @property
    def centre(self) -> Floats:
        """The mean on the scale of the grid: without data that of the prior."""
        return np.asarray(self.weights @ self.points)

    def interval(self, values: Floats, mass: float = 0.9) -> tuple[float, float]:
        """Central credible interval of a function of the parameters, given at the points."""
        order = np.argsort(values)
        cumulative = np.cumsum(self.weights[order]) - self.weights[order] / 2
        low, high = np.interp([(1 - mass) / 2, (1 + mass) / 2], cumulative, values[order])
        return float(low), float(high)


def fisher_information(law: Law, at: Floats) -> Floats:
    """Of one claim: the mean of score times score', with scores by differences, over the quantiles of normal scores,
    which reach far into both tails."""
    z = np.linspace(-7.5, 7.5, 3001)
    here = law.frozen(*at)
    x = np.where(z < 0, here.ppf(stats.norm.cdf(z)), here.isf(stats.norm.sf(z)))
    step = 1e-5
    scores = np.array(
        [
            (law.frozen(*(at + step * unit)).logpdf(x) - law.frozen(*(at - step * unit)).logpdf(x)) / (2 * step)
            for unit in np.eye(at.size)
        ]
    )
    weights = stats.norm.pdf(z)
    return np.asarray((scores * weights) @ scores.T / weights.sum())


def severity_posterior(
    kind: str, at: Floats, seen: Seen, claims: float, window: Window = Window(), cells: int = 81
) -> ParameterGrid:
    """From losses seen through a window, and a prior at `at` worth so many claims.

    The grid reaches 8 standard deviations of the prior in the directions of its root, and is drawn in thrice to the
    cells that matter."""
    law = LAWS[kind]
    root = np.linalg.cholesky(np.linalg.inv(claims * fisher_information(law, at)))
    lows, highs = np.full(at.size, -8.0), np.full(at.size, 8.0)
    for turn in range(4):
        axes = [np.linspace(low, high, cells) for low, high in zip(lows, highs, strict=True)]
        z = np.stack([each.ravel() for each in np.meshgrid(*axes, indexing="ij")], axis=1)
        points = at + z @ root.T
        logs = log_likelihood(law, points, seen, window) - (z**2).sum(axis=1) / 2
        kept = z[logs > logs.max() - 25]
        if turn < 3:
            step = (highs - lows) / (cells - 1)
            lows, highs = kept.min(axis=0) - step, kept.max(axis=0) + step
    weights = np.exp(logs - logs.max())
    return ParameterGrid(points, weights / weights.sum())


def log_likelihood(law: Law, points: Floats, seen: Seen, window: Window) -> Floats:
    parameters = points.T
    frozen = law.frozen(*parameters)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        logs = law.log_density(seen.losses, seen.weights, *parameters)
        if np.isfinite(window.below):
            logs = logs - seen.number * np.log(frozen.cdf(window.below) - frozen.cdf(window.above))
        elif window.above > 0:
            logs = logs - seen.number * frozen.logsf(window.above)
        if window.censored:
            logs = logs + window.censored * frozen.logsf(window.censored_at)
    return np.where(np.isfinite(logs), logs, -np.inf) + np.zeros(len(points))
