"""Judgement and Bayesian updates: O-EL-01 to O-EL-03, O-CL-01, O-BY-01 to O-BY-03, O-BM-01."""

from __future__ import annotations

import numpy as np
import pytest
from known import case
from riskpool import elicitation, judgement, posterior
from riskpool.judgement import Quantile
from scipy import special, stats


def test_quantiles_become_laws() -> None:  # O-EL-01
    given, expected = case("O-EL-01")
    p = given["pert"]
    pert = judgement.pert(p["min"], p["mode"], p["max"], p["lam"])
    assert pert.args == pytest.approx((expected["pert"]["alpha"], expected["pert"]["beta"]), rel=1e-8)
    assert [pert.mean(), pert.var(), pert.ppf(0.95)] == pytest.approx(
        [expected["pert"][k] for k in ("mean", "var", "q95")], rel=1e-8
    )

    law = judgement.lognormal_from_quantiles(*(Quantile(*q) for q in given["lognormal_quantiles"]))
    want = expected["lognormal"]
    assert [np.log(law.kwds["scale"]), law.args[0], law.mean()] == pytest.approx(
        [want[k] for k in ("mu", "sigma", "mean")], rel=1e-8
    )

    law, want = judgement.gamma_from_quantiles(*(Quantile(*q) for q in given["gamma_quantiles"])), expected["gamma"]
    assert [law.args[0], law.kwds["scale"], law.mean()] == pytest.approx(
        [want[k] for k in ("shape", "scale", "mean")], rel=1e-8
    )

    law, want = judgement.gpd_from_quantiles(*(Quantile(*q) for q in given["gpd_quantiles"])), expected["gpd"]
    assert [law.kwds["loc"], law.kwds["scale"], law.args[0], law.ppf(0.995)] == pytest.approx(
        [want[k] for k in ("location", "scale", "shape", "q995")], rel=1e-8
    )


def test_experts_are_pooled() -> None:  # O-EL-01
    given, expected = case("O-EL-01")
    experts, weights = given["pool"]["experts"], given["pool"]["weights"]
    linear, want = judgement.Mixture([stats.norm(*e) for e in experts], weights), expected["linear_pool"]
    found = [linear.mean(), linear.var(), linear.ppf(0.05), linear.ppf(0.5), linear.ppf(0.95)]
    assert found == pytest.approx([want[k] for k in ("mean", "var", "q05", "q50", "q95")], rel=1e-8)
    log = judgement.logarithmic_pool(experts, weights)
    assert (log.mean(), log.std()) == pytest.approx(
        (expected["log_pool"]["mean"], expected["log_pool"]["sd"]), rel=1e-8
    )


def test_cooke_scores_the_published_experts() -> None:  # O-EL-02
    given, expected = case("O-EL-02")
    found = judgement.cooke(given["quantiles"], given["realizations"], overshoot=given["overshoot"])
    assert found.calibration == pytest.approx(expected["calibration"], rel=1e-8)
    assert found.information == pytest.approx(expected["information"], rel=1e-8)
    assert found.weights == pytest.approx(expected["weights"], rel=1e-8)
    cut = judgement.cooke(given["quantiles"], given["realizations"], cut_off=0.05)
    assert cut.weights[0] == 0 and cut.weights.sum() == pytest.approx(1)
    with pytest.raises(ValueError, match="cut-off"):
        judgement.cooke(given["quantiles"], given["realizations"], cut_off=0.9)


def test_an_answer_at_a_quantile_counts_below_it() -> None:
    at = judgement.cooke([[[1, 2, 3]]], [2.0]).calibration
    below = judgement.cooke([[[1, 2, 3]]], [1.5]).calibration
    assert at == pytest.approx(below)


@pytest.mark.parametrize("who", ["expert A", "expert B", "consensus"])
def test_shelf_fits_are_those_published(who: str) -> None:  # O-EL-03
    given, expected = case("O-EL-03")
    stated = [Quantile(p, v) for p, v in zip(given["probs"], given["quartiles"][who], strict=True)]
    want = expected[who]
    fits = {
        f: elicitation.fit(stated, f, given["lower"], given["upper"]) for f in ("beta", "normal", "gamma", "lognormal")
    }
    for family, fit in fits.items():
        assert fit.residual == pytest.approx(want[family]["ssq"], abs=1e-8), family
    beta, normal, gamma, lognormal = (fits[f].law for f in ("beta", "normal", "gamma", "lognormal"))
    assert beta.args == pytest.approx((want["beta"]["shape1"], want["beta"]["shape2"]), rel=1e-3)
    assert normal.args == pytest.approx((want["normal"]["mean"], want["normal"]["sd"]), rel=1e-3)
    assert (gamma.args[0], 1 / gamma.kwds["scale"]) == pytest.approx(
        (want["gamma"]["shape"], want["gamma"]["rate"]), rel=1e-3
    )
    assert (np.log(lognormal.kwds["scale"]), lognormal.args[0]) == pytest.approx(
        (want["lognormal"]["mu"], want["lognormal"]["sigma"]), rel=1e-3
    )
    assert [beta.ppf(0.05), beta.ppf(0.95)] == pytest.approx([want["beta_q05"], want["beta_q95"]], rel=1e-3)


