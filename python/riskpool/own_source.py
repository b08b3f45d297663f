"""Sources of one's own: models of events written in Python, called by the engine block by block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riskpool import _ext

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Request:
    """What a source is asked for: the events of some years of some trials.

    A cell is one year of one trial; cells stand trial by trial, the years of each in order.
    """

    first_trial: int
    trials: int
    years: int
    seed: int
    source: int
    """Position of the source in the scenario."""

    @property
    def cells(self) -> int:
        """How many years of trials there are: trials x years."""
        return self.trials * self.years

    @property
    def trial(self) -> NDArray[np.int64]:
        """The number of the trial of each cell."""
        return np.repeat(np.arange(self.first_trial, self.first_trial + self.trials), self.years)

    @property
    def year(self) -> NDArray[np.int64]:
        """The year of each cell, from 0."""
        return np.tile(np.arange(self.years), self.trials)

    def uniforms(self, purpose: int, index: int = 0) -> Array:
        """One number in (0, 1) for each cell, from the source's own stream of that purpose (0 to 191).

        Each thing drawn has a purpose of its own, and of one purpose numbers 0, 1, ... by `index`. They depend on seed,
        source, purpose, trial, year and index only.
        """
        return _ext.cell_uniforms(
            self.seed, self.source, _purpose(purpose), self.first_trial, self.trials, self.years, index
        )

    def event_uniforms(self, purpose: int, counts: ArrayLike) -> Array:
        """One number in (0, 1) for each event, where `counts` says how many events each cell has."""
        numbers = _counts(counts, self.cells)
        return _ext.event_uniforms(
            self.seed, self.source, _purpose(purpose), self.first_trial, self.trials, self.years, numbers
        )


class Source:
    """A source of one's own: derive from it and write `sample`.

        class Meteorites(rp.Source):
            def sample(self, request):
                u = request.uniforms(0)                            # one for each year of each trial
                counts = (u < 0.01).astype(int)                    # one event in a hundred years
                loss = 5e8 * request.event_uniforms(1, counts) ** -0.5
                return {"counts": counts, "damage": loss}

        pool.with_({"sources": [*pool.sources, Meteorites()]})

    The engine calls `sample` from its workers, once per block, holding the interpreter's lock for the call alone: numpy
    makes it fast. Draw through the request only, never from a generator of one's own: then a result depends on
    scenario, seed and number of trials alone, as with every other source. `check_source` tests that.
    """

    name: str = ""
    """Its name in messages and texts; that of the class where it is left empty."""

    def sample(self, request: Request) -> Mapping[str, ArrayLike]:
        """The events of the cells of `request`, as columns:

        counts: events of each cell. damage: ground-up loss of each row, money, 0 or more; a row is an insured hit by an
        event, and events have one row each unless `rows` says how many. Optional, by event: time (part of the year
        gone, 0 <= time < 1; 0 where left out), index (reading reported to covers on an index), reported_after (years).
        Optional, by row: insured (position in the scenario's list; the first one where left out), stock (money),
        restart_days, ramp_days, output_lost (part of the output that these days cost, at most 1; all where left out).
        """
        raise NotImplementedError("a source of one's own has a method sample(request)")


def check_source(source: Source, trials: int = 256, years: int = 2, seed: int = 1, insureds: int = 1) -> None:
    """Calls a source for the same trials in one block, one by one and again, and compares.

    insureds: how many the scenario will have. Raises ValueError if the columns do not fit together, or if what a trial
    gets depends on the block that it is in or on how often the source was asked: then it draws chance of its own.
    """
    if not isinstance(source, Source):
        raise TypeError(f"check_source takes an instance of a class derived from riskpool.Source, and not {source!r}")
    bridge = Bridge(source)

    def ask(first_trial: int, n: int) -> list[list[Any]]:
        return _by_trial(bridge(first_trial, n, years, seed, 0, insureds), n, years)

    whole, again = ask(0, trials), ask(0, trials)
    alone = [ask(trial, 1)[0] for trial in reversed(range(trials))][::-1]
    for trial in range(trials):
        if not _same(whole[trial], again[trial]):
            raise ValueError(f"{_name(source)} gives trial {trial} other events when it is asked again: {_REMEDY}")
        if not _same(whole[trial], alone[trial]):
            raise ValueError(f"{_name(source)} gives trial {trial} other events in another block: {_REMEDY}")


_REMEDY = "draw through request.uniforms and request.event_uniforms, and keep nothing from call to call"
_BY_EVENT = ("time", "index", "reported_after")
_BY_ROW = ("stock", "restart_days", "ramp_days", "output_lost")
_LATEST = np.nextafter(np.float32(1), np.float32(0))  # the engine keeps dates as floats, below 1
_COLUMNS = ("counts", "rows", *_BY_EVENT, "insured", "damage", *_BY_ROW)

Answer = tuple[Any, ...]


class Bridge:
    """What the engine calls: asks the source, and checks its answer before the engine reads it."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def __call__(self, first_trial: int, trials: int, years: int, seed: int, source: int, insureds: int) -> Answer:
        request = Request(first_trial, trials, years, seed, source)
        name = _name(self._source)
        columns = self._source.sample(request)
        if not isinstance(columns, Mapping):
            raise TypeError(f"{name}.sample gives a mapping of columns, and not a {type(columns).__name__}")
        unknown = [str(each) for each in columns if each not in _COLUMNS]
        if unknown or "counts" not in columns or "damage" not in columns:
            fault = f'"{unknown[0]}" is none' if unknown else "counts and damage are missing"
            raise ValueError(f"{name}.sample: {fault}; columns are {', '.join(_COLUMNS)}")
        try:
            return _check(columns, request, insureds)
        except ValueError as fault:
            raise ValueError(f"{name}.sample: {fault}") from None


def _check(columns: Mapping[str, ArrayLike], request: Request, insureds: int) -> Answer:
    counts = _counts(columns["counts"], request.cells)
    events = int(counts.sum(dtype=np.int64))
    rows = None if "rows" not in columns else _counts(columns["rows"], events, "rows", "event")
    n = events if rows is None else int(rows.sum(dtype=np.int64))
    by_event = {k: _amounts(k, columns[k], events, "event") if k in columns else None for k in _BY_EVENT}
    if (time := by_event["time"]) is not None and (time >= 1).any():
        raise ValueError("time is the part of the year gone, below 1")
    by_row = {k: _amounts(k, columns[k], n, "row") if k in columns else None for k in ("damage", *_BY_ROW)}
    if by_row["ramp_days"] is not None and by_row["restart_days"] is None:
        by_row["restart_days"] = np.zeros(n)
    if (part := by_row["output_lost"]) is not None:
        if by_row["restart_days"] is None:
            raise ValueError("output_lost is the part of the output that restart_days and ramp_days cost, and there are none")
        if (part > 1).any():
            raise ValueError("output_lost is a part of the output, at most 1")
    return (
        counts,
        rows,
        None if time is None else np.minimum(time.astype(np.float32), _LATEST),
        by_event["index"],
        _single(by_event["reported_after"]),
        None if "insured" not in columns else _positions(columns["insured"], n, insureds),
        by_row["damage"],
        *(by_row[k] for k in _BY_ROW),
    )


def _positions(values: ArrayLike, n: int, insureds: int) -> NDArray[np.uint32]:
    insured = np.asarray(values)
    if insured.shape != (n,) or insured.dtype.kind not in "iu":
        raise ValueError(f"insured has shape {insured.shape} of {insured.dtype}, and not ({n},) of whole numbers")
    if n and not (0 <= insured.min() and insured.max() < insureds):
        raise ValueError(f"insured is a position among the {insureds} of the scenario")
    return np.ascontiguousarray(insured, dtype=np.uint32)


def _counts(values: ArrayLike, n: int, name: str = "counts", per: str = "cell") -> NDArray[np.uint32]:
    counts = np.asarray(values)
    if counts.shape != (n,):
        raise ValueError(f"{name} has shape {counts.shape}, and not ({n},): one for each {per}")
    if counts.dtype.kind not in "iub":
        raise ValueError(f"{name} are whole numbers, and not {counts.dtype}")
    if n and (counts.min() < 0 or counts.max() >= 2**31):
        raise ValueError(f"{name} are 0 or more, and below 2^31")
    return np.ascontiguousarray(counts, dtype=np.uint32)


def _amounts(name: str, values: ArrayLike, n: int, per: str) -> Array:
    amounts = np.ascontiguousarray(values, dtype=np.float64)
    if amounts.shape != (n,):
        raise ValueError(f"{name} has shape {amounts.shape}, and not ({n},): one for each {per}")
    if not np.isfinite(amounts).all():
        raise ValueError(f"{name} has values that are no finite numbers")
    if (amounts < 0).any():
        raise ValueError(f"{name} has values below 0")
    return amounts


def _single(values: Array | None) -> NDArray[np.float32] | None:
    if values is None:
        return None
    return values.astype(np.float32)


def _purpose(purpose: int) -> int:
    if not 0 <= purpose < 192:  # those above belong to a source around it, such as `adjusted`
        raise ValueError(f"a purpose is a number from 0 to 191, and {purpose} is none")
    return purpose


def _by_trial(answer: Answer, trials: int, years: int) -> list[list[Any]]:
    """The columns of each trial."""
    counts, rows, *others = answer
    n_rows = np.ones(int(counts.sum()), np.int64) if rows is None else rows.astype(np.int64)
    event = np.append(0, np.cumsum(counts.reshape(trials, years).sum(axis=1, dtype=np.int64)))
    row = np.append(0, np.cumsum(n_rows))[event]
    parts = []
    for t in range(trials):
        own: list[Any] = [counts[t * years : (t + 1) * years], n_rows[event[t] : event[t + 1]]]
        for k, values in enumerate(others):
            begin = event if k < len(_BY_EVENT) else row
            own.append(None if values is None else values[begin[t] : begin[t + 1]])
        parts.append(own)
    return parts


def _same(a: list[Any], b: list[Any]) -> bool:
    return all((x is None and y is None) or np.array_equal(x, y) for x, y in zip(a, b, strict=True))


def _name(source: Source) -> str:
    return source.name or type(source).__name__


def name_sources(value: Any, own: dict[str, Source]) -> Any:
    """A value in which sources of one's own stand by name; they are entered into `own`."""
    if isinstance(value, Source):
        name = first = _name(value)
        number = 1
        while own.get(name, value) is not value:
            number += 1
            name = f"{first} {number}"
        own[name] = value
        return {"own_source": {"name": name}}
    if isinstance(value, (list, tuple)):
        return [name_sources(each, own) for each in value]
    if isinstance(value, Mapping):  # a source around one: {"adjusted": {"source": Mine(), ...}}
        return {key: name_sources(each, own) for key, each in value.items()}
    return value


def resolve_source(value: Any, own: Mapping[str, Source]) -> Any:
    """A source of a scenario's tree, or the one of one's own that it names."""
    if isinstance(value, Mapping) and list(value) == ["own_source"]:
        return own[value["own_source"]["name"]]
    return value

