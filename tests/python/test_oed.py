"""OED reinsurance: published worked examples, each field applied or refused with its place and reason."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import riskpool as rp
from riskpool.oed import OedError, read_oed
from riskpool.oed.scope import SCOPE_FIELDS
from riskpool.oed.terms import INFO_FIELDS

ANSWERS = Path(__file__).resolve().parents[1] / "known_answers" / "known-answers.json"
CASE = next(c for c in json.loads(ANSWERS.read_text(encoding="utf-8"))["cases"] if c["id"] == "O-IN-02")
PROGRAMMES = CASE["inputs"]["programmes"]
RESULTS = CASE["expected"]["results"]
LOCATIONS = pd.DataFrame({
    "insured": ["1", "2", "3", "4"], "PortNumber": 1, "AccNumber": [1, 1, 2, 2], "PolNumber": [1, 1, 2, 2],
    "LocNumber": [1, 2, 3, 4], "CountryCode": ["GB", "GB", "GB", "DE"],
})  # fmt: skip
LEVELS = {"location": "LOC", "policy": "POL"}


def tables(programme: dict[str, Any]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The programme of the known answer as the OED tables that its workbook has."""
    info, scope = [], []
    for priority, level in enumerate(programme["inuring_levels"], 1):
        for treaty in level:
            number, kind = len(info) + 1, treaty["type"]
            risk = kind in ("FAC", "PR")
            info.append({
                "ReinsNumber": number, "ReinsType": kind, "InuringPriority": priority, "ReinsPeril": "AA1",
                "RiskLevel": LEVELS[treaty.get("risk_level", "location")], "PlacedPercent": treaty.get("placed", 1),
                "CededPercent": treaty.get("ceded", 1) if kind == "QS" else "",
                "RiskLimit": treaty["limit"] if risk else treaty.get("risk_limit", 0),
                "RiskAttachment": treaty.get("attach", 0) if risk else 0,
                "OccLimit": treaty["limit"] if kind == "CXL" else treaty.get("occ_limit", 0),
                "OccAttachment": treaty["attach"] if kind == "CXL" else 0,
            })  # fmt: skip
            if "locations" in treaty:
                acc = LOCATIONS.set_index("LocNumber")["AccNumber"]
                scope += [{"ReinsNumber": number, "PortNumber": 1, "AccNumber": acc[each], "LocNumber": each}
                          for each in treaty["locations"]]  # fmt: skip
            else:
                percent = {"CededPercent": treaty["ceded"]} if kind == "SS" else {}
                scope.append({"ReinsNumber": number, "PortNumber": 1} | percent)
    return pd.DataFrame(info), pd.DataFrame(scope).fillna("").map(lambda x: int(x) if x and x >= 1 else x)


def net(tiers: list[Any], losses: list[float]) -> list[float]:
    insureds = [{"name": name, "property": 100} for name in LOCATIONS["insured"]]
    ceded = rp.cede(tiers, losses, event=[0] * 4, insured=list(LOCATIONS["insured"]), insureds=insureds)
    return list(map(float, ceded.net))


@pytest.mark.parametrize("k", [k for k in range(len(PROGRAMMES)) if k != 9])
def test_a_published_programme_leaves_what_its_workbook_says(k: int) -> None:
    tiers = read_oed(*tables(PROGRAMMES[k]), LOCATIONS, currency="CNY")
    expected = RESULTS[k]["levels"][-1]
    left = net(tiers, CASE["inputs"]["location_loss"])
    assert math.isclose(sum(left), expected["net"], rel_tol=1e-9)
    assert np.allclose(left, expected["net_by_location"], rtol=1e-9, atol=1e-9)


def test_a_limit_by_policy_under_a_limit_by_event_is_refused_with_its_place() -> None:
    """Programme 9 of O-IN-02: a quota share by policy with both limits."""
    with pytest.raises(OedError) as refused:
        read_oed(*tables(PROGRAMMES[9]), LOCATIONS, currency="CNY")
    (fault,) = refused.value.diagnostics
    assert (fault.path, fault.line) == ("ReinsNumber 1.OccLimit", 2)
    assert "POL" in fault.problem


def test_the_same_programme_with_a_policy_as_one_insured_is_applied() -> None:
    """Programme 9 of O-IN-02, with the policies for insureds: 72 of 400 are ceded."""
    policies = LOCATIONS.drop_duplicates("PolNumber")
    tiers = read_oed(*tables(PROGRAMMES[9]), policies, currency="CNY")
    insureds = [{"name": name, "property": 200} for name in policies["insured"]]
    ceded = rp.cede(tiers, [200, 200], event=[0, 0], insured=list(policies["insured"]), insureds=insureds)
    assert math.isclose(400 - sum(ceded.net), RESULTS[9]["levels"][0]["ceded"], rel_tol=1e-9)


