"""One task on Dine opgaver: what to do and how it went, without a word about being late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from jobvej.catalog.published import Published, PublishedLesson
from tracker.clock import long_date, short_date
from tracker.enrolment.standing import Standing, open_first

NOT_DONE = "Ikke lavet endnu. Du kan stadig lave den."


@dataclass(frozen=True)
class OwnItem:
    """One task in the plan."""

    row: Any
    """The plan item."""
    activity: str
    """Id of the task in use; empty for an own task."""
    lesson: PublishedLesson | None
    """The lesson with the task; None for an own task, or one that is no longer published."""
    film_minutes: int
    """Of the film beside the task, rounded up; 0 without one."""
    is_film_seen: bool
    """It has a mark of its own."""
    state: str
    """open, done or waived."""
    when: str
    """`tirsdag 1. december`; empty where the plan shows no dates."""
    note: str
    """`Lavet 30. november`, the words for what is not done yet, or empty."""
    done_before: str
    """`lavet før, 27. nov.`: offered with »Det gælder stadig« while the item is open."""
    confirmed_on: date | None
    """The day it was gone through together."""
    is_own: bool
    """Added by the citizen, who may move it and take it off again."""


def own_items(
    standing: Standing, published: Published, today: date, shows_dates: bool, is_resting: bool
) -> list[OwnItem]:
    """Every item of the running plans, open ones first; nothing is called late during a pause."""
    before = standing.done_before(published)
    seen = {row.activity for row in standing.completions}
    found = []
    for item, state in open_first(standing.items):
        activity = published.current(item.task)
        lesson = published.lesson_of(activity)
        video = lesson.video if lesson else None
        # Done last week is not done this week: what comes anew each week is asked anew.
        is_asked = state.state == "open" and activity and not item.week
        earlier = before.get(activity) if is_asked else None
        day = item.planned_on if shows_dates else None
        is_late = day and day < today and not is_resting and item.id not in standing.past
        found.append(
            OwnItem(
                row=item,
                activity=activity,
                lesson=lesson,
                film_minutes=max(1, ceil(video.seconds / 60)) if video else 0,
                is_film_seen=video is not None and video.id in seen,
                state=state.state,
                when=long_date(day) if day else "",
                note=_note(state, NOT_DONE if is_late else ""),
                done_before=f"lavet før, {short_date(earlier)}" if earlier else "",
                confirmed_on=state.confirmed_on,
                is_own=item.id in standing.own,
            )
        )
    return found


def _note(state: Any, while_open: str) -> str:
    """How it went, without a word of being late."""
    if state.state == "done":
        return f"Lavet {long_date(state.done_on).partition(' ')[2]}"
    if state.state == "waived":
        return f"Ikke relevant. Aftalt {short_date(state.waived_on)}"
    return while_open
