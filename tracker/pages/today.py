"""I dag: the consultant's talks by time, a form that makes a new one, and the day on paper."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import (
    CONSULTANT,
    TALK,
    Page,
    answers_for,
    covered_by,
    has_grant,
    visible_citizen,
)
from tracker.account.attention import line
from tracker.account.facts import look_up
from tracker.account.summary import prepare_talk
from tracker.appointments import diary, messages, talk_import, talks
from tracker.appointments.diary import replacements
from tracker.clock import local_date, start_of_day
from tracker.enrolment import requests
from tracker.forms import Form
from tracker.gatherings import club_meetings
from tracker.gatherings.clubs import led_by
from tracker.models import Citizen
from tracker.openings import open_page
from tracker.pages.appointment import just_made, read_appointment
from tracker.people.caseload import by_name, names_answered_for
from tracker.screen import back_to, with_form
from tracker.site import published
from tracker.workdays import workdays_after

page = Page("today", "/job", CONSULTANT, scope="team")

WORKING_DAYS = 5
"""Today and the next four: a week of calls on one page."""
BEHIND = timedelta(days=31)
"""So long a talk that nobody ended stands here; Før samtalen says it after that too."""


def _lists() -> dict[str, Any]:
    """The talks by day, today first even when it is empty, and the lists of the form.

    After today come the days behind, with what was never ended.
    """
    today, begins = g.today, start_of_day(g.today)
    end = start_of_day(workdays_after(today, WORKING_DAYS - 1) + timedelta(days=1))
    people = names_answered_for(g.me, today)
    found = diary.talks_between(g.me.id, people, begins, end)
    behind = diary.never_ended(g.me.id, people, start_of_day(today - BEHIND), begins)
    days: dict[date, list[Any]] = {today: []} | {
        day: list(pairs)
        for day, pairs in groupby([*behind, *found], lambda pair: local_date(pair[0].starts_at))
    }
    # Only those with a talk have a line here; a team has hundreds more.
    talking = list({citizen.id: citizen for _, citizen in (*behind, *found)}.values())
    waiting = (talk.id for talk, _ in found if talk.outcome is None)
    named = _named_citizen()
    return {
        "days": days,
        "first": next(waiting, None),
        "lines": {one.citizen.id: line(one) for one in look_up(talking, g.now, published())},
        "people": list(people.items()),
        "more_to_come": diary.with_more_to_come([talk for talk, _ in found]),
        "messages": {talk.id: messages.about(talk, published().municipality) for talk, _ in found},
        "outcomes": talks.OUTCOMES,
        "called_off": _called_off(named),
        "made": just_made(named.id if named else None),
        "taken_in": _taken_in(),
        "asking": _asking({citizen.id for _, citizen in days[today]}),
        "club_meetings": club_meetings.meetings(
            led_by(g.me.id, covered_by(g.me.id, today)), today, today
        ),
    }


def _asking(seen: set[UUID]) -> list[tuple[Any, str]]:
    """Citizens who wait for an answer, one's own and those of colleagues one covers for, by name.

    Whom one talks with today is `seen`: their line says it.
    """
    whose = (Citizen.consultant == g.me.id) | Citizen.consultant.in_(covered_by(g.me.id, g.today))
    people = {row.id: row for row in Citizen.here(whose) if row.id not in seen}
    asked = requests.open_requests(list(people))
    waiting = by_name(people[id] for id in asked)
    return [(one, " · ".join(map(requests.words, asked[one.id]))) for one in waiting]


def _named_citizen() -> Any:
    """The citizen whose talk was just made or called off; from the address, where it says so."""
    if "borger" not in request.args:
        return None
    return visible_citizen(g.me, Form(request.args).id("borger"), g.today)


def _taken_in() -> tuple[UUID, int, int] | None:
    """The import that was just made, and how many talks it made and changed; from the address."""
    if "hentet" not in request.args:
        return None
    batch = Form(request.args).id("hentet")
    made, changed = talk_import.taken(batch, g.me, g.now)
    return (batch, made, changed) if made or changed else None


def _called_off(citizen: Any) -> dict[str, Any]:
    """The citizen's talk that the address says was just called off, or changed into another.

    And how many of its series went with it.
    """
    talk = citizen and talks.find_talk(citizen.id, Form(request.args).id("samtale"))
    if not talk or talk.outcome != talks.CANCELLED:
        return {}
    became = replacements([talk]).get(talk.id)
    more = len(talks.ended_with(talk)) - 1
    return {"talk": talk, "citizen": citizen, "became": became, "more": more}


@page.get("/i-dag/")
def show() -> ResponseReturnValue:
    """Today's talks and the next working days'."""
    chosen = {"minutes": talks.USUAL, "mode": talks.IN_PERSON}
    form = Form(chosen | {"citizen": request.args.get("med", "")})
    return render_template("today.html", form=form, **_lists())


@page.post("/i-dag/")
@with_form("today.html", _lists, starts_at="day")
def make(form: Form) -> ResponseReturnValue:
    """Make a talk with one of the team's citizens."""
    citizen = form.id("citizen")
    if not answers_for(g.me, citizen, g.today):
        form.errors["citizen"] = "Vælg en borger."
    talk = talks.agree(citizen, g.me.id, read_appointment(form), g.now)
    return back_to("today.show", borger=citizen, raekke=talk)


def _to_print() -> list[UUID]:
    """The citizens still to be talked with today, by time, each once."""
    people, end = names_answered_for(g.me, g.today), start_of_day(g.today + timedelta(days=1))
    pairs = diary.talks_between(g.me.id, people, start_of_day(g.today), end)
    return list(dict.fromkeys(citizen.id for talk, citizen in pairs if talk.outcome is None))


@page.post("/i-dag/print/")
def open_all() -> ResponseReturnValue:
    """Open them all to prepare today's talks; each citizen can see it, as ever."""
    for citizen in _to_print():
        open_page(g.signed_in.token_digest, g.me, citizen, TALK, g.now)
    return back_to("today.sheets")


@page.get("/i-dag/print/")
def sheets() -> ResponseReturnValue:
    """Dagens sider: Før samtalen of those this browser has opened today, a sheet of paper each."""
    people = _to_print()
    opened = [one for one in people if has_grant(g.signed_in.token_digest, one, g.now)]
    return render_template(
        "today_sheets.html",
        sheets=[prepare_talk(one, g.now, published()) for one in opened],
        unopened=len(people) - len(opened),
    )
