"""Each check of .ci passes sound input and catches a planted fault. Needs the tree that `make test` builds."""
import json
import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "release"


def call(*words, **environment):
    return subprocess.run([str(w) for w in words], cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          env={**os.environ, **environment})


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_format_catches_another_layout(tmp_path):
    assert call(".ci/format", write(tmp_path / "sound.cpp", "int f() {\n    return 1;\n}\n")).returncode == 0
    assert call(".ci/format", write(tmp_path / "planted.cpp", "int  f( ){return 1 ;}\n")).returncode != 0


@pytest.mark.skipif(not (BUILD / "compile_commands.json").exists(), reason="needs a configured build")
def test_headers_catches_one_that_does_not_include_what_it_uses(tmp_path):
    sound = write(tmp_path / "sound.hpp", "#pragma once\n#include <vector>\ninline std::vector<int> v;\n")
    planted = write(tmp_path / "planted.hpp", "#pragma once\ninline std::vector<int> v;\n")
    assert call(".ci/headers", BUILD, sound).returncode == 0
    found = call(".ci/headers", BUILD, sound, planted)
    assert found.returncode == 1
    assert "2 headers, 1 that do not" in found.stdout


@pytest.mark.skipif(not (BUILD / "compile_commands.json").exists(), reason="needs a configured build")
def test_tidy_catches_a_use_after_move(tmp_path):
    body = "#include <string>\n#include <utility>\nstd::string f(std::string s) {{\n    auto t = std::move(s);\n    return {};\n}}\n"
    assert call(".ci/tidy", BUILD, write(tmp_path / "sound.cpp", body.format("t"))).returncode == 0
    found = call(".ci/tidy", BUILD, write(tmp_path / "planted.cpp", body.format("t + s")))
    assert found.returncode != 0
    assert "bugprone-use-after-move" in found.stdout


@pytest.mark.skipif(not (ROOT / ".venv" / "bin" / "python").exists(), reason="needs .venv")
@pytest.mark.parametrize(
    "planted",
    [
        "import riskpool as rp\n\nrp.CatXl(limit=1, attachmnet=2)\n",
        'import riskpool as rp\n\nname: str = rp.load("pool.yaml").years\n',
        "import tomllib\n",  # came with Python 3.11
        "def f(x):\n    return x\n",
    ],
)
def test_types_catches_what_the_package_does_not_have(planted, tmp_path):
    sound = "import riskpool as rp\n\nlayer: rp.CatXl = rp.CatXl(limit=1, attachment=2)\nlayer.cede([3.0]).years\n"
    assert call(".ci/types", write(tmp_path / "sound.py", sound)).returncode == 0
    found = call(".ci/types", write(tmp_path / "planted.py", planted))
    assert found.returncode != 0
    assert "planted.py" in found.stdout


def program(path, schema, reference):
    """A stand-in for riskpool that writes these pages, or fails for None."""
    case = "".join(
        f"  {verb}) {'exit 64' if words is None else f'echo {words!r}'} ;;\n"
        for verb, words in (("schema", schema), ("reference", reference))
    )
    write(path, f'#!/bin/sh\ncase "$1" in\n{case}esac\n').chmod(stat.S_IRWXU)
    return path


def test_docs_catches_a_page_out_of_step(tmp_path):
    pages = {"RISKPOOL_SCHEMA": str(tmp_path / "schema.json"), "RISKPOOL_REFERENCE": str(tmp_path / "reference.md")}
    now = program(tmp_path / "now", "{}", "the page")
    assert call(".ci/docs", "check", now, **pages).returncode != 0, "a page is missing"
    assert call(".ci/docs", "write", now, **pages).returncode == 0
    assert call(".ci/docs", "check", now, **pages).returncode == 0
    found = call(".ci/docs", "check", program(tmp_path / "later", "{}", "another page"), **pages)
    assert found.returncode != 0
    assert "reference.md: out of step" in found.stdout
    assert call(".ci/docs", "check", program(tmp_path / "silent", None, "the page"), **pages).returncode != 0


SANITIZED = {
    "asan": {
        "sound": "int main() { int a[4] = {}; return a[0]; }",
        "address": "int main(int n, char**) { int* a = new int[4]; delete[] a; return a[n]; }",
        "undefined": "int main(int n, char**) { int big = 2147483647; return (big + n) == 0; }",
    },
    "tsan": {
        "sound": "#include <tbb/parallel_for.h>\n#include <vector>\nint main() { std::vector<int> v(1000);\n"
        "tbb::parallel_for(0, 1000, [&](int i) { v[i] = i; }); return v[0]; }",
        "race": "#include <tbb/parallel_for.h>\nint main() { int sum = 0;\n"
        "tbb::parallel_for(0, 1000, [&](int i) { sum += i; }); return sum == 1; }",
        "pipeline race": "#include <tbb/parallel_pipeline.h>\nint main() { int n = 0, sum = 0; using tbb::filter_mode;\n"
        "tbb::parallel_pipeline(8, tbb::make_filter<void, int>(filter_mode::serial_in_order,\n"
        "[&](tbb::flow_control& f) { if (n == 999) f.stop(); return n++; })\n"
        "& tbb::make_filter<int, void>(filter_mode::parallel, [&](int i) { sum += i; })); return sum == 1; }",
    },
}


@pytest.mark.parametrize("preset", SANITIZED)
@pytest.mark.skipif(shutil.which("g++") is None, reason="needs g++")
def test_the_sanitizers_of_a_preset_catch_what_they_are_for(preset, tmp_path):
    presets = {each["name"]: each for each in json.loads((ROOT / "CMakePresets.json").read_text())["configurePresets"]}
    sanitizers = presets[preset]["cacheVariables"]["RISKPOOL_SANITIZE"]
    for name, text in SANITIZED[preset].items():
        source = write(tmp_path / "planted.cpp", text)
        built = call("g++", "-std=c++20", "-O1", f"-fsanitize={sanitizers}", "-fno-sanitize-recover=all",
                     f"-I{ROOT}", f"-I{ROOT}/tests/thread_sanitizer", source, "-o", tmp_path / "planted", "-lpthread")
        assert built.returncode == 0, built.stderr
        assert (call(tmp_path / "planted").returncode == 0) == (name == "sound"), name


def test_the_closing_line_counts_what_failed(tmp_path):
    """A failing check fails the whole, and the others still run."""
    text = (ROOT / ".ci" / "run").read_text()
    checks = [line for line in text.splitlines() if line.startswith("check ")]
    assert len(checks) >= 8
    for line in checks:
        text = text.replace(line, "check x false" if line == checks[1] else "check x true")
    run = write(tmp_path / "run", text)
    found = call("bash", run)
    assert found.returncode == 1
    assert found.stdout.splitlines()[-1] == f"{len(checks) - 1} passed, 1 failed"
