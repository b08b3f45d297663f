"""Which tower to buy: candidates of placed shares on the same losses, their efficient set, and the continuous optimum.

The two aims are the expected net cost (premiums less expected recoveries) and TVaR of the loss retained. Sources:
Rockafellar, Uryasev, Optimization of conditional value-at-risk (2000); Gajek, Zagrodny (2004). Losses of a year or of
an event, (n,), money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import optimize, sparse

from riskpool.tail import Flags, Floats, Indices, checked_level, probabilities, sample, tail_weights, value_at_risk


@dataclass(frozen=True)
class Layer:
    """Pays min(max(loss - retention, 0), limit) for `premium`, all at 100 % placed."""

    limit: float
    retention: float
    premium: float

    def recovery(self, losses: Floats) -> Floats:
        """What it pays on each loss, (n,)."""
        return np.clip(losses - self.retention, 0, self.limit)


class Layers:
    """Recoveries and premiums of some layers on one set of losses, from which every candidate's result follows.

    recoveries: (layers, n), from `of_layers`, or columns of a run for contracts with features of a year
    (reinstatements, deductibles), as long as they do not act on each other. premiums: (layers,). weights: probabilities
    of the n trials."""

    def __init__(
        self, losses: ArrayLike, recoveries: ArrayLike, premiums: ArrayLike, weights: ArrayLike | None = None
    ) -> None:
        self.losses = sample(losses)
        self.recoveries = np.atleast_2d(np.asarray(recoveries, dtype=np.float64))
        self.premiums = sample(premiums, "premiums")
        self.weights = probabilities(weights, self.losses.size)
        if self.recoveries.shape != (self.premiums.size, self.losses.size):
            raise ValueError("each layer has a premium, and a recovery for each loss")

    @classmethod
    def of_layers(cls, losses: ArrayLike, layers: Sequence[Layer], weights: ArrayLike | None = None) -> Layers:
        x = sample(losses)
        return cls(x, [layer.recovery(x) for layer in layers], [layer.premium for layer in layers], weights)

    @property
    def cost(self) -> Floats:
        """Premium less expected recovery of each layer placed in full, (layers,)."""
        return self.premiums - self.recoveries @ self.weights

    def net(self, placed: ArrayLike) -> Floats:
        """Loss retained in each trial, without premiums, (n,)."""
        return self.losses - np.asarray(placed, dtype=np.float64) @ self.recoveries

    def part(self, rows: Indices) -> Layers:
        """The same layers on some of the trials."""
        return Layers(self.losses[rows], self.recoveries[:, rows], self.premiums, self.weights[rows])


def candidates(layers: Layers, placed: Sequence[Sequence[float]], level: float) -> pd.DataFrame:
    """Net cost and TVaR of the retained loss of each candidate, a row each, with a flag for the efficient ones.

    placed: placed part of each layer for each candidate, for instance `grid([0, 0.5, 1], 3)`.

    Columns: placed (tuple), net_cost, net_cost_error, tvar_net, tvar_net_error (money), efficient, and like: the index
    of the efficient candidate of next lower TVaR that the sample cannot tell from it in either aim (paired differences
    within 1.96 errors), or -1. Errors are those of equally likely trials; for given probabilities, which are exact,
    they are 0."""
    p = checked_level(level)
    x, n = layers, layers.losses.size
    sampled = bool(np.allclose(x.weights, 1 / n)) and n > 30
    rows, influences, costs = [], [], []
    for shares in placed:
        part = np.asarray(shares, dtype=np.float64)
        net = x.net(part)
        weights = tail_weights(net, p, None if sampled else x.weights)
        tvar = float(weights @ net)
        cost = float(part @ x.cost)
        # Influence of a trial on TVaR: (net - VaR)+ / (1 - p), less its mean.
        influence = np.maximum(net - value_at_risk(net, p, None if sampled else x.weights), 0) / (1 - p)
        spent = -(part @ x.recoveries)
        influences.append(influence - influence.mean())
        costs.append(spent - spent.mean())
        rows.append(
            (tuple(float(s) for s in part), cost, _error(costs[-1], sampled), tvar, _error(influences[-1], sampled))
        )
    table = pd.DataFrame(rows, columns=["placed", "net_cost", "net_cost_error", "tvar_net", "tvar_net_error"])
    table["efficient"] = pareto(table["net_cost"].to_numpy(), table["tvar_net"].to_numpy())
    table["like"] = -1
    order = [int(i) for i in table[table["efficient"]].sort_values("net_cost").index]
    for here, other in zip(order, order[1:]):
        close = all(
            abs(table[aim][other] - table[aim][here]) <= 1.96 * _error(values[other] - values[here], sampled)
            for aim, values in (("net_cost", costs), ("tvar_net", influences))
        )
        if sampled and close:
            table.loc[here, "like"] = other
    return table


def _error(influence: Floats, sampled: bool) -> float:
    return float(influence.std(ddof=1) / np.sqrt(influence.size)) if sampled else 0.0


def grid(parts: Sequence[float], layers: int) -> list[tuple[float, ...]]:
    """All combinations of placed parts of the layers."""
    return list(product(parts, repeat=layers))


def pareto(cost: ArrayLike, risk: ArrayLike, tolerance: float = 1e-9) -> Flags:
    """True for each point that no other beats: none costs as little or less with less risk, or has as little risk for
    less. Differences below `tolerance` of the scale count as none; of equal points all are kept."""
    c, r = sample(cost, "cost"), sample(risk, "risk")
    slack_c, slack_r = tolerance * max(1.0, float(np.abs(c).max())), tolerance * max(1.0, float(np.abs(r).max()))
    order = np.lexsort((r, c))
    efficient = np.zeros(c.size, dtype=bool)
    best = np.inf  # least risk among points of clearly lower cost
    at = 0
    while at < order.size:
        group = [order[at]]  # points of one cost
        while at + len(group) < order.size and c[order[at + len(group)]] <= c[group[0]] + slack_c:
            group.append(order[at + len(group)])
        least = float(r[group].min())
        if least < best - slack_r:
            efficient[[i for i in group if r[i] <= least + slack_r]] = True
        best = min(best, least)
        at += len(group)
    return efficient


def cheapest(table: pd.DataFrame, cost_of_capital: float) -> pd.Series:
    """The candidate with the least net cost + cost_of_capital * TVaR, its row with `objective` (money)."""
    objective = (table["net_cost"] + cost_of_capital * table["tvar_net"]).to_numpy(dtype=np.float64)
    return table.assign(objective=objective).iloc[int(objective.argmin())]


@dataclass(frozen=True)
class Optimum:
    """A placement and what it costs and leaves."""

    placed: Floats
    """Part of each layer, (layers,)."""
    net_cost: float
    tvar_net: float
    objective: float
    """net_cost + cost_of_capital * tvar_net."""


def optimise(
    layers: Layers,
    level: float,
    cost_of_capital: float | None = None,
    budget: float | None = None,
    most: ArrayLike | None = None,
) -> Optimum:
    """The best placed parts from 0 to `most` (1 if left out), by linear programming: TVaR is convex in them.

    With cost_of_capital: least net cost + cost_of_capital * TVaR. With budget: least TVaR at a net cost of at most
    `budget`.

    min alpha + sum_t w_t z_t / (1 - p), z_t >= net_t(placed) - alpha, z_t >= 0 (Rockafellar, Uryasev), by scipy's
    HiGHS. Only trials that can lie in the tail enter: a loss that even without cover lies below the least VaR cannot.
    Time grows with the number of these; some 1e5 trials take seconds. Raises ValueError if the budget cannot be met.
    """
    p = checked_level(level)
    if (cost_of_capital is None) == (budget is None):
        raise ValueError("give the cost of capital, or a budget for the net cost")
    top = np.broadcast_to(np.asarray(1.0 if most is None else most, dtype=np.float64), layers.premiums.shape)
    least = layers.net(top)  # every further cover only lowers the loss, so VaR of any candidate is at least this one's
    rows = np.flatnonzero(layers.losses >= value_at_risk(least, p, layers.weights))
    k, m = layers.premiums.size, rows.size
    weight = layers.weights[rows] / (1 - p)
    capital = 1.0 if cost_of_capital is None else cost_of_capital
    cost = layers.cost
    aim = np.concatenate([cost if budget is None else np.zeros(k), [capital], capital * weight])
    above = sparse.hstack(
        [
            sparse.csr_array(-layers.recoveries[:, rows].T),
            sparse.csr_array(-np.ones((m, 1))),
            -sparse.identity(m, format="csr"),
        ]
    )
    right = -layers.losses[rows]
    if budget is not None:
        above = sparse.vstack([above, sparse.csr_array(np.concatenate([cost, np.zeros(1 + m)])[None, :])])
        right = np.append(right, budget)
    bounds = [(0.0, float(each)) for each in top] + [(None, None)] + [(0.0, None)] * m
    found = optimize.linprog(aim, A_ub=above.tocsr(), b_ub=right, bounds=bounds, method="highs")
    if not found.success:
        raise ValueError(f"no placement meets the budget: {found.message}")
    placed = np.asarray(found.x[:k])
    net = layers.net(placed)
    tvar = float(tail_weights(net, p, layers.weights) @ net)
    spent = float(placed @ cost)
    return Optimum(placed, spent, tvar, spent + (cost_of_capital or 0.0) * tvar)


@dataclass(frozen=True)
class HoldOut:
    """An optimum found on one half of the trials and judged on the other: what was promised, and what holds."""

    promised: Optimum
    kept: Optimum
    """The same placement on the other half."""
    optimism: float
    """kept less promised, in the objective (in TVaR if there was a budget): money."""


def hold_out(
    layers: Layers, level: float, cost_of_capital: float | None = None, budget: float | None = None, seed: int = 0
) -> HoldOut:
    """Optimises on a random half of the trials and evaluates on the other, against fitting the tower to the sample."""
    order = np.random.default_rng(seed).permutation(layers.losses.size)
    half = order.size // 2
    if half < 1:
        raise ValueError("two trials or more are needed to hold some out")
    promised = optimise(layers.part(order[:half]), level, cost_of_capital, budget)
    other = layers.part(order[half:])
    net = other.net(promised.placed)
    tvar = float(tail_weights(net, level, other.weights) @ net)
    cost = float(promised.placed @ other.cost)
    kept = Optimum(promised.placed, cost, tvar, cost + (cost_of_capital or 0.0) * tvar)
    gap = kept.objective - promised.objective if budget is None else kept.tvar_net - promised.tvar_net
    return HoldOut(promised, kept, gap)
