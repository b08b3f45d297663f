"""The report: complete in both languages, self-contained, accessible, and true to the result it is made from."""

from __future__ import annotations

import html
import json
import math
import os
import re
import shlex
import shutil
import stat
import string
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import h5py
import pytest
import riskpool as rp
from riskpool.cast import Figure
from riskpool.money import scale_for
from riskpool.report import page, write
from riskpool.report.explained import factor, hits
from riskpool.report.program import main
from riskpool.report.rebuild import rebuild
from riskpool.report.sections import headline, warnings
from riskpool.report.study import Study
from riskpool.texts import texts

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
BOARD = Path(__file__).with_name("board.yaml")
TEXTS = Path(rp.__file__).parent / "texts"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "board.h5"
    rp.run(rp.load(BOARD), output=path, tables=False, progress=False)
    return path


@pytest.fixture(scope="module")
def result(stored: Path) -> rp.Result:
    return rp.open(stored)


@pytest.fixture(scope="module")
def pages(result: rp.Result) -> dict[str, str]:
    return {lang: page(result, lang) for lang in ("en", "zh")}


class Reader(HTMLParser):
    """The words of a page without style, code and what no translation touches; and its elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, bool]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        attributes_ = dict(attributes)
        self.elements.append((tag, attributes_))
        if "aria-label" in attributes_ and not self._silent():
            self.words.append(attributes_["aria-label"] or "")
        if tag not in ("meta", "br", "path", "use", "rect"):
            silent = attributes_.get("translate") == "no" or tag in ("style", "code")
            self.open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._silent():
            self.words.append(data)

    def _silent(self) -> bool:
        return any(silent for _, silent in self.open)


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    rows: dict[str, str] = {}
    for key, value in table.items():
        rows |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return rows


def test_both_catalogues_have_the_same_texts_with_the_same_fields() -> None:
    en, zh = (flat(tomllib.loads((TEXTS / f"{lang}.toml").read_text(encoding="utf-8"))) for lang in ("en", "zh"))
    assert set(en) == set(zh)
    fields = {key: [{f for _, f, _, _ in string.Formatter().parse(t[key]) if f} for t in (en, zh)] for key in en}
    assert {key: pair for key, pair in fields.items() if pair[0] != pair[1]} == {}
    said = {key: re.sub(r"\{\w+\}", "", text) for key, text in zh.items()}
    assert [key for key, text in said.items() if re.search(r"[a-z]{4}", text) and not re.search(r"[一-鿿]", text)] == []


def test_the_chinese_page_has_no_english_left(pages: dict[str, str], result: rp.Result) -> None:
    words = " ".join(Reader(pages["zh"]).words)
    named = {*result.treaties["treaty"], *result.treaties["buyer"], *result.metrics["party"], *result.transfers["payer"],
             *result.transfers["payee"], result.title}  # fmt: skip
    for each in sorted(named, key=len, reverse=True):
        words = words.replace(each, " ")
    left = set(re.findall(r"[A-Za-z][A-Za-z_]+", words))
    assert left <= {"AEP", "OEP", "VaR", "TVaR", "SHA", "riskpool", "CNY"}, left


def test_the_english_page_has_no_chinese_left(pages: dict[str, str]) -> None:
    words = " ".join(Reader(pages["en"]).words).replace("丙保险", "")
    assert re.findall(r"[一-鿿]+", words) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_asks_for_nothing_from_outside(pages: dict[str, str], lang: str) -> None:
    for tag, attributes in Reader(pages[lang]).elements:
        assert tag not in ("script", "link", "img", "iframe", "object", "base", "form"), tag
        for name in ("src", "href", "xlink:href", "data", "srcset"):
            assert (attributes.get(name) or "#").startswith("#"), (tag, name, attributes[name])
    assert not re.search(r"url\(\s*['\"]?(?!#)", pages[lang]) and "@import" not in pages[lang]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_can_be_read_by_those_who_do_not_see_it(pages: dict[str, str], lang: str) -> None:
    elements = Reader(pages[lang]).elements
    tags = [tag for tag, _ in elements]
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert tags.count("table") == tags.count("caption") > 10
    assert tags.count("figure") == tags.count("figcaption") == 6
    pictures = [attributes for tag, attributes in elements if tag == "svg"]
    assert len(pictures) == 6 and all(p["role"] == "img" and len(p["aria-label"] or "") > 20 for p in pictures)
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {(a["href"] or "")[1:] for tag, a in elements if tag == "a"}
    assert targets <= set(ids) and len(targets) == 15
    assert all("scope" in attributes for tag, attributes in elements if tag == "th")
    assert dict(elements)["html"]["lang"] == {"en": "en", "zh": "zh-Hans"}[lang]


def test_figures_of_the_page_are_those_of_the_result(pages: dict[str, str], result: rp.Result) -> None:
    told = result.metrics.set_index(["metric", "party", "quantity"])
    row = told.loc[[("aal", "Chip pool", "gross_loss")]].iloc[0]
    decimals = 1 - math.floor(math.log10(row["standard_error"] / 1e6))
    both = f"{row['value'] / 1e6:.{decimals}f} ± {row['standard_error'] / 1e6:.{decimals}f}"
    assert f"CNY {both} m".replace(" ", "\u00a0") in pages["en"]
    assert f"{4000:,} trials of 4 policy years" in pages["en"]
    breach = told.loc["breach_probability"]
    broken = (breach[breach["basis"] == "path"]["value"] > 0).sum() + (told.loc["use_of_limit"]["value"] > 1).sum()
    verdict = "None of" if broken == 0 else f"{broken} of"
    assert verdict in pages["en"]


def test_what_weakens_the_figures_is_said(pages: dict[str, str]) -> None:
    for words in ("20 % of", "is not placed", "rest on judgement alone", "The tail is so heavy",
                  "with fewer than 500 the interval is too short", "this never happened"):  # fmt: skip
        assert words in pages["en"], words
    assert "is not placed" not in pages["zh"]


def test_judgement_is_listed_with_its_reasons(pages: dict[str, str], result: rp.Result) -> None:
    judged = result.provenance[result.provenance["source"] == "J"]
    assert len(judged) == 4
    appendix = pages["en"][pages["en"].index('id="judgements"') :]
    assert all(path in appendix for path in judged["path"]) and "no data" in appendix


def test_the_worst_trials_are_those_in_which_members_lose_most(pages: dict[str, str], result: rp.Result) -> None:
    sums = result.tables["chip_pool.result"].values.sum(axis=1)
    worst = sums.argsort()[:3]
    heads = re.findall(r"Trial (\d+): result of members", pages["en"])
    assert heads == [str(trial) for trial in worst]


def test_the_events_told_add_up_to_the_losses_of_the_trial(result: rp.Result) -> None:
    rebuilt = rebuild(result)
    assert rebuilt.scenario is not None and rebuilt.scenario.text == result.scenario_text
    for trial in (3, 77):
        text = rebuilt.scenario.explain(trial, result.seed)
        for year in range(1, 5):
            told = sum(hit.loss for hit in hits(text) if hit.year == year) * factor(text)
            gross = float(result.tables["chip_pool.gross_loss"].sel(trial=trial, year=year))
            assert math.isclose(told, gross, rel_tol=0.01, abs_tol=2e4)


def test_a_scenario_with_a_table_is_rebuilt_away_from_it(tmp_path: Path) -> None:
    text = BOARD.read_text(encoding="utf-8")
    head, rest = text.split("insureds:\n")[0], text[text.index("sources:") :]
    (tmp_path / "fabs.csv").write_text("name,property,premium\nFab 1,2bn,32m\nFab 2,1bn,19m\n")
    (tmp_path / "one.yaml").write_text(f"{head}insureds: {{file: fabs.csv}}\n{rest}", encoding="utf-8")
    away = tmp_path / "away"
    away.mkdir()
    rp.run(rp.load(tmp_path / "one.yaml"), trials=64, output=away / "one.h5", tables=False, progress=False)
    rebuilt = rebuild(rp.open(away / "one.h5"))
    assert rebuilt.scenario is not None
    assert rebuilt.scenario.explain(5) == rp.load(tmp_path / "one.yaml").explain(5)


def test_a_scenario_with_several_tables_is_rebuilt_only_beside_them(tmp_path: Path) -> None:
    text = BOARD.read_text(encoding="utf-8")
    before, after = text[: text.index("members:")], text[text.index("reinsurers:") : text.index("insureds:")]
    rest = text[text.index("sources:") :]
    table = "name,capital,rating\nAlpha,1bn,A\nBeta,600m,A\n丙保险,300m,BBB\nDelta,80m,BBB\n"
    (tmp_path / "fabs.csv").write_text("name,property,premium\nFab 1,2bn,32m\nFab 2,1bn,19m\n")
    (tmp_path / "members.csv").write_text(table, encoding="utf-8")
    scenario = f"{before}members: {{file: members.csv}}\n{after}insureds: {{file: fabs.csv}}\n{rest}"
    (tmp_path / "two.yaml").write_text(scenario, encoding="utf-8")
    away = tmp_path / "away"
    away.mkdir()
    rp.run(rp.load(tmp_path / "two.yaml"), trials=64, output=tmp_path / "two.h5", tables=False, progress=False)
    shutil.copy(tmp_path / "two.h5", away)
    assert rebuild(rp.open(away / "two.h5")) == (None, "tables")
    assert "names several tables" in page(rp.open(away / "two.h5"))
    found = rebuild(rp.open(tmp_path / "two.h5")).scenario
    assert found is not None and found.explain(5) == rp.load(tmp_path / "two.yaml").explain(5)
    (tmp_path / "members.csv").write_text(table.replace("1bn", "2bn"), encoding="utf-8")
    assert rebuild(rp.open(tmp_path / "two.h5")).scenario is None  # other tables than those of the run


def test_a_scenario_that_was_tampered_with_is_not_rebuilt(stored: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.h5"
    shutil.copy(stored, changed)
    with h5py.File(changed, "r+") as file:
        file.attrs["scenario_text"] = file.attrs["scenario_text"].replace("premium: 4m", "premium: 5m")
    assert rebuild(rp.open(changed)) == (None, "hash")
    assert "do not have the hash that the file states" in page(rp.open(changed))


def test_a_run_without_a_table_of_trials_has_a_report_that_says_so(small: rp.Scenario) -> None:
    text = page(rp.run(small, trials=64, tables=False, progress=False))
    assert "keeps no table of trials" in text and "output: {trials: true}" in text


def test_names_are_text_and_never_markup(small: rp.Scenario, tmp_path: Path) -> None:
    odd = tmp_path / "odd.yaml"
    text = small.text.replace("name: Cat,", 'name: "<b>&x{0}</b>",').replace("name: Small pool", 'name: "<script>{name}"')
    odd.write_text(text)
    written = page(rp.run(rp.load(odd), trials=64, progress=False))
    assert "<script>" not in written and "&lt;b&gt;&amp;x{0}&lt;/b&gt;" in written


def test_the_program_writes_the_page_and_says_what_went_wrong(
    stored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(stored), "-o", str(tmp_path / "x.html"), "--lang", "zh"]) == 0
    assert "zh-Hans" in (tmp_path / "x.html").read_text(encoding="utf-8")[:60]
    assert main([str(tmp_path / "none.h5")]) == 3
    assert "none.h5" in capsys.readouterr().err
    assert main([str(stored), "-o", str(tmp_path / "no" / "x.html")]) == 3
    assert main([str(stored), "-o", str(stored)]) == 2
    with pytest.raises(SystemExit) as left:
        main([str(stored), "--lang", "fr"])
    assert left.value.code == 2


def test_the_command_finds_the_report(
    riskpool_command: Callable[..., subprocess.CompletedProcess[str]], stored: Path, tmp_path: Path,
    same_package: dict[str, str],
) -> None:  # fmt: skip
    program = tmp_path / "riskpool-report"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m riskpool.report "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    found = same_package | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = riskpool_command("report", stored, "-o", tmp_path / "page.html", env=found)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_same_result_gives_the_same_page(result: rp.Result, pages: dict[str, str], tmp_path: Path) -> None:
    assert write(result, tmp_path / "again.html").read_text(encoding="utf-8") == pages["en"]


def browser() -> str:
    found = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None)
    if found is None:
        pytest.skip("no Chromium here: `make test-packages` installs chromium-headless-shell")
    return found


def test_chromium_shows_the_page_and_asks_nobody_for_anything(pages: dict[str, str], tmp_path: Path) -> None:
    from PIL import Image

    source, shot, log = tmp_path / "page.html", tmp_path / "page.png", tmp_path / "net.json"
    source.write_text(pages["zh"], encoding="utf-8")
    done = subprocess.run(
        [browser(), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1000,4000",
         "--disable-background-networking", "--disable-component-update", f"--user-data-dir={tmp_path / 'profile'}",
         f"--log-net-log={log}", f"--screenshot={shot}", source.as_uri()],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert shot.exists(), done.stderr[-2000:]
    picture = Image.open(shot).convert("RGB")
    assert picture.size == (1000, 4000)
    colours = picture.resize((100, 400)).getcolors(40000)
    assert colours is not None and len(colours) > 200  # text, tables and pictures, and no blank page
    asked = re.findall(r'"url":"(?:https?|wss?|ftp):[^"]*"', log.read_text(encoding="utf-8", errors="replace"))
    assert asked == []
    json.loads(log.read_text(encoding="utf-8"))


def test_every_warning_of_the_engine_is_said_in_the_language_of_the_report() -> None:
    """Warnings are literal texts in the engine, with figures in braces."""
    said: list[str] = []
    for path in sorted((ROOT / "sim").rglob("*.cpp")):
        for call in re.findall(r"(?:add_warning\(|\.warning = )(.*?)\);?\n", path.read_text(encoding="utf-8"), re.DOTALL):
            literals = re.findall(r'"((?:[^"\\]|\\.)*)"', call.split(";")[0])
            if literals:
                said.append(re.sub(r"\{[^}]*\}", "12", "".join(literals)))
    assert len(said) >= 12 and any("depend on each other" in each for each in said)
    unknown = [each for each in said if not any(re.fullmatch(pattern, each) for pattern, _ in warnings._PATTERNS)]
    assert not unknown
    for catalogue in (texts("en"), texts("zh")):
        assert all(f"warning.{key}" in catalogue for _, key in warnings._PATTERNS)


def test_equal_amounts_have_no_error_of_storage() -> None:
    """20m with an error of 1, which single precision makes of equal numbers, is 20m."""
    scale = scale_for([2e7], "CNY")
    study = object.__new__(Study)
    assert study.in_scale(scale, Figure(2e7, 1.0, 2e7, 2e7, 9, "")) == "20.00"
    assert study.in_scale(scale, Figure(2e7, 4e5, 2e7, 2e7, 9, "")) == "20.00 ± 0.40"


def test_a_table_of_amounts_of_all_sizes_is_in_the_unit_that_shows_the_least() -> None:
    assert scale_for([1.3e8], "CNY", "zh").label == "亿元"
    assert scale_for([1.3e8, 3.7e5], "CNY", "zh").label == "万元"
    assert scale_for([1.3e10, 3.7e5], "CNY", "zh").label == "亿元"  # else more than five digits
    assert scale_for([4.9e7, 2e3], "CNY").label == "CNY m" and scale_for([4.9e7, 9e2], "CNY").label == "CNY k"


@pytest.mark.parametrize("draws", [None, 6, 0])
def test_the_command_on_the_page_gives_the_result_again(
    draws: int | None, riskpool_command: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """Of a scenario with an uncertain number too, whose trials are those of each draw."""
    text = BOARD.read_text(encoding="utf-8")
    if draws is not None:
        text = text.replace("expenses: ", "expenses: {uniform: {low: 10%, high: 30%}} # ", 1)
    file = tmp_path / "board.yaml"
    file.write_text(text, encoding="utf-8")
    first, again = tmp_path / "first.h5", tmp_path / "again.h5"
    more = [] if draws is None else ["--draws", draws]
    done = riskpool_command("run", file, "--trials", 128, "--seed", 5, *more, "-o", first, "--quiet")
    assert done.returncode == 0, done.stderr
    with rp.open(first) as result:
        html = write(result, tmp_path / "x.html", "en").read_text(encoding="utf-8")
        whole, metrics = result.trials, result.metrics
    assert whole == 128 * (draws or 1)
    (command,) = re.findall(r"<pre><code><span[^>]*>riskpool (run .*?)</span></code></pre>", html)
    done = riskpool_command(*shlex.split(command), "-o", again, "--quiet", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    with rp.open(again) as result:
        assert result.trials == whole and result.metrics.equals(metrics)


def test_one_year_is_no_years() -> None:
    study = object.__new__(Study)
    study.lang, study.texts = "en", texts("en")
    assert study.say("funds.text", years=1, fund="F", chance="2 %").startswith("Within 1 year F cannot")
    assert study.say("funds.text", years=11, fund="F", chance="2 %").startswith("Within 11 years F cannot")
    assert "1.1 years" in study.say("funds.text", years="1.1", fund="F", chance="2 %")


def test_many_pools_are_set_side_by_side_first() -> None:
    run = rp.run(rp.load(ROOT / "scenarios/national/platform.yaml"), trials=256, progress=False)
    page = headline.write(Study(run, "en"))
    assert page is not None
    first = page.split("</table>")[0]
    pools = run.transfers.loc[run.transfers["reason"] == "claims", "payer"].tolist()
    assert len(pools) == 21 and all(html.escape(pool) in first for pool in pools)
    metrics = run.metrics
    net = metrics[(metrics["metric"] == "tvar") & (metrics["quantity"] == "net_loss")].set_index("party")["value"]
    part = net["All pools"] / net[pools].sum()
    assert f"{100 * part:.3g} % of that" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert first.count(" ± ") >= 5 * len(pools)
    one = headline.write(Study(rp.run(rp.load(ROOT / "scenarios/ic/pool.yaml"), trials=256, progress=False), "en"))
    assert one is not None and "of that" not in one
