"""What a notebook user types by mistake is answered in the words of the call; names come by completion."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
import riskpool as rp

PARETO = rp.severity.Pareto(threshold=1, shape=2)


@pytest.mark.parametrize(("call", "error", "words"), [
    (lambda s: rp.run("pool.yaml"), TypeError, "run takes a Scenario, as riskpool.load gives it, and no str"),
    (lambda s: rp.simulate("pool.yaml"), TypeError, "simulate takes a Scenario"),
    (lambda s: rp.sweep(None, {}), TypeError, "sweep takes a Scenario"),
    (lambda s: rp.compare([s, s]), TypeError, "compare takes a map such as .*, and no list"),
    (lambda s: rp.compare({"a": s, "b": "b.yaml"}), TypeError, "compare takes a Scenario.* and no str"),
    (lambda s: rp.sweep(s, {"pools[0].expenses": 0.1}), TypeError, "a list of values to try at .*, and not 0.1 alone"),
    (lambda s: rp.sweep(s, {"pools[0].expenses": "10%"}), TypeError, "and not '10%' alone"),
    (lambda s: rp.run(s, trials=10.5), ValueError, "trials is a whole number, and 10.5 is none"),
    (lambda s: rp.run(s, trials=float("inf")), ValueError, "trials is a whole number, and inf is none"),
    (lambda s: rp.run(s, trials="100"), TypeError, "trials is a whole number, and no str"),
    (lambda s: rp.run(s, seed=True), TypeError, "seed is a whole number, and no bool"),
    (lambda s: rp.run(s, trials=0), ValueError, "trials must lie between 1 and"),
    (lambda s: rp.simulate(s, 64, seed=-1), ValueError, "seed must lie between 0 and"),
    (lambda s: rp.loads([1]), TypeError, "loads reads the text of a scenario, and no list"),
    (lambda s: rp.loads("hello"), rp.ScenarioError, "^scenario:1:1: error: must be a map"),
    (lambda s: s.with_("years=3"), TypeError, "with_ takes a map such as"),
    (lambda s: s[0], TypeError, "by paths such as"),
    (lambda s: s.explain(-1), ValueError, "trial must lie between 0 and"),
    (lambda s: rp.CatXl(1, 2), TypeError, "CatXl takes its fields by name: CatXl\\(limit=..., attachment=...\\)"),
    (lambda s: rp.Pool(name="P", shares=rp.Equal(), reserve_fund=rp.Loan(facility=1)), TypeError,
     "ReserveFund is asked for, and not Loan"),
    (lambda s: PARETO.sample(-1), ValueError, "n must lie between 0 and"),
    (lambda s: rp.aggregate(PARETO, rp.frequency.Poisson(mean=1)), TypeError, "a law of numbers and a law of losses"),
    (lambda s: rp.check_source(3), TypeError, "derived from riskpool.Source"),
    (lambda s: rp.ReserveFund(trigger=rp.Trigger(loss_ratio=1)).path([1, 2, 3], [1, 2]), ValueError,
     r"of the same years.*: premium \(3,\), net_loss \(2,\)"),
    (lambda s: rp.CatXL, AttributeError, "no attribute 'CatXL'; did you mean CatXl?"),
    (lambda s: rp.severity.Lognorm, AttributeError, "no attribute 'Lognorm'; did you mean Lognormal?"),
])  # fmt: skip
def test_a_slip_is_answered_in_the_words_of_the_call(
    call: Callable[[rp.Scenario], object], error: type[Exception], words: str, small: rp.Scenario
) -> None:
    with pytest.raises(error, match=words):
        call(small)


def test_slips_with_a_run_are_answered_too(run: rp.Run) -> None:
    for trial in (-1, run.trials, 10**9):
        with pytest.raises(ValueError, match=f"trial must lie between 0 and {run.trials - 1}, and is {trial}"):
            run.explain(trial)
        with pytest.raises(ValueError, match="trial must lie between"):
            run.ledger(trial)
    with pytest.raises(TypeError, match="a metric is a function of the table of trials, and no int"):
        run.metric("mine", 3)
    with pytest.raises(TypeError, match="the metric gave None"):
        run.metric("mine", lambda tables: None)


def test_whole_numbers_may_be_written_as_notebooks_do(small: rp.Scenario) -> None:
    one = rp.run(small, trials=1e2, seed=np.float64(3), progress=False)
    other = rp.run(small, trials=np.int64(100), seed=3, progress=False)
    assert one.trials == 100 and one.tables.equals(other.tables)
    assert rp.simulate(small, trials=1e2, progress=False).trials == 100
    assert PARETO.sample(1e3).size == 1000


def test_a_scenario_built_wrong_names_paths_and_no_lines_that_nobody_sees() -> None:
    with pytest.raises(rp.ScenarioError) as caught:
        rp.Scenario(name="x", currency="CNY", members=[rp.Member(name="M")], insureds=[rp.Insured(name="I")],
                    sources=[], pools=[rp.Pool(name="P", shares=rp.Equal())])  # fmt: skip
    assert str(caught.value).startswith("scenario: error: sources: is empty")
    with pytest.raises(rp.ScenarioError, match="^shares: error: insureds"):
        rp.ByCapital().allocate([{"nam": "x"}], [rp.Member(name="M", capital=1)])


def test_completion_shows_what_is_there_and_nothing_else(python: Callable[[str], str]) -> None:
    names = dir(rp)
    assert {"load", "run", "CatXl", "severity", "bounds", "stress_run", "report", "__version__"} <= set(names)
    hidden = {name for name in names if not hasattr(rp, name)}
    assert not hidden
    assert not {"_ext", "field_value", "given_losses", "import_module", "Any"} & set(names)
    assert dir(rp.severity) == sorted(rp.severity.__all__) and "Lognormal" in dir(rp.severity)
    # a module is there when it is asked for, and no sooner
    assert python("import sys, riskpool as rp; print('riskpool.bounds' in sys.modules, rp.bounds.__name__)") == (
        "False riskpool.bounds\n"
    )


def test_a_sweep_and_a_comparison_of_draws_have_the_same_errors(small: rp.Scenario) -> None:
    """Draws share their trials: the errors of differences are those of the draws and of the trials together."""
    limit = "pools[0].programme[0][0].cat_xl.limit"
    uncertain = small.with_({"pools[0].expenses": {"uniform": {"low": 0.1, "high": 0.4}}, "uncertainty": {"draws": 8}})
    more = uncertain.with_({limit: 3e7, "pools[0].expenses": {"uniform": {"low": 0.2, "high": 0.6}}})
    compared = rp.compare({"today": uncertain, "more": more}, 64, progress=False)
    values = {limit: [3e7], "pools[0].expenses": [{"uniform": {"low": 0.2, "high": 0.6}}]}
    swept = rp.sweep(uncertain, values, 64, progress=False)
    columns = ["party", "quantity", "basis", "difference", "standard_error", "low", "high"]
    pd.testing.assert_frame_equal(swept[columns], compared[columns])
    result = compared[(compared.party == "Pool") & (compared.quantity == "result")].iloc[0]
    alone = rp.run(more, trials=64, progress=False).tables["pool.result"].mean("year").values
    assert result.standard_error > alone.std() / np.sqrt(alone.size)


def test_a_long_setting_is_cut_short_in_messages(small: rp.Scenario) -> None:
    with pytest.raises(rp.ScenarioError) as caught:
        small.with_({"pools": [*small.pools, small.pools[0]]})
    for diagnostic in caught.value.diagnostics:
        assert diagnostic.file.startswith("--set pools=[{name: Pool") and len(diagnostic.file) < 90
        assert diagnostic.path.startswith("pools[1]")


def test_what_cannot_be_iterated_or_pickled_says_so(small: rp.Scenario, run: rp.Run) -> None:
    with pytest.raises(TypeError, match="'Scenario' object is not iterable"):
        list(small)  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="not pickled: save it"):
        pickle.dumps(run)
