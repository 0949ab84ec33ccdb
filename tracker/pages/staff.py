"""Ansatte, for the operator: who works where, and each one's role and access; not their work."""

from typing import Any
from uuid import UUID

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import OPERATOR, ROLE_WORDS, Page
from tracker.forms import Form
from tracker.people import letters, staff_changes
from tracker.people.staff import Place
from tracker.screen import back_to, or_404, with_form

page = Page("staff", "/drift", OPERATOR, scope="staff")


@page.before_request
def find_member() -> None:
    """Whom the address names; 404 for nobody."""
    if person := (request.view_args or {}).get("person"):
        g.member = or_404(staff_changes.find(person))


def _shared() -> dict[str, Any]:
    """The teams to choose from, and the words of what was changed."""
    return {
        "teams": staff_changes.teams(),
        "names": staff_changes.names(),
        "kinds": staff_changes.KINDS,
    }


def _list() -> dict[str, Any]:
    people = staff_changes.everybody()
    citizens = staff_changes.citizens_of([row.id for row in people])
    changes = staff_changes.changes()
    return {**_shared(), "people": people, "citizens": citizens, "changes": changes}


def _member() -> dict[str, Any]:
    return {
        **_shared(),
        "member": g.member,
        "count": staff_changes.citizens_of([g.member.id]).get(g.member.id, 0),
        "changes": staff_changes.changes(g.member.id),
    }


def _read_place(form: Form) -> Place:
    """The name, role and team of a form; a consultant's team is asked for later."""
    name = form.text("staff_name", "staff_name")
    known = {str(row.id) for row in staff_changes.teams()}
    team = form.choice("team", known, "Vælg et team.") if form.value("team") else ""
    role = form.choice("role", ROLE_WORDS, "Vælg en rolle.")
    return Place(name, role, UUID(team) if team else None)


@page.get("/")
def show() -> ResponseReturnValue:
    """Everyone by team, and the forms."""
    return render_template("staff.html", form=Form(), **_list())


@page.post("/ansatte/")
@with_form("staff.html", _list)
def employ(form: Form) -> ResponseReturnValue:
    """Someone new; on to the page with their password."""
    sign_in_name = form.text("sign_in_name", "sign_in_name")
    place = _read_place(form)
    form.refuse_errors()
    person, password = staff_changes.employ(g.me.id, place, sign_in_name, g.now)
    letters.keep(g.signed_in.token_digest, person, password, g.now)
    return back_to("staff.password", person=person)


@page.post("/team/")
@with_form("staff.html", _list)
def save_team(form: Form) -> ResponseReturnValue:
    """A new team, or another name for the one that was chosen."""
    name = form.text("team_name", "team_name")
    team = form.id("renamed", "Vælg et team.") if form.value("renamed") else None
    form.refuse_errors()
    if team:
        staff_changes.rename_team(g.me.id, team, name, g.now)
    else:
        staff_changes.add_team(g.me.id, name, g.now)
    return back_to("staff.show", "gemt")


def _as_it_is() -> dict[str, str]:
    """The fields of the form, which the buttons below it do not send."""
    row = g.member
    return {"staff_name": row.name, "role": row.role, "team": str(row.team or "")}


@page.get("/ansatte/<uuid:person>/")
def member(person: UUID) -> ResponseReturnValue:
    """The form, and the ways to give and take access."""
    return render_template("staff_member.html", form=Form(_as_it_is()), **_member())


@page.post("/ansatte/<uuid:person>/")
@with_form("staff_member.html", _member)
def change(form: Form, person: UUID) -> ResponseReturnValue:
    """Another name, role or team."""
    place = _read_place(form)
    form.refuse_errors()
    staff_changes.change(g.me.id, g.member, place, g.now)
    return back_to("staff.member", "gemt", person=person)


@page.post("/ansatte/<uuid:person>/adgangskode/")
@with_form("staff_member.html", _member)
def new_password(form: Form, person: UUID) -> ResponseReturnValue:
    """Replace the password, and go to the page that shows it."""
    form.sent = _as_it_is()
    password = staff_changes.new_password(g.me.id, g.member, g.now)
    letters.keep(g.signed_in.token_digest, person, password, g.now)
    return back_to("staff.password", person=person)


@page.get("/ansatte/<uuid:person>/adgangskode/")
def password(person: UUID) -> ResponseReturnValue:
    """The password while it is at hand; reloading makes no other."""
    shown = letters.read(g.signed_in.token_digest, person, g.now)
    return render_template("staff_password.html", member=g.member, password=shown)


@page.post("/ansatte/<uuid:person>/log-ud/")
def sign_out(person: UUID) -> ResponseReturnValue:
    """Sign someone out everywhere."""
    staff_changes.sign_out(g.me.id, g.member, g.now)
    return back_to("staff.member", "logget-ud", person=person)


@page.post("/ansatte/<uuid:person>/luk/")
@with_form("staff_member.html", _member)
def close(form: Form, person: UUID) -> ResponseReturnValue:
    """Take the access away."""
    form.sent = _as_it_is()
    staff_changes.close(g.me.id, g.member, g.now)
    return back_to("staff.member", "adgang-lukket", person=person)


@page.post("/ansatte/<uuid:person>/aabn/")
def reopen(person: UUID) -> ResponseReturnValue:
    """Give the access back."""
    staff_changes.reopen(g.me.id, g.member, g.now)
    return back_to("staff.member", "adgang-aaben", person=person)
