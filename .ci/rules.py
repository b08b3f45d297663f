#!/usr/bin/python3
"""The rules of the rooms, read off the text of the tree.

    .ci/rules.py [ROOT]    prints `file:line: rule: what is wrong` and exits 1 if there is any fault

A rule is a function from the tree (path -> text) to faults. tests/rules/test_rules.py plants a fault for each.
"""
from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Callable, Iterator, NamedTuple

Tree = dict[str, str]  # path from the root, with forward slashes -> text

# Data travel base, scenario, loss ...; yet a Scenario is a value made of the kinds that the rooms of mechanics describe, so
# that in order of knowledge the scenario comes after them. No room of mechanics knows of files.
ROOMS = ["base", "loss", "pool", "treaty", "fund", "ledger", "metric", "check", "scenario", "io", "run", "app"]
LONGEST_FILE = 500
CPP = (".hpp", ".cpp")
CODE = (*CPP, ".py", ".sh", ".cmake")


class Fault(NamedTuple):
    path: str
    line: int
    rule: str
    words: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.words}"


Rule = Callable[[Tree], Iterator[Fault]]
RULES: dict[str, Rule] = {}


def rule(check: Rule) -> Rule:
    RULES[check.__name__] = check
    return check


# --- reading C++ -------------------------------------------------------------------------------------------------

COMMENT_OR_LITERAL = re.compile(
    r"""//[^\n]* | /\*.*?\*/                                  # comments
      | R"(?P<mark>[^()\s\\"]{0,16})\(.*?\)(?P=mark)"          # raw text
      | "(?:\\.|[^"\\\n])*"                                    # text
      | (?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'                   # a character, and no digit separator
    """,
    re.VERBOSE | re.DOTALL,
)


def code_of(text: str) -> str:
    """The text without comments and literals, each line in its place."""
    return COMMENT_OR_LITERAL.sub(lambda m: "\n" * m[0].count("\n") or " ", text)


def includes_of(text: str) -> Iterator[tuple[int, str]]:
    """The line and the name of each include, `<...>` or `"..."`."""
    for number, line in enumerate(text.splitlines(), 1):
        if m := re.match(r'\s*#\s*include\s*([<"])([^">]+)[">]', line):
            yield number, m[2]


def cpp_in(tree: Tree, *folders: str) -> Iterator[tuple[str, str]]:
    for path, text in sorted(tree.items()):
        if path.endswith(CPP) and path.startswith(folders):
            yield path, text


