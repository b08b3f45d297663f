"""Known answers by their id, as the C++ tests read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FILE = Path(__file__).resolve().parents[1] / "known_answers" / "known-answers.json"
_CASES = {each["id"]: each for each in json.loads(_FILE.read_text(encoding="utf-8"))["cases"]}


def case(id_: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Inputs and expected values of a case such as "O-DU-01"."""
    return _CASES[id_]["inputs"], _CASES[id_]["expected"]
