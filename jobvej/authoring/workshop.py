"""Keeps a preview up to date: changed pages first, the whole site when nothing else is due."""

import logging
import shutil
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from jobvej.authoring.painter import Painter
from jobvej.authoring.watch import Snapshot, changes, is_picture, is_text_of_pages, snapshot
from jobvej.builder.made import Again, Made
from jobvej.builder.moved import write_moved
from jobvej.builder.run import make_site
from jobvej.builder.search import SearchNotMade, make_search
from jobvej.catalog.problem import Problem

LOOK_EVERY = 0.25
QUIET = 1.0
"""Seconds without a change before the whole site is rebuilt; single pages do not wait for it."""

log = logging.getLogger("jobvej.preview")
Say = Callable[[str], None]


class Workshop:
    """One author's preview; `www` is the site as it stands now, or None before the first."""

    def __init__(self, root: Path, build_dir: Path, say: Say = lambda line: None) -> None:
        self.root = root.resolve()
        self.build_dir = build_dir.resolve()
        self.films = self.build_dir / "films"
        self.www: Path | None = None
        self.failure = ""
        """Why the site cannot be made at all, for the page."""
        self.pictures = 0
        """Counts changes to anything but text, which do not show in any page's HTML."""
        self.changed = threading.Condition()
        self._say = say
        self._stopped = threading.Event()
        self._scratch = tempfile.TemporaryDirectory(prefix="jobvej-", ignore_cleanup_errors=True)
        self._number = 0
        self._has_new_pictures = False
        self._problems: tuple[Problem, ...] = ()
        self._painter = Painter(self.root, self.build_dir)
        self._threads = [
            threading.Thread(target=self._work, daemon=True),
            threading.Thread(target=self._painter.work, args=(self._stopped,), daemon=True),
        ]

    def start(self) -> None:
        """Begin to make the site, and go on until stopped."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish what is under way, and remove the site; films stay."""
        self._stopped.set()
        self._painter.wake()
        for thread in self._threads:
            thread.join(timeout=30)
        self._scratch.cleanup()

    def _work(self) -> None:
        seen: Snapshot = {}
        waiting, changed_at = True, 0.0
        while not self._stopped.is_set():
            now = snapshot(self.root)
            drawn = self._painter.finished()
            if seen and (now != seen or drawn):
                changed = changes(seen, now)
                if is_text_of_pages(seen, now) and self.www and not self.failure:
                    self._make(frozenset(changed | drawn), drawn - changed)
                else:
                    self._has_new_pictures |= any(map(is_picture, changed))
                waiting, changed_at = waiting or bool(changed), time.monotonic()
            elif waiting and time.monotonic() - changed_at >= QUIET:
                waiting = False
                self._make(frozenset())
            seen = now
            self._stopped.wait(LOOK_EVERY)

    def _make(self, changed: frozenset[str], films: frozenset[str] = frozenset()) -> None:
        """Remake these files' pages in place, or make all pages in a new folder."""
        began = time.monotonic()
        www = self.www if changed and self.www else self._new_folder()
        kept = [p for p in self._problems if p.file not in changed] if changed else []
        carried = (*kept, *self._painter.problems())
        try:
            made = make_site(self.root, www, self.films, "preview", Again(changed, carried))
            if not changed:
                write_moved(made.catalog, www)
        except Exception as error:  # an author's preview stays up whatever happens
            log.debug("preview", exc_info=True)
            self._take(self.www, _ours(error, changed))
            self._say(self.failure)
            return
        self._problems = made.problems
        has_site = (www / "index.html").is_file()
        self._take(www if has_site else self.www, "" if has_site else _told(made))
        self._remove_old(www)
        self._painter.give(made.catalog, changed)
        self._say(_line(changed, films, made, time.monotonic() - began))
        if not changed:
            with suppress(SearchNotMade):
                make_search(www)

    def _new_folder(self) -> Path:
        self._number += 1
        return Path(self._scratch.name) / str(self._number)

    def _remove_old(self, www: Path) -> None:
        """Keep the previous site for pages that are still open."""
        for folder in Path(self._scratch.name).iterdir():
            if int(folder.name) < int(www.name) - 1:
                shutil.rmtree(folder, ignore_errors=True)

    def _take(self, www: Path | None, failure: str) -> None:
        with self.changed:
            if www is not self.www:
                self.pictures += self._has_new_pictures
                self._has_new_pictures = False
            self.www, self.failure = www, failure
            self.changed.notify_all()


def _ours(error: Exception, changed: frozenset[str]) -> str:
    """For a fault in the program: what the author can do, and what a developer needs."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    told = f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
    undo = (
        f"Fortryd det sidste i {', '.join(sorted(changed))}." if changed else "Fortryd det sidste."
    )
    return f"Det er en fejl i Jobvej, ikke i din tekst. {undo}\nSend den her linje videre: {told}"


def _told(made: Made) -> str:
    return "\n".join(str(problem) for problem in made.problems) or "Siden er tom."


def _line(changed: frozenset[str], films: frozenset[str], made: Made, seconds: float) -> str:
    names = [f"filmen i {name}" if name in films else name for name in sorted(changed)]
    what = ", ".join(names) or "Hele siden"
    took = f"{seconds:.1f}".replace(".", ",")
    found = f" {len(made.problems)} fejl: se siden." if made.problems else ""
    return f"{what} er vist ({took} sek.).{found}"
