"""What an author may write: macros by name alone, and HTML without anything that can act."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import cast

import nh3
from jinja2 import Environment, TemplateSyntaxError, nodes

from jobvej.catalog.model import Problem
from jobvej.catalog.tree import nearest

Macro = Callable[..., str]
"""Called with the line it stands on, then with what the author wrote in the brackets."""

_CODE = re.compile(r"\{\{(?:(?!\n\n|\{\{).)*?\}\}|\{%.*?%\}", re.DOTALL)
_CURLY = re.compile("[“”„»«]")

# "{##": the stock "{#" would open a comment at attr_list's `## Title {#id}`.
_SYNTAX = Environment(  # noqa: S701 (it reads, and never renders)
    comment_start_string="{##",
    comment_end_string="##}",
    keep_trailing_newline=True,
)


@dataclass(frozen=True)
class Text:
    """The Markdown of one page and where it stands."""

    file: str
    first_line: int
    """Line of the file on which `body` begins."""
    body: str

    def problem(self, line: int, what: str, mend: str = "") -> Problem:
        """A problem on a line of the body, counted from 1."""
        return Problem(self.file, self.first_line + line - 1, what, mend)


def expand(text: Text, macros: Mapping[str, Macro]) -> tuple[str, list[Problem]]:
    """The body with its macros carried out, or without them and every problem they have.

    Only `{{ name("plain", "text") }}` is let through; all else is named before anything runs.
    Jinja only reads: it would stop at a page's first error, and walk from a string to the system.
    """
    try:
        tree = _SYNTAX.parse(text.body)
    except TemplateSyntaxError as error:
        what = f"{_quote(text.body, error.lineno)} er ikke skrevet rigtigt."
        mend = "En makro ser sådan ud: {{ video() }}."
        if _CURLY.search(text.body.split("\n")[error.lineno - 1]):
            mend = 'Brug de lige anførselstegn: "…".'
        return _without_code(text.body), [text.problem(error.lineno, what, mend)]
    problems = [problem for node in tree.body for problem in _judge(text, node, macros)]
    if problems:
        return _without_code(text.body), problems
    pieces = [piece for node in tree.body for piece in cast(nodes.Output, node).nodes]
    return "".join(_carry_out(text, piece, macros) for piece in pieces), []


def _carry_out(text: Text, piece: nodes.Expr, macros: Mapping[str, Macro]) -> str:
    """Text as it stands, or what the macro makes; nothing of the author's is ever compiled."""
    if isinstance(piece, nodes.TemplateData):
        return piece.data
    call = cast(nodes.Call, piece)
    words = [cast(nodes.Const, arg).value for arg in call.args]
    return macros[cast(nodes.Name, call.node).name](text.first_line + call.lineno - 1, *words)


def _without_code(body: str) -> str:
    """The body with macros blanked but every line kept, so that the HTML check can go on."""
    return _CODE.sub(lambda found: "\n" * found[0].count("\n"), body)


def _judge(text: Text, node: nodes.Node, macros: Mapping[str, Macro]) -> Iterator[Problem]:
    if not isinstance(node, nodes.Output):
        what = f"{_quote(text.body, node.lineno)} kan ikke bruges i teksten."
        yield text.problem(node.lineno, what, "Slet det. Kun makroer som {{ video() }} virker.")
        return
    for piece in node.nodes:
        if not isinstance(piece, nodes.TemplateData):
            yield from _judge_call(text, piece, macros)


def _judge_call(text: Text, node: nodes.Node, macros: Mapping[str, Macro]) -> Iterator[Problem]:
    quoted = _quote(text.body, node.lineno)
    if isinstance(node, nodes.Name) and node.name in macros:
        yield text.problem(
            node.lineno, f"{quoted} mangler parenteser.", f"Skriv {{{{ {node.name}() }}}}."
        )
        return
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        what = f"{quoted} er ikke en makro, og kun makroer kan bruges i teksten."
        yield text.problem(node.lineno, what, f"Brug en af: {', '.join(sorted(macros))}.")
        return
    name = node.node.name
    if name not in macros:
        mend = nearest(name, macros) or f"Brug en af: {', '.join(sorted(macros))}."
        yield text.problem(node.lineno, f'makroen "{name}" findes ikke.', mend)
        return
    if not _fits(macros[name], node):
        wanted = [*inspect.signature(macros[name]).parameters][1:]
        right = ", ".join(f'"{word}"' for word in wanted)
        what = f"{quoted} har ikke det rigtige i parentesen."
        yield text.problem(node.lineno, what, f"Skriv {{{{ {name}({right}) }}}}.")


