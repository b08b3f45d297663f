"""Known answers by id: the same cases that the C++ tests read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FILE = Path(__file__).resolve().parents[1] / "known_answers" / "known-answers.json"
CASES: dict[str, dict[str, Any]] = {
    case["id"]: case for case in json.loads(_FILE.read_text(encoding="utf-8"))["cases"]
}


def answer(case: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Inputs and expected figures of a case such as "O-DU-01"."""
    return CASES[case]["inputs"], CASES[case]["expected"]


def sds(case: str) -> dict[str, Any]:
    """Standard deviation of what one year adds to a simulated figure, where the case says it."""
    return CASES[case]["mc_sd"]
