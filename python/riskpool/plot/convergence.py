"""How figures settle as trials are added: mean, VaR and TVaR of the first n trials, with their errors."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from riskpool.cast import Cast
from riskpool.money import number, scale_for
from riskpool.plot.style import GROSS, Picture, new, styled
from riskpool.plot.tail import Array
from riskpool.texts import Texts

LEVEL = 0.995
_STEPS = 24


def running(values: Array, level: float = LEVEL) -> tuple[Array, dict[str, tuple[Array, Array]]]:
    """Numbers of trials, and for mean, var and tvar the figure of the first n trials and its standard error.

    Errors: of the mean by trial; of VaR from order statistics, half the distance between the ranks one standard
    deviation of a binomial count apart; of TVaR from the spread of the tail,
    sqrt((Var(X | X > VaR) + p (TVaR - VaR)^2) / ((1 - p) N)).
    """
    trials, years = values.shape
    counts = np.unique(np.geomspace(min(trials, max(200, trials // 100)), trials, _STEPS).round().astype(int))
    found: dict[str, list[tuple[float, float]]] = {"mean": [], "var": [], "tvar": []}
    for count in counts:
        part = values[:count]
        by_trial = part.mean(axis=1)
        error = float(by_trial.std(ddof=1) / math.sqrt(count)) if count > 1 else math.nan
        found["mean"].append((float(by_trial.mean()), error))
        sorted_ = np.sort(part, axis=None)
        n = sorted_.size
        rank = math.ceil(level * n - 1e-6)
        step = math.sqrt(level * (1 - level) * n)
        var = float(sorted_[rank - 1])
        above, below = sorted_[min(n - 1, int(rank - 1 + step))], sorted_[max(0, int(rank - 1 - step))]
        found["var"].append((var, float(above - below) / 2))
        tail = sorted_[rank - 1 :]
        excess = tail - var
        tvar = var + float(excess.sum()) / ((1 - level) * n)
        spread = float(tail[tail > var].var()) if np.any(tail > var) else 0.0
        found["tvar"].append((tvar, math.sqrt((spread + level * (tvar - var) ** 2) / ((1 - level) * n))))
    split = {name: (np.array([a for a, _ in pairs]), np.array([b for _, b in pairs])) for name, pairs in found.items()}
    return counts.astype(float), split


@styled
def draw(cast: Cast, texts: Texts, party: str, quantity: str = "net_loss") -> Picture:
    """Three panels; the band is two standard errors to both sides, as the first n trials alone would state it."""
    values = cast.column(party, quantity)
    if values is None or values.ndim != 2:
        raise ValueError(f"the table of trials has no {quantity} by year of {party!r}")
    counts, figures = running(values)
    picture, axes = new(3, height=2.5)
    for ax, (name, (value, error)) in zip(axes, figures.items(), strict=True):
        scale = scale_for([float(value[-1])], cast.currency, texts.lang)
        value, error = value / scale.factor, error / scale.factor
        ax.fill_between(counts, value - 2 * error, value + 2 * error, color=GROSS, alpha=0.16, linewidth=0)
        ax.plot(counts, value, color=GROSS)
        ax.axhline(value[-1], color=GROSS, linewidth=0.6, linestyle=(0, (2, 2)))
        flat = 0.05 * abs(float(value[-1])) or 1.0
        if float(np.ptp(value)) + 2 * float(np.nanmax(error, initial=0.0)) < 0.01 * flat:
            ax.set_ylim(float(value[-1]) - flat, float(value[-1]) + flat)  # one value: no axis of equal numbers
        ax.set_xscale("log")
        marks = [m * 10.0**k for k in range(10) for m in (1, 2, 5) if counts[0] <= m * 10.0**k <= counts[-1]]
        ax.xaxis.set_major_locator(FixedLocator(marks[:: max(1, -(-len(marks) // 4))]))
        ax.xaxis.set_minor_locator(NullLocator())
        ax.set_title(texts("convergence." + name))
        ax.set_ylabel(scale.label)
        ax.set_xlabel(texts("word.trials"))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: number(x)))
        ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: number(y)))
    picture.alt = texts("convergence.alt", party=party, quantity=texts.word("quantity", quantity))
    return picture
