"""Results are handed over without a copy: what Python sees lies where the engine left it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
import riskpool as rp
import xarray as xr
from riskpool import _ext

Ask = Callable[[rp.Scenario], rp.Run]


@contextmanager
def addresses(call: str) -> Iterator[dict[str, int]]:
    """What the engine says of where it left each column, while it is called."""
    found: dict[str, int] = {}
    whole = getattr(_ext, call)

    def listening(*arguments: Any) -> Any:
        figures, columns = whole(*arguments)
        found.update({name: address for name, *_, address in columns})
        return figures, columns

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_ext, call, listening)
        yield found


def elsewhere(tables: xr.Dataset, left: dict[str, int]) -> set[str]:
    """Columns that are not where the engine left them."""
    return {str(name) for name, column in tables.items() if column.values.ctypes.data != left[str(name)]}


ASKED: dict[str, tuple[str, Ask]] = {
    "run": ("run", lambda s: rp.run(s, trials=256, progress=False)),
    "events priced": ("price", lambda s: rp.simulate(s, 256, progress=False).price(progress=False)),
}


@pytest.fixture
def all_tables(small: rp.Scenario) -> rp.Scenario:
    """With columns of members, reinsurers, sources, funds, treaties, largest events and whole paths."""
    return small.with_({"output": {"members": True, "sources": True}})


@pytest.mark.parametrize("asked", ASKED)
def test_tables_are_the_memory_that_the_engine_filled(asked: str, all_tables: rp.Scenario) -> None:
    call, ask = ASKED[asked]
    with addresses(call) as left:
        tables = ask(all_tables).tables
    assert set(left) == set(tables) and len(set(left.values())) == len(left)
    shapes = {column.dims for column in tables.values()}
    assert shapes == {("trial", "year"), ("trial",)}
    parties = {str(name).split(".")[0] for name in tables}
    assert {"pool", "lead", "partner", "re_one", "pool_fund", "cat", "collective_risk"} <= parties
    assert any(str(name).endswith("_largest_event") for name in tables)
    assert elsewhere(tables, left) == set()
    # views of xarray and numpy look at the same memory, and a copy is found out
    assert tables["pool.net_loss"].isel(year=0).values.ctypes.data == left["pool.net_loss"]
    assert elsewhere(tables.copy(deep=True), left) == set(tables)


def test_tables_of_draws_are_that_memory_too(all_tables: rp.Scenario) -> None:
    uncertain = all_tables.with_({"pools[0].expenses": {"uniform": {"low": 0.1, "high": 0.3}}, "uncertainty": {"draws": 4}})
    with addresses("run") as left:
        run = rp.run(uncertain, trials=64, progress=False)
    assert run.tables.sizes["trial"] == 4 * 64 and "draw" in run.tables.coords
    assert elsewhere(run.tables, left) == set() and len(left) > 10


def test_columns_of_kept_events_are_where_they_are_kept() -> None:
    """Asked for twice, each column of each kind of source is at the same place while both are held."""
    stock = rp.Effect(amount=rp.severity.Point(value=1e6), stock_spoiled=0.5, restart_days=rp.severity.Point(value=9))
    scenario = rp.Scenario(
        name="columns", currency="CNY", members=[rp.Member(name="M")], pools=[rp.Pool(name="P", shares=rp.Equal())],
        insureds=[rp.Insured(name=f"I{k}", property=1e9, stock=1e7, interruption=1e8) for k in range(3)],
        sources=[
            rp.CollectiveRisk(frequency=rp.frequency.Poisson(mean=2), severity=rp.severity.Pareto(threshold=1, shape=2)),
            rp.Clash(assets=[rp.SharedAsset(name="cloud", rate=1)], hit={"fixed_hit": {"probability": 0.5}}, loss=stock),
            rp.Hawkes(rate=1, excitation=1, decay=2, loss=stock),
        ],
    )  # fmt: skip
    events = rp.simulate(scenario, 128, progress=False)
    seen: set[str] = set()
    for source in range(3):
        one, other = events.columns(source), events.columns(source)
        for name, values in one.items():
            assert values.ctypes.data == other[name].ctypes.data, name
            assert values.size == 0 or not values.flags.writeable, name
            assert values.size == 0 or values.copy().ctypes.data != values.ctypes.data
            seen |= {name} if values.size else set()
    assert {"count", "time", "insured", "damage", "rows", "stock", "restart_days"} <= seen
    damage, whole = events.columns(1)["damage"], float(events.columns(1)["damage"].sum())
    del events, one, other
    assert float(np.sum(damage)) == whole  # the array keeps what it looks at
