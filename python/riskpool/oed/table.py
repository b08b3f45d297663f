"""An OED file as rows that know their lines, and the faults found in it."""

from __future__ import annotations

import csv
import difflib
import math
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from riskpool.diagnostic import Diagnostic

Table = str | os.PathLike[str] | pd.DataFrame


class Faults:
    """Faults as they are found; all are told at once."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def add(self, row: Row, field: str, problem: str, hint: str = "") -> None:
        column = row.columns.get(field, 0)
        path = f"{row.what}.{field}" if field else row.what
        self.found.append(Diagnostic("error", row.file, row.line, column, path, problem, hint))


class Row:
    """One row: values by the standard's names of fields; blanks are not there."""

    def __init__(self, file: str, line: int, values: Mapping[str, str], columns: Mapping[str, int], key: str) -> None:
        self.file = file
        self.line = line
        self.values = values
        self.columns = columns  # from 1, of the fields in the header
        self.what = f"{key} {values.get(key, '?')}"

    def text(self, field: str, default: str = "") -> str:
        return self.values.get(field, default)

    def number(self, field: str, default: float, faults: Faults, least: float = 0.0, most: float = math.inf) -> float:
        """A number within bounds; a fault and the default if it is none."""
        if field not in self.values:
            return default
        try:
            value = float(self.values[field].replace(",", ""))
        except ValueError:
            faults.add(self, field, f'"{self.values[field]}" is no number')
            return default
        if not least <= value <= most:
            bound = f"between {least:g} and {most:g}" if math.isfinite(most) else f"{least:g} or more"
            faults.add(self, field, f"must be {bound}, and is {value:g}")
            return default
        return value


def read_table(table: Table, what: str, key: str, known: Iterable[str], faults: Faults, others: bool = False) -> list[Row]:
    """The rows of a CSV file or a DataFrame, with its fields by their standard names, whatever their case.

    A field that is not known is a fault if a row holds a value for it, or nothing with `others`.
    """
    names = {name.lower(): name for name in known}
    file, lines = _lines(table, what)
    if not lines:
        faults.found.append(Diagnostic("error", file, 1, 1, what, "has no header", "the first line names the fields"))
        return []
    header = [str(each).strip() for each in lines[0][1]]
    fields = [names.get(each.lower(), each) for each in header]
    columns = {field: i + 1 for i, field in enumerate(fields)}
    rows = []
    for line, cells in lines[1:]:
        values = {f: str(c).strip() for f, c in zip(fields, cells, strict=False) if str(c).strip() not in ("", "nan")}
        if values:
            rows.append(Row(file, line, values, columns, key))
    if not others:
        _refuse_unknown(rows, fields, names, what, faults)
    return rows


def _refuse_unknown(rows: list[Row], fields: list[str], names: Mapping[str, str], what: str, faults: Faults) -> None:
    for field in fields:
        holders = [row for row in rows if field in row.values]
        if field.lower() in names or not holders:
            continue
        near = difflib.get_close_matches(field.lower(), names, 1)
        hint = f'did you mean "{names[near[0]]}"?' if near else "leave it blank: nothing here reads it"
        faults.add(holders[0], field, f"is no field of {what} that can be applied", hint)


def _lines(table: Table, what: str) -> tuple[str, list[tuple[int, list[Any]]]]:
    if isinstance(table, pd.DataFrame):
        rows = [(i + 2, list(row)) for i, row in enumerate(table.itertuples(index=False, name=None))]
        return what, [(1, list(table.columns)), *rows]
    with Path(table).open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        return os.fspath(table), [(reader.line_num, row) for row in reader]
