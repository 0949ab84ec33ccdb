"""Pages that are no lessons: checks the fields of content/**/*.md that nothing else reads."""

from __future__ import annotations

from pathlib import Path

from jobvej.catalog.front_matter import check_headings, read_document
from jobvej.catalog.tree import Tree


def check_pages(tree: Tree) -> None:
    """Note what is wrong in the pages of content/; their text is the builder's to render."""
    for path in page_files(tree):
        _check_page(tree, path)


def page_files(tree: Tree) -> tuple[Path, ...]:
    """Return the files of content/ that are pages, neither plans nor webinars."""
    content = tree.root / "content"
    return tuple(path for path in tree.folder(content, "**/*.md") if not _is_read(content, path))


def _is_read(content: Path, path: Path) -> bool:
    """Whether the file has a reader of its own: plans, webinars and local texts do."""
    own = path.parent in (content / "planer", content / "webinarer") and path.stem != "index"
    return own or path.parent == content / "lokalt"


def _check_page(tree: Tree, path: Path) -> None:
    document = read_document(tree, path)
    if document is None:
        return
    check_headings(tree, document)
    with document.fields as fields:
        fields.text("title", example="Hjælp")
        fields.text("summary", required=False)
