"""How the small losses of past years move an attritional source.

The amount of an insured is gamma of shape 1 / cv^2 about loss_ratio x premium, independent of others. Their sum over
premiums P_i is taken as gamma with its mean and variance, exactly so for equal premiums: of shape k = (sum P)^2 / (cv^2
sum P^2) for a year of full exposure. Then 1 / loss_ratio is gamma after the data (Klugman, Panjer, Willmot, Loss
Models, 15.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import yaml

from riskpool.belief_posterior import mean_of
from riskpool.moves import Means, Moves
from riskpool.scenario_text import NoUpdate, ScenarioText, entries, entry, number_of, plain
from riskpool.tail import Floats
from riskpool.update_severity import inverse_gamma_mean


def attritional(moves: Moves, source: str, path: str) -> Means:
    """Moves the loss ratio by the totals of the years observed; gives the expected money of a year before and after.

    A plain loss ratio is worth so many years as a plain rate is. NoUpdate if premiums are not known, or for a cv of
    0."""
    premiums = premiums_of(moves, path)
    cv = mean_of(moves.text.number(f"{path}.cv"))
    if cv == 0:
        raise NoUpdate("its cv is 0, by which every year's loss is certain: give a cv")
    whole = float(premiums.sum())
    shape = whole**2 / (cv**2 * float((premiums**2).sum()))
    exposure = moves.experience.weighed_exposure(source)
    losses = moves.experience.seen(source).total
    if exposure == 0:
        raise NoUpdate("no year of exposure was observed")
    data = f"losses of {losses:.4g} on a premium of {whole * exposure:.4g} in {exposure:g} years"
    before, after = inverse_gamma_mean(
        moves,
        source,
        f"{path}.loss_ratio",
        "loss ratio",
        shape * exposure,
        shape * losses / whole,
        shape * moves.strength.years,
        data,
        f"units of {1 / shape:.3g} years",
        highest="100",
    )
    moves.leave(source, f"{path}.cv", "totals of so few years tell little of their spread")
    return whole * before, whole * after


def premiums_of(moves: Moves, path: str) -> Floats:
    """Premiums of the insureds that the source at `path` covers, (n,)."""
    covers = moves.text.find(f"{path}.covers")
    wanted = {key: _texts(node) for key, node in entries(covers)}
    rows = moves.insureds if moves.insureds is not None else _inline(moves.text)
    found = []
    for row in rows:
        place = {"sector": row.get("sector"), "cluster": row.get("cluster"), "type": row.get("type")}
        if all((row.get("name") if key == "insureds" else place.get(key)) in names for key, names in wanted.items()):
            found.append(_premium(row))
    if not found or sum(found) <= 0:
        raise NoUpdate("the insureds that it covers have no premium")
    return np.array(found)


def _premium(row: Mapping[str, Any]) -> float:
    written = row.get("premium", "0")
    if isinstance(written, Mapping):
        written = written.get("value")
    if not isinstance(written, str):
        raise NoUpdate(f"the premium of {row.get('name')} is no plain number")
    return number_of(written)


def _texts(node: yaml.Node) -> list[str]:
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return [str(each.value) for each in items]


def _inline(text: ScenarioText) -> Sequence[Mapping[str, Any]]:
    """Insureds that stand in the file itself."""
    node = text.find("insureds")
    if not isinstance(node, yaml.SequenceNode):
        raise NoUpdate("its premiums stand in a table: give the insureds to `update`")
    rows = []
    for item in node.value:
        row: dict[str, Any] = {key: plain(each) for key, each in entries(item)}
        if entry(item, "premium") is not None and row["premium"] is None:
            row["premium"] = {}  # a belief
        rows.append({key: value for key, value in row.items() if value is not None})
    return rows
