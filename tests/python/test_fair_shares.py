"""Fair shares in a pool: known answer K10 (Denuit 2019; conditional-mean risk sharing of four compound Poisson risks)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

CLAIMS = {"A": ([1, 2, 3, 4], [0.1, 0.2, 0.4, 0.3]), "B": ([1, 2, 3, 4], [0.15, 0.25, 0.3, 0.3])}
MEMBERS = [("m1", 0.08, "A"), ("m2", 0.08, "B"), ("m3", 0.1, "A"), ("m4", 0.1, "B")]
FAIR_SHARES = {
    1: (0.17778, 0.26667, 0.22222, 0.33333, 0.0313954),
    2: (0.19729, 0.24716, 0.24661, 0.30895, 0.0572182),
    3: (0.25219, 0.19226, 0.31523, 0.24032, 0.0904608),
    4: (0.22212, 0.22232, 0.27765, 0.27790, 0.0816509),
    5: (0.22524, 0.21921, 0.28155, 0.27401, 0.0107041),
    8: (0.22365, 0.22080, 0.27956, 0.27600, 0.0052180),
}
FOUR_MEMBERS = """schema: 1
name: Four members
currency: EUR
members: [{name: m1}, {name: m2}, {name: m3}, {name: m4}]
insureds: [{name: r1}, {name: r2}, {name: r3}, {name: r4}]
sources:
SOURCES
pools:
  - name: Pool
    shares:
      by_section:
        sections:
SECTIONS
metrics: [aal]
output: {members: true, storage: float64}
"""


def test_conditional_means_of_four_members_are_the_fair_shares_of_k10(
    riskpool_command: Callable[..., Any], tmp_path: Path
) -> None:
    sources, sections = [], []
    for member, rate, law in MEMBERS:
        risk, (values, weights) = member.replace("m", "r"), CLAIMS[law]
        sources.append(
            f"  - collective_risk: {{covers: {{insureds: [{risk}]}}, frequency: {{poisson: {{mean: {rate}}}}}, "
            f"severity: {{empirical: {{values: {values}, weights: {weights}}}}}}}"
        )
        sections.append(
            f"          - {{covers: {{insureds: [{risk}]}}, "
            f"shares: {{by_table: {{table: [{{member: {member}, share: 100%}}]}}}}}}"
        )
    text = FOUR_MEMBERS.replace("SOURCES", "\n".join(sources)).replace("SECTIONS", "\n".join(sections))
    (tmp_path / "k10.yaml").write_text(text)
    trials = 400_000
    done = riskpool_command("run", tmp_path / "k10.yaml", "--quiet", "--trials", trials, "-o", tmp_path / "k10.h5")
    assert done.returncode == 0, done.stderr
    with h5py.File(tmp_path / "k10.h5") as file:
        losses = np.array([file[f"m{m}.net_loss"][:, 0] for m in range(1, 5)])
    total = losses.sum(axis=0)
    for s, (*shares, chance) in FAIR_SHARES.items():
        there = np.rint(total) == s
        error = np.sqrt(chance * (1 - chance) / trials)
        assert there.mean() == pytest.approx(chance, abs=4 * error + 5e-8)
        for mine, share in zip(losses[:, there] / s, shares, strict=True):
            assert mine.mean() == pytest.approx(share, abs=4 * mine.std(ddof=1) / np.sqrt(there.sum()) + 5e-6)
