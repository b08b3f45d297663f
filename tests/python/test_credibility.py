"""Credibility, rate review and the development of past years: O-CR-01, O-CR-02, O-RR-01."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from known import case
from riskpool import claims, credibility, development, rate_review


@pytest.mark.parametrize("id_", ["O-CR-01", "O-CR-02"])
def test_buhlmann_straub_reproduces_the_published_fit(id_: str) -> None:  # O-CR-01, O-CR-02
    given, expected = case(id_)
    found = credibility.buhlmann_straub(given["ratios"], given["weights"])
    for name, want in expected.items():
        assert getattr(found, name) == pytest.approx(want, rel=1e-8, abs=1e-9), name


def test_missing_years_and_missing_segments() -> None:
    ratios = [[0.5, 0.7, np.nan], [1.1, 0.9, 1.0], [np.nan, np.nan, np.nan]]
    weights = [[10, 20, 5], [10, 10, 20], [0, 0, 0]]
    found = credibility.buhlmann_straub(ratios, weights)
    means = [(5 + 14) / 30, (11 + 9 + 20) / 40]
    within = (10 * (0.5 - means[0]) ** 2 + 20 * (0.7 - means[0]) ** 2 + 10 * 0.01 + 10 * 0.01) / 3
    assert found.individual_mean[:2] == pytest.approx(means) and found.within_variance == pytest.approx(within)
    assert found.credibility[2] == 0 and found.premium[2] == pytest.approx(found.collective)
    with pytest.raises(ValueError, match="one year"):
        credibility.buhlmann_straub([[1.0], [2.0]], [[1], [1]])
    assert credibility.buhlmann_straub([[1.0], [2.0]], [[1], [1]], within_variance=0.1).between_variance > 0


def test_a_hierarchy_of_one_level_is_buhlmann_straub() -> None:  # O-CR-01
    given, expected = case("O-CR-01")
    found = credibility.hierarchical([[str(i)] for i in range(5)], given["ratios"], given["weights"])
    assert found.variances == pytest.approx([expected["between_variance"], expected["within_variance"]], rel=1e-8)
    assert found.collective == pytest.approx(expected["collective"], rel=1e-8)
    assert found.nodes.premium.to_numpy() == pytest.approx(expected["premium"], rel=1e-8)


def test_a_hierarchy_finds_the_variances_that_made_the_data() -> None:
    """200 sectors of 5 insureds over 8 years: estimates lie near the truth, and premiums beat means and the
    collective."""
    rng = np.random.default_rng(11)
    sector = np.repeat(rng.normal(0, 0.3, 200), 5)
    insured = 1 + sector + rng.normal(0, 0.2, 1000)
    weights = rng.uniform(1, 5, (1000, 8))
    ratios = insured[:, None] + rng.normal(size=(1000, 8)) / np.sqrt(weights)
    paths = [(f"s{i // 5}", f"i{i}") for i in range(1000)]
    found = credibility.hierarchical(paths, ratios, weights)
    assert found.variances == pytest.approx([0.09, 0.04, 1.0], rel=0.3)
    premium = found.nodes[found.nodes.level == 2].premium.to_numpy()

    def error(guess: object) -> float:
        return float(np.mean((np.asarray(guess) - insured) ** 2))

    plain = (weights * ratios).sum(axis=1) / weights.sum(axis=1)
    flat = credibility.buhlmann_straub(ratios, weights).premium
    assert error(premium) < error(flat) < error(plain) and error(premium) < error(found.collective)


def test_a_hierarchy_without_differences_gives_everyone_the_mean() -> None:
    given, expected = case("O-CR-02")
    found = credibility.hierarchical([("a", "1"), ("a", "2"), ("b", "3")], given["ratios"], given["weights"])
    assert found.variances[:2] == [0, 0] and found.nodes.premium.to_numpy() == pytest.approx(expected["collective"])


def test_the_indicated_change_of_a_rate() -> None:  # O-RR-01
    given, expected = case("O-RR-01")
    found = rate_review.review(**given)
    for name in ("experience_lr", "credibility", "credibility_weighted_lr", "indicated_change", "permissible_lr"):
        assert getattr(found, name) == pytest.approx(expected[name], rel=1e-10), name
    assert credibility.full_credibility_claims(0.9, 0.05) == pytest.approx(expected["full_cred_claims_90_5"], rel=1e-10)
    capped = rate_review.review(**given, largest_change=0.05)
    assert capped.change == -0.05 and capped.indicated_change == found.indicated_change
    with pytest.raises(ValueError, match="below 1"):
        rate_review.review([100], [50], 0.6, claims=10, variable_expense=0.8, profit=0.2)


def test_severity_raises_the_claims_that_full_credibility_needs() -> None:
    assert credibility.full_credibility_claims(0.9, 0.05, cv=2) == pytest.approx(
        5 * credibility.full_credibility_claims(0.9, 0.05)
    )
    assert credibility.limited_fluctuation(5000, 1082) == 1 and credibility.limited_fluctuation(0, 1082) == 0


def test_a_look_back_refunds_beyond_the_dead_band_and_takes_it_back() -> None:
    """Premium 100 a year, target 60 %, dead band 5 points, half of the rest, between -10 % and +15 %, cumulative. Year
    1: 30 % -> 25 points, half, 12.5 due. Year 2: (30 + 90) / 200 = 60 % -> nothing due, so -12.5. Year 3: 360 / 300: 60
    points over, 55 beyond the band, -27.5 % capped at -10 % of 300 = -30."""
    found = rate_review.look_back([100, 100, 100], [30, 90, 240], 0.6, 0.5, dead_band=0.05, floor=-0.10, ceiling=0.15)
    assert found.adjustments == pytest.approx([12.5, -12.5, -30.0]) and found.total == pytest.approx(-30)
    assert found.loss_ratios == pytest.approx([0.3, 0.6, 1.2])
    last_year_alone = rate_review.look_back([100, 100], [30, 90], 0.6, 0.5, dead_band=0.05, window=1)
    assert last_year_alone.adjustments == pytest.approx([12.5, -12.5])


TAYLOR_ASHE = [
    [357848, 1124788, 1735330, 2218270, 2745596, 3319994, 3466336, 3606286, 3833515, 3901463],
    [352118, 1236139, 2170033, 3353322, 3799067, 4120063, 4647867, 4914039, 5339085],
    [290507, 1292306, 2218525, 3235179, 3985995, 4132918, 4628910, 4909315],
    [310608, 1418858, 2195047, 3757447, 4029929, 4381982, 4588268],
    [443160, 1136350, 2128333, 2897821, 3402672, 3873311],
    [396132, 1333217, 2180715, 2985752, 3691712],
    [440832, 1288463, 2419861, 3483130],
    [359480, 1421128, 2864498],
    [376686, 1363294],
    [344014],
]


def test_chain_ladder_reproduces_macks_published_example() -> None:
    """Taylor and Ashe's triangle in Mack (1993), as the R package ChainLadder prints it, too."""
    triangle = np.full((10, 10), np.nan)
    for i, row in enumerate(TAYLOR_ASHE):
        triangle[i, : len(row)] = row
    found = development.chain_ladder(triangle)
    reserves = (found.ultimate - found.latest) / 1000
    assert reserves[1:] == pytest.approx([95, 470, 710, 985, 1419, 2178, 3920, 4279, 4626], abs=0.6)
    errors = [75535, 121699, 133549, 261406, 411010, 558317, 875328, 971258, 1363155]
    assert found.standard_error[1:] == pytest.approx(errors, abs=0.6)
    assert found.reserve.sum() == pytest.approx(18_680_856, abs=0.6)
    assert found.total_standard_error == pytest.approx(2_447_095, abs=0.6)


