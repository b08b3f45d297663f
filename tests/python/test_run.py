"""Runs in Python: the same bits as the command line, in memory that is not copied, and with Ctrl-C at work."""

from __future__ import annotations

import gc
import io
import json
import math
import os
import signal
import subprocess
import sys
import threading
import types
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import riskpool as rp
from riskpool.progress import ProgressLine


def same_as_json(table: pd.DataFrame, rows: list[dict[str, object]]) -> None:
    """Every cell equal to the last bit; JSON has no number for what is not finite."""
    assert list(table.columns) == list(rows[0])
    assert len(table) == len(rows)
    for mine, theirs in zip(table.to_dict("records"), rows, strict=True):
        for name, value in theirs.items():
            if value is None:
                assert not math.isfinite(mine[name]), (name, mine)
            else:
                assert mine[name] == value, (name, mine, theirs)


def test_figures_are_those_of_the_command_line_to_the_last_bit(
    small: rp.Scenario, small_path: Path, riskpool_command
) -> None:
    done = riskpool_command("run", small_path, "--json", "--trials", 1000, "--seed", 2**53, "--threads", 1)
    told = json.loads(done.stdout)
    mine = rp.run(small, trials=1000, seed=2**53, progress=False)
    assert (mine.seed, mine.trials, mine.years, mine.currency) == (told["seed"], 1000, 3, "CNY")
    assert mine.table_hash == told["table_hash"]
    same_as_json(mine.metrics, told["metrics"])
    same_as_json(mine.transfers, told["transfers"])
    same_as_json(mine.treaties, told["treaties"])


def test_the_summary_is_that_of_the_command_line(run: rp.Run, small_path: Path, riskpool_command) -> None:
    assert run.summary == str(run) == riskpool_command("run", small_path).stdout


def test_metrics_are_tidy(run: rp.Run) -> None:
    assert list(run.metrics.columns) == [
        "metric", "party", "quantity", "basis", "parameter", "value", "standard_error", "low", "high", "tail_count",
        "warning",
    ]  # fmt: skip
    key = ["metric", "party", "quantity", "basis", "parameter"]
    assert not run.metrics.duplicated(key).any()
    assert run.metrics.drop(columns="value").dtypes["tail_count"] == np.int64


def test_figures_are_those_of_the_table(run: rp.Run) -> None:
    aal = run.metrics[(run.metrics.metric == "aal") & (run.metrics.party == "Pool")].set_index("quantity")
    for quantity in ("gross_loss", "recovery", "net_loss"):
        values = run.tables[f"pool.{quantity}"].values
        assert values.shape == (5000, 3)
        assert values.mean() == pytest.approx(aal.value[quantity], rel=1e-12)
        by_trial = values.mean(axis=1)
        assert by_trial.std(ddof=1) / math.sqrt(5000) == pytest.approx(aal.standard_error[quantity], rel=1e-9)


def test_threads_change_nothing(small: rp.Scenario) -> None:
    one, three = (rp.run(small, trials=3000, threads=n, progress=False) for n in (1, 3))
    assert one.metrics.equals(three.metrics)
    assert one.transfers.equals(three.transfers)
    assert one.tables.identical(three.tables)


def test_seed_and_trials_are_the_scenarios_unless_given(small: rp.Scenario, run: rp.Run) -> None:
    again = rp.run(small, trials=np.int64(5000), seed=np.uint64(11), progress=False)
    assert again.metrics.equals(run.metrics)
    assert not rp.run(small, trials=5000, seed=12, progress=False).metrics.equals(run.metrics)


def test_tables_are_named_and_measured(run: rp.Run) -> None:
    loss = run.tables["pool.net_loss"]
    assert loss.dims == ("trial", "year") and loss.dtype == np.float64
    assert loss.attrs["units"] == "CNY" and loss.attrs["long_name"]
    assert (loss.attrs["party"], loss.attrs["quantity"], loss.attrs["basis"]) == ("Pool", "net_loss", "annual")
    assert list(loss.year) == [1, 2, 3] and loss.trial[-1] == 4999
    ruined = run.tables["pool_fund.ruined"]
    assert ruined.dims == ("trial",) and ruined.attrs["basis"] == "path"


def test_tables_are_not_copied(small: rp.Scenario) -> None:
    own = rp.run(small, trials=1000, progress=False)
    tables = own.tables
    before = {name: variable.values.copy() for name, variable in tables.data_vars.items()}
    for variable in tables.data_vars.values():
        values = variable.values
        assert not values.flags.owndata and values.flags.c_contiguous and values.flags.aligned
        assert not isinstance(values.base, np.ndarray)  # it stands on the engine's memory, on no other array
        assert np.shares_memory(values, variable.values)
    del own
    gc.collect()
    for name, values in before.items():
        assert np.array_equal(tables[name].values, values)


def test_members_have_tables_if_the_scenario_says_so(small: rp.Scenario) -> None:
    tables = rp.run(small.with_({"output": {"members": True}}), trials=500, progress=False).tables
    assert np.allclose(tables["lead.net_loss"], 0.6 * tables["pool.net_loss"], rtol=1e-14)
    assert np.allclose(tables["partner.net_loss"], 0.4 * tables["pool.net_loss"], rtol=1e-14)


