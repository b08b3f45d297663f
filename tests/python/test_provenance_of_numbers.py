"""Every number of a sector scenario says where it comes from; what needs no source is listed here."""

import re

import pytest
import yaml
from sectors import SECTORS
from test_scenarios import SCENARIOS

NUMBER = re.compile(r"-?[0-9.]+ ?(%|‰|k|m|bn|tn|万|亿)?")
BELIEFS = {"pert", "uniform", "triangular", "normal", "lognormal", "gamma", "beta", "quantiles", "interval"}
# How a run is done and what is measured: choices of whoever runs it.
OF_THE_RUN = {"schema", "years", "trials", "seed", "uncertainty", "metrics", "output", "name", "about", "currency"}
# A belief with a name says where it comes from in each place that uses it.
SOURCED_WHERE_USED = {"beliefs"}


def is_sourced(node):
    return "source" in node and ("value" in node or "belief" in node or BELIEFS & node.keys())


def bare_numbers(node, path=""):
    """(path, number) of numbers without a source; all of something (100 %) is a statement and no number."""
    if isinstance(node, dict):
        if not is_sourced(node):
            for key, each in node.items():
                if path or key not in OF_THE_RUN | SOURCED_WHERE_USED:
                    yield from bare_numbers(each, f"{path}.{key}")
    elif isinstance(node, list):
        for k, each in enumerate(node):
            yield from bare_numbers(each, f"{path}[{k}]")
    elif isinstance(node, int | float) and not isinstance(node, bool) or isinstance(node, str) and NUMBER.fullmatch(node):
        if str(node) != "100%":
            yield path, node


def uses_of_beliefs(node):
    if isinstance(node, dict):
        if "belief" in node:
            yield node
        for each in node.values():
            yield from uses_of_beliefs(each)
    elif isinstance(node, list):
        for each in node:
            yield from uses_of_beliefs(each)


def needs_no_source(path, number):
    # A day has 24 hours; every shipment of cold_chain.yaml is sent once; the fire of 2013 is in year 1 of its file.
    return (path.endswith("days_per_intensity") and abs(24 * number - 1) < 1e-5
            or path.endswith("event_tree.rate") and number == 1 or path.endswith("fixed_events.events[0].year") and number == 1)


@pytest.mark.parametrize("file", SECTORS, ids=lambda file: str(file.relative_to(SCENARIOS)))
def test_every_number_says_where_it_comes_from(file):
    scenario = yaml.safe_load(file.read_text(encoding="utf-8"))
    bare = bare_numbers(scenario)
    assert all("source" in use for use in uses_of_beliefs(scenario))
    assert not [each for each in bare if not needs_no_source(*each)]


def test_a_number_without_a_source_is_found():
    planted = {"pools": [{"expenses": "15%", "shares": {"line": "100%"}, "cap": {"value": 3, "source": "J"}}], "years": 3}
    assert list(bare_numbers(planted)) == [(".pools[0].expenses", "15%")]
