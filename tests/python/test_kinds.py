"""Kinds as Python classes: made from the engine's descriptions, immutable, checked by the engine."""

from __future__ import annotations

import inspect
import pickle
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
import riskpool as rp
from riskpool import _ext, kinds_stub
from riskpool.field_value import CLASSES
from riskpool.kind import write_path


def test_every_described_type_has_a_class_with_its_fields() -> None:
    described = _ext.describe()
    assert len(CLASSES) == len(described) > 100
    for position, plain in enumerate(described):
        cls = CLASSES[position]
        assert cls._kind == plain["kind"]
        parameters = inspect.signature(cls).parameters
        assert [name.rstrip("_") for name in parameters] == [field["name"] for field in plain["fields"]]
        assert all(each.kind is inspect.Parameter.KEYWORD_ONLY for each in parameters.values())
        assert cls.__doc__ is not None and plain["about"] in cls.__doc__
        for field in plain["fields"]:
            assert field["about"] in cls.__doc__, (cls, field["name"])


def test_a_class_says_units_bounds_defaults_and_meaning() -> None:
    text = rp.CatXl.__doc__
    assert text is not None
    assert "limit: money, above 0 (.inf is allowed), required. The most the layer pays for one event." in text
    assert "placed: fraction, between 0 and 1 (0% and 100%), default 1." in text


def test_kinds_stand_under_their_own_names_and_in_the_namespace_of_their_family() -> None:
    assert rp.treaty.CatXl is rp.CatXl and rp.source.CollectiveRisk is rp.CollectiveRisk
    assert rp.severity.Lognormal is not None and not hasattr(rp, "Lognormal")
    from riskpool.severity import Lognormal  # type: ignore[import-not-found]

    assert Lognormal is rp.severity.Lognormal


def test_the_stub_for_type_checkers_is_in_step() -> None:
    assert kinds_stub.PATH.read_text(encoding="utf-8") == kinds_stub.stub(), "run python -m riskpool.kinds_stub"
    compile(kinds_stub.stub(), "kinds.pyi", "exec")


def test_values_are_read_as_a_file_would_be() -> None:
    layer = rp.CatXl(limit="2bn", attachment=np.float64(1e9), placed="80%", reinstatements=np.array([1, 0.5]))
    assert (layer.limit, layer.attachment, layer.placed, layer.reinstatements) == (2e9, 1e9, 0.8, (1.0, 0.5))
    assert layer.annual_limit == float("inf") and layer.lines == () and layer.currency is None
    assert layer == rp.CatXl(limit=2_000_000_000, attachment=1e9, placed=0.8, reinstatements=(1.0, 0.5))
    sourced = rp.CatXl(limit={"value": "2bn", "source": "J", "note": "a guess"}, attachment=1e9, reinstatements=[])
    assert sourced.limit == 2e9 and (sourced.limit.source, sourced.limit.note) == ("J", "a guess")
    bare = rp.CatXl(limit=2e9, attachment=1e9, reinstatements=[])
    assert sourced == bare and hash(sourced) == hash(bare)
    assert "source: J" in sourced.to_yaml()


def test_nested_kinds_may_be_given_as_maps_and_read_as_kinds() -> None:
    risk = rp.CollectiveRisk(frequency={"poisson": {"mean": 2}}, severity=rp.severity.Pareto(threshold="1m", shape=1.8))
    assert risk.frequency == rp.frequency.Poisson(mean=2)
    assert risk.severity.threshold == 1e6
    pool = rp.Pool(name="P", shares="equal", programme=[[{"cat_xl": {"limit": 2, "attachment": 1, "reinstatements": []}}]])
    assert pool.shares == rp.Equal() and pool.programme[0][0].limit == 2


def test_a_belief_may_stand_for_a_number() -> None:
    belief = rp.belief.Pert(low="1m", mode="2m", high="3bn")
    assert (belief.low, belief.mode, belief.high) == (1e6, 2e6, 3e9)
    law = rp.severity.Pareto(threshold=belief, shape={"uniform": {"low": 1.5, "high": 3}})
    assert law.threshold == belief and law.shape == rp.belief.Uniform(low=1.5, high=3)
    assert law == rp.severity.Pareto(threshold={"pert": {"low": 1e6, "mode": 2e6, "high": 3e9}}, shape=law.shape)
    sourced = rp.severity.Exponential(mean={"uniform": {"low": 1, "high": 3}, "source": "J", "note": "asked"})
    assert "source: J" in sourced.to_yaml() and sourced == sourced.replace()
    with pytest.raises(rp.ScenarioError, match="pert.high: is not above"):
        rp.belief.Pert(low=3, mode=1, high=2)
    with pytest.raises(rp.ScenarioError, match="exponential.mean"):
        rp.severity.Exponential(mean=rp.belief.Uniform(low=-1, high=3))


