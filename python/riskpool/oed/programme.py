"""ReinsInfo and ReinsScope as tiers of treaties."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from riskpool import kinds
from riskpool.diagnostic import ScenarioError
from riskpool.kind import Kind
from riskpool.oed.scope import SCOPE_FIELDS, Locations
from riskpool.oed.table import Faults, Row, Table, read_table
from riskpool.oed.terms import INFO_FIELDS, LEVELS, Terms, read_terms

Chosen = list[tuple[Row, list[str]]]  # the rows of a scope, each with the insureds that it chooses


class OedError(ScenarioError):
    """OED files that cannot be applied, with all that was refused at once in `diagnostics`."""


def read_oed(
    info: Table, scope: Table, locations: Table, *, currency: str, perils: Mapping[str, Sequence[str]] | None = None,
    insured: str = "insured",
) -> list[list[Kind]]:  # fmt: skip
    """Reads the reinsurance of OED as tiers of treaties, for `pools[0].programme` of a scenario or `riskpool.cede`.

    info, scope: ReinsInfo and ReinsScope, CSV files or DataFrames.
    locations: the insureds with the fields that scopes choose by (PortNumber, AccNumber, PolNumber, LocNumber, ...).
    currency: that of the scenario; a contract in another one is refused.
    perils: for codes of ReinsPeril the kinds of sources that they stand for; AA1 is all.
    insured: the column of the locations with the insured's name; AccNumber-LocNumber where it is blank or not there.

    Contracts of one InuringPriority make a tier. Facultative covers of several levels of risk in one priority are
    applied from the finest level upwards, each level on what the finer ones leave. Raises OedError.
    """
    faults = Faults()
    contracts = read_table(info, "ReinsInfo", "ReinsNumber", INFO_FIELDS, faults)
    scopes = read_table(scope, "ReinsScope", "ReinsNumber", SCOPE_FIELDS, faults)
    places = Locations(read_table(locations, "locations", insured, (*SCOPE_FIELDS, insured), faults, True), insured, faults)
    known = {code.upper(): list(sources) for code, sources in (perils or {}).items()}
    names = _names(contracts)
    tiers: dict[tuple[int, int], list[Kind]] = {}
    levels: dict[int, set[tuple[bool, int]]] = {}
    for row, name in zip(contracts, names, strict=True):
        before = len(faults.found)
        terms = read_terms(row, currency, known, name, faults)
        rows = [each for each in scopes if each.text("ReinsNumber") == row.text("ReinsNumber")]
        if not rows:
            faults.add(row, "ReinsNumber", "has no row in ReinsScope, so it covers nothing")
        if terms is None or not rows:
            continue
        chosen = [(each, places.chosen(each, terms.kind, faults)) for each in rows]
        facultative = terms.kind == "FAC"
        place = LEVELS.index(terms.level) if facultative else 0
        levels.setdefault(terms.priority, set()).add((facultative, place))
        if any(facultative_ != facultative for facultative_, _ in levels[terms.priority]) and (
            len({p for f, p in levels[terms.priority] if f}) > 1
        ):
            faults.add(row, "InuringPriority", "facultative covers of several risk levels stand beside other contracts",
                       "give the facultative covers a priority of their own")  # fmt: skip
        if len(faults.found) == before:
            tiers.setdefault((terms.priority, place), []).extend(_made(terms, chosen, places, faults))
    _refuse_strangers(contracts, scopes, faults)
    if faults.found:
        raise OedError(faults.found)
    return [tiers[place] for place in sorted(tiers)]


def _refuse_strangers(contracts: list[Row], scopes: list[Row], faults: Faults) -> None:
    numbers = {row.text("ReinsNumber") for row in contracts}
    for row in scopes:
        if row.text("ReinsNumber") not in numbers:
            faults.add(row, "ReinsNumber", "is no contract of ReinsInfo")


def _names(contracts: list[Row]) -> list[str]:
    """ReinsName, with number and layer where it is blank or stands there twice."""
    plain = [row.text("ReinsName") for row in contracts]
    names: list[str] = []
    for row, name in zip(contracts, plain, strict=True):
        number = f"{row.text('ReinsNumber')}.{row.text('ReinsLayerNumber', '1')}"
        names.append(name if name and plain.count(name) == 1 else f"{name or 'Reins'} {number}")
    return names


def _made(terms: Terms, chosen: Chosen, places: Locations, faults: Faults) -> list[Kind]:
    try:
        return _treaties(terms, chosen, places, faults)
    except ScenarioError as refused:
        for each in refused.diagnostics:
            faults.add(terms.row, "", f"{each.path}: {each.problem}", each.hint)
        return []


def _treaties(terms: Terms, chosen: Chosen, places: Locations, faults: Faults) -> list[Kind]:
    insureds = list(dict.fromkeys(name for _, names in chosen for name in names))
    for row, _ in chosen:
        if terms.kind != "SS" and row.number("CededPercent", 1.0, faults, most=1.0) not in (0.0, 1.0):
            faults.add(row, "CededPercent", f"parts by risk are for SS, and this is {terms.kind}", "state it in ReinsInfo")
    covers = None if len(insureds) == len(places.names) else {"insureds": insureds}
    if terms.kind == "SS":
        return _surplus(terms, chosen, faults)
    if terms.kind == "FAC":
        return _facultative(terms, insureds, places, faults)
    if terms.kind == "QS":
        return _quota_share(terms, insureds, covers, places, faults)
    if terms.kind == "PR":
        return _per_risk(terms, insureds, covers, places, faults)
    return [_cat(terms, covers, faults) if terms.kind == "CXL" else _aggregate(terms, covers, faults)]


def _quota_share(terms: Terms, insureds: list[str], covers: Any, places: Locations, faults: Faults) -> list[Kind]:
    """The ceded part, then the limit per risk and the limit per event on the ceded amount, then the placed part."""
    groups = _risks(terms, insureds, places, faults) if math.isfinite(terms.risk_limit) else None
    if groups is None:
        return [kinds.QuotaShare(cession=terms.ceded, risk_limit=terms.risk_limit, event_limit=terms.event_limit,
                                 **terms.common(covers))]  # fmt: skip
    if math.isfinite(terms.event_limit):
        _refuse_both_limits(terms, faults)
    return [
        kinds.QuotaShare(cession=terms.ceded, event_limit=terms.risk_limit, **_of_group(terms, group)) for group in groups
    ]


def _surplus(terms: Terms, chosen: Chosen, faults: Faults) -> list[Kind]:
    """The part of each risk as ReinsScope states it: a quota share for the risks of each part."""
    parts: dict[float, list[str]] = {}
    seen: dict[str, Row] = {}
    for row, names in chosen:
        if "CededPercent" not in row.values:
            faults.add(row, "CededPercent", "a surplus states the ceded part of each risk", "for example 0.5")
        part = row.number("CededPercent", 0.0, faults, most=1.0)
        for name in names:
            if name in seen:
                faults.add(row, "", f'"{name}" is chosen by line {seen[name].line} already', "a risk has one ceded part")
            seen[name] = row
        parts.setdefault(part, []).extend(names)
    if len(parts) > 1 and math.isfinite(terms.event_limit):
        faults.add(terms.row, "OccLimit", "a limit per event over risks of several ceded parts has no counterpart here",
                   "0 is no limit")  # fmt: skip
    if math.isfinite(terms.risk_limit) and terms.level != "LOC":
        faults.add(terms.row, "RiskLimit", f"a limit by {terms.level} has no counterpart in a surplus here", "LOC, or 0")
    treaties: list[Kind] = []
    for i, (part, names) in enumerate(parts.items()):
        fields = terms.common({"insureds": names})
        fields["name"] += f" ({i + 1})" if len(parts) > 1 else ""
        treaties.append(kinds.QuotaShare(cession=part, risk_limit=terms.risk_limit, event_limit=terms.event_limit, **fields))
    return treaties


def _facultative(terms: Terms, insureds: list[str], places: Locations, faults: Faults) -> list[Kind]:
    layered = math.isfinite(terms.risk_limit) or terms.risk_attachment > 0
    groups = _risks(terms, insureds, places, faults)
    if groups is not None and layered:
        return [_layer_of_group(terms, group, len(groups)) for group in groups]
    if not layered:
        risks = [{"insured": name, "share": terms.ceded} for name in insureds]
        return [kinds.Facultative(risks=risks, **terms.common(None))]
    limit, attachment = terms.scaled(terms.risk_limit), terms.scaled(terms.risk_attachment)
    premium = terms.scaled(terms.premium) / len(insureds)
    risks = [{"insured": n, "limit": limit, "attachment": attachment, "premium": premium} for n in insureds]
    fields = terms.common(None)
    fields["placed"] *= terms.ceded
    return [kinds.Facultative(risks=risks, **fields)]


def _per_risk(terms: Terms, insureds: list[str], covers: Any, places: Locations, faults: Faults) -> list[Kind]:
    groups = _risks(terms, insureds, places, faults)
    if groups is None:
        fields = terms.common(covers)
        fields["placed"] *= terms.ceded
        return [kinds.PerRiskXl(limit=terms.scaled(terms.risk_limit), attachment=terms.scaled(terms.risk_attachment),
                                event_limit=terms.scaled(terms.event_limit), **_year(terms), **fields)]  # fmt: skip
    if math.isfinite(terms.event_limit):
        _refuse_both_limits(terms, faults)
    if terms.reinstatements is not None or math.isfinite(terms.year_limit) or terms.year_deductible or terms.premium:
        field = "Reinstatement" if terms.reinstatements is not None else "AggLimit"
        faults.add(terms.row, field, f"terms of the year over risks by {terms.level} have no counterpart here",
                   "LOC can be applied")  # fmt: skip
    return [_layer_of_group(terms, group, len(groups)) for group in groups]


def _cat(terms: Terms, covers: Any, faults: Faults) -> Kind:
    if math.isfinite(terms.risk_limit) and terms.level != "LOC":
        faults.add(terms.row, "RiskLimit", f"a limit by {terms.level} has no counterpart in CXL here", "LOC, or 0")
    fields = terms.common(covers)
    fields["placed"] *= terms.ceded
    return kinds.CatXl(limit=terms.scaled(terms.event_limit), attachment=terms.scaled(terms.event_attachment),
                       any_one_risk=terms.scaled(terms.risk_limit), **_year(terms), **fields)  # fmt: skip


def _aggregate(terms: Terms, covers: Any, faults: Faults) -> Kind:
    if terms.event_attachment and terms.franchise:
        faults.add(terms.row, "OccFranchiseDed", "stands beside OccAttachment", "an event has one threshold")
    fields = terms.common(covers)
    fields["placed"] *= terms.ceded
    return kinds.AggregateXl(
        limit=terms.scaled(terms.year_limit), attachment=terms.scaled(terms.year_deductible),
        premium=terms.scaled(terms.premium), threshold_form="deductible" if terms.event_attachment else "franchise",
        event_threshold=terms.scaled(terms.event_attachment or terms.franchise), **fields,
    )  # fmt: skip


def _year(terms: Terms) -> dict[str, Any]:
    """Premium, reinstatements and annual terms of a layer."""
    fields: dict[str, Any] = {"premium": terms.scaled(terms.premium), "annual_deductible": terms.scaled(terms.year_deductible)}
    if terms.reinstatements is not None:
        fields["reinstatements"] = list(terms.reinstatements)
    else:
        fields["unlimited_reinstatements"] = True
    if math.isfinite(terms.year_limit):
        fields["annual_limit"] = terms.scaled(terms.year_limit)
    return fields


def _risks(terms: Terms, insureds: list[str], places: Locations, faults: Faults) -> list[list[str]] | None:
    """The groups that are risks, or None if each risk is one insured."""
    groups = places.groups(insureds, terms.level, terms.row, faults)
    return None if all(len(group) == 1 for group in groups) else groups


def _of_group(terms: Terms, group: list[str]) -> dict[str, Any]:
    return terms.common({"insureds": group}) | {"name": f"{terms.name} ({group[0]} ...)"}


def _layer_of_group(terms: Terms, group: list[str], groups: int) -> Kind:
    """A layer on what one event costs a group of insureds that are one risk."""
    fields = _of_group(terms, group) if groups > 1 else terms.common({"insureds": group})
    fields["placed"] *= terms.ceded
    return kinds.CatXl(limit=terms.scaled(terms.risk_limit), attachment=terms.scaled(terms.risk_attachment),
                       premium=terms.scaled(terms.premium) / groups, unlimited_reinstatements=True, **fields)  # fmt: skip


def _refuse_both_limits(terms: Terms, faults: Faults) -> None:
    faults.add(terms.row, "OccLimit", f"a limit per event over risks by {terms.level} has no counterpart here",
               "LOC can be applied, and so can 0: no limit")  # fmt: skip
