"""The folder of an export: it appears under its name when all of it is written."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Literal, get_args

from riskpool.export.ord import write_ord
from riskpool.export.tables import write_tables
from riskpool.result import Result

Format = Literal["parquet", "csv", "ord"]
FORMATS: tuple[Format, ...] = get_args(Format)


def write(result: Result, folder: str | os.PathLike[str], to: Format = "parquet") -> Path:
    """Writes all tables of a result into a new folder.

    to: "parquet" or "csv": the tables of docs/result-file.md and about.json, which says what they are of; "ord": the
    tables SPLT, EPT, PSEPT and ALT of Open Results Data 2.0, and metadata.json.

    Raises FileExistsError if the folder is there and not empty; ValueError for another format, and for "ord" without a
    table of trials.
    """
    if to not in FORMATS:
        raise ValueError(f"there are the formats {', '.join(FORMATS)}, and none named {to!r}")
    target = Path(folder).absolute()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(f"{target} is there already: name a new folder, or empty this one")
    partial = target.with_name(target.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        if to == "ord":
            write_ord(result, partial)
        else:
            write_tables(result, partial, to)
        if target.exists():
            target.rmdir()
        partial.rename(target)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return target