def contract(**fields: Any) -> list[list[Any]]:
    info = pd.DataFrame([{"ReinsNumber": 1, "ReinsName": "T", "InuringPriority": 1} | fields])
    return read_oed(info, pd.DataFrame([{"ReinsNumber": 1, "PortNumber": 1}]), LOCATIONS, currency="CNY",
                    perils={"QEQ": ["cluster_quake"]})  # fmt: skip


def refusal(**fields: Any) -> tuple[str, str]:
    with pytest.raises(OedError) as refused:
        contract(**fields)
    (fault,) = refused.value.diagnostics
    return fault.path, fault.problem


CXL = {"ReinsType": "CXL", "OccLimit": 50, "OccAttachment": 20}


def test_a_ceded_part_comes_before_the_layer_and_the_placed_part_after_it() -> None:
    ((treaty,),) = contract(**CXL, CededPercent=0.5, PlacedPercent=0.8)
    for loss in (0, 30, 40, 60, 139, 200):
        expected = 0.8 * min(max(0.5 * loss - 20, 0), 50)
        assert math.isclose(float(treaty.cede([loss]).recovery[0]), expected, abs_tol=1e-9), loss


def test_terms_of_layers_are_applied() -> None:
    ((treaty,),) = contract(**CXL, Reinstatement=2, ReinstatementCharge=1, AggAttachment=10, ReinsPremium=3, RiskLimit=40,
                            AttachmentBasis="RA", ReinsPeril="QEQ")  # fmt: skip
    assert treaty == rp.CatXl(name="T", limit=50, attachment=20, reinstatements=[1, 1], annual_deductible=10, premium=3,
                              any_one_risk=40, attachment_basis="risks_attaching", causes=["cluster_quake"], placed=1)  # fmt: skip
    ((treaty,),) = contract(ReinsType="AXL", AggLimit=100, AggAttachment=30, OccFranchiseDed=5)
    assert treaty == rp.AggregateXl(name="T", limit=100, attachment=30, event_threshold=5, threshold_form="franchise",
                                    placed=1, attachment_basis="losses_occurring", premium=0)  # fmt: skip
    ((treaty,),) = contract(ReinsType="FAC", CededPercent=0.3)
    assert [(risk.insured, risk.share) for risk in treaty.risks] == [(name, 0.3) for name in "1234"]
    ((treaty,),) = contract(ReinsType="PR", RiskLimit=10, RiskAttachment=5, AggLimit=15)
    assert (treaty.annual_limit, treaty.unlimited_reinstatements) == (15, True)


@pytest.mark.parametrize(("field", "value"), [
    ("DeemedPercentPlaced", 0.9), ("TreatyShare", 0.5), ("ReinsFXrate", 7.1), ("OccReverseFranchise", 1),
    ("ReinsCurrency", "USD"), ("UseReinsDates", "Y"), ("AggPeriod", 30), ("RiskLevel", "XYZ"), ("AttachmentBasis", "CM"),
    ("ReinsPeril", "WTC"), ("RiskAttachment", 5), ("OccFranchiseDed", 1), ("ReinstatementCharge", 0.5),
    ("InuringPriority", 1.5), ("PlacedPercent", 1.2), ("OccLimit", "many"), ("ReinsType", "XXL"), ("CededPercent", 0),
    ("ReinsUserDef1", "x"),
])  # fmt: skip
def test_what_cannot_be_applied_is_refused_by_its_field(field: str, value: Any) -> None:
    path, problem = refusal(**{**CXL, field: value})
    assert path == f"ReinsNumber 1.{field}" and problem


@pytest.mark.parametrize(("kind", "field", "value"), [
    ("QS", "RiskAttachment", 5), ("QS", "OccAttachment", 5), ("QS", "AggLimit", 5), ("QS", "Reinstatement", 1),
    ("SS", "CededPercent", 0.5), ("FAC", "OccLimit", 5), ("PR", "OccAttachment", 5), ("AXL", "OccLimit", 5),
    ("AXL", "RiskLimit", 5),
])  # fmt: skip
def test_a_term_that_a_type_does_not_have_is_refused(kind: str, field: str, value: Any) -> None:
    with pytest.raises(OedError) as refused:
        contract(ReinsType=kind, **{field: value})
    assert f"ReinsNumber 1.{field}" in [fault.path for fault in refused.value.diagnostics]