def test_years_share_the_errors_of_their_factors() -> None:
    """Two years that need the same one factor: their ultimates err together by the error of its estimate.

    Known at both ages: 10 -> 20, 30 -> 45, so f = 65 / 40 and s2 = (10 (2 - f)^2 + 30 (1.5 - f)^2) / 1."""
    triangle = [[10, 20], [30, 45], [50, np.nan], [20, np.nan]]
    found = development.chain_ladder(triangle)
    f = 65 / 40
    s2 = 10 * (2 - f) ** 2 + 30 * (1.5 - f) ** 2
    process = s2 / f**2 * (50 * f * f * 50 / 50 + 20 * f * f * 20 / 20)
    estimation = s2 / 40 * 70**2
    assert found.total_standard_error**2 == pytest.approx(process + estimation)


def test_a_triangle_in_a_file_develops_claims(tmp_path: Path) -> None:
    rows = [(2020, 1, 10.0), (2020, 2, 20.0), (2021, 1, 30.0), (2021, 2, 45.0), (2022, 1, 50.0)]
    file = tmp_path / "triangle.csv"
    pd.DataFrame(rows, columns=["year", "age", "loss"]).sample(frac=1, random_state=2).to_csv(file, index=False)
    losses = pd.DataFrame({"year": [2019, 2021, 2022], "source": "Fires", "loss": [1.0, 2.0, 8.0]})
    found = claims.read(losses, triangle=file, to_year=2022)
    assert found.losses("Fires") == pytest.approx([1.0, 2.0, 8.0 * 65 / 40])
    with pytest.raises(ValueError, match="no year 2023"):
        claims.read(losses.assign(year=[2020, 2021, 2023]), triangle=file)
    with pytest.raises(ValueError, match="give one"):
        claims.read(losses.assign(factor=2.0), triangle=file)
    with pytest.raises(ValueError, match="stands there once"):
        development.read_triangle(pd.DataFrame({"year": [1, 1], "age": [1, 1], "loss": [1, 2]}))
    with pytest.raises(ValueError, match="no column age"):
        development.read_triangle(pd.DataFrame({"year": [1], "loss": [1]}))


def test_bornhuetter_ferguson_believes_the_prior_for_what_is_to_come() -> None:
    assert development.bornhuetter_ferguson([60, 90], [2.0, 1.0], [100, 100]) == pytest.approx([110, 90])


def test_trend_and_on_level_bring_years_to_the_present() -> None:
    assert development.trend([100], [2020], 2023, np.log(1.1)) == pytest.approx([133.1])
    # +10 % on policies from the middle of 2021: the parallelogram earns 1/8 of 2021 and 7/8 of 2022 at the new rate.
    factors = development.on_level_factors([2020, 2021, 2022, 2023], [(2021.5, 0.1)])
    assert factors == pytest.approx([1.1, 1.1 / (7 / 8 + 1.1 / 8), 1.1 / (1 / 8 + 1.1 * 7 / 8), 1.0])
    by_policy_year = development.on_level_factors([2020, 2021], [(2021.0, 0.1), (2020.0, -0.2)], term=0)
    assert by_policy_year == pytest.approx([1.1, 1.0])
    longer = development.on_level_factors(
        [2022], [(2021.5, 0.1)], term=2.0
    )  # a quarter to nine sixteenths: mean by hand
    part = (1.5**2 - 0.5**2) / 4
    assert longer == pytest.approx([1.1 / (1 + 0.1 * part)])