def matches(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        for m in pattern.finditer(line):
            yield number, m[0].strip()


# --- the rules ---------------------------------------------------------------------------------------------------

def room_of(path: str) -> str | None:
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == "sim" else None


@rule
def rooms(tree: Tree) -> Iterator[Fault]:
    """Data travel one way: a lower room includes no higher one, and the engine does not know the models."""
    for path, text in cpp_in(tree, "sim/", "models/"):
        here = room_of(path)
        if here is not None and here not in ROOMS:
            yield Fault(path, 1, "rooms", f"sim/{here} is no room; the rooms are {', '.join(ROOMS)}")
            continue
        for line, name in includes_of(text):
            there = room_of(name)
            if name.startswith(("tests/", "bench/", "python/")):
                yield Fault(path, line, "rooms", f"the program includes {name}")
            elif name.startswith("models/") and here is not None and here != "app":
                yield Fault(path, line, "rooms", f"sim/{here} includes {name}; only sim/app may include models/")
            elif there == "app" and here != "app":
                yield Fault(path, line, "rooms", f"{name} is for sim/app alone")
            elif here in ROOMS and there in ROOMS and ROOMS.index(there) > ROOMS.index(here):
                yield Fault(path, line, "rooms", f"sim/{here} includes {name}, of a room above it")


PRINTS_OR_EXITS = re.compile(
    r"\bstd::(?:cout|cerr|clog)\b|\bfmt::print\b"
    r"|(?<![\w.>])(?:v?f?printf|f?puts|putchar|perror|exit|_exit|_Exit|quick_exit|abort|terminate)\s*\("
)


@rule
def silence(tree: Tree) -> Iterator[Fault]:
    """The library never prints and never exits."""
    for path, text in cpp_in(tree, "sim/", "models/"):
        if room_of(path) != "app":
            for line, found in matches(code_of(text), PRINTS_OR_EXITS):
                yield Fault(path, line, "silence", f"{found}: only sim/app prints or exits")


SURROUNDINGS = re.compile(
    r"\b(?:secure_)?getenv\s*\(|\b(?:system|steady|high_resolution)_clock\b|(?<![\w.>:])(?:std::|::)?(?:time|clock)\s*\("
    r"|\bstd::locale\b|\bsetlocale\s*\("
)


@rule
def surroundings(tree: Tree) -> Iterator[Fault]:
    """No clock, environment or locale reaches a result: they are arguments."""
    for path, text in cpp_in(tree, "sim/", "models/"):
        if room_of(path) != "app":
            for line, found in matches(code_of(text), SURROUNDINGS):
                yield Fault(path, line, "surroundings", f"{found}: only sim/app looks at the machine")


UNSEEDED = re.compile(r"\bstd::random_device\b|(?<![\w.>])(?:std::)?s?rand\s*\(|\bstd::mt19937(?:_64)?\b")


@rule
def chance(tree: Tree) -> Iterator[Fault]:
    """Numbers are drawn in models/ only, and from the one generator of sim/base/random."""
    for path, text in cpp_in(tree, "sim/", "models/"):
        for line, found in matches(code_of(text), UNSEEDED):
            yield Fault(path, line, "chance", f"{found}: sim/base/random is the one generator")
        if path.startswith("sim/") and not path.startswith("sim/base/random"):
            for line, name in includes_of(text):
                if name == "random" or name.startswith(("boost/random", "Random123/")):
                    yield Fault(path, line, "chance", f"<{name}>: the engine has no chance in it")


FUNCTIONS = (
    "exp exp2 expm1 log log2 log10 log1p pow cbrt hypot sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh"
    " erf erfc tgamma lgamma beta expint riemann_zeta comp_ellint_1 comp_ellint_2 cyl_bessel_j legendre lerp"
).split()
LIBRARY_MATHEMATICS = re.compile(
    rf"(?<!\w)(?:std)?::(?:{'|'.join(FUNCTIONS)})[fl]?\b(?=\s*[(;])|\b__builtin_(?:{'|'.join(FUNCTIONS)})[fl]?\b"
)


@rule
def mathematics(tree: Tree) -> Iterator[Fault]:
    """The C library's functions differ in the last bit between machines; riskpool::math does not."""
    for path, text in cpp_in(tree, "sim/", "models/"):
        for line, found in matches(code_of(text), LIBRARY_MATHEMATICS):
            yield Fault(path, line, "mathematics", f"{found}: use riskpool::math, the same bits everywhere")


@rule
def length(tree: Tree) -> Iterator[Fault]:
    """A file is about one thing."""
    for path, text in sorted(tree.items()):
        if path.endswith(CODE) and (lines := len(text.splitlines())) > LONGEST_FILE:
            yield Fault(path, lines, "length", f"{lines} lines; {LONGEST_FILE} are the most")


VAGUE = re.compile(r"(?:^|[_\-.])(?:utils?|utilities|managers?|helpers?|handlers?|misc)(?:[_\-.]|$)", re.IGNORECASE)


@rule
def names(tree: Tree) -> Iterator[Fault]:
    """A name says what is inside."""
    for path in sorted(tree):
        for part in path.split("/"):
            if VAGUE.search(part):
                yield Fault(path, 1, "names", f'"{part}" says nothing of what is inside')


UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")
PLACES = re.compile(r"(?<![\w.:/])/(?:work|home|root|Users)/\w+")


@rule
def finished(tree: Tree) -> Iterator[Fault]:
    """What is committed is done, and is of no one machine."""
    for path, text in sorted(tree.items()):
        if path.endswith(CODE):
            for line, found in matches(text, UNFINISHED):
                yield Fault(path, line, "finished", f"{found}: finish it or say in the docs what is missing")
        for line, found in matches(text, PLACES):
            yield Fault(path, line, "finished", f"{found}: a path of one machine")


@rule
def readmes(tree: Tree) -> Iterator[Fault]:
    """Each room of the engine tells a newcomer what it is for."""
    for room in sorted({room for path in tree if (room := room_of(path)) is not None}):
        if f"sim/{room}/README.md" not in tree:
            yield Fault(f"sim/{room}/README.md", 1, "readmes", "the room has none")


# Library -> (the include that brings it in, a use of it, the folders where it must be used).
LIBRARIES = {
    "Eigen": (r"Eigen/", r"\bEigen::\w+", ("sim/", "models/")),
    "oneTBB": (r"(?:oneapi/)?tbb/", r"\btbb::\w+", ("sim/",)),
    "HDF5": (r"hdf5\.h", r"\bH5[A-Z]{1,2}\w+\s*\(", ("sim/",)),
    "Boost.Random": (r"boost/random", r"\bboost::(?:random::)?\w+", ("models/",)),
    "GoogleTest": (r"gtest/", r"\bTEST\s*\(", ("tests/",)),
}


@rule
def libraries(tree: Tree) -> Iterator[Fault]:
    """Each library that the program names is at work, and not only included."""
    for library, (include, use, folders) in LIBRARIES.items():
        at_work = any(
            re.search(use, code_of(text)) and any(re.match(include, name) for _, name in includes_of(text))
            for _, text in cpp_in(tree, *folders)
        )
        if not at_work:
            yield Fault(folders[0], 1, "libraries", f"{library} is not used in {' or '.join(folders)}")


# --- the command -------------------------------------------------------------------------------------------------

def tree_of(root: Path) -> Tree:
    """The files that git knows of or would add, those that hold text."""
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True, capture_output=True, text=True,
    ).stdout
    tree: Tree = {}
    for name in filter(None, listed.split("\0")):
        path = root / name
        if path.is_file():
            try:
                tree[name] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
    return tree


def main() -> int:
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent).resolve()
    tree = tree_of(root)
    faults = [fault for check in RULES.values() for fault in check(tree)]
    for fault in faults:
        print(fault)
    print(f"{len(RULES)} rules over {len(tree)} files: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
