"""What a pool does for its members: their losses before and after reinsurance and funds, and what they gain or lose."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter

from riskpool.cast import Cast
from riskpool.money import number, scale_for
from riskpool.outline import Outline
from riskpool.plot.style import GROSS, INK, NET, SOFT, Picture, legend_below, new, styled
from riskpool.texts import Texts

_MOST_DRAWN = 20
LEVEL = 0.995


def table(cast: Cast) -> pd.DataFrame:
    """A row for each member, money per year.

    member; gross_loss and net_loss (means, with _error), gross_sd and net_sd; alone and alone_sd (with a settlement:
    its result and its deviation by itself), result with result_error and result_sd; net_tvar with net_tvar_error (at
    99.5 %, as far as the run measured it); loss_chance (probability that the year ends below 0); worst_200 (result
    that a year falls short of once in 200); capital (capital and reserves as the scenario states them) and use (the
    loss of that year in parts of it). NaN where the result does not say.
    """
    capital = Outline(cast.result.scenario_text, cast.result.settings).capital()
    return pd.DataFrame([_row(cast, member, capital.get(member, math.nan)) for member in cast.members])


def _row(cast: Cast, member: str, capital: float) -> dict[str, object]:
    row: dict[str, object] = {"member": member}
    for name, quantity in (("gross_loss", "gross_loss"), ("net_loss", "net_loss"), ("alone", "own_result"),
                           ("result", "result")):  # fmt: skip
        mean, deviation = cast.figure("aal", member, quantity), cast.figure("sd", member, quantity)
        row[name] = mean.value if mean else math.nan
        row[name + "_error"] = mean.error if mean else math.nan
        row[name.removesuffix("_loss") + "_sd"] = deviation.value if deviation else math.nan
    tail = cast.figure("tvar", member, "net_loss", LEVEL)
    row["net_tvar"], row["net_tvar_error"] = (tail.value, tail.error) if tail else (math.nan, math.nan)
    result = cast.column(member, "result")
    if result is not None:
        row["loss_chance"] = float((result < 0).mean())
        worst = float(np.sort(result, axis=None)[math.ceil(result.size * (1 - LEVEL) - 1e-6) - 1])
    else:
        row["loss_chance"], worst = math.nan, math.nan
    row["worst_200"] = worst
    row["capital"] = capital
    row["use"] = max(-worst, 0.0) / capital if capital > 0 else math.nan
    return row


@styled
def draw(cast: Cast, texts: Texts) -> Picture:
    """Left: mean loss of a year before and after. Right: mean result, and the result once in 200 years."""
    rows = table(cast)
    if rows.empty:
        raise ValueError("the result does not tell members apart")
    rows = rows.head(_MOST_DRAWN)
    places = np.arange(len(rows))
    picture, (left, right) = new(2, height=0.21 * len(rows) + 1.5, sharey=True)
    before = "alone" if rows["alone"].notna().any() else "gross_loss"
    after = "result" if before == "alone" else "net_loss"
    scale = scale_for(rows[[before, after]].abs().max(), cast.currency, texts.lang)
    left.hlines(places, rows[after] / scale.factor, rows[before] / scale.factor, color="#c5ccd4", linewidth=2)
    left.plot(rows[before] / scale.factor, places, "o", color=GROSS, markersize=5, label=texts("members." + before))
    left.plot(rows[after] / scale.factor, places, "o", color=NET, markersize=5, label=texts("members." + after))
    left.set_title(texts("members.mean_result" if before == "alone" else "members.mean"))
    left.set_xlabel(scale.label)
    left.set_yticks(places, rows["member"])
    left.tick_params(axis="y", labelcolor=INK)
    left.invert_yaxis()

    scale = scale_for(rows[["result", "worst_200"]].abs().max(), cast.currency, texts.lang)
    right.axvline(0, color=SOFT, linewidth=0.8)
    right.barh(places, rows["worst_200"] / scale.factor, color=NET, alpha=0.75, height=0.55,
               label=texts("members.worst_200"))  # fmt: skip
    right.plot(rows["result"] / scale.factor, places, "D", color=INK, markersize=4, label=texts("members.result"))
    right.set_title(texts("members.results"))
    right.set_xlabel(scale.label)
    for ax in (left, right):
        ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: number(x)))
        ax.grid(axis="y", visible=False)
    legend_below(picture)
    picture.alt = texts("members.alt")
    return picture


def short(rows: pd.DataFrame) -> pd.DataFrame:
    """The members whose loss of a year once in 200 is above a tenth of their capital."""
    return rows[rows["use"] > 0.1]
