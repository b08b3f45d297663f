"""A small pool of two insureds and three members, runs of it, and what `explain` prints."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import h5py
import pytest
from played import M, Played

PREMIUM = {"North": 60 * M, "South": 40 * M}
EXPENSES = 0.2
INCOME = (1 - EXPENSES) * sum(PREMIUM.values())
SHARES = {"Alpha": 0.5, "Beta": 0.3, "Gamma": 0.2}
Losses = Sequence[tuple[float, float]]  # of North and South, a year each

Simulate = Callable[..., Played]


def members(**more: dict[str, Any]) -> list[dict[str, Any]]:
    """Alpha, Beta and Gamma; `more` are further fields of each by name."""
    capital = {"Alpha": 400 * M, "Beta": 300 * M, "Gamma": 100 * M}
    return [{"name": name, "capital": each} | more.get(name, {}) for name, each in capital.items()]


def table(shares: dict[str, float]) -> dict[str, Any]:
    return {"by_table": {"table": [{"member": name, "share": share} for name, share in shares.items()]}}


def scenario(losses: Losses | None, pool: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One pool of two insureds that has these losses, or if none are given random ones."""
    hit = [
        {"year": year, "insured": insured, "damage": damage}
        for year, both in enumerate(losses or [], 1)
        for insured, damage in zip(PREMIUM, both, strict=True)
        if damage > 0
    ]
    chance = {"frequency": {"poisson": {"mean": 2}}, "severity": {"pareto": {"threshold": 10 * M, "shape": 1.8}}}
    return {
        "schema": 1,
        "name": "Two regions",
        "currency": "CNY",
        "years": 4 if losses is None else len(losses),
        "trials": 1,
        "seed": 3,
        "members": members(),
        "insureds": [
            {"name": name, "property": 10_000 * M, "premium": premium, "originator": originator}
            for (name, premium), originator in zip(PREMIUM.items(), ["Alpha", "Beta"], strict=True)
        ],
        "sources": [{"collective_risk": chance} if losses is None else {"fixed_events": {"events": hit}}],
        "pools": [{"name": "Pool", "shares": table(SHARES), "expenses": EXPENSES} | pool],
        "metrics": ["aal"],
        "output": {"members": True, "storage": "float64"},
    } | more


@pytest.fixture
def simulate(riskpool_command: Callable[..., Any], tmp_path: Path) -> Simulate:
    """Runs a scenario. The pool keeps no money, in the mean year as in a trial, of which `explain` says the same."""

    def call(terms: dict[str, Any], trials: int = 1) -> Played:
        file, result = tmp_path / "pool.yaml", tmp_path / "pool.h5"
        file.write_text(json.dumps(terms), encoding="utf-8")  # JSON is YAML
        done = riskpool_command("run", file, "--json", "--quiet", "--trials", trials, "-o", result)
        assert done.returncode == 0, done.stderr
        figures = json.loads(done.stdout)
        played = Played(figures, result)
        turnover = sum(abs(row["mean"]) for row in played.transfers)
        for pool in terms["pools"]:
            assert balance(played.transfers, pool["name"]) == pytest.approx(0, abs=1e-9 * turnover), "it keeps money"
        trial = trials // 2
        explained = riskpool_command("explain", file, "--trial", trial)
        assert explained.returncode == 0, explained.stderr
        with h5py.File(result) as stored:
            money = {name for name in played.columns if stored[name].ndim == 2 and stored[name].attrs["units"] == "CNY"}
        compare(Explained(explained.stdout), played, money, trial)
        return played

    return call


def balance(transfers: Sequence[dict[str, Any]], party: str) -> float:
    received = sum(row["mean"] for row in transfers if row["payee"] == party)
    return received - sum(row["mean"] for row in transfers if row["payer"] == party)


class Explained:
    """What `explain` prints: figures by year, party and quantity, and what passes in a year from whom to whom, why."""

    def __init__(self, text: str) -> None:
        scale = {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}
        unit = re.search(r"money in (?:(\w+) )?CNY", text)
        assert unit, text
        self.scale = scale[unit[1]] if unit[1] else 1.0
        self.figures: dict[tuple[int, str, str], float] = {}
        self.transfers: list[dict[str, Any]] = []
        year, columns = 0, 0
        for line in text.splitlines():
            words = re.split(r"\s{2,}", line.strip())
            if words[0].startswith("Year "):
                year = int(words[0].removeprefix("Year "))
            elif words[-1] == "amount":
                columns = len(words)
            elif len(words) != columns or not year:
                columns = 0
            elif columns == 3:
                self.figures[year, words[0], words[1]] = number(words[2])
            elif columns == 4:
                payer, payee, reason, amount = words
                row = {"year": year, "payer": payer, "payee": payee, "reason": reason, "mean": number(amount)}
                self.transfers.append(row)


def number(text: str) -> float:
    return float(text.replace(",", ""))


def compare(explained: Explained, played: Played, money: set[str], trial: int) -> None:
    """What is printed has four digits, or two behind the point."""
    compared = 0
    for (year, party, quantity), value in explained.figures.items():
        name = re.sub(r"\W+", "_", party).lower() + "." + quantity
        if name not in money:
            continue
        kept = played.columns[name][trial, year - 1]
        assert value == pytest.approx(kept / explained.scale, rel=6e-4, abs=0.006), (year, party, quantity)
        compared += 1
    assert compared >= played.years_run, "nothing to compare"
    for year in range(1, played.years_run + 1):
        moved = [row for row in explained.transfers if row["year"] == year]
        assert moved, f"no money moves in year {year}"
        largest = max(abs(row["mean"]) for row in moved)
        rounding = 0.006 * len(moved) + 1e-3 * largest
        assert balance(moved, "Pool") == pytest.approx(0, abs=rounding), f"the pool keeps money in year {year}"
    if len(played.columns["pool.gross_loss"]) > 1:
        return  # the JSON figures are those of more trials than this one
    printed: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for row in explained.transfers:
        printed[row["payer"], row["payee"], row["reason"]].append(row["mean"])
    moved_ever = {(row["payer"], row["payee"], row["reason"]) for row in played.transfers if row["mean"] != 0}
    assert set(printed) == moved_ever
    for key, amounts in printed.items():
        whole = played.passed(key[2], payer=key[0], payee=key[1]) / explained.scale
        rounding = sum(max(0.006, 6e-4 * abs(amount)) for amount in amounts)
        assert sum(amounts) == pytest.approx(whole, abs=rounding), key


def some_losses(seed: int, years: int, low: float = 5 * M, high: float = 400 * M) -> Losses:
    chance = random.Random(seed)
    return [
        tuple(round(low * (high / low) ** chance.random()) if chance.random() < 0.7 else 0.0 for _ in PREMIUM)
        for _ in range(years)
    ]
