"""Runs of the shipped sector scenarios, and how their figures are held against facts."""

import json
import math

import yaml
from test_scenarios import SCENARIOS, riskpool

NEVER = "1e-12"
# The files of fields: what is no scheme of law and practice, no study and no block to copy.
SECTORS = sorted(file for file in SCENARIOS.glob("*/*.yaml")
                 if file.parent.name not in ("schemes", "studies", "presets"))
COUNT_ONE = "{amount: {point: {value: 1}}}"  # an effect that makes losses count hits


def figures(name, *settings, trials=4000, draws=0):
    """The figures of a run; without draws uncertain numbers hold their means."""
    words = [word for setting in settings for word in ("--set", setting)]
    size = ("--draws", draws, "--trials", trials)
    return json.loads(riskpool("run", SCENARIOS / name, "--json", "--quiet", *size, *words))


def one(result, metric, quantity, party=None):
    """The only such row of the pool."""
    rows = [row for row in result["metrics"] if (row["metric"], row["quantity"]) == (metric, quantity)
            and (party is None or row["party"] == party)]
    if party is None:
        pools = {row["payee"] for row in result["transfers"]
                 if row["payee_kind"] == "pool" and row["reason"] == "premium"}
        rows = [row for row in rows if row["party"] in pools]
    assert len(rows) == 1, rows
    return rows[0]


def paid_by_insureds(result):
    return sum(row["mean"] for row in result["transfers"] if row["payer"] == "insureds")


def agrees(row, fact, factor=1.0):
    assert abs(row["value"] * factor - fact) <= 4 * row["standard_error"] * factor, (row["value"] * factor, fact)


def within(row, low, high, factor=1.0):
    """Inside a published range, but for sampling error."""
    error = 4 * row["standard_error"] * factor
    assert low - error <= row["value"] * factor <= high + error, (low, row["value"] * factor, high)


def total(*rows):
    """A sum of figures of independent sources."""
    return {"value": sum(row["value"] for row in rows),
            "standard_error": math.sqrt(sum(row["standard_error"] ** 2 for row in rows))}


def part_of(row, rest):
    """The part of one mean in the sum of two independent ones, and its error."""
    part = row["value"] / (row["value"] + rest["value"])
    return part, part * (1 - part) * math.hypot(*(each["standard_error"] / each["value"] for each in (row, rest)))


def loaded(name):
    return yaml.safe_load((SCENARIOS / name).read_text(encoding="utf-8"))


def at(name, source):
    """The path of a source by its name, for --set."""
    names = [next(iter(item.values())).get("name") for item in loaded(name)["sources"]]
    [position] = [k for k, each in enumerate(names) if each == source]
    [kind] = loaded(name)["sources"][position]
    return f"sources[{position}].{kind}"


def policies(name, *terms):
    """Settings that give all insureds these terms."""
    return [f"insureds[{k}].{term}" for k in range(len(loaded(name)["insureds"])) for term in terms]


def silent(name, *, but=()):
    """Settings that silence all sources but the named ones."""
    settings = []
    for position, item in enumerate(loaded(name)["sources"]):
        [(kind, terms)] = item.items()
        path = f"sources[{position}].{kind}"
        if terms.get("name") in but:
            continue
        if kind == "collective_risk":
            [(law, _)] = terms["frequency"].items()
            settings.append(f"{path}.frequency.{law}.mean={NEVER}")
        elif kind == "clash":
            field = [("rate", NEVER) if "rate" in asset else ("return_period", "1e12") for asset in terms["assets"]]
            settings += [f"{path}.assets[{k}].{name_}={value}" for k, (name_, value) in enumerate(field)]
        elif kind == "scenario_set":
            field = [("rate", NEVER) if "rate" in case else ("return_period", "1e12") for case in terms["scenarios"]]
            settings += [f"{path}.scenarios[{k}].{name_}={value}" for k, (name_, value) in enumerate(field)]
        elif kind == "event_table":
            settings += [f"{path}.events[{k}].rate={NEVER}" for k in range(len(terms["events"]))]
        elif kind == "cascade":
            settings += [f"{path}.starts[{k}].rate={NEVER}" for k in range(len(terms["starts"]))]
        elif kind == "staged_success":
            settings += [f"{path}.stages[{k}].success=100%" for k in range(len(terms["stages"]))]
        elif kind in ("event_tree", "serial_defect", "mass_tort", "hawkes", "cluster_quake"):
            settings.append(f"{path}.rate={NEVER}")
        elif kind in ("attritional", "credit_portfolio"):
            settings.append(f"{path}.{'loss_ratio' if kind == 'attritional' else 'default_probability'}={NEVER}")
        elif kind == "performance_drop":
            settings.append(f"{path}.index={{yearly_reading: {{law: {{point: {{value: 1e6}}}}}}}}")
        else:
            raise ValueError(f"{name}: nobody knows how to silence {kind}")
    return settings
