"""The HTML that authors may write: what Markdown makes, and nothing that can run."""

import re
from collections import Counter
from html.parser import HTMLParser

import nh3

from jobvej.catalog.markdown import Markdown
from jobvej.catalog.problem import Problem

# What Markdown and the extensions in mkdocs.yml make, and nothing that runs or loads by itself.
_TAGS = frozenset(
    """
    a abbr b blockquote br caption code dd del details div dl dt em figcaption figure h2 h3 h4 hr
    i img input ins kbd label li mark ol p pre q s small span strong sub summary sup table tbody
    td tfoot th thead tr ul
    """.split()  # noqa: SIM905 (a word list reads better as words)
)
_ATTRIBUTES = {
    "*": {"class", "id", "title", "lang"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {"type", "name", "checked"},
    "label": {"for"},
    "details": {"open"},
    "div": {"data-tabs"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}
_TAB = re.compile(r"__tabbed_\d+(_\d+)?")
_FROM_AFAR = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)
_UNREAD = re.compile(r"\A[\0-\x20]+|[\t\n\r]")
"""Characters that browsers remove from an address before they read it (WHATWG, URL)."""


def _keep(tag: str, name: str, value: str) -> str | None:
    """Refuse ids that imitate ours, inputs other than the tabs', and pictures from other hosts."""
    if name in {"id", "name", "for"} and value.startswith("__"):
        return value if _TAB.fullmatch(value) else None
    if tag == "input" and name == "type":
        return value if value == "radio" else None
    if name == "src":
        return None if _FROM_AFAR.match(_UNREAD.sub("", value)) else value
    return value


_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes=_ATTRIBUTES,
    attribute_filter=_keep,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)

_ANY_TAG = re.compile(r"<[^>]*>?")
_Piece = tuple[str, str, str]
"""(tag, attribute or empty, value)"""


class _Pieces(HTMLParser):
    """Counts the tags and attributes of a text, to see what the cleaner has removed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: Counter[_Piece] = Counter()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen[(tag, "", "")] += 1
        for name, value in attrs:
            self.seen[(tag, name, value or "")] += 1


def clean(body: Markdown, html: str) -> tuple[str, list[Problem]]:
    """The page's HTML without anything that could run, and a problem for each piece removed.

    The cleaner does not say what it removes, so its result is compared with the original. Comments
    are removed silently: they are notes to other authors.
    """
    kept: str = _CLEANER.clean(html)
    if _tags(kept) == _tags(html):
        return kept, []  # as for nearly every page; parsing in Python takes fifty times as long
    gone = _Pieces(html).seen - _Pieces(kept).seen
    lost_tags = {tag for tag, name, _ in gone if not name}
    problems: list[Problem] = []
    for (tag, name, value), count in gone.items():
        if name and tag in lost_tags:
            continue  # the tag's own problem says it
        for nth in range(count):
            problems.append(_removed(body, tag, name, value, nth))
    return kept, problems


def _tags(html: str) -> list[str]:
    """Every tag as written: if they are the same before and after, nothing was removed."""
    return [tag.replace(" />", ">") for tag in _ANY_TAG.findall(html)]


def _removed(body: Markdown, tag: str, name: str, value: str, nth: int) -> Problem:
    line = _find(body.text, _traces(tag, name, value), nth)
    if not name:
        mend = "Slet det. Skal læseren se det, så skriv det som kode mellem to `."
        if tag == "h1":
            mend = "Siden har sin overskrift fra title. Begynd med ## i teksten."
        return body.problem(line, f'"<{tag}>" må ikke stå i teksten.', mend)
    shown = value if len(value) <= 50 else value[:47] + "…"
    if tag == "img" and name == "src":
        mend = "Læg billedet i content/assets. Siden henter intet fra andre."
    elif name == "href":
        mend = "Et link begynder med https:, mailto: eller tel:, eller er en side her."
    else:
        mend = "Slet det."
    return body.problem(line, f'"{name}={shown}" må ikke stå i "<{tag}>".', mend)


def _traces(tag: str, name: str, value: str) -> list[str]:
    if not name:
        return [f"<{tag}"] if tag != "h1" else ["<h1", "\n# "]
    pairs = [f'{name}="{value}"', f"{name}='{value}'", f"{name}={value}"]
    scheme = [value.split(":")[0] + ":"] if ":" in value else []
    return [*pairs, *([value] if len(value) > 3 else []), *scheme, name, f"<{tag}"]


def _find(text: str, traces: list[str], nth: int) -> int:
    """The line of a piece: that of its nth trace in the source, or the text's first line."""
    rows = ["\n" + row for row in text.lower().split("\n")]
    for trace in traces:
        lines = [number for number, row in enumerate(rows, 1) if trace and trace.lower() in row]
        if lines:
            return lines[min(nth, len(lines) - 1)]
    return 1
