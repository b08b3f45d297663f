"""One row of ReinsInfo as the terms of a treaty; what our treaties cannot say is refused, with the reason."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from riskpool.oed.table import Faults, Row

TYPES = ("FAC", "QS", "SS", "PR", "CXL", "AXL")
LEVELS = ("LOC", "LGR", "POL", "ACC")  # from the finest grouping upwards
UNLIMITED = 99  # reinstatements

INFO_FIELDS = (
    "ReinsNumber", "ReinsLayerNumber", "ReinsName", "ReinsPeril", "ReinsInceptionDate", "ReinsExpiryDate", "CededPercent",
    "RiskLimit", "RiskAttachment", "OccLimit", "OccAttachment", "OccFranchiseDed", "OccReverseFranchise", "AggLimit",
    "AggAttachment", "AggPeriod", "PlacedPercent", "ReinsCurrency", "InuringPriority", "ReinsType", "AttachmentBasis",
    "Reinstatement", "ReinstatementCharge", "ReinsPremium", "DeemedPercentPlaced", "ReinsFXrate", "TreatyShare",
    "UseReinsDates", "RiskLevel", "OEDVersion",
)  # fmt: skip

# Which terms a type of treaty applies, besides those that all have; the others must be 0 or blank.
_APPLIED = {
    "FAC": {"RiskLimit", "RiskAttachment"},
    "QS": {"RiskLimit", "OccLimit"},
    "SS": {"RiskLimit", "OccLimit"},
    "PR": {"RiskLimit", "RiskAttachment", "OccLimit", "AggLimit", "AggAttachment", "Reinstatement"},
    "CXL": {"RiskLimit", "OccLimit", "OccAttachment", "AggLimit", "AggAttachment", "Reinstatement"},
    "AXL": {"OccAttachment", "OccFranchiseDed", "AggLimit", "AggAttachment"},
}
_MONEY = ("RiskLimit", "RiskAttachment", "OccLimit", "OccAttachment", "OccFranchiseDed", "AggLimit", "AggAttachment")
_WHY = {
    "OccFranchiseDed": "a franchise on the event has no counterpart in a {} here",
    "Reinstatement": "a {} here has no reinstatements",
}


@dataclass(frozen=True)
class Terms:
    """The terms of one contract for 100 %, after its ceded part: limits of 0 are infinite."""

    row: Row
    kind: str
    name: str
    priority: int
    level: str
    ceded: float
    placed: float
    premium: float
    risk_limit: float
    risk_attachment: float
    event_limit: float
    event_attachment: float
    franchise: float
    year_limit: float
    year_deductible: float
    reinstatements: tuple[float, ...] | None  # None: without end, free
    basis: str
    causes: tuple[str, ...] | None

    def common(self, covers: Any) -> dict[str, Any]:
        """The fields that all treaties have."""
        fields: dict[str, Any] = {"name": self.name, "placed": self.placed, "attachment_basis": self.basis}
        if covers is not None:
            fields["covers"] = covers
        if self.causes is not None:
            fields["causes"] = list(self.causes)
        return fields

    def scaled(self, amount: float) -> float:
        """An amount of an excess of loss contract as one on the whole loss: c min(max(X - a/c, 0), l/c) is
        min(max(cX - a, 0), l)."""
        return amount / self.ceded


def read_terms(
    row: Row, currency: str, perils: dict[str, list[str]], name: str, faults: Faults
) -> Terms | None:
    """The terms of a row; None if its kind is not known. Adds what is refused to the faults."""
    kind = row.text("ReinsType").upper()
    if kind not in TYPES:
        faults.add(row, "ReinsType", f'"{row.text("ReinsType")}" is no type that can be applied', ", ".join(TYPES))
        return None
    _refuse_what_nothing_reads(row, currency, faults)
    money = {field: row.number(field, 0.0, faults) for field in _MONEY}
    for field in _MONEY:
        if money[field] and field not in _APPLIED[kind]:
            why = _WHY.get(field, "this term has no counterpart in a {} here").format(kind)
            faults.add(row, field, f"cannot be applied to {kind}: {why}", "set it to 0, or state the contract by another type")
    ceded = row.number("CededPercent", 1.0, faults, most=1.0)
    if kind == "SS" and "CededPercent" in row.values and ceded not in (0.0, 1.0):
        faults.add(row, "CededPercent", "a surplus states the ceded part of each risk in ReinsScope", "leave it blank here")
    if ceded == 0 and kind != "SS":
        faults.add(row, "CededPercent", "nothing is ceded", "a part of 1 is the whole")
        ceded = 1.0

    def unlimited(field: str) -> float:
        return money[field] or math.inf

    priority = row.number("InuringPriority", 1, faults, least=1)
    if priority != int(priority):
        faults.add(row, "InuringPriority", f"must be a whole number, and is {priority:g}")
    return Terms(
        row=row, kind=kind, name=name, priority=int(priority), level=_level(row, kind, faults),
        ceded=1.0 if kind == "SS" else ceded, placed=row.number("PlacedPercent", 1.0, faults, most=1.0),
        premium=row.number("ReinsPremium", 0.0, faults), risk_limit=unlimited("RiskLimit"),
        risk_attachment=money["RiskAttachment"], event_limit=unlimited("OccLimit"),
        event_attachment=money["OccAttachment"], franchise=money["OccFranchiseDed"], year_limit=unlimited("AggLimit"),
        year_deductible=money["AggAttachment"], reinstatements=_reinstatements(row, kind, faults),
        basis=_basis(row, faults), causes=_causes(row, perils, faults),
    )  # fmt: skip


def _refuse_what_nothing_reads(row: Row, currency: str, faults: Faults) -> None:
    for field, why in (
        ("DeemedPercentPlaced", "what other contracts take for placed cannot be told apart from what is placed here"),
        ("TreatyShare", "a single reinsurer's part of the treaty is a line: state it in the scenario"),
        ("ReinsFXrate", "amounts are not converted: state them in the currency of the scenario"),
    ):
        if row.number(field, 1.0, faults) not in (0.0, 1.0):
            faults.add(row, field, why, "1 or blank can be applied")
    if row.number("OccReverseFranchise", 0.0, faults):
        faults.add(row, "OccReverseFranchise", "a reverse franchise has no counterpart here", "0 or blank can be applied")
    stated = row.text("ReinsCurrency", currency)
    if stated.upper() != currency.upper():
        faults.add(row, "ReinsCurrency", f"is {stated}, and the scenario counts in {currency}", "convert the amounts")
    if row.text("UseReinsDates", "N").upper() in ("Y", "1", "TRUE"):
        faults.add(row, "UseReinsDates", "contracts hold in every policy year; their dates are not applied", "N can be applied")
    if row.number("AggPeriod", 365.0, faults) not in (0.0, 365.0, 366.0):
        faults.add(row, "AggPeriod", "annual terms count by policy years", "365 can be applied")


def _level(row: Row, kind: str, faults: Faults) -> str:
    level = row.text("RiskLevel", "LOC").upper()
    if level == "SEL":
        level = "LOC" if kind in ("CXL", "AXL") else level
    if level not in LEVELS:
        faults.add(row, "RiskLevel", f'"{level}" is no level that can be applied', ", ".join(LEVELS))
        return "LOC"
    return level


def _reinstatements(row: Row, kind: str, faults: Faults) -> tuple[float, ...] | None:
    count = row.number("Reinstatement", UNLIMITED, faults)
    charge = row.number("ReinstatementCharge", 0.0, faults)
    if count != int(count):
        faults.add(row, "Reinstatement", f"must be a whole number, and is {count:g}")
    if count >= UNLIMITED:
        if charge:
            faults.add(row, "ReinstatementCharge", "reinstatements without end are free here", "state how many there are")
        return None
    if "Reinstatement" not in _APPLIED[kind]:
        if count or charge:
            faults.add(row, "Reinstatement", f"cannot be applied to {kind}: " + _WHY["Reinstatement"].format(kind),
                       f"{UNLIMITED}, or blank")  # fmt: skip
        return None
    return (charge,) * int(count)


def _basis(row: Row, faults: Faults) -> str:
    known = {"LO": "losses_occurring", "RA": "risks_attaching"}
    basis = row.text("AttachmentBasis", "LO").upper()
    if basis not in known:
        faults.add(row, "AttachmentBasis", f'"{basis}" cannot be applied', "LO losses occurring, RA risks attaching")
    return known.get(basis, "losses_occurring")


def _causes(row: Row, perils: dict[str, list[str]], faults: Faults) -> tuple[str, ...] | None:
    """The kinds of sources that the perils stand for; None for all perils."""
    found: list[str] = []
    for code in row.text("ReinsPeril", "AA1").split(";"):
        code = code.strip().upper()
        if code == "AA1":
            return None
        if code not in perils:
            faults.add(row, "ReinsPeril", f'no source is known for "{code}"',
                       f'say which with perils={{"{code}": ["event_table"]}}; AA1 is all perils')  # fmt: skip
        found += perils.get(code, [])
    return tuple(dict.fromkeys(found))
