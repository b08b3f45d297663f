"""A scenario learns from claims: the posterior in its text, what moved and why, and `riskpool update`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import riskpool as rp
from known import case
from riskpool import claims, gpd_grid, update_program
from riskpool.posterior import BetaBinomial
from riskpool.prior import Prior, exact_beta, exact_gamma
from riskpool.scenario_text import Number, ScenarioText, number_like, number_of
from riskpool.update import Strength, Target, label_sources, parse_target, update
from scipy import stats

TEXT = """\
# A pool that learns. 标题
sources:
  - collective_risk:            # fires
      name: Fires
      frequency: {poisson: {mean: {value: 0.2, source: J, note: a guess}}}   # seen seldom
      severity:
        pareto:
          threshold: 10m  # from here on
          shape:
            value: 2   # a guess, too
            source: J
  - collective_risk:
      name: Small
      frequency: {negative_binomial: {mean: 5, size: 2.5}}
      severity: {exponential: {mean: 1.2m}}
  - contamination: {rate_per_fab_year: 0.3%, covers: all}
  - collective_risk:
      name: Bugs
      frequency: {bernoulli: {probability: 10%}}
      severity: {lognormal: {mean: 1m, cv: 2}}
beliefs:
  known:
    gamma: {shape: 2, rate: 10}
