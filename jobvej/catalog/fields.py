"""The named fields of one author file, checked as they are read; every problem is noted."""

from __future__ import annotations

import re
from datetime import date
from types import TracebackType
from urllib.parse import urlsplit

from jobvej.catalog.names import NAME, as_name
from jobvej.catalog.revision import REVISION
from jobvej.catalog.tree import Tree, nearest, quoted
from jobvej.catalog.yaml_lines import Items, Node, Table, Text

ID = re.compile(rf"{NAME.pattern}(?:\.{NAME.pattern})*")
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
_FLAGS = {"true": True, "ja": True, "yes": True, "false": False, "nej": False, "no": False}
_KINDS = {Text: "en tekst", Items: "en liste", Table: "en gruppe felter"}


def https_host(address: str) -> str:
    """Return the host of an https address, or nothing if it is not one."""
    try:
        parts = urlsplit(address)
    except ValueError:  # a lone bracket, as if an IPv6 address began
        return ""
    return (parts.hostname or "") if parts.scheme == "https" and not parts.username else ""


class Fields:
    """One group of `name: value`; used as `with Fields(…) as fields:`.

    Reading a field checks it, and leaving the block notes keys that nothing has read. A wrong field
    is noted and reads as empty, so that the next problems are found too.
    """

    def __init__(self, tree: Tree, file: str, table: Table) -> None:
        self.tree, self.file, self.table = tree, file, table
        self._asked: set[str] = set()

    def __enter__(self) -> Fields:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        if kind is None:
            for key, line in self.table.lines.items():
                if key not in self._asked:
                    known = ", ".join(sorted(self._asked))
                    mend = nearest(key, self._asked) or f"Her kan stå: {known}."
                    if " " in key and not self.has(key):  # {text: Nej, det er en nattevagt.}
                        mend = 'Sæt anførselstegn om tekst med komma: "…".'
                    self.tree.problem(self.file, line, f"feltet {quoted(key)} kendes ikke.", mend)

    def line(self, key: str = "") -> int:
        """Return the line of a key, or of the group when the key is not there."""
        return self.table.lines.get(key, self.table.line)

    def problem(self, key: str, what: str, mend: str = "") -> None:
        """Note a problem at the line of a key."""
        self.tree.problem(self.file, self.line(key), what, mend)

    def has(self, key: str) -> bool:
        """Say whether something stands at the key; `next:` and `next: null` are nothing."""
        self._asked.add(key)
        node = self.table.nodes.get(key)
        empty = isinstance(node, Text) and node.plain and node.value in ("", "~", "null")
        return node is not None and not empty

    def text(self, key: str, *, example: str = "", required: bool = True) -> str:
        """Return a text without space around it; `Ja`, `2026-11-22` and `12` stay as written."""
        node = self._take(key, required, f"{key}: {example or '…'}")
        if node is None:
            return ""
        if not isinstance(node, Text):
            self._wrong_kind(key, node, "en tekst", _mend_text(key, node, example))
            return ""
        if required and not node.value.strip():
            self.problem(key, f'"{key}" er tom.', f"Skriv fx {key}: {example or '…'}")
        return node.value.strip()

    def identity(self, key: str, *, example: str = "", required: bool = True) -> str:
        """Return an id: ASCII, lower case, digits, dots and dashes; anything else is noted."""
        example = example if ID.fullmatch(example) else "cv.profil"  # it may be the file's name
        text = self.text(key, example=example, required=required)
        if text and not (ID.fullmatch(text) and len(text) <= 100):
            meant = ".".join(filter(None, map(as_name, text.split("."))))
            begins = f"{example.partition('.')[0]}." if "." in example else ""
            example = meant if meant.startswith(begins) and len(meant) <= 100 else example
            mend = f"Brug små bogstaver a-z, tal, punktum og bindestreg, fx {example}."
            self.problem(key, f"{quoted(text)} kan ikke være et id.", mend)
            return ""
        return text

    def flag(self, key: str, default: bool = False) -> bool:
        """Return yes or no; Danish and English words both count."""
        text = self.text(key, example="true", required=False)
        if text and text.lower() not in _FLAGS:
            self.problem(key, f'"{key}" skal være true eller false, men her står {quoted(text)}.')
        return _FLAGS.get(text.lower(), default)

    def number(self, key: str, low: int, high: int, *, default: int | None = None) -> int:
        """Return a whole number from `low` to `high`; required when there is no default."""
        text = self.text(key, example=str(low), required=default is None)
        if not text:
            return low if default is None else default
        if _NUMBER.fullmatch(text) and low <= int(text) <= high:
            return int(text)
        what = f'"{key}" skal være et helt tal fra {low} til {high}, men her står {quoted(text)}.'
        self.problem(key, what, f"Skriv fx {key}: {min(high, max(low, 10))}")
        return low if default is None else default

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """Return one of a few words."""
        text = self.text(key, required=False)
        if text and text not in choices:
            mend = nearest(text, choices) or f"Skriv {', '.join(choices[:-1])} eller {choices[-1]}."
            self.problem(key, f"{quoted(text)} kan ikke stå i {quoted(key)}.", mend)
        return text if text in choices else default

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Return a date, or None where there is none yet."""
        text = self.text(key, example="2026-11-23", required=required)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.problem(key, f"{quoted(text)} er ikke en dato.", f"Skriv fx {key}: 2026-11-23")
            return None

    def revision(self) -> str:
        """Return a pinned revision (8 hexadecimal digits), or nothing, so that the text decides."""
        text = self.text("revision", required=False)
        if text and not REVISION.fullmatch(text):
            what = f'"revision" skal være 8 tegn af 0-9 og a-f, men her står {quoted(text)}.'
            self.problem("revision", what, "Slet feltet, hvis teksten har fået ny mening.")
            return ""
        return text

    def texts(self, key: str, *, required: bool = True) -> tuple[Text, ...]:
        """Return a list of texts with their lines."""
        found = []
        for node in self._items(key, required):
            if isinstance(node, Text) and node.value.strip():
                found.append(Text(node.value.strip(), node.line, node.plain))
            else:
                self._wrong_item(key, node, "en tekst")
        return tuple(found)

    def groups(self, key: str, *, required: bool = True) -> tuple[Fields, ...]:
        """Return a list of groups; use each in a `with` of its own."""
        found = []
        for node in self._items(key, required=required):
            if isinstance(node, Table):
                found.append(Fields(self.tree, self.file, node))
            else:
                self._wrong_item(key, node, "en gruppe felter")
        return tuple(found)

    def group(self, key: str, *, required: bool = False) -> Fields | None:
        """Return the group of fields at a key; use it in a `with` of its own."""
        node = self._take(key, required, f"{key}: {{…}}")
        if node is None:
            return None
        if isinstance(node, Table):
            return Fields(self.tree, self.file, node)
        self._wrong_kind(key, node, "en gruppe felter", "Ryk felterne ind under navnet.")
        return None

    def pairs(self, key: str, *, required: bool = True) -> tuple[tuple[str, Text], ...]:
        """Return `code: text` pairs in the order they stand."""
        group = self.group(key, required=required)
        found: list[tuple[str, Text]] = []
        if group is not None:
            for code in group.table.nodes:
                text = group.text(code, example="Ansøgning")
                found.append((code, Text(text, group.line(code))))
        return tuple(found)

    def _items(self, key: str, required: bool) -> tuple[Node, ...]:
        node = self._take(key, required, f"{key}: […]")
        if node is None:
            return ()
        if not isinstance(node, Items):
            mend = 'Skriv hvert punkt på sin egen linje med "- " foran.'
            self._wrong_kind(key, node, "en liste", mend)
            return ()
        if required and not node.nodes:
            self.problem(key, f'listen "{key}" er tom.', 'Skriv mindst ét punkt med "- " foran.')
        return node.nodes

    def _take(self, key: str, required: bool, example: str) -> Node | None:
        if self.has(key):
            return self.table.nodes[key]
        if required:
            stands = key in self.table.nodes
            what = f'"{key}" er tom.' if stands else f'"{key}" mangler.'
            self.problem(key, what, f"Skriv fx {example}")
        return None

    def _wrong_kind(self, key: str, node: Node, wanted: str, mend: str) -> None:
        what = f'"{key}" skal være {wanted}, men her står {_shown(node)}.'
        self.problem(key, what, mend)

    def _wrong_item(self, key: str, node: Node, wanted: str) -> None:
        what = f'hvert punkt i "{key}" skal være {wanted}, men her står {_shown(node)}.'
        mend = 'Sæt anførselstegn om hele teksten: "…".' if isinstance(node, Table) else ""
        self.tree.problem(self.file, node.line, what, mend)


def _shown(node: Node) -> str:
    """Quote what stands there, or name its kind."""
    return quoted(node.value) if isinstance(node, Text) else _KINDS[type(node)]


def _mend_text(key: str, node: Node, example: str) -> str:
    if isinstance(node, Table):
        return f'Sæt anførselstegn, når der er kolon i teksten: {key}: "…".'
    return f"Skriv fx {key}: {example or '…'}"
