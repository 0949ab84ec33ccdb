"""`jobvej preview --to`: pages in a folder that open with a double-click, without a server."""

import posixpath
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from jobvej.authoring.preview import NOT_HERE
from jobvej.builder.made import Made
from jobvej.builder.moved import write_moved
from jobvej.builder.run import make_site
from jobvej.builder.walk import files_below

_ADDRESS = re.compile(r'(?<= )((?:href|src|poster|action)="|content="0; url=)([^"#][^"]*)(?=")')
_FILM = re.compile(r'="/film/([^"]+)"')
_ELSEWHERE = "ikke-med-her.html"


def write_folder(root: Path, films: Path, to: Path) -> Made:
    """Make the site with drafts, and every problem on its page, in a folder that must be empty.

    All links are relative and lead to files, so it works from a disk, from an unpacked zip, and
    below any address. If no page could be made, there is nothing to open.
    """
    www = to.resolve()
    made = make_site(root.resolve(), www, films.resolve(), "preview")
    if not (www / "index.html").is_file():
        return made
    write_moved(made.catalog, www)
    (www / _ELSEWHERE).write_bytes(NOT_HERE)
    pages = {path: path.read_text(encoding="utf-8") for path in files_below(www, ".html")}
    for name in {name for page in pages.values() for name in _FILM.findall(page)}:
        if (films / name).is_file():
            (www / "film").mkdir(exist_ok=True)
            shutil.copyfile(films / name, www / "film" / name)
    for path, page in pages.items():
        here = path.parent.relative_to(www).as_posix()
        path.write_text(_from_here(page, here, www), encoding="utf-8", newline="\n")
    return made


def _from_here(page: str, here: str, www: Path) -> str:
    """The page with each of our own addresses as a relative path to a file."""

    def led(found: re.Match[str]) -> str:
        parts = urlsplit(found[2])
        if parts.scheme or parts.netloc:
            return found[0]
        target = posixpath.normpath(posixpath.join("/", here, parts.path)).strip("/")
        if (www / target).is_dir():
            target = posixpath.join(target, "index.html")
        if not (www / target).is_file():
            target = _ELSEWHERE
        way = posixpath.relpath(target, here)
        return found[1] + parts._replace(path=way).geturl()

    return _ADDRESS.sub(led, page)