def test_a_run_without_tables_says_so(small: rp.Scenario, run: rp.Run) -> None:
    bare = rp.run(small, tables=False, progress=False)
    assert bare.metrics.equals(run.metrics)
    with pytest.raises(ValueError, match="tables=True"):
        _ = bare.tables


@pytest.mark.parametrize(
    "wrong", [{"trials": 0}, {"trials": -1}, {"trials": 2**60}, {"seed": -1}, {"seed": 2**64}, {"threads": -1}]
)
def test_numbers_out_of_range_are_refused(small: rp.Scenario, wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        rp.run(small, progress=False, **wrong)


def test_arguments_of_other_types_are_refused(small: rp.Scenario, small_path: Path) -> None:
    with pytest.raises(TypeError, match="riskpool.load"):
        rp.run(small_path)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="whole number"):
        rp.run(small, trials=1.5)  # type: ignore[arg-type]


def test_progress_is_told_to_the_caller_in_his_thread(small: rp.Scenario) -> None:
    told: list[tuple[int, int, int]] = []
    rp.run(small, trials=20_000, progress=lambda done, of: told.append((done, of, threading.get_ident())))
    assert told[-1] == (20_000, 20_000, threading.get_ident())
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)


def test_what_a_report_raises_ends_the_run(small: rp.Scenario) -> None:
    def refuse(done: int, of: int) -> None:
        raise LookupError(f"enough after {done}")

    start = time.monotonic()
    with pytest.raises(LookupError, match="enough"):
        rp.run(small, trials=10**9, tables=False, progress=refuse)
    assert time.monotonic() - start < 60


def test_nothing_is_shown_where_there_is_no_terminal(small: rp.Scenario, capfd: pytest.CaptureFixture[str]) -> None:
    rp.run(small, trials=500)
    assert capfd.readouterr() == ("", "")
    rp.run(small, trials=500, progress=True)
    assert "500 of 500 trials" in capfd.readouterr().err


def test_a_notebook_shows_one_line_below_the_cell_and_takes_it_away(
    small: rp.Scenario, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines: list[str] = []

    class Handle:
        def update(self, shown: dict[str, str], raw: bool) -> None:
            assert raw
            lines.append(shown["text/plain"])

    def display(shown: dict[str, str], raw: bool, display_id: bool) -> Handle:
        assert raw and display_id and not lines, "a second line"
        lines.append(shown["text/plain"])
        return Handle()

    kernel = types.SimpleNamespace(get_ipython=lambda: types.SimpleNamespace(kernel=object()))
    monkeypatch.setitem(sys.modules, "IPython", kernel)
    monkeypatch.setitem(sys.modules, "IPython.display", types.SimpleNamespace(display=display))
    rp.run(small, trials=500)
    assert "500 of 500 trials" in lines[-2] and lines[-1] == ""
    assert capsys.readouterr() == ("", "")
    shown = len(lines)
    monkeypatch.setitem(sys.modules, "IPython", types.SimpleNamespace(get_ipython=lambda: None))
    rp.run(small, trials=500)
    assert capsys.readouterr().out == "" and len(lines) == shown


def test_the_line_of_progress_is_rewritten_and_cleared() -> None:
    stream = io.StringIO()
    line = ProgressLine(stream, between=0)
    line.clear()
    assert stream.getvalue() == ""
    line(450, 1000)
    assert stream.getvalue().startswith("\r\033[K 45.0%  450 of 1,000 trials")
    line.clear()
    assert stream.getvalue().endswith("left\r\033[K")


def test_other_threads_go_on_meanwhile(small: rp.Scenario) -> None:
    ticks = 0
    done = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.wait(0.001):
            ticks += 1

    other = threading.Thread(target=tick)
    other.start()
    start = time.monotonic()
    while time.monotonic() - start < 0.5:
        before = ticks
        rp.run(small, trials=200_000, tables=False, progress=False)
    done.set()
    other.join()
    assert ticks - before > 5  # the engine lets go of the interpreter: even one run lets the other thread tick


INTERRUPTED = """
import signal, sys, riskpool as rp
signal.signal(signal.SIGINT, signal.default_int_handler)  # who starts tests in the background may have set it aside
print("ready", flush=True)
started = lambda done, of: print("running", flush=True) if done else None
try:
    rp.run(rp.load(sys.argv[1]), trials=10**9, output=sys.argv[2], tables=False, progress=started)
except KeyboardInterrupt:
    print("interrupted", flush=True)
    kept = rp.open(sys.argv[2])
    print(kept.trials, kept.trials_asked, kept.tables.sizes["trial"], rp.run(rp.load(sys.argv[1]), trials=100).trials)
"""


def test_ctrl_c_ends_a_run_and_keeps_what_was_done(
    small_path: Path, tmp_path: Path, same_package: dict[str, str]
) -> None:
    result = tmp_path / "part.h5"
    child = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, small_path, result],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=same_package,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    assert child.stdout.readline() == "running\n"
    os.kill(child.pid, signal.SIGINT)
    out, err = child.communicate(timeout=120)
    lines = [line for line in out.splitlines() if line != "running"]
    assert child.returncode == 0, err
    assert lines[0] == "interrupted", (out, err)
    done, asked, stored, again = map(int, lines[1].split())
    assert 0 < done == stored < asked == 10**9
    assert again == 100
