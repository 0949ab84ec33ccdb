"""What a citizen's device shows on the pages of the site: which films and tasks are done."""

from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.db import reading
from tracker.enrolment.standing import read_standing
from tracker.events.state import webinars_of


def device_state(citizen: UUID, published: Published) -> dict[str, dict[str, Any]]:
    """Each film and task by its id: `/api/me`'s `activities`.

    A task in the plan is given by the item that a tick would change: the earliest open one, or else
    the one done last.
    """
    with reading():
        standing = read_standing(citizen)
        films = [f"{webinar}.video" for webinar in webinars_of(citizen, published)]
    seen = {row.activity: row.done_on for row in standing.completions}
    found = {activity: _line(False, None, "done", on) for activity, on in seen.items()}
    planned: set[str] = set()
    for item, row in sorted(standing.current, key=_nearest):
        task = published.current(item.task)
        if not task or task in planned:
            continue
        planned.add(task)
        found[task] = _line(True, item.id, row.state, row.done_on)
        lesson = published.lesson_of(task)
        if lesson is not None and lesson.video is not None:
            films.append(lesson.video.id)  # beside the task it gets a mark of its own
    for film in films:
        found[film] = _line(True, None, "done" if film in seen else "open", seen.get(film))
    return found


def _line(in_plan: bool, item: UUID | None, state: str, done_on: Any) -> dict[str, Any]:
    """One activity of `/api/me`."""
    return {
        "in_plan": in_plan,
        "item": str(item) if item else None,
        "state": state,
        "done_on": done_on.isoformat() if done_on else None,
    }


def _nearest(pair: tuple[Any, Any]) -> tuple[int, float]:
    """Sort key, in the order a tick would change items: open ones first, then the last done."""
    _, row = pair
    if row.done_at is not None:
        return (1, -row.done_at.timestamp())
    return (0 if row.state == "open" else 2, 0)
