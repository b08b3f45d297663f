"""Known answers of contracts on losses of one's own, exact and by sampling, beside those of test_contracts."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
import riskpool as rp
from answers import answer, sds
from known_pool import near, within


def scale(nodes: list[list[float]], **more: Any) -> rp.SlidingCommission:
    return rp.SlidingCommission(
        scale=[rp.CommissionPoint(loss_ratio=ratio, commission=rate) for ratio, rate in nodes], **more
    )


def test_losses_of_the_scale_are_carried_forward_as_in_qs_02() -> None:
    """In units of each year's premium, with what is carried from year to year in the same unit."""
    given, expected = answer("O-QS-02")
    sliding = scale(given["slide_nodes"], carry_forward="loss")
    treaty = rp.QuotaShare(cession=1, commission=0.3, sliding_commission=sliding)
    # the subject premium of a trial is one number, so two years of the same premium run together ...
    ceded = treaty.cede(given["loss"][:2], year=[0, 1], premium=given["premium"][0], years=2)
    near(0.3 + ceded.years.commission_adjustment / ceded.premium, expected["commission_rate"][:2])
    # ... and what they carry into the third comes in as a loss of its year before
    carried = expected["carry_forward"][1] / given["premium"][1] * given["premium"][2]
    worst = given["slide_nodes"][-1][0] * given["premium"][2]
    ceded = treaty.cede([worst + carried, given["loss"][2]], year=[0, 1], premium=given["premium"][2], years=2)
    near(0.3 + ceded.years.commission_adjustment.iloc[1] / ceded.premium, expected["commission_rate"][2])
    # carried for a second time, 7.5 of year 1 moves the rate of year 2 from 0.44 to 0.59: nothing else would
    alone = treaty.cede([given["loss"][1]], premium=given["premium"][1])
    assert 0.3 + alone.years.commission_adjustment[0] / alone.premium > expected["commission_rate"][1] + 0.05


def test_features_of_a_quota_share_have_the_means_of_qs_03() -> None:
    """The loss ratio at the midpoints of a million equal slices of its law."""
    given, expected = answer("O-QS-03")
    ratio = given["loss_ratio"]
    n = 1_000_000
    losses = rp.severity.Lognormal(mean=ratio["mean"], cv=ratio["cv"]).quantile((np.arange(n) + 0.5) / n)[:, np.newaxis]
    corridor, profit = given["corridor"], given["profit_commission"]

    def years(**terms: Any) -> pd.DataFrame:
        return rp.QuotaShare(cession=1, **terms).cede(losses, premium=1).years

    sliding = years(commission=0.3, sliding_commission=scale(given["slide_nodes"]))
    near(0.3 + sliding.commission_adjustment.mean(), expected["expected_slide_commission"], 1e-8)
    band = rp.LossCorridor(from_=corridor["attach"], to=corridor["exit"], share=corridor["cedent_share"])
    near(losses.mean() - years(corridor=band).recovery.mean(), expected["expected_corridor_cession_back"], 1e-8)
    commission = rp.ProfitCommission(rate=profit["rate"], margin=profit["margin"], deficit="none")
    of_profit = years(commission=profit["flat_commission"], profit_commission=commission)
    near(of_profit.profit_commission.mean(), expected["expected_profit_commission"], 1e-8)
    (at_mean,) = rp.QuotaShare(cession=1, commission=0.3, sliding_commission=scale(given["slide_nodes"])).cede(
        [ratio["mean"]], premium=1
    ).years.commission_adjustment  # fmt: skip
    near(0.3 + at_mean, expected["commission_at_mean_lr"])


@pytest.mark.parametrize("variant", ["A", "B", "C"])
def test_tiers_inure_in_the_order_of_in_01(variant: str) -> None:
    given, expected = answer("O-IN-01")
    risks = pd.DataFrame(given["risks"])
    insureds = pd.DataFrame({"name": [f"R{k}" for k in range(1, 4)], "property": risks.si})
    fac = rp.QuotaShare(name="fac", cession=given["fac"]["share"], covers={"insureds": [f"R{given['fac']['risk']}"]})
    surplus = rp.Surplus(name="surplus", retained_line=given["surplus"]["retained_line"],
                         number_of_lines=given["surplus"]["lines"])  # fmt: skip
    per_risk, cat = (
        kind(name=name, limit=given[name]["limit"], attachment=given[name]["retention"], unlimited_reinstatements=True)
        for kind, name in ((rp.PerRiskXl, "per_risk_xl"), (rp.CatXl, "cat_xl"))
    )
    quota = rp.QuotaShare(name="qs", cession=given["qs_on_net"])
    tiers = {
        "A": [[fac], [surplus], [per_risk], [cat], [quota]],
        "B": [[fac], [surplus], [per_risk], [cat.replace(not_inuring=["per_risk_xl"])], [quota]],
        "C": [[fac], [surplus], [quota], [per_risk], [cat]],
    }[variant]
    ceded = rp.cede(tiers, risks.loss, event=[0, 0, 0], insured=insureds.name, insureds=insureds)
    wanted = expected[variant]
    near(ceded["fac"].recovery, expected["fac"])
    near(ceded["surplus"].recovery, expected["surplus"])
    near(ceded["per_risk_xl"].recovery, wanted.get("per_risk", expected["per_risk"]))
    near(ceded["cat_xl"].recovery.sum(), wanted["cat"])
    near(ceded["qs"].recovery.sum(), wanted["qs"])
    near(ceded.net.sum(), wanted["net"])


