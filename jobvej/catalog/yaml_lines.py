"""YAML as authors mean it: every value is text with its line, and errors are in Danish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from jobvej.catalog.tree import Tree, quoted

DEEPEST = 12
"""Levels of nesting; our formats use five."""

_FAST: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TAB = re.compile(r"^ *\t")
_LOST = re.compile(r"\s+#[^\s#]")
"""YAML takes 'Skriv #OpenToWork' for a comment; a comment of ours has a space: '# …'."""

_QUOTE = 'Sæt anførselstegn om hele teksten: "…".'
_STRAIGHT = 'Brug de lige anførselstegn om hele teksten: "…".'
_CURLY = re.compile("[“”„»«]")
_INDENT = "Brug lige mange mellemrum foran felterne."
# What PyYAML says, and what it means to somebody who writes courses.
_MEANINGS = (
    ("mapping values are not allowed", "her står et kolon for meget.", _QUOTE),
    ("while scanning an alias", "teksten begynder med *.", _QUOTE),
    ("while scanning an anchor", "teksten begynder med &.", _QUOTE),
    (
        "that cannot start any token",
        "teksten begynder med et tegn, der har en særlig betydning.",
        _QUOTE,
    ),
    ("end of stream", "et anførselstegn mangler.", 'Sæt " både før og efter teksten.'),
    (
        "unknown escape character",
        'tegnet \\ betyder noget særligt inde i "…".',
        "Brug '…' i stedet.",
    ),
    (
        "',' or ']'",
        "en liste med [ er ikke lukket rigtigt.",
        "Sæt komma mellem punkterne og ] til sidst.",
    ),
    (
        "',' or '}'",
        "en gruppe med { er ikke lukket rigtigt.",
        'Sæt komma mellem felterne, } til sidst og "…" om tekst med kolon.',
    ),
    ("could not find expected ':'", "her mangler et kolon.", "Skriv feltet som navn: tekst"),
    ("sequence entries are not", "punktet står på feltets linje.", "Skriv det på linjen under."),
    ("but found '<scalar>'", "her står mere efter et anførselstegn.", 'Sæt "…" om det hele.'),
    ("expected <block end>", "linjen er ikke rykket ind som de andre.", _INDENT),
    ("expected '<document start>'", "linjen er ikke rykket ind som de andre.", _INDENT),
)


@dataclass(frozen=True)
class Text:
    """A scalar, always as written; the schema decides whether it is a number or a yes."""

    value: str
    line: int
    plain: bool = True
    """Written without quotes."""


@dataclass(frozen=True)
class Items:
    """A list."""

    nodes: tuple[Node, ...]
    line: int


@dataclass(frozen=True)
class Table:
    """Keys and their values; `lines` has the line of each key."""

    nodes: dict[str, Node]
    lines: dict[str, int]
    line: int


Node = Text | Items | Table


class _Trouble(Exception):
    """The text cannot be read further; carries line (0-based), what and mend."""

    def __init__(self, line: int, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.line, self.what, self.mend = line, what, mend


class _Composer:
    """Builds nodes from YAML events, without the implicit types of YAML 1.1 and without aliases."""

    def __init__(self, tree: Tree, file: str, offset: int, text: str, loader: type) -> None:
        self.tree, self.file, self.offset = tree, file, offset
        self.rows = text.split("\n")
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=loader)

    def document(self) -> Node | None:
        """Return the one document of the stream, or None when it is empty."""
        self._next()  # stream start
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        node = self._node(self._next(), 0)
        self._next()  # document end
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise _Trouble(_line(after), "linjen --- må ikke stå her.", "Slet den.")
        return node

    def _next(self) -> yaml.Event:
        return next(self.events)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = _line(event)
        if depth > DEEPEST:
            raise _Trouble(line, "felterne ligger for dybt inde i hinanden.", "Ryk dem ud.")
        _refuse_properties(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(line, depth)
        return self._table(line, depth)

    def _text(self, event: yaml.ScalarEvent) -> Text:
        line = _line(event) + self.offset
        if _UNPRINTABLE.search(event.value):
            what = "her står et usynligt styretegn."
            self.tree.problem(self.file, line, what, "Slet linjen, og skriv den igen.")
        if not event.style and event.end_mark:
            self._check_end(event.end_mark.line, event.end_mark.column)
        return Text(_UNPRINTABLE.sub(" ", event.value), line, not event.style)

    def _check_end(self, line: int, column: int) -> None:
        if line < len(self.rows) and _LOST.match(self.rows[line], column):
            what = f"{quoted(self.rows[line][column:])} bliver ikke læst."
            self.tree.problem(self.file, line + self.offset, what, _QUOTE)

    def _items(self, line: int, depth: int) -> Items:
        nodes: list[Node] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            nodes.append(self._node(event, depth + 1))
        return Items(tuple(nodes), line + self.offset)

    def _table(self, line: int, depth: int) -> Table:
        table = Table({}, {}, line + self.offset)
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Text):
                what = "en liste eller gruppe kan ikke være navnet på et felt."
                raise _Trouble(_line(event), what, "Skriv feltet som navn: tekst")
            if key.value in table.nodes:
                first = table.lines[key.value]
                what = f"{quoted(key.value)} står to gange (første gang i linje {first})."
                self.tree.problem(self.file, key.line, what, "Slet den ene.")
                continue
            table.nodes[key.value] = value
            table.lines[key.value] = key.line
        return table


def _refuse_properties(event: yaml.Event) -> None:
    """Refuse aliases, anchors and tags: a small file must not grow large or name a Python type."""
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if anchor or tag:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&" if anchor else "!"
        raise _Trouble(_line(event), f"teksten begynder med {sign}.", _QUOTE)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def parse_yaml(tree: Tree, file: str, text: str, offset: int) -> Node | None:
    """Return the values in `text` with their lines, or None when it is empty or cannot be read.

    `offset` is the line of the file on which `text` begins. Duplicate keys are noted and the first
    stands; aliases, anchors and tags are refused, so that a small file cannot grow large.
    """
    tabs = [line for line, row in enumerate(text.split("\n"), start=offset) if _TAB.match(row)]
    for line in tabs:
        what = "linjen begynder med et tabulatortegn."
        tree.problem(file, line, what, "Brug mellemrum i stedet.")
    if tabs:
        return None
    # The C parser is ten times as fast, but PyYAML's own gives better errors, the only ones that
    # _MEANINGS knows. If both can read a text, they give the same events.
    last: Exception = ValueError()
    for loader in (_FAST, yaml.SafeLoader):
        try:
            return _Composer(tree, file, offset, text, loader).document()
        except _Trouble as trouble:
            tree.problem(file, trouble.line + offset, trouble.what, trouble.mend)
            return None
        except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
            last = error
    line, what, mend = _explain(last, text)
    tree.problem(file, line + offset, what, mend)
    return None


def _explain(error: Exception, text: str) -> tuple[int, str, str]:
    """Say in Danish what PyYAML could not read, and on which line (0-based)."""
    told, line = "", 0
    if isinstance(error, yaml.MarkedYAMLError):
        told = f"{error.context} {error.problem}"
        # A missing quote or colon is noticed further down than where it is missing.
        begun = "quoted scalar" in told or "simple key" in told
        opened = error.context_mark if begun else None
        mark = opened or error.problem_mark or error.context_mark
        line = min(mark.line if mark else 0, text.rstrip("\n").count("\n"))
    rows = text.split("\n")
    if "mapping values are not allowed" in told and _goes_on(rows, line):
        told = "expected <block end>"
    for sign, what, mend in _MEANINGS:
        if sign in told:
            is_curly = mend is _QUOTE and _CURLY.search(rows[line])
            return line, what, _STRAIGHT if is_curly else mend
    return line, f"linjen kan ikke læses: {quoted(rows[line])}.", _QUOTE


def _goes_on(rows: list[str], line: int) -> bool:
    """Whether YAML took a field for more of the text above, since it is indented further."""
    above = next((row for row in reversed(rows[:line]) if row.strip()), "")
    return _indent(rows[line]) > _indent(above) and not above.rstrip().endswith(":")


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))