@pytest.mark.parametrize("family", ["weibull", "student_t", "log_student_t"])
def test_other_families_pass_through_two_quantiles(family: elicitation.Family) -> None:
    fit = elicitation.fit([Quantile(0.25, 2.0), Quantile(0.9, 7.0)], family)
    assert fit.residual < 1e-12 and [float(fit.law.cdf(v)) for v in (2.0, 7.0)] == pytest.approx([0.25, 0.9], abs=1e-5)


def test_all_families_are_fitted_fed_back_and_ordered() -> None:  # O-EL-03
    given, expected = case("O-EL-03")
    stated = [Quantile(p, v) for p, v in zip(given["probs"], given["quartiles"]["expert B"], strict=True)]
    fits = elicitation.fit_all(stated, 0, 100)
    assert [fit.residual for fit in fits] == sorted(fit.residual for fit in fits) and len(fits) == 7
    assert fits[0].residual <= expected["expert B"]["lognormal"]["ssq"] + 1e-9
    table = elicitation.feedback(fits, values=[60])
    assert table.loc["beta", "q95"] == pytest.approx(expected["expert B"]["beta_q95"], rel=1e-3)
    assert table.loc["beta", "P(<= 60)"] == pytest.approx(fits[list(table.index).index("beta")].law.cdf(60))
    assert len(elicitation.fit_all(stated)) == 6  # no beta law without an upper end


def test_overconfidence_is_corrected_openly() -> None:
    """A 90 % range taken as 50 %: the quartiles of a normal law are its old 5 % and 95 % points."""
    wide = elicitation.widened([Quantile(0.05, -1), Quantile(0.5, 0), Quantile(0.95, 1)], 0.5)
    assert [p for p, _ in wide] == pytest.approx([0.25, 0.5, 0.75]) and [x for _, x in wide] == [-1, 0, 1]
    assert elicitation.rate_of_quiet_years(20, 0.5) == pytest.approx(np.log(2) / 20)


def test_two_return_periods_make_a_rate_and_a_tail() -> None:  # O-CL-01
    given, expected = case("O-CL-01")
    points = [(s["return_period"], s["loss"]) for s in given["scenarios"]]
    law = judgement.pareto_from_periods(points[0], points[1], given["threshold"])
    assert (law.shape, law.rate) == pytest.approx(
        (expected["pareto_alpha"], expected["rate_above_threshold"]), rel=1e-10
    )
    for period in given["check_return_periods"]:
        assert law.occurrence_quantile(period) == pytest.approx(expected["OEP_quantile"][str(period)], rel=1e-10)
    assert law.expected_layer(**given["layer"]) == pytest.approx(expected["expected_layer"], rel=1e-10)
    below = law.expected_layer(limit=4, retention=2)  # below the threshold every event pays in full
    assert below == pytest.approx(4 * law.rate)


def test_judgement_refuses_contradictions() -> None:
    with pytest.raises(ValueError, match="higher probabilities"):
        judgement.lognormal_from_quantiles(Quantile(0.9, 1.0), Quantile(0.1, 2.0))
    with pytest.raises(ValueError, match="low <= mode"):
        judgement.pert(1, 9, 5)
    with pytest.raises(ValueError, match="high end"):
        elicitation.fit([Quantile(0.1, 1.0), Quantile(0.9, 2.0)], "beta")


def test_counts_update_a_rate() -> None:  # O-BY-01
    given, expected = case("O-BY-01")
    prior = posterior.GammaPoisson(**given["prior"])
    after = prior.updated(given["counts"], given["exposure"])
    assert (after.shape, after.rate) == (expected["post_shape"], expected["post_rate"])
    assert [after.law.mean(), after.law.ppf(0.05), after.law.ppf(0.95)] == pytest.approx(
        [expected[k] for k in ("post_mean", "post_q05", "post_q95")], rel=1e-9
    )
    next_ = after.predictive(given["next_exposure"])
    assert [next_.mean(), next_.var(), next_.pmf(0), next_.sf(2)] == pytest.approx(
        [expected[k] for k in ("pred_mean", "pred_var", "pred_p0", "pred_p_ge_3")], rel=1e-9
    )
    assert next_.ppf(0.995) == expected["pred_q995"]
    assert stats.poisson(after.law.mean() * given["next_exposure"]).ppf(0.995) == expected["plugin_poisson_q995"]
    assert prior.credibility(sum(given["exposure"])) == pytest.approx(expected["credibility_Z"], rel=1e-9)
    quiet = posterior.GammaPoisson(0.5, 0.0).updated([0, 0], [10, 15])  # Jeffreys: mean 1 / (2 E)
    assert quiet.law.mean() == pytest.approx(1 / 50)


