"""The built site in use: pages and catalog of one build, always swapped together."""

import json
import logging
import re
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import current_app, g, request
from whitenoise import WhiteNoise

from jobvej.catalog import CatalogError, Published, load_published
from jobvej.catalog.addresses import leading_on
from tracker import workdays
from tracker.errors import Stopped

log = logging.getLogger("jobvej")

CHECK_EVERY_SECONDS = 1.0
BUILD_ID = re.compile(r"[0-9]{14}-[0-9a-f]{8}")
NOT_FOUND = "404.html"
ASSETS = re.compile(r"/assets/jobvej\.[0-9a-f]{8}/")
LASTING = re.compile(rf"{ASSETS.pattern}|/assets/film/.+\.[0-9a-f]{{8}}\.(chapters\.)?vtt")
"""Addresses that hold a hash of what stands there. Authors' files never do: a picture that is
called `hus.20261128.png` may be another one tomorrow.
"""

MIME_TYPES = {
    ".vtt": "text/vtt; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


class NoSite(Stopped):
    """There is no build to serve; the sentence says what to do."""


@dataclass(frozen=True)
class Build:
    """One consistent build; a request uses the same one from beginning to end."""

    id: str
    published: Published
    assets: str
    """Where the style and the client of its pages lie."""
    files: Callable[..., Iterable[bytes]]
    """WSGI: the site's file, else its page that says that there is none."""
    leading_on: dict[str, str] = field(default_factory=dict)
    """Lasting links and former addresses → where the page stands now."""


def _missing(www: Path) -> Callable[..., Iterable[bytes]]:
    """The answer where there is no file: the build's own 404 page, with its search and courses."""
    page = (www / NOT_FOUND).read_bytes()

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        kind = ("Content-Type", "text/html; charset=utf-8")
        size = ("Content-Length", str(len(page)))
        start_response("404 Not Found", [kind, size, ("Cache-Control", "no-store")])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [page]

    return answer


def _serve_files(www: Path) -> WhiteNoise:
    """Serves the files of one build, indexed once; the next build gets its own object."""
    return WhiteNoise(
        _missing(www),
        root=str(www),
        index_file=True,
        allow_all_origins=False,
        max_age=0,
        mimetypes=MIME_TYPES,
        immutable_file_test=lambda path, url: bool(LASTING.match(url)),
    )


def named(build_dir: Path) -> str:
    """What `current` names; empty when it names nothing, or cannot be read."""
    try:
        return (build_dir / "current").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def read_build(build_dir: Path) -> Build:
    """The build that `current` names; raises NoSite with a sentence."""
    name = named(build_dir)
    if not name:
        raise NoSite(f"Der er intet site i {build_dir}. Kør `jobvej build` først.")
    if not BUILD_ID.fullmatch(name):
        raise NoSite(f"{build_dir}/current nævner ikke et byg: {name[:40]!r}. Byg igen.")
    folder = build_dir / f"site-{name}"
    try:
        published = load_published(folder / "catalog.json")
        assets = json.loads((folder / "site.json").read_text(encoding="utf-8"))["assets"]
        if not (isinstance(assets, str) and ASSETS.fullmatch(assets)):
            raise ValueError("site.json siger ikke, hvor dets filer er.")
        for page in ("index.html", NOT_FOUND):
            if not (folder / "www" / page).is_file():
                raise ValueError(f"{page} mangler. Byg igen.")
    except (CatalogError, OSError, ValueError, KeyError, TypeError) as error:
        raise NoSite(f"Bygget {name} kan ikke bruges: {error}") from error
    files = _serve_files(folder / "www")
    return Build(name, published, assets, files, leading_on(published))


class Site:
    """Keeps the newest usable build at hand; a broken one never takes its place."""

    def __init__(self, build_dir: Path) -> None:
        self._dir = build_dir.resolve()
        self.films = self._dir / "films"
        """Where films are rendered to, whatever build is in use."""
        self._lock = threading.Lock()
        self._tried = named(self._dir)
        self._checked = time.monotonic()
        self._build = self._read()
        self.problem = ""
        """Why the newest build is not in use, or empty."""

    def current(self) -> Build:
        """The build in use, looking for a newer one at most once a second."""
        due = time.monotonic() - self._checked >= CHECK_EVERY_SECONDS
        if due and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._build

    def _read(self) -> Build:
        """The build that is named; the municipality's days off are those it says."""
        build = read_build(self._dir)
        workdays.close(build.published.municipality.closed_days)
        return build

    def _look(self) -> None:
        """Switch to another build when `current` names one, or note why that cannot be used."""
        self._checked = time.monotonic()
        name = named(self._dir)
        if name in ("", self._tried):
            return
        self._tried = name
        try:
            self._build = self._read()
            self.problem = ""
        except NoSite as problem:
            self.problem = str(problem)
            log.error("build not taken: %s", name)


def build_in_use() -> Build:
    """The build this request started with, so that one answer never mixes two."""
    if "build" not in g:
        given = request.environ.get("jobvej.build")
        g.build = given or current_app.extensions["jobvej.site"].current()
    return g.build


def published() -> Published:
    """The catalog of this request's build."""
    return build_in_use().published
