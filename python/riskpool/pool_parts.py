"""Reserve funds on premiums and losses of one's own, and share rules on tables of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import ArrayLike, NDArray

from riskpool import _ext
from riskpool.kind import Kind
from riskpool.one_pool import one_pool, records

_MEANING = {
    "balance": "Balance at the end of the year.",
    "loan": "Owed at the end of the year.",
    "interest": "Return on the balance, from the bank.",
    "accrual": "Paid in by the pool.",
    "release": "Paid to the pool.",
    "call": "Called from members for the pool.",
    "loan_interest": "Added to what is owed.",
    "loan_drawn": "Lent by the bank to the pool.",
    "loan_repaid": "Paid back by the pool.",
    "shortfall": "The part of the need that nobody paid.",
    "refund": "Given back above the cap.",
    "need": "What the trigger allows the fund to be asked for.",
    "grant": "Start-up money from the state.",
    "transfer_in": "From the fund before it.",
    "transfer_out": "To the fund after it.",
    "levied": "Levied from insureds.",
    "sale_loss": "Lost by selling assets for the release.",
}


_GIVEN = ("premium", "net_loss", "expenses", "largest_event", "gross_loss", "sum_insured")


def fund_paths(
    funds: Sequence[Any],
    premium: ArrayLike,
    net_loss: ArrayLike,
    *,
    expenses: ArrayLike = 0.0,
    largest_event: ArrayLike = 0.0,
    gross_loss: ArrayLike | None = None,
    sum_insured: ArrayLike = 0.0,
) -> xr.Dataset:
    """Settles reserve funds year by year on premiums and losses of one's own.

    funds: `ReserveFund`s in the order in which they are used; several need names.
    premium: retained premium of each year; net_loss: losses after reinsurance. (years,), or (trials, years): a row for
        each path; what has fewer dimensions holds for all.
    expenses: borne by that premium. largest_event, gross_loss, sum_insured: for triggers and rules that ask for them;
        gross_loss is net_loss where left out.

    A Dataset with the dimensions (trial, year), or (year,) for one path: flows of each year, balance and loan at its
    end, of all funds together; and with a dimension fund first where there are several, whose first is "all".
    """
    loaded = one_pool("fund", {"reserve_funds": list(funds)})
    wide = [premium, net_loss, expenses, largest_event, net_loss if gross_loss is None else gross_loss, sum_insured]
    arrays = [np.asarray(each, dtype=np.float64) for each in wide]
    try:
        columns = np.broadcast_arrays(*arrays)
    except ValueError:
        shapes = ", ".join(f"{name} {each.shape}" for name, each in zip(_GIVEN, arrays, strict=True) if each.ndim)
        raise ValueError(f"premium and losses are of the same years, and of the same paths if of many: {shapes}") from None
    shape = columns[0].shape
    if len(shape) not in (1, 2):
        raise ValueError("premium and losses have the dimensions (years,) or (trials, years)")
    if not all(np.isfinite(each).all() for each in columns):
        raise ValueError("premiums and losses are finite")
    flat = [np.ascontiguousarray(each).ravel() for each in columns]
    premiums, losses, costs, largest, gross, sums = flat
    paths = _ext.settle_funds(loaded, 0, shape[-1], premiums, costs, losses, largest, gross, sums)
    dims = ("trial", "year")[-len(shape) :]
    coordinates: dict[str, Any] = {"year": np.arange(1, shape[-1] + 1)}
    if len(shape) == 2:
        coordinates["trial"] = np.arange(shape[0])
    if len(paths) > 2:
        coordinates["fund"] = ["all", *(str(fund.name) for fund in funds)]
        dims = ("fund", *dims)
        values = {k: np.stack([path[k].reshape(shape) for path in paths]) for k in _MEANING}
    else:
        values = {k: paths[0][k].reshape(shape) for k in _MEANING}
    return xr.Dataset({k: (dims, v, {"units": "money", "long_name": _MEANING[k]}) for k, v in values.items()}, coordinates)


class Fund(Kind):
    """A reserve fund."""

    __slots__ = ()

    def path(
        self,
        premium: ArrayLike,
        net_loss: ArrayLike,
        *,
        expenses: ArrayLike = 0.0,
        largest_event: ArrayLike = 0.0,
        gross_loss: ArrayLike | None = None,
        sum_insured: ArrayLike = 0.0,
    ) -> xr.Dataset:
        """The path of this fund alone on premiums and losses of one's own; arguments as for `riskpool.fund_paths`."""
        return fund_paths(
            [self],
            premium,
            net_loss,
            expenses=expenses,
            largest_event=largest_event,
            gross_loss=gross_loss,
            sum_insured=sum_insured,
        )


class ShareRule(Kind):
    """How each risk is shared between members."""

    __slots__ = ()

    def allocate(self, insureds: Any, members: Any, year: int = 1) -> pd.DataFrame:
        """The part of each insured (rows) that each member (columns) takes in an underwriting year, from 1.

        insureds, members: as a scenario has them: lists of `Insured` and `Member`, or DataFrames. A row that adds up to
        less than 1 leaves the rest with the insured. Raises ScenarioError for a rule that these do not allow.
        """
        if year < 1:
            raise ValueError(f"years count from 1, and {year} is none")
        loaded = one_pool("shares", {"shares": self}, insureds=insureds, members=members, years=year)
        part: NDArray[np.float64] = _ext.shares(loaded, 0, year)
        names = [[str(each["name"]) for each in records(table)] for table in (insureds, members)]
        return pd.DataFrame(part, index=pd.Index(names[0], name="insured"), columns=pd.Index(names[1], name="member"))
