"""Pages other than lessons: content/**/*.md, except plans, webinars and local texts."""

from pathlib import Path

from jobvej.catalog.asides import Page
from jobvej.catalog.fields import ID
from jobvej.catalog.front_matter import read_document
from jobvej.catalog.markdown import check_prose
from jobvej.catalog.tree import Tree

NEEDED = ("index.md", "hjaelp.md", "privatliv.md", "tilgaengelighed.md")
"""The front page, and the pages linked from every footer."""


def read_pages(tree: Tree) -> tuple[Page, ...]:
    """Return every page that can be read, in the order of the files."""
    content = tree.root / "content"
    paths = {path for path in tree.folder(content, "**/*.md") if not _is_read(content, path)}
    paths |= {content / name for name in NEEDED}
    return tuple(page for path in sorted(paths) if (page := _read_page(tree, path)))


def _is_read(content: Path, path: Path) -> bool:
    """Whether another reader reads the file: one for plans, webinars or local texts."""
    own = path.parent in (content / "planer", content / "webinarer") and path.stem != "index"
    return own or path.parent == content / "lokalt"


def _read_page(tree: Tree, path: Path) -> Page | None:
    document = read_document(tree, path)
    if document is None:
        return None
    check_prose(tree, document.body)
    if not ID.fullmatch(path.stem):
        mend = "Brug små bogstaver a-z, tal og bindestreg, fx aabent-hus.md."
        tree.problem(document.body.file, 1, "filens navn kan ikke være en adresse.", mend)
    with document.fields as fields:
        title = fields.text("title", example="Hjælp")
        summary = fields.text("summary", required=False)
    return Page(title, summary, document.body)
