"""The page: sections in their order, a table of contents, one style, and nothing from outside."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from riskpool.money import Lang, number
from riskpool.report.html import Html, Piece, esc, join, name, tag
from riskpool.report.sections import (
    assumptions,
    certainty,
    funds,
    headline,
    ignorance,
    losses,
    members,
    payers,
    reinsurance,
    reinsurers,
    reproduce,
    shared,
    state,
    warnings,
    worst,
)
from riskpool.report.study import Study
from riskpool.result import Result

_SECTIONS: tuple[tuple[str, Callable[[Study], Html | None]], ...] = (
    ("headline", headline.write), ("warnings", warnings.write), ("assumptions", assumptions.write),
    ("ignorance", ignorance.write),
    ("losses", losses.write), ("reinsurance", reinsurance.write), ("payers", payers.write), ("funds", funds.write),
    ("members", members.write), ("checks", members.checks), ("reinsurers", reinsurers.write), ("state", state.write),
    ("shared", shared.write), ("worst", worst.write), ("certainty", certainty.write), ("reproduce", reproduce.write),
    ("judgements", assumptions.appendix),
)  # fmt: skip


def write(result: Result, path: str | os.PathLike[str], lang: Lang = "en") -> Path:
    """Writes the report of a result. It appears under its name when it is complete."""
    target = Path(path).absolute()
    text = page(result, lang)
    partial = target.with_name(target.name + ".partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(target)
    return target


def page(result: Result, lang: Lang = "en") -> str:
    """The report as HTML: pictures, style and text in one, with no request to anywhere."""
    study = Study(result, lang)
    written = [(key, text) for key, section in _SECTIONS if (text := section(study)) is not None]
    numbered = [(f"{i}", key, text) for i, (key, text) in enumerate(written, 1)]
    contents = [
        tag("li", tag("a", study.say(f"section.{key}"), href=f"#{key}")) for _, key, _ in numbered
    ]
    body = [
        _cover(study),
        tag("nav", tag("h2", study.say("page.contents")), tag("ol", *contents), aria_label=study.texts("page.contents")),
        *(_section(study, place, key, text) for place, key, text in numbered),
        tag("footer", study.say("page.footer", version=name(result.program_version))),
    ]
    style = (files("riskpool.report") / "style.css").read_text(encoding="utf-8")
    head = [
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        # Even if something in the text should ask for it: nothing is fetched from anywhere.
        Html("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"),
        tag("title", study.say("page.title", name=result.title)),
        Html(f"<style>\n{style}</style>"),
    ]
    html_lang = {"en": "en", "zh": "zh-Hans"}[lang]
    return f'<!DOCTYPE html>\n<html lang="{html_lang}">\n<head>{join(head)}</head>\n<body>{join([tag("main", *body)])}</body>\n</html>\n'


def _section(study: Study, place: str, key: str, text: Html) -> Html:
    title = tag("h2", tag("span", place, class_="place"), " ", study.say(f"section.{key}"), id=f"{key}-title")
    return tag("section", title, text, id=key, aria_labelledby=f"{key}-title")


def _cover(study: Study) -> Html:
    result = study.result
    facts: list[Piece] = [
        study.say("page.run", trials=number(result.trials), years=number(result.years)),
        study.say("page.seed", seed=name(result.seed)),
        study.say("page.money", currency=study.scale([1.0]).label),
    ]
    return tag(
        "header", tag("p", study.say("page.kicker"), class_="kicker"), tag("h1", name(result.title)),
        tag("p", join([esc(each) for each in facts], " · "), class_="facts"),
    )  # fmt: skip
