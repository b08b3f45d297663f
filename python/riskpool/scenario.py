"""Scenarios: what may happen, to whom, and who pays."""

from __future__ import annotations

import json
import os
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from riskpool import _ext
from riskpool.asked import MOST_SEED, MOST_TRIALS, mapping, whole
from riskpool.diagnostic import Diagnostic, ScenarioError
from riskpool.field_value import CLASSES, plain, without_provenance
from riskpool.kind import Kind
from riskpool.notebook import Text, facts
from riskpool.own_source import Bridge, Source, name_sources, resolve_source
from riskpool.path import find, flatten
from riskpool.setting import to_settings
from riskpool.yaml_text import write_yaml

_UNNAMED = "scenario"  # stands for the name of a file where there is none
Found = tuple["_ext.Scenario | None", "list[_ext.PlainDiagnostic]"]


class Scenario:
    """A valid scenario: what may happen, to whom, and who pays. It never changes; `with_` gives another one.

    `riskpool.load` reads one from a file; `Scenario(name=..., currency=..., members=[...], insureds=[...],
    sources=[...], pools=[...], ...)` builds one of kinds, by the fields of scenario files. What it is made of is there by
    name (`scenario.pools[0].programme[1][0].limit`), each part a value of its kind, and by path
    (`scenario["pools[0].programme[1][0].cat_xl.limit"]`). Two scenarios are equal that hold the same, whatever the
    text they came from.

    Raises TypeError for fields that there are not, ScenarioError with all faults at once for a scenario that cannot be.
    """

    __slots__ = ("_bridges", "_folder", "_loaded", "_own", "_parts")

    _loaded: _ext.Scenario
    _folder: str  # absolute: where the tables that the scenario names are looked for
    _own: dict[str, Source]  # sources written in Python, by the names that the text gives them
    _bridges: dict[str, Bridge]  # what the engine calls for them; it lets go of them with the scenario
    _parts: Kind | None

    def __init__(self, **fields: Any) -> None:
        own: dict[str, Source] = {}
        parts = CLASSES[0]._trusted({"schema": 1} | fields | {"sources": name_sources(fields.get("sources"), own)})
        try:
            self._set(write_yaml(plain(parts)), os.getcwd(), _UNNAMED, [], own)
        except ScenarioError as error:  # nobody has seen the text, so its lines say nothing
            raise ScenarioError([replace(d, line=0, column=0) for d in error.diagnostics]) from None

    def _set(self, text: str, folder: str, file: str, settings: list[str], own: dict[str, Source]) -> None:
        bridges = {name: Bridge(source) for name, source in own.items()}
        references: dict[str, object] = {name: weakref.ref(bridge) for name, bridge in bridges.items()}
        found, diagnostics = _ext.check_text(text, os.path.join(folder, file), settings, references)
        if file == _UNNAMED:  # the folder is where tables are, and no part of a name
            diagnostics = [(each[0], os.path.basename(each[1]), *each[2:]) for each in diagnostics]
        # a setting stands for the file that it is in, and may hold a whole pool
        loaded = _valid((found, [(each[0], _shortened(each[1]), *each[2:]) for each in diagnostics]))
        self._keep(loaded, folder, own, bridges)

    @classmethod
    def _of(cls, loaded: _ext.Scenario, folder: str) -> Scenario:
        """A scenario that the engine has read, with the folder where its tables are."""
        scenario = cls.__new__(cls)
        scenario._keep(loaded, folder, {}, {})
        return scenario

    def _keep(
        self, loaded: _ext.Scenario, folder: str, own: dict[str, Source], bridges: dict[str, Bridge]
    ) -> None:
        object.__setattr__(self, "_loaded", loaded)
        object.__setattr__(self, "_folder", folder)
        object.__setattr__(self, "_own", own)
        object.__setattr__(self, "_bridges", bridges)
        object.__setattr__(self, "_parts", None)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Scenario does not change: use with_({{path: value}}) instead of setting {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a Scenario does not change")

    @property
    def _root(self) -> Kind:
        if self._parts is None:
            tree = self._loaded.tree()
            if self._own:
                tree["sources"] = [resolve_source(each, self._own) for each in tree["sources"]]
            object.__setattr__(self, "_parts", CLASSES[0]._trusted(tree))
        assert self._parts is not None
        return self._parts

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._root, name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(field.name for field in CLASSES[0]._description.fields)]

    __iter__ = None  # what has paths is no list

    def __getitem__(self, path: str) -> Any:
        """The value at a path, such as pools[0].reserve_fund.cap. Raises KeyError for a path that leads nowhere."""
        if not isinstance(path, str):
            raise TypeError(f"a scenario is asked by paths such as pools[0].reserve_fund.cap, and not by {path!r}")
        return find(self._root, path)

    def __eq__(self, other: object) -> bool:
        return self._root == other._root if isinstance(other, Scenario) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.name, self.years, self.seed))

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self.text, self._folder, os.path.basename(self.file), self.settings, self._own)

    def differences(self, other: Scenario) -> pd.DataFrame:
        """Where another scenario holds something else: path, this, other; None stands for what is not there. Where numbers
        come from makes no difference."""
        mine, theirs = (flatten(without_provenance(each.to_dict())) for each in (self, other))
        paths = [path for path in {**mine, **theirs} if mine.get(path) != theirs.get(path)]
        rows = [(path, mine.get(path), theirs.get(path)) for path in paths]
        return pd.DataFrame(rows, columns=["path", "this", "other"], dtype=object)

    def to_dict(self) -> dict[str, Any]:
        """All that it holds as plain maps, lists, numbers and text, with settings and tables in their places."""
        tree = plain(CLASSES[0]._trusted(self._loaded.tree()))
        assert isinstance(tree, dict)
        return tree

    def to_yaml(self) -> str:
        """Its text as a scenario file that needs no other file. `riskpool.loads(scenario.to_yaml())` equals it. Sources
        written in Python stand there by name only: such a text cannot be run without them."""
        return write_yaml(self.to_dict())

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes `to_yaml()` to a file."""
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.to_yaml())

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

    def accumulation(self, threshold: float = 0.0) -> pd.DataFrame:
        """What hangs on each thing that insureds share, without a run: `Result.accumulation` of those who rely on it by a
        share above `threshold`. Numbers that are uncertain hold their means."""
        if not 0 <= threshold < 1:
            raise ValueError(f"a threshold is a share of reliance, 0 or more and below 1, and {threshold} is none")
        return pd.DataFrame(_ext.accumulation(self._loaded, threshold))

    def with_(self, changes: Mapping[str, Any]) -> Scenario:
        """The scenario with other values at some paths, checked anew.

        `changes` maps paths to values: `{"pools[0].programme[1][0].cat_xl.limit": 4e9, "years": 10}`. The paths are
        those of messages and of `--set`; a value is a number, a str as the file would write it (`"30%"`, `"4bn"`), a
        kind (`riskpool.CatXl(...)`), a list or a dict. Tables that the scenario names (`{file: x.csv}`) are read again from the folder it came from.

        Raises ScenarioError if the result is not a valid scenario.
        """
        mapping("with_", changes, '{"pools[0].expenses": 0.1}')
        own = dict(self._own)
        named = {path: name_sources(value, own) for path, value in changes.items()}
        return _rebuild(
            self.text, self._folder, os.path.basename(self.file), [*self.settings, *to_settings(named)], own
        )

    def explain(self, trial: int, seed: int | None = None, draw: int | None = None, draws: int | None = None) -> str:
        """One trial event by event and year by year, as text: losses, treaties, fund, who paid whom.

        Where numbers are uncertain they hold their means, or with `draw` what they are in that one of `draws` draws.
        Raises IndexError if there is no such draw.
        """
        seed = self.seed if seed is None else whole("seed", seed, 0, MOST_SEED)
        trial = whole("trial", trial, 0, MOST_TRIALS)
        return Text(_ext.explain(self._at_draw(seed, draw, draws), seed, trial))

    def _at_draw(self, seed: int, draw: int | None, draws: int | None) -> _ext.Scenario:
        if draw is None:
            return self._loaded
        if draws is None:
            raise ValueError("say how many draws the run has: draws=...")
        return _ext.at_draw(self._loaded, seed, draw, draws)

    def _repr_html_(self) -> str:
        def names(parts: Iterable[Any], most: int = 8) -> str:
            each = [str(getattr(part, "name", None) or getattr(part, "_kind", type(part).__name__)) for part in parts]
            return ", ".join(each[:most]) + (f" and {len(each) - most} more" if len(each) > most else "")

        rows = [("years", self.years), ("currency", self.currency), ("trials, seed", f"{self.trials:,}, {self.seed}")]
        return facts(self.name, self.about, [
            *rows, *((what, names(getattr(self, what))) for what in ("members", "insureds", "sources", "pools")),
        ])  # fmt: skip

    def __repr__(self) -> str:
        years = "1 year" if self.years == 1 else f"{self.years} years"
        return f"<riskpool.Scenario {self.name!r}: {years}, {self.currency}, {self.trials} trials, seed {self.seed}>"


def load(path: str | os.PathLike[str], settings: Mapping[str, Any] | None = None) -> Scenario:
    """Reads a scenario file.

    `settings` replaces values by path before the scenario is checked, as `Scenario.with_` does and as `--set` does on
    the command line. Raises ScenarioError with all faults of the file at once.
    """
    return load_as_set(path, to_settings(settings or {}))


def load_as_set(path: str | os.PathLike[str], settings: list[str]) -> Scenario:
    """Reads a scenario file with settings as texts `path=value`, as results keep them."""
    file = os.fspath(path)
    return Scenario._of(_valid(_ext.check_file(file, settings, {})), os.path.dirname(os.path.abspath(file)))


def loads(text: str, folder: str | os.PathLike[str] = ".", settings: Mapping[str, Any] | None = None) -> Scenario:
    """Reads a scenario from its text. `folder` is where tables that it names are looked for. Raises ScenarioError."""
    if not isinstance(text, str):
        raise TypeError(f"loads reads the text of a scenario, and no {type(text).__name__}")
    return _rebuild(text, os.path.abspath(folder), _UNNAMED, to_settings(settings or {}), {})


def _rebuild(text: str, folder: str, file: str, settings: list[str], own: dict[str, Source]) -> Scenario:
    scenario = Scenario.__new__(Scenario)
    scenario._set(text, folder, file, settings, own)
    return scenario


def check(path: str | os.PathLike[str], settings: Mapping[str, Any] | None = None) -> list[Diagnostic]:
    """All faults of a scenario file, in the order in which they stand there; an empty list if there is none."""
    _, found = _ext.check_file(os.fspath(path), to_settings(settings or {}), {})
    return [Diagnostic(*each) for each in found]


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of scenario files, with all kinds that this version knows."""
    return dict(json.loads(_ext.schema()))


def reference() -> str:
    """The reference of scenario files in Markdown: every kind with its fields, units, bounds and defaults."""
    return _ext.reference()


def _shortened(place: str, most: int = 80) -> str:
    return place if not place.startswith("--set ") or len(place) <= most else place[:most].rstrip() + " ..."


def _valid(found: Found) -> _ext.Scenario:
    loaded, diagnostics = found
    if loaded is None:
        raise ScenarioError([Diagnostic(*each) for each in diagnostics])
    return loaded


def check_scenario(call: str, value: object) -> None:
    """TypeError if a call is not given a scenario."""
    if not isinstance(value, Scenario):
        raise TypeError(f"{call} takes a Scenario, as riskpool.load gives it, and no {type(value).__name__}")
