"""What was assumed, where it comes from, and what is judgement."""

from __future__ import annotations

from riskpool.money import number, percent
from riskpool.report.html import Html, join, name, paragraph, table, tag
from riskpool.report.study import Study

key = "assumptions"
_CODES = ("P", "S", "T", "D", "R", "J")
_MOST_SOURCED = 40


def write(study: Study) -> Html:
    return join([_about(study), _facts(study), _settings(study), _solidity(study), _sourced(study)])


def _about(study: Study) -> Html:
    about = study.outline.tree.get("about")
    return tag("blockquote", paragraph(name(" ".join(str(about).split())))) if about else Html("")


def _facts(study: Study) -> Html:
    tree, say = study.outline.tree, study.say
    rows = [(say("assumptions.years"), number(study.result.years)), (say("assumptions.trials"), number(study.result.trials))]
    for key, count in (("members", len(study.cast.members)), ("reinsurers", len(study.cast.reinsurers)),
                       ("pools", len(study.cast.pools)), ("treaties", len(study.cast.treaties))):  # fmt: skip
        if count:
            rows.append((say("assumptions." + key), number(count)))
    insureds = tree.get("insureds")
    if isinstance(insureds, list):
        rows.append((say("assumptions.insureds"), number(len(insureds))))
    premium = study.cast.transfers_of(payer="insureds", reason="premium")["mean"].sum()
    if premium > 0:
        rows.append((say("assumptions.premium"), study.money(float(premium))))
    kinds = [study.word("source", kind) for kind in dict.fromkeys(study.outline.sources())]
    if kinds:
        rows.append((say("assumptions.sources"), study.texts("word.comma").join(kinds)))
    return table(say("assumptions.facts"), [say("assumptions.fact"), say("assumptions.stated")], rows, words=2)


def _settings(study: Study) -> Html:
    if not study.result.settings:
        return Html("")
    texts = [tag("code", name(each)) for each in study.result.settings]
    return paragraph(study.say("assumptions.settings"), " ", join(texts, study.texts("word.comma")))


def _solidity(study: Study) -> Html:
    sources = study.result.provenance["source"]
    if not len(sources):
        return paragraph(study.say("assumptions.none_stated"))
    rows = []
    for code in _CODES:
        count = int((sources == code).sum())
        if count:
            bar = tag("span", "", class_="bar", style=f"width:{100 * count / len(sources):.1f}%")
            rows.append((tag("b", code), study.say("solidity." + code), number(count), bar))
    head = [study.say("assumptions." + each) for each in ("code", "meaning", "count", "part")]
    judged = float((sources == "J").mean())
    text = study.say("assumptions.judged", count=number(len(sources)), part=percent(judged, digits=2))
    return join([paragraph(text), table(study.say("assumptions.solidity"), head, rows, words=2, class_="solidity")])


def _sourced(study: Study) -> Html:
    """The numbers that rest on something else than judgement, with their sources."""
    told = study.result.provenance
    told = told[told["source"] != "J"]
    if told.empty:
        return Html("")
    rows = [
        (tag("code", name(row["path"])), name(row["value"]), row["source"] or "–", name(row["note"]))
        for _, row in told.head(_MOST_SOURCED).iterrows()
    ]
    head = [study.say("assumptions." + each) for each in ("path", "value", "code", "source")]
    return table(study.say("assumptions.sourced", count=number(len(rows))), head, rows, words=4, class_="paths")


def appendix(study: Study) -> Html | None:
    """All numbers that rest on judgement."""
    told = study.result.provenance
    told = told[told["source"] == "J"]
    if told.empty:
        return None
    rows = [
        (tag("code", name(row["path"])), name(row["value"]), name(row["note"])) for _, row in told.iterrows()
    ]
    head = [study.say("assumptions." + each) for each in ("path", "value", "note")]
    caption = study.say("assumptions.judgements", count=number(len(rows)))
    return join([paragraph(study.say("assumptions.judgements_why")), table(caption, head, rows, words=3, class_="paths")])
