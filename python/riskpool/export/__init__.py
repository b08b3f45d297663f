"""Results for other programs: Parquet, CSV, and the tables of the Open Results Data standard.

    riskpool export pool.h5 --to parquet -o pool_tables
    rp.export.write(rp.open("pool.h5"), "pool_tables", "ord")
"""

from riskpool.export.folder import FORMATS, write

__all__ = ["FORMATS", "write"]
