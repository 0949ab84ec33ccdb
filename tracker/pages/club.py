"""A job club, to its consultants: meetings, members, common tasks and job tips."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page, access, citizens_answered_for
from tracker.forms import Form
from tracker.gatherings import club_meetings, club_tasks, club_tips, clubs
from tracker.people.caseload import by_name
from tracker.people.staff import names_of
from tracker.screen import back_to, with_form
from tracker.site import published

page = Page("club", "/job/jobklubber/<uuid:club>", CONSULTANT, scope="club")

SHOWN_MEETINGS = 6


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
    """Take a member out; also one of another team, whose name one does not see."""
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