def test_a_facultative_share_of_a_risk_is_that_of_in_01() -> None:
    given, expected = answer("O-IN-01")
    fac = given["fac"]
    names = [f"R{k}" for k in range(1, 4)]
    treaty = rp.Facultative(risks=[rp.FacultativeCover(insured=f"R{fac['risk']}", share=fac["share"])])
    ceded = treaty.cede([risk["loss"] for risk in given["risks"]], event=[0, 0, 0], insured=names,
                        insureds=[{"name": name} for name in names])  # fmt: skip
    near(ceded.recovery, expected["fac"])


def test_a_sunset_ends_the_cover_as_in_ss_01() -> None:
    """The fourth claim occurs after the term, so it falls under the next one: as a trial of its own here."""
    given, expected = answer("O-SS-01")
    term = round(given["treaty_end"])
    cover = rp.MultiYearXl(term=term, limit=given["limit"], attachment=given["retention"], sunset=given["sunset_years"])
    claims = pd.DataFrame(given["claims"])
    year = np.floor(claims.occ)
    when = {"year": year, "time": claims.occ - year, "reported_after": claims.rep - claims.occ, "years": term}
    ceded = cover.cede(claims.loss, **when)
    within_term = (claims.occ < given["treaty_end"]).to_numpy()
    near(ceded.recovery[within_term], np.array(expected["recoveries"])[within_term])
    assert (np.array(expected["recoveries"])[~within_term] == 0).all()
    near(ceded.years.loc[0].recovery.sum(), sum(expected["recoveries"]))
    ceded = cover.replace(sunset=given["sunset_years"] + 1).cede(claims.loss, **when)
    near(ceded.years.loc[0].recovery.sum(), sum(expected["recoveries"]) + given["limit"])  # of the third claim


def test_an_umbrella_covers_what_lines_retain_as_in_um_01() -> None:
    given, expected = answer("O-UM-01")
    insureds = [{"name": f"{line} risk", "type": line} for line in given["lines"]]
    umbrella = rp.Umbrella(
        underlying=[
            rp.UnderlyingLine(covers={"type": line}, retention=retention)
            for line, retention in zip(given["lines"], given["line_retention"], strict=True)
        ],
        limit=given["umbrella"]["limit"],
        attachment=given["umbrella"]["retention"],
        unlimited_reinstatements=True,
    )
    losses = np.array(given["events"], float)
    ceded = umbrella.cede(losses, event=np.repeat([[0], [1], [2]], 3, axis=1),
                          insured=np.tile(range(3), (3, 1)), insureds=insureds)  # fmt: skip
    near(ceded.years.recovery, expected["recoveries"])


@pytest.mark.parametrize("basis", ["amount", "amount_and_time"])
@pytest.mark.parametrize("case", range(5))
def test_total_losses_cost_the_base_premium_of_ri_01(case: int, basis: str) -> None:
    """Given n total losses at uniform times, what reinstatements cost is linear in their times, the mean of the k-th of
    which is k / (n + 1): a year with n losses at these times has the mean of all years with n losses."""
    given, expected = answer("O-RI-01")
    charges, result = given["cases"][case]["charges"], expected["results"][case]
    limit, rate = given["limit"], given["rate_total_loss"]
    layer = rp.CatXl(limit=limit, attachment=limit, premium=1, reinstatements=charges, reinstatement_basis=basis)
    most = 30
    number = np.arange(1, most + 1)
    weight = np.array([math.exp(-rate) * rate**n / math.factorial(n) for n in number])
    year, place = np.nonzero(number <= number[:, np.newaxis])
    ceded = layer.cede(np.full(year.size, 2 * limit), year=year, time=(place + 1) / (year + 2)).years
    recovery, charge = weight @ ceded.recovery, weight @ ceded.reinstatement_premium
    near(recovery, result["expected_recovery"])
    # dates are kept to about a second, 2^-24 of a year
    if basis == "amount":
        near(recovery / (1 + charge), result["base_premium_amount"])
    else:
        near(recovery / (1 + charge), result["base_premium_amount_time"], 12 * 2**-24)


def sampled_years(rate: float, severity: rp.Kind, years: int) -> tuple[np.ndarray, np.ndarray]:
    """Losses of so many years, and the year of each."""
    counts = rp.frequency.Poisson(mean=rate).sample(years, seed=11)
    return severity.sample(int(counts.sum()), seed=12), np.repeat(np.arange(years), counts)


def whole_table(years: pd.DataFrame, n: int) -> pd.DataFrame:
    """A row for each year: those after the last loss are not in what a contract answers."""
    return years.reindex(range(n), fill_value=0.0)