def test_a_value_never_changes_and_replace_gives_another() -> None:
    layer = rp.CatXl(limit=2, attachment=1, name="L", reinstatements=[])
    with pytest.raises(AttributeError, match=r"use replace\(limit="):
        layer.limit = 3
    with pytest.raises(AttributeError):
        del layer.limit
    assert layer.replace(limit=3) == rp.CatXl(limit=3, attachment=1, name="L", reinstatements=[]) != layer
    assert layer.replace(name=None) == rp.CatXl(limit=2, attachment=1, reinstatements=[])
    with pytest.raises(rp.ScenarioError):
        layer.replace(limit=-3)


def test_values_are_shown_as_they_would_be_written() -> None:
    corridor = rp.LossCorridor(from_=0.8, to=0.95, share=0.75)
    assert repr(corridor) == "LossCorridor(from_=0.8, to=0.95, share=0.75)" and corridor.from_ == 0.8
    treaty = rp.QuotaShare(cession="40%", corridor=corridor)
    assert eval(repr(treaty), vars(rp)) == treaty
    law = rp.severity.Lognormal(mean=1e6, cv=2)
    assert repr(law) == "severity.Lognormal(mean=1e+06, cv=2)" and eval(repr(law), vars(rp)) == law
    assert pickle.loads(pickle.dumps(law)) == law and law in {law}


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: rp.CatXl(limt=1, attachment=1), 'CatXl has no field "limt"; did you mean "limit"?'),
        (lambda: rp.CatXl(limit=1), "CatXl needs attachment: Loss of an event above which"),
        (lambda: rp.Equal(weights=1), 'Equal has no field "weights"'),
        (lambda: rp.Pool(name="P", shares="equal", reserve_fund={"triger": {}}), "ReserveFund has no field"),
    ],
)
def test_a_field_that_there_is_not_is_a_type_error(make: object, message: str) -> None:
    with pytest.raises(TypeError, match=message.replace("?", r"\?")):
        make()  # type: ignore[operator]
    with pytest.raises(TypeError):
        rp.CatXl(1e9, 2e9)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("make", "path", "problem"),
    [
        (lambda: rp.CatXl(limit=-1, attachment=1), "cat_xl.limit", "must be above 0"),
        (lambda: rp.CatXl(limit="much", attachment=1), "cat_xl.limit", '"much" is not a number'),
        (lambda: rp.CatXl(limit=1, attachment=1, reinstatement_basis="amont"), "cat_xl.reinstatement_basis", "amont"),
        (lambda: rp.severity.Lognormal(mean=1), "lognormal", "mean is given without cv"),
        (lambda: rp.Member(name="A", capital=-1), "capital", "must be 0 or more"),
        (lambda: rp.CollectiveRisk(frequency={"poison": {"mean": 1}}, severity={"point": {"value": 1}}),
         "collective_risk.frequency", "poison"),
        (lambda: rp.ByTable(table=[{"member": "A", "share": 0.6}, {"member": "A", "share": 0.6}]), "by_table", "A"),
    ],
)  # fmt: skip
def test_a_value_that_its_field_does_not_take_is_a_scenario_error(make: object, path: str, problem: str) -> None:
    with pytest.raises(rp.ScenarioError) as caught:
        make()  # type: ignore[operator]
    assert any(path in d.path and problem in str(d) for d in caught.value.diagnostics), caught.value.diagnostics


def test_the_engine_finds_each_type_where_it_looks_for_it() -> None:
    """A value of the wrong sort is refused at the place at which a kind is checked, whichever kind it is."""
    for cls in CLASSES.values():
        if not cls._place:
            continue
        tree: object = "neither a map nor a kind"
        for step in reversed(cls._place):
            tree = [tree] if isinstance(step, int) else {step: tree}
        _, found = _ext.check_text(rp.setting.to_yaml(tree), "f", [], {})
        assert any(each[4].startswith(write_path(cls._place)) for each in found), cls


def test_a_table_of_records_may_be_a_data_frame() -> None:
    table = pd.DataFrame({"name": ["A", "B"], "property": [1e9, 2e9], "pml": [np.nan, 1e9]})
    scenario = rp.Scenario(
        name="S", currency="CNY", members=[rp.Member(name="M")], insureds=table, pools=[rp.Pool(name="P", shares="equal")],
        sources=[rp.CollectiveRisk(frequency={"poisson": {"mean": 1}}, severity={"point": {"value": 1}})],
    )  # fmt: skip
    assert scenario.insureds == (rp.Insured(name="A", property=1e9), rp.Insured(name="B", property=2e9, pml=1e9))


def test_nothing_leaks_when_python_ends() -> None:
    code = "import riskpool as rp; x = rp.CatXl(limit=2, attachment=1, reinstatements=[]); print(x.cede([3.0]).recovery)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "" and done.stdout == "[2.]\n"


def test_no_family_of_kinds_hides_a_module() -> None:
    from riskpool import bounds, copula, kinds
    from riskpool.description import Family

    assert copula.gaussian and bounds.column_bounds and rp.copula_family.Gaussian
    with pytest.raises(ImportError, match="family bounds would hide the module riskpool.bounds"):
        kinds._make_namespace(kinds, Family("bounds", ()))  # type: ignore[attr-defined]
    with pytest.raises(ImportError, match="family plot would hide"):
        kinds._make_namespace(kinds, Family("plot", ()))  # type: ignore[attr-defined]
