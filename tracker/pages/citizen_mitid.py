"""MitID of a citizen: whether it is in use, and parting it from one who may be somebody else."""

from __future__ import annotations

from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page
from tracker.screen import back_to
from tracker.sign_in import mitid

page = Page("citizen_mitid", "/job/borgere/<uuid:citizen>/mitid", CONSULTANT, scope="responsible")


@page.get("/")
def show(citizen: UUID) -> ResponseReturnValue:
    """What the citizen reads on Dit MitID."""
    return render_template("citizen_mitid.html", binding=mitid.binding(citizen))


@page.post("/fjern/")
def remove(citizen: UUID) -> ResponseReturnValue:
    """Take it away and sign out everywhere; the citizen reads who did it, and can undo it."""
    gone = mitid.remove(citizen, g.me.id, g.now)
    return back_to(".show", "borgers-mitid-fjernet" if gone else "", citizen=citizen)
