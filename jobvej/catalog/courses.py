"""Courses: a folder with course.yml, its lessons in order and its quiz."""

from collections.abc import Iterable
from pathlib import Path

from jobvej.catalog.asides import Option, Question
from jobvej.catalog.fields import Fields
from jobvej.catalog.front_matter import read_fields, read_next
from jobvej.catalog.lessons import belongs, read_lesson
from jobvej.catalog.model import CITIZEN, CONSULTANT, LEADER, Course, Lesson
from jobvej.catalog.names import NAME, as_name
from jobvej.catalog.tree import Tree, nearest, quoted

DEFAULT_ICON = "file-text"


def read_courses(tree: Tree) -> tuple[Course, ...]:
    """Return every course below courses/, in the order a newcomer takes them.

    A course names the `next` one. Chains are in order of their first course's id, and courses that
    only point at each other come last.
    """
    # Git does not know empty folders, so nobody else has them.
    folders = [one for one in tree.folder(tree.root / "courses", "*/") if tree.folder(one)]
    courses = [course for folder in folders if (course := _read_course(tree, folder))]
    if not courses and not tree.unread:
        mend = "Opret en mappe med course.yml, fx courses/cv/course.yml."
        tree.problem("courses", 1, "her er ingen kurser.", mend)
    return _in_order(courses)


def _read_course(tree: Tree, folder: Path) -> Course | None:
    path = folder / "course.yml"
    if not path.is_file():
        _note_missing(tree, path)
        tree.unread.add(folder.name)
        return None
    document = read_fields(tree, path)
    if document and _is_misnamed(document, folder.name):
        return None  # or everything else in the folder would be reported as wrong
    lessons = _lesson_files(tree, folder)
    if document is None:
        tree.unread.add(folder.name)
        return None
    with document as fields:
        quiz_id, quiz = _read_quiz(fields.group("quiz"), folder.name)
        course = Course(
            id=fields.identity("id", example=folder.name),
            title=fields.text("title", example="Dit CV"),
            summary=fields.text("summary", example="Byg et CV, der er let at læse."),
            goals=tuple(text.value for text in fields.texts("goals")),
            icon=fields.identity("icon", example=DEFAULT_ICON, required=False) or DEFAULT_ICON,
            lessons=_listed(fields, folder.name, lessons),
            next=read_next(fields, "next", folder, "kurset"),
            quiz_id=quiz_id,
            quiz=quiz,
            file=tree.name(path),
            audience=fields.choice("audience", (CITIZEN, CONSULTANT, LEADER), CITIZEN),
            for_whom=fields.text("for_whom", required=False),
            templates={one.name: tree.text(one) or "" for one in tree.folder(folder, "*.txt")},
            icon_line=fields.line("icon"),
            quiz_line=fields.line("quiz"),
        )
    if not course.id:
        tree.unread.add(folder.name)
        return None
    return course


def _note_missing(tree: Tree, path: Path) -> None:
    folder = path.parent
    if not NAME.fullmatch(folder.name):
        what = f"mappens navn {quoted(folder.name)} kan ikke være et kursus."
        tree.problem(tree.name(folder), 1, what, f"Kald den {as_name(folder.name) or 'cv'}.")
        return
    mend = "Opret course.yml med id, title, summary, goals og lessons."
    for beside in tree.folder(folder):
        if beside.name.lower().startswith("course.y"):
            mend = f"Kald {beside.name} for course.yml."
    tree.problem(tree.name(path), 1, "kurset mangler sin course.yml.", mend)


def _is_misnamed(fields: Fields, folder: str) -> bool:
    """Note a folder that is not named like its course: ids are permanent, folders are not."""
    identity = fields.identity("id", example=folder) if fields.has("id") else ""
    if not identity or identity == folder:
        return False
    fields.tree.unread |= {identity, folder}
    what = f"kursets id {quoted(identity)} er ikke mappens navn {quoted(folder)}."
    mend = f"Kald mappen {identity}, eller skriv id: {folder}"
    if (fields.tree.root / "courses" / identity).is_dir():
        mend = "Er mappen en kopi, så slet den, eller begynd et nyt kursus med jobvej new-course."
    fields.problem("id", what, mend)
    return True