def test_losses_update_an_exponential_tail() -> None:  # O-BY-02
    given, expected = case("O-BY-02")
    after = posterior.GammaExponential(**given["prior"]).updated(given["losses"])
    law = after.predictive()
    assert (after.shape, after.rate) == pytest.approx((expected["post_shape"], expected["post_rate"]), rel=1e-9)
    assert [law.mean(), law.ppf(0.99), law.ppf(0.995)] == pytest.approx(
        [expected[k] for k in ("pred_mean", "pred_VaR_99", "pred_VaR_995")], rel=1e-9
    )
    assert after.predictive_layer(**given["layer"]) == pytest.approx(expected["pred_layer"], rel=1e-9)


def test_the_other_posteriors_are_those_of_the_grid() -> None:
    """Against brute force: prior times likelihood on a fine grid."""
    x = np.array([12.0, 15.0, 40.0, 11.0])
    alpha = np.linspace(1e-4, 20, 200_001)
    pareto = posterior.GammaPareto(2.0, 1.5, 10.0).updated(np.append(x, 3.0))  # 3 lies below the threshold
    density = (
        stats.gamma(2, scale=1 / 1.5).pdf(alpha)
        * alpha**4
        * np.exp(-(alpha + 1) * np.log(x).sum() + 4 * alpha * np.log(10))
    )
    weights = density / density.sum()
    assert pareto.law.mean() == pytest.approx(float(weights @ alpha), rel=1e-6)
    assert pareto.survival(100.0) == pytest.approx(float(weights @ (10 / 100) ** alpha), rel=1e-4)
    assert pareto.survival(pareto.quantile(0.99)) == pytest.approx(0.01)

    p = np.linspace(1e-6, 1 - 1e-6, 100_001)
    beta = posterior.BetaBinomial(2, 5).updated(3, 10)
    density = p ** (2 + 3 - 1) * (1 - p) ** (5 + 7 - 1)
    assert beta.law.mean() == pytest.approx(float(density @ p / density.sum()), rel=1e-9)
    assert beta.predictive(4).pmf(0) == pytest.approx(float(density @ (1 - p) ** 4 / density.sum()), rel=1e-6)


def test_lognormal_losses_update_mean_and_variance_together() -> None:
    prior = posterior.NormalInverseGamma(mean=1.0, weight=2.0, shape=3.0, scale=2.0)
    x = np.exp([0.5, 2.0, 1.2, 3.0])
    after = prior.updated(x)
    one_by_one = prior
    for each in x:
        one_by_one = one_by_one.updated([each])
    for name in ("mean", "weight", "shape", "scale"):
        assert getattr(after, name) == pytest.approx(getattr(one_by_one, name), rel=1e-12)
    mu, sigma = after.draws(200_000, seed=3)
    rng = np.random.default_rng(4)
    predicted = mu + sigma * rng.standard_normal(mu.size)
    for level in (0.1, 0.5, 0.95):
        share = float((predicted <= after.predictive_log().ppf(level)).mean())
        assert share == pytest.approx(level, abs=4 * np.sqrt(level * (1 - level) / mu.size))


def test_plug_in_capital_attains_less_than_it_says() -> None:  # O-BY-03
    given, expected = case("O-BY-03")
    for n in given["n"]:
        assert posterior.attained_probability(n, given["alpha"]) == pytest.approx(
            expected["attained_plugin"][str(n)], rel=1e-10
        )
        # The published multiplier of n = 10 is off by 7.5e-10: the inverse incomplete beta function confirms ours.
        x = special.betaincinv((n - 1) / 2, 0.5, 2 * (1 - given["alpha"]))
        exact = float(np.sqrt(((n - 1) / x - (n - 1)) * (1 + 1 / n)))
        assert posterior.attaining_multiplier(n, given["alpha"]) == pytest.approx(exact, rel=1e-10)
        assert exact == pytest.approx(expected["correct_multiplier"][str(n)], rel=1e-9)


def test_a_mixture_of_models_is_no_average_of_their_tails() -> None:  # O-BM-01
    given, expected = case("O-BM-01")
    make = {
        "exponential": lambda m: stats.expon(scale=m["mean"]),
        "lognormal": lambda m: stats.lognorm(m["sigma"], scale=np.exp(m["mu"])),
        "lomax": lambda m: stats.lomax(m["shape"], scale=m["scale"]),
    }
    laws = [make[m["dist"]](m) for m in given["models"]]
    mixture = judgement.Mixture(laws, given["weights"])
    for level in given["levels"]:
        want = expected["mixture"][str(level)]
        assert mixture.ppf(level) == pytest.approx(want["VaR"], rel=1e-8)
        assert mixture.tvar(level) == pytest.approx(want["TVaR"], rel=1e-8)
        alone = [law.ppf(level) for law in laws]
        assert alone == pytest.approx(expected["model_VaR"][str(level)], rel=1e-8)
        assert float(np.dot(given["weights"], alone)) == pytest.approx(expected["average_of_VaR"][str(level)], rel=1e-8)
    assert posterior.model_weights(given["log_marginal_likelihood"], given["prior"]) == pytest.approx(
        expected["posterior_weights"], rel=1e-8
    )
