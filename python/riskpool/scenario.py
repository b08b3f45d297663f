"""Scenarios: what may happen, to whom, and who pays."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

import pandas as pd

from riskpool import _ext
from riskpool.diagnostic import Diagnostic, ScenarioError
from riskpool.setting import to_settings

Found = tuple["_ext.Scenario | None", list[tuple[str, str, int, int, str, str, str]]]


class Scenario:
    """A valid scenario. It never changes; `with_` gives another one. Made by `riskpool.load`."""

    __slots__ = ("_folder", "_loaded")

    def __init__(self, loaded: _ext.Scenario, folder: str) -> None:
        object.__setattr__(self, "_loaded", loaded)
        object.__setattr__(self, "_folder", folder)

    _loaded: _ext.Scenario
    _folder: str  # absolute: where the tables that the scenario names are looked for

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Scenario does not change: use with_({{path: value}}) instead of setting {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a Scenario does not change")

    @property
    def name(self) -> str:
        """Title of the scenario."""
        return self._loaded.name

    @property
    def about(self) -> str:
        """Whom it is about and where its numbers come from."""
        return self._loaded.about

    @property
    def currency(self) -> str:
        """Currency of all money, for example CNY."""
        return self._loaded.currency

    @property
    def years(self) -> int:
        """Policy years of each trial."""
        return self._loaded.years

    @property
    def trials(self) -> int:
        """Trials of a run that names no number of its own."""
        return self._loaded.trials

    @property
    def seed(self) -> int:
        """Seed of a run that names none of its own."""
        return self._loaded.seed

    @property
    def file(self) -> str:
        """The file that it was read from."""
        return self._loaded.file

    @property
    def text(self) -> str:
        """The text of the file, verbatim: without the settings."""
        return self._loaded.text

    @property
    def settings(self) -> list[str]:
        """What was set after reading, as `path=value`, in order."""
        return list(self._loaded.settings)

    @property
    def provenance(self) -> pd.DataFrame:
        """The numbers that say where they come from: path, value (as written), source (solidity code P primary,
        S secondary, T weak, D derived, R recalled, J judgement), note."""
        return pd.DataFrame(self._loaded.provenance())

    def with_(self, changes: Mapping[str, Any]) -> Scenario:
        """The scenario with other values at some paths, checked anew.

        `changes` maps paths to values: `{"pools[0].programme[1][0].cat_xl.limit": 4e9, "years": 10}`. The paths are
        those of messages and of `--set`; a value is a number, a str as the file would write it (`"30%"`, `"4bn"`), a
        list or a dict. Tables that the scenario names (`{file: x.csv}`) are read again from the folder it came from.

        Raises ScenarioError if the result is not a valid scenario.
        """
        settings = [*self._loaded.settings, *to_settings(changes)]
        file = os.path.join(self._folder, os.path.basename(self.file))
        return Scenario(_valid(_ext.check_text(self.text, file, settings)), self._folder)

    def explain(self, trial: int, seed: int | None = None) -> str:
        """One trial event by event and year by year, as text: losses, treaties, fund, who paid whom."""
        return _ext.explain(self._loaded, self.seed if seed is None else seed, trial)

    def __repr__(self) -> str:
        years = "1 year" if self.years == 1 else f"{self.years} years"
        return f"<riskpool.Scenario {self.name!r}: {years}, {self.currency}, {self.trials} trials, seed {self.seed}>"


def load(path: str | os.PathLike[str], settings: Mapping[str, Any] | None = None) -> Scenario:
    """Reads a scenario file.

    `settings` replaces values by path before the scenario is checked, as `Scenario.with_` does and as `--set` does on
    the command line. Raises ScenarioError with all faults of the file at once.
    """
    file = os.fspath(path)
    loaded = _valid(_ext.check_file(file, to_settings(settings or {})))
    return Scenario(loaded, os.path.dirname(os.path.abspath(file)))


def check(path: str | os.PathLike[str], settings: Mapping[str, Any] | None = None) -> list[Diagnostic]:
    """All faults of a scenario file, in the order in which they stand there; an empty list if there is none."""
    _, found = _ext.check_file(os.fspath(path), to_settings(settings or {}))
    return [Diagnostic(*each) for each in found]  # type: ignore[arg-type]


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of scenario files, with all kinds that this version knows."""
    return dict(json.loads(_ext.schema()))


def reference() -> str:
    """The reference of scenario files in Markdown: every kind with its fields, units, bounds and defaults."""
    return _ext.reference()


def _valid(found: Found) -> _ext.Scenario:
    loaded, diagnostics = found
    if loaded is None:
        raise ScenarioError([Diagnostic(*each) for each in diagnostics])  # type: ignore[arg-type]
    return loaded
