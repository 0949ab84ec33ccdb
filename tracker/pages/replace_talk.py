"""Ret samtalen: another time or another way to meet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page
from tracker.appointments import talks
from tracker.clock import local_date, local_time
from tracker.forms import Form
from tracker.pages.appointment import read_appointment
from tracker.screen import back_to, or_404, with_form

page = Page(
    "replace_talk",
    "/job/borgere/<uuid:citizen>/samtaler/<uuid:talk>/ret",
    CONSULTANT,
    scope="responsible",
)


def _account() -> dict[str, Any]:
    """The talk as it is agreed on now; 404 when it is not this citizen's."""
    address = request.view_args or {}
    found = or_404(talks.find_talk(address["citizen"], address["talk"]))
    return {"talk": found}


@page.get("/")
def show(citizen: UUID, talk: UUID) -> ResponseReturnValue:
    """The page, with the fields as they were agreed on."""
    account = _account()
    now = account["talk"]
    if now.outcome is not None:
        return back_to("today.show", "samtale-slut")
    said = {
        "day": local_date(now.starts_at),
        "clock": local_time(now.starts_at).replace(".", ":"),
        "minutes": now.minutes,
        "mode": now.mode,
        "link": now.link,
    }
    return render_template("replace_talk.html", form=Form(said), **account)


@page.post("/")
@with_form("replace_talk.html", _account, starts_at="day", talk="day")
def replace(form: Form, citizen: UUID, talk: UUID) -> ResponseReturnValue:
    """Change the talk, and offer to take it back."""
    _account()
    talks.replace_talk(talk, read_appointment(form), g.me.id, g.now)
    return back_to("today.show", "samtale-rettet", borger=citizen, samtale=talk)
