"""Permanent ids: each is used once, none gets lost, and a former one leads to its successor."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jobvej.catalog.asides import Webinar
from jobvej.catalog.front_matter import read_fields
from jobvej.catalog.id_list import DRAFT_MARK, IDS, Listed, read_listed
from jobvej.catalog.model import Course, Lesson
from jobvej.catalog.plan import Plan
from jobvej.catalog.tree import Tree, nearest, quoted
from jobvej.catalog.yaml_lines import Text

ALIASES = "courses/aliases.yml"
MANY_LOST = 100
"""If more ids than these are lost, something else is wrong; guessing a new name for each takes long
and helps nobody."""


@dataclass(frozen=True)
class Named:
    """An id that an author has written somewhere."""

    id: str
    file: str
    line: int
    published: bool
    listed: bool
    """Belongs in ids.txt: links, completions or plans may hold it."""


@dataclass(frozen=True)
class Former:
    """What courses/aliases.yml says of ids that no file has any more."""

    aliases: dict[str, str] = field(default_factory=dict)
    """Former id → id in use, through any number of renamings."""
    retired: tuple[str, ...] = ()
    gone: frozenset[str] | None = frozenset()
    """All that the file names, right or wrong; None when it cannot be read."""


def named_ids(
    courses: tuple[Course, ...], plans: tuple[Plan, ...], webinars: tuple[Webinar, ...]
) -> Iterator[Named]:
    """Yield every id of the tree, in reading order."""
    for course in courses:
        yield Named(course.id, course.file, 1, True, False)
        for lesson in course.lessons:
            yield from _lesson_ids(lesson)
        if course.quiz_id:
            begun = bool(course.shown or not course.lessons)
            yield Named(course.quiz_id, course.file, course.quiz_line, begun, True)
        for one in course.quiz:
            if one.id:
                yield Named(one.id, course.file, one.line, True, False)
    yield from (Named(plan.id, plan.file, 1, True, True) for plan in plans)
    for webinar in webinars:
        yield Named(webinar.id, webinar.file, 1, True, True)
        # Even without a recording: whoever took part has completed it.
        yield Named(webinar.activity, webinar.file, webinar.video_line, True, True)


def _lesson_ids(lesson: Lesson) -> Iterator[Named]:
    file, published = lesson.file, not lesson.is_draft
    yield Named(lesson.id, file, 1, published, True)
    if lesson.video_id:
        yield Named(lesson.video_id, file, lesson.video_line, published, True)
    if lesson.task:
        yield Named(lesson.task.id, file, lesson.task.line, published, True)


def check_ids(tree: Tree, named: tuple[Named, ...]) -> Former:
    """Note duplicate, lost and unlisted ids, and return what became of the former ones."""
    first: dict[str, Named] = {}
    for one in named:
        if one.id in first:
            at = first[one.id]
            what = f"id'et {quoted(one.id)} bruges også i {at.file}:{at.line}."
            tree.problem(one.file, one.line, what, "Giv hver ting sit eget id.")
        first.setdefault(one.id, one)
    former = _read_former(tree, first)
    listed = read_listed(tree)
    if listed is not None:
        _check_drafts(tree, listed, first)
        if former.gone is not None:
            _check_lost(tree, listed.published, first, former.gone)
        _check_unlisted(tree, listed, first)
    return former


def _check_unlisted(tree: Tree, listed: Listed, first: dict[str, Named]) -> None:
    for one in first.values():
        if one.published and one.listed and one.id not in listed:
            what = f"id'et {quoted(one.id)} står ikke i {IDS}."
            mend = f"Skriv linjen {one.id} dér, {listed.place(one.id)}, så id'et aldrig går tabt."
            tree.problem(one.file, one.line, what, mend)


def _check_drafts(tree: Tree, listed: Listed, first: dict[str, Named]) -> None:
    """Note draft marks that no longer apply: what was published must never lose its line."""
    for identity, line in listed.drafts.items():
        if identity in first and first[identity].published:
            what = f"id'et {quoted(identity)} er ikke længere en kladde."
            tree.problem(IDS, line, what, f'Slet "# {DRAFT_MARK}" i linjen.')
        elif identity not in first and not tree.may_exist(identity):
            what = f"kladden {quoted(identity)} findes ikke."
            tree.problem(IDS, line, what, "Slet linjen.")


def _check_lost(
    tree: Tree, listed: dict[str, int], first: dict[str, Named], gone: frozenset[str]
) -> None:
    lost = {one: line for one, line in listed.items() if one not in gone}
    few = len(lost) <= len(first) + MANY_LOST
    new = [one.id for one in first.values() if few and one.listed and one.id not in listed]
    for identity, line in lost.items():
        if tree.may_exist(identity):
            continue
        if identity not in first:
            what = f"id'et {quoted(identity)} er udgivet, men findes ikke længere."
            mend = nearest(identity, new)
            advice = (
                f"Hent filen tilbage, eller skriv id'et i {ALIASES}: "
                "under retired, hvis det er udgået, eller under aliases med sit nye id."
            )
            tree.problem(IDS, line, what, f"{mend} {advice}".strip())
        elif not first[identity].published:
            at = first[identity]
            what = f"id'et {quoted(identity)} er udgivet og kan ikke blive kladde igen."
            tree.problem(at.file, at.line, what, "Skriv status: retired, hvis lektionen er udgået.")


def _read_former(tree: Tree, first: dict[str, Named]) -> Former:
    path = tree.root / ALIASES
    if not path.exists():
        return Former()
    document = read_fields(tree, path)
    if document is None:
        return Former(gone=None)
    with document as fields:
        pairs = fields.pairs("aliases", required=False)
        aliases = {old: new.value for old, new in pairs}
        retired = fields.texts("retired", required=False)
    gone = {one.value for one in retired}
    ends = _ends(aliases)
    for old, new in pairs:
        _check_alias(tree, old, new, ends[old], first)
    for one in retired:
        if one.value in first or one.value in aliases:
            why = "er i brug" if one.value in first else "står også under aliases"
            what = f"id'et {quoted(one.value)} {why} og kan ikke være udgået."
            tree.problem(ALIASES, one.line, what, "Slet linjen.")
    used = {old: end for old, end in ends.items() if end in first and old not in first}
    return Former(used, tuple(sorted(gone)), frozenset(gone | aliases.keys()))


def _ends(aliases: dict[str, str]) -> dict[str, str]:
    """Follow every alias to its end; an alias in a loop ends at another alias."""
    ends: dict[str, str] = {}
    for old in aliases:
        steps = {old}
        at = aliases[old]
        while at in aliases and at not in steps and at not in ends:
            steps.add(at)
            at = aliases[at]
        ends |= dict.fromkeys(steps, ends.get(at, at))
    return ends


def _check_alias(tree: Tree, old: str, new: Text, end: str, first: dict[str, Named]) -> None:
    mend = "Skriv et id, der er i brug."
    if old in first:
        what, mend = "er i brug og kan ikke være et tidligere id.", "Slet linjen."
    elif end in first or tree.may_exist(end):
        return
    elif end == new.value:
        old, what, mend = end, "er ikke i brug.", nearest(end, first) or mend
    else:
        what = f"fører gennem {quoted(new.value)} til {quoted(end)}, som ikke er i brug."
    tree.problem(ALIASES, new.line, f"id'et {quoted(old)} {what}", mend)
