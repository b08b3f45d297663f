"""Who pays a year's loss of a pool: reinsurers, fund, state, insureds and members, at losses of several return periods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from riskpool.cast import Cast
from riskpool.money import number, percent, scale_for
from riskpool.plot.style import INK, KINDS, PAPER, PURPLES, SOFT, Picture, legend_below, new, shades, styled
from riskpool.plot.tail import Array, window
from riskpool.texts import Texts

PERIODS = (10.0, 50.0, 100.0, 200.0)
_LEAST_SHOWN = 0.055  # parts below this have no room for their figure


class Part(NamedTuple):
    """What one party, or parties of one kind, pays of the pool's gross loss, in each trial and year."""

    kind: str
    party: str  # empty: all of the kind
    paid: Array


def parts(cast: Cast, pool: str) -> list[Part]:
    """The parts of the pool's gross loss; they add up to it in every trial and year.

    Recoveries are those collected. Members pay what the columns say that they do; `lenders` is what is left then:
    loans behind a fund are not in the table of trials. Raises ValueError if the run kept no table of trials.
    """
    gross = cast.column(pool, "gross_loss")
    if gross is None:
        raise ValueError(f"who pays is read from the table of trials, and there is none of {pool!r}")
    nothing = np.zeros_like(gross)

    def of(party: str, quantity: str) -> Array:
        column = cast.column(party, quantity)
        return nothing if column is None else column

    found = list(_reinsurers(cast, pool, of(pool, "recovery"), of(pool, "uncollected")))
    shared = _columns(cast, "shared_loss", pool)
    found += [Part("state" if name.endswith(("state", "government")) else "partners", name, x) for name, x in shared]
    funds = cast.funds_of(pool)
    found += [Part("fund", fund, of(fund, "release")) for fund in funds]
    called = nothing
    for backstop in cast.backstops_of(pool):
        found.append(Part("state", backstop, of(backstop, "granted") + of(backstop, "lent")))
        found.append(Part("insureds", backstop, of(backstop, "surcharged") + of(backstop, "claims_cut")))
        called = called + of(backstop, "called")
    unpaid = of(pool, "unpaid_claims")

    rest = gross - sum((each.paid for each in found), unpaid)
    retained = cast.column(pool, "retained_loss")
    if retained is None:
        found.append(Part("members", "", rest))
    else:
        unfunded = cast.column(pool, "unfunded")
        if unfunded is None:
            unfunded = sum((of(fund, "shortfall") for fund in funds), nothing)
        calls = sum((of(fund, "call") for fund in funds), nothing)
        members = retained + unfunded + calls + called - unpaid
        # The table is in single precision: what it cannot tell from 0 is no loan.
        others = np.where(np.abs(rest - members) > 1e-5 * np.maximum(np.abs(gross), 1.0), rest - members, 0.0)
        found += [Part("lenders", "", others), Part("members", "", rest - others)]
    found.append(Part("unpaid", "", unpaid))
    return [each for each in found if np.any(each.paid != 0)]


def _reinsurers(cast: Cast, pool: str, recovery: Array, uncollected: Array) -> list[Part]:
    """One part for each where the result tells them apart: one pool, and nothing left uncollected."""
    assumed = [(name, cast.column(name, "assumed_loss")) for name in cast.reinsurers]
    named = [(name, paid) for name, paid in assumed if paid is not None]
    if len(cast.pools) > 1 or np.any(uncollected != 0) or len(named) > 7:
        return [Part("reinsurers", "", recovery - uncollected)]
    found = [Part("reinsurers", name, paid) for name, paid in named]
    market = recovery - sum((each.paid for each in found), np.zeros_like(recovery))
    scale = np.maximum(np.abs(recovery), 1.0)
    if np.any(np.abs(market) > 1e-5 * scale):
        if np.any(market < -1e-5 * scale):  # they assume more than this: another buyer's, too
            return [Part("reinsurers", "", recovery)]
        found.append(Part("reinsurers", "reinsurance market", market))
    return found


def _columns(cast: Cast, quantity: str, pool: str) -> list[tuple[str, Array]]:
    t = cast.metrics
    names = list(dict.fromkeys(t["party"][t["quantity"] == quantity]))
    found = []
    for name in names:
        column = cast.column(name, quantity)
        if column is not None and (len(cast.pools) == 1 or name.startswith(f"{pool}: ")):
            found.append((name, column))
    return found


