"""The program `riskpool-report`, which `riskpool report` runs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from riskpool import ResultError, open
from riskpool.texts import LANGUAGES

_FAILED, _USAGE = 3, 2


def main(words: list[str] | None = None) -> int:
    """Writes the report of a result file; 0 if it did, 2 for a line that cannot be understood, 3 if it failed."""
    parser = argparse.ArgumentParser(
        prog="riskpool report",
        description="Write a result as a self-contained HTML page for a board or a regulator.",
        epilog="Exit codes: 0 success, 2 usage, 3 reading or writing failed.",
    )
    parser.add_argument("result", type=Path, help="result file, as `riskpool run -o` writes it")
    parser.add_argument("-o", "--output", type=Path, help="the page (RESULT.html when left out)")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the page (default: en)")
    asked = parser.parse_args(words)
    target = asked.output or asked.result.with_suffix(".html")
    if target.absolute() == asked.result.absolute():
        print(f"{target}: is the result itself; give the page another name with -o", file=sys.stderr)
        return _USAGE
    try:
        from riskpool.report import write

        with open(asked.result) as result:
            write(result, target, asked.lang)
    except ImportError as missing:
        print(f"the report needs {missing.name}; install riskpool with its extra: riskpool[report]", file=sys.stderr)
        return _FAILED
    except ResultError as fault:
        print(fault, file=sys.stderr)
        return _FAILED
    except OSError as fault:
        print(f"{fault.filename or target}: {fault.strerror or fault}", file=sys.stderr)
        return _FAILED
    print(f"Report: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
