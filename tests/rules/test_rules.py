"""Each rule of .ci/rules.py passes a sound tree and catches a planted fault."""
import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("rules", ROOT / ".ci" / "rules.py")
rules = importlib.util.module_from_spec(spec)
spec.loader.exec_module(rules)

SOUND = {
    **{f"sim/{room}/README.md": "What the room is for.\n" for room in ("base", "treaty", "run", "app", "io")},
    "sim/base/random.hpp": '#include <boost/random/uniform_01.hpp>\n// unlike std::rand() or <random>\n',
    "sim/base/matrix.cpp": "#include <Eigen/Dense>\nEigen::MatrixXd m;\n",
    "sim/treaty/cat_xl.hpp": '#include "sim/base/random.hpp"\ndouble a = riskpool::math::exp(1.0) + exponent(2);\n',
    "sim/io/file.cpp": '#include <hdf5.h>\nvoid f() { H5Fclose(0); std::snprintf(b, 1, "printf(%d)", 1); }\n',
    "sim/run/run.cpp": '#include "sim/treaty/cat_xl.hpp"\n#include <tbb/parallel_for.h>\nauto f = tbb::split{};\n',
    "sim/app/main.cpp": '#include "models/draw.hpp"\nint main() { std::cout << 1; std::exit(0); }\n',
    "models/draw.hpp": '#include <boost/random/gamma_distribution.hpp>\n#include "sim/base/random.hpp"\n'
    "boost::random::gamma_distribution<> g; // std::exp(x) in words\n",
    "tests/one_test.cpp": "#include <gtest/gtest.h>\nTEST(One, Is) { std::exp(1.0); }\n",
}

PLANTED = [
    ("rooms", "sim/treaty/a.hpp", '#include "models/draw.hpp"'),
    ("rooms", "sim/base/a.hpp", '#include "sim/treaty/cat_xl.hpp"'),
    ("rooms", "sim/treaty/a.hpp", '#include "sim/scenario/reader.hpp"'),
    ("rooms", "sim/io/a.hpp", '  #  include "sim/run/run.hpp"'),
    ("rooms", "models/a.hpp", '#include "sim/app/main.hpp"'),
    ("rooms", "sim/run/a.cpp", '#include "tests/oracle.hpp"'),
    ("rooms", "sim/kitchen/a.cpp", ""),
    ("silence", "sim/run/a.cpp", "void f() { std::cout << 1; }"),
    ("silence", "sim/run/a.cpp", 'void f() { std::fprintf(stderr, "x"); }'),
    ("silence", "models/a.cpp", 'void f() { printf("x"); }'),
    ("silence", "models/a.cpp", 'void f() { fmt::print("x"); }'),
    ("silence", "sim/io/a.cpp", "void f() { std::exit(1); }"),
    ("silence", "sim/io/a.cpp", "void f() { abort(); }"),
    ("surroundings", "sim/run/a.cpp", 'auto x = std::getenv("SEED");'),
    ("surroundings", "sim/run/a.cpp", "auto x = std::chrono::system_clock::now();"),
    ("surroundings", "models/a.cpp", "auto x = std::time(nullptr);"),
    ("chance", "sim/run/a.cpp", "#include <random>"),
    ("chance", "sim/run/a.cpp", "#include <boost/random/normal_distribution.hpp>"),
    ("chance", "models/a.cpp", "int x = std::rand();"),
    ("chance", "models/a.cpp", "int x = rand();"),
    ("chance", "models/a.cpp", "std::random_device d;"),
    ("mathematics", "sim/treaty/a.cpp", "double x = std::pow(2.0, 3.0);"),
    ("mathematics", "models/a.hpp", "double x = ::log(2.0);"),
    ("mathematics", "models/a.hpp", "double x = std::erf(2.0); char c = '\"'; // \""),
    ("mathematics", "models/a.hpp", "using std::tgamma;"),
    ("mathematics", "models/a.hpp", "double x = 1'000 * std::expf(2.0F) * 1'000;"),
    ("length", "sim/run/a.cpp", "int x;\n" * 501),
    ("length", "python/riskpool/a.py", "x = 1\n" * 501),
    ("names", "sim/run/string_utils.hpp", ""),
    ("names", "sim/run/util/a.hpp", ""),
    ("names", "models/event_handler.cpp", ""),
    ("names", "python/riskpool/helper.py", ""),
    ("names", "sim/run/manager.hpp", ""),
    ("finished", "sim/run/a.cpp", "// TO" "DO: the rest"),
    ("finished", "docs/a.md", "see /ho" "me/anne/x"),
    ("readmes", "sim/fund/a.cpp", ""),
]

GONE = [
    ("Eigen", "sim/base/matrix.cpp", "#include <Eigen/Dense>\n"),
    ("oneTBB", "sim/run/run.cpp", "#include <tbb/parallel_for.h>\n// tbb::split\n"),
    ("HDF5", "sim/io/file.cpp", "#include <hdf5.h>\n"),
    ("Boost.Random", "models/draw.hpp", ""),
    ("GoogleTest", "tests/one_test.cpp", "#include <gtest/gtest.h>\n"),
]


def faults(tree):
    return [fault for check in rules.RULES.values() for fault in check(tree)]


def test_a_sound_tree_has_no_fault():
    assert faults(SOUND) == []


@pytest.mark.parametrize("rule, path, text", PLANTED)
def test_a_planted_fault_is_caught(rule, path, text):
    found = faults({**SOUND, path: text})
    assert [fault.rule for fault in found if fault.path.startswith(path.rsplit("/", 1)[0])], found
    assert rule in {fault.rule for fault in found}


@pytest.mark.parametrize("library, path, text", GONE)
def test_a_library_that_only_decorates_is_caught(library, path, text):
    found = faults({**SOUND, path: text})
    assert [fault.words.split()[0] for fault in found if fault.rule == "libraries"] == [library]


def test_every_rule_has_a_planted_fault():
    assert {rule for rule, *_ in PLANTED} | {"libraries"} == set(rules.RULES)


def test_comments_and_text_are_no_code_and_lines_keep_their_places():
    text = 'a; /* one\ntwo */ b; // std::exit(0)\nauto s = R"x(\nprintf()x";\nstd::abort();\n'
    assert list(rules.matches(rules.code_of(text), rules.PRINTS_OR_EXITS)) == [(5, "abort(")]
