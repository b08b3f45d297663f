"""What it is worth to know more before deciding: EVPI, EVPPI, EVSI.

A decision d has the utility U(d, theta), theta unknown. Perfect information is worth EVPI = E max_d U - max_d E U;
knowing one parameter phi, EVPPI = E max_d E[U | phi] - max_d E U, by regression of U on phi; a sample of n
observations, EVSI, the same with what the sample would tell in place of phi. The ranking answers which data to collect
first.

Sources: Raiffa, Schlaifer, Applied Statistical Decision Theory (1961); Strong, Oakley, Brennan, Estimating
multiparameter partial expected value of perfect information ... nonparametric regression (2014), and EVSI (2015).
Utilities are money, a row a draw."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats
from scipy.interpolate import BSpline

from riskpool.tail import Estimate, Floats


class NormalValue(NamedTuple):
    """Value of information of a decision to write or to decline, with a normal unknown. Money."""

    value_no_info: float
    evpi: float
    evsi: float
    preposterior_sd: float
    """Standard deviation of the posterior mean before the sample is seen, in units of theta."""


def normal_value(
    prior_mean: float, prior_sd: float, obs_sd: float, n: float, scale: float = 1.0, cost: float = 0.0
) -> NormalValue:
    """Profit is scale * theta - cost if written and 0 if declined; theta ~ N(prior_mean, prior_sd^2); n observations of
    it with standard deviation obs_sd would come first.

    E max(Z, 0) = s phi(m / s) + m Phi(m / s) for Z ~ N(m, s^2); the preposterior sd is prior_sd^2 / sqrt(prior_sd^2 +
    obs_sd^2 / n).
    """
    if prior_sd <= 0 or obs_sd < 0 or n < 0:
        raise ValueError("prior_sd is above 0, obs_sd and n are 0 or more")
    mean = scale * prior_mean - cost
    now = max(mean, 0.0)
    before = 0.0 if n == 0 else prior_sd**2 / float(np.sqrt(prior_sd**2 + obs_sd**2 / n))
    return NormalValue(now, _gain(mean, abs(scale) * prior_sd) - now, _gain(mean, abs(scale) * before) - now, before)


def _gain(mean: float, sd: float) -> float:
    if sd == 0:
        return max(mean, 0.0)
    return sd * float(stats.norm.pdf(mean / sd)) + mean * float(stats.norm.cdf(mean / sd))


def perfect_information(utilities: ArrayLike) -> Estimate:
    """EVPI from draws: utilities (m, decisions), for instance the inner means of a run with two loops. Money of one
    decision.

    The error is that of the paired differences; with noisy inner means the value is too large, and EVPPI is not.
    """
    u = _utilities(utilities)
    gains = u.max(axis=1) - u[:, u.mean(axis=0).argmax()]
    return Estimate(float(gains.mean()), float(gains.std(ddof=1) / np.sqrt(len(gains))))


def partial_information(utilities: ArrayLike, parameters: ArrayLike, knots: int = 6) -> Estimate:
    """EVPPI of one parameter (m,) or some (m, j) from draws (m, decisions); EVSI if `parameters` are what a simulated
    sample would tell (its mean, its number of claims) drawn for each theta.

    E[U_d | phi] is fitted by cubic splines of each parameter with `knots` inner knots and products of each two. The
    error is that of the mean of the fitted gains, without that of the fit. Never below 0."""
    u = _utilities(utilities)
    phi = np.asarray(parameters, dtype=np.float64)
    phi = phi[:, None] if phi.ndim == 1 else phi
    if phi.ndim != 2 or phi.shape[0] != u.shape[0]:
        raise ValueError("parameters need a row for each draw")
    basis = _basis(phi, knots)
    if basis.shape[1] * 3 > u.shape[0]:
        raise ValueError(
            f"{u.shape[0]} draws are too few for a regression with {basis.shape[1]} terms: take three times that"
        )
    # Differences from the best decision: what they have in common is not fitted, and does not matter.
    gains = u - u[:, [u.mean(axis=0).argmax()]]
    fitted = basis @ np.linalg.lstsq(basis, gains, rcond=None)[0]
    best = fitted.max(axis=1)
    return Estimate(
        max(0.0, float(best.mean() - fitted.mean(axis=0).max())), float(best.std(ddof=1) / np.sqrt(len(best)))
    )


def rank_parameters(utilities: ArrayLike, draws: pd.DataFrame, knots: int = 6) -> pd.DataFrame:
    """EVPPI of each column of `draws` (m, k): parameter, evppi, standard_error (money), part_of_evpi; dearest first."""
    total = perfect_information(utilities).value
    rows = []
    for name in draws.columns:
        found = partial_information(utilities, draws[name].to_numpy(), knots)
        rows.append((str(name), found.value, found.standard_error, found.value / total if total > 0 else 0.0))
    table = pd.DataFrame(rows, columns=["parameter", "evppi", "standard_error", "part_of_evpi"])
    return table.sort_values("evppi", ascending=False, ignore_index=True)


def _utilities(utilities: ArrayLike) -> Floats:
    u = np.asarray(utilities, dtype=np.float64)
    if u.ndim != 2 or u.shape[1] < 2 or u.shape[0] < 2 or not np.isfinite(u).all():
        raise ValueError(
            "utilities are finite, a row for each draw (two or more), a column for each decision (two or more)"
        )
    return u


def _basis(phi: Floats, knots: int) -> Floats:
    columns = [np.ones(phi.shape[0])]
    standard = []
    for values in phi.T:
        if np.ptp(values) == 0:
            continue
        inner = np.unique(np.quantile(values, np.linspace(0, 1, knots + 2)))
        if inner.size < 4:  # few distinct values: one level each
            columns += [(values == each).astype(np.float64) for each in np.unique(values)[1:]]
        else:
            padded = np.concatenate([[inner[0]] * 3, inner, [inner[-1]] * 3])
            columns += list(BSpline.design_matrix(values, padded, 3).toarray()[:, 1:].T)
        standard.append((values - values.mean()) / values.std())
    for i, first in enumerate(standard):
        columns += [first * second for second in standard[i + 1 :]]
    return np.column_stack(columns)
