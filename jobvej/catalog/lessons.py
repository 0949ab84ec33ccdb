"""Lessons: one Markdown file with its fields, at most one film and at most one task."""

import re
from pathlib import Path

from jobvej.catalog.fields import Fields
from jobvej.catalog.front_matter import read_document
from jobvej.catalog.markdown import check_prose, count_words
from jobvej.catalog.model import DRAFT, PUBLISHED, RETIRED, Lesson, Need, Task
from jobvej.catalog.revision import revision_of
from jobvej.catalog.tree import Tree, nearest, quoted

STATUSES = (DRAFT, PUBLISHED, RETIRED)
# One file name, short enough for every file system; looked up by itself, since listing the folder
# once per lesson is slow in a folder of thousands.
_TEMPLATE = re.compile(r"[^/\\]{1,60}\.txt")
LONGEST_TASK = 480
"""Minutes; a small task is done within a day."""


def read_lesson(tree: Tree, path: Path) -> Lesson | None:
    """Return a lesson without its film, or None when it has no usable id (noted).

    The film is in videos/ and is joined to the lesson once everything has been read.
    """
    course, slug = path.parent.name, path.stem
    own = f"{course}.{slug}"
    document = read_document(tree, path)
    if document is None:
        tree.unread.add(own)
        return None
    check_prose(tree, document.body)
    with document.fields as fields:
        video_id, video_title = _read_video(fields.group("video"), own)
        lesson = Lesson(
            id=_lesson_id(fields, own, path.parent),
            title=fields.text("title", example="Din profiltekst"),
            course=course,
            slug=slug,
            status=fields.choice("status", STATUSES, PUBLISHED),
            sensitive=fields.flag("sensitive"),
            summary=fields.text("summary", example="En profiltekst er tre linjer øverst i dit CV."),
            body=document.body,
            video_id=video_id,
            video_title=video_title,
            film=None,
            task=_read_task(tree, fields, path.parent, own),
            words=count_words(document.body.text),
            video_line=fields.line("video"),
            search_words=tuple(one.value for one in fields.texts("words", required=False)),
        )
    if not lesson.id:
        tree.unread.add(own)
        return None
    return lesson


def belongs(fields: Fields, identity: str, course: str) -> bool:
    """Note an id that does not begin with its course's id, since it would mislead for good."""
    if not identity or identity.startswith(f"{course}."):
        return bool(identity)
    what = f"{quoted(identity)} begynder ikke med kursets id."
    fields.problem("id", what, f'Skriv "{course}.…".')
    return False


def _lesson_id(fields: Fields, own: str, folder: Path) -> str:
    identity, (course, _, name) = fields.identity("id", example=own), own.partition(".")
    if not belongs(fields, identity, course):
        return ""
    slug = identity.rpartition(".")[2]
    if slug != name:
        what = f"{quoted(identity)} passer ikke til filens navn."
        mend = f'Kald filen {slug}.md, eller skriv "{own}".'
        if (folder / f"{slug}.md").is_file():
            mend = f'Er det en kopi, så skriv "{own}", og giv film og opgave nye id\'er.'
        else:  # the id may be published: if the file gets its old name back, all is well
            fields.tree.misnamed.add(own)
            fields.tree.unread.add(identity)
        fields.problem("id", what, mend)
        return ""
    return identity


def _read_video(group: Fields | None, own: str) -> tuple[str, str]:
    if group is None:
        return "", ""
    with group as fields:
        identity = fields.identity("id", example=f"{own}.video")
        title = fields.text("title", example="Tre linjer, der får dem til at læse videre")
        if not belongs(fields, identity, own.partition(".")[0]):
            fields.tree.unread.add(own)
            identity = ""
    return identity, title


def _read_task(tree: Tree, lesson: Fields, folder: Path, own: str) -> Task | None:
    group, line = lesson.group("task"), lesson.line("task")
    if group is None:
        return None
    with group as fields:
        identity = fields.identity("id", example=f"{own}.opgave")
        title = fields.text("title", example="Skriv din profiltekst")
        do = fields.text("do", example="Skriv tre linjer om dig selv.")
        done_when = fields.text("done_when", example="Du er færdig, når linjerne står i dit CV.")
        minutes = fields.number("minutes", 1, LONGEST_TASK)
        required = fields.flag("required_elsewhere")
        template = _template(tree, fields, folder)
        needs = tuple(Need(one.value, one.line) for one in fields.texts("needs", required=False))
        revision = fields.revision() or revision_of(title, do, done_when)
    if not belongs(fields, identity, folder.name):
        tree.unread.add(own)
        return None
    return Task(identity, title, do, done_when, minutes, required, revision, template, needs, line)


def _template(tree: Tree, fields: Fields, folder: Path) -> str:
    """Return the template's path in courses/, or nothing when there is no such file (noted)."""
    name = fields.text("template", required=False)
    if not name:
        return ""
    path = folder / name
    if not _TEMPLATE.fullmatch(name) or not path.is_file():
        beside = [p.name for p in tree.folder(folder)]
        almost = [one for one in beside if one.lower().startswith(name.lower())]
        what = f"skabelonen {quoted(name)} findes ikke i mappen {quoted(folder.name)}."
        mend = f"Kald {almost[0]} for {name}." if almost else ""
        mend = mend or nearest(name, [one for one in beside if one.endswith(".txt")])
        mend = mend or "Gem den som en .txt-fil ved siden af lektionen."
        fields.problem("template", what, mend)
        return ""
    return f"{folder.name}/{name}"
