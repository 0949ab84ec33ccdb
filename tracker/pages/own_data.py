"""Hent dine oplysninger: all that is held about the citizen, to read, to print and as a file."""

from __future__ import annotations

import json

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CITIZEN, Page
from tracker.people.own_data import Held, everything_about
from tracker.screen import download
from tracker.site import published

page = Page("own_data", "/dine-opgaver/hent", CITIZEN, scope="own")


def _held() -> list[Held]:
    return everything_about(g.me.id, published())


@page.get("/")
def show() -> ResponseReturnValue:
    """Table by table, in words."""
    return render_template("own_data.html", held=[one for one in _held() if one.rows])


@page.get("/oplysninger.json")
def file() -> ResponseReturnValue:
    """The same, every column of it, for a program; also tables that hold nothing."""
    rows = {one.table: one.rows for one in _held()}
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    return download("oplysninger.json", text, "application/json")
