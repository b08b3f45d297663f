"""riskpool: simulate co-insurance and reinsurance pools, in Python.

    import riskpool as rp

    pool = rp.load("scenarios/ic/pool.yaml")
    run = rp.run(pool, trials=100_000, seed=7)
    run.metrics                      # every figure with its standard error, a tidy DataFrame
    run.tables                       # what happened in each trial and year, an xarray Dataset

    more = pool.with_({"pools[0].reserve_fund.cap": 5e8})
    rp.compare({"today": pool, "more": more}, trials=100_000)

The engine is that of the command line: the same scenario, seed and number of trials give the same bits in both.
Money is in the scenario's currency, shares are fractions of 1, money of a year is per year.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from riskpool._ext import ResultError
from riskpool._ext import version as __version__
from riskpool.aggregate import Aggregate, aggregate
from riskpool.asked import unknown_name
from riskpool.compare import compare
from riskpool.contract import Ceded, CededProgramme, cede
from riskpool.diagnostic import Diagnostic, ScenarioError
from riskpool.events import EventSet, simulate
from riskpool.field_value import Sourced
from riskpool.kind import Kind
from riskpool.kinds import *  # noqa: F403
from riskpool.kinds import __all__ as _kinds
from riskpool.loss_tables import read_elt, read_ylt
from riskpool.oed import OedError, read_oed
from riskpool.own_source import Request, Source, check_source
from riskpool.pool_parts import fund_paths
from riskpool.result import Result, Run, open
from riskpool.run import run
from riskpool.scenario import Scenario, check, load, loads, reference, schema
from riskpool.sweep import sweep

ResultError.__module__ = "riskpool"

_MODULES = (
    "allocation", "backtest", "bounds", "capacity", "claims", "copula", "credibility", "development", "draw_study",
    "elicitation", "export", "exposure", "gaussian", "information", "inputs", "interval", "judgement", "plot", "posterior",
    "rare_event", "rate_review", "rearrangement", "report", "scenario_model", "scores", "sensitivity", "stress",
    "stress_run", "tail", "together", "tower", "update",
)  # fmt: skip


def __dir__() -> list[str]:
    return sorted({*__all__, *_MODULES})


if not TYPE_CHECKING:  # a type checker would take every name for one of the package

    def __getattr__(name: str) -> Any:
        """A module that studies results, imported when it is first asked for."""
        if name in _MODULES:
            return import_module(f"riskpool.{name}")
        return unknown_name("riskpool", [*__all__, *_MODULES])(name)


__all__ = [
    "Aggregate",
    "Ceded",
    "CededProgramme",
    "Diagnostic",
    "EventSet",
    "Kind",
    "OedError",
    "Request",
    "Result",
    "ResultError",
    "Run",
    "Scenario",
    "ScenarioError",
    "Source",
    "Sourced",
    "__version__",
    "aggregate",
    "cede",
    "check",
    "check_source",
    "compare",
    "fund_paths",
    "load",
    "loads",
    "open",
    "read_elt",
    "read_oed",
    "read_ylt",
    "reference",
    "run",
    "schema",
    "simulate",
    "sweep",
    *_kinds,
]
