"""A course's own line drawing, courses/<course>/tegning.svg, drawn in our colours."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from markupsafe import Markup, escape

FILE = "tegning.svg"
_SHAPES = {"path", "circle", "ellipse", "line", "rect", "polyline", "polygon"}
_ATTRIBUTES = {
    *("d", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "x2", "y1", "y2"),
    *("width", "height", "points"),
}


def drawing(folder: Path) -> Markup:
    """The drawing as inline SVG, hidden from screen readers; nothing where there is none.

    Only shapes and their measures are kept, so whatever else a file holds cannot act. A shape of
    class `sun` is filled with the one warm colour.
    """
    path = folder / FILE
    if not path.is_file():
        return Markup("")
    try:
        root = ElementTree.parse(path).getroot()  # noqa: S314 (the author's own file, no entities)
    except ElementTree.ParseError:
        return Markup("")
    shapes = "".join(_shape(one) for one in root.iter() if _name(one) in _SHAPES)
    return Markup(  # noqa: S704 (names are ours, values are escaped)
        '<svg class="drawing" viewBox="0 0 160 120" width="160" height="120" '
        f'aria-hidden="true" focusable="false">{shapes}</svg>'
    )


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _shape(element: ElementTree.Element) -> str:
    kept = [f'{name}="{escape(value)}"' for name, value in element.items() if name in _ATTRIBUTES]
    kept += ['class="sun"'] if element.get("class") == "sun" else []
    return f"<{_name(element)} {' '.join(kept)}/>"
