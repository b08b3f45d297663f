"""The Python code of the pages works when it is pasted, block after block."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import riskpool as rp

ROOT = Path(__file__).resolve().parents[2]


def blocks(page: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["README.md", "python/README.md"])
def test_the_code_of_a_page_runs_as_it_stands(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    monkeypatch.chdir(tmp_path)
    code = blocks(page)
    assert code, "the page has no code"
    names: dict[str, object] = {"__name__": "pasted"}
    for block in code:
        # fewer trials: the page is about what can be done, and the test about whether it can
        exec(compile(re.sub(r"\b100_000\b", "5_000", block), page, "exec"), names)
    assert "Error" not in capsys.readouterr().err


def tables_of_others(folder: Path) -> None:
    """The files that a page's code reads, from other models, programs and clerks."""
    fab = "Fab A1 (placeholder)"
    elt = pd.DataFrame({"EventId": [1, 2], "EventRate": [0.02, 0.1], "LocNumber": fab, "MeanLoss": [4e7, 1e6]})
    elt.to_parquet(folder / "elt.parquet")
    ylt = pd.DataFrame({"Period": [3, 9_000], "day": [40, 200], "LocNumber": fab, "loss": [1e6, 5e7]})
    ylt.to_csv(folder / "ylt.csv", index=False)
    triangle = [(year, age, 100.0 * age + year - 2020) for year in (2021, 2022, 2023) for age in range(1, 2025 - year)]
    pd.DataFrame(triangle, columns=["year", "age", "loss"]).to_csv(folder / "triangle.csv", index=False)
    info = {"ReinsNumber": 1, "ReinsLayerNumber": 1, "ReinsName": "Cat", "ReinsPeril": "AA1", "OccLimit": 1e9,
            "OccAttachment": 1e8, "PlacedPercent": 1.0, "ReinsCurrency": "CNY", "InuringPriority": 1, "ReinsType": "CXL",
            "CededPercent": 1.0, "RiskLevel": "SEL"}  # fmt: skip
    pd.DataFrame([info]).to_csv(folder / "reinsinfo.csv", index=False)
    pd.DataFrame([{"ReinsNumber": 1, "PortNumber": 1, "CededPercent": 1.0}]).to_csv(
        folder / "reinsscope.csv", index=False
    )
    pd.DataFrame([{"PortNumber": 1, "AccNumber": 1, "LocNumber": fab}]).to_csv(folder / "location.csv", index=False)


@pytest.mark.parametrize("page", ["ignorance", "learning", "report", "result-file"])
def test_the_code_of_a_page_of_docs_runs_as_it_stands(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    monkeypatch.chdir(tmp_path)
    tables_of_others(tmp_path)
    pool = rp.load("scenarios/ic/pool.yaml")
    rp.run(pool, trials=500, output="pool.h5", tables=False, progress=False)
    names: dict[str, Any] = {"__name__": "pasted", "rp": rp, "pool": pool}
    names |= {"prior": np.array([400.0, 400.0, 400.0]), "losses": np.array([1e6, 2e6, 1.5e6])}
    code = blocks(f"docs/{page}.md")
    assert code, "the page has no code"
    for block in code:
        fewer = re.sub(r"\b100_000\b", "2_000", block).replace("draws=64", "draws=4, trials=64")
        exec(compile(fewer, page, "exec"), names)
    assert "Error" not in capsys.readouterr().err
