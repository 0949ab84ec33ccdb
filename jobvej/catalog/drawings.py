"""A course's own line drawing, courses/<course>/tegning.svg: on its page and in its films."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from jobvej.catalog.model import Catalog
from jobvej.catalog.problem import Problem

FILE = "tegning.svg"
HEAVIEST = 2_500
"""Bytes; the drawing is part of the page itself, and a motif that needs more is not calm."""
_SHAPES = {"path", "circle", "ellipse", "line", "rect", "polyline", "polygon"}
_ATTRIBUTES = {
    *("d", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "x2", "y1", "y2"),
    *("width", "height", "points"),
}
_CLASSES = {"sun", "paper", "on-sun"}
"""Filled with the warm colour; filled to cover what is behind; a line on the warm colour."""
_MARK = b"<!"
"""Starts a comment, or a document type that may declare entities."""
_BOX = "0 0 160 120"
_MEND = (
    f'Brug kun {", ".join(sorted(_SHAPES))} med deres mål i viewBox="{_BOX}", '
    'og class="sun", "paper" eller "on-sun".'
)


def drawing(folder: Path) -> str:
    """The shapes of the drawing as SVG, in a box of 160 × 120; empty where there is none.

    Only shapes and their measures are kept, so nothing else in a file can act.
    """
    root = _read(folder / FILE)
    if root is None:
        return ""
    return "".join(_shape(one) for one in root.iter() if _name(one) in _SHAPES)


def misdrawn(catalog: Catalog) -> Iterator[Problem]:
    """A problem for whatever in a course's drawing would not be shown as it was drawn."""
    for course in catalog.courses:
        path = catalog.root / "courses" / course.id / FILE
        if path.is_file():
            name = f"courses/{course.id}/{FILE}"
            yield from (Problem(name, 1, what, _MEND) for what in _faults(path))


def _faults(path: Path) -> Iterator[str]:
    root = _read(path)
    if root is None:
        has_mark = _MARK in path.read_bytes()
        yield 'tegningen har en linje med "<!".' if has_mark else "tegningen kan ikke læses."
        return
    if path.stat().st_size > HEAVIEST:
        yield f"tegningen fylder {path.stat().st_size} byte; den må højst fylde {HEAVIEST}."
    if root.get("viewBox") != _BOX:
        yield f'tegningen har ikke viewBox="{_BOX}".'
    for one in list(root.iter())[1:]:
        if _name(one) not in _SHAPES:
            yield f"tegningen har et <{_name(one)}>, som ikke bliver vist."
            continue
        for name, value in one.items():
            if name not in _ATTRIBUTES and (name != "class" or value not in _CLASSES):
                yield f'tegningen har {name}="{value}", som ikke bliver brugt.'


def _read(path: Path) -> ElementTree.Element | None:
    """The file's outermost element, if it is an XML file without entities of its own."""
    if not path.is_file() or _MARK in path.read_bytes():
        return None
    try:
        return ElementTree.parse(path).getroot()  # noqa: S314 (it declares no entities)
    except (ElementTree.ParseError, LookupError, ValueError):
        return None


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _shape(element: ElementTree.Element) -> str:
    kept = [f"{name}={quoteattr(value)}" for name, value in element.items() if name in _ATTRIBUTES]
    kind = element.get("class")
    kept += [f'class="{kind}"'] if kind in _CLASSES else []
    return f"<{_name(element)} {' '.join(kept)}/>"
