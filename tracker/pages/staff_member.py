"""One member of staff, for the operator: name, role, team and access; nothing of their work."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access import OPERATOR, Page
from tracker.forms import Form
from tracker.pages.staff_list import read_place, shared
from tracker.people import letters, staff_changes
from tracker.screen import back_to, or_404, with_form

page = Page("staff_member", "/drift/ansatte/<uuid:person>", OPERATOR, scope="staff")


@page.before_request
def find_member() -> None:
    """Whom the address names; 404 for nobody."""
    g.member = or_404(staff_changes.find((request.view_args or {})["person"]))


def _page() -> dict[str, Any]:
    return {
        **shared(),
        "member": g.member,
        "count": staff_changes.citizens_of([g.member.id]).get(g.member.id, 0),
        "changes": staff_changes.changes(g.member.id),
    }


def _as_it_is() -> dict[str, str]:
    """The fields, which no button sends along."""
    row = g.member
    return {"staff_name": row.name, "role": row.role, "team": str(row.team or "")}


@page.get("/")
def show(person: UUID) -> ResponseReturnValue:
    """The form, and the ways to give and take access."""
    return render_template("staff_member.html", form=Form(_as_it_is()), **_page())


@page.post("/")
@with_form("staff_member.html", _page)
def change(form: Form, person: UUID) -> ResponseReturnValue:
    """Another name, role or team."""
    place = read_place(form)
    form.refuse_errors()
    staff_changes.change(g.me.id, g.member, place, g.now)
    return back_to("staff_member.show", "gemt", person=person)


@page.post("/adgangskode/")
@with_form("staff_member.html", _page)
def new_password(form: Form, person: UUID) -> ResponseReturnValue:
    """Replace the password, and go to the page that shows it."""
    form.sent = _as_it_is()
    password = staff_changes.new_password(g.me.id, g.member, g.now)
    letters.keep(g.signed_in.token_digest, person, password, g.now)
    return redirect(url_for("staff_member.password", person=person), 303)


@page.get("/adgangskode/")
def password(person: UUID) -> ResponseReturnValue:
    """The password while it is at hand; reloading makes no other."""
    shown = letters.read(g.signed_in.token_digest, person, g.now)
    return render_template("staff_password.html", member=g.member, password=shown)


@page.post("/log-ud/")
def sign_out(person: UUID) -> ResponseReturnValue:
    """Sign someone out everywhere."""
    staff_changes.sign_out(g.me.id, g.member, g.now)
    return back_to("staff_member.show", "logget-ud", person=person)


@page.post("/luk/")
@with_form("staff_member.html", _page)
def close(form: Form, person: UUID) -> ResponseReturnValue:
    """Take the access away."""
    form.sent = _as_it_is()
    staff_changes.close(g.me.id, g.member, g.now)
    return back_to("staff_member.show", "adgang-lukket", person=person)


@page.post("/aabn/")
def reopen(person: UUID) -> ResponseReturnValue:
    """Give the access back."""
    staff_changes.reopen(g.me.id, g.member, g.now)
    return back_to("staff_member.show", "adgang-aaben", person=person)
