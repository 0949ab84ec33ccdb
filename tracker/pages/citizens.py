"""Borgere: everyone of the team by name, one plain line each."""

from __future__ import annotations

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, access
from tracker.caseload import caseload
from tracker.site import published

page = Blueprint("citizens", __name__, url_prefix="/job/borgere")


@page.get("/")
@access(CONSULTANT, scope="team")
def show() -> ResponseReturnValue:
    """The list; never by need or progress."""
    lines = caseload(g.me.team, g.now, published())
    own = [line for line in lines if line.consultant == g.me.id]
    others = [line for line in lines if line.consultant != g.me.id]
    return render_template("citizens.html", own=own, others=others)
