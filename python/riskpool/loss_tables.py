"""Losses that other models hand over: event loss tables (ELT) and year loss tables (YLT), from CSV, Parquet or pandas."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskpool import kinds
from riskpool.own_source import Request, Source

Table = str | os.PathLike[str] | pd.DataFrame

# What other programs call the columns; ours come first. Case makes no difference.
_NAMES = {
    "event": ("event", "EventId", "event_id"),
    "rate": ("rate", "EventRate", "annual_rate"),
    "insured": ("insured", "LocNumber"),
    "loss": ("loss", "MeanLoss", "mean"),
    "year": ("year", "Period", "period_no"),
    "time": ("time",),
    "day": ("day", "day_of_year"),
}


def read_elt(table: Table, columns: Mapping[str, str] | None = None, insured: str | None = None) -> kinds.EventTable:
    """An event loss table as a source: `scenario.with_({"sources": [*scenario.sources, rp.read_elt("elt.csv")]})`.

    table: a CSV file, a Parquet file or a DataFrame, a row for each event and insured: event, rate (expected number of
        times in a year, the same in all rows of an event), insured (its name in the scenario), loss (ground-up, money).
    columns: our names of columns and the table's own, where they differ: `{"rate": "freq"}`. EventId, EventRate,
        LocNumber and MeanLoss are known.
    insured: who has all losses, where the table has no such column.

    Rows without a loss are left out, and events with none. Raises ValueError that names the row of a value that cannot
    be, and for a table with the standard deviation of losses (SDLoss) other than 0: losses of an event table are fixed.
    """
    frame = _read(table)
    found = _columns(frame, ("event", "rate", "loss"), ("insured",), columns)
    _refuse_deviations(frame)
    losses, rates = _numbers(frame, found["loss"], 0), _numbers(frame, found["rate"], 0)
    whom = _insureds(frame, found, insured)
    events: dict[Any, dict[str, float]] = {}
    stated: dict[Any, float] = {}
    for row, (event, rate, who, loss) in enumerate(zip(frame[found["event"]], rates, whom, losses, strict=True)):
        if rate <= 0:
            raise ValueError(f"{_place(row)}: {found['rate']} must be above 0, and is {rate:g}")
        if stated.setdefault(event, rate) != rate:
            raise ValueError(f"{_place(row)}: event {event} has a {found['rate']} of {rate:g}, and {stated[event]:g} before")
        if loss > 0:
            hits = events.setdefault(event, {})
            hits[who] = hits.get(who, 0.0) + loss
    if not events:
        raise ValueError("the table has no losses")
    return kinds.EventTable(events=[
        {"rate": stated[event], "hits": [{"insured": who, "loss": loss} for who, loss in hits.items()]}
        for event, hits in events.items()
    ])  # fmt: skip


class YearLossTable(Source):
    """Years of events that another model simulated, as a source. Made by `riskpool.read_ylt`."""

    def __init__(self, frame: pd.DataFrame, years: int, order: str, name: str) -> None:
        self.name = name
        self.years = years
        """Years of the table, those without an event among them."""
        self._order = order
        sorted_ = frame.sort_values(["year", "time", "event"], kind="stable")
        first = ~sorted_.duplicated(["year", "event"])
        self._events = np.bincount(sorted_["year"][first] - 1, minlength=years)
        self._begin = np.concatenate([[0], np.cumsum(self._events)])
        starts = np.flatnonzero(first)
        self._rows = np.diff(np.append(starts, len(sorted_)))
        self._row_begin = np.append(starts, len(sorted_))
        self._time = sorted_["time"].to_numpy(float)[starts]
        self._insured = sorted_["insured"].to_numpy(np.int64)
        self._loss = sorted_["loss"].to_numpy(float)

    def sample(self, request: Request) -> dict[str, NDArray[Any]]:
        if self._order == "given":
            year = (request.trial * request.years + request.year) % self.years
        else:
            year = np.minimum((request.uniforms(0) * self.years).astype(np.int64), self.years - 1)
        counts = self._events[year]
        event = _ranges(self._begin[year], counts)
        rows = self._rows[event]
        row = _ranges(self._row_begin[event], rows)
        return {"counts": counts, "rows": rows, "time": self._time[event], "insured": self._insured[row],
                "damage": self._loss[row]}  # fmt: skip


def read_ylt(
    table: Table, years: int, insureds: Sequence[str], columns: Mapping[str, str] | None = None,
    insured: str | None = None, order: Literal["drawn", "given"] = "drawn", name: str = "year loss table",
) -> YearLossTable:  # fmt: skip
    """A year loss table as a source, for `scenario.with_({"sources": [...]})`.

    table: a CSV file, a Parquet file or a DataFrame, a row for each event and insured: year (1 ... years), event (rows of
        a year with the same event are one; each row is one of its own where there is no such column), time (part of the
        year gone) or day (1 ... 366), insured, loss (ground-up, money). Period, EventId, LocNumber and MeanLoss are known.
    years: how many years the table is of: those without a loss do not stand in it.
    insureds: names of the scenario's insureds in their order: `[i.name for i in scenario.insureds]`.
    columns, insured: as for `read_elt`.
    order: "drawn": each simulated year is a year of the table, drawn with equal chances. "given": the first year of the
        first trial is year 1, and so on; the table begins again at its end. With as many simulated years as the table
        has, each comes once.

    Raises ValueError that names the row of a value that cannot be.
    """
    if order not in ("drawn", "given"):
        raise ValueError(f'order is "drawn" or "given", and not {order!r}')
    frame = _read(table)
    found = _columns(frame, ("year", "loss"), ("event", "time", "day", "insured"), columns)
    _refuse_deviations(frame)
    own = _numbers(frame, found["year"], 1)
    for row, year in enumerate(own):
        if not (year == int(year) and 1 <= year <= years):
            raise ValueError(f"{_place(row)}: {found['year']} must be a whole number from 1 to {years}, and is {year:g}")
    positions = {each: i for i, each in enumerate(insureds)}
    whom = _insureds(frame, found, insured)
    for row, who in enumerate(whom):
        if who not in positions:
            raise ValueError(f'{_place(row)}: "{who}" is no insured of the scenario')
    made = pd.DataFrame({
        "year": own.astype(np.int64),
        "event": frame[found["event"]].to_numpy() if "event" in found else np.arange(len(frame)),
        "time": _times(frame, found),
        "insured": [positions[who] for who in whom],
        "loss": _numbers(frame, found["loss"], 0),
    })  # fmt: skip
    differing = made.groupby(["year", "event"])["time"].transform("first") != made["time"]
    if differing.any():
        raise ValueError(f"{_place(int(np.flatnonzero(differing)[0]))}: an event has one time")
    return YearLossTable(made[made["loss"] > 0], years, order, name)


def _times(frame: pd.DataFrame, found: Mapping[str, str]) -> NDArray[np.float64]:
    if "time" in found:
        times = _numbers(frame, found["time"], 0)
    elif "day" in found:
        times = np.minimum((_numbers(frame, found["day"], 1) - 1) / 365, np.nextafter(1, 0))
    else:
        return np.zeros(len(frame))
    for row, time in enumerate(times):
        if time >= 1:
            raise ValueError(f"{_place(row)}: the time is the part of the year gone, below 1, and is {time:g}")
    return times


def _read(table: Table) -> pd.DataFrame:
    if isinstance(table, pd.DataFrame):
        return table
    path = Path(table)
    return pd.read_parquet(path) if path.suffix in (".parquet", ".pq") else pd.read_csv(path)


def _columns(
    frame: pd.DataFrame, needed: Sequence[str], more: Sequence[str], given: Mapping[str, str] | None
) -> dict[str, str]:
    """The table's name of each of our columns."""
    there = {str(name).lower(): name for name in frame.columns}
    found = {}
    for ours in (*needed, *more):
        wanted = (given[ours],) if given and ours in given else _NAMES[ours]
        match = next((there[name.lower()] for name in wanted if name.lower() in there), None)
        if match is not None:
            found[ours] = match
        elif ours in needed or (given and ours in given):
            raise ValueError(f"the table has no column {' or '.join(wanted)}: it has {', '.join(map(str, frame.columns))}")
    return found