last: 1 # the end
"""


def table(*rows: tuple[int, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["year", "source", "loss"])


def test_numbers_are_read_and_written_as_files_have_them() -> None:
    for text, value in (
        ("0.3%", 0.003),
        ("1.2bn", 1.2e9),
        ("7.4亿", 7.4e8),
        ("2万亿", 2e12),
        ("1e3k", 1e6),
        ("-4", -4.0),
    ):
        assert number_of(text) == value
        assert number_of(number_like(text, 2 * value)) == pytest.approx(2 * value, rel=1e-12)
    assert number_like("0.3%", 0.0025) == "0.25%" and number_like("40m", 4.56e7) == "45.6m"
    with pytest.raises(ValueError, match="not a number"):
        number_of("many")


def test_only_the_numbers_that_moved_change_in_the_text() -> None:
    experience = claims.read(table((2020, "Fires", 25e6), (2022, "Fires", 40e6)), range(2015, 2025))
    found = update(TEXT, experience)
    before, after = TEXT.splitlines(), found.text.splitlines()
    assert [i for i, (a, b) in enumerate(zip(before, after)) if a != b][0] == 4
    assert after[4].endswith("# seen seldom") and after[0] == before[0] and after[10:] == before[11:]
    anew = ScenarioText(found.text)
    rate, shape = (
        anew.number(f"sources[0].collective_risk.{p}") for p in ("frequency.poisson.mean", "severity.pareto.shape")
    )
    assert rate.source == shape.source == "D"
    assert rate.value == pytest.approx((0.2 * 10 + 2) / 20, rel=1e-5)
    assert shape.value == pytest.approx((10 + 2) / (10 / 2 + np.log(2.5) + np.log(4)), rel=1e-5)
    assert "update 2015-2024: 2 events in 10 years, of weight 50%, moved it from 0.2 (J)" in found.text
    assert "threshold: 10m  # from here on" in found.text


def test_the_rate_is_the_published_posterior() -> None:  # O-BY-01
    given, expected = case("O-BY-01")
    text = "sources:\n  - collective_risk:\n      frequency: {poisson: {mean: {gamma: {shape: %g, rate: %g}}}}\n" % (
        given["prior"]["shape"],
        given["prior"]["rate"],
    )
    rows = [(2000 + i, "collective_risk", 1.0) for i, n in enumerate(given["counts"]) for _ in range(n)]
    exposure = pd.DataFrame({"year": range(2000, 2005), "exposure": given["exposure"]})
    found = update(text, claims.read(table(*rows), exposure=exposure))
    row = found.moves.iloc[0]
    assert (row.after, row.low, row.high) == pytest.approx(
        [expected[k] for k in ("post_mean", "post_q05", "post_q95")], rel=1e-9
    )
    assert row.credibility == pytest.approx(expected["credibility_Z"], rel=1e-9)
    number = ScenarioText(found.text).number("sources[0].collective_risk.frequency.poisson.mean")
    assert number.belief == ("gamma", {"shape": ["5"], "rate": ["32"]}) and number.source == "D"


def test_claims_below_the_threshold_are_no_events_of_a_pareto_tail() -> None:
    experience = claims.read(table((2020, "Fires", 25e6), (2021, "Fires", 3e6)), range(2015, 2025))
    found = update(TEXT, experience).moves.set_index("what")
    assert found.data["rate"].startswith("1 event in 10") and "1 below left out" in found.data["tail index"]


def test_quiet_years_lower_a_rate_and_are_told_by_covered_sources() -> None:
    experience = claims.read(table(), range(2015, 2025))
    found = update(TEXT, experience, covered=["Fires"])
    assert found.moves.after.iloc[-1] == pytest.approx(0.1) and found.indicated.indicated_change[0] == pytest.approx(
        -0.5
    )
    assert update(TEXT, experience).moves.empty
    with pytest.raises(ValueError, match="years observed"):
        claims.read(table())


def test_overdispersed_counts_weigh_less() -> None:
    rows = [(2020 + i % 4, "Small", 1e6) for i in range(40)]
    found = update(TEXT, claims.read(table(*rows))).moves.set_index("what")
    # Variance over mean 1 + 5 / 2.5 = 3: 40 events in 4 years count as 13.3 in 1.33.
    assert found.after["rate"] == pytest.approx((50 + 40 / 3) / (10 + 4 / 3))
    assert found.after["mean loss"] == pytest.approx((10 * 1.2e6 + 40e6) / 50)
    low, high = 1 / stats.gamma(51, scale=1 / (12e6 + 40e6)).ppf([0.95, 0.05])
    assert (found.low["mean loss"], found.high["mean loss"]) == pytest.approx((low, high))


def test_probabilities_and_lognormal_tails_move() -> None:
    rows = [(2019, "Bugs", 3e6), (2020, "Bugs", 5e6), (2023, "Bugs", 2e6)]
    found = update(TEXT, claims.read(table(*rows), range(2014, 2024)))
    moves = found.moves.set_index("what")
    assert moves.after["probability"] == pytest.approx((1 + 3) / 20)
    assert moves.after["mean"] > 1e6 and moves.low["mean"] < moves.after["mean"] < moves.high["mean"]
    change = moves.after["probability"] / 0.1 * moves.after["mean"] / 1e6 - 1
    assert found.indicated.indicated_change[0] == pytest.approx(change)
    with pytest.raises(ValueError, match="3 events among 2 trials"):
        update(
            TEXT, claims.read(table(*rows), exposure=pd.DataFrame({"year": range(2018, 2024), "exposure": [1 / 3] * 6}))
        )


def test_lognormal_parameters_come_back_from_many_claims() -> None:
    for fields, want in (("mu: 1, sigma: 1", (2.0, 0.5)), ("mean: 3, cv: 1", (np.exp(2.125), np.sqrt(np.expm1(0.25))))):
        law = f"{{frequency: {{poisson: {{mean: 1}}}}, severity: {{lognormal: {{{fields}}}}}}}"
        text = f"sources:\n  - collective_risk: {law}\n"
        x = np.random.default_rng(1).lognormal(2.0, 0.5, 5000)
        found = update(text, claims.read(pd.DataFrame({"year": 2020, "source": "sources[0]", "loss": x})))
        after = found.moves.after.to_list()[:2]
        assert after == pytest.approx(want, rel=0.03)
        assert all(found.moves.low[:2] < found.moves.after[:2]) and all(found.moves.after[:2] < found.moves.high[:2])


def test_a_generalised_pareto_tail_moves_on_its_grid() -> None:
    rng = np.random.default_rng(2)
    x = 10 + stats.genpareto(0.4, scale=5).rvs(3000, random_state=rng)
    text = "sources:\n  - collective_risk: {severity: {generalised_pareto: {location: 10, scale: 7, shape: 0.2}}}\n"
    found = update(text, claims.read(pd.DataFrame({"year": 2020, "source": "collective_risk", "loss": x})))
    assert found.moves.after.to_list() == pytest.approx([5, 0.4], rel=0.1)
    assert any("frequency" in each for each in found.left_alone)
    # Without data the posterior is the prior, and its predictive tail the mean of the priors' tails.
    prior = gpd_grid.gpd_posterior([], 5.0, 0.3, 0.2, 0.1)
    assert prior.shape_mean() == pytest.approx(0.3, abs=1e-3)
    draws = np.random.default_rng(3).normal(size=(2, 200_000))
    plain = stats.genpareto(0.3 + 0.1 * draws[0], scale=5 * np.exp(0.2 * draws[1])).sf(40.0)
    assert prior.survival(40.0) == pytest.approx(plain.mean(), rel=0.01)


def test_any_number_can_be_a_target() -> None:
    target = parse_target("sources[2].contamination.rate_per_fab_year=rate:10")
    assert target == Target("sources[2].contamination.rate_per_fab_year", "rate", "", 10)
    experience = claims.read(table((2020, "contamination", 1e6)), range(2015, 2025))
    found = update(TEXT, experience, [target])
    # 10 years of 10 fabs beside a prior worth as much: (0.3 + 1) / 200.
    assert found.moves.after[0] == pytest.approx(1.3 / 200) and "rate_per_fab_year: {value: 0.65%" in found.text
    assert "name the numbers" in update(TEXT, experience).left_alone[0]
    named = update(TEXT, experience, [parse_target("beliefs.known=rate@contamination")])
    assert named.moves.after[0] == pytest.approx(3 / 20) and "{gamma: {shape: 3, rate: 20}, source: D" in named.text
    own = claims.read(table((2020, "spill in bay 3", 1e6)), range(2015, 2025))
    assert update(TEXT, own, [parse_target(target.path + "=rate:10@spill in bay 3")]).moves.after[0] == pytest.approx(
        1.3 / 200
    )
    with pytest.raises(ValueError, match="belongs to no source"):
        update(TEXT, experience, [parse_target("beliefs.known=rate")])
    with pytest.raises(ValueError, match="PATH=MODEL"):
        parse_target("sources[0]")


def test_beliefs_are_written_on_demand() -> None:
    experience = claims.read(table((2020, "Fires", 25e6)), range(2015, 2025))
    text = update(TEXT, experience, beliefs=True, strength=Strength(years=5, claims=4)).text
    number = ScenarioText(text).number("sources[0].collective_risk.frequency.poisson.mean")
    assert number.belief == ("gamma", {"shape": ["2"], "rate": ["15"]})


def test_losses_are_trended_and_developed() -> None:
    rows = pd.DataFrame({"year": [2020, 2022], "source": "Fires", "loss": [10.0, 10.0], "factor": [1.0, 1.5]})
    found = claims.read(rows, trend=np.log(1.1))
    assert found.losses("Fires") == pytest.approx([10 * 1.1**3, 15 * 1.1])


def belief(text: str) -> Number:
    return ScenarioText(f"x: {{{text}}}").number("x")


def test_what_has_no_update_is_told() -> None:
    text = """\
