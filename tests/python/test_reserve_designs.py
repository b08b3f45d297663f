"""The comparison of reserve rules: what must hold of any such table, and that the one of the docs is what is printed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2]
SCRIPT = SOURCE / "scenarios" / "schemes" / "reserve_designs.py"
TABLE = SOURCE / "scenarios" / "ic" / "fabs.csv"
PAGE = SOURCE / "docs" / "reserve-designs.md"
NUMBER = re.compile(r"[+-]?\d+\.\d+")
Table = dict[str, list[list[str]]]


def table_of(text: str) -> Table:
    """The numbers of each cell, by design."""
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {name: [NUMBER.findall(cell) for cell in cells] for name, *cells in rows[1:]}


@pytest.fixture(scope="module")
def printed(program: Path) -> Table:
    words = [sys.executable, SCRIPT, "--program", program]
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return table_of(done.stdout)


def column(table: Table, design: str, place: int) -> float:
    return float(table[design][place][0])


def test_the_page_shows_what_the_command_prints(printed: Table) -> None:
    shown = table_of(PAGE.read_text(encoding="utf-8"))
    assert list(shown) == list(printed)
    for design, cells in printed.items():
        for mine, theirs in zip(cells, shown[design], strict=True):
            for number, other in zip(mine, theirs, strict=True):
                unit = 10.0 ** -len(number.split(".")[1])  # sums may round otherwise on another machine
                assert float(number) == pytest.approx(float(other), abs=1.01 * unit), design


def test_differences_are_those_of_the_figures(printed: Table) -> None:
    [base, *others] = printed.values()
    for cells in others:
        for (value, difference, _), (first, _) in zip(cells, base, strict=True):
            unit = 10.0 ** -len(value.split(".")[1])
            assert float(value) - float(first) == pytest.approx(float(difference), abs=1.51 * unit)


def test_a_cap_changes_nothing_that_is_asked_and_a_higher_one_leaves_less_unpaid(printed: Table) -> None:
    for rule in ("nuclear", "residential"):
        capped = [name for name in printed if name.startswith(f"{rule}, cap")]
        free = next(name for name in printed if name.startswith(f"{rule} 20"))
        ladder = [*capped, free]
        assert len(ladder) >= 4 and len({column(printed, name, 0) for name in ladder}) == 1
        for place, falls in ((1, True), (2, True), (3, True), (4, False)):
            values = [column(printed, name, place) for name in ladder]
            assert values == sorted(values, reverse=falls)


def test_the_state_pays_no_more_than_the_shortfall_and_that_is_no_more_than_was_asked(printed: Table) -> None:
    for name in printed:
        asked, _, shortfall, fiscal, *_ = (column(printed, name, place) for place in range(6))
        assert 0 < fiscal < shortfall < asked


def amount(cell: str) -> float:
    """Money of a table, in millions; an empty cell is none."""
    for suffix, factor in (("bn", 1e3), ("m", 1), ("k", 1e-3)):
        if cell.endswith(suffix):
            return float(cell.removesuffix(suffix)) * factor
    return float(cell or 0) / 1e6


def test_two_caps_below_the_smallest_need_are_short_in_the_same_paths(printed: Table) -> None:
    header, *rows = [line.split(",") for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    firms = [dict(zip(header, row, strict=True)) for row in rows]
    values = [sum(amount(firm[kind]) for kind in ("property", "interruption", "stock")) for firm in firms]
    pmls = [amount(firm["pml"]) or value for firm, value in zip(firms, values, strict=True)]
    premiums = [amount(firm["premium"]) for firm in firms]
    # Of pool.yaml: a surplus of four lines of 1.5 bn on the PML, and the prices of its layers.
    to_surplus = sum(p * min(max(x - 1500, 0), 6000) / x for p, x in zip(premiums, pmls, strict=True))
    retained = sum(premiums) - to_surplus - (6 + 10 + 5 + 8 + 0.9 * 10 + 1)
    smallest_need = 300 - 1.5 * retained
    assert 100 * 1.1 < smallest_need < 200  # interest lifts a balance somewhat above its cap
    assert printed["nuclear, cap 50m"][1][0] == printed["nuclear, cap 100m"][1][0]
