"""Maskinen: whether all is well with the server, and what it did each night, for the operator."""

from __future__ import annotations

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import OPERATOR, access
from tracker.db import opened_with
from tracker.upkeep import daily
from tracker.upkeep.checkup import check_up
from tracker.upkeep.finding import Weight

page = Blueprint("machine", __name__, url_prefix="/drift/maskinen")

NIGHTS = 14
"""On the page; `jobvej tracker receipts` has them all."""


@page.get("/")
@access(OPERATOR, scope="staff")
def show() -> ResponseReturnValue:
    """What must be done first, then what is fine; then the nights. Numbers only, never who."""
    found = check_up(opened_with(), g.now)
    return render_template(
        "machine.html",
        to_do=[one.words for one in found if one.weight is Weight.MUST],
        rest=[one.words for one in found if one.weight is not Weight.MUST],
        nights=daily.receipts()[:NIGHTS],
    )