def test_every_field_of_both_tables_is_known_and_blanks_mean_nothing() -> None:
    blank = {field: "" for field in INFO_FIELDS} | {"ReinsNumber": 1, "InuringPriority": 1} | CXL
    scope = {field: "" for field in SCOPE_FIELDS} | {"ReinsNumber": 1}
    tiers = read_oed(pd.DataFrame([blank]), pd.DataFrame([scope]), LOCATIONS, currency="CNY")
    assert len(tiers) == 1 and tiers[0][0].limit == 50


def test_scopes_join_rows_by_or_and_fields_by_and() -> None:
    info = pd.DataFrame([{"ReinsNumber": 1, "InuringPriority": 1} | CXL])

    def covered(*rows: dict[str, Any]) -> list[str]:
        ((treaty,),) = read_oed(info, pd.DataFrame([{"ReinsNumber": 1} | row for row in rows]).fillna(""), LOCATIONS, currency="CNY")
        return list(treaty.covers.insureds) if treaty.covers else ["all"]

    assert covered({}) == ["all"] and covered({"CountryCode": "GB"}) == ["1", "2", "3"]
    assert covered({"AccNumber": "2", "CountryCode": "GB"}) == ["3"]
    assert covered({"AccNumber": "1"}, {"CountryCode": "DE"}) == ["1", "2", "4"]


@pytest.mark.parametrize(("row", "path"), [
    ({"AccNumber": "9"}, "ReinsNumber 1"), ({"LOB": "x"}, "ReinsNumber 1.LOB"), ({"CededPercent": 0.4}, "ReinsNumber 1.CededPercent"),
])  # fmt: skip
def test_a_scope_that_cannot_be_applied_is_refused(row: dict[str, Any], path: str) -> None:
    info = pd.DataFrame([{"ReinsNumber": 1, "InuringPriority": 1} | CXL])
    with pytest.raises(OedError) as refused:
        read_oed(info, pd.DataFrame([{"ReinsNumber": 1} | row]), LOCATIONS, currency="CNY")
    assert path in [fault.path for fault in refused.value.diagnostics]


def test_contracts_and_scopes_need_each_other() -> None:
    info = pd.DataFrame([{"ReinsNumber": 1, "InuringPriority": 1} | CXL])
    with pytest.raises(OedError) as refused:
        read_oed(info, pd.DataFrame([{"ReinsNumber": 2}]), LOCATIONS, currency="CNY")
    assert [fault.problem for fault in refused.value.diagnostics] == [
        "has no row in ReinsScope, so it covers nothing", "is no contract of ReinsInfo"]  # fmt: skip


def test_files_are_read_with_lines_and_columns_of_faults(tmp_path: Path) -> None:
    info, scope, places = (tmp_path / f"{name}.csv" for name in ("info", "scope", "loc"))
    info.write_text("reinsnumber,ReinsName,REINSTYPE,OccLimit,OccAttachment,TreatyShare,InuringPriority\n"
                    "1,A,CXL,\"1,000\",20,1,1\n2,B,CXL,50,20,0.5,1\n")  # fmt: skip
    scope.write_text("ReinsNumber,PortNumber\n1,1\n2,1\n")
    places.write_text("PortNumber,AccNumber,LocNumber,BuildingTIV\n1,A1,1,5\n1,A1,2,5\n")
    with pytest.raises(OedError) as refused:
        read_oed(info, scope, places, currency="CNY")
    (fault,) = refused.value.diagnostics
    assert str(fault).startswith(f"{info}:3:6: error: ReinsNumber 2.TreatyShare: ")
    info.write_text(info.read_text().replace("0.5,1", "1,2"))
    tiers = read_oed(info, scope, places, currency="CNY")
    assert [[treaty.limit for treaty in tier] for tier in tiers] == [[1000], [50]]


def test_a_programme_read_stands_in_a_scenario(small: rp.Scenario) -> None:
    info = pd.DataFrame([{"ReinsNumber": 1, "ReinsName": "XL", "InuringPriority": 1, "ReinsType": "CXL", "OccLimit": 2e7,
                          "OccAttachment": 5e6, "PlacedPercent": 0.8}])  # fmt: skip
    places = pd.DataFrame([{"insured": "Fab", "PortNumber": 1}])
    tiers = read_oed(info, pd.DataFrame([{"ReinsNumber": 1, "PortNumber": 1}]), places, currency="CNY")
    run = rp.run(small.with_({"pools[0].programme": tiers}), trials=500, progress=False)
    gross, recovery = run.tables["pool.gross_loss"].values, run.tables["pool.recovery"].values
    assert run.treaties["treaty"].tolist() == ["XL"] and 0 < recovery.sum() < gross.sum()
