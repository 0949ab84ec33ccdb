"""Checks links: every address on our own site must be one that is answered."""

import logging
import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit, urlunsplit

from jobvej.catalog.addresses import TRACKER
from jobvej.catalog.markdown import Markdown
from jobvej.catalog.model import Catalog
from jobvej.catalog.problem import WARNING, Problem
from jobvej.catalog.tree import nearest

_BROKEN = re.compile(r"Doc file '(?P<page>.+?)' contains (?:a|an) (?:\w+ )*link '(?P<link>.+?)'")


class Ear(logging.Handler):
    """Collects MkDocs' warnings, which name broken links between pages."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message, unless it is about something that we do on purpose."""
        message = record.getMessage()
        if not message.startswith("A 'dirty' build"):
            self.heard.append(message)


_TAG = re.compile(r'<[a-z](?:[^">]|"[^"]*")*>')
_LINK = re.compile(r'\s(?:href|src)="([^"]+)"')
_ID = re.compile(r'\sid="([^"]+)"')


def _links(html: str) -> list[str]:
    """Every address that HTML links to or loads; cleaned HTML writes them in only one way."""
    return [unescape(link) for tag in _TAG.findall(html) for link in _LINK.findall(tag)]


@dataclass(frozen=True)
class Addresses:
    """Every address of the site, and what is known about some that are missing."""

    pages: Collection[str]
    drafts: Collection[str] = ()
    """Answered only in a preview."""
    unread: Collection[str] = ()
    """Of lessons and courses whose file cannot be read, which has its own problem."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Address → HTML of the pages whose headings all come from their author."""


def lost(catalog: Catalog) -> set[str]:
    """The addresses of lessons and courses that have a file but are not in the catalog."""
    known = {course.file for course in catalog.courses}
    known |= {lesson.file for lesson in catalog.lessons()}
    found = set()
    for path in (catalog.root / "courses").glob("*/*"):
        folder, name = path.parent.name, path.name
        if name == "course.yml" and f"courses/{folder}/{name}" not in known:
            found.add(f"/kurser/{folder}/")
        elif path.suffix == ".md" and f"courses/{folder}/{name}" not in known:
            found.add(f"/kurser/{folder}/{path.stem}/")
    return found


def drafts(catalog: Catalog) -> set[str]:
    """The addresses of drafts."""
    return {lesson.url for lesson in catalog.lessons() if lesson.is_draft}


def dead(body: Markdown, html: str, url: str, addresses: Addresses) -> list[Problem]:
    """Links on a page that no reader can follow: to nothing, or to a draft."""
    problems = []
    for link in dict.fromkeys(_links(html)):
        problems += _astray(body, link)
        address, _, place = urljoin(url, link).partition("#")
        address = address.partition("?")[0]
        if address in addresses.drafts and url not in addresses.drafts:
            written = _written(body.text, link, address)
            what = f'linket "{written}" fører til en kladde.'
            mend = "Udgiv den først, eller fjern linket."
            problems.append(body.problem(line_of(body.text, written), what, mend))
        elif link.startswith("/") and not _answered(address, addresses):
            near = nearest(address, addresses.pages) or "Se, hvad siden hedder i adresselinjen."
            problems.append(body.problem(line_of(body.text, link), _leads_nowhere(link), near))
        elif link.startswith("/") and place and addresses.texts.get(address):
            problems += _misplaced(body, link, place, addresses.texts[address])
    return problems


def _misplaced(body: Markdown, link: str, place: str, html: str) -> list[Problem]:
    """A link to a heading that is not on the page; readers would land at its top instead."""
    there = _ID.findall(html)
    if place in there:
        return []
    what = f'linket "{link}" fører til siden, men ikke til en overskrift på den.'
    mend = nearest(place, there) or "Åbn siden, og se, hvad overskriften hedder i adresselinjen."
    return [body.problem(line_of(body.text, link), what, mend)]


_HERE = re.compile(r"https?://(?:127\.\d|localhost\b|\[::1\])")
_FOLLOWS = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|_hs\w+)")
_SAFELINKS = ".safelinks.protection.outlook.com"


