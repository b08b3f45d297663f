"""Learning from claims (费率回顾): a scenario's rates and tails, updated, with what moved and why.

A number of a scenario is a prior: a gamma or beta belief as it stands, a plain number as worth so many years or claims.
Claims make it a posterior. The text of the file changes at those numbers alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import yaml

from riskpool.belief_posterior import mean_of
from riskpool.claims import Experience
from riskpool.moves import COLUMNS, Moves, Strength
from riskpool.scenario_text import NoUpdate, ScenarioText, entries, entry, number_of, plain
from riskpool.segments import Segments, SegmentTarget, move_to_premium
from riskpool.update_attritional import attritional
from riskpool.update_laws import FREQUENCIES, TARGETS
from riskpool.update_severity import SEVERITIES, mean_loss
from riskpool.update_spliced import spliced

__all__ = ["Strength", "Target", "Update", "label_sources", "parse_target", "update"]


@dataclass(frozen=True)
class Target:
    """A number of the scenario that claims of a source move."""

    path: str
    model: str
    """rate, probability, exponential_mean or pareto_shape."""
    source: str = ""
    """Label in the claims: a source's, or one of its own, such as the name of one event of a table; that of the path if
    left out."""
    units: float = 1.0
    """Insureds or trials of a year like the scenario's, for a rate or probability of one of them."""


_SEVERITIES = SEVERITIES | {"spliced": spliced}

Expected = tuple[str, bool, float, float]
"""A source, whether in money, and what is expected of it in a year before and after."""


@dataclass(frozen=True)
class Update:
    """The posterior scenario and what moved."""

    text: str
    """The file, changed at the numbers that moved."""
    moves: pd.DataFrame
    """A row for each number: source, path, what, before and after (means), low and high (90 % credible interval), data,
    credibility (weight of the data, 0 to 1), why (the prior and its worth)."""
    indicated: pd.DataFrame
    """A row for each source: source, money (whether the next two are in money, or numbers), expected_before,
    expected_after (a year at the scenario's exposure), indicated_change (fraction; NaN if a mean is infinite)."""
    left_alone: list[str]
    """What did not move, and why: `source: path not moved because ...`."""


def update(
    scenario: str,
    experience: Experience,
    targets: Sequence[Target] = (),
    covered: Sequence[str] = (),
    strength: Strength | None = None,
    beliefs: bool = False,
    insureds: Sequence[Mapping[str, Any]] | None = None,
    segments: Segments | None = None,
    segment_targets: Sequence[SegmentTarget] = (),
    plain: Collection[str] = (),
) -> Update:
    """The scenario's text after the claims.

    scenario: text of a scenario file. Claims name a source by its `name`, by its kind if it has no name and is the only
    one, or by its place, `sources[2]`. Its frequency and severity move, if their kinds are known: poisson and
    negative_binomial mean (gamma-Poisson), bernoulli and binomial probability (beta-binomial); exponential mean, pareto
    shape (claims at the threshold or above are its events), lognormal (normal-inverse-gamma), generalised_pareto, gamma
    and weibull (grid), spliced (its tail's probability, body and tail). Of an attritional source the loss ratio moves,
    by the totals of years. Other numbers move as `targets`, instead. covered: sources that the claims cover though none
    came: their quiet years are data. Sources with exposures of their own are.

    Beliefs whose law is conjugate move as they stand; those of any other kind by Bayes's rule on their own law, and
    ensembles with new weights of their models. insureds: their rows (name, sector, premium ...), needed for
    attritional sources if they stand in a table. segments: their experience, of which the numbers of `segment_targets`
    become credibility premiums.

    Numbers stay plain unless they were beliefs, or `beliefs` is true; rates, probabilities and indices then become
    gamma or beta laws, but for those whose path is among `plain`. strength: what plain numbers are worth.

    What cannot move is told in `left_alone`. Raises ValueError for claims of a source that the scenario does not have,
    for more events than trials, and for targets that cannot be updated."""
    text = ScenarioText(scenario)
    sources = label_sources(text)
    free = {target.source for target in targets if target.source}
    names = {label: labels[-1] for labels in sources.values() for label in labels}
    experience = _renamed(experience, names, free)
    moves = Moves(text, experience, strength or Strength(), beliefs, plain, insureds)
    expected: list[Expected] = []

    by_target = []
    for target in targets:
        place = next((path for path in sources if (target.path + ".").startswith(path + ".")), None)
        source = _known(target.source, names, free) if target.source else names[place] if place else ""
        if not source:
            raise ValueError(f"{target.path} belongs to no source: say whose claims move it, {target.path}=...@SOURCE")
        if target.model not in TARGETS:
            raise ValueError(f'"{target.model}" is no model of a number; there are {", ".join(TARGETS)}')
        before, after = TARGETS[target.model](moves, source, target.path, experience.seen(source), target.units)
        expected.append((f"{source}: {target.path.rpartition('.')[2]}", False, before, after))
        by_target.append(source)

    for of_segment in segment_targets:
        if segments is None:
            raise ValueError("a number can be the premium of a segment only beside a table of segments")
        before, after = move_to_premium(moves, of_segment, segments)
        expected.append((f"{of_segment.segment}: {of_segment.path.rpartition('.')[2]}", False, before, after))

    seen = [*experience.claims["source"], *(_known(name, names, free) for name in covered)]
    seen += [name for name in experience.exposures["source"] if name]
    for name in dict.fromkeys(seen):
        if name in by_target:
            continue
        path = next(path for path, labels in sources.items() if labels[-1] == name)
        expected += _move_source(moves, name, path)
    if seen or segments is None:
        _tell_unseen(moves, [*seen, *by_target], [(path, labels[-1]) for path, labels in sources.items()])
    expected = [_shared_again(moves, row, sources) for row in expected]
    indicated = pd.DataFrame(
        [
            (*row, b / a - 1 if a > 0 and np.isfinite([a, b]).all() else np.nan)
            for row in expected
            for a, b in [row[2:]]
        ],
        columns=["source", "money", "expected_before", "expected_after", "indicated_change"],
    )
    return Update(moves.text.edited(), pd.DataFrame(moves.rows, columns=COLUMNS), indicated, moves.left_alone)


