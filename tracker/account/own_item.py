"""One task on Dine opgaver: what to do, how it went, and no word of being late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published, PublishedLesson
from tracker.account.standing import Standing, done_before
from tracker.clock import long_date, short_date

NOT_DONE = "Ikke lavet endnu. Du kan stadig lave den."
REQUIRED = "Det er også et krav. Fristen står i Min Plan på Jobnet."


@dataclass(frozen=True)
class OwnFilm:
    """The film beside a task; it has a mark of its own."""

    minutes: int
    is_seen: bool


@dataclass(frozen=True)
class OwnItem:
    """One task in the plan."""

    id: UUID
    activity: str
    """Id of the task in use; empty for an own task."""
    revision: str
    title: str
    do: str
    url: str
    """The lesson; empty for an own task."""
    minutes: int
    """Film, text and task together; 0 for an own task."""
    film: OwnFilm | None
    state: str
    """open, done or waived."""
    when: str
    """`tirsdag 1. december`; empty where the plan shows no dates."""
    note: str
    """`Lavet 30. november`, the words for what is not done yet, or empty."""
    done_before: str
    """`lavet før, 27. nov.`: offered with »Det gælder stadig« while the item is open."""
    required: str
    confirmed: str
    """`Gennemgået sammen 26. nov.`"""
    is_own: bool
    """Added by the citizen, who may move it and take it off again."""
    planned_on: date | None


def own_items(
    standing: Standing, published: Published, today: date, shows_dates: bool, is_resting: bool
) -> list[OwnItem]:
    """Every item of the plans that run, in the plan's order; a pause reminds of nothing."""
    before = done_before(standing, published)
    seen = {row.activity for row in standing.completions}
    return [
        _item(
            item,
            state,
            # Done last week is not done this week: what comes anew each week is asked anew.
            {} if item.week else before,
            seen,
            published,
            today if shows_dates else None,
            is_past=is_resting or item.id in standing.past,
            is_own=item.id in standing.own,
        )
        for item, state in standing.items
    ]


def _item(
    item: Any,
    state: Any,
    before: dict[str, date],
    seen: set[str],
    published: Published,
    today: date | None,
    is_past: bool,
    is_own: bool,
) -> OwnItem:
    """One item in words; `today` is None where the plan shows no dates."""
    activity = published.current(item.task) if item.task else ""
    lesson = published.lesson_of(activity) if activity else None
    task = lesson.task if lesson else None
    is_open = state.state == "open"
    earlier = before.get(activity) if is_open and activity else None
    return OwnItem(
        id=item.id,
        activity=activity,
        revision=task.revision if task else "",
        title=item.title,
        do=item.do or (task.do if task else ""),
        url=lesson.url if lesson else "",
        minutes=lesson.minutes if lesson else 0,
        film=_film(lesson, seen),
        state=state.state,
        when=long_date(item.planned_on) if today and item.planned_on else "",
        note=_note(item, state, None if is_past else today),
        done_before=f"lavet før, {short_date(earlier)}" if earlier else "",
        required=REQUIRED if task and task.required_elsewhere else "",
        confirmed=(
            f"Gennemgået sammen {short_date(state.confirmed_on)}" if state.confirmed_on else ""
        ),
        is_own=is_own,
        planned_on=item.planned_on,
    )


def _film(lesson: PublishedLesson | None, seen: set[str]) -> OwnFilm | None:
    """The film of an item's lesson, rounded up to whole minutes."""
    if lesson is None or lesson.video is None:
        return None
    minutes = max(1, -int(-lesson.video.seconds // 60))
    return OwnFilm(minutes, lesson.video.id in seen)


def _note(item: Any, state: Any, today: date | None) -> str:
    """How it went, without a word of being late."""
    if state.state == "done":
        return f"Lavet {long_date(state.done_on).partition(' ')[2]}"
    if state.state == "waived":
        return f"Ikke relevant. Aftalt {short_date(state.waived_on)}"
    is_late = today and item.planned_on and item.planned_on < today
    return NOT_DONE if is_late else ""
