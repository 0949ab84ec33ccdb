"""One build of the site, in a folder of its own that goes live last, completely or not at all."""

import gzip
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from whitenoise.compress import Compressor

from jobvej.builder.booklet import FOLDER as BOOKLETS
from jobvej.builder.moved import write_moved
from jobvej.builder.offline import write_offline
from jobvej.builder.run import keeping_all, make_site
from jobvej.builder.search import PACKED, SearchNotMade, make_search
from jobvej.builder.sent import sent
from jobvej.builder.walk import files_below
from jobvej.catalog.export import write_catalog
from jobvej.catalog.problem import Problem
from jobvej.catalog.webinars import DENMARK
from jobvej.catalog.whole import write_whole

_UNFINISHED = ".unfinished-"
_ABANDONED = timedelta(hours=1)
_PACKET = 1400
"""Bytes that fit into one packet, gzipped or not."""


@dataclass(frozen=True)
class Built:
    """A finished build."""

    id: str
    folder: Path
    pages: int
    advice: tuple[Problem, ...] = ()


class BuildFailed(Exception):
    """Nothing went live; the authors have problems to mend."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@keeping_all()
def build_site(root: Path, build_dir: Path, now: datetime | None = None) -> Built:
    """Build the authors' folder into build_dir/site-<id>/ and put it in use.

    Raises BuildFailed with every problem; `current` and earlier builds are then untouched, so that
    a broken text never takes a live site down.
    """
    now = now or datetime.now(UTC)
    build_dir.mkdir(parents=True, exist_ok=True)
    _sweep(build_dir, now)
    there = set(build_dir.glob("site-*"))
    new = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=build_dir))
    try:
        www = new / "www"
        films, today = (build_dir / "films").resolve(), now.astimezone(DENMARK).date()
        made = make_site(root.resolve(), www.resolve(), films, today=today)
        if made.problems:
            raise BuildFailed(made.problems)
        pages = sum(1 for _ in files_below(www, ".html"))
        _make_search(www, new)
        write_moved(made.catalog, www)
        write_offline(made.catalog, www, films)
        build_id = _free_id(build_dir, now, _content_hash(www))
        write_catalog(made.catalog, build_id, new / "catalog.json")
        frame = json.dumps({"assets": sent().address})
        (new / "site.json").write_text(frame + "\n", encoding="utf-8")
        _compress(www)
        new.chmod(0o755)
        folder = build_dir / f"site-{build_id}"
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    # The build in use until now stays for its readers; one made meanwhile is somebody else's.
    there.discard(build_dir / f"site-{current_id(build_dir)}")
    if sys.platform != "win32":
        os.sync()  # so that after a power cut `current` names nothing half written
    write_whole(build_dir / "current", build_id + "\n")
    for path in there:
        shutil.rmtree(path, ignore_errors=True)
    return Built(build_id, folder, pages, made.found)


def _make_search(www: Path, aside: Path) -> None:
    """Index the pages without the booklets, which only repeat their lessons."""
    try:
        with _without(www / BOOKLETS, aside / BOOKLETS):
            make_search(www)
    except SearchNotMade as error:
        what = f"søgningen kunne ikke bygges: {error}"
        raise BuildFailed((Problem("soeg", 1, what, "Installér Jobvej igen."),)) from error


@contextmanager
def _without(folder: Path, aside: Path) -> Iterator[None]:
    """Move a folder out of the way, if it exists, and back again."""
    is_there = folder.exists()
    if is_there:
        folder.rename(aside)
    yield
    if is_there:
        aside.rename(folder)


class _Press(Compressor):  # type: ignore[misc]
    @staticmethod
    def compress_gzip(data: bytes) -> bytes:
        """At level 6: half the time of level 9 for half a percent more bytes."""
        return gzip.compress(data, 6, mtime=0)


def _compress(www: Path) -> None:
    """Put a gzipped copy beside each text file; the server sends it to browsers that accept it.

    It is a third of the size, which matters to an old phone on a poor network.
    """
    press = _Press([*Compressor.SKIP_COMPRESS_EXTENSIONS, *PACKED], use_brotli=False, quiet=True)
    for path in list(files_below(www)):
        if press.should_compress(path.name) and path.stat().st_size > _PACKET:
            press.compress(str(path))


def current_id(build_dir: Path) -> str:
    """The id of the build in use, or nothing before the first."""
    with suppress(FileNotFoundError):
        return (build_dir / "current").read_text(encoding="utf-8").strip()
    return ""


def _content_hash(www: Path) -> str:
    total = hashlib.sha256()
    for path in files_below(www):
        name, content = path.relative_to(www).as_posix().encode(), path.read_bytes()
        total.update(b"%d:%s%d:" % (len(name), name, len(content)))
        total.update(content)
    return total.hexdigest()[:8]


def _free_id(build_dir: Path, now: datetime, content: str) -> str:
    # Two builds within a second must not share a folder: the first may be in use already.
    while (build_dir / f"site-{now:%Y%m%d%H%M%S}-{content}").exists():
        now += timedelta(seconds=1)
    return f"{now:%Y%m%d%H%M%S}-{content}"


def _sweep(build_dir: Path, now: datetime) -> None:
    """Remove what builds that were killed left behind."""
    for path in build_dir.glob(f"{_UNFINISHED}*"):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < now - _ABANDONED:
            shutil.rmtree(path, ignore_errors=True)