def _known(name: str, names: dict[str, str], free: set[str]) -> str:
    if name in names:
        return names[name]
    if name in free:
        return name
    raise ValueError(
        f'no source is named "{name}", or more than one; there are {", ".join(dict.fromkeys(names.values()))}'
    )


def _renamed(experience: Experience, names: dict[str, str], free: set[str]) -> Experience:
    """Every source under one name."""
    claims = experience.claims.assign(source=[_known(s, names, free) for s in experience.claims["source"]])
    exposures = experience.exposures.assign(
        source=[_known(s, names, free) if s else "" for s in experience.exposures["source"]]
    )
    return replace(experience, claims=claims, exposures=exposures)


def _shared_again(moves: Moves, row: Expected, sources: Mapping[str, list[str]]) -> Expected:
    """What is expected after, anew from the whole text: others' claims may have moved a belief of the source again."""
    name, money, before, after = row
    moved = [path for _, path, *_ in moves.rows]
    path = next((path for path, labels in sources.items() if labels[-1] == name), None)
    if not money or path is None or not any(moved.count(each) > 1 for each in moved):
        return row
    text, frequency = moves.text, f"{path}.frequency"
    kind = entries(text.find(frequency))[0][0]
    loss = mean_loss(text, f"{path}.severity.{entries(text.find(f'{path}.severity'))[0][0]}")
    keys = {"bernoulli": ["probability"], "binomial": ["trials", "probability"]}.get(kind, ["mean"])
    events = float(np.prod([mean_of(text.number(f"{frequency}.{kind}.{key}")) for key in keys]))
    return (name, money, before, events * loss)


def _tell_unseen(moves: Moves, seen: Sequence[str], sources: Sequence[tuple[str, str]]) -> None:
    for path, name in sources:
        if name not in seen:
            moves.leave(name, path, "no claim names it; if the claims cover it, say so: its quiet years are data")


def _move_source(moves: Moves, name: str, path: str) -> list[Expected]:
    """Moves frequency and severity; gives the expected loss (or number of events) before and after, if either moved."""
    if path.endswith(".attritional"):
        try:
            return [(name, True, *attritional(moves, name, path))]
        except NoUpdate as why:
            moves.leave(name, f"{path}.loss_ratio", why)
            return []
    severity = entries(moves.text.find(f"{path}.severity"))
    frequency = entries(moves.text.find(f"{path}.frequency"))
    if not frequency and not severity:
        moves.leave(name, path, "it has no frequency and severity; name the numbers that its claims move as targets")
        return []
    events = moves.experience.seen(name)
    mean: tuple[float, float] | None = None
    kind = severity[0][0] if severity else "none"
    try:
        if kind not in _SEVERITIES:
            raise NoUpdate(f"claims move no severity of kind {kind}" if severity else "there is none")
        events, *means = _SEVERITIES[kind](moves, name, f"{path}.severity.{kind}", events)
        mean = (means[0], means[1])
    except NoUpdate as why:
        moves.leave(name, f"{path}.severity", why)
    kind = frequency[0][0] if frequency else "none"
    try:
        if kind not in FREQUENCIES:
            raise NoUpdate(f"claims move no frequency of kind {kind}" if frequency else "there is none")
        before, after = FREQUENCIES[kind](moves, name, f"{path}.frequency.{kind}", events.number)
    except NoUpdate as why:
        moves.leave(name, f"{path}.frequency", why)
        return [(f"{name} (one loss)", False, *mean)] if mean else []
    return [(name, True, before * mean[0], after * mean[1]) if mean else (f"{name} (events)", False, before, after)]


def label_sources(text: ScenarioText) -> dict[str, list[str]]:
    """For each source its path with kind, `sources[0].collective_risk`, and the labels by which claims may name it; the
    last is the one it is shown by."""
    node = text.find("sources")
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    named = {
        f"sources[{i}].{kind}": plain(entry(fields, "name")) or kind
        for i, item in enumerate(items)
        for kind, fields in entries(item)
    }
    names = list(named.values())
    return {
        path: [path, path.split(".", 1)[0], *([name] if names.count(name) == 1 else [])] for path, name in named.items()
    }


def parse_target(text: str) -> Target:
    """`PATH=MODEL[:UNITS][@SOURCE]`, for instance `sources[1].contamination.rate_per_fab_year=rate:10`. ValueError for
    anything else."""
    path, equals, rest = text.partition("=")
    model, at, source = rest.partition("@")
    model, colon, units = model.partition(":")
    if not path or not equals or not model or (at and not source):
        raise ValueError(f"{text!r} is not PATH=MODEL[:UNITS][@SOURCE]")
    number = number_of(units) if colon else 1.0
    if number <= 0:
        raise ValueError(f"{text}: units are above 0")
    return Target(path, model, source, number)
