"""What the tests of the Python package share."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import riskpool as rp

ROOT = Path(__file__).resolve().parents[2]
SMALL = Path(__file__).resolve().with_name("small.yaml")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="also run what takes minutes")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes minutes; run with --slow")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--slow"):
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="takes minutes; run with --slow"))


@pytest.fixture(scope="session")
def small_path() -> Path:
    return SMALL


@pytest.fixture(scope="session")
def small() -> rp.Scenario:
    return rp.load(SMALL)


@pytest.fixture(scope="session")
def run(small: rp.Scenario) -> rp.Run:
    """The small scenario as it says itself: 5000 trials, seed 11."""
    return rp.run(small, progress=False)


@pytest.fixture(scope="session")
def program() -> Path:
    """The command line program: RISKPOOL_PROGRAM, that of the release build, or the one on the path."""
    named = os.environ.get("RISKPOOL_PROGRAM")
    built = ROOT / "build" / "release" / "riskpool"
    found = named or (str(built) if built.exists() else shutil.which("riskpool"))
    assert found and Path(found).exists(), "the program is not there: `make build`, or set RISKPOOL_PROGRAM"
    return Path(found).resolve()


@pytest.fixture(scope="session")
def riskpool_command(program: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Calls the program with some words; `how` goes to subprocess.run."""

    def call(*words: object, **how: Any) -> subprocess.CompletedProcess[str]:
        how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 300} | how
        return subprocess.run([program, *map(str, words)], text=True, **how)

    return call


@pytest.fixture(scope="session")
def whole_result(riskpool_command: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result of an undisturbed run of 2000 trials of the small scenario."""
    path = tmp_path_factory.mktemp("whole") / "whole.h5"
    done = riskpool_command("run", SMALL, "-o", path, "--trials", 2000)
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture(scope="session")
def same_package() -> dict[str, str]:
    """An environment in which a new Python finds the package that these tests found."""
    return os.environ | {"PYTHONPATH": str(Path(rp.__file__).absolute().parents[1])}


@pytest.fixture
def python(same_package: dict[str, str]) -> Callable[[str], str]:
    """Runs a text in a new Python that finds the same package, and gives what it printed."""

    def call(text: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", text], capture_output=True, text=True, timeout=300, env=same_package
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return call
