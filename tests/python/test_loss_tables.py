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
    mean = run.metrics.set_index(["metric", "party", "quantity"]).loc[[("aal", "P", "gross_loss")]].iloc[0]
    assert abs(mean["value"] - (0.5 * 3e6 + 0.02 * 4e7)) < 4 * mean["standard_error"]


def test_names_of_other_programs_are_known_and_own_ones_can_be_given() -> None:
    renamed = ELT.rename(columns={"event": "EVENTID", "rate": "freq", "insured": "LocNumber", "loss": "MeanLoss"})
    assert rp.read_elt(renamed, columns={"rate": "freq"}) == rp.read_elt(ELT)
    alone = ELT.drop(columns="insured")
    assert {hit.insured for event in rp.read_elt(alone, insured="Fab 1").events for hit in event.hits} == {"Fab 1"}


@pytest.mark.parametrize(("change", "words"), [
    ({"rate": [0.5, 0.4, 0.02, 0.1]}, "row 2 of the table: event 7 has the rate 0.4, and 0.5 before"),
    ({"rate": [0.5, 0.5, 0, 0.1]}, "row 3 of the table: rate must be above 0"),
    ({"loss": [1, 2, -3, 0]}, "row 3 of the table: loss must be 0 or more, and is -3"),
    ({"loss": [1, 2, "x", 0]}, "row 3 of the table: loss must be 0 or more, and is x"),
    ({"loss": [0, 0, 0, 0]}, "the table has no losses"),
    ({"SDLoss": [0, 0, 5, 0]}, "the most that can be lost, which bounds them: it needs a column most or MaxLoss"),
    ({"sd": [0, 0, 5, 0], "most": [0, 0, 4e7, 0]}, "row 3 of the table: most must be above the loss of 4e[+]07"),
    ({"sd": [0, 0, 3e7, 0], "most": [0, 0, 6e7, 0]}, "row 3 of the table: the standard deviation of 3e[+]07 is more"),
    ({"sd": [1, 1, 1, 1], "most": 1e9}, "not how far they move together: give correlation"),
    ({"sd": 1, "sdi": 1, "most": 1e9}, 'the table has "sd" and its parts'),
    ({"index": [6.5, 7, 5, 5]}, "row 2 of the table: event 7 has the index 7, and 6.5 before"),
    ({"SummaryId": 1, "Footprint": 2}, r"nothing reads the columns SummaryId, Footprint of the table: .* ignore=\['Summ"),
])  # fmt: skip
def test_a_table_that_cannot_be_names_the_row(change: dict[str, list[object]], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        rp.read_elt(ELT.assign(**change))
    with pytest.raises(ValueError, match="the table has no column rate or EventRate"):
        rp.read_elt(ELT.drop(columns="rate"))
    with pytest.raises(ValueError, match="does not say who has the losses"):
        rp.read_elt(ELT.drop(columns="insured"))


def test_losses_of_an_event_loss_table_scatter_as_it_says() -> None:
    """Mean and standard deviation of losses of an event, from many of them."""
    table = pd.DataFrame({"EventId": [1], "EventRate": [2.0], "MeanLoss": [4e6], "SDLoss": [3e6], "MaxLoss": [2e7]})
    source = rp.read_elt(table, insured="Fab 1", name="quakes")
    assert source.name == "quakes" and source.correlation == 0
    losses = rp.simulate(pool(source), 40_000, seed=3, progress=False).table.damage
    assert abs(losses.mean() - 4e6) < 4 * 3e6 / math.sqrt(losses.size)
    squares = (losses - 4e6) ** 2
    assert abs(squares.mean() - 9e12) < 4 * squares.std() / math.sqrt(losses.size)
    assert 0 < losses.min() and losses.max() < 2e7
    fixed = rp.read_elt(table.drop(columns=["SDLoss", "MaxLoss"]), insured="Fab 1")
    assert rp.read_elt(table.assign(SDLoss=0.0), insured="Fab 1") == fixed


def test_parts_of_a_standard_deviation_say_how_losses_move_together() -> None:
    """Two insureds with sd 3 and 4, of which 1 and 2 are independent: sqrt(1 + 4) + 2 + 2 in place of 7 or 5."""
    table = pd.DataFrame({"event": 1, "rate": 0.5, "insured": ["Fab 1", "Fab 2"], "loss": 10.0, "StdDevI": [1.0, 2.0],
                          "StdDevC": [2.0, 2.0], "ExpValue": 100.0})  # fmt: skip
    source = rp.read_elt(table)
    assert [(hit.sd, hit.most) for hit in source.events[0].hits] == [(3, 100), (4, 100)]
    together = (math.sqrt(5) + 4) ** 2
    assert source.correlation == pytest.approx((together - 25) / (49 - 25), rel=1e-12)
    assert rp.read_elt(table.assign(StdDevC=0.0)).correlation == 0
    assert rp.read_elt(table.assign(StdDevI=0.0)).correlation == 1
    assert rp.read_elt(table, correlation=0.25).correlation == 0.25
    whole = table.assign(sd=[3.0, 4.0]).drop(columns=["StdDevI", "StdDevC"])
    assert rp.read_elt(whole, correlation=0.3) == source.replace(correlation=0.3)
    with pytest.raises(rp.ScenarioError, match="correlation"):
        rp.read_elt(whole, correlation=1.5)
    with pytest.raises(ValueError, match="row 2 of the table: event 1 has a second loss of Fab 1"):
        rp.read_elt(table.assign(insured="Fab 1"))


def test_readings_and_columns_that_are_not_to_be_read() -> None:
    table = ELT.assign(index=[6.5, 6.5, 0, 7.0], SummaryId=1)
    events = rp.read_elt(table, ignore=["SummaryId"]).events
    assert [(event.index, len(event.hits)) for event in events] == [(6.5, 2), (0, 1), (7, 0)]
    with pytest.raises(ValueError, match='columns names "lost", and there are event, rate, loss'):
        rp.read_elt(ELT, columns={"lost": "loss"})


def test_a_year_loss_table_in_its_order_gives_each_year_once() -> None:
    source = rp.read_ylt(YLT, 4, order="given")
    scenario = pool(source, years=2)
    run = rp.run(scenario, trials=4, progress=False)
    assert run.tables["p.gross_loss"].values.tolist() == [[6e6, 0], [5e6, 0], [6e6, 0], [5e6, 0]]
    assert run.tables["p.gross_loss_largest_event"].values[0, 0] == 3e6
    events = rp.simulate(scenario, 2, progress=False).table
    assert events.time.tolist() == [0.5, 0.5, 0.25, 0.75] and events.insured.tolist() == YLT.insured.tolist()


@pytest.mark.parametrize(("order", "engines"), [("given", "in_order"), ("drawn", "sampled")])
@pytest.mark.parametrize("form", ["inline", "file", "read again"])
def test_a_year_loss_table_has_the_bits_of_the_kind_that_it_is(
    order: str, engines: str, form: str, tmp_path: Path
) -> None:
    random = np.random.default_rng(4)
    n, years = 3_000, 800
    table = pd.DataFrame({
        "year": random.integers(1, years + 1, n), "event": np.arange(n), "day": random.uniform(1, 366, n),
        "insured": random.choice(["Fab 1", "Fab 2"], n), "loss": random.lognormal(13, 2, n),
    })  # fmt: skip
    direct = rp.YearEventTable(table_years=years, order=engines, rows=table.assign(event=table.event.map(str)))
    file = tmp_path / "rows.csv" if form == "file" else None
    source = rp.read_ylt(table, years, order=order, file=file)
    treaty = rp.CatXl(limit=3e6, attachment=1e6, premium=1, reinstatements=[1], reinstatement_basis="amount_and_time")

    def columns(source: rp.Kind) -> dict[str, np.ndarray]:
        scenario = pool(source).with_({"pools[0].programme": [[treaty]]})
        if form == "read again":
            scenario = rp.loads(scenario.to_yaml())
        assert scenario.sources[0] == direct
        tables = rp.run(scenario, trials=2_000, seed=9, progress=False).tables
        return {str(name): values.values for name, values in tables.items()}

    ours, engine = columns(source), columns(direct)
    assert ours.keys() == engine.keys() and ours["cat_xl_1.reinstatement_premium"].any()
    for name, values in ours.items():
        assert values.tobytes() == engine[name].tobytes(), name


def test_times_of_a_table_are_kept_to_the_bit() -> None:
    times = np.random.default_rng(5).random(20_000)
    table = pd.DataFrame({"year": np.arange(times.size) + 1, "time": times, "loss": 1.0})
    source = rp.read_ylt(table, times.size, insured="Fab 1", order="given")
    events = rp.simulate(pool(source), times.size, progress=False).table
    assert np.array_equal(events.time.to_numpy(np.float32), times.astype(np.float32))


def test_losses_of_one_insured_in_one_event_are_added_up_and_a_reading_is_kept() -> None:
    table = pd.DataFrame({"year": 1, "event": ["a", "a", "b"], "insured": "Fab 1", "loss": [1.0, 2.0, 0.0],
                          "index": [0.0, 0.0, 7.0]})  # fmt: skip
    rows = rp.read_ylt(table, 1).rows
    assert [(row.event, row.loss, row.index) for row in rows] == [("a", 3, 0), ("b", 0, 7)]
    alone = rp.read_ylt(table.drop(columns=["event", "index"]), 1).rows
    assert [(row.event, row.loss) for row in alone] == [(None, 1), (None, 2)]


def test_years_are_drawn_with_equal_chances_and_times_where_none_are_given() -> None:
    scenario = pool(rp.read_ylt(YLT.drop(columns="time"), 4))
    values = rp.run(scenario, trials=20_000, seed=5, progress=False).tables["p.gross_loss"].values.ravel()
    for amount, chance in ((6e6, 0.25), (5e6, 0.25), (0, 0.5)):
        share = (values == amount).mean()
        assert abs(share - chance) < 4 * math.sqrt(chance * (1 - chance) / values.size)
    times = rp.simulate(scenario, 4_000, seed=5, progress=False).table.time
    assert abs(times.mean() - 0.5) < 4 / math.sqrt(12 * times.size) and times.nunique() > 1_000


@pytest.mark.parametrize(("change", "words"), [
    ({"year": [1, 1, 1, 5]}, "row 4 of the table: year must be a whole number from 1 to 4, and is 5"),
    ({"time": [0.5, 0.6, 0.2, 0.7]}, "row 2 of the table: an event has one time"),
    ({"time": [0.5, 0.5, 1.0, 0.7]}, "row 3 of the table: the time is the part of the year gone"),
    ({"day": [5, 5, 9, 8]}, 'the table has "time" and "day": ignore one of them'),
    ({"event": [1, None, 2, 1]}, "row 2 of the table: event is missing"),
    ({"SDLoss": 1.0}, "nothing reads the columns SDLoss of the table"),
    ({"loss": 0.0}, "the table has no losses"),
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
