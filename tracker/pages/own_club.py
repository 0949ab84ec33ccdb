"""Jobklubben, to a member: the next meeting, who comes, common tasks and jobs."""

from uuid import UUID

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CITIZEN, Page
from tracker.gatherings import clubs
from tracker.gatherings.own_clubs import club_page
from tracker.screen import back_to
from tracker.site import published

page = Page("own_club", "/dine-opgaver/jobklub/<uuid:club>", CITIZEN, scope="own")


@page.get("/")
def show(club: UUID) -> ResponseReturnValue:
    """The page of a club the reader is in."""
    return render_template("own_club.html", **club_page(g.me.id, club, g.now, published()))


@page.post("/navn/")
def name(club: UUID) -> ResponseReturnValue:
    """Vis dit fornavn: the member's own switch, off until they turn it."""
    shows = request.form.get("vis") == "ja"
    clubs.show_name(club, g.me.id, shows)
    return back_to("own_club.show", "navn-vist" if shows else "navn-skjult", club=club)
