"""The JSON Schema, with which editors complete and check scenario files, agrees with the program's own reader."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
BROKEN = ROOT / "tests" / "broken_scenarios"

SCENARIOS = [each for each in (ROOT / "scenarios").glob("**/*.yaml") if "presets" not in each.parts]
SOUND = sorted([*SCENARIOS, *BROKEN.glob("valid*.yaml")])

# Mistakes of form, which a schema can see. It cannot see names that nobody has, sums, combinations of fields, or how
# large a number with a suffix is, which makes a text of it.
OF_FORM = re.compile(
    r"(unknown_(key|kind)_of_.*|unknown_(choice|solidity_code)|two_kinds_.*|fields_beside_.*|kind_that_needs_.*"
    r"|(map|list|text|number|nothing)_(for|at)_.*|insureds_as_a_map|no_(schema|insureds|years)|too_many_years"
    r"|(treaty_without_a|source_without|fund_without|member_without_a_name).*"
    r"|per_cent_of_money|money_for_a_fraction|suffix_.*|currency_in_.*|capital_suffix|two_(points|signs)_.*"
    r"|infinite_where_.*|negative_.*|zero_.*|probability_.*|return_period_.*|part_of_a_year|seed_.*"
    r"|schema_of_.*|provenance_of_.*|sourced_number_.*|event_in_year_zero|splice_within_.*|bound_within_.*"
    r"|(list|text)_at_the_top)"
)
OF_FORM_FILES = [each for each in sorted(BROKEN.glob("*.yaml")) if OF_FORM.fullmatch(each.stem)]


def content(file: Path) -> object:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def schema(program: Path) -> jsonschema.Draft202012Validator:
    text = subprocess.run([program, "schema"], check=True, capture_output=True, text=True).stdout
    jsonschema.Draft202012Validator.check_schema(json.loads(text))
    return jsonschema.Draft202012Validator(json.loads(text))


@pytest.mark.parametrize("file", SOUND, ids=lambda file: file.stem)
def test_allows_what_the_program_reads(schema: jsonschema.Draft202012Validator, file: Path) -> None:
    faults = [f"{fault.json_path}: {fault.message}" for fault in schema.iter_errors(content(file))]
    assert not faults


@pytest.mark.parametrize("file", OF_FORM_FILES, ids=lambda file: file.stem)
def test_refuses_mistakes_of_form(schema: jsonschema.Draft202012Validator, file: Path) -> None:
    assert not schema.is_valid(content(file))


def test_meets_mistakes_of_form_of_every_sort() -> None:
    assert len(OF_FORM_FILES) >= 60


@pytest.mark.parametrize(
    "value", ["5", "30%", "40m", "1_000", "five", True, None, [1], {"source": "D"}, {"value": 1, "sorce": "D"}]
)
def test_refuses_what_is_no_plain_number(schema: jsonschema.Draft202012Validator, value: object) -> None:
    scenario = content(BROKEN / "valid.yaml")
    assert isinstance(scenario, dict)
    pareto = scenario["sources"][0]["collective_risk"]["severity"]["pareto"]
    pareto["shape"] = value
    assert not schema.is_valid(scenario)


@pytest.mark.parametrize("value", [5, 2.5, "1e6", {"value": 2, "source": "D", "note": "a guess"}])
def test_allows_every_form_of_a_plain_number(schema: jsonschema.Draft202012Validator, value: object) -> None:
    scenario = content(BROKEN / "valid.yaml")
    assert isinstance(scenario, dict)
    scenario["sources"][0]["collective_risk"]["severity"]["pareto"]["shape"] = value
    assert schema.is_valid(scenario)


@pytest.mark.parametrize("value", [5, "7.4亿", "1.2bn", "40 m", "1e3k", "5.5万亿", float("inf"), {"value": "3万"}])
def test_allows_every_form_of_money(schema: jsonschema.Draft202012Validator, value: object) -> None:
    scenario = content(BROKEN / "valid.yaml")
    assert isinstance(scenario, dict)
    scenario["pools"][0]["programme"][0][0]["cat_xl"]["limit"] = value
    assert schema.is_valid(scenario)
