#!/usr/bin/env python3
"""Writes the notebooks from their texts: `first_pool.py` is what people edit, `first_pool.ipynb` what they open.

A text is in the py:percent form: cells begin with `# %%`, those of words with `# %% [markdown]`. Notebooks have no outputs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def texts() -> list[Path]:
    return sorted(path for path in HERE.glob("*.py") if path.name != "make.py")


def notebook(text: str) -> str:
    """The notebook of a text in the py:percent form."""
    cells = []
    for number, part in enumerate(text.split("# %%")[1:]):
        head, _, body = part.partition("\n")
        words = "[markdown]" in head
        lines = body.strip("\n").splitlines()
        if words:
            lines = [line.removeprefix("#").removeprefix(" ") for line in lines]
        cell = {"cell_type": "markdown" if words else "code", "id": f"cell-{number}", "metadata": {}}
        if not words:
            cell |= {"execution_count": None, "outputs": []}
        cells.append(cell | {"source": [line + "\n" for line in lines[:-1]] + lines[-1:]})
    about = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
             "language_info": {"name": "python"}}  # fmt: skip
    return json.dumps({"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}, indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    for path in texts():
        path.with_suffix(".ipynb").write_text(notebook(path.read_text(encoding="utf-8")), encoding="utf-8")
        print(path.with_suffix(".ipynb").name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
