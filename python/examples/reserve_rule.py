# %% [markdown]
# # Choosing a reserve rule
#
# How much of its profit should a pool put aside, and up to which amount? Rules are compared on the same chance events, so that differences are known
# much better than the figures themselves.

# %%
import riskpool as rp

pool = rp.load("../../scenarios/ic/pool.yaml", {"metrics": [{"aal": {}}, {"probability": {}}]})
TRIALS = 2_000

# %% [markdown]
# ## How much to put aside
#
# `sweep` simulates the events once and runs every rule on them. The fund is short in a year if it cannot pay what it is asked for.

# %%
rate = "pools[0].reserve_fund.accrual[0].share_of_underwriting_profit.rate"
swept = rp.sweep(pool, {rate: [0.25, 0.5, 0.75, 1.0]}, trials=TRIALS, progress=False)
chance = swept[(swept["party"] == "IC pool fund") & (swept["quantity"] == "ruined")]
chance[[rate, "value", "difference", "standard_error"]]

# %% [markdown]
# What members give up for it: their result, which counts what they pay in as lost to them for the time being.

# %%
result = swept[(swept["party"] == "IC pool") & (swept["quantity"] == "result")]
result[[rate, "value", "difference", "standard_error"]]

# %% [markdown]
# ## When to use it
#
# The nuclear rule asks for two things at once: a loss ratio above 150 % and an event above 300 m. With one of them alone the reserve is used more often, and is
# sooner gone.

# %%
fund = "pools[0].reserve_fund"
rules = {
    "both": pool,
    "loss ratio alone": pool.with_({f"{fund}.trigger": {"loss_ratio": "150%"}}),
    "event alone": pool.with_({f"{fund}.trigger": {"loss_ratio": 0, "event": "300m"}}),
}
compared = rp.compare(rules, trials=TRIALS, progress=False)
compared[(compared["party"] == "IC pool fund") & compared["quantity"].isin(["release", "shortfall", "balance", "ruined"])][
    ["scenario", "quantity", "baseline_value", "value", "difference", "standard_error"]
]

# %% [markdown]
# An early use leaves less for the year that matters. The picture shows it: the balance, and the chance of having nothing left.

# %%
rp.run(rules["loss ratio alone"], trials=TRIALS, progress=False).plot.fund()
