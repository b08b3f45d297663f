"""How claims move the parameters of a law of one loss on a grid, plain ones and beliefs.

Plain parameters have a normal prior around what the scenario says, worth n0 claims (`severity_grid`). Where one of them
is a belief, the prior is the product of its own law and of those of the others, each with the spread that it has in the
prior worth n0 claims; the grid is one of their quantiles. Source: Gelman et al., Bayesian Data Analysis, 3.7."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import stats

from riskpool.belief_posterior import (
    Gridded,
    law_of,
    mean_of,
    narrowed,
    posterior_on_grid,
    scores,
    written_between,
)
from riskpool.claims import Seen
from riskpool.moves import Moves, Posterior, worth
from riskpool.posterior import gamma_of
from riskpool.scenario_text import NoUpdate, Number, entries
from riskpool.severity_grid import LAWS, Window, fisher_information, log_likelihood, severity_posterior
from riskpool.tail import Floats

Function = Callable[[Floats], Floats]
"""From parameters on the scale of the grid (..., parameters) to the number that a scenario writes."""


Quantile = Callable[[Floats], Floats]
"""The inverse of a law's distribution function."""


@dataclass(frozen=True)
class Fields:
    """The numbers of a law as a scenario writes them."""

    of_grid: dict[str, Function]
    to_grid: Callable[[list[Floats]], Floats]
    """From the numbers, in the same order, to (parameters, ...)."""
    linear: frozenset[str] = frozenset()
    """Those that may be of any sign; of the others the logarithm is what has a spread."""


def _lognormal_back(given: list[Floats]) -> Floats:
    variance = np.log1p(np.square(given[1]))
    return np.array([np.log(given[0]) - variance / 2, np.log(variance) / 2])


def fields_of(kind: str, names: list[str]) -> Fields:
    """NoUpdate for a kind without a grid."""
    if kind == "exponential":
        return Fields({"mean": lambda g: np.exp(g[..., 0])}, lambda given: np.log(np.array(given)))
    if kind == "lognormal" and "mu" in names:
        fields: dict[str, Function] = {"mu": lambda g: g[..., 0], "sigma": lambda g: np.exp(g[..., 1])}
        return Fields(fields, lambda given: np.array([given[0], np.log(given[1])]), frozenset({"mu"}))
    if kind == "lognormal":
        fields = {
            "mean": lambda g: np.exp(g[..., 0] + np.exp(2 * g[..., 1]) / 2),
            "cv": lambda g: np.sqrt(np.expm1(np.exp(2 * g[..., 1]))),
        }
        return Fields(fields, _lognormal_back)
    if kind == "generalised_pareto":
        fields = {"scale": lambda g: np.exp(g[..., 0]), "shape": lambda g: g[..., 1]}
        return Fields(fields, lambda given: np.array([np.log(given[0]), given[1]]), frozenset({"shape"}))
    if kind in ("gamma", "weibull"):
        fields = {"shape": lambda g: np.exp(g[..., 0]), "scale": lambda g: np.exp(g[..., 1])}
        return Fields(fields, lambda given: np.log(np.array(given)))
    raise NoUpdate(f"claims move no law of kind {kind} through its parameters")


def has_beliefs(moves: Moves, path: str) -> bool:
    """Whether a parameter of the law at `path` is a belief."""
    names = [key for key, _ in entries(moves.text.find(path))]
    of_law = fields_of(path.rpartition(".")[2], names).of_grid
    return any(moves.text.number(f"{path}.{name}").belief is not None for name in of_law)


def move_on_grid(
    moves: Moves, source: str, path: str, claims: Seen, window: Window = Window(), seen_as: str = ""
) -> None:
    """Moves an exponential, lognormal, gamma, weibull or generalised Pareto law (this one by excesses over its
    location) by losses that are seen through a window. Plain numbers become those at the centre of the posterior:
    without claims they stay. Beliefs become laws of the mean and the spread that they have after the claims. NoUpdate
    for another kind, and without any claim."""
    kind = path.rpartition(".")[2]
    fields = fields_of(kind, [key for key, _ in entries(moves.text.find(path))])
    numbers = {name: moves.text.number(f"{path}.{name}") for name in fields.of_grid}
    seen = claims.where(claims.losses > 0)
    n = seen.number + window.censored
    if n == 0:
        raise NoUpdate("no claim is of it")
    data, n0 = seen.told() + seen_as, moves.strength.claims
    if any(number.belief is not None for number in numbers.values()):
        return _move_beliefs(moves, source, path, numbers, fields, seen, window, data)
    given = [np.array(number.value) for number in numbers.values()]
    grid = severity_posterior(kind, fields.to_grid(given), seen, n0, window)
    for (name, function), before in zip(fields.of_grid.items(), given, strict=True):
        law = Posterior(float(function(grid.centre)), *grid.interval(function(grid.points)))
        moves.record(source, f"{path}.{name}", name, float(before), law, data, n / (n + n0), worth(n0))


