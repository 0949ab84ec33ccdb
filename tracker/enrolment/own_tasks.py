"""Tasks that citizens add to their own list: added, moved and taken off by themselves.

An own task is one in their own words, or a course's task that was no part of the plan.
"""

from datetime import date, datetime
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.db import writing
from tracker.enrolment import plan_items
from tracker.enrolment.standing import read_standing
from tracker.errors import NotFound, Refused

MOST_OPEN = 30
"""Own tasks on one list; more is no list that anybody works from."""


def add(
    citizen: UUID, title: str, planned_on: date | None, now: datetime, published: Published
) -> UUID:
    """Add an own short task. Raises Refused: no plan runs, the text does not fit, too many."""
    _check_room(citizen)
    return plan_items.add(
        citizen, title=title, planned_on=planned_on, staff=None, now=now, published=published
    )


def add_from_course(citizen: UUID, task: str, now: datetime, published: Published) -> UUID:
    """Add a course's task to the citizen's own tasks, without a day.

    The task of a sensitive lesson cannot be added like this, since the consultant sees the list
    too. Raises NotFound for such a task, and Refused: no plan runs, the task is unknown or open
    already, too many.
    """
    found = published.activity(published.current(task))
    if found is not None and found[0].sensitive:
        raise NotFound(f"{task} stays with the reader")
    _check_room(citizen)
    return plan_items.add(
        citizen, task=task, planned_on=None, staff=None, now=now, published=published
    )


def move(citizen: UUID, item: UUID, day: date, now: datetime) -> None:
    """Plan an own task for another day. Raises NotFound if it is not one of theirs."""
    _check(citizen, item)
    plan_items.move(citizen, item, day, None, now)


def take_off(citizen: UUID, item: UUID, now: datetime, published: Published) -> None:
    """Take an own task off the list; it can be brought back the same day."""
    _check(citizen, item)
    with writing():
        plan_items.open_item(citizen, item)
        plan_items.remove(citizen, item, None, now, published=published)


def _check_room(citizen: UUID) -> None:
    standing = read_standing(citizen)
    listed = [one for one, how in standing.items if one.id in standing.own and how.is_open]
    if len(listed) >= MOST_OPEN:
        raise Refused({"title": "Der er mange egne opgaver nu. Tag en af listen først."})


def _check(citizen: UUID, item: UUID) -> None:
    if item not in read_standing(citizen).own:
        raise NotFound(f"no own task {item}")
