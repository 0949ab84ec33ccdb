"""Local slots: what a municipality adds to shared courses, from content/lokalt/<slot>.md."""

import re
from collections.abc import Iterator

from jobvej.catalog.asides import Local
from jobvej.catalog.front_matter import read_fields
from jobvej.catalog.model import Catalog
from jobvej.catalog.problem import WARNING, Problem
from jobvej.catalog.tree import Tree, nearest, quoted

SLOTS = "courses/lokalt.yml"
FOLDER = "lokalt"
_ASKED = re.compile(r"\{\{\s*local\(\s*[\"']([^\"'\n]*)")


def read_local(tree: Tree) -> tuple[Local, ...]:
    """Return every slot of the courses; one that the municipality has not filled is empty.

    Slots belong to the courses, which are shared; their texts belong to content/, which is local. A
    text for a slot that the courses do not have is kept, so that it can be reported.
    """
    slots: tuple[str, ...] = ()
    if listed := read_fields(tree, tree.root / SLOTS, required=False):
        with listed as fields:
            slots = tuple(code for code, _ in fields.pairs("slots"))
    found = {
        file.stem: Local(file.stem, (tree.text(file) or "").strip(), tree.name(file))
        for file in tree.folder(tree.root / "content" / FOLDER, "*.md")
    }
    shown = (found.get(slot, Local(slot, "", "")) for slot in slots)
    strangers = (one for slot, one in found.items() if slot not in slots)
    return (*shown, *(Local(one.slot, one.text, one.file, is_slot=False) for one in strangers))


def unused(catalog: Catalog) -> Iterator[Problem]:
    """Advice for each local text that no page uses: nobody would ever read it."""
    asked = {slot for body in catalog.bodies() for slot in _ASKED.findall(body.text)}
    mend = "Slet den, eller giv den et navn, som kurserne bruger."
    for one in catalog.local:
        if one.file and one.slot not in asked:
            what = f"ingen side bruger pladsen {quoted(one.slot)}."
            yield Problem(one.file, 1, what, nearest(one.slot, asked) or mend, WARNING)
