"""Pages that redirect, for a site served without our server and its real redirects."""

from contextlib import suppress
from pathlib import Path

from jobvej.builder.pieces import environment
from jobvej.catalog.addresses import leading_on
from jobvej.catalog.export import publish
from jobvej.catalog.model import Catalog


def write_moved(catalog: Catalog, www: Path) -> None:
    """A small page at each permanent link and former address, never in place of a real page."""
    template = environment().get_template("moved.html")
    for address, to in leading_on(publish(catalog, "")).items():
        page = www / address.strip("/") / "index.html"
        html = template.render(to=to, municipality=catalog.municipality)
        page.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), page.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(html)
