"""Runs of schemes, and the events and sums that their tests need."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from riskpool.setting import to_settings

SCHEMES = Path(__file__).resolve().parents[2] / "scenarios" / "schemes"
M, BN, TN = 1e6, 1e9, 1e12


class Played:
    """One run: columns by name, means by party and quantity, money passed on by reason."""

    def __init__(self, figures: dict[str, Any], result: Path) -> None:
        self.years_run = figures["years"]
        self.metrics = figures["metrics"]
        self.transfers = figures["transfers"]
        with h5py.File(result) as file:
            self.columns = {name: file[name][:] for name in file if "." in name}
            paths, codes = (file[f"provenance_{column}"].asstr()[:] for column in ("path", "source"))
            self.provenance = dict(zip(paths, codes, strict=True))

    def years(self, column: str) -> np.ndarray:
        """The only trial's amounts, year by year."""
        return self.columns[column][0]

    def whole(self, party: str, quantity: str) -> float:
        """The sum of all years, for what the table of trials does not keep."""
        [row] = [
            row
            for row in self.metrics
            if (row["metric"], row["party"], row["quantity"], row["basis"]) == ("aal", party, quantity, "annual")
        ]
        return row["value"] * self.years_run

    def passed(self, reason: str, **who: str) -> float:
        """What the parties named pass on for this reason in all years."""
        rows = [row for row in self.transfers if row["reason"] == reason and all(row[k] == v for k, v in who.items())]
        return sum(row["mean"] for row in rows) * self.years_run


Play = Callable[..., Played]


@pytest.fixture(scope="module")
def play(riskpool_command: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Play:
    """Runs a scheme, with changes by path, and keeps what it has run."""
    folder = tmp_path_factory.mktemp("schemes")
    kept: dict[str, Played] = {}

    def run(name: str, changes: dict[str, Any] | None = None, trials: int | None = None) -> Played:
        settings = to_settings(changes or {})
        key = json.dumps([name, settings, trials])
        if key not in kept:
            result = folder / f"{len(kept)}.h5"
            words = ["run", SCHEMES / f"{name}.yaml", "--json", "--quiet", "-o", result]
            words += [word for setting in settings for word in ("--set", setting)]
            words += [] if trials is None else ["--trials", trials]
            done = riskpool_command(*words)
            assert done.returncode == 0, done.stderr
            kept[key] = Played(json.loads(done.stdout), result)
        return kept[key]

    return run


def events(insured: str, damages: Iterable[float | Sequence[float]]) -> dict[str, Any]:
    """Settings that put these events, a year each or several of one year, in place of those of the file."""
    by_year = [[each] if isinstance(each, (int, float)) else list(each) for each in damages]
    listed = [
        {"year": year, "time": k / len(year_events), "insured": insured, "damage": damage}
        for year, year_events in enumerate(by_year, 1)
        for k, damage in enumerate(year_events)
    ]
    return {"years": len(by_year), "sources": [{"fixed_events": {"events": listed}}]}


def some(seed: int, low: float, high: float, count: int = 40) -> list[float]:
    """Random events between two sizes, of all magnitudes alike."""
    chance = random.Random(seed)
    return [round(low * (high / low) ** chance.random(), 2) for _ in range(count)]


def layer(loss: float, attachment: float, limit: float = float("inf")) -> float:
    return max(min(loss - attachment, limit), 0.0)


def same(given: Any, wanted: Any) -> None:
    """Equal but for the rounding of sums of money, to a cent in a hundred billion."""
    assert np.asarray(given) == pytest.approx(np.asarray(wanted), rel=1e-12, abs=1e-2)
