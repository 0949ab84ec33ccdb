"""Jobklubber: the team's job clubs, and those of others where one tells where the jobs are."""

from __future__ import annotations

from flask import g, render_template
from flask.typing import ResponseReturnValue

from jobvej.catalog.names import danish_order
from tracker.access import CONSULTANT, Page, clubs_visible_to
from tracker.gatherings.club_meetings import next_meetings
from tracker.gatherings.clubs import head_counts

page = Page("clubs", "/job/jobklubber", CONSULTANT, scope="team")


@page.get("/")
def show() -> ResponseReturnValue:
    """Every club by name; those that have ended below."""
    visible = clubs_visible_to(g.me, g.today)
    clubs = sorted(visible, key=lambda club: danish_order(club.name))
    return render_template(
        "clubs.html",
        running=[club for club in clubs if club.until_on >= g.today],
        ended=[club for club in clubs if club.until_on < g.today],
        members=head_counts(club.id for club in clubs),
        following=next_meetings(clubs, g.now),
    )
