"""Hent samtaler: a table or a calendar from another system, looked at first, then taken whole."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, access
from tracker.appointments import talk_import
from tracker.appointments.talks import MODES, PHONE
from tracker.csv_table import MOST_ROWS, decode
from tracker.errors import Refused
from tracker.forms import Form
from tracker.screen import back_to, form_again

page = Blueprint("import_talks", __name__, url_prefix="/job/samtaler/hent")


def _account(form: Form) -> dict[str, Any]:
    """The choices, and what would happen to each line; what is wrong stands in the form."""
    steps: list[talk_import.Step] = []
    try:
        form.refuse_errors()
        if form.value("text").strip():
            steps = talk_import.look(form.value("text"), form.value("mode"), g.me, g.now)
    except Refused as refusal:
        form.errors |= refusal.errors
    counts = Counter(step.kind for step in steps)
    return {
        "modes": list(MODES.items()),
        "most": MOST_ROWS,
        "steps": steps,
        "counts": counts,
        "to_take": 0 if counts[talk_import.WRONG] else counts["new"] + counts["moved"],
    }


def _read_form() -> Form:
    """What was pasted, or the file in its place; nothing of it is kept but in the form itself."""
    form = Form(request.form)
    upload = request.files.get("file")
    try:
        if upload and upload.filename:
            form.sent |= Form({"text": decode(upload.read())}).sent
        if not form.value("text").strip():
            form.errors["file"] = "Vælg en fil, eller indsæt linjerne i feltet."
    except Refused as refusal:
        form.errors |= refusal.errors
    form.choice("mode", MODES, "Vælg, hvordan I taler sammen.")
    return form


@page.get("/")
@access(CONSULTANT, scope="team")
def show() -> ResponseReturnValue:
    """The empty form."""
    form = Form({"mode": PHONE})
    return render_template("import_talks.html", form=form, **_account(form))


@page.post("/")
@access(CONSULTANT, scope="team")
def look() -> ResponseReturnValue:
    """Every line with what would happen to it; nothing is changed."""
    form = _read_form()
    account = _account(form)
    if form.errors:
        return form_again("import_talks.html", form, **account)
    return render_template("import_talks.html", form=form, **account)


@page.post("/gem/")
@access(CONSULTANT, scope="team")
def take() -> ResponseReturnValue:
    """All of it or nothing; looked at anew, since something may have changed meanwhile."""
    form = _read_form()
    try:
        form.refuse_errors()
        batch = talk_import.take(form.value("text"), form.value("mode"), g.me, g.now)
    except Refused as refusal:
        account = _account(form)
        form.errors |= refusal.errors
        return form_again("import_talks.html", form, **account)
    return back_to("today.show", "samtaler-hentet", hentet=batch)


@page.post("/<uuid:batch>/fortryd/")
@access(CONSULTANT, scope="team")
def undo(batch: UUID) -> ResponseReturnValue:
    """Take out the talks of one import again."""
    talk_import.take_back(batch, g.me)
    return back_to("today.show", "fortrudt")
