"""Losses that a person brings, in the order in which the engine reads them and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from riskpool import _ext

Array = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True)
class GivenLosses:
    """Rows in order of year, time and event."""

    given: Array  # as they were given; NaN where there is none
    order: Indices  # position of each row among the given losses, one after another
    years: int  # that make a trial
    events: NDArray[np.uint32]  # per year
    rows: NDArray[np.uint32]  # per event
    time: NDArray[np.float32]  # per event
    index_reading: Array  # per event
    delay: NDArray[np.float32]  # per event
    insured: NDArray[np.uint32]  # per row
    loss: Array  # per row

    @classmethod
    def of(
        cls,
        losses: ArrayLike,
        insureds: Sequence[str],
        years: int,
        year: ArrayLike | None,
        time: ArrayLike | None,
        event: ArrayLike | None,
        insured: ArrayLike | None,
        index: ArrayLike | None,
        reported_after: ArrayLike | None,
    ) -> GivenLosses:
        if years < 1:
            raise ValueError(f"years must be 1 or more, and is {years}")
        given = np.asarray(losses, dtype=np.float64)
        if given.ndim not in (1, 2):
            raise ValueError(f"losses have one dimension or two (years, events), and not {given.ndim}")
        loss = given.ravel()
        there = ~np.isnan(loss) if given.ndim == 2 else np.ones(loss.size, bool)
        if not (np.isfinite(loss[there]).all() and (loss[there] >= 0).all()):
            raise ValueError("losses are finite and 0 or more; NaN stands for none in an array of two dimensions")

        def column(name: str, values: ArrayLike | None, missing: float) -> Array:
            if values is None:
                return np.full(loss.size, missing)
            array = np.broadcast_to(np.asarray(values, dtype=np.float64), given.shape).ravel()
            if not (np.isfinite(array[there]).all() and (array[there] >= 0).all()):
                raise ValueError(f"{name} is finite and 0 or more, one for each loss")
            return array

        cell = _years_of(given, year, column)
        times = column("time", time, 0.0)
        if (times[there] >= 1).any():
            raise ValueError("time is the part of the year gone: 0 or more and below 1")
        numbers = np.arange(loss.size) if event is None else column("event", event, 0.0).astype(np.int64)
        whom = _positions(insured, insureds, given)
        order = np.flatnonzero(there)
        order = order[np.lexsort((order if event is None else numbers[order], times[order], cell[order]))]
        cell, times, numbers = cell[order], times[order], numbers[order]
        starts = np.ones(order.size, bool)
        starts[1:] = (numbers[1:] != numbers[:-1]) | (cell[1:] != cell[:-1]) | (times[1:] != times[:-1])
        first = np.flatnonzero(starts)
        if event is not None and np.unique(numbers[first]).size != first.size:
            raise ValueError("the losses of an event have the same year and the same time")
        n_years = int(cell.max()) + 1 if cell.size else 1
        if given.ndim == 2 and year is None:
            n_years = given.shape[0]
        n_years = -(-n_years // years) * years
        return cls(
            given,
            order,
            years,
            np.bincount(cell[first], minlength=n_years).astype(np.uint32),
            np.diff(np.append(first, order.size)).astype(np.uint32),
            times[first].astype(np.float32),
            column("index", index, 0.0)[order][first],
            column("reported_after", reported_after, 0.0)[order][first].astype(np.float32),
            whom[order].astype(np.uint32),
            loss[order],
        )

    @property
    def total(self) -> float:
        return float(self.loss.sum())

    @property
    def index(self) -> pd.Index:
        """Of tables with a row for each year."""
        cells = np.arange(self.events.size)
        if self.years == 1:
            return pd.Index(cells, name="year")
        return pd.MultiIndex.from_arrays([cells // self.years, cells % self.years], names=["trial", "year"])

    def cede(self, scenario: _ext.Scenario) -> dict[str, Any]:
        return _ext.cede(
            scenario,
            0,
            self.events.size // self.years,
            self.years,
            self.events,
            self.rows,
            self.time,
            self.index_reading,
            self.delay,
            self.insured,
            self.loss,
        )

    def give_back(self, rows: Array) -> Array:
        """Values of rows in the shape in which losses were given."""
        values = np.full(self.given.size, np.nan)
        values[self.order] = rows
        return values.reshape(self.given.shape)

    def event_by_event(self, of_years: Callable[[GivenLosses], Array], totals: Array) -> Array:
        """What each event adds to a figure of its year, per row, at the event's last row. `totals` are the figures of
        whole years: those with 0 are not looked at again."""
        if self.years != 1:
            raise ValueError("years that follow one another have no figure by event: cede them year by year")
        added = np.zeros(self.loss.size)
        event_begin = np.append(0, np.cumsum(self.events, dtype=np.int64))
        row_begin = np.append(0, np.cumsum(self.rows, dtype=np.int64))
        for cell in np.flatnonzero(totals):
            first, end = event_begin[cell], event_begin[cell + 1]
            begins = np.diff(np.append(0.0, of_years(self._beginnings(first, end, row_begin))))
            added[row_begin[first + 1 : end + 1] - 1] = begins
        return added

    def _beginnings(self, first: int, end: int, row_begin: NDArray[np.int64]) -> GivenLosses:
        """A year for each event of one year: it and all before it."""
        lengths = np.arange(1, end - first + 1)
        events = np.concatenate([np.arange(first, first + n) for n in lengths])
        rows = np.concatenate([np.arange(row_begin[first], row_begin[first + n]) for n in lengths])
        return replace(
            self,
            events=lengths.astype(np.uint32),
            rows=self.rows[events],
            time=self.time[events],
            index_reading=self.index_reading[events],
            delay=self.delay[events],
            insured=self.insured[rows],
            loss=self.loss[rows],
        )


def _years_of(given: Array, year: ArrayLike | None, column: Callable[..., Array]) -> NDArray[np.int64]:
    if year is not None:
        values = column("year", year, 0.0)
        if (values != np.floor(values)).any():
            raise ValueError("years are whole numbers, from 0")
        return values.astype(np.int64)
    if given.ndim == 2:
        return np.repeat(np.arange(given.shape[0]), given.shape[1])
    return np.zeros(given.size, np.int64)


def _positions(insured: ArrayLike | None, insureds: Sequence[str], given: Array) -> NDArray[np.int64]:
    if insured is None:
        if len(insureds) > 1:
            raise ValueError("there are several insureds: give insured, the name or position of who has each loss")
        return np.zeros(given.size, np.int64)
    whom = np.broadcast_to(np.asarray(insured), given.shape).ravel()
    if whom.dtype.kind in "iu":
        if whom.size and not (0 <= whom.min() and whom.max() < len(insureds)):
            raise ValueError(f"insured is a position below {len(insureds)}, or a name")
        return whom.astype(np.int64)
    position = {name: k for k, name in enumerate(insureds)}
    unknown = sorted({str(name) for name in whom} - set(position))
    if unknown:
        raise ValueError(f'no insured is called "{unknown[0]}"')
    return np.array([position[str(name)] for name in whom], np.int64)
