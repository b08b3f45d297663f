"""Designs compared on common random numbers."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import riskpool as rp

LIMIT = "pools[0].programme[0][0].cat_xl.limit"


def aal(run: rp.Run, party: str, quantity: str) -> tuple[float, float]:
    m = run.metrics
    row = m[(m.metric == "aal") & (m.party == party) & (m.quantity == quantity) & (m.basis == "annual")]
    return float(row.value.item()), float(row.standard_error.item())


def row_of(table: pd.DataFrame, party: str, quantity: str, basis: str = "annual") -> pd.Series:
    rows = table[(table.party == party) & (table.quantity == quantity) & (table.basis == basis)]
    assert len(rows) == 1
    return rows.iloc[0]


@pytest.fixture(scope="module")
def more(small: rp.Scenario) -> rp.Scenario:
    return small.with_({LIMIT: 4e7})


@pytest.fixture(scope="module")
def compared(small: rp.Scenario, more: rp.Scenario) -> pd.DataFrame:
    return rp.compare({"today": small, "more": more}, trials=4000, seed=5, progress=False)


def test_differences_are_those_of_the_figures(compared: pd.DataFrame, small: rp.Scenario, more: rp.Scenario) -> None:
    assert set(compared.scenario) == {"more"} and set(compared.baseline) == {"today"}
    runs = [rp.run(each, trials=4000, seed=5, progress=False) for each in (small, more)]
    for quantity in ("recovery", "net_loss", "retained_loss"):
        row = row_of(compared, "Pool", quantity)
        (before, _), (after, _) = (aal(run, "Pool", quantity) for run in runs)
        assert row.baseline_value == pytest.approx(before, rel=1e-12)
        assert row.value == pytest.approx(after, rel=1e-12)
        assert row.difference == pytest.approx(after - before, rel=1e-9)
        by_trial = (runs[1].tables[f"pool.{quantity}"] - runs[0].tables[f"pool.{quantity}"]).values.mean(axis=1)
        squares = sum((x - by_trial.mean()) ** 2 for x in by_trial)
        assert row.standard_error == pytest.approx(math.sqrt(squares / 3999 / 4000), rel=1e-9)
        assert row.low < row.difference < row.high
        assert row.high - row.low == pytest.approx(2 * 1.959963984540054 * row.standard_error, rel=1e-9)


def test_pairs_know_more_than_independent_runs(compared: pd.DataFrame, small: rp.Scenario, more: rp.Scenario) -> None:
    independent = [
        aal(rp.run(each, trials=4000, seed=5, progress=False), "Pool", "net_loss")[1] for each in (small, more)
    ]
    paired = row_of(compared, "Pool", "net_loss")
    assert 0 < paired.standard_error < 0.5 * math.hypot(*independent)
    assert 0.5 < paired.correlation < 1


def test_what_a_design_does_not_touch_does_not_differ(compared: pd.DataFrame) -> None:
    gross = row_of(compared, "Pool", "gross_loss")
    assert (gross.difference, gross.standard_error) == (0, 0)
    assert gross.correlation == pytest.approx(1, abs=1e-12)


def test_a_members_difference_is_known_in_closed_form(small: rp.Scenario) -> None:
    shares = "pools[0].shares.by_table.table"
    larger = small.with_({f"{shares}[0].share": "70%", f"{shares}[1].share": "30%"})
    table = rp.compare({"60": small, "70": larger}, trials=2000, seed=9, progress=False)
    value, error = aal(rp.run(small, trials=2000, seed=9, progress=False), "Pool", "net_loss")
    lead, partner = row_of(table, "Lead", "net_loss"), row_of(table, "Partner", "net_loss")
    assert lead.difference == pytest.approx(0.1 * value, rel=1e-9)
    assert partner.difference == pytest.approx(-0.1 * value, rel=1e-9)
    assert lead.standard_error == pytest.approx(0.1 * error, rel=1e-9)


def test_three_designs_are_each_compared_with_the_first(small: rp.Scenario, more: rp.Scenario) -> None:
    bare = small.with_({"pools[0].programme": []})
    table = rp.compare({"bare": bare, "today": small, "more": more}, trials=500, progress=False)
    assert list(table.scenario.unique()) == ["today", "more"] and set(table.baseline) == {"bare"}
    assert "Cat" not in set(table.party)  # not in the first
    assert (table[table.quantity == "net_loss"].difference <= 0).all()


def test_what_cannot_be_compared_is_refused(small: rp.Scenario) -> None:
    with pytest.raises(ValueError, match="two scenarios"):
        rp.compare({"one": small})
    with pytest.raises(ValueError, match="two trials"):
        rp.compare({"a": small, "b": small}, trials=1)
    with pytest.raises(ValueError, match="USD"):
        rp.compare({"a": small, "b": small.with_({"currency": "USD"})}, trials=100)


def test_intervals_cover_as_often_as_they_say(small: rp.Scenario, more: rp.Scenario) -> None:
    """Over 60 seeds a 95 % interval misses the truth about 3 times, somewhat more often for skew amounts."""
    tables = [rp.compare({"a": small, "b": more}, trials=1000, seed=s, progress=False) for s in range(60)]
    rows = [row_of(table, "Pool", "net_loss") for table in tables]
    truth = np.mean([row.difference for row in rows])
    assert sum(not row.low <= truth <= row.high for row in rows) < 10
    # The spread between seeds is the standard error, within four of its own: 4 / sqrt(2 * 59) of it and skewness.
    spread = np.std([row.difference for row in rows], ddof=1)
    assert spread == pytest.approx(np.mean([row.standard_error for row in rows]), rel=0.4)
