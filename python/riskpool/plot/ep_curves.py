"""Exceedance curves: which loss is exceeded once in how many years, by year (AEP) and by event (OEP)."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from riskpool.cast import Cast
from riskpool.money import Scale, number, scale_for
from riskpool.plot.style import GROSS, MEMBERS, NET, SOFT, Picture, new, styled, text_width
from riskpool.plot.tail import Array, bounds, descending, ranks_of
from riskpool.texts import Texts

_BEFORE = (("gross_loss", GROSS, "ep.gross"),)
_AFTER = (("net_loss", NET, "ep.net"), ("retained_loss", MEMBERS, "ep.retained"))
_ASSUMED = (("assumed_loss", GROSS, "ep.assumed"),)


@styled
def draw(cast: Cast, texts: Texts, party: str) -> Picture:
    """The curves of a party: of a pool or a member gross and net, of a reinsurer what it assumes.

    Full lines are totals of a year (AEP), dashed ones the largest event of a year (OEP). The band is the 95 % interval
    of sampling, from order statistics: it holds for any law. Without a table of trials the points of the metrics are
    drawn. A result of two loops has a second, paler band: what the uncertain numbers of the scenario add.
    """
    sides = [side for side in (_BEFORE, _AFTER, _ASSUMED) if any(_known(cast, party, q) for q, _, _ in side)]
    if not sides:
        raise ValueError(f"the result has no losses of {party!r}")
    picture, axes = new(len(sides), height=3.1)
    for ax, side in zip(axes, sides, strict=True):
        lines = [each for each in side if _known(cast, party, each[0])]
        scale = scale_for([_largest(cast, party, quantity) for quantity, _, _ in lines], cast.currency, texts.lang)
        for quantity, colour, key in lines:
            _line(ax, cast, scale, party, quantity, False, colour, texts(key) + texts("ep.annual"))
            _line(ax, cast, scale, party, quantity, True, colour, texts(key) + texts("ep.occurrence"))
        ax.set_title(texts("ep.side_" + lines[0][0]))
        ax.set_ylabel(scale.label)
        _return_periods(ax, texts)
        _leave_room(ax)
        ax.legend(loc="upper left", handlelength=2.2)
    picture.alt = texts("ep.alt", party=party)
    return picture


def _known(cast: Cast, party: str, quantity: str) -> bool:
    return cast.column(party, quantity) is not None or cast.figure("aep", party, quantity) is not None


def _largest(cast: Cast, party: str, quantity: str) -> float:
    points = _points(cast, party, quantity, False)
    return 0.0 if points is None else float(points[1].max(initial=0))


def _points(cast: Cast, party: str, quantity: str, event: bool) -> tuple[Array, Array, Array, Array] | None:
    """Return periods, losses, and the two ends of the interval of sampling."""
    # Draws share their trials, so that the years of all draws together are no sample of as many: the run's own interval.
    values = cast.column(party, quantity, event) if cast.draws == 0 else None
    if values is not None:
        sorted_ = descending(values)
        ranks = ranks_of(sorted_.size)
        lowest, highest = bounds(ranks, sorted_.size)
        return sorted_.size / ranks, sorted_[ranks - 1], sorted_[lowest - 1], sorted_[highest - 1]
    t = cast.metrics
    rows = t[(t["metric"] == ("oep" if event else "aep")) & (t["party"] == party) & (t["quantity"] == quantity)]
    if rows.empty:
        return None
    rows = rows.sort_values("parameter")
    low, high = rows["low"].to_numpy(float), rows["high"].to_numpy(float)
    value = rows["value"].to_numpy(float)
    return rows["parameter"].to_numpy(float), value, low, np.where(np.isfinite(high), high, value)


def _credible(cast: Cast, party: str, quantity: str, event: bool) -> tuple[Array, Array, Array] | None:
    """Return periods, and the ends of the band that the draws of what is not known give; None without draws."""
    t = cast.metrics
    if "credible_low" not in t:
        return None
    rows = t[(t["metric"] == ("oep" if event else "aep")) & (t["party"] == party) & (t["quantity"] == quantity)]
    rows = rows[rows["credible_low"].notna()].sort_values("parameter")
    if rows.empty:
        return None
    low, high = rows["credible_low"].to_numpy(float), rows["credible_high"].to_numpy(float)
    return rows["parameter"].to_numpy(float), low, high


def _line(
    ax: Axes, cast: Cast, scale: Scale, party: str, quantity: str, event: bool, colour: str, label: str
) -> None:
    points = _points(cast, party, quantity, event)
    if points is None:
        return
    periods, losses, low, high = points
    band = _credible(cast, party, quantity, event)
    if band is not None:
        within, from_, to = band
        ax.fill_between(within, from_ / scale.factor, to / scale.factor, color=colour, alpha=0.09, linewidth=0)
        for edge in (from_, to):
            ax.plot(within, edge / scale.factor, color=colour, linewidth=0.6, linestyle=(0, (1, 2)))
    ax.fill_between(periods, low / scale.factor, high / scale.factor, color=colour, alpha=0.16, linewidth=0)
    ax.plot(periods, losses / scale.factor, color=colour, linestyle=(0, (4, 2)) if event else "-", label=label)


def _leave_room(ax: Axes) -> None:
    """Raises the top of the axis where a curve would run through the legend in the upper left corner."""
    ax.set_ylim(bottom=0)
    page = ax.get_figure(root=True)
    assert page is not None
    width, height = page.get_figwidth() * 72 / len(page.axes) - 50, page.get_figheight() * 72 - 60  # points, about
    _, labels = ax.get_legend_handles_labels()
    covered = (max(map(text_width, labels), default=0.0) + 35) / width
    free = 1 - (14 * len(labels) + 10) / height
    left, right = np.log(ax.get_xlim())
    highest = 0.0
    for line in ax.lines:
        x, y = np.asarray(line.get_xdata(), float), np.asarray(line.get_ydata(), float)
        under = (np.log(x) - left) / (right - left) <= covered
        highest = max(highest, float(y[under & np.isfinite(y)].max(initial=0.0)))
    ax.set_ylim(top=max(ax.get_ylim()[1], highest / free))


def _return_periods(ax: Axes, texts: Texts) -> None:
    ax.set_xscale("log")
    first, last = max(2.0, ax.dataLim.x0), ax.dataLim.x1
    marks = [x for x in (2, 5, 10, 20, 50, 100, 200, 500, 1000) if first <= x <= last * 1.001]
    ax.set_xlim(first, max(last, 2.1 * first))
    ax.xaxis.set_major_locator(FixedLocator(marks))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: number(x)))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: number(y)))
    ax.tick_params(axis="x", labelsize=8)
    ax.set_xlabel(texts("ep.return_period"), color=SOFT)
