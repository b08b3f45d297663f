"""Reinsurance of Open Exposure Data (OED): ReinsInfo and ReinsScope as a programme of treaties.

    tiers = rp.read_oed("reinsinfo.csv", "reinsscope.csv", "location.csv", currency="CNY")
    scenario.with_({"pools[0].programme": tiers})

Every field is applied or refused, with its place and the reason: docs/oed.md says which is which.
"""

from riskpool.oed.programme import OedError, read_oed

__all__ = ["OedError", "read_oed"]
