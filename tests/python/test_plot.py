"""Pictures: what they show follows from the table of trials and adds up; every kind of picture can be drawn."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import riskpool as rp
from known_pool import known_pool
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.legend import Legend
from riskpool.cast import Cast, slug
from riskpool.outline import Outline
from riskpool.plot import Picture, fund, members, tail, who_pays
from riskpool.plot.convergence import running

BOARD = Path(__file__).with_name("board.yaml")


@pytest.fixture(scope="module")
def run() -> rp.Run:
    return rp.run(rp.load(BOARD), progress=False)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["ep_curves", "tower", "who_pays", "fund", "members", "convergence"])
def test_every_picture_is_drawn_and_says_in_words_what_it_shows(run: rp.Run, name: str, lang: str) -> None:
    picture = getattr(run.plot, name)(lang=lang)
    text = picture.svg()
    assert text.startswith("<svg") and text.rstrip().endswith("</svg>")
    assert picture.alt and "{" not in picture.alt
    assert "<text" in text  # texts stay texts: they can be read aloud, found and copied


def test_a_picture_of_a_file_is_that_of_the_run(run: rp.Run, tmp_path: Path) -> None:
    exact = run.scenario.with_({"output": {"storage": "float64", "trials": True, "members": True}})
    written = rp.run(exact, trials=500, output=tmp_path / "x.h5", progress=False)
    with rp.open(tmp_path / "x.h5") as stored:
        for name in ("ep_curves", "who_pays", "fund", "members"):
            assert getattr(stored.plot, name)().svg() == getattr(written.plot, name)().svg(), name


def test_what_everybody_pays_adds_up_to_the_loss_of_each_year(run: rp.Run) -> None:
    gross = run.tables["chip_pool.gross_loss"].values
    paid = sum(part.paid for part in who_pays.parts(Cast(run), "Chip pool"))
    assert np.allclose(paid, gross, rtol=1e-12, atol=1e-6)


def test_who_pays_finds_what_members_pay_without_a_rest(run: rp.Run) -> None:
    parts = {part.kind: part.paid for part in who_pays.parts(Cast(run), "Chip pool")}
    assert set(parts) == {"reinsurers", "fund", "state", "members", "unpaid"}
    t = run.tables
    members_pay = (t["chip_pool.retained_loss"] + t["chip_pool_fund.call"] + t["chip_pool.unfunded"]
                   - t["chip_pool.unpaid_claims"])  # fmt: skip
    assert np.allclose(parts["members"], members_pay.values, rtol=1e-9, atol=1e-3)
    assert np.allclose(parts["fund"], t["chip_pool_fund.release"].values)
    assert np.allclose(parts["reinsurers"], (t["chip_pool.recovery"] - t["chip_pool.uncollected"]).values, atol=1e-3)


def test_the_rows_of_a_return_period_add_up_to_its_loss(run: rp.Run) -> None:
    rows = who_pays.table(Cast(run), "Chip pool", [10, 100])
    for _, of_period in rows.groupby("period"):
        loss = of_period.loc[of_period["kind"] == "loss", "amount"].item()
        rest = of_period.loc[of_period["kind"] != "loss", "amount"].sum()
        assert math.isclose(loss, rest, rel_tol=1e-9)


def test_reinsurers_are_told_apart_where_nobody_fails(run: rp.Run) -> None:
    certain = rp.run(run.scenario.with_({"defaults.by_rating.systemic.probability": 0,
                                         "defaults.by_rating.curve": {"unrated": 0, "ratings": [
                                             {"rating": "AA", "probability": 0}, {"rating": "A", "probability": 0},
                                             {"rating": "BBB", "probability": 0}]}}), trials=500, progress=False)  # fmt: skip
    parts = who_pays.parts(Cast(certain), "Chip pool")
    named = [part.party for part in parts if part.kind == "reinsurers"]
    assert named == ["Domestic Re", "Offshore Re"]
    assert np.allclose(parts[0].paid, certain.tables["domestic_re.assumed_loss"].values)


def test_the_window_lies_around_the_rank_and_has_the_fewest_years_at_least() -> None:
    values = np.arange(1000.0)[::-1].reshape(500, 2)
    chosen = values.ravel()[tail.window(values, 10)]
    assert chosen.size == 41 and chosen.mean() == 900.0  # ranks 80 to 120: losses 920 to 880
    few = values.ravel()[tail.window(values, 200)]
    assert few.size == 17 and few.max() == 999  # rank 5, 12 to the rarer side as far as there are any


@pytest.mark.parametrize("rank", [10, 100, 1000])
def test_the_band_of_a_curve_covers_the_true_quantile_as_often_as_it_says(rank: int) -> None:
    rng, count, trials = np.random.default_rng(3), 5000, 1500
    low, high = tail.bounds(np.array([rank]), count)
    truth = 1 - rank / count  # of uniform losses
    covered = 0
    for _ in range(trials):
        drawn = tail.descending(rng.random(count))
        covered += drawn[low[0] - 1] <= truth <= drawn[high[0] - 1]
    assert abs(covered / trials - 0.95) < 4 * math.sqrt(0.95 * 0.05 / trials) + 0.01


def test_a_curve_ends_where_too_few_observations_are_beyond_it() -> None:
    assert tail.ranks_of(2000).min() == tail.FEWEST
    assert tail.ranks_of(10**6).min() == 10**6 / tail.LONGEST
    assert tail.ranks_of(4).tolist() == [4]


def test_chances_of_the_fund_are_those_of_the_table(run: rp.Run) -> None:
    balance = run.tables["chip_pool_fund.balance"].values
    share, error = fund.empty(balance)
    assert np.array_equal(share, (balance == 0).mean(axis=0)) and share.max() > 0
    assert np.allclose(error, np.sqrt(share * (1 - share) / run.trials))


def test_members_are_those_of_the_metrics(run: rp.Run) -> None:
    rows = members.table(Cast(run)).set_index("member")
    assert list(rows.index) == ["Alpha", "Beta", "丙保险", "Delta"]
    assert rows.loc["Alpha", "capital"] == 1.2e9
    result = run.tables["delta.result"].values
    assert rows.loc["Delta", "loss_chance"] == (result < 0).mean()
    assert rows.loc["Delta", "worst_200"] == np.quantile(result, 0.005, method="inverted_cdf")
    assert math.isclose(rows.loc["Delta", "use"], max(-rows.loc["Delta", "worst_200"], 0) / 1e8)


def test_convergence_ends_at_the_figures_of_the_run(run: rp.Run) -> None:
    counts, figures = running(run.tables["chip_pool.gross_loss"].values)
    told = run.metrics.set_index(["metric", "party", "quantity"]).loc[:, ["value", "standard_error"]]
    assert counts[-1] == run.trials
    for ours, theirs in (("mean", "aal"), ("var", "var"), ("tvar", "tvar")):
        value, error = told.loc[[(theirs, "Chip pool", "gross_loss")]].iloc[0]
        assert math.isclose(figures[ours][0][-1], value, rel_tol=1e-9), ours
        assert 0.5 < figures[ours][1][-1] / error < 2, ours


def test_a_picture_that_the_result_cannot_give_says_what_is_missing(small: rp.Scenario) -> None:
    bare = rp.run(small, trials=64, tables=False, progress=False)
    for name in ("who_pays", "fund", "convergence"):
        with pytest.raises(ValueError, match="table of trials"):
            getattr(bare.plot, name)()
    assert bare.plot.ep_curves().svg()  # from the points of the metrics
    with pytest.raises(ValueError, match="no losses of 'Nobody'"):
        bare.plot.ep_curves("Nobody")
    with pytest.raises(ValueError, match="and none in 'fr'"):
        bare.plot.ep_curves(lang="fr")


def test_pictures_leave_the_settings_of_matplotlib_alone(run: rp.Run) -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    run.plot.tower().svg()
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize(("name", "column"), [("IC pool", "ic_pool"), ("共保体 A (2)", "共保体_a_2"), ("x--Y", "x_y")])
def test_a_name_is_written_as_in_the_columns(name: str, column: str) -> None:
    assert slug(name) == column


def drawn(picture: Picture) -> list[Legend]:
    """The legends of a picture as they stand on the page."""
    FigureCanvasAgg(picture).draw()
    return [*picture.legends, *(legend for ax in picture.axes if (legend := ax.get_legend()) is not None)]


@pytest.fixture(scope="module")
def long_names() -> rp.Run:
    text = BOARD.read_text(encoding="utf-8")
    for short, long in (("Domestic Re", "Association of Reinsurers and Retrocessionaires of the Region (placeholder)"),
                        ("Chip pool", "Pool of all risks of makers and users of integrated circuits")):  # fmt: skip
        text = text.replace(short, long)
    return rp.run(rp.loads(text), trials=500, progress=False)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["ep_curves", "tower", "who_pays", "fund", "members"])
def test_legends_stay_on_the_page_whatever_names_are_in_them(long_names: rp.Run, name: str, lang: str) -> None:
    picture = getattr(long_names.plot, name)(lang=lang)
    legends = drawn(picture)
    assert legends
    for legend in legends:
        box = legend.get_window_extent()
        assert 0 <= box.x0 and box.x1 <= picture.bbox.x1 and 0 <= box.y0, (box, picture.bbox)


def test_curves_that_saturate_do_not_run_through_their_legend() -> None:
    often = rp.CollectiveRisk(frequency=rp.frequency.Bernoulli(probability=0.3), severity=rp.severity.Point(value=1e6))
    picture = rp.run(known_pool(often), trials=2_000, progress=False).plot.ep_curves()
    for ax, legend in zip(picture.axes, drawn(picture), strict=True):
        box = legend.get_window_extent()
        for line in ax.lines:
            points = ax.transData.transform(np.column_stack([line.get_xdata(), line.get_ydata()]))
            assert not any(box.contains(x, y) for x, y in points)


def test_partners_are_told_by_name_and_the_state_is_the_state() -> None:
    parties = [rp.LossParty(name=name, share=0.25, annual_cap=1e9) for name in ("Bank A", "Bank B", "state", "P")]
    scenario = known_pool(
        rp.CollectiveRisk(frequency=rp.frequency.Poisson(mean=3), severity=rp.severity.Exponential(mean=1e6)),
        {"loss_sharing": rp.ProportionalWithCaps(parties=parties, residual="P")},
    )
    (legend,) = drawn(rp.run(scenario, trials=500, progress=False).plot.who_pays())
    labels = [text.get_text() for text in legend.get_texts()]
    assert {"loss-sharing partners: Bank A", "loss-sharing partners: Bank B", "state"} <= set(labels)
    colours = [patch.get_facecolor() for patch in legend.get_patches()]
    assert len(set(colours)) == len(colours)


def test_what_is_not_placed_stands_in_the_legend_of_the_tower(run: rp.Run) -> None:
    (legend,) = drawn(run.plot.tower())
    assert [text.get_text() for text in legend.get_texts()] == ["Domestic Re", "Offshore Re", "not placed"]
    placed = [layer for layer in Outline(run.scenario_text, run.settings).layers() if sum(layer.parts.values()) < 1]
    assert len(placed) == 1


def test_partners_of_one_pool_are_not_those_of_another_whose_name_goes_on() -> None:
    """Pools P and P two: what is shared of the second is no part of the first."""
    def pool(name: str, sector: str) -> rp.Pool:
        parties = [rp.LossParty(name=party, share=0.5, annual_cap=1e9) for party in ("Bank", name)]
        return rp.Pool(name=name, covers={"sector": sector}, shares=rp.Equal(),
                       loss_sharing=rp.ProportionalWithCaps(parties=parties, residual=name))  # fmt: skip

    scenario = known_pool(
        rp.CollectiveRisk(frequency=rp.frequency.Poisson(mean=3), severity=rp.severity.Exponential(mean=1e6)),
        insureds=[rp.Insured(name="a", sector="ic", property=1e9), rp.Insured(name="b", sector="ai", property=1e9)],
    ).with_({"pools": [pool("P", "ic"), pool("P two", "ai")]})
    run = rp.run(scenario, trials=500, progress=False)
    for name in ("P", "P two"):
        rows = who_pays.table(Cast(run), name, [10]).set_index("kind")
        assert rows.loc["partners", "party"] == f"{name}: Bank"
        assert math.isclose(rows.loc["partners", "share"], 0.5) and math.isclose(rows.loc["members", "share"], 0.5)
        (legend,) = drawn(run.plot.who_pays(name))
        assert "loss-sharing partners: Bank" in [text.get_text() for text in legend.get_texts()]


def test_layers_of_several_pools_have_their_rates_and_what_is_not_placed() -> None:
    def pool(name: str, sector: str, placed: float) -> rp.Pool:
        layer = rp.CatXl(name="Cat", limit=1e6, attachment=1e6, premium=2e5, reinstatements=[], placed=placed)
        return rp.Pool(name=name, covers={"sector": sector}, shares=rp.Equal(), programme=[[layer]])

    scenario = known_pool(
        rp.CollectiveRisk(frequency=rp.frequency.Poisson(mean=3), severity=rp.severity.Exponential(mean=1e6)),
        insureds=[rp.Insured(name="a", sector="ic", property=1e9), rp.Insured(name="b", sector="ai", property=1e9)],
    ).with_({"pools": [pool("One", "ic", 1.0), pool("Two", "ai", 0.5)]})
    run = rp.run(scenario, trials=500, progress=False)
    for name, hatched in (("One", False), ("Two", True)):
        picture = run.plot.tower(name)
        words = " ".join(text.get_text() for ax in picture.axes for text in ax.texts)
        assert "rate on line 20 %" in words and "loss on line" in words
        assert ("not placed" in [text.get_text() for each in drawn(picture) for text in each.get_texts()]) == hatched
