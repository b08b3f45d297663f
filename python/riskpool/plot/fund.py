"""A reserve fund over the years: where its balance lies, and how often it is empty or short."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from riskpool.cast import Cast
from riskpool.money import number, percent, scale_for
from riskpool.plot.style import INK, KINDS, NET, Picture, legend_below, new, styled
from riskpool.plot.tail import Array
from riskpool.texts import Texts

QUANTILES = (0.005, 0.05, 0.25, 0.5, 0.75, 0.95)
EMPTY = 1e-7  # of the greatest balance: single precision cannot tell less from 0


def balances(cast: Cast, fund: str) -> Array:
    """(trial, year). Raises ValueError if the run kept no table of trials."""
    balance = cast.column(fund, "balance")
    if balance is None:
        raise ValueError(f"the table of trials has no balance of {fund!r}")
    return balance


def empty(balance: Array) -> tuple[Array, Array]:
    """The share of trials that end each year with nothing in the fund, and its standard error."""
    nothing = balance <= EMPTY * max(float(balance.max(initial=0.0)), 1.0)
    return _share(nothing)


def short(cast: Cast, fund: str) -> tuple[Array, Array] | None:
    """The share of trials in which the fund is short in each year, and its standard error."""
    shortfall = cast.column(fund, "shortfall")
    return None if shortfall is None else _share(shortfall > 0)


def _share(of: NDArray[np.bool_]) -> tuple[Array, Array]:
    share = of.mean(axis=0)
    return share, np.sqrt(share * (1 - share) / of.shape[0])


@styled
def draw(cast: Cast, texts: Texts, fund: str) -> Picture:
    """Left: bands of the balance at the end of each year. Right: probabilities of being empty and of falling short."""
    balance = balances(cast, fund)
    years = np.arange(1, balance.shape[1] + 1)
    scale = scale_for([float(np.quantile(balance, 0.95))], cast.currency, texts.lang)
    low, fifth, quarter, median, three, top = np.quantile(balance, QUANTILES, axis=0) / scale.factor
    picture, (left, right) = new(2, height=3.0)
    colour = KINDS["fund"]
    left.fill_between(years, fifth, top, color=colour, alpha=0.18, linewidth=0, label=texts("fund.band_90"))
    left.fill_between(years, quarter, three, color=colour, alpha=0.32, linewidth=0, label=texts("fund.band_50"))
    left.plot(years, median, color=colour, marker="o", markersize=3, label=texts("fund.median"))
    left.plot(years, low, color=NET, linestyle=(0, (4, 2)), linewidth=1.2, label=texts("fund.worst_200"))
    left.set_title(texts("fund.balance"))
    left.set_ylabel(scale.label)
    left.set_ylim(bottom=0)
    left.yaxis.set_major_formatter(FuncFormatter(lambda y, _: number(y)))

    _chances(right, years - 0.06, *empty(balance), INK, texts("fund.empty"))
    shortfalls = short(cast, fund)
    if shortfalls is not None:
        _chances(right, years + 0.06, *shortfalls, NET, texts("fund.short"))
    right.set_title(texts("fund.chances"))
    right.set_ylim(bottom=0)
    right.yaxis.set_major_formatter(FuncFormatter(lambda y, _: percent(y)))
    for ax in (left, right):
        ax.set_xlabel(texts("word.year"))
        ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=10))
        ax.set_xlim(years[0] - 0.3, years[-1] + 0.3)
    legend_below(picture)
    picture.alt = texts("fund.alt", fund=fund)
    return picture


def _chances(ax: Axes, years: Array, share: Array, error: Array, colour: str, label: str) -> None:
    ax.errorbar(
        years, share, yerr=1.96 * error, color=colour, marker="o", markersize=3.5, capsize=2, linewidth=1.2, label=label
    )
