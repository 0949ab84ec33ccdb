"""Hvorfor åbner du siden?: the purpose a consultant gives before reading about a person."""

from uuid import UUID

from flask import abort, g, request
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, PURPOSES, TALK, Page
from tracker.appointments import calls
from tracker.openings import open_page
from tracker.screen import back_to

page = Page("open", "/job/borgere/<uuid:citizen>/aabn", CONSULTANT, scope="citizen")


@page.get("/")
def show(citizen: UUID) -> ResponseReturnValue:
    """The address of the buttons; whoever reloads it comes to the page that has them."""
    return back_to("talk.show", citizen=citizen)


@page.post("/")
def choose(citizen: UUID) -> ResponseReturnValue:
    """Write down why, grant the page until midnight, and go there.

    Who prepares a talk that nobody entered has begun it, unless they only read along.
    """
    purpose = request.form.get("formaal", "")
    if purpose not in PURPOSES:
        abort(400)
    open_page(g.signed_in.token_digest, g.me, citizen, purpose, g.now)
    if purpose == TALK and g.is_responsible:
        calls.begin(citizen, g.me.id, g.now)
    return back_to("talk.show", citizen=citizen)