def _move_beliefs(
    moves: Moves,
    source: str,
    path: str,
    numbers: dict[str, Number],
    fields: Fields,
    seen: Seen,
    window: Window,
    data: str,
) -> None:
    kind, n0 = path.rpartition(".")[2], moves.strength.claims
    given = {name: mean_of(number) for name, number in numbers.items()}
    spreads = _spreads(kind, fields, given, n0)
    quantiles: list[Quantile] = []
    for name, number in numbers.items():
        if number.belief is not None:
            quantiles.append(law_of(number).quantile)
        else:
            quantiles.append(_plain_quantile(given[name], spreads[name], name in fields.linear))
    laws, correlation = _product_posterior(kind, fields, quantiles, seen, window)
    tied = (
        f"; rank correlation {correlation:.2f} with the other parameter, which a file cannot hold"
        if correlation
        else ""
    )
    for (name, number), law, quantile in zip(numbers.items(), laws, quantiles, strict=True):
        low, high = law.quantile(0.05), law.quantile(0.95)
        if number.belief is None:
            centre = law.mean if name in fields.linear else float(np.exp(law.weights @ np.log(law.values)))
            after, why = Posterior(centre, low, high), worth(n0)
        else:
            own = law_of(number)
            text = written_between(own.lowest(), own.highest(), law) or _open_ended(own.lowest(), law)
            after = Posterior(law.mean, low, high, text)
            why = f"a {number.belief[0]} belief, its posterior written as the law with its mean and spread{tied}"
        prior = posterior_on_grid(quantile, np.zeros_like)
        weight = float(np.clip(1 - law.variance / prior.variance, 0, 1))
        moves.record(source, f"{path}.{name}", name, given[name], after, data, weight, why)


def _open_ended(lowest: float, law: Gridded) -> str:
    if lowest >= 0:
        shape, rate = gamma_of(law.mean, law.variance**0.5 / law.mean)
        return f"gamma: {{shape: {shape:.6g}, rate: {rate:.6g}}}"
    return f"normal: {{mean: {law.mean:.6g}, sd: {law.variance**0.5:.6g}}}"


def _spreads(kind: str, fields: Fields, given: dict[str, float], n0: float) -> dict[str, float]:
    """Standard deviation of each number (of its logarithm, unless it is linear) under the prior worth n0 claims, by the
    delta method."""
    at = fields.to_grid([np.array(each) for each in given.values()])
    covariance = np.linalg.inv(n0 * fisher_information(LAWS[kind], at))
    found, step = {}, 1e-5
    for name, function in fields.of_grid.items():
        slope = np.array([(function(at + step * u) - function(at - step * u)) / (2 * step) for u in np.eye(at.size)])
        slope = slope if name in fields.linear else slope / function(at)
        found[name] = float(np.sqrt(slope @ covariance @ slope))
    return found


def _plain_quantile(centre: float, spread: float, linear: bool) -> Quantile:
    def quantile(p: Floats) -> Floats:
        z = stats.norm.ppf(p)
        return np.asarray(centre + spread * z if linear else centre * np.exp(spread * z))

    return quantile


def _product_posterior(
    kind: str, fields: Fields, quantiles: list[Quantile], seen: Seen, window: Window
) -> tuple[list[Gridded], float]:
    """The posterior of each number by itself, and the rank correlation of two of them (0 for a single one), on a grid
    of their normal scores. Those of each axis are drawn in thrice to where the posterior lies."""
    axes = [scores(121) for _ in quantiles]
    for turn in range(4):
        values = [quantile(stats.norm.cdf(z)) for quantile, z in zip(quantiles, axes, strict=True)]
        numbers = [each.ravel() for each in np.meshgrid(*values, indexing="ij")]
        squares = sum(each.ravel() ** 2 for each in np.meshgrid(*axes, indexing="ij"))
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            points = fields.to_grid(list(numbers)).reshape(len(values), -1).T
            logs = log_likelihood(LAWS[kind], points, seen, window) - squares / 2
        logs = logs.reshape([z.size for z in axes])
        if not np.isfinite(logs.max()):
            raise NoUpdate("the claims are impossible under what was believed")
        if turn < 3:
            rests = [tuple(k for k in range(len(axes)) if k != axis) for axis in range(len(axes))]
            tops = [logs.max(axis=rest) if rest else logs for rest in rests]
            axes = [narrowed(z, top) for z, top in zip(axes, tops, strict=True)]
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    laws = []
    for axis, value in enumerate(values):
        rest = tuple(k for k in range(len(axes)) if k != axis)
        laws.append(Gridded(value, weights.sum(axis=rest) if rest else weights))
    return laws, _rank_correlation(weights) if len(axes) == 2 else 0.0


def _rank_correlation(weights: Floats) -> float:
    ranks = []
    for axis in (1, 0):
        marginal = weights.sum(axis=axis)
        ranks.append(np.cumsum(marginal) - marginal / 2 - 0.5)
    variances = [weights.sum(axis=axis) @ rank**2 for axis, rank in zip((1, 0), ranks, strict=True)]
    return float(ranks[0] @ weights @ ranks[1] / np.sqrt(variances[0] * variances[1]))
