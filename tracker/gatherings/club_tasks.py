"""Common tasks of a job club: one task in each member's plan, and how many have done it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jobvej.catalog.model import CITIZEN, PUBLISHED
from jobvej.catalog.published import Published
from tracker.clock import local_date
from tracker.db import writing
from tracker.enrolment import plan_items, plans
from tracker.errors import NotFound, Refused
from tracker.figures.suppression import FEWEST
from tracker.gatherings.clubs import member_ids
from tracker.models import ActivityState, ClubItem, ClubTask, ItemState, Plan, PlanItem


@dataclass(frozen=True)
class CommonTask:
    """A task the club does together."""

    id: UUID
    task: str
    """Its activity id."""
    title: str
    url: str
    words: str
    """How many have done it, as far as that can be told; empty in a small club."""
    is_done: bool
    """Whether the reader, a member, has."""
    removed_on: date | None


def how_many(done: int, members: int, own: bool | None = None) -> str:
    """`6 af 9 har lavet den`; nothing about few people, and never what would tell of each.

    `own` is whether the reader, a member, has done it; the number is then about the others. All or
    none of them would reveal what each one did, so near either end there are only words.
    """
    others = members - (own is not None)
    if members < FEWEST:
        return ""
    if done - bool(own) <= 1:
        return "Få har lavet den endnu"
    if done - bool(own) >= others - 1:
        return "De fleste har lavet den"
    return f"{done} af {members} har lavet den"


def add_task(club: UUID, task: str, staff: UUID, now: datetime, published: Published) -> None:
    """Make a catalog task common and give it to every member with a running plan.

    One that was removed today is put back, also into the plans it was taken out of. Raises Refused
    if it is unknown, about something sensitive, or common already.
    """
    if not can_be_common(task, published):
        raise Refused({"task": "Vælg en opgave fra listen."})
    with writing():
        rows = _in_force_or_removed(club, local_date(now)).where(ClubTask.task == task)
        known = rows.get_or_none()
        if known is None:
            ClubTask.create(club=club, task=task, added_by=staff, added_on=local_date(now))
        elif known.removed_on is None:
            raise Refused({"task": "Den er allerede en fælles opgave."})
        else:
            _put_back(known.id, staff, now, published)
        give_tasks(club, staff, now, published)


def can_be_common(task: str, published: Published) -> bool:
    """Whether members may do it together: nothing sensitive, since a number is shown."""
    course, lesson = published.course_of(task), published.lesson_of(task)
    if course is None or lesson is None or lesson.task is None or lesson.task.id != task:
        return False
    return course.audience == CITIZEN and lesson.status == PUBLISHED and not lesson.sensitive


def give_tasks(club: UUID, staff: UUID, now: datetime, published: Published) -> None:
    """Add each common task to the plans of those members who have not had it from the club.

    Members who have the task in their running plan keep that one, done or open, so that nobody is
    asked twice; those without a running plan get none.
    """
    with writing():
        members = member_ids(club)
        for task in list(ClubTask.here(ClubTask.club == club, ClubTask.removed_on.is_null())):
            rows = ClubItem.here(ClubItem.club_task == task.id)
            had = {row.citizen for row in rows}
            for citizen in (one for one in members if one not in had):
                _give(task, citizen, staff, now, published)


def remove_task(club: UUID, task: UUID, staff: UUID, now: datetime, published: Published) -> None:
    """Take a common task back, also out of the plans where it is still open.

    `add_task` puts it back the same day. Raises NotFound when the club has no such task.
    """
    with writing():
        row = ClubTask.here(ClubTask.club == club, ClubTask.id == task).get_or_none()
        if row is None:
            raise NotFound(f"no task {task} in the club {club}")
        if row.removed_on is not None:
            return
        gone = {ClubTask.removed_on: local_date(now), ClubTask.removed_by: staff}
        ClubTask.change(gone, ClubTask.id == task)
        for row in list(ClubItem.here(ClubItem.club_task == task)):
            if ItemState.here(ItemState.item == row.item).get().is_open:
                plan_items.remove(row.citizen, row.item, staff, now, published=published)
            else:  # done, or put aside for a reason of its own: not ours to bring back
                ClubItem.drop(ClubItem.club_task == task, ClubItem.citizen == row.citizen)


def _put_back(task: UUID, staff: UUID, now: datetime, published: Published) -> None:
    """Let a removed task be common again, in the plans too."""
    back = {ClubTask.removed_on: None, ClubTask.removed_by: None}
    ClubTask.change(back, ClubTask.id == task)
    for row in ClubItem.here(ClubItem.club_task == task):
        plan_items.restore(row.citizen, row.item, staff, now, published=published)


def common_tasks(
    club: UUID, now: datetime, published: Published, reader: UUID | None = None
) -> list[CommonTask]:
    """The club's tasks by title, and those removed today; `reader` is the member who reads."""
    members = member_ids(club)
    found = []
    for row in _in_force_or_removed(club, local_date(now)):
        lesson = published.lesson_of(row.task)
        if lesson is None or lesson.task is None:
            continue
        done = done_by(members, row.task, published)
        is_done = reader in done
        words = how_many(len(done), len(members), is_done if reader else None)
        about = (row.id, row.task, lesson.task.title, lesson.url)
        found.append(CommonTask(*about, words, is_done, row.removed_on))
    return sorted(found, key=lambda one: (one.title, str(one.id)))


def _in_force_or_removed(club: UUID, today: date) -> Any:
    """The common tasks in force, and those removed today, as a query."""
    is_shown = ClubTask.removed_on.is_null() | (ClubTask.removed_on == today)
    return ClubTask.here(ClubTask.club == club, is_shown)


def done_by(citizens: Iterable[UUID], task: str, published: Published) -> set[UUID]:
    """Which of these have done a task, in any plan or outside one."""
    ids, task = list(citizens), published.current(task)
    names = [task, *(old for old, new in published.aliases.items() if new == task)]
    items = PlanItem.here(PlanItem.citizen.in_(ids), PlanItem.task.in_(names))
    states = ItemState.here(
        ItemState.item.in_([item.id for item in items]), ItemState.done_at.is_null(False)
    )
    outside = ActivityState.here(ActivityState.citizen.in_(ids), ActivityState.activity == task)
    return {row.citizen for row in (*states, *outside)}


def without_plan(citizens: Iterable[UUID]) -> set[UUID]:
    """Which of these have no running plan, so that no common task can reach them."""
    ids = set(citizens)
    return ids - {row.citizen for row in Plan.here(Plan.citizen.in_(ids), Plan.ended_on.is_null())}


def _give(task: Any, citizen: UUID, staff: UUID, now: datetime, published: Published) -> None:
    """One common task to one member, where it can be."""
    plan = plans.running_plan(citizen)
    if plan is None or published.current(task.task) in _tasks_of(plan, published):
        return
    try:
        item = plan_items.add(
            citizen, task=task.task, planned_on=None, staff=staff, now=now, published=published
        )
    except Refused:
        return
    ClubItem.create(club_task=task.id, citizen=citizen, item=item)


def _tasks_of(plan: Any, published: Published) -> set[str]:
    """The tasks that stand in a plan, done ones too."""
    items = list(PlanItem.here(PlanItem.plan == plan.id))
    states = ItemState.here(ItemState.item.in_([item.id for item in items]))
    removed = {row.item for row in states if row.is_removed}
    return {published.current(item.task) for item in items if item.id not in removed}
