"""How much a lesson weighs on the wire, file by file, beside Material's own page and the limit.

Usage: python bench/weight.py [build folder]; without one it builds the site for itself.
Exit 1 above the limit.
"""

import gzip
import json
import re
import sys
import tempfile
from pathlib import Path

from jobvej.builder.site import build_site, current_id

LIMIT = 100_000
"""Bytes gzipped for one lesson with everything it loads but the film: 2 s at 400 kbit/s."""
_COMPRESSED = {".woff2", ".webp", ".png"}
_LOADED = re.compile(r'(?:href|src)="(/[^"]+\.(?:css|js|woff2|svg|vtt))"')
_POSTER = re.compile(r'poster="/film/([^"]+)"')
_IMPORT = re.compile(r'(?:from|import\()\s*"(\./[^"]+\.js)"')


def weigh(path: Path) -> int:
    """Bytes as sent: fonts and pictures as they are, text gzipped."""
    data = path.read_bytes()
    return len(data) if path.suffix in _COMPRESSED else len(gzip.compress(data, 9))


def loaded(www: Path, page: Path) -> list[Path]:
    """The page and all it can load by itself: captions, and every module also if unused."""
    files = [page]
    waiting = [www / name.lstrip("/") for name in _LOADED.findall(page.read_text("utf-8"))]
    while waiting:
        path = waiting.pop(0)
        if path in files or not path.is_file():
            continue
        files.append(path)
        if path.suffix == ".js":
            waiting += [path.parent / name for name in _IMPORT.findall(path.read_text("utf-8"))]
    return files


def kept(www: Path) -> tuple[int, int]:
    """Bytes of the heaviest course that a reader may keep, with the films made, and of how many."""
    lists = [json.loads(path.read_text("utf-8")) for path in www.glob("kurser/*/uden-net.json")]
    return max(sum(each["sizes"].values()) for each in lists), len(lists)


def picture(www: Path, page: Path) -> int:
    """Bytes of the picture that stands where the film will play."""
    found = _POSTER.search(page.read_text("utf-8"))
    path = www.parents[1] / "films" / found[1] if found else None
    return weigh(path) if path and path.is_file() else 0


def material() -> int:
    """What Material's own stylesheets and script would add to every page."""
    import material as theme

    assets = Path(str(theme.__file__)).parent / "templates/assets"
    names = ["stylesheets/main.*.css", "stylesheets/palette.*.css", "javascripts/bundle.*.js"]
    return sum(weigh(path) for name in names for path in assets.glob(name))


def weigh_site(build: Path) -> int:
    """Print the heaviest lesson and say whether it keeps the limit."""
    www = build / f"site-{current_id(build)}" / "www"
    lessons = sorted(www.glob("kurser/*/*/index.html"))
    totals = {page: sum(map(weigh, loaded(www, page))) for page in lessons}
    page = max(totals, key=lambda one: totals[one])
    for path in sorted(loaded(www, page), key=weigh, reverse=True):
        print(f"{weigh(path):8,}  {path.relative_to(www)}")
    total = totals[page]
    print(f"{total:8,}  in all: {total / LIMIT:.0%} of {LIMIT:,} (the heaviest of {len(lessons)})")
    print(f"{picture(www, page):8,}  the film's picture, which belongs to the film")
    heaviest, courses = kept(www)
    print(f"{heaviest:8,}  a course kept on the device, unpacked (the heaviest of {courses})")
    print(f"{material():8,}  Material's own CSS and script, which no page loads")
    return int(total > LIMIT)


def main() -> int:
    """Weigh the given build, or one made now."""
    if len(sys.argv) > 1:
        return weigh_site(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory() as folder:
        build_site(Path(__file__).resolve().parents[1], Path(folder))
        return weigh_site(Path(folder))


if __name__ == "__main__":
    sys.exit(main())
