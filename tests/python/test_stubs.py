"""_ext.pyi says what the module is: every name, every argument."""

from __future__ import annotations

import ast
from pathlib import Path

import riskpool
from nanobind import stubgen
from riskpool import _ext

STUB = Path(riskpool.__file__).with_name("_ext.pyi")
# Names that only the stub has for its own use, and the error that the package shows as its own.
ALIASES = {"Columns", "Column", "PlainDiagnostic", "Report", "Doubles", "Floats", "Counts", "ResultError"}

Shape = dict[str, list[str]]


def shape(text: str) -> Shape:
    """Each function and method with its arguments; each class; each variable."""
    found: Shape = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef):
            found[node.name] = []
            for each in node.body:
                if isinstance(each, ast.FunctionDef):
                    found[f"{node.name}.{each.name}"] = [a.arg for a in each.args.posonlyargs + each.args.args]
        elif isinstance(node, ast.FunctionDef):
            found[node.name] = [a.arg for a in node.args.posonlyargs + node.args.args]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = []
    return {name: arguments for name, arguments in found.items() if name not in ALIASES}


def test_the_stub_lists_every_name_of_the_module_and_no_other() -> None:
    generator = stubgen.StubGen(_ext)
    generator.put(_ext)
    mine, theirs = shape(STUB.read_text(encoding="utf-8")), shape(generator.get())
    assert set(mine) == set(theirs)
    # methods of one argument without a name are numbered by the generator
    named = {name: arguments for name, arguments in theirs.items() if not any(a.startswith("arg") for a in arguments)}
    assert len(named) > 40
    for name, arguments in named.items():
        assert mine[name] == arguments, name
