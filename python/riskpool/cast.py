"""Who plays a part in a result: pools, members, funds, reinsurers, and where their columns are."""

from __future__ import annotations

import math
import re
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from riskpool.result import Result


ALL_POOLS = "All pools"  # the party that a result has the totals of its pools under


class Figure(NamedTuple):
    """A figure of the table of metrics with its errors."""

    value: float
    error: float
    low: float
    high: float
    tail_count: int
    warning: str


class Cast:
    """The parties of a result by their kinds, their figures, and their columns in the table of trials."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.metrics = result.metrics
        self.transfers = result.transfers
        self.treaties = result.treaties
        self.years = result.years
        self.currency = result.currency

    @cached_property
    def tables(self) -> xr.Dataset | None:
        """The table of trials, or None if the run kept none."""
        try:
            return self.result.tables
        except ValueError:
            return None

    @cached_property
    def pools(self) -> list[str]:
        """Pools by name, in their order."""
        return self._of_kind("pool") or self._with("recovery", "gross_loss")

    @cached_property
    def members(self) -> list[str]:
        """Members by name, as far as the result tells them apart."""
        named = self._of_kind("member")
        known = set(self.metrics["party"]) | {str(name).split(".")[0] for name in self.tables or ()}
        return [name for name in named if name in known or slug(name) in known]

    @cached_property
    def reinsurers(self) -> list[str]:
        """Reinsurers by name; those that no treaty names are `reinsurance market`."""
        return self._with("assumed_loss")

    @cached_property
    def funds(self) -> list[str]:
        """Reserve funds; their names begin with that of their pool."""
        return self._with("balance")

    def funds_of(self, pool: str) -> list[str]:
        return [fund for fund in self.funds if self._pool_of(fund) == pool]

    def backstops_of(self, pool: str) -> list[str]:
        """The parties behind the funds of a pool, as the table of trials names them: `P state_layer 1`."""
        paid = self.metrics["quantity"].isin(["granted", "lent", "called", "claims_cut", "surcharged"])
        names = list(dict.fromkeys(self.metrics["party"][paid]))
        return [name for name in names if self._pool_of(name) == pool]

    def _pool_of(self, party: str) -> str | None:
        owners = [pool for pool in self.pools if party.startswith(pool + " ")]
        return max(owners, key=len, default=None)

    def figure(
        self, metric: str, party: str, quantity: str, parameter: float | None = None, basis: str | None = None
    ) -> Figure | None:
        """The first figure that fits, or None. Without a parameter any will do."""
        for row in self._figures.get((metric, party, quantity), []):
            if parameter is not None and not math.isclose(row[0], parameter, rel_tol=1e-9):
                continue
            if basis is None or row[1] == basis:
                return row[2]
        return None

    @cached_property
    def _figures(self) -> dict[tuple[str, str, str], list[tuple[float, str, Figure]]]:
        t = self.metrics
        found: dict[tuple[str, str, str], list[tuple[float, str, Figure]]] = {}
        names = zip(t["metric"], t["party"], t["quantity"], t["parameter"], t["basis"], strict=True)
        figures = zip(t["value"], t["standard_error"], t["low"], t["high"], t["tail_count"], t["warning"], strict=True)
        for (metric, party, quantity, parameter, basis), figure in zip(names, figures, strict=True):
            value, error, low, high, count, warning = figure
            row = (float(parameter), str(basis), Figure(value, error, low, high, int(count), str(warning)))
            found.setdefault((metric, party, quantity), []).append(row)
        return found

    def band(self, metric: str, party: str, quantity: str, parameter: float | None = None) -> tuple[float, float] | None:
        """The credible band of a figure: what draws of the numbers that are not known make of it; None without draws."""
        t = self.metrics
        if "credible_low" not in t:
            return None
        fits = (t["metric"] == metric) & (t["party"] == party) & (t["quantity"] == quantity)
        if parameter is not None:
            fits &= (t["parameter"] - parameter).abs() <= 1e-9 * abs(parameter)
        rows = t[fits & t["credible_low"].notna()]
        return None if rows.empty else (float(rows["credible_low"].iloc[0]), float(rows["credible_high"].iloc[0]))

    @property
    def draws(self) -> int:
        """Draws of numbers that are not known: 0 for a run of one set of numbers."""
        return int(getattr(self.result, "number_of_draws", 0))

    def column(self, party: str, quantity: str, largest_event: bool = False) -> NDArray[np.float64] | None:
        """A column of the table of trials as (trial, year), or (trial,); None if the run kept none of that name."""
        if self.tables is None:
            return None
        name = f"{slug(party)}.{slug(quantity)}" + ("_largest_event" if largest_event else "")
        if name not in self.tables:
            return None
        return np.asarray(self.tables[name].values, dtype=np.float64)

    def transfers_of(self, **wanted: str) -> pd.DataFrame:
        """The rows of the mean ledger with these values: payer, payer_kind, payee, payee_kind, reason, treaty."""
        rows = self.transfers
        for name, value in wanted.items():
            rows = rows[rows[name] == value]
        return rows

    def _of_kind(self, kind: str) -> list[str]:
        t = self.transfers
        pairs = zip(t["payer"], t["payer_kind"], t["payee"], t["payee_kind"], strict=True)
        found: dict[str, None] = {}
        for payer, payer_kind, payee, payee_kind in pairs:
            if payer_kind == kind:
                found[str(payer)] = None
            if payee_kind == kind:
                found[str(payee)] = None
        return list(found)

    def _with(self, *quantities: str) -> list[str]:
        t = self.metrics
        having = [dict.fromkeys(t["party"][t["quantity"] == each]) for each in quantities]
        return [name for name in having[0] if all(name in others for others in having[1:])]


def slug(text: str) -> str:
    """A name as it stands in columns of the table of trials: `IC pool` is `ic_pool`."""
    return re.sub(r"[\x00-\x7f]+", lambda run: re.sub(r"[^a-z0-9]+", "_", run[0].lower()), text).strip("_")
