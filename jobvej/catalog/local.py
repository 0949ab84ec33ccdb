"""Local slots: what a municipality adds to shared courses, from content/lokalt/<slot>.md."""

from __future__ import annotations

from jobvej.catalog.front_matter import read_fields
from jobvej.catalog.model import Local
from jobvej.catalog.tree import Tree, nearest, quoted

SLOTS = "courses/lokalt.yml"
FOLDER = "lokalt"


def read_local(tree: Tree) -> tuple[Local, ...]:
    """Return every slot of the courses; one that the municipality has not filled is empty.

    The slots are part of the courses and so shared; their texts are part of content/ and so local.
    """
    path = tree.root / SLOTS
    document = read_fields(tree, path) if path.is_file() else None
    slots: dict[str, int] = {}
    if document is not None:
        with document as fields:
            slots = {code: text.line for code, text in fields.pairs("slots")}
    folder = tree.root / "content" / FOLDER
    found = {}
    for file in tree.folder(folder, "*.md"):
        if file.stem not in slots:
            what = f"ingen lektion har pladsen {quoted(file.stem)}."
            tree.problem(tree.name(file), 1, what, nearest(file.stem, slots) or f"Se {SLOTS}.")
        found[file.stem] = Local(file.stem, (tree.text(file) or "").strip(), tree.name(file))
    return tuple(found.get(slot, Local(slot, "", "")) for slot in slots)