def test_partial_losses_cost_the_base_premium_of_ri_02() -> None:
    given, expected = answer("O-RI-02")
    n, limit = 200_000, given["limit"]
    severity = rp.severity.Pareto(threshold=given["severity"]["xm"], shape=given["severity"]["alpha"])
    losses, year = sampled_years(given["rate"], severity, n)
    layer = rp.CatXl(limit=limit, attachment=given["retention"], annual_deductible=given["aad"], premium=1,
                     reinstatements=given["charges"])  # fmt: skip
    years = whole_table(layer.cede(losses, year=year).years, n)
    within(years.recovery, expected["expected_recovery"], mc_sd=sds("O-RI-02")["expected_recovery"])
    within(years.reinstatement_premium, sum(expected["expected_reinstated_fraction"]))
    # the premium at which what is received pays what is recovered: its mean deficit is 0
    premium = expected["base_premium_pure"]
    within(premium * (1 + years.reinstatement_premium) - years.recovery, 0.0, "pure premium")
    near(premium / limit, expected["rate_on_line"])



@pytest.mark.parametrize("which", range(3))
def test_a_layer_has_the_moments_of_ly_01(which: int) -> None:
    given, expected = answer("O-LY-01")
    limit, attachment = given["layers"][which]
    key = f"{limit}_xs_{attachment}"
    wanted, sd = expected[key], sds("O-LY-01")[key]
    rate = given["rate"]
    severity = rp.severity.Pareto(threshold=given["severity"]["xm"], shape=given["severity"]["alpha"])
    # by the law alone
    near(rate * severity.layer_mean(limit, attachment), wanted["expected_annual"])
    near(wanted["expected_annual"] / limit, wanted["loss_on_line"])
    near(rate * severity.survival(attachment), wanted["expected_claims"])
    near(-math.expm1(-rate * severity.survival(attachment)), wanted["attach_prob"])
    near(-math.expm1(-rate * severity.survival(attachment + limit)), wanted["exhaust_prob"])
    # by the contract on sampled losses
    n = 200_000
    losses, year = sampled_years(rate, severity, n)
    ceded = rp.CatXl(limit=limit, attachment=attachment, unlimited_reinstatements=True).cede(losses, year=year)
    years = whole_table(ceded.years, n)
    within(years.recovery, wanted["expected_annual"], mc_sd=sd["expected_annual"])
    within((years.recovery - wanted["expected_annual"]) ** 2, wanted["sd_annual"] ** 2)
    within(years.claims, wanted["expected_claims"], mc_sd=sd["expected_claims"])
    within(years.recovery > 0, wanted["attach_prob"], mc_sd=sd["attach_prob"])
    full = np.bincount(year[ceded.recovery >= limit * (1 - 1e-12)], minlength=n) > 0
    within(full, wanted["exhaust_prob"], mc_sd=sd["exhaust_prob"])


@pytest.mark.parametrize(("event", "key"), [(1, "expected_largest_only"), (2, "expected_second_largest_only")])
def test_covers_of_the_largest_events_recover_as_in_ep_03(event: int, key: str) -> None:
    given, expected = answer("O-EP-03")
    n, cover = 400_000, given["cover"]
    severity = rp.severity.Pareto(threshold=given["severity"]["xm"], shape=given["severity"]["alpha"])
    losses, year = sampled_years(given["rate"], severity, n)
    terms = {"limit": cover["limit"], "attachment": cover["retention"]}
    nth = whole_table(rp.NthEventXl(event=event, by="size", **terms).cede(losses, year=year).years, n)
    within(nth.recovery, expected[key], mc_sd=sds("O-EP-03")[key])
    near(given["rate"] * severity.layer_mean(cover["limit"], cover["retention"]), expected["expected_all_events"])


def test_an_industry_loss_warranty_and_steps_pay_as_in_pt_01() -> None:
    given, expected = answer("O-PT-01")
    events = pd.DataFrame(given["events"])
    own = given["own_loss_warranty"]

    def paid(form: dict[str, object], payout: float, **terms: object) -> pd.Series:
        warranty = rp.IndustryLossWarranty(payout=payout, own_loss_warranty=own, form=form, **terms)
        return warranty.cede(events.own, year=range(len(events)), index=events.industry).years.recovery

    binary, part = given["ilw_binary"], given["ilw_prorata"]
    settled = paid({"binary": {"trigger": binary["trigger"]}}, binary["payout"])
    near(settled, expected["ilw_binary"])
    near(events.own - settled, expected["basis_shortfall_binary"])
    by_part = paid({"pro_rata": {"lo": part["lo"], "hi": part["hi"]}}, part["payout"], indemnity=False)
    near(by_part, expected["ilw_prorata"])
    steps = [rp.IndexStep(index=at, part=of) for at, of in given["parametric_steps"]]
    parametric = rp.Parametric(limit=given["parametric_limit"], triggers=[rp.IndexTrigger(steps=steps)])
    readings = given["indices"]
    ceded = parametric.cede(np.ones(len(readings)), year=range(len(readings)), index=readings)
    near(ceded.years.recovery, expected["parametric"])
