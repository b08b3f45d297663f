"""Sources of one's own: called by the parallel engine, the same bits whatever the blocks, refused where they fail."""

from __future__ import annotations

import gc
import pickle
import weakref
from collections.abc import Mapping

import numpy as np
import pytest
import riskpool as rp
from numpy.typing import ArrayLike


class Rare(rp.Source):
    """A Bernoulli event a year with a Pareto loss, by inversion."""

    def __init__(self, p: float = 0.3) -> None:
        self.p = p
        self.asked: list[int] = []

    def sample(self, request: rp.Request) -> Mapping[str, ArrayLike]:
        self.asked.append(request.trials)
        counts = (request.uniforms(0) < self.p).astype(int)
        damage = 1e6 * request.event_uniforms(1, counts) ** (-1 / 1.8)
        return {"counts": counts, "damage": damage, "time": request.event_uniforms(2, counts)}


class Cluster(rp.Source):
    """Every event hits both insureds, the second harder the later the year."""

    def sample(self, request: rp.Request) -> Mapping[str, ArrayLike]:
        counts = np.ones(request.cells, int)
        u = request.uniforms(0)
        damage = np.stack([1e6 * u, 1e6 * u * (1 + request.year)], axis=1).ravel()
        return {"counts": counts, "rows": np.full(request.cells, 2), "insured": np.tile([0, 1], request.cells), "damage": damage}


def pool_with(*sources: object, insureds: int = 1) -> rp.Scenario:
    return rp.Scenario(
        name="Own",
        currency="CNY",
        years=3,
        seed=4,
        members=[rp.Member(name="M")],
        insureds=[rp.Insured(name=f"I{k}", premium=1e6) for k in range(insureds)],
        sources=list(sources),
        pools=[rp.Pool(name="P", shares="equal", programme=[[rp.CatXl(limit=2e6, attachment=1e6, premium=1e5, reinstatements=[1.0], reinstatement_basis="amount_and_time")]])],
    )  # fmt: skip


def test_an_own_source_is_as_good_as_one_of_the_engine() -> None:
    own = rp.run(pool_with(Rare(0.3)), 20_000, progress=False)
    builtin = rp.CollectiveRisk(frequency=rp.frequency.Bernoulli(probability=0.3), severity=rp.severity.Pareto(threshold=1e6, shape=1.8))
    theirs = rp.run(pool_with(builtin), 20_000, progress=False)
    for quantity in ("p.gross_loss", "cat_xl_1.recovery", "cat_xl_1.reinstatement_premium"):
        a, b = own.tables[quantity].values, theirs.tables[quantity].values
        # capped, since the Pareto law has no variance
        a, b = np.minimum(a, 1e7), np.minimum(b, 1e7)
        assert abs(a.mean() - b.mean()) < 4 * np.hypot(a.std(), b.std()) / np.sqrt(a.size), quantity


def test_its_bits_depend_on_neither_threads_nor_blocks() -> None:
    source = Rare()
    pool = pool_with(source, Cluster(), insureds=2)
    one = rp.run(pool, 2000, threads=1, progress=False)
    sizes = set(source.asked)
    two = rp.run(pool, 2000, threads=2, progress=False)
    assert len(sizes) > 1
    for name in one.tables:
        assert np.array_equal(one.tables[name].values, two.tables[name].values), name
    longer = rp.run(pool, 2500, progress=False)
    assert np.array_equal(longer.tables["p.net_loss"].values[:2000], one.tables["p.net_loss"].values)
    other = rp.run(pool, 2000, seed=5, progress=False)
    assert not np.array_equal(other.tables["p.net_loss"].values, one.tables["p.net_loss"].values)
    assert "I1" in pool.explain(3) and "Cluster" in pool.explain(3)


def test_two_of_a_kind_have_streams_of_their_own() -> None:
    tables = rp.simulate(pool_with(Rare(1.0), Rare(1.0)), 500, progress=False)
    first, second = tables.columns(0)["damage"], tables.columns(1)["damage"]
    assert abs(np.corrcoef(np.log(first), np.log(second))[0, 1]) < 4 / np.sqrt(first.size)


