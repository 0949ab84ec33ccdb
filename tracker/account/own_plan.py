"""Dine opgaver: the citizen's own page, which says du and has nothing about others."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published, PublishedLesson
from tracker.account.facts import Facts, look_up_one
from tracker.appointments import diary
from tracker.clock import iso_week, long_date, short_date, week_words
from tracker.db import reading
from tracker.enrolment import plans_ahead, repeats, requests, weeks
from tracker.enrolment.standing import DoneLine, Standing, open_first, read_standing
from tracker.enrolment.weeks import Weeks

ALL_ITEMS, OTHER_ITEMS = "Alle opgaver", "Andre opgaver"
NOT_DONE = "Ikke lavet endnu. Du kan stadig lave den."
CALLED_OFF_AHEAD = timedelta(days=14)
"""A talk called off further ahead is no word worth yet."""


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


@dataclass(frozen=True)
class Group:
    """Items under one heading."""

    heading: str
    items: tuple[OwnItem, ...]


@dataclass(frozen=True)
class OwnPlan:
    """All that Dine opgaver shows."""

    facts: Facts
    weeks: Weeks
    ended: str
    """`Dit forløb sluttede 4. december.`; empty while one runs."""
    done: int
    items: int
    span: str
    """`i dit forløb`, `i dine forløb` or, where the one plan repeats, `i denne uge`."""
    all_done: str
    """What comes now that all is done; empty until then."""
    next: OwnItem | None
    talks_after: tuple[Any, ...]
    called_off: tuple[Any, ...]
    """The near talks that were called off, each until its day is over."""
    this_week: tuple[OwnItem, ...]
    """Items planned for this week; empty where the plan shows no dates."""
    groups: tuple[Group, ...]
    """Every item, by week where the plan shows dates."""
    earlier: tuple[Group, ...]
    """The weeks behind in a plan that repeats, the newest first; they no longer count."""
    hidden: int
    """How many more will come where the plan shows one task at a time."""
    outside: tuple[DoneLine, ...]
    before: tuple[DoneLine, ...]
    """What was done in plans that have ended."""
    ahead: tuple[str, ...]
    """The plans that follow this one."""
    may_ask: tuple[str, ...]
    """The buttons that have not been pressed."""


def own_plan(citizen: UUID, as_of: datetime, published: Published) -> OwnPlan:
    """What Dine opgaver shows, from one snapshot. Raises NotFound."""
    with reading():
        facts = look_up_one(citizen, as_of, published)
        today, standing = facts.today, read_standing(citizen)
        written = weeks.read(citizen, facts.plan, today, facts.rests, published)
        ahead = plans_ahead.words(citizen, today, published)
        talks_ahead = diary.talks_ahead(citizen, as_of)
        off = diary.called_off(citizen, today, today + CALLED_OFF_AHEAD)
    talk, first = facts.next_talk, standing.next_open
    shows_dates, items = facts.shows_dates, _own_items(standing, facts, published)
    following = next((item for item in items if item.row == first), None)
    past = [item for item in items if item.row.id in standing.past]
    shown = [i for i in _shown(items, following, facts) if i.row.id not in standing.past]
    done, total, span = _counted(standing, facts)
    return OwnPlan(
        facts=facts,
        weeks=written,
        ended=_ended(facts),
        done=done,
        items=total,
        span=span,
        all_done=_what_now(facts, published) if total and done == total else "",
        next=following,
        talks_after=tuple(one for one in talks_ahead if talk and one.id != talk.id),
        called_off=tuple(off),
        this_week=tuple(item for item in shown if shows_dates and _week(item) == written.this_week),
        groups=_groups(shown, shows_dates),
        earlier=_groups(past, shows_dates)[::-1],
        hidden=len(items) - len(shown) - len(past),
        outside=standing.outside(published),
        before=standing.done_earlier,
        ahead=ahead,
        may_ask=_may_ask(facts),
    )


def _may_ask(facts: Facts) -> tuple[str, ...]:
    """The buttons that can still be pressed; another day only if a talk is agreed."""
    talk = facts.next_talk
    asked = {row.kind for row in facts.requests if row.talk in (None, talk and talk.id)}
    return tuple(
        kind
        for kind in requests.BUTTONS
        if kind not in asked and (talk or kind != requests.NOT_THAT_DAY)
    )


def _counted(standing: Standing, facts: Facts) -> tuple[int, int, str]:
    """How many are done, of how many, and of what: the running plans, or a repeating plan's week.

    A week is shown only if the repeating plan is the only one. If that week is not the current one,
    it is named by its number.
    """
    current = standing.current
    running = {item.plan for item, _ in current}
    span = "i dine forløb" if len(running) > 1 else _in_plan(facts.plan)
    if not any(item.week for item, _ in current):
        return facts.done, facts.items, span
    if len(running) == 1:
        week = max(item.week for item, _ in current)
        span = "i denne uge" if week == iso_week(facts.today) else f"i {week_words(week)}"
    states = [state.state for _, state in current if state.state != "waived"]
    return states.count("done"), len(states), span


def _in_plan(plan: Any) -> str:
    """`i dit forløb for de første 14 dage`: in the words that the plan has for the citizen."""
    own, _, rest = str(plan.citizen_title).partition(" ")
    return f"i {own.lower()} {rest}".strip() if own in ("Din", "Dit", "Dine") else "i dit forløb"


def _what_now(facts: Facts, published: Published) -> str:
    """What to say when all is done: new tasks come next week, or talk with the consultant."""
    if repeats.comes_again(facts.plan, facts.today, published, facts.rests):
        return "Du har lavet ugens opgaver. Der kommer nye på mandag."
    return "Du har lavet alle opgaver. Tal med din jobkonsulent om, hvad der passer nu."


def _shown(items: list[OwnItem], following: OwnItem | None, facts: Facts) -> list[OwnItem]:
    """All items; in a plan with one task at a time, those already dealt with and the next one."""
    if not facts.is_running or not facts.plan.is_one_at_a_time:
        return items
    return [item for item in items if item.state != "open" or item == following]


def _week(item: OwnItem) -> str:
    """`2026-W49`: the week an item is planned for; empty for one that may be done in any."""
    return iso_week(item.row.planned_on) if item.row.planned_on else str(item.row.week)


def _groups(items: list[OwnItem], shows_dates: bool) -> tuple[Group, ...]:
    """Items by the week they are planned for, those without a day last."""
    if not shows_dates:
        return (Group(ALL_ITEMS, tuple(items)),) if items else ()
    found: dict[str, list[OwnItem]] = {}
    for item in items:
        found.setdefault(_week(item), []).append(item)
    return tuple(
        Group(week_words(week).capitalize() if week else OTHER_ITEMS, tuple(found[week]))
        for week in sorted(found, key=lambda week: week or "9999")
    )


def _ended(facts: Facts) -> str:
    """When the last plan ended."""
    if facts.is_running:
        return ""
    return f"Dit forløb sluttede {long_date(facts.plan.ended_on).partition(' ')[2]}."


def _own_items(standing: Standing, facts: Facts, published: Published) -> list[OwnItem]:
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
        day = item.planned_on if facts.shows_dates else None
        is_late = day and day < facts.today and not facts.pause and item.id not in standing.past
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