def _fits(macro: Macro, call: nodes.Call) -> bool:
    if call.kwargs or call.dyn_args or call.dyn_kwargs:
        return False
    if not all(isinstance(arg, nodes.Const) and isinstance(arg.value, str) for arg in call.args):
        return False
    return len(inspect.signature(macro).parameters) - 1 == len(call.args)


def _quote(body: str, line: int) -> str:
    lines = body.split("\n")
    row = lines[min(line, len(lines)) - 1]
    found = _CODE.search(row)
    piece = found[0] if found else row.strip()
    return piece if len(piece) <= 60 else piece[:57] + "…"


# What Markdown and the extensions of mkdocs.yml make, and nothing that can act or fetch by itself.
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
"""What browsers leave out of an address before they read it (WHATWG, URL)."""


def _keep(tag: str, name: str, value: str) -> str | None:
    """Refuse ids that could stand for ours, inputs but the tabs' own, and pictures from afar."""
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
    """Every tag and attribute of a text, counted, to see what the cleaner took away."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: Counter[_Piece] = Counter()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen[(tag, "", "")] += 1
        for name, value in attrs:
            self.seen[(tag, name, value or "")] += 1


def clean(text: Text, html: str) -> tuple[str, list[Problem]]:
    """The page's HTML without what could act, and one problem for every piece taken away.

    The cleaner itself is silent; so what it kept is compared with what was there. Comments go
    without a word: they are notes to other authors.
    """
    kept: str = _CLEANER.clean(html)
    if _tags(kept) == _tags(html):
        return kept, []  # nearly every page; a parser in Python takes fifty times as long
    gone = _Pieces(html).seen - _Pieces(kept).seen
    lost_tags = {tag for tag, name, _ in gone if not name}
    problems: list[Problem] = []
    for (tag, name, value), count in gone.items():
        if name and tag in lost_tags:
            continue  # said by the tag itself
        for nth in range(count):
            problems.append(_removed(text, tag, name, value, nth))
    return kept, problems


def _tags(html: str) -> list[str]:
    """Every tag as it is spelled: when these are the same on both sides, nothing was taken away."""
    return [tag.replace(" />", ">") for tag in _ANY_TAG.findall(html)]


def _removed(text: Text, tag: str, name: str, value: str, nth: int) -> Problem:
    line = _find(text.body, _traces(tag, name, value), nth)
    if not name:
        mend = "Slet det. Skal læseren se det, så skriv det som kode mellem to `."
        if tag == "h1":
            mend = "Siden har sin overskrift fra title. Begynd med ## i teksten."
        return text.problem(line, f'"<{tag}>" må ikke stå i teksten.', mend)
    shown = value if len(value) <= 50 else value[:47] + "…"
    if tag == "img" and name == "src":
        mend = "Læg billedet i content/assets. Siden henter intet fra andre."
    elif name == "href":
        mend = "Et link begynder med https:, mailto: eller tel:, eller er en side her."
    else:
        mend = "Slet det."
    return text.problem(line, f'"{name}={shown}" må ikke stå i "<{tag}>".', mend)


def _traces(tag: str, name: str, value: str) -> list[str]:
    if not name:
        return [f"<{tag}"] if tag != "h1" else ["<h1", "\n# "]
    pairs = [f'{name}="{value}"', f"{name}='{value}'", f"{name}={value}"]
    scheme = [value.split(":")[0] + ":"] if ":" in value else []
    return [*pairs, *([value] if len(value) > 3 else []), *scheme, name, f"<{tag}"]


def _find(body: str, traces: list[str], nth: int) -> int:
    """The line where the piece stands: its nth trace in the source, or the body's first line."""
    rows = ["\n" + row for row in body.lower().split("\n")]
    for trace in traces:
        lines = [number for number, row in enumerate(rows, 1) if trace and trace.lower() in row]
        if lines:
            return lines[min(nth, len(lines) - 1)]
    return 1
