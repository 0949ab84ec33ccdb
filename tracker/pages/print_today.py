"""Dagens sider: Før samtalen of each of today's talks, one sheet of paper each."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, TALK, Page, has_grant
from tracker.account.summary import prepare_talk
from tracker.appointments import diary
from tracker.clock import start_of_day
from tracker.openings import open_page
from tracker.people.caseload import names_answered_for
from tracker.screen import back_to
from tracker.site import published

page = Page("print_today", "/job/i-dag/print", CONSULTANT, scope="team")


def _people() -> list[UUID]:
    """Whom the consultant still talks with today, by time, each once."""
    end = start_of_day(g.today + timedelta(days=1))
    people = names_answered_for(g.me, g.today)
    pairs = diary.talks_between(g.me.id, people, start_of_day(g.today), end)
    return list(dict.fromkeys(citizen.id for talk, citizen in pairs if talk.outcome is None))


@page.post("/")
def open() -> ResponseReturnValue:
    """Open them all to prepare today's talks; each citizen can see it, as ever."""
    for citizen in _people():
        open_page(g.signed_in.token_digest, g.me, citizen, TALK, g.now)
    return back_to("print_today.show")


@page.get("/")
def show() -> ResponseReturnValue:
    """Those that this browser has opened today, and how many it has not."""
    people = _people()
    opened = [one for one in people if has_grant(g.signed_in.token_digest, one, g.now)]
    return render_template(
        "print_today.html",
        sheets=[prepare_talk(one, g.now, published()) for one in opened],
        unopened=len(people) - len(opened),
    )
