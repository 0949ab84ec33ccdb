"""Hent samtaler: a table or a calendar from another system, looked at first, then taken whole."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page, looks_only
from tracker.appointments import talk_import
from tracker.appointments.talk_import import Step
from tracker.appointments.talks import MODES, PHONE
from tracker.csv_table import MOST_ROWS, decode
from tracker.errors import Refused
from tracker.forms import Form
from tracker.limits import FAILED
from tracker.screen import back_to, with_form

page = Page("import_talks", "/job/samtaler/hent", CONSULTANT, scope="team")


def _account(steps: Sequence[Step] = ()) -> dict[str, Any]:
    """What would happen to each line, and how many lines there may be."""
    return {"steps": steps, "most": MOST_ROWS}


def _read(form: Form) -> tuple[str, str]:
    """What was pasted, or the file in its place, and how to talk. Raises Refused.

    Nothing of it is kept but in the form itself.
    """
    upload = request.files.get("file")
    if upload and upload.filename:
        form.sent |= Form({"text": decode(upload.read())}).sent
    if not form.value("text").strip():
        form.errors["file"] = "Vælg en fil, eller indsæt linjerne i feltet."
    mode = form.choice("mode", MODES, "Vælg, hvordan I taler sammen.")
    form.refuse_errors()
    return form.value("text"), mode


@page.get("/")
def show() -> ResponseReturnValue:
    """The empty form."""
    return render_template("import_talks.html", form=Form({"mode": PHONE}), **_account())


@page.post("/")
@looks_only
@with_form("import_talks.html", _account)
def look(form: Form) -> ResponseReturnValue:
    """Every line with what would happen to it; nothing is changed."""
    return _looked_at(form, *_read(form))


def _looked_at(form: Form, text: str, mode: str) -> ResponseReturnValue:
    steps = talk_import.look(text, mode, g.me, g.now)
    page = render_template("import_talks.html", form=form, **_account(steps))
    is_wrong = form.errors or any(step.kind == talk_import.WRONG for step in steps)
    return page, FAILED if is_wrong else 200


@page.post("/gem/")
@with_form("import_talks.html", _account)
def take(form: Form) -> ResponseReturnValue:
    """All of it or nothing; looked at anew, since something may have changed meanwhile."""
    text, mode = _read(form)
    try:
        batch = talk_import.take(text, mode, g.me, g.now)
    except Refused as refusal:
        form.errors = refusal.errors
        return _looked_at(form, text, mode)
    return back_to("today.show", "samtaler-hentet", hentet=batch)


@page.post("/<uuid:batch>/fortryd/")
def undo(batch: UUID) -> ResponseReturnValue:
    """Take back what one import made and changed."""
    did = talk_import.take_back(batch, g.me, g.now)
    return back_to("today.show", "fortrudt" if did else "allerede-fortrudt")
