# %% [markdown]
# # A source of one's own
#
# A model that riskpool does not have is a class with one method. The engine calls it once per block with the years wanted, and takes columns of events.
# Here: chips with a serial defect. A bad lot is found in one year of twenty; then a number of claims follows, all from one cause.

# %%
import numpy as np

import riskpool as rp


class BadLot(rp.Source):
    """One lot in twenty years; the number of customers hit is geometric, each costs about 8 m."""

    name = "bad lot"

    def __init__(self, chance: float = 0.05, customers: float = 6.0, mean: float = 8e6) -> None:
        self.chance, self.customers, self.mean = chance, customers, mean

    def sample(self, request: rp.Request) -> dict[str, np.ndarray]:
        counts = (request.uniforms(0) < self.chance).astype(int)                 # a lot in this year?
        size = request.event_uniforms(1, counts)                                 # one number for each event
        hit = 1 + np.floor(np.log(size) / np.log(1 - 1 / self.customers))        # geometric with that mean
        return {"counts": counts, "damage": hit * self.mean, "time": request.event_uniforms(2, counts) * 0.999}


# %% [markdown]
# Chance is drawn through the request only. `check_source` calls the source in one block, trial by trial and again, and compares: what it
# passes is reproducible for any number of threads.

# %%
rp.check_source(BadLot())

# %%
pool = rp.Scenario(
    name="Chips", currency="CNY", years=3, trials=5_000,
    members=[{"name": "Lead"}, {"name": "Partner"}],
    insureds=[{"name": "Chip maker", "premium": "6m"}],
    sources=[BadLot()],
    pools=[{"name": "Pool", "shares": {"equal": {}}, "programme": [[rp.StopLoss(name="Stop", attachment="30m", limit="60m")]]}],
)
run = rp.run(pool, seed=2, progress=False)
gross = run.metrics.query("party == 'Pool' and quantity == 'gross_loss'")
gross[["metric", "parameter", "value", "standard_error", "warning"]]

# %% [markdown]
# The mean is known: 5 % of years, 6 customers, 8 m each.

# %%
mean = gross[gross["metric"] == "aal"].iloc[0]
expected = 0.05 * 6 * 8e6
print(f"{mean['value'] / 1e6:.3f} ± {mean['standard_error'] / 1e6:.3f} m, expected {expected / 1e6:.3f} m")
assert abs(mean["value"] - expected) < 4 * mean["standard_error"]

# %% [markdown]
# What if lots are found twice as often? The same uniforms meet both models, so the difference is sharp.

# %%
rp.compare({"one in 20": pool, "one in 10": pool.with_({"sources": [BadLot(chance=0.1)]})}, progress=False).query(
    "party == 'Pool' and quantity in ['gross_loss', 'net_loss']"
)[["quantity", "basis", "baseline_value", "value", "difference", "standard_error"]]

# %%
run.plot.ep_curves("Pool")
