"""The scenario of a result, built again from the text and the tables that its file holds."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import NamedTuple

import h5py

from riskpool.diagnostic import ScenarioError
from riskpool.outline import Outline
from riskpool.result import Result, Run
from riskpool.scenario import Scenario, load_as_set


class Rebuilt(NamedTuple):
    """The scenario, or a code of the reason why there is none: texts under `rebuild`."""

    scenario: Scenario | None
    reason: str


def rebuild(result: Result) -> Rebuilt:
    """A run has its scenario. A file holds the text, the settings and the tables one after the other: with one table
    or none it is whole. With several the scenario file itself is looked for beside the result and here, and taken only
    if text, tables and settings have the hash that the result states."""
    if isinstance(result, Run):
        return Rebuilt(result.scenario, "")
    if result.path is None:
        return Rebuilt(None, "no_file")
    with h5py.File(result.path, "r") as file:
        tables, stated = str(file.attrs["scenario_tables"]), str(file.attrs["scenario_sha256"])
        written = Path(str(file.attrs["scenario_file"]))
    settings = "".join(f"{each}\n" for each in result.settings)
    if _hash(result.scenario_text, tables, settings) != stated:
        return Rebuilt(None, "hash")
    names = Outline(result.scenario_text, result.settings).tables()
    if len(names) > 1:
        return _from_file(result, [result.path.parent / written.name, Path.cwd() / written.name], names, stated)
    if names and Path(names[0]).name != names[0]:
        return Rebuilt(None, "folder")
    with tempfile.TemporaryDirectory() as folder:
        file_name = Path(folder) / (written.name or "scenario.yaml")
        file_name.write_text(result.scenario_text, encoding="utf-8")
        for each in names:
            (Path(folder) / each).write_text(tables, encoding="utf-8")
        try:
            return Rebuilt(load_as_set(file_name, result.settings), "")
        except ScenarioError:
            return Rebuilt(None, "version")


def _from_file(result: Result, places: list[Path], names: list[str], stated: str) -> Rebuilt:
    for place in places:
        try:
            same = place.read_text(encoding="utf-8") == result.scenario_text and _same_tables(result, stated, place, names)
            if same:
                return Rebuilt(load_as_set(place, result.settings), "")
        except (OSError, UnicodeDecodeError, ScenarioError):
            continue
    return Rebuilt(None, "tables")


def _same_tables(result: Result, stated: str, place: Path, names: list[str]) -> bool:
    """Whether the tables beside the file are those of the result, in some order of theirs."""
    settings = "".join(f"{each}\n" for each in result.settings)
    texts = {each: (place.parent / each).read_text(encoding="utf-8") for each in names}
    inside = sorted(names, key=result.scenario_text.find)
    for order in (inside, names, inside[::-1]):
        if _hash(result.scenario_text, "".join(texts[each] for each in order), settings) == stated:
            return True
    return False


def _hash(*parts: str) -> str:
    return hashlib.sha256("".join(parts).encode()).hexdigest()
