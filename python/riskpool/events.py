"""The events of a run, kept: other programmes, funds and shares are tried on them without simulating again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from riskpool import _ext
from riskpool.asked import MOST_SEED, MOST_TRIALS, whole
from riskpool.kind import Kind, walk
from riskpool.lock import one_file_at_a_time
from riskpool.progress import ProgressLine, Report, choose
from riskpool.result import Run
from riskpool.scenario import Scenario, check_scenario

# What follows from events. All else must be as it was when they were simulated.
_FREE = {
    "name", "about", "trials", "seed", "members", "reinsurers", "pools", "retrocession", "defaults", "stress_loss",
    "checks", "metrics", "output",
}  # fmt: skip


class EventSet:
    """The events of some trials of a scenario. Made by `simulate`."""

    def __init__(self, scenario: Scenario, events: _ext.EventSet) -> None:
        self._events = events
        self.scenario = scenario
        """The scenario whose events they are."""

    @property
    def trials(self) -> int:
        """How many trials there are."""
        return self._events.trials

    @property
    def years(self) -> int:
        """Policy years of each trial."""
        return self._events.years

    @property
    def seed(self) -> int:
        """The seed."""
        return self._events.seed

    def columns(self, source: int) -> dict[str, Any]:
        """The columns of one source as they lie in memory, without a copy and read-only: count (events of each year of
        each trial), time, damage and what else it gives; insured as positions."""
        return _ext.event_columns(self._events, source)

    @property
    def table(self) -> pd.DataFrame:
        """A row for each insured that an event hits: trial, year (from 1), event (number within its source), time (part
        of the year gone), source, insured (names), damage, stock, restart_days, ramp_days, output_lost (part of the output
        that these days cost): ground-up, before any terms of policies. A source without a name of its own has that of its
        kind, and several of one name have their position behind it, as in results. Events of a source that gives yearly
        sums have the time 0."""
        names = np.array([each.name for each in self.scenario.insureds], dtype=object)
        parts = []
        sources = self._source_names()
        for source in range(self._events.sources):
            columns = self.columns(source)
            cells = columns["count"].size
            cell = np.repeat(np.arange(cells), columns["count"])
            rows = columns.get("rows")
            event = np.arange(cell.size) if rows is None else np.repeat(np.arange(cell.size), rows)
            part = {
                "trial": cell[event] // self.years,
                "year": cell[event] % self.years + 1,
                "event": event,
                "time": columns["time"][event] if columns["time"].size else np.zeros(event.size),
                "source": np.full(event.size, sources[source], dtype=object),
                "insured": names[columns["insured"]],
                "damage": columns["damage"],
            }
            for name in ("stock", "restart_days", "ramp_days"):
                part[name] = columns.get(name, np.zeros(event.size))
            part["output_lost"] = columns.get("output_lost", np.ones(event.size))
            parts.append(pd.DataFrame(part))
        return pd.concat(parts, ignore_index=True)

    def _source_names(self) -> list[str]:
        names = [getattr(each, "name", None) or self._events.kind(k) for k, each in enumerate(self.scenario.sources)]
        return [f"{name} [{k}]" if names.count(name) > 1 else name for k, name in enumerate(names)]

    def price(
        self,
        changed: Scenario | Sequence[Any] | None = None,
        pool: int = 0,
        threads: int = 0,
        output: str | os.PathLike[str] | None = None,
        progress: bool | Report | None = None,
        *,
        tables: bool = True,
    ) -> Run:
        """The run of a changed scenario on these events: to the last bit what `riskpool.run` gives for it, its trials and
        seed those of the events, without sampling.

        changed: a scenario with the same years, insureds and sources; or the tiers of another programme for `pool`, lists
            of treaties; the scenario itself where left out. Other arguments as for `riskpool.run`.

        Raises ValueError for a scenario whose events would be others.
        """
        scenario = self.scenario if changed is None else changed
        if not isinstance(scenario, Scenario):
            scenario = self.scenario.with_({f"pools[{pool}].programme": [list(tier) for tier in scenario]})
        self._check(scenario)
        path = None if output is None else Path(output).absolute()
        report = choose(progress)
        try:
            with one_file_at_a_time if path is not None else nullcontext():
                figures, columns = _ext.price(
                    self._events, scenario._loaded, threads, "" if path is None else str(path), tables, report
                )
        finally:
            if isinstance(report, ProgressLine):
                report.clear()
        priced = scenario.with_({"seed": self.seed, "trials": self.trials})
        return Run(priced, figures, columns if tables else None, path)

    def _check(self, scenario: Scenario) -> None:
        if scenario is self.scenario:
            return
        mine, theirs = self.scenario._root._values, scenario._root._values
        for name, value in theirs.items():
            if name not in _FREE and mine[name] != value:
                raise ValueError(f"{name} differ from those of the scenario whose events these are: simulate anew")

    def __repr__(self) -> str:
        return f"<riskpool.EventSet {self.scenario.name!r}: {self.trials} trials, seed {self.seed}>"


def simulate(
    scenario: Scenario,
    trials: int | None = None,
    seed: int | None = None,
    threads: int = 0,
    progress: bool | Report | None = None,
) -> EventSet:
    """Simulates the events of a scenario and keeps them, without anything that follows from them.

    Arguments as for `riskpool.run`. They are the events that a run of the same seed and trials has. Memory: 24 bytes and
    more for each event. Raises ValueError if a number of the sources or the insureds is uncertain, since its events would
    differ from draw to draw.
    """
    check_scenario("simulate", scenario)
    for name in ("sources", "insureds"):
        if any(_uncertain(each) for each in walk(scenario._root._values[name])):
            raise ValueError(f"{name} have numbers that are uncertain: their events differ from draw to draw")
    n = scenario.trials if trials is None else whole("trials", trials, 1, MOST_TRIALS)
    chance = scenario.seed if seed is None else whole("seed", seed, 0, MOST_SEED)
    report = choose(progress)
    try:
        events = _ext.simulate(scenario._loaded, n, chance, whole("threads", threads, 0, 2**15), report)
    finally:
        if isinstance(report, ProgressLine):
            report.clear()
    return EventSet(scenario, events)


def _uncertain(value: Kind) -> bool:
    """True if one of the numbers of a kind is a belief."""
    for field in value._description.fields:
        held = value._values[field.name]
        if field.shape.form == "number" and held is not None and not isinstance(held, (int, float)):
            return True
        item = field.shape.item
        if item is not None and item.form == "number" and held is not None:
            if any(not isinstance(each, (int, float)) for each in held):
                return True
    return False