def _insureds(frame: pd.DataFrame, found: Mapping[str, str], insured: str | None) -> list[str]:
    if insured is not None:
        if "insured" in found:
            raise ValueError(f'the table says who has each loss in "{found["insured"]}": leave insured out')
        return [insured] * len(frame)
    if "insured" not in found:
        raise ValueError("the table does not say who has the losses: name the insured with insured=...")
    return [str(each) for each in frame[found["insured"]]]


def _numbers(frame: pd.DataFrame, column: str, least: float) -> NDArray[np.float64]:
    values = pd.to_numeric(frame[column], errors="coerce").to_numpy(np.float64)
    bad = np.flatnonzero(~(np.isfinite(values) & (values >= least)))
    if bad.size:
        raise ValueError(f"{_place(int(bad[0]))}: {column} must be {least:g} or more, and is {frame[column].iloc[bad[0]]}")
    return values


def _refuse_deviations(frame: pd.DataFrame) -> None:
    for name in frame.columns:
        if str(name).lower() in ("sdloss", "sdlossind", "sdlosscor", "standard_deviation") and (frame[name] != 0).any():
            raise ValueError(f"{name} says how far losses of an event scatter, and a table of losses has each fixed: "
                             "draw samples of it, or drop the column")  # fmt: skip


def _ranges(begin: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """begin[0], begin[0] + 1, ... counts[0] of them, then those from begin[1] on, and so on."""
    ends = np.cumsum(counts)
    return np.arange(ends[-1] if counts.size else 0) + np.repeat(begin - (ends - counts), counts)


def _place(row: int) -> str:
    return f"row {row + 1} of the table"
