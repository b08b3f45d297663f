"""A wheel holds the module, the program and the package, and works in an environment of its own. Minutes: run it with
`pytest --slow tests/python/test_wheel.py` when the packaging changes."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_wheel_installs_and_works(tmp_path: Path) -> None:
    def run(*words: object, **how: object) -> str:
        done = subprocess.run([str(w) for w in words], capture_output=True, text=True, **how)  # type: ignore[call-overload]
        assert done.returncode == 0, done.stdout + done.stderr
        return str(done.stdout)

    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT)
    (wheel,) = tmp_path.glob("riskpool-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.startswith("riskpool/_ext") for name in names)
    assert any(name.endswith("/scripts/riskpool") for name in names)
    assert {"riskpool/py.typed", "riskpool/_ext.pyi", "riskpool/kinds.pyi", "riskpool/texts/zh.toml"} <= set(names)
    assert not any(name.startswith("riskpool/src") for name in names)

    venv.EnvBuilder(with_pip=True, system_site_packages=False).create(tmp_path / "env")
    inside = tmp_path / "env" / "bin"
    run(inside / "pip", "install", "--quiet", f"{wheel}[report]")
    code = (
        "import riskpool as rp; p = rp.load('scenarios/ic/pool.yaml'); r = rp.run(p, trials=640, progress=False); "
        "print(len(r.metrics) > 10, rp.CatXl(limit=2, attachment=1, reinstatements=[]).cede([3.0]).recovery)"
    )
    assert run(inside / "python", "-c", code, cwd=ROOT) == "True [2.]\n"
    result = tmp_path / "x.h5"
    run(inside / "riskpool", "run", ROOT / "scenarios/ic/pool.yaml", "--trials", 640, "-o", result)
    run(inside / "riskpool", "report", result, "-o", tmp_path / "x.html", env={"PATH": f"{inside}:/usr/bin:/bin"})
    assert (tmp_path / "x.html").stat().st_size > 10_000
