"""HTML in small pieces: everything is escaped unless it is Html already."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from riskpool.plot import Picture


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


Piece = str | Html


def esc(text: object) -> Html:
    return text if isinstance(text, Html) else Html(html.escape(str(text)))


def join(pieces: Iterable[Piece], between: str = "") -> Html:
    return Html(between.join(esc(each) for each in pieces))


def tag(name: str, *children: Piece, **attributes: object) -> Html:
    """An element; attributes that are None are left out, `class_` is class and `_` stands for a dash."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{said}>{join(children)}</{name}>")


def name(text: object) -> Html:
    """A name or a quotation: what no translation touches."""
    return tag("span", str(text), translate="no")


def paragraph(*children: Piece, class_: str | None = None) -> Html:
    return tag("p", *children, class_=class_)


def listed(items: Iterable[Piece], class_: str | None = None) -> Html:
    return tag("ul", *(tag("li", each) for each in items), class_=class_)


def table(
    caption: Piece, head: Sequence[Piece], rows: Iterable[Sequence[Piece]], words: int = 1, class_: str | None = None
) -> Html:
    """A table with a caption and scoped headings; the first `words` columns are text, the others figures."""
    body = list(rows)
    heads = tag("tr", *(tag("th", each, scope="col", class_=_side(i, words)) for i, each in enumerate(head)))
    lines = [
        tag("tr", *(
            tag("th", each, scope="row", class_="w") if i == 0 else tag("td", each, class_=_side(i, words))
            for i, each in enumerate(row)
        ))
        for row in body
    ]  # fmt: skip
    inner = tag("table", tag("caption", caption), tag("thead", heads), tag("tbody", *lines), class_=class_)
    return tag("div", inner, class_="table", tabindex="0", role="region", aria_label=re.sub(r"<[^>]*>", "", caption))


def _side(column: int, words: int) -> str:
    return "w" if column < words else "n"


def _hundredths(attribute: re.Match[str]) -> str:
    return re.sub(r"(\d+\.\d{2})\d+", r"\1", attribute[0])


def figure(picture: Picture, caption: Piece, number: int) -> Html:
    """A picture within the page, with its meaning in words for those who do not see it."""
    mark = f"f{number}-"
    svg = picture.svg()
    svg = re.sub(r'\bid="', f'id="{mark}', svg)
    svg = re.sub(r"url\(#", f"url(#{mark}", svg)
    svg = re.sub(r'xlink:href="#', f'xlink:href="#{mark}', svg)
    svg = re.sub(r"font-family: [^;\"]*;?\s*", "", svg)
    svg = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>\s*", "", svg, flags=re.DOTALL)
    # Hundredths of a point are enough for coordinates; more only makes the page heavy. Texts stay as they are.
    svg = re.sub(r'\b(?:d|transform|points|x|y|width|height)="[^"]*"', _hundredths, svg)
    label = html.escape(picture.alt)
    svg = re.sub(r'<svg [^>]*?viewBox="([^"]*)"[^>]*>',
                 rf'<svg viewBox="\1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
                 rf'role="img" aria-label="{label}">', svg, count=1)  # fmt: skip
    return tag("figure", Html(svg), tag("figcaption", caption))
