# %% [markdown]
# # What an expert's range does to the 1-in-200
#
# Nobody knows how often a tool in a fab catches fire. An engineer may say: hardly below 0.004 %, hardly above 0.025 % a year, most likely 0.01 %. A number
# may be given so; then a run has two loops, one over draws of what is not known and one over years of chance.

# %%
import pandas as pd

import riskpool as rp

pool = rp.load("../../scenarios/ic/pool.yaml", {"metrics": [{"aal": {}}, {"ep_curve": {}}]})
RATE = "sources[0].fab_fire.ignition_per_tool_year"
known = rp.run(pool, trials=640, seed=1, progress=False)

ranged = pool.with_({RATE: {"pert": {"low": "0.004%", "mode": "0.01%", "high": "0.025%"}}})
run = rp.run(ranged, trials=640, draws=24, seed=1, progress=False)

# %% [markdown]
# Every figure now has a band beside its sampling error. More trials make the error smaller; only knowledge makes the band narrower.

# %%
loss = run.metrics.query("party == 'IC pool' and quantity == 'gross_loss' and metric == 'aep' and parameter in [10, 50, 100, 200]")
loss[["parameter", "value", "standard_error", "credible_low", "credible_median", "credible_high"]]

# %% [markdown]
# Beside it the same with the rate at its most likely value, on the same chance events: the run that hides what nobody knows.

# %%
point = known.metrics.query("party == 'IC pool' and quantity == 'gross_loss' and metric == 'aep' and parameter in [10, 50, 100, 200]")
both = pd.DataFrame({
    "at the mode": point.set_index("parameter")["value"], "all draws": loss.set_index("parameter")["value"],
})  # fmt: skip
both.assign(more=both["all draws"] / both["at the mode"] - 1)

# %% [markdown]
# The mean of the range is above its mode: 0.0115 % against 0.01 %. And heavy draws weigh more in the tail than light ones. Both lift
# the 1-in-200. By how much is not told by so few trials: its error stands above.

# %%
run.plot.ep_curves()

# %% [markdown]
# Which draws make the bad figures? All draws met the same chance events, so what they differ by is the rate alone.

# %%
means = run.figures_by_draw.query("metric == 'aal' and party == 'IC pool' and quantity == 'gross_loss'").set_index("draw")["value"]
drawn = run.draws.set_index("draw")["value"]
pd.DataFrame({"rate": drawn, "mean gross loss": means}).sort_values("rate").iloc[::4]