def test_scenarios_keep_their_own_sources() -> None:
    rare = Rare(0.2)
    pool = pool_with(rare, rp.CollectiveRisk(frequency={"poisson": {"mean": 1}}, severity={"point": {"value": 1}}))
    assert pool.sources[0] is rare and pool.with_({"years": 5}).sources[0] is rare
    assert pool == pool.with_({}) and "own_source: {name: Rare}" in pool.to_yaml()
    twice = pool.with_({"sources": [Rare(0.1), Rare(0.2)]})
    assert [each.p for each in twice.sources] == [0.1, 0.2]
    assert pickle.loads(pickle.dumps(pool)).sources[0].p == 0.2
    with pytest.raises(rp.ScenarioError, match="own_source"):
        rp.loads(pool.to_yaml())
    with pytest.raises(rp.ScenarioError, match='no source of the name "Other"'):
        pool.with_({"sources[0]": {"own_source": {"name": "Other"}}})


def test_events_of_own_sources_can_be_priced_again() -> None:
    pool = pool_with(Rare(), Cluster(), insureds=2)
    changed = pool.with_({"pools[0].programme[0][0].cat_xl.limit": 3e6})
    priced = rp.simulate(pool, 300, progress=False).price(changed, progress=False)
    whole = rp.run(changed, 300, progress=False)
    assert priced.metrics.equals(whole.metrics)


def test_a_scenario_lets_go_of_its_own_sources() -> None:
    source = Rare()
    pool = pool_with(source)
    source.pool = pool  # type: ignore[attr-defined]
    rp.run(pool, 64, progress=False)
    seen = weakref.ref(source)
    del source, pool
    gc.collect()
    assert seen() is None


class Answering(rp.Source):
    """Answers with what it was given, changed by `change`."""

    def __init__(self, **change: object) -> None:
        self.change = change

    def sample(self, request: rp.Request) -> Mapping[str, ArrayLike]:
        n = request.cells
        columns: dict[str, object] = {"counts": np.ones(n, int), "damage": np.ones(n)}
        for name, value in self.change.items():
            columns[name] = value(n) if callable(value) else value
        return {k: v for k, v in columns.items() if v is not None}  # type: ignore[misc]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"counts": lambda n: np.ones(n + 1, int)}, r"counts has shape .* one for each cell"),
        ({"counts": lambda n: np.full(n, 2)}, r"damage has shape .* one for each row"),
        ({"counts": lambda n: np.ones(n)}, "counts are whole numbers"),
        ({"counts": lambda n: -np.ones(n, int)}, "counts are 0 or more"),
        ({"damage": lambda n: np.full(n, np.nan)}, "damage has values that are no finite numbers"),
        ({"damage": lambda n: np.full(n, -1.0)}, "damage has values below 0"),
        ({"damage": None}, "counts and damage are missing"),
        ({"time": lambda n: np.ones(n)}, "time is the part of the year gone"),
        ({"insured": lambda n: np.ones(n, int)}, "insured is a position among the 1 of the scenario"),
        ({"insured": lambda n: np.zeros(n)}, "of whole numbers"),
        ({"rows": lambda n: np.full(n, 2)}, r"damage has shape"),
        ({"loss": 1}, '"loss" is none; columns are counts, rows'),
    ],
)
def test_an_answer_that_breaks_its_promises_stops_the_run(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match="Answering.sample: .*" + message):
        rp.run(pool_with(Answering(**change)), 200, progress=False)


def test_a_fault_of_its_own_comes_out_as_it_is() -> None:
    class Failing(rp.Source):
        def sample(self, request: rp.Request) -> Mapping[str, ArrayLike]:
            raise ZeroDivisionError("of its own")

    with pytest.raises(ZeroDivisionError, match="of its own"):
        rp.run(pool_with(Failing()), 2000, progress=False)
    with pytest.raises(NotImplementedError, match="sample"):
        rp.run(pool_with(rp.Source()), 200, progress=False)


