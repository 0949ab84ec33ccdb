"""Splits a Markdown file into the fields between the two `---` lines and the text below."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from jobvej.catalog.fields import Fields
from jobvej.catalog.tree import Tree, nearest, quoted
from jobvej.catalog.yaml_lines import Table, parse_yaml

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_UNREAD = re.compile(r"\{\{.*?\}\}|\{[^}\n]*\}|\]\([^)\n]*\)|<[^>\n]*>|https?://\S+", re.DOTALL)
_UNDERLINE = re.compile(r" {0,3}=+\s*")
_LIST_IN_LIST = re.compile(r"[\s>]*(?:[-*+]|\d+\.)\s+(\d+)\.\s")
_WORD = re.compile(r"[^\W_][\w'’.-]*")


@dataclass(frozen=True)
class Document:
    """One Markdown file: its fields, its body and the line on which the body begins."""

    fields: Fields
    body: str
    body_line: int
    file: str


def read_document(tree: Tree, path: Path) -> Document | None:
    """Return the file in two, or None when its front matter cannot be read (noted)."""
    text, file = tree.text(path), tree.name(path)
    if text is None:
        return None
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        what = 'filen begynder ikke med "---".'
        tree.problem(file, 1, what, 'Skriv felterne øverst mellem to linjer med "---".')
        return None
    end = next((i for i, line in enumerate(lines) if i and line.rstrip() == "---"), None)
    if end is None:
        what = 'felterne øverst slutter ikke med "---".'
        tree.problem(file, 1, what, 'Skriv en linje med "---" under det sidste felt.')
        return None
    table = _table(tree, file, "\n".join(lines[1:end]) + "\n", 2)
    if table is None:
        return None
    first = next((i for i in range(end + 1, len(lines)) if lines[i].strip()), end + 1)
    body = "\n".join(lines[first:]).rstrip() + "\n"
    return Document(Fields(tree, file, table), body, first + 1, file)


def read_fields(tree: Tree, path: Path) -> Fields | None:
    """Return the fields of a .yml file, or None when it cannot be read (noted)."""
    text, file = tree.text(path), tree.name(path)
    if text is None:
        return None
    table = _table(tree, file, text, 1)
    return Fields(tree, file, table) if table else None


def read_next(fields: Fields, key: str, own: Path, noun: str) -> str:
    """Return the id of the course or plan that follows: another one in the same place.

    A course has the name of its folder and a plan that of its file, so those that cannot be read
    are known too.
    """
    name = fields.identity(key, example="naeste", required=False)
    if not name:
        return ""
    known = {p.stem for p in fields.tree.folder(own.parent) if p.is_dir() or p.suffix == ".md"}
    if name == own.stem:
        fields.problem(key, f"{noun} følger efter sig selv.", f"Ret {key}, eller slet det.")
    elif name not in known:
        what = f"{noun} {quoted(name)} i {key} findes ikke."
        fields.problem(
            key, what, nearest(name, known - {own.stem}) or f"Ret {key}, eller slet det."
        )
    else:
        return name
    return ""


def _table(tree: Tree, file: str, text: str, offset: int) -> Table | None:
    before = tree.count
    node = parse_yaml(tree, file, text, offset)
    if isinstance(node, Table):
        return node
    if tree.count == before:
        what = "her er ingen felter." if node is None else "her står en tekst uden feltnavn."
        tree.problem(file, node.line if node else offset, what, "Skriv felter som navn: tekst")
    return None


def check_prose(tree: Tree, document: Document) -> None:
    """Note every h1 in the body, for the page has its title; and dates that would be lost.

    "- 26. nov. Ring" would be shown as "1. nov. Ring": a list in a list, which counts from 1.
    """
    before = ""
    for line, row in prose(document.body, document.body_line):
        title = row.startswith(("# ", "#\t"))
        underlined = _UNDERLINE.fullmatch(row) and before.strip()
        if title or underlined:
            at = line - 1 if underlined else line
            what = "siden har allerede sin overskrift fra title."
            tree.problem(document.file, at, what, 'Begynd med to havelåger: "## …".')
        if lost := _LIST_IN_LIST.match(row):
            what = f'"{lost[1]}." først i punktet bliver vist som "1.".'
            tree.problem(document.file, line, what, f'Skriv "{lost[1]}\\.".')
        before = row


def count_words(body: str) -> int:
    """Count the words a reader meets, roughly: without macros, addresses and Markdown's signs."""
    return len(_WORD.findall(_UNREAD.sub(" ", body)))


def prose(body: str, line: int) -> list[tuple[int, str]]:
    """Return the lines outside fenced code, with their numbers."""
    found, fence = [], ""
    for number, row in enumerate(body.split("\n"), start=line):
        mark = _FENCE.match(row)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""
        elif not fence:
            found.append((number, row))
    return found