sources:
  - collective_risk:
      frequency: {poisson: {mean: {interval: {low: 1, high: 3}}}}
      severity: {empirical: {values: [1m, 2m]}}
  - collective_risk: {name: Quiet, frequency: {poisson: {mean: 2}}, severity: {point: {value: 1m}}}
"""
    experience = claims.read(table((2020, "sources[0]", 2e6)))
    found = update(text, experience)
    assert found.moves.empty and found.text == text
    assert [each.split(" not moved because ")[0] for each in found.left_alone] == [
        "collective_risk: sources[0].collective_risk.severity",
        "collective_risk: sources[0].collective_risk.frequency",
        "Quiet: sources[1].collective_risk",
    ]
    assert "claims move no severity of kind empirical" in found.left_alone[0]
    assert "bounds alone have no law" in found.left_alone[1] and "no claim names it" in found.left_alone[2]
    with pytest.raises(ValueError, match="bounds alone have no law"):
        update(text, experience, [parse_target("sources[0].collective_risk.frequency.poisson.mean=rate")])


def gamma(number: Number) -> Prior:
    found = exact_gamma(number, "")
    assert found is not None
    return found


def beta(number: Number) -> BetaBinomial:
    found = exact_beta(number)
    assert found is not None
    return found[0]


def test_beliefs_after_data_go_on_learning() -> None:
    """What the engine's posterior kinds hold is the prior of the next update: data in two steps are data in one."""
    once = gamma(belief("gamma_poisson: {events: [0, 1, 0], exposure: 4, prior_mean: 0.2, prior_exposure: 10}"))
    assert (once.shape, once.rate) == pytest.approx((3, 22))
    jeffreys = gamma(belief("gamma_poisson: {events: [0], exposure: [25]}"))
    assert jeffreys.shape / jeffreys.rate == pytest.approx(1 / 50)
    tail = gamma(belief("pareto_gamma: {threshold: 1m, losses: [2m, 4m, 500k], prior_mean: 2, prior_claims: 4}"))
    assert (tail.shape, tail.rate) == pytest.approx((6, 2 + np.log(8)))
    chance = beta(belief("beta_binomial: {hits: [1, 0], trials: [10, 10], prior_mean: 0.1, prior_trials: 5}"))
    assert (chance.a, chance.b) == pytest.approx((1.5, 23.5))
    old = gamma(belief("gamma_poisson: {events: [6, 1], exposure: [40, 12], weights: [30%, 1]}"))
    assert (old.shape, old.rate) == pytest.approx((0.5 + 1.8 + 1, 12 + 12))
    aged = "beta_binomial: {hits: [1, 0], trials: [10, 10], ages: [2, 0], discount: 10%}"
    fading = beta(belief(aged))
    assert (fading.a, fading.b) == pytest.approx((0.5 + 0.81, 0.5 + 9 * 0.81 + 10))
    half = gamma(belief("pareto_gamma: {threshold: 1m, losses: [2m, 4m, 500k], weights: [50%]}"))
    assert (half.shape, half.rate) == pytest.approx((1, np.log(8) / 2))
    text = "sources:\n  - collective_risk: {severity: {exponential: {mean: 5}}}\n"
    split = claims.read(table((2020, "collective_risk", 3.0))), claims.read(table((2021, "collective_risk", 9.0)))
    whole = claims.read(table((2020, "collective_risk", 3.0), (2021, "collective_risk", 9.0)))
    twice = update(update(text, split[0], beliefs=True).text, split[1])
    assert twice.moves.after[0] == pytest.approx(update(text, whole).moves.after[0]) == pytest.approx((50 + 12) / 12)
    with pytest.raises(ValueError, match="no events written out"):
        gamma(belief("gamma_poisson: {events: {file: x.csv, column: n}, exposure: 1}"))