def test_chance_of_ones_own_is_found_out() -> None:
    class Restless(rp.Source):
        chance = np.random.default_rng(1)

        def sample(self, request: rp.Request) -> Mapping[str, ArrayLike]:
            return {"counts": np.ones(request.cells, int), "damage": self.chance.random(request.cells)}

    class ByBlock(rp.Source):
        def sample(self, request: rp.Request) -> Mapping[str, ArrayLike]:
            chance = np.random.default_rng(request.first_trial)
            return {"counts": np.ones(request.cells, int), "damage": chance.random(request.cells)}

    with pytest.raises(ValueError, match="other events when it is asked again"):
        rp.check_source(Restless())
    with pytest.raises(ValueError, match="other events in another block"):
        rp.check_source(ByBlock())
    rp.check_source(Rare())
    rp.check_source(Cluster(), insureds=2)


def test_uniforms_are_those_of_the_engines_streams() -> None:
    request = rp.Request(first_trial=64, trials=3, years=2, seed=9, source=1)
    assert list(request.trial) == [64, 64, 65, 65, 66, 66] and list(request.year) == [0, 1] * 3
    alone = rp.Request(first_trial=65, trials=1, years=2, seed=9, source=1)
    assert np.array_equal(request.uniforms(7, 3)[2:4], alone.uniforms(7, 3))
    counts = np.array([2, 0, 1, 3, 0, 1])
    assert np.array_equal(request.event_uniforms(7, counts)[2:6], alone.event_uniforms(7, [1, 3]))
    assert not np.array_equal(request.uniforms(7), request.uniforms(8))
    with pytest.raises(ValueError, match="0 to 191"):
        request.uniforms(192)


class PartOfTheOutput(rp.Source):
    """A year without output, or without half of it."""

    def __init__(self, **columns: float) -> None:
        self.columns = columns

    def sample(self, request: rp.Request) -> Mapping[str, ArrayLike]:
        ones = np.ones(request.cells)
        return {"counts": ones.astype(int), "damage": 0 * ones} | {k: v * ones for k, v in self.columns.items()}


def interrupted(source: rp.Source) -> float:
    pool = pool_with(source)
    pool = pool.with_({"insureds[0].interruption": 365e6, "insureds[0].waiting_days": 10})
    return float(rp.run(pool, 64, progress=False).tables["p.gross_loss"].values[0, 0])


def test_an_own_source_may_cost_part_of_the_output() -> None:
    assert interrupted(PartOfTheOutput(restart_days=30)) == pytest.approx(20e6, rel=1e-6)
    assert interrupted(PartOfTheOutput(restart_days=30, output_lost=0.25)) == pytest.approx(5e6, rel=1e-6)
    assert interrupted(PartOfTheOutput(ramp_days=20)) == pytest.approx(2.5e6, rel=1e-6)  # (20 - 10)^2 / 40 days


def test_a_part_of_no_days_or_of_more_than_all_is_refused() -> None:
    with pytest.raises(ValueError, match="there are none"):
        rp.check_source(PartOfTheOutput(output_lost=0.5))
    with pytest.raises(ValueError, match="at most 1"):
        rp.check_source(PartOfTheOutput(restart_days=3, output_lost=1.5))


def test_an_own_source_may_stand_within_another() -> None:
    """Adjusted by a half it has half of its events, by one all of them, bit for bit."""
    own = rp.run(pool_with(Rare(0.5)), 4000, progress=False).tables["p.gross_loss"].values
    around = [{"adjusted": {"source": Rare(0.5), "frequency": {"start": factor}}} for factor in (1, 0.5)]
    same, half = (rp.run(pool_with(each), 4000, progress=False).tables["p.gross_loss"].values for each in around)
    assert np.array_equal(same, own)
    assert ((half == own) | (half == 0)).all()
    kept = (half > 0)[own > 0]
    assert abs(kept.mean() - 0.5) < 4 * 0.5 / np.sqrt(kept.size)