def table(cast: Cast, pool: str, periods: Sequence[float] = PERIODS) -> pd.DataFrame:
    """Mean amounts over the years around each return period of the pool's gross loss.

    A row for each part and period: period, kind, party, amount, standard_error, share (of the gross loss), observations.
    The amounts of a period add up to its row of kind `loss`.
    """
    every = parts(cast, pool)
    gross = cast.column(pool, "gross_loss")
    assert gross is not None
    rows = []
    for period in periods:
        years = window(gross, period)
        total = float(gross.ravel()[years].mean())
        for kind, party, paid in [("loss", pool, gross), *every]:
            chosen = paid.ravel()[years]
            amount = float(chosen.mean())
            error = float(chosen.std(ddof=1) / np.sqrt(years.size)) if years.size > 1 else np.nan
            share = amount / total if total else np.nan
            rows.append((period, kind, party, amount, error, share, years.size))
    names = ["period", "kind", "party", "amount", "standard_error", "share", "observations"]
    return pd.DataFrame(rows, columns=names)


@styled
def draw(cast: Cast, texts: Texts, pool: str, periods: Sequence[float] = PERIODS) -> Picture:
    """Bars of 100 % for each return period; the loss stands beside them."""
    rows = table(cast, pool, periods)
    losses = rows[rows["kind"] == "loss"].set_index("period")["amount"]
    scale = scale_for(losses, cast.currency, texts.lang)
    picture, (ax,) = new(1, height=0.62 * len(periods) + 1.5)
    order = [(kind, party) for kind, party in zip(rows["kind"], rows["party"], strict=True) if kind != "loss"]
    series = list(dict.fromkeys(order))
    blues = dict(zip(cast.reinsurers, shades(len(cast.reinsurers)), strict=True))
    partners = [party for kind, party in series if kind == "partners"]
    purples = {party: PURPLES[k % len(PURPLES)] for k, party in enumerate(partners)}
    left = np.zeros(len(periods))
    for kind, party in series:
        own = rows[(rows["kind"] == kind) & (rows["party"] == party)].set_index("period")["share"]
        shares = own.reindex(list(periods)).fillna(0).to_numpy(float)
        if np.all(shares < 0.0005):
            continue
        colour = purples.get(party, blues.get(party, KINDS[kind]))
        places = np.arange(len(periods))
        label = party if party and kind == "reinsurers" else texts("payer." + kind)
        own_name = party.removeprefix(f"{pool}: ")
        if kind in ("state", "fund", "insureds", "partners") and own_name and own_name != kind:
            label = texts("payer." + kind) + texts("word.colon") + backstop(texts, own_name)
        ax.barh(places, shares, left=left, color=colour, edgecolor=PAPER, linewidth=0.8, height=0.62, label=label)
        for place, share in enumerate(shares):
            if share >= _LEAST_SHOWN:
                ink = PAPER if _dark(colour) else INK
                middle = left[place] + share / 2
                ax.text(middle, place, percent(share, digits=2), ha="center", va="center", color=ink, fontsize=7.8)
        left = left + shares
    ax.set_yticks(
        range(len(periods)),
        [texts("pays.row", period=number(p), loss=scale.money(float(losses[p]))) for p in periods],
    )
    ax.invert_yaxis()
    ax.set_xlim(0, max(1.0, float(left.max())))
    ax.xaxis.set_major_formatter(lambda x, _: percent(x))
    ax.grid(axis="y", visible=False)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", labelcolor=INK)
    ax.set_xlabel(texts("pays.axis"), color=SOFT)
    legend_below(picture)
    picture.alt = texts("pays.alt", pool=pool)
    return picture


def backstop(texts: Texts, party: str) -> str:
    """`IC pool state_layer 1` with its kind in the language of the texts."""
    words = party.split(" ")
    if len(words) >= 3 and words[-1].isdigit() and f"kind.{words[-2]}" in texts:
        return f"{' '.join(words[:-2])}, {texts('kind.' + words[-2])} {words[-1]}"
    return party


def _dark(colour: str) -> bool:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 140
