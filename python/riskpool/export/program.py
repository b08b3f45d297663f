"""The program `riskpool-export`, which `riskpool export` runs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from riskpool import ResultError, open

_FAILED = 3
_FORMATS = ("parquet", "csv", "ord")


def main(words: list[str] | None = None) -> int:
    """Writes the tables of a result file; 0 if it did, 2 for a line that cannot be understood, 3 if it failed."""
    parser = argparse.ArgumentParser(
        prog="riskpool export",
        description="Write the tables of a result for other programs.",
        epilog="Exit codes: 0 success, 2 usage, 3 reading or writing failed.",
    )
    parser.add_argument("result", type=Path, help="result file, as `riskpool run -o` writes it")
    parser.add_argument("-o", "--output", type=Path, help="a new folder (RESULT_FORMAT when left out)")
    parser.add_argument("--to", choices=_FORMATS, required=True, help="parquet, csv, or ord: Open Results Data")
    asked = parser.parse_args(words)
    target = asked.output or asked.result.with_name(f"{asked.result.stem}_{asked.to}")
    try:
        from riskpool.export import write

        with open(asked.result) as result:
            write(result, target, asked.to)
    except ImportError as missing:
        print(f"the export needs {missing.name}; install riskpool with its extra: riskpool[report]", file=sys.stderr)
        return _FAILED
    except (ResultError, FileExistsError) as fault:
        print(fault, file=sys.stderr)
        return _FAILED
    except ValueError as fault:
        print(f"{asked.result}: {fault}", file=sys.stderr)
        return _FAILED
    except OSError as fault:
        print(f"{fault.filename or target}: {fault.strerror or fault}", file=sys.stderr)
        return _FAILED
    print(f"Tables: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
