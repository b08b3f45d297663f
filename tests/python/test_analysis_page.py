"""The Python code of docs/analysis.md runs as it stands, block after block."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import riskpool as rp
from riskpool import sensitivity

ROOT = Path(__file__).resolve().parents[2]


def test_the_code_of_the_page_runs_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """With fewer trials and points: the page is about what can be done, and this test about whether it can."""
    text = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    assert len(blocks) == 4
    monkeypatch.chdir(ROOT)
    fewer, sobol = rp.run, sensitivity.sobol

    def run(*words: Any, **named: Any) -> rp.Run:
        return fewer(*words, **named | {"progress": False})

    def few_points(*words: Any, **named: Any) -> Any:
        return sobol(*words, **named | {"points": 4, "resamples": 10})

    monkeypatch.setattr(rp, "run", run)
    monkeypatch.setattr(sensitivity, "sobol", few_points)
    names: dict[str, Any] = {"__name__": "pasted"}
    for block in blocks:
        exec(
            compile(block.replace("100_000", "2000").replace("trials=5000", "trials=200"), "analysis.md", "exec"), names
        )
    assert names["found"].bounds.worst_var.lower > names["found"].reference_var
    assert (
        abs(
            sum(names["run"].tables[name].values for name in names["parties"])
            - names["run"].tables["ic_pool.gross_loss"].values
        ).max()
        < 1
    )
