"""Jobklubber: the team's job clubs, and those of others where one tells where the jobs are."""

from __future__ import annotations

from typing import Any

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page, clubs_visible_to
from tracker.gatherings.club_meetings import Meeting, next_meetings
from tracker.gatherings.club_members import head_counts
from tracker.gatherings.clubs import rhythm
from tracker.models import Club

page = Page("clubs", "/job/jobklubber", CONSULTANT, scope="team")


@page.get("/")
def show() -> ResponseReturnValue:
    """Every club by name; those that have ended below."""
    clubs = list(clubs_visible_to(g.me).order_by(Club.name, Club.id))
    counts = head_counts(club.id for club in clubs)
    following = next_meetings(clubs, g.now)
    lines = [_line(club, counts[club.id], following.get(club.id)) for club in clubs]
    return render_template(
        "clubs.html",
        running=[line for line in lines if line["club"].until_on >= g.today],
        ended=[line for line in lines if line["club"].until_on < g.today],
    )


def _line(club: Any, members: int, following: Meeting | None) -> dict[str, Any]:
    """One club of the list."""
    return {
        "club": club,
        "rhythm": rhythm(club),
        "members": members,
        "next": following,
        "is_of_team": club.team == g.me.team,
    }
