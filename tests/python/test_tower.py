"""Which tower to buy: O-OP-01 by enumeration, and the linear programme against it."""

from __future__ import annotations

import numpy as np
import pytest
from known import case
from riskpool import tower
from riskpool.tail import tail_value_at_risk


@pytest.fixture
def published() -> tower.Layers:
    given, _ = case("O-OP-01")
    weights, losses = zip(*given["scenarios"], strict=True)
    return tower.Layers.of_layers(losses, [tower.Layer(**layer) for layer in given["layers"]], weights)


def test_the_efficient_set_is_that_of_the_enumeration(published: tower.Layers) -> None:  # O-OP-01
    given, expected = case("O-OP-01")
    table = tower.candidates(published, tower.grid(given["placed"], len(given["layers"])), given["level"])
    assert len(table) == expected["n_candidates"]
    efficient = table[table.efficient].sort_values("net_cost")
    assert [list(each) for each in efficient.placed] == [each["placed"] for each in expected["efficient"]]
    assert efficient.net_cost.to_numpy() == pytest.approx(
        [each["net_cost"] for each in expected["efficient"]], rel=1e-9
    )
    assert efficient.tvar_net.to_numpy() == pytest.approx(
        [each["tvar_net"] for each in expected["efficient"]], rel=1e-9
    )
    best = tower.cheapest(table, given["cost_of_capital"])
    assert list(best.placed) == expected["best_for_cost_of_capital"]["placed"]
    assert best.objective == pytest.approx(expected["best_for_cost_of_capital"]["objective"], rel=1e-9)


def test_the_linear_programme_finds_the_optimum_between_the_grid_points(published: tower.Layers) -> None:  # O-OP-01
    given, expected = case("O-OP-01")
    best = tower.optimise(published, given["level"], cost_of_capital=given["cost_of_capital"])
    assert best.objective == pytest.approx(expected["best_for_cost_of_capital"]["objective"], rel=1e-9)
    for point in expected["efficient"]:
        found = tower.optimise(published, given["level"], budget=point["net_cost"] + 1e-12)
        assert found.tvar_net <= point["tvar_net"] + 1e-6 and found.net_cost <= point["net_cost"] + 1e-6


@pytest.fixture(scope="module")
def simulated() -> tower.Layers:
    losses = np.random.default_rng(3).pareto(2.0, 4000) * 10
    layers = [tower.Layer(20, 20, 1.6), tower.Layer(60, 40, 1.9), tower.Layer(200, 100, 1.8)]
    return tower.Layers.of_layers(losses, layers)


def test_no_fine_grid_beats_the_linear_programme(simulated: tower.Layers) -> None:
    table = tower.candidates(simulated, tower.grid(np.linspace(0, 1, 6), 3), 0.99)
    for capital in (0.01, 0.03, 0.1):
        best = tower.optimise(simulated, 0.99, cost_of_capital=capital)
        on_grid = tower.cheapest(table, capital)
        assert best.objective <= on_grid.objective + 1e-9
        assert best.objective >= on_grid.objective - 0.2 * capital * on_grid.tvar_net
        net = simulated.losses - best.placed @ simulated.recoveries
        assert best.tvar_net == pytest.approx(tail_value_at_risk(net, 0.99))
    with pytest.raises(ValueError, match="budget"):
        tower.optimise(simulated, 0.99, budget=-1e9)


def test_pareto_keeps_what_no_other_beats() -> None:
    cost, risk = [1, 1, 2, 3, 3, 4, 2], [5, 4, 4, 3, 3, 3.5, 1]
    assert list(np.flatnonzero(tower.pareto(cost, risk))) == [1, 6]
    rng = np.random.default_rng(1)
    c, r = rng.integers(0, 12, 60).astype(float), rng.integers(0, 12, 60).astype(float)
    slow = [
        not any((c[j] <= c[i] and r[j] < r[i]) or (c[j] < c[i] and r[j] <= r[i]) for j in range(60)) for i in range(60)
    ]
    assert list(tower.pareto(c, r)) == slow


def test_errors_are_those_of_pairs_and_twins_are_named(simulated: tower.Layers) -> None:
    table = tower.candidates(simulated, [(1.0, 1.0, 1.0), (0.0, 0.0, 0.0)], 0.99)
    assert (table.tvar_net_error > 0).all() and table.net_cost_error.iloc[1] == 0 and (table["like"] == -1).all()
    # Two covers of one law, each on an index of its own: whichever the sample prefers, it cannot tell.
    rng = np.random.default_rng(2)
    index_covers = 8.0 * (rng.random((2, 4000)) < 0.05)
    twins = tower.Layers(simulated.losses, index_covers, [0.5, 0.5])
    table = tower.candidates(twins, [(1.0, 0.0), (0.0, 1.0), (0.0, 0.0)], 0.9)
    pair = table.iloc[:2]
    assert not pair.efficient.all() or set(pair["like"]) & {0, 1}
    spread = []
    for seed in range(200):
        losses = np.random.default_rng(100 + seed).pareto(6.0, 1000)
        layers = tower.Layers.of_layers(losses, [tower.Layer(0.1, 0.1, 0.1)])
        spread.append(tower.candidates(layers, [(1.0,)], 0.95)[["tvar_net", "tvar_net_error"]].iloc[0])
    values, errors = np.array(spread).T
    assert errors.mean() == pytest.approx(values.std(ddof=1), rel=0.2)


def test_covers_that_pay_on_an_index_leave_other_years_in_the_tail() -> None:
    """Where the largest losses are covered, smaller ones make the tail of what is kept."""
    losses = np.arange(1.0, 201.0)
    cover = np.where(losses > 150, losses - 10, 0.0)
    layers = tower.Layers(losses, [cover, np.where(losses > 120, 5.0, 0.0)], [45.0, 2.0])
    table = tower.candidates(layers, tower.grid(np.linspace(0, 1, 21), 2), 0.9)
    for capital in (0.1, 0.5, 2.0):
        best = tower.optimise(layers, 0.9, cost_of_capital=capital)
        assert best.objective <= tower.cheapest(table, capital).objective + 1e-9
        net = losses - best.placed @ layers.recoveries
        assert best.objective == pytest.approx(best.net_cost + capital * tail_value_at_risk(net, 0.9))


def test_a_tower_fitted_to_few_years_promises_too_much() -> None:
    gaps = []
    for seed in range(12):
        losses = np.random.default_rng(seed).pareto(1.8, 200) * 10
        layers = tower.Layers.of_layers(losses, [tower.Layer(10 * 2**k, 10 * 2**k, 0.4) for k in range(5)])
        gaps.append(tower.hold_out(layers, 0.95, cost_of_capital=0.1, seed=seed))
    assert np.mean([gap.optimism for gap in gaps]) > 0
    assert all(np.array_equal(gap.kept.placed, gap.promised.placed) for gap in gaps)
