"""The smallest pool that a known answer asks for, and means of samples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import riskpool as rp


def near(values: object, expected: object, tolerance: float = 1e-9) -> None:
    np.testing.assert_allclose(np.asarray(values, float), np.asarray(expected, float), rtol=tolerance, atol=tolerance)


def within(sample: Any, expected: float, what: object = "", mc_sd: float | None = None) -> None:
    """The mean of a sample is within 4 standard errors of what is expected: its own, or those that the case gives."""
    values = np.asarray(sample, float).ravel()
    sd = values.std(ddof=1) if mc_sd is None else mc_sd
    assert sd > 0, what
    assert abs(values.mean() - expected) < 4 * sd / np.sqrt(values.size), (what, values.mean(), expected)


def yearly(losses: Sequence[float | Sequence[float]], insured: str = "I") -> rp.FixedEvents:
    """A year for each: one loss, or several in the order of the year."""
    events = []
    for year, each in enumerate(losses, 1):
        several = [each] if isinstance(each, (int, float)) else list(each)
        for k, loss in enumerate(several):
            events.append({"year": year, "time": k / len(several), "insured": insured, "damage": loss})
    return rp.FixedEvents(events=events)


def shares(parts: Sequence[float]) -> rp.ByTable:
    """Members M1, M2 ... take these parts."""
    return rp.ByTable(table=[{"member": f"M{k}", "share": part} for k, part in enumerate(parts, 1)])


def known_pool(sources: Any, pool: dict[str, Any] | None = None, **terms: Any) -> rp.Scenario:
    """A pool P of an insured I without values and a member M1, but for what is given."""
    given = {"members": [rp.Member(name="M1")], "insureds": [rp.Insured(name="I")], "years": 1} | terms
    return rp.Scenario(
        name="known answer",
        currency="CNY",
        sources=sources if isinstance(sources, list) else [sources],
        pools=[rp.Pool(**{"name": "P", "shares": rp.Equal()} | (pool or {}))],
        **{"output": {"storage": "float64", "members": True}} | given,
    )


def one_trial(scenario: rp.Scenario) -> dict[str, np.ndarray]:
    """Columns of the only trial, year by year."""
    tables = rp.run(scenario, trials=1, progress=False).tables
    return {str(name): column.values[0] for name, column in tables.items()}
