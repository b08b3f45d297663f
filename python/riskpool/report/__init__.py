"""The report of a result: one self-contained HTML page for a board or a regulator, in English or Chinese.

    riskpool report pool.h5 -o pool.html --lang zh
    rp.report.write(run, "pool.html")
"""

from riskpool.report.page import page, write

__all__ = ["page", "write"]
