"""One member of staff, for the operator: name, role, team and access; nothing of their work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access import OPERATOR, access
from tracker.errors import Refused
from tracker.forms import Form
from tracker.pages.staff_list import choices, read_place
from tracker.people import letters, staff_changes
from tracker.screen import back_to, form_again

page = Blueprint("staff_member", __name__, url_prefix="/drift/ansatte/<uuid:person>")


def _member(person: UUID) -> Any:
    row = staff_changes.find(person)
    if row is None:
        abort(404)
    return row


def _page(row: Any) -> dict[str, Any]:
    return {**choices(), "member": row, "changes": staff_changes.changes(row.id)}


@page.get("/")
@access(OPERATOR, scope="staff")
def show(person: UUID) -> ResponseReturnValue:
    """The form, and the ways to give and take access."""
    row = _member(person)
    return render_template("staff_member.html", form=_as_it_is(row), **_page(row))


@page.post("/")
@access(OPERATOR, scope="staff")
def change(person: UUID) -> ResponseReturnValue:
    """Another name, role or team."""
    row, form = _member(person), Form(request.form)
    try:
        place = read_place(form, form.text("staff_name", "staff_name"))
        form.refuse_errors()
        staff_changes.change(g.me.id, person, place, g.now)
    except Refused as refusal:
        form.errors = refusal.errors
        return form_again("staff_member.html", form, **_page(row))
    return back_to("staff_member.show", "gemt", person=person)


@page.post("/adgangskode/")
@access(OPERATOR, scope="staff")
def new_password(person: UUID) -> ResponseReturnValue:
    """Replace the password, and go to the page that shows it."""
    row = _member(person)
    try:
        password = staff_changes.new_password(g.me.id, person, g.now)
    except Refused as refusal:
        return _refused(row, refusal)
    letters.keep(g.signed_in.token_digest, person, password, g.now)
    return redirect(url_for("staff_member.password", person=person), 303)


@page.get("/adgangskode/")
@access(OPERATOR, scope="staff")
def password(person: UUID) -> ResponseReturnValue:
    """The password while it is at hand; reloading makes no other."""
    shown = letters.read(g.signed_in.token_digest, person, g.now)
    return render_template("staff_password.html", member=_member(person), password=shown)


@page.post("/log-ud/")
@access(OPERATOR, scope="staff")
def sign_out(person: UUID) -> ResponseReturnValue:
    """Sign someone out everywhere."""
    return _act(person, staff_changes.sign_out, "logget-ud")


@page.post("/luk/")
@access(OPERATOR, scope="staff")
def close(person: UUID) -> ResponseReturnValue:
    """Take the access away."""
    return _act(person, staff_changes.close, "adgang-lukket")


@page.post("/aabn/")
@access(OPERATOR, scope="staff")
def reopen(person: UUID) -> ResponseReturnValue:
    """Give the access back."""
    return _act(person, staff_changes.reopen, "adgang-aaben")


def _act(
    person: UUID, act: Callable[[UUID, UUID, datetime], None], notice: str
) -> ResponseReturnValue:
    """Do it, or show the page with the sentence that says why not."""
    row = _member(person)
    try:
        act(g.me.id, person, g.now)
    except Refused as refusal:
        return _refused(row, refusal)
    return back_to("staff_member.show", notice, person=person)


def _as_it_is(row: Any) -> Form:
    return Form({"staff_name": row.name, "role": row.role, "team": str(row.team or "")})


def _refused(row: Any, refusal: Refused) -> ResponseReturnValue:
    form = _as_it_is(row)
    form.errors = refusal.errors
    return form_again("staff_member.html", form, **_page(row))