def _astray(body: Markdown, link: str) -> list[Problem]:
    """A link that works only for its author, or that tracks who follows it."""
    line = line_of(body.text, link)
    if _HERE.match(link):
        mend = f"Skriv kun det efter adressen, fx {urlsplit(link).path or '/'}"
        return [body.problem(line, f'linket "{link}" fører til din egen computer.', mend)]
    clean = _without_trackers(link)
    if clean == link:
        return []
    what = f'linket "{_short(link)}" fortæller andre, hvem der følger det.'
    return [replace(body.problem(line, what, f"Skriv {clean}"), severity=WARNING)]


def _without_trackers(link: str) -> str:
    """The address itself, without Outlook's wrapper and what newsletters add."""
    try:
        parts = urlsplit(link)
        if (parts.hostname or "").endswith(_SAFELINKS):
            return dict(parse_qsl(parts.query)).get("url", link)
    except ValueError:
        return link
    kept = [one for one in parts.query.split("&") if not _FOLLOWS.match(one)]
    if len(kept) == len(parts.query.split("&")):
        return link
    return urlunsplit(parts._replace(query="&".join(kept)))


def _short(link: str) -> str:
    return link if len(link) <= 60 else f"{link[:57]}…"


def _answered(address: str, addresses: Addresses) -> bool:
    if not address.startswith("/") or address.startswith(TRACKER):
        return True
    return address in addresses.pages or address in addresses.unread


def _written(text: str, link: str, address: str) -> str:
    """A link as its author wrote it: MkDocs has turned `hul.md` into `../hul/`."""
    slug = address.rstrip("/").rpartition("/")[2]
    return next((trace for trace in (f"{slug}.md", slug) if trace in text), link)


def _leads_nowhere(link: str) -> str:
    return f'linket "{link}" fører ingen steder hen.'


def line_of(text: str, piece: str) -> int:
    """The first line of the text that holds the piece, counted from 1."""
    at = text.find(piece)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def heard(
    messages: Iterable[str], bodies: Mapping[str, Markdown], unread: Collection[str]
) -> list[Problem]:
    """MkDocs' warnings as problems, with the author's file and line.

    Links to a page that could not be read are left out: that page has its own problem.
    """
    problems = []
    for message in messages:
        found = _BROKEN.match(message)
        body = bodies.get(found["page"]) if found else None
        if found is None or body is None:
            problems.append(Problem("mkdocs.yml", 1, " ".join(message.split())))
        elif found["link"].startswith("#fn"):
            problems += _unnamed_note(body, found["link"])
        elif _target(found["page"], found["link"]) not in unread:
            line = line_of(body.text, found["link"])
            pages = [posixpath.relpath(one, posixpath.dirname(found["page"])) for one in bodies]
            what, mend = _leads_nowhere(found["link"]), _meant(found["link"], pages)
            problems.append(body.problem(line, what, mend))
    return problems


def _meant(link: str, pages: list[str]) -> str:
    if re.fullmatch(r"[^/@\s]+@[^/@\s]+\.[a-z]+", link):
        return f"Skriv mailto:{link}"
    if re.match(r"(?:www\.)?[a-z0-9-]+\.(?:dk|com|eu|org|net)\b", link):
        return f"Skriv https://{link}"
    if link.lower().endswith((".heic", ".heif")):
        return "Browsere viser ikke HEIC. Gem billedet som JPG ved siden af teksten."
    things = "filen og overskriften" if "#" in link else "filen"
    near = nearest(posixpath.basename(link), pages) if "#" not in link else ""
    return near or f"Se efter, om {things} hedder sådan."


def _unnamed_note(body: Markdown, link: str) -> list[Problem]:
    """A footnote that nothing refers to, unless a faulty macro has hidden the reference."""
    note = f"[^{link.rpartition(':')[2]}]"
    if body.text.count(note) > 1:
        return []
    what, mend = (
        f'fodnoten "{note}" er der intet i teksten, der fører til.',
        f"Skriv {note} i teksten.",
    )
    return [body.problem(line_of(body.text, note), what, mend)]


def _target(page: str, link: str) -> str:
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), link.partition("#")[0]))
    return f"{path.removesuffix('.md')}/"
