"""The Python code of the pages works when it is pasted, block after block."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

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
