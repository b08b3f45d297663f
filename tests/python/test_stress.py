"""Rare events, reverse stress tests and their tables; copulas: O-TA-01, O-DP-02, O-DP-06."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from known import case
from riskpool import copula, stress
from riskpool.rare_event import CompoundPoisson
from riskpool.tail import tail_value_at_risk
from scipy import stats


def test_rare_tails_exactly_and_by_importance_sampling() -> None:  # O-TA-01
    given, expected = case("O-TA-01")
    law = CompoundPoisson(given["rate"], given["severity_mean"])
    for threshold in given["thresholds"]:
        want = expected[f"P_S_gt_{threshold:.0f}"]
        assert law.survival(threshold) == pytest.approx(want, rel=1e-10)
        found, effective = law.importance_sampling(threshold, 40_000, seed=1)
        assert found.value == pytest.approx(want, abs=4 * found.standard_error)
        assert found.standard_error < 0.03 * want and effective > 1000


def test_other_severities_are_sampled_as_well() -> None:
    law = CompoundPoisson(rate=0.3, mean=2.0, shape=0.5)
    found, _ = law.importance_sampling(25.0, 100_000, seed=2)
    assert found.value == pytest.approx(law.survival(25.0), abs=4 * found.standard_error)
    plain, _ = law.importance_sampling(0.1, 100_000, seed=3)  # below the mean: no tilt
    assert law.tilt(0.1) == 0 and plain.value == pytest.approx(law.survival(0.1), abs=4 * plain.standard_error)
    assert law.survival(0.0) == pytest.approx(1 - np.exp(-0.3)) and law.survival(-1.0) == 1


def test_ways_to_ruin_are_told_apart() -> None:
    """A quake of 100 or two fires of 50 each bring the pool down, one way twice as often as the other."""
    rng = np.random.default_rng(4)
    quake = np.where(rng.random(50_000) < 0.02, rng.uniform(95, 110, 50_000), 0)
    fire = np.where(rng.random(50_000) < 0.01, rng.uniform(95, 110, 50_000), 0)
    noise = rng.uniform(0, 1, 50_000)
    drivers = pd.DataFrame({"quake": quake, "fire": fire, "noise": noise})
    found = stress.ways_to_ruin(quake + fire, drivers, 95.0, groups=2)
    assert found.probability == pytest.approx(1 - 0.98 * 0.99, abs=0.003)
    first, second = found.modes.iloc[0], found.modes.iloc[1]
    assert (first.quake > 90, first.fire, second.quake, second.fire > 90) == (True, 0, 0, True)
    assert first.part == pytest.approx(2 / 3, abs=0.05)
    assert quake[int(first.trial)] == first.quake and first.loss == first.quake + first.fire
    assert found.conditional.mean_given_ruin["quake"] > 50 > found.conditional["mean"]["quake"]
    with pytest.raises(ValueError, match="no trial"):
        stress.ways_to_ruin(quake + fire, drivers, 1e6)


def test_the_factor_on_a_rate_that_eats_the_capital() -> None:
    rng = np.random.default_rng(5)
    n = rng.poisson(2.0, 200_000)
    losses = np.where(n > 0, rng.gamma(np.maximum(n, 1) * 1.0), 0.0)
    m = rng.poisson(3.0, 200_000)  # the same at 1.5 times the rate, drawn anew
    capital = tail_value_at_risk(np.where(m > 0, rng.gamma(np.maximum(m, 1) * 1.0), 0.0), 0.99)
    assert stress.rate_multiplier_to_capital(losses, n, 2.0, 0.99, capital) == pytest.approx(1.5, abs=0.04)
    assert stress.rate_multiplier_to_capital(losses, n, 2.0, 0.99, 1.0) == 1
    assert stress.rate_multiplier_to_capital(losses, n, 2.0, 0.99, 1e9) == np.inf


def test_the_smallest_breaking_set_is_that_of_all_subsets() -> None:
    from itertools import combinations

    rng = np.random.default_rng(6)
    dependence = pd.DataFrame(rng.random((8, 6)) * (rng.random((8, 6)) < 0.5), columns=list("abcdef"))
    values = rng.uniform(1, 10, 8)

    def loss(chosen: tuple[str, ...]) -> float:
        return float(values @ np.minimum(dependence[list(chosen)].sum(axis=1), 1))

    for part in (0.3, 0.5, 0.7):
        level = part * loss(tuple("abcdef"))
        sizes = {k: max(loss(u) for u in combinations("abcdef", k)) for k in range(1, 7)}
        fewest = min(k for k, most in sizes.items() if most >= level)
        found = stress.smallest_breaking_set(dependence, values, level)
        assert len(found.assets) == fewest and found.loss == pytest.approx(sizes[fewest])
    with pytest.raises(ValueError, match="even with all"):
        stress.smallest_breaking_set(dependence, values, values.sum() + 1)


def test_tables_have_the_columns_of_their_authors() -> None:
    table = stress.stress_table(
        100.0,
        [
            {"scenario": "cloud outage", "shock": "72 h", "post fixed": 40, "post constrained": 55.0},
            {"scenario": "fab fire", "shock": "total loss", "post fixed": -5.0, "comment": "narrative A"},
        ],
    )
    assert list(table.columns) == [
        "scenario",
        "shock",
        "pre",
        "post fixed",
        "post constrained",
        "difference",
        "comment",
    ]
    assert list(table.difference) == [-45, -105] and table.comment[1] == "narrative A; nothing is left"
    lloyds = stress.disaster_table(
        [
            {"scenario": "quake", "class": "property", "gross": 100, "reinsurance": 70, "reinstatement premium": 5},
            {"scenario": "quake", "class": "BI", "gross": 40.0, "reinsurance": 0},
            {"scenario": "cyber", "class": "liability", "gross": 10, "reinsurance": 4},
        ]
    )
    assert list(lloyds.net) == [35, 40, 75, 6] and list(lloyds["class"]) == ["property", "BI", "all", "liability"]
    assert stress.combine([3, 4], [[1, 0], [0, 1]]) == 5 and stress.combine([3, 4], [[1, 1], [1, 1]]) == pytest.approx(
        7
    )


N = 200_000


def joint(u: np.ndarray, level: float, lower: bool = False) -> float:
    return float(((u < 1 - level) if lower else (u > level)).all(axis=1).mean())


def test_copulas_have_their_taus_tails_and_joint_exceedances() -> None:  # O-DP-02
    given, expected = case("O-DP-02")
    rng = np.random.default_rng(7)
    square = lambda r: [[1, r], [r, 1]]  # noqa: E731
    t = given["t"]
    samples = {
        "gaussian": copula.gaussian(square(given["gaussian"]), N, rng),
        "t": copula.student(square(t["rho"]), t["nu"], N, rng),
        "clayton": copula.clayton(given["clayton"], 2, N, rng),
        "gumbel": copula.gumbel(given["gumbel"], 2, N, rng),
    }
    measures = {
        "gaussian": copula.gaussian_dependence(given["gaussian"]),
        "t": copula.student_dependence(t["rho"], t["nu"]),
        "clayton": copula.clayton_dependence(given["clayton"]),
        "gumbel": copula.gumbel_dependence(given["gumbel"]),
    }
    for name, u in samples.items():
        want = expected[name]
        assert measures[name].kendall == pytest.approx(want["kendall"], rel=1e-9)
        assert measures[name].tail_upper == pytest.approx(want["tail_upper"], abs=1e-9)
        assert measures[name].tail_lower == pytest.approx(want.get("tail_lower", measures[name].tail_lower), abs=1e-9)
        for level, p in want["joint_upper"].items():
            assert joint(u, float(level)) == pytest.approx(p, abs=4 * np.sqrt(p * (1 - p) / N)), (name, level)
        for level, p in want.get("joint_lower", {}).items():
            assert joint(u, float(level), lower=True) == pytest.approx(p, abs=4 * np.sqrt(p * (1 - p) / N))
        assert stats.kendalltau(*u[:20_000].T).statistic == pytest.approx(want["kendall"], abs=4 / np.sqrt(20_000))
        if "spearman" in want:
            assert stats.spearmanr(*u.T).statistic == pytest.approx(want["spearman"], abs=4 / np.sqrt(N))
    for level in given["levels"]:
        exact = copula.both_above(copula.clayton_cdf(level, level, given["clayton"]), level)
        assert exact == pytest.approx(expected["clayton"]["joint_upper"][str(level)], rel=1e-9)
        exact = copula.both_above(copula.gumbel_cdf(level, level, given["gumbel"]), level)
        assert exact == pytest.approx(expected["gumbel"]["joint_upper"][str(level)], rel=1e-9)


def test_counts_and_vines_on_a_gaussian_copula() -> None:  # O-DP-06
    given, expected = case("O-DP-06")
    rng = np.random.default_rng(8)
    r = given["rho"]
    u = copula.gaussian([[1, r], [r, 1]], N, rng)
    counts = np.column_stack([stats.poisson(rate).ppf(u[:, j]) for j, rate in enumerate(given["rates"])])
    cov = float(np.cov(counts.T)[0, 1])
    assert cov == pytest.approx(expected["cov_counts"], abs=4 * 1.18271 / np.sqrt(N))
    none = float((counts == 0).all(axis=1).mean())
    assert none == pytest.approx(expected["p_both_zero"], abs=4 * 0.38494 / np.sqrt(N))
    v = given["vine"]
    assert copula.gaussian_vine_correlation(v["r12"], v["r23"], v["r13_2"]) == pytest.approx(
        expected["vine_r13"], rel=1e-9
    )
    pairs = [[copula.GaussianPair(v["r12"]), copula.GaussianPair(v["r23"])], [copula.GaussianPair(v["r13_2"])]]
    z = stats.norm.ppf(copula.d_vine(pairs, N, rng))
    found = np.corrcoef(z.T)
    assert [found[0, 1], found[1, 2], found[0, 2]] == pytest.approx(
        [v["r12"], v["r23"], expected["vine_r13"]], abs=4 / np.sqrt(N)
    )


def test_a_clayton_vine_of_two_is_the_clayton_copula_and_h_inverts() -> None:
    rng = np.random.default_rng(9)
    pair = copula.ClaytonPair(2.0)
    u = copula.d_vine([[pair]], N, rng)
    p = copula.clayton_cdf(0.05, 0.05, 2.0)
    assert float((u < 0.05).all(axis=1).mean()) == pytest.approx(p, abs=4 * np.sqrt(p / N))
    a, b = rng.random(1000), rng.random(1000)
    for each in (pair, copula.GaussianPair(-0.7)):
        assert each.h(each.inverse(a, b), b) == pytest.approx(a, abs=1e-9)
    four = copula.d_vine([[copula.GaussianPair(0.5)] * 3, [pair] * 2, [copula.GaussianPair(0.2)]], 50_000, rng)
    for column in four.T:  # margins of any vine are uniform
        assert stats.kstest(column, "uniform").pvalue > 1e-4


def test_a_broken_correlation_matrix_is_repaired_and_the_change_told() -> None:
    broken = [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]
    found = copula.nearest_correlation(broken)
    assert np.linalg.eigvalsh(found.matrix).min() > -1e-12 and np.diag(found.matrix) == pytest.approx(1)
    assert 0.1 < found.largest_change < 1 and copula.nearest_correlation(np.eye(2)).largest_change == 0
    with pytest.raises(ValueError, match="nearest_correlation"):
        copula.gaussian(broken, 10, np.random.default_rng(1))


def test_reordering_years_keeps_margins_and_takes_the_copulas_ranks() -> None:
    rng = np.random.default_rng(10)
    x = rng.lognormal(size=(5000, 2))
    u = copula.gumbel(3.0, 2, 5000, rng)
    y = copula.reorder(x, u)
    assert np.array_equal(np.sort(y, axis=0), np.sort(x, axis=0))
    assert stats.kendalltau(*y.T).statistic == pytest.approx(stats.kendalltau(*u.T).statistic, abs=1e-12)
