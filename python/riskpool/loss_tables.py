"""Losses that other models hand over: event loss tables (ELT) and year loss tables (YLT), from CSV, Parquet or pandas."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from riskpool import kinds
from riskpool.table_columns import Floats, Table, find_columns, insureds_of, numbers_of, place_of, read_table
from riskpool.table_spread import Spread, rows_of_events

def read_elt(
    table: Table, columns: Mapping[str, str] | None = None, insured: str | None = None,
    correlation: float | None = None, ignore: Sequence[str] = (), name: str | None = None,
) -> kinds.EventTable:  # fmt: skip
    """An event loss table as a source: `scenario.with_({"sources": [*scenario.sources, rp.read_elt("elt.csv")]})`.

    table: a CSV file, a Parquet file or a DataFrame, a row for each event and insured: event, rate (expected number of
        times in a year, the same in all rows of an event), insured (its name in the scenario), loss (ground-up, money);
        index, if events report a reading to covers on an index. Where losses scatter: sd (standard deviation of the
        loss), or its two parts sdi and sdc, of which the first is independent from insured to insured and the second
        moves together; and most (the value exposed), which bounds the loss.
    columns: our names of columns and the table's own, where they differ: `{"rate": "freq"}`. EventId, EventRate,
        LocNumber, MeanLoss, SDLoss, MaxLoss, PerspValue, StdDevI, StdDevC and ExpValue are known.
    insured: who has all losses, where the table has no such column.
    correlation: of the normal variables behind losses of one event that scatter, 0 to 1. A table with sdi and sdc says
        so much itself: the one with which the variance of a year is what the parts make, the independent ones adding up
        as variances and the others as standard deviations.
    ignore: columns of the table that are not to be read. One that is neither known nor ignored is refused.
    name: of the source.

    Rows without a loss are left out, and events with none. Raises ValueError that names the row of a value that cannot
    be.
    """
    frame = read_table(table)
    found = find_columns(frame, ("event", "rate", "loss"), ("insured", "index", "sd", "sdi", "sdc", "most"), columns, ignore)
    losses, rates = numbers_of(frame, found["loss"], 0), numbers_of(frame, found["rate"], 0)
    whom = insureds_of(frame, found, insured)
    spread = Spread.of(frame, found, losses)
    readings = numbers_of(frame, found["index"], 0) if "index" in found else np.zeros(len(frame))
    events: dict[Any, dict[str, dict[str, float]]] = {}
    stated: dict[Any, tuple[float, float]] = {}
    for row, (event, rate, who, loss) in enumerate(zip(frame[found["event"]], rates, whom, losses, strict=True)):
        if rate <= 0:
            raise ValueError(f"{place_of(row)}: {found['rate']} must be above 0, and is {rate:g}")
        before = stated.setdefault(event, (rate, readings[row]))
        for column, now, then in zip(("rate", "index"), (rate, readings[row]), before, strict=True):
            if now != then:
                raise ValueError(f"{place_of(row)}: event {event} has the {found[column]} {now:g}, and {then:g} before")
        hits = events.setdefault(event, {})
        if loss > 0:
            hit = spread.hit(row, loss)
            if who in hits and ("sd" in hit or "sd" in hits[who]):
                raise ValueError(f"{place_of(row)}: event {event} has a second loss of {who}, and losses that scatter do "
                                 "not add up: give one row for each insured")  # fmt: skip
            hits[who] = hits[who] | {"loss": hits[who]["loss"] + loss} if who in hits else hit
    events = {event: hits for event, hits in events.items() if hits or stated[event][1] > 0}
    if not events:
        raise ValueError("the table has no losses")
    together = [rows for rows in rows_of_events(frame[found["event"]], losses) if len(rows) > 1]
    return kinds.EventTable(
        name=name,
        correlation=spread.correlation(correlation, together, rates),
        events=[
            {"rate": stated[event][0]}
            | ({"index": stated[event][1]} if stated[event][1] > 0 else {})
            | ({"hits": [{"insured": who} | hit for who, hit in hits.items()]} if hits else {})
            for event, hits in events.items()
        ],
    )


def read_ylt(
    table: Table, years: int, insureds: Sequence[str] | None = None, columns: Mapping[str, str] | None = None,
    insured: str | None = None, order: Literal["drawn", "given"] = "drawn", name: str | None = None,
    ignore: Sequence[str] = (), file: str | os.PathLike[str] | None = None,
) -> kinds.YearEventTable:  # fmt: skip
    """A year loss table as a source, for `scenario.with_({"sources": [...]})`.

    table: a CSV file, a Parquet file or a DataFrame, a row for each event and insured: year (1 ... years), event (rows of
        a year with the same event are one; each row is one of its own where there is no such column), time (part of the
        year gone) or day (1 ... 366), insured, loss (ground-up, money); index, if events report a reading to covers on
        an index. Period, EventId, LocNumber and MeanLoss are known. Without time and day, times are drawn.
    years: how many years the table is of: those without a loss do not stand in it.
    insureds: names of the scenario's insureds, to find the row of a wrong one; the scenario finds it in any case.
    columns, insured, ignore, name: as for `read_elt`.
    order: "drawn": each simulated year is a year of the table, drawn with equal chances. "given": the first year of the
        first trial is year 1, and so on; the table begins again at its end. With as many simulated years as the table
        has, each comes once.
    file: a CSV file to write the rows to, for the source to name. A table of hundreds of thousands of rows is read much
        faster from there than from the text of a scenario, which then needs the file beside it.

    Losses of one insured in one event are added up. Raises ValueError that names the row of a value that cannot be.
    """
    if order not in ("drawn", "given"):
        raise ValueError(f'order is "drawn" or "given", and not {order!r}')
    frame = read_table(table)
    found = find_columns(frame, ("year", "loss"), ("event", "time", "day", "insured", "index"), columns, ignore)
    if "time" in found and "day" in found:
        raise ValueError(f'the table has "{found["time"]}" and "{found["day"]}": ignore one of them')
    own = numbers_of(frame, found["year"], 1)
    for row, year in enumerate(own):
        if not (year == int(year) and 1 <= year <= years):
            raise ValueError(f"{place_of(row)}: {found['year']} must be a whole number from 1 to {years}, and is {year:g}")
    whom = insureds_of(frame, found, insured)
    known = None if insureds is None else set(insureds)
    for row, who in enumerate(whom):
        if known is not None and who not in known:
            raise ValueError(f'{place_of(row)}: "{who}" is no insured of the scenario')
    made = pd.DataFrame({
        "year": own.astype(np.int64),
        "event": _events(frame[found["event"]]) if "event" in found else np.arange(len(frame)),
        "insured": whom,
        "loss": numbers_of(frame, found["loss"], 0),
        "day": _days(frame, found),
        "index": numbers_of(frame, found["index"], 0) if "index" in found else np.zeros(len(frame)),
    })  # fmt: skip
    for column, what in (("day", "time"), ("index", "reading of an index")):
        differing = made.groupby(["year", "event"])[column].transform("first") != made[column]
        if differing.any():
            raise ValueError(f"{place_of(int(np.flatnonzero(differing)[0]))}: an event has one {what}")
    made = made[(made["loss"] > 0) | (made["index"] > 0)]
    if made.empty:
        raise ValueError("the table has no losses")
    made = made.groupby(["year", "event", "insured"], sort=False, as_index=False).agg(
        {"loss": "sum", "day": "first", "index": "first"}
    )
    rows = made.drop(columns=[each for each in ("event", "day", "index") if not _told(each, made, found)])
    return kinds.YearEventTable(
        name=name, table_years=years, order="sampled" if order == "drawn" else "in_order", rows=_put(rows, file)
    )


def _events(column: pd.Series) -> list[str]:
    missing = np.flatnonzero(column.isna())
    if missing.size:
        raise ValueError(f"{place_of(int(missing[0]))}: {column.name} is missing")
    return [str(event) for event in column]


def _told(column: str, rows: pd.DataFrame, found: Mapping[str, str]) -> bool:
    """Whether rows need a column: left out, each is an event of its own, at a time that is drawn, without a reading."""
    return column in found if column == "event" else bool((rows[column] != 0).any())


def _put(rows: pd.DataFrame, file: str | os.PathLike[str] | None) -> Any:
    if file is None:
        return rows.to_dict("records")
    rows.to_csv(file, index=False)  # pandas writes the shortest digits that give the same number back
    return {"file": str(Path(file).absolute())}


def _days(frame: pd.DataFrame, found: Mapping[str, str]) -> Floats:
    """Days of the year as the engine counts them: 1 is its beginning, 0 a time to be drawn."""
    if "day" in found:
        days = numbers_of(frame, found["day"], 1)
        for row, day in enumerate(days):
            if day > 366:
                raise ValueError(f"{place_of(row)}: {found['day']} must be 366 or less, and is {day:g}")
        return days
    if "time" not in found:
        return np.zeros(len(frame))
    times = numbers_of(frame, found["time"], 0)
    for row, time in enumerate(times):
        if time >= 1:
            raise ValueError(f"{place_of(row)}: the time is the part of the year gone, below 1, and is {time:g}")
    days = 1 + 365 * times
    # the engine divides again, and keeps times in single precision: the day next to it where that gives another number
    for toward in (0.0, np.inf):
        wrong = np.float32((days - 1) / 365) != np.float32(times)
        days = np.where(wrong, np.nextafter(1 + 365 * times, toward), days)
    return days
