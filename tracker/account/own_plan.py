"""Dine opgaver: the citizen's own page, which says du and has nothing about others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.account.facts import Facts, link_of, look_up_one
from tracker.account.own_item import OwnItem, own_items
from tracker.appointments import diary
from tracker.clock import iso_week, local_date, long_date, week_words
from tracker.db import reading
from tracker.enrolment import pauses, plans_ahead, repeats, requests, weeks
from tracker.enrolment.standing import DoneLine, Standing, read_standing
from tracker.enrolment.weeks import Weeks

ALL_ITEMS, OTHER_ITEMS = "Alle opgaver", "Andre opgaver"
CALLED_OFF_AHEAD = timedelta(days=14)
"""A talk called off further ahead is no word worth yet."""


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
    talk_link: str
    """Where the talk ahead is held, on the day of a video talk; else empty."""
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
    pause: Any
    """The pause that today lies in; None without one."""
    pauses_ahead: tuple[Any, ...]
    ahead: tuple[str, ...]
    """The plans that follow this one."""
    may_ask: tuple[str, ...]
    """The buttons that have not been pressed."""


def own_plan(citizen: UUID, as_of: datetime, published: Published) -> OwnPlan:
    """What Dine opgaver shows, from one snapshot. Raises NotFound."""
    today = local_date(as_of)
    with reading():
        facts = look_up_one(citizen, as_of, published)
        standing = read_standing(citizen)
        written = weeks.read(citizen, facts.plan, today, facts.rests, published)
        ahead = plans_ahead.words(citizen, today, published)
        talks_ahead = diary.talks_ahead(citizen, as_of)
        off = diary.called_off(citizen, today, today + CALLED_OFF_AHEAD)
    talk, pause = facts.next_talk, pauses.on_day(facts.pauses, today)
    shows_dates = facts.is_running and bool(facts.plan.shows_dates)
    items = own_items(standing, published, today, shows_dates, pause is not None)
    first = standing.next_open
    following = next((item for item in items if item.row == first), None)
    past = [item for item in items if item.row.id in standing.past]
    shown = [i for i in _shown(items, following, facts) if i.row.id not in standing.past]
    done, total, span = _counted(standing, facts, today)
    return OwnPlan(
        facts=facts,
        weeks=written,
        ended=_ended(facts),
        done=done,
        items=total,
        span=span,
        all_done=_what_now(facts, today, published) if total and done == total else "",
        next=following,
        talk_link=link_of(talk, today),
        talks_after=tuple(one for one in talks_ahead if talk and one.id != talk.id),
        called_off=tuple(off),
        this_week=tuple(item for item in shown if shows_dates and _week(item) == written.this_week),
        groups=_groups(shown, shows_dates),
        earlier=_groups(past, shows_dates)[::-1],
        hidden=len(items) - len(shown) - len(past),
        outside=standing.outside(published),
        before=standing.done_earlier,
        pause=pause,
        pauses_ahead=tuple(row for row in pauses.not_over(facts.pauses, today) if row != pause),
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


def _counted(standing: Standing, facts: Facts, today: date) -> tuple[int, int, str]:
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
        span = "i denne uge" if week == iso_week(today) else f"i {week_words(week)}"
    states = [state.state for _, state in current if state.state != "waived"]
    return states.count("done"), len(states), span


def _in_plan(plan: Any) -> str:
    """`i dit forløb for de første 14 dage`: in the words that the plan has for the citizen."""
    own, _, rest = str(plan.citizen_title).partition(" ")
    return f"i {own.lower()} {rest}".strip() if own in ("Din", "Dit", "Dine") else "i dit forløb"


def _what_now(facts: Facts, today: date, published: Published) -> str:
    """What to say when all is done: new tasks come next week, or talk with the consultant."""
    if repeats.comes_again(facts.plan, today, published, facts.rests):
        return "Du har lavet ugens opgaver. Der kommer nye på mandag."
    return "Du har lavet alle opgaver. Tal med din jobkonsulent om, hvad der passer nu."


def _shown(items: list[OwnItem], following: OwnItem | None, facts: Facts) -> list[OwnItem]:
    """All items; in a plan with one task at a time, those already dealt with and the next one."""
    if not facts.is_running or not facts.plan.is_one_at_a_time:
        return items
    return [item for item in items if item.state != "open" or item == following]


def _week(item: OwnItem) -> str:
    """`2026-W49`: the week an item is planned for; empty for one without a day."""
    return iso_week(item.row.planned_on) if item.row.planned_on else ""


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