def _lesson_files(tree: Tree, folder: Path) -> dict[str, Lesson | None]:
    """Return the lessons of a folder, by the id that their file name stands for."""
    read: dict[str, Lesson | None] = {}
    for path in tree.folder(folder, "*.md"):
        if NAME.fullmatch(path.stem):
            read[f"{folder.name}.{path.stem}"] = read_lesson(tree, path)
        else:
            tree.unread.add(f"{folder.name}.{as_name(path.stem)}")
    return read


def _listed(fields: Fields, course: str, files: dict[str, Lesson | None]) -> tuple[Lesson, ...]:
    """Return the lessons in the order of `lessons`; each file is named there exactly once."""
    lessons: list[Lesson] = []
    named: set[str] = set()
    # A course begins as an empty list; nobody sees it before it has a lesson.
    for text in fields.texts("lessons", required=bool(files) or not fields.has("lessons")):
        name = text.value
        if name in named:
            what = f"lektionen {quoted(name)} står to gange."
            fields.tree.problem(fields.file, text.line, what, "Slet den ene.")
        elif name not in files and not fields.tree.may_exist(name):
            what = f"lektionen {quoted(name)} har ingen fil i mappen {quoted(course)}."
            mend = nearest(name, files.keys() - named) or (
                f"Opret {name.rpartition('.')[2]}.md, eller slet linjen."
            )
            fields.tree.problem(fields.file, text.line, what, mend)
        elif lesson := files.get(name):
            lessons.append(lesson)
        named.add(name)
    for name in files.keys() - named - fields.tree.misnamed:
        file = fields.tree.name(
            fields.tree.root / "courses" / course / f"{name[len(course) + 1 :]}.md"
        )
        fields.tree.unread.add(name)
        mend = f"Skriv - {name} under lessons, eller slet filen."
        fields.tree.problem(file, 1, f"lektionen står ikke i {fields.file}.", mend)
    return tuple(lessons)


def _read_quiz(group: Fields | None, course: str) -> tuple[str, tuple[Question, ...]]:
    if group is None:
        return "", ()
    with group as fields:
        identity = fields.identity("id", example=f"{course}.quiz")
        belongs(fields, identity, course)
        questions = tuple(_read_question(one, course) for one in fields.groups("questions"))
    return identity, questions


def _read_question(group: Fields, course: str) -> Question:
    with group as fields:
        identity = fields.identity("id", example=f"{course}.quiz.1")
        belongs(fields, identity, course)
        text = fields.text("text", example="Hvor langt må et CV være?")
        options = tuple(_read_option(one) for one in fields.groups("options"))
        right = sum(option.right for option in options)
        if len(options) == 1:
            fields.problem("options", "spørgsmålet har kun ét svar at vælge.", "Skriv mindst to.")
        elif options and right != 1:
            what = f"{right} svar er rigtige." if right else "intet svar er rigtigt."
            fields.problem("options", what, "Skriv right: true ved netop ét svar.")
    return Question(identity, text, options, fields.line("id"))


def _read_option(group: Fields) -> Option:
    with group as fields:
        text = fields.text("text", example="Højst to sider")
        feedback = fields.text("feedback", example="Ja. Så bliver det læst helt.")
        return Option(text, feedback, fields.flag("right"))


def _in_order(courses: Iterable[Course]) -> tuple[Course, ...]:
    by_id = {course.id: course for course in courses}
    pointed_at = {course.next for course in by_id.values()}
    ordered: dict[str, Course] = {}
    for start in [*sorted(by_id.keys() - pointed_at), *sorted(by_id)]:
        at = start
        while at in by_id and at not in ordered:
            ordered[at] = by_id[at]
            at = by_id[at].next
    return tuple(ordered.values())
