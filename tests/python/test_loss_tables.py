"""Event and year loss tables of other models as sources."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import riskpool as rp

ELT = pd.DataFrame({
    "event": [7, 7, 9, 11], "rate": [0.5, 0.5, 0.02, 0.1], "insured": ["Fab 1", "Fab 2", "Fab 1", "Fab 2"],
    "loss": [1e6, 2e6, 4e7, 0.0],
})  # fmt: skip
YLT = pd.DataFrame({
    "year": [1, 1, 1, 3], "event": [1, 1, 2, 1], "time": [0.5, 0.5, 0.25, 0.75],
    "insured": ["Fab 1", "Fab 2", "Fab 2", "Fab 1"], "loss": [1e6, 2e6, 3e6, 5e6],
})  # fmt: skip


def pool(*sources: object, years: int = 1) -> rp.Scenario:
    return rp.Scenario(
        name="tables", currency="CNY", years=years, members=[{"name": "M"}],
        insureds=[{"name": "Fab 1"}, {"name": "Fab 2"}], sources=list(sources),
        pools=[{"name": "P", "shares": {"equal": {}}}], output={"storage": "float64"},
    )  # fmt: skip


@pytest.mark.parametrize("form", ["frame", "csv", "parquet"])
def test_an_event_loss_table_is_the_source_it_says(form: str, tmp_path: Path) -> None:
    ELT.to_csv(tmp_path / "elt.csv", index=False)
    ELT.to_parquet(tmp_path / "elt.parquet")
    source = rp.read_elt(ELT if form == "frame" else tmp_path / f"elt.{form}")
    assert source == rp.EventTable(events=[
        {"rate": 0.5, "hits": [{"insured": "Fab 1", "loss": 1e6}, {"insured": "Fab 2", "loss": 2e6}]},
        {"rate": 0.02, "hits": [{"insured": "Fab 1", "loss": 4e7}]},
    ])  # fmt: skip


def test_a_run_of_an_event_loss_table_has_its_mean() -> None:
    run = rp.run(pool(rp.read_elt(ELT)), trials=20_000, seed=3, progress=False)
    mean = run.metrics.set_index(["metric", "party", "quantity"]).loc[("aal", "P", "gross_loss")]
    assert abs(mean["value"] - (0.5 * 3e6 + 0.02 * 4e7)) < 4 * mean["standard_error"]


def test_names_of_other_programs_are_known_and_own_ones_can_be_given() -> None:
    renamed = ELT.rename(columns={"event": "EVENTID", "rate": "freq", "insured": "LocNumber", "loss": "MeanLoss"})
    assert rp.read_elt(renamed, columns={"rate": "freq"}) == rp.read_elt(ELT)
    alone = ELT.drop(columns="insured")
    assert {hit.insured for event in rp.read_elt(alone, insured="Fab 1").events for hit in event.hits} == {"Fab 1"}


@pytest.mark.parametrize(("change", "words"), [
    ({"rate": [0.5, 0.4, 0.02, 0.1]}, "row 2 of the table: event 7 has a rate of 0.4, and 0.5 before"),
    ({"rate": [0.5, 0.5, 0, 0.1]}, "row 3 of the table: rate must be above 0"),
    ({"loss": [1, 2, -3, 0]}, "row 3 of the table: loss must be 0 or more, and is -3"),
    ({"loss": [1, 2, "x", 0]}, "row 3 of the table: loss must be 0 or more, and is x"),
    ({"loss": [0, 0, 0, 0]}, "the table has no losses"),
    ({"SDLoss": [0, 0, 5, 0]}, "SDLoss says how far losses of an event scatter"),
])  # fmt: skip
def test_a_table_that_cannot_be_names_the_row(change: dict[str, list[object]], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        rp.read_elt(ELT.assign(**change))
    with pytest.raises(ValueError, match="the table has no column rate or EventRate"):
        rp.read_elt(ELT.drop(columns="rate"))
    with pytest.raises(ValueError, match="does not say who has the losses"):
        rp.read_elt(ELT.drop(columns="insured"))


def test_a_year_loss_table_in_its_order_gives_each_year_once() -> None:
    source = rp.read_ylt(YLT, 4, ["Fab 1", "Fab 2"], order="given")
    run = rp.run(pool(source, years=2), trials=4, progress=False)
    assert run.tables["p.gross_loss"].values.tolist() == [[6e6, 0], [5e6, 0], [6e6, 0], [5e6, 0]]
    assert run.tables["p.gross_loss_largest_event"].values[0, 0] == 3e6
    told = run.scenario.explain(0)
    assert told.index("Fab 2") < told.index("Fab 1")  # the event of a quarter of the year comes first


def test_years_are_drawn_with_equal_chances_and_the_same_in_any_block() -> None:
    source = rp.read_ylt(YLT, 4, ["Fab 1", "Fab 2"])
    rp.check_source(source, insureds=2)
    run = rp.run(pool(source), trials=20_000, seed=5, progress=False)
    values = run.tables["p.gross_loss"].values.ravel()
    for amount, chance in ((6e6, 0.25), (5e6, 0.25), (0, 0.5)):
        share = (values == amount).mean()
        assert abs(share - chance) < 4 * math.sqrt(chance * (1 - chance) / values.size)


@pytest.mark.parametrize(("change", "words"), [
    ({"year": [1, 1, 1, 5]}, "row 4 of the table: year must be a whole number from 1 to 4, and is 5"),
    ({"time": [0.5, 0.6, 0.2, 0.7]}, "row 2 of the table: an event has one time"),
    ({"time": [0.5, 0.5, 1.0, 0.7]}, "row 3 of the table: the time is the part of the year gone"),
    ({"insured": ["Fab 1", "Fab 9", "Fab 2", "Fab 1"]}, 'row 2 of the table: "Fab 9" is no insured'),
])  # fmt: skip
def test_a_year_loss_table_that_cannot_be_names_the_row(change: dict[str, list[object]], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        rp.read_ylt(YLT.assign(**change), 4, ["Fab 1", "Fab 2"])


def test_days_and_rows_without_events_are_read() -> None:
    table = pd.DataFrame({"Period": [2, 2], "day": [1, 366], "loss": [1e6, 2e6]})
    source = rp.read_ylt(table, 2, ["Fab 1", "Fab 2"], insured="Fab 2", order="given")
    run = rp.run(pool(source, years=2), trials=1, progress=False)
    assert run.tables["p.gross_loss"].values.tolist() == [[0, 3e6]]
    assert np.array_equal(run.tables["p.gross_loss_largest_event"].values, [[0, 2e6]])
