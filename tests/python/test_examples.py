"""Notebooks: in step with their texts, without outputs, and running from the first cell to the last."""

from __future__ import annotations

import ast
import json
import runpy
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parents[2] / "python" / "examples"
NAMES = sorted(path.stem for path in HERE.glob("*.ipynb"))


def cells(name: str) -> list[str]:
    book = json.loads((HERE / f"{name}.ipynb").read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"]


def test_notebooks_are_those_of_their_texts() -> None:
    make = runpy.run_path(str(HERE / "make.py"))
    assert NAMES == [path.stem for path in make["texts"]()] and len(NAMES) >= 3
    for path in make["texts"]():
        written = path.with_suffix(".ipynb").read_text(encoding="utf-8")
        assert written == make["notebook"](path.read_text(encoding="utf-8")), "python/examples/make.py writes it anew"
        book = json.loads(written)
        assert all(cell["outputs"] == [] for cell in book["cells"] if cell["cell_type"] == "code")


def test_the_first_pool_is_built_in_some_twenty_lines() -> None:
    built = ast.parse(cells("first_pool")[0]).body
    assert [type(each).__name__ for each in built] == ["Import", "Assign", "Assign"]
    assert len(cells("first_pool")[0].splitlines()) <= 30


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each cell as Jupyter runs it: statements, then the value of a last expression, which is shown."""
    monkeypatch.chdir(HERE)
    names: dict[str, Any] = {"__name__": "__main__"}
    shown = 0
    for number, text in enumerate(cells(name)):
        tree = ast.parse(text, f"{name}, cell {number}")
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, f"{name}, cell {number}", "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), f"{name}, cell {number}", "eval"), names)
            show = getattr(value, "_repr_html_", None) or getattr(value, "_repr_svg_", None) or value.__repr__
            shown += bool(show())
    assert shown >= 3
