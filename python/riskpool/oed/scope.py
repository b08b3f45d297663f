"""ReinsScope: which insureds a contract covers, and how they group into risks."""

from __future__ import annotations

from collections.abc import Mapping

from riskpool.oed.table import Faults, Row

FILTERS = (
    "PortNumber", "AccNumber", "PolNumber", "LocGroup", "LocNumber", "CedantName", "ProducerName", "LOB", "CountryCode",
    "ReinsTag",
)  # fmt: skip
SCOPE_FIELDS = ("ReinsNumber", *FILTERS, "CededPercent", "OEDVersion")
_OF_RISKS = ("PortNumber", "AccNumber", "PolNumber", "LocGroup", "LocNumber")  # all that FAC and SS may filter by
_GROUPS = {
    "LOC": ("PortNumber", "AccNumber", "LocNumber"), "LGR": ("PortNumber", "LocGroup"),
    "POL": ("PortNumber", "AccNumber", "PolNumber"), "ACC": ("PortNumber", "AccNumber"),
}  # fmt: skip


class Locations:
    """The insureds with the fields by which scopes choose."""

    def __init__(self, rows: list[Row], column: str, faults: Faults) -> None:
        self._values: dict[str, Mapping[str, str]] = {}
        self.fields = set(rows[0].columns) if rows else set()
        for row in rows:
            name = row.text(column) or f"{row.text('AccNumber')}-{row.text('LocNumber')}"
            if name in self._values:
                faults.add(row, column, f'the insured "{name}" stands here twice', "one row for each")
            self._values[name] = row.values

    @property
    def names(self) -> list[str]:
        return list(self._values)

    def chosen(self, row: Row, kind: str, faults: Faults) -> list[str]:
        """The insureds for which every filter of the row holds."""
        wanted = {field: row.values[field] for field in FILTERS if field in row.values}
        for field in wanted:
            if kind in ("FAC", "SS") and field not in _OF_RISKS:
                faults.add(row, field, f"cannot choose the risks of {kind}", "by " + ", ".join(_OF_RISKS))
            elif field not in self.fields:
                faults.add(row, field, "is no field of the locations, so nothing can be chosen by it",
                           "add it to the locations, or leave it blank")  # fmt: skip
        found = [
            name for name, values in self._values.items()
            if all(values.get(field, "") == value for field, value in wanted.items())
        ]  # fmt: skip
        if not found:
            faults.add(row, "", "covers no insured", "check its filters against the locations")
        return found

    def groups(self, names: list[str], level: str, row: Row, faults: Faults) -> list[list[str]]:
        """The insureds by the risks that they make up at a level, in their order."""
        if level == "LOC":
            return [[name] for name in names]
        groups: dict[tuple[str, ...], list[str]] = {}
        for name in names:
            values = self._values[name]
            key = tuple(values.get(field, "") for field in _GROUPS[level])
            if not key[-1]:
                faults.add(row, "RiskLevel", f'{level} groups by {_GROUPS[level][-1]}, which "{name}" does not have')
            groups.setdefault(key, []).append(name)
        return list(groups.values())
