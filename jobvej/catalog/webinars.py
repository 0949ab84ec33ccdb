"""Webinars, content/webinarer/<webinar>.md: a talk for many at a set time, and its recording."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jobvej.catalog.asides import Webinar
from jobvej.catalog.fields import Fields, https_host
from jobvej.catalog.front_matter import Document, read_document
from jobvej.catalog.markdown import check_prose
from jobvej.catalog.problem import WARNING, Problem
from jobvej.catalog.tree import Tree, quoted

FOLDER = "webinarer"
DENMARK = ZoneInfo("Europe/Copenhagen")
_UNKNOWN = datetime(2000, 1, 1, tzinfo=DENMARK)
_MOMENT = "%Y-%m-%d %H:%M"


def read_webinars(tree: Tree) -> tuple[Webinar, ...]:
    """Return every webinar by the time it begins; their recordings are joined later."""
    found = []
    for path in tree.folder(tree.root / "content" / FOLDER, "*.md"):
        document = read_document(tree, path) if path.stem != "index" else None
        if document is not None:
            check_prose(tree, document.body)
            webinar = _read_webinar(document, path)
            found += [webinar] if webinar else []
    return tuple(sorted(found, key=lambda one: (one.starts_at, one.id)))


def unlinked(webinars: tuple[Webinar, ...], today: date) -> Iterator[Problem]:
    """Advice for each coming webinar that nobody could take part in yet."""
    for one in webinars:
        if one.day >= today and not (one.join_url or one.sign_up_url):
            what = f"webinaret {one.starts_at:%d.%m.%Y} har intet link, og ingen kan være med."
            mend = "Skriv join_url, eller sign_up_url hvis en anden tager imod tilmeldinger."
            yield Problem(one.file, 1, what, mend, WARNING)


def _read_webinar(document: Document, path: Path) -> Webinar | None:
    with document.fields as fields:
        identity = fields.identity("id", example=f"webinar.{path.stem}")
        if identity and identity != f"webinar.{path.stem}":
            what = f"webinarets id {quoted(identity)} passer ikke til filens navn."
            fields.problem("id", what, f"Skriv id: webinar.{path.stem}")
        title = fields.text("title", example="CV på en time")
        summary = fields.text("summary", example="Vi retter et CV sammen.")
        starts_at = _moment(fields)
        minutes = fields.number("minutes", 10, 240)
        host = fields.text("host", example="Strandby Kommune")
        sign_up_url, join_url = _address(fields, "sign_up_url"), _address(fields, "join_url")
        if join_url and join_url in document.body.text:
            mend = "Slet den i teksten. Den bliver vist for de tilmeldte på dagen."
            fields.problem("join_url", "linket til dagen står også i teksten.", mend)
        video_id, video_title, video_line = _video(fields, path.stem)
    if not identity:
        return None
    return Webinar(
        id=identity,
        title=title,
        slug=path.stem,
        summary=summary,
        starts_at=starts_at,
        minutes=minutes,
        host=host,
        sign_up_url=sign_up_url,
        join_url=join_url,
        video_id=video_id,
        video_title=video_title,
        film=None,
        body=document.body,
        video_line=video_line,
    )


def _moment(fields: Fields) -> datetime:
    """When it begins, in Danish time; a time long ago if it cannot be read."""
    text = fields.text("starts_at", example="2027-01-14 10:00")
    try:
        return datetime.strptime(text, _MOMENT).replace(tzinfo=DENMARK) if text else _UNKNOWN
    except ValueError:
        what = f"{quoted(text)} er ikke et tidspunkt."
        fields.problem("starts_at", what, "Skriv fx starts_at: 2027-01-14 10:00")
        return _UNKNOWN


def _address(fields: Fields, key: str) -> str:
    """A safe address of somebody else's page, or empty."""
    text = fields.text(key, required=False)
    if text and not https_host(text):
        fields.problem(key, f"{quoted(text)} er ikke en sikker adresse.", "Skriv fx https://…")
        return ""
    return text


def _video(fields: Fields, slug: str) -> tuple[str, str, int]:
    """The recording's id and title: taking part and seeing it are the same activity."""
    line, group = fields.line("video"), fields.group("video")
    if group is None:
        return "", "", line
    with group as video:
        identity = video.identity("id", example=f"webinar.{slug}.video")
        if identity and identity != f"webinar.{slug}.video":
            what = f"optagelsens id {quoted(identity)} hører ikke til webinaret."
            video.problem("id", what, f"Skriv id: webinar.{slug}.video")
            identity = ""
        return identity, video.text("title", example="CV på en time"), line
