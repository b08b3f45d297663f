"""Placed messages: what is wrong in a scenario, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Diagnostic:
    """One fault of a scenario.

    `line` and `column` count from 1; 0 means that the fault has no place in the file. `path` is in the path grammar
    of `Scenario.with_`. `str()` gives the form that editors understand, the same as the command line prints.
    """

    level: Literal["error", "warning"]
    file: str
    line: int
    column: int
    path: str
    problem: str
    hint: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line > 0 else self.file
        words = [place, self.level, self.path, self.problem]
        return ": ".join(filter(None, words)) + (f"; {self.hint}" if self.hint else "")


class ScenarioError(ValueError):
    """A scenario that cannot be used, with all its faults at once in `diagnostics`."""

    diagnostics: list[Diagnostic]

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = list(diagnostics)

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[list[Diagnostic]]]:
        return type(self), (self.diagnostics,)
