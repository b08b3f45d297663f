# %% [markdown]
# # A first pool in twenty lines
#
# Two insurers share the risk of two fabs. They buy one layer of reinsurance and put a part of their profit into a special reserve. All
# numbers are made up: replace them by your own.

# %%
import riskpool as rp

pool = rp.Scenario(
    name="First pool", currency="CNY", years=5, trials=5_000,
    members=[rp.Member(name="Lead", capital="2bn"), rp.Member(name="Partner", capital="1bn")],
    insureds=[
        rp.Insured(name="Fab A", property="8bn", premium="24m"),
        rp.Insured(name="Fab B", property="5bn", premium="15m"),
    ],
    sources=[rp.CollectiveRisk(
        frequency=rp.frequency.Poisson(mean=0.4), severity=rp.severity.Pareto(threshold="10m", shape=1.6), weight="property",
    )],
    pools=[rp.Pool(
        name="Pool", expenses="15%",
        shares=rp.ByTable(table=[{"member": "Lead", "share": "60%"}, {"member": "Partner", "share": "40%"}]),
        programme=[[rp.CatXl(name="Layer", limit="150m", attachment="50m", premium="6m", reinstatements=[1])]],
        reserve_fund=rp.ReserveFund(
            opening="20m", accrual=[rp.ShareOfUnderwritingProfit(rate="75%")], trigger=rp.Trigger(loss_ratio="100%"),
        ),
    )],
)
run = rp.run(pool, seed=1)

# %% [markdown]
# Every figure carries its error, and a warning where it is weak.

# %%
of_pool = run.metrics[run.metrics["party"] == "Pool"]
of_pool[of_pool["metric"].isin(["aal", "tvar"])][["metric", "quantity", "value", "standard_error", "warning"]]

# %% [markdown]
# What happened in each year of each trial is an xarray Dataset; the pictures are drawn from it.

# %%
tables = run.tables
bad_years = float((tables["pool.result"] < -50e6).mean())
print(f"members lose more than 50 m in {100 * bad_years:.2f} % of years")

# %%
run.plot.who_pays()

# %%
run.plot.fund()

# %% [markdown]
# A trial can be told event by event, and the scenario written as the file that the command line reads.

# %%
print(pool.explain(7)[:600])

# %%
print(pool.to_yaml()[:400])
