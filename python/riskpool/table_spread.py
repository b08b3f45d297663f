"""How far the losses of an event loss table scatter, and how far those of one event move together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskpool.table_columns import NAMES, Floats, numbers_of, place_of


class Spread:
    """How far the losses of an event table scatter, row by row."""

    def __init__(self, sdi: Floats, sdc: Floats, most: Floats, parted: bool) -> None:
        self._sdi, self._sdc, self._most, self._parted = sdi, sdc, most, parted

    @classmethod
    def of(cls, frame: pd.DataFrame, found: Mapping[str, str], losses: Floats) -> Spread:
        none = np.zeros(len(frame))
        parted = "sdi" in found or "sdc" in found
        if parted and "sd" in found:
            raise ValueError(f'the table has "{found["sd"]}" and its parts: ignore the one or the others')
        first, second = ("sdi", "sdc") if parted else ("sd", "")
        sdi = numbers_of(frame, found[first], 0) if first in found else none
        sdc = numbers_of(frame, found[second], 0) if second in found else none
        total = sdi + sdc
        scatter = np.flatnonzero((total > 0) & (losses > 0))
        if not scatter.size:
            return cls(none, none, none, parted)
        if "most" not in found:
            raise ValueError("the table says how far losses scatter, and not the most that can be lost, which bounds "
                             f"them: it needs a column {' or '.join(NAMES['most'])}")  # fmt: skip
        most = numbers_of(frame, found["most"], 0)
        for row in scatter:
            if not losses[row] < most[row]:
                raise ValueError(f"{place_of(int(row))}: {found['most']} must be above the loss of {losses[row]:g}, and is "
                                 f"{most[row]:g}")  # fmt: skip
            if not total[row] ** 2 < losses[row] * (most[row] - losses[row]):
                raise ValueError(f"{place_of(int(row))}: the standard deviation of {total[row]:g} is more than any law from "
                                 f"0 to {most[row]:g} with a mean of {losses[row]:g} can have")  # fmt: skip
        return cls(sdi, sdc, most, parted)

    def hit(self, row: int, loss: float) -> dict[str, float]:
        sd = float(self._sdi[row] + self._sdc[row])
        return {"loss": float(loss)} | ({"sd": sd, "most": float(self._most[row])} if sd > 0 else {})

    def correlation(self, given: float | None, together: Sequence[NDArray[np.intp]], rates: Floats) -> float:
        """As given; or the rho at which the variance of a year is what the parts make: with s = sdi + sdc, and sums over
        the insureds of an event, the events weighted by rate,
        (1 - rho) sum s^2 + rho (sum s)^2 = (sqrt(sum sdi^2) + sum sdc)^2."""
        if given is not None:
            return given
        wanted = whole = 0.0  # both sides less sum s^2
        for rows in together:
            sdi, sdc, rate = self._sdi[rows], self._sdc[rows], rates[rows[0]]
            total = sdi + sdc
            common = sdc.sum() ** 2 - (sdc**2).sum()
            wanted += rate * (2 * (math.sqrt((sdi**2).sum()) * sdc.sum() - (sdi * sdc).sum()) + common)
            whole += rate * (total.sum() ** 2 - (total**2).sum())
        if whole <= 0:
            return 0.0
        if not self._parted:
            raise ValueError("the table says how far losses of one event scatter, and not how far they move together: "
                             "give correlation, between 0 (independent) and 1")  # fmt: skip
        return min(1.0, max(0.0, float(wanted / whole)))


def rows_of_events(events: pd.Series, losses: Floats) -> list[NDArray[np.intp]]:
    """Rows with a loss, event by event."""
    there = np.flatnonzero(losses > 0)
    groups = pd.Series(there).groupby(events.to_numpy()[there], sort=False)
    return [rows.to_numpy(np.intp) for _, rows in groups]
