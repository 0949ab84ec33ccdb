"""Splits a Markdown file into the fields between the two `---` lines and the text below."""

from dataclasses import dataclass
from pathlib import Path

from jobvej.catalog.fields import Fields
from jobvej.catalog.markdown import Markdown
from jobvej.catalog.tree import Tree, nearest, quoted
from jobvej.catalog.yaml_lines import Table, parse_yaml


@dataclass(frozen=True)
class Document:
    """One Markdown file: its fields, and what stands below them."""

    fields: Fields
    body: Markdown


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
    return Document(Fields(tree, file, table), Markdown(file, first + 1, body))


def read_fields(tree: Tree, path: Path, *, required: bool = True) -> Fields | None:
    """Return the fields of a .yml file, or None when it cannot be read (noted)."""
    if not required and not path.is_file():
        return None
    text, file = tree.text(path), tree.name(path)
    if text is None:
        return None
    table = _table(tree, file, text, 1)
    return Fields(tree, file, table) if table else None


def read_next(fields: Fields, key: str, own: Path, noun: str) -> str:
    """Return the id of the course or plan that follows: another one in the same place.

    A course is named by its folder and a plan by its file, so even those that cannot be read are
    known.
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
