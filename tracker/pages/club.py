"""A job club, to its consultants: meetings, each put right, members, common tasks and tips."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page, access, citizens_answered_for
from tracker.forms import Form
from tracker.gatherings import club_meetings, club_tasks, club_tips, clubs
from tracker.gatherings.club_meetings import OneMeeting
from tracker.gatherings.clubs import MODES
from tracker.people.caseload import by_name
from tracker.people.staff import names_of
from tracker.screen import back_to, or_404, with_form
from tracker.site import published

page = Page("club", "/job/jobklubber/<uuid:club>", CONSULTANT, scope="club")

SHOWN_MEETINGS = 6


@page.before_request
def find_meeting() -> None:
    """The meeting that the address names by the day the rule says; 404 for any other."""
    if day := (request.view_args or {}).get("day"):
        try:
            on = date.fromisoformat(day)
        except ValueError:
            abort(404)
        g.meeting = or_404(club_meetings.find_meeting(g.club, on, g.now))


def _account() -> dict[str, Any]:
    """What the page shows."""
    club, ids = g.club, clubs.member_ids(g.club.id)
    answered_for = citizens_answered_for(g.me, g.today)
    mine = {one.id: one for one in by_name(answered_for)}
    meetings = club_meetings.coming(club, g.now)[:SHOWN_MEETINGS]
    changed_by = [one.changed_by for one in meetings if one.changed_by]
    return {
        "club": club,
        "is_of_team": club.team == g.me.team,
        "meetings": meetings,
        "names": names_of([club.consultant, club.company_consultant, *changed_by]),
        "many": clubs.MANY,
        "mine": mine,
        "members": ids,
        "left": clubs.left_today(club.id, g.now),
        "without_plan": club_tasks.without_plan(ids),
        "others": [
            (one.id, f"{one.display_name} · {one.reference}")
            for one in mine.values()
            if one.id not in ids and one.team == club.team and one.trial_of is None
        ],
        "common": club_tasks.common_tasks(club.id, g.now, published()),
        "tips": club_tips.tips(club.id, g.now),
        "tips_removed": club_tips.removed_today(club.id, g.now),
    }


@page.get("/")
def show(club: UUID) -> ResponseReturnValue:
    """The page."""
    return render_template("club.html", form=Form(), **_account())


@page.post("/medlemmer/")
@access(CONSULTANT, scope="club_team")
@with_form("club.html", _account)
def add_member(form: Form, club: UUID) -> ResponseReturnValue:
    """Take a citizen into the club, with the tasks it does together, or put one back."""
    clubs.add_member(club, form.id("citizen", "Vælg en borger."), g.me.id, g.now)
    club_tasks.give_tasks(club, g.me.id, g.now, published())
    return back_to("club.show", "medlem-med", club=club)


@page.post("/medlemmer/<uuid:citizen>/ud/")
@access(CONSULTANT, scope="club_team")
def remove_member(club: UUID, citizen: UUID) -> ResponseReturnValue:
    """Take a member out, even one of another team, whose name is not shown."""
    if citizen not in clubs.member_ids(club):
        abort(404)
    clubs.remove_member(club, citizen, g.me.id, g.now)
    return back_to("club.show", "medlem-ud", club=club)


@page.post("/opgaver/")
@access(CONSULTANT, scope="club_team")
@with_form("club.html", _account)
def add_task(form: Form, club: UUID) -> ResponseReturnValue:
    """Make a task common, so that each member gets it in their plan, or put one back."""
    club_tasks.add_task(club, form.value("task"), g.me.id, g.now, published())
    return back_to("club.show", "faelles-opgave", club=club)


@page.post("/opgaver/giv/")
@access(CONSULTANT, scope="club_team")
def give_tasks(club: UUID) -> ResponseReturnValue:
    """Give the common tasks to members whose forløb began after they were added."""
    club_tasks.give_tasks(club, g.me.id, g.now, published())
    return back_to("club.show", "faelles-givet", club=club)


@page.post("/opgaver/<uuid:task>/fjern/")
@access(CONSULTANT, scope="club_team")
def remove_task(club: UUID, task: UUID) -> ResponseReturnValue:
    """Take a common task back, also out of the plans where it is open."""
    club_tasks.remove_task(club, task, g.me.id, g.now, published())
    return back_to("club.show", "faelles-fjernet", club=club)


@page.post("/job/")
@with_form("club.html", _account, "tip")
def add_tip(form: Form, club: UUID) -> ResponseReturnValue:
    """Her er der job nu: tell the members of a job."""
    title, place = form.text("title", "tip_title"), form.text("place", "tip_place")
    link, until_on = form.link("link"), form.day("until_on")
    form.refuse_errors()
    club_tips.add_tip(
        club, title=title, place=place, link=link, until_on=until_on, staff=g.me.id, now=g.now
    )
    return back_to("club.show", "job-tilfoejet", club=club)


@page.post("/job/<uuid:tip>/fjern/")
def remove_tip(club: UUID, tip: UUID) -> ResponseReturnValue:
    """Take a job away."""
    club_tips.remove_tip(club, tip, g.me.id, g.now)
    return back_to("club.show", "job-fjernet", club=club)


@page.post("/job/<uuid:tip>/fortryd/")
def put_back_tip(club: UUID, tip: UUID) -> ResponseReturnValue:
    """Take back that a job was taken away today."""
    club_tips.put_back_tip(club, tip, g.now)
    return back_to("club.show", "fortrudt", club=club)


def _meeting() -> dict[str, Any]:
    return {"club": g.club, "meeting": g.meeting, "modes": MODES.items()}


@page.get("/moeder/<day>/")
def meeting(club: UUID, day: str) -> ResponseReturnValue:
    """The form, filled in with the meeting as it is."""
    one = g.meeting
    form = Form(vars(one) | {"held_on": one.on, "clock": one.starts.isoformat("minutes")})
    return render_template("club_meeting.html", form=form, **_meeting())


@page.post("/moeder/<day>/")
@with_form("club_meeting.html", _meeting)
def change_meeting(form: Form, club: UUID, day: str) -> ResponseReturnValue:
    """Change this one meeting."""
    held_on, starts = form.day("held_on"), form.clock("clock")
    mode = form.choice("mode", MODES, "Vælg, hvordan I mødes.")
    place, link = form.text("place", "place"), form.link("link")
    form.refuse_errors()
    new = OneMeeting(held_on, starts, mode, place, link)
    club_meetings.change_meeting(g.meeting, new, g.me.id, g.now)
    return back_to("club.show", "moede-rettet", club=club)


@page.post("/moeder/<day>/aflys/")
def cancel_meeting(club: UUID, day: str) -> ResponseReturnValue:
    """Cancel this one meeting; it stays on the pages as cancelled, with the way back."""
    club_meetings.cancel_meeting(g.meeting, g.me.id, g.now)
    return back_to("club.show", "moede-aflyst", club=club)


@page.post("/moeder/<day>/fortryd/")
def put_back_meeting(club: UUID, day: str) -> ResponseReturnValue:
    """Take back what was last done to this meeting."""
    club_meetings.put_back(g.meeting, g.me.id, g.now)
    return back_to("club.show", "fortrudt", club=club)