def test_unknown_sources_years_and_columns_are_refused() -> None:
    with pytest.raises(ValueError, match='"Typhoon".*Fires, Small, contamination, Bugs'):
        update(TEXT, claims.read(table((2020, "Typhoon", 1.0))))
    with pytest.raises(ValueError, match="outside the years"):
        claims.read(table((2020, "Fires", 1.0)), range(2010, 2015))
    with pytest.raises(ValueError, match="no column loss"):
        claims.read(pd.DataFrame({"year": [1], "source": ["x"]}))
    with pytest.raises(ValueError, match="above 0"):
        Strength(years=0)


SCENARIOS = sorted(
    path for path in (Path(__file__).parents[2] / "scenarios").glob("*/*.yaml") if path.parent.name != "presets"
)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_scenario_can_learn_and_stays_valid(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    names = [labels[-1] for labels in label_sources(ScenarioText(text)).values()]
    experience = claims.read(table(*[(2020, name, 5e7) for name in names]), range(2015, 2025))
    for beliefs in (False, True):
        found = update(text, experience, beliefs=beliefs)
        loaded, faults = rp._ext.check_text(found.text, str(path), [], {})
        assert loaded is not None, faults
        assert len(found.moves) + len(found.left_alone) > 0
        assert found.text.count("\n") <= text.count("\n")


@pytest.fixture
def on_the_path(tmp_path: Path, same_package: dict[str, str]) -> dict[str, str]:
    """An environment in which `riskpool update` finds the program as an installed package offers it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for verb in ("update", "backtest"):
        program = folder / f"riskpool-{verb}"
        program.write_text(
            f"#!{sys.executable}\nimport sys\nfrom riskpool.{verb}_program import main\nsys.exit(main())\n"
        )
        program.chmod(0o755)
    return same_package | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def test_the_command_writes_a_scenario_that_runs(
    riskpool_command: Callable[..., subprocess.CompletedProcess[str]],
    on_the_path: dict[str, str],
    small_path: Path,
    tmp_path: Path,
    capsys: Any,
) -> None:
    file, new = tmp_path / "claims.csv", tmp_path / "new.yaml"
    table(*[(2020 + i % 5, "collective_risk", 2e6 + 1e6 * i) for i in range(20)]).to_csv(file, index=False)
    done = riskpool_command("update", small_path, "--claims", file, "-o", new, "--years", "2020-2024", env=on_the_path)
    assert done.returncode == 0, done.stderr
    assert "rate: 2 -> 2.6667" in done.stdout and "indicated change" in done.stdout and f"wrote {new}" in done.stdout
    before, after = rp.load(small_path), rp.load(new)
    # 20 events in 5 years beside 10 years of 2: (20 + 20) / 15.
    assert set(after.provenance.source) == {"J", "D"} and len(after.provenance) == len(before.provenance) + 2
    counts = [
        float(rp.run(each, 2000, seed=1, progress=False).tables["pool.gross_loss"].mean()) for each in (before, after)
    ]
    assert counts[0] != counts[1]
    asked = ("update", small_path, "--claims", file, "--years", "2020-2024", "--json")
    assert update_program.main([str(word) for word in asked[1:]]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["moves"][1]["after"] == pytest.approx(40 / 15)


def test_a_rate_review_comes_with_premium(small_path: Path, tmp_path: Path, capsys: Any) -> None:
    """Losses of 3m a year on 8m of premium earned before +25 %: 10m at present rates, 30 %. The scenario expects 2
    events of 1m x 1.8 / 0.8 = 2.25m: 45 %. 10 claims of 1000 for full credibility: Z = 0.1. (0.1 x 30 % + 0.9 x 45 %) /
    0.7."""
    file, premium = tmp_path / "claims.csv", tmp_path / "premium.csv"
    table(*[(2015 + i, "collective_risk", 3e6) for i in range(10)]).to_csv(file, index=False)
    pd.DataFrame({"year": range(2015, 2025), "premium": 8e6}).to_csv(premium, index=False)
    words = [str(small_path), "--claims", str(file), "--premium", str(premium), "--rate-change", "2026=25%"]
    words += [
        "--full-credibility",
        "1000",
        "--variable-expense",
        "25%",
        "--profit",
        "5%",
        "--largest-change",
        "30%",
        "--json",
    ]
    assert update_program.main(words) == 0
    found = json.loads(capsys.readouterr().out)["rate_review"]
    assert found["experience_lr"] == pytest.approx(0.3) and found["credibility"] == pytest.approx(0.1)
    assert found["indicated_change"] == pytest.approx((0.1 * 0.3 + 0.9 * 0.45) / 0.7 - 1) and found["change"] == -0.3
    assert update_program.main([*words[:-1], "--complement", "60%"]) == 0
    assert "rate review: loss ratio 30.0% at present rates, of credibility 10%; 57.0%" in capsys.readouterr().out
    pd.DataFrame({"year": [2015], "premium": 8e6}).to_csv(premium, index=False)
    assert update_program.main(words) == 1 and "no premium of 2016" in capsys.readouterr().err


def test_posterior_beliefs_are_ones_that_the_engine_reads(small_path: Path) -> None:
    path = "sources[0].collective_risk"
    for law, fields in (
        ("severity", "{exponential: {mean: 2m}}"),
        ("severity", "{pareto: {threshold: 1m, shape: 1.8}}"),
        ("frequency", "{bernoulli: {probability: 20%}}"),
        ("frequency", "{negative_binomial: {mean: 2, size: 3}}"),
    ):
        text = ScenarioText(small_path.read_text())
        node = text.find(f"{path}.{law}")
        assert node is not None
        changed = text.text[: node.start_mark.index] + fields + "\n" + text.text[node.end_mark.index :]
        experience = claims.read(table((2020, "collective_risk", 3e6)), range(2018, 2024))
        found = update(changed, experience, beliefs=True)
        loaded, faults = rp._ext.check_text(found.text, str(small_path), [], {})
        assert loaded is not None, faults
        assert len(loaded.provenance()["path"]) == 1 + len(found.moves)


def test_the_command_says_what_is_wrong(tmp_path: Path, small_path: Path, capsys: Any) -> None:
    file = tmp_path / "claims.csv"
    table((2020, "nobody", 1.0)).to_csv(file, index=False)
    assert update_program.main([str(small_path), "--claims", str(file)]) == 1
    assert 'no source is named "nobody"' in capsys.readouterr().err
    assert update_program.main([str(small_path), "--claims", str(tmp_path / "absent.csv")]) == 3
    assert "absent.csv" in capsys.readouterr().err
    bad = tmp_path / "bad.yaml"
    bad.write_text("schema: 1\nname: x\n")
    assert update_program.main([str(bad), "--claims", str(file)]) == 1
    assert "error" in capsys.readouterr().err
    with pytest.raises(SystemExit) as left:
        update_program.main([str(small_path)])
    assert left.value.code == 2
    assert update_program.main([str(small_path), "--claims", str(file), "--years", "long ago"]) == 1
