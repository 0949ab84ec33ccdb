"""Ansatte: who works where, for the operator; new staff and teams, and what was changed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access import OPERATOR, ROLE_WORDS, access
from tracker.errors import Refused
from tracker.forms import Form
from tracker.people import letters, staff_changes
from tracker.people.staff_changes import Place
from tracker.screen import back_to, form_again

page = Blueprint("staff_list", __name__, url_prefix="/drift")


def read_place(form: Form, name: str) -> Place:
    """The role and team of a form, with its own errors; a consultant's team is asked for later."""
    team = None
    known = {str(row.id) for row in staff_changes.teams()}
    if form.value("team") and form.choice("team", known, "Vælg et team."):
        team = form.id("team", "Vælg et team.")
    role = form.choice("role", ROLE_WORDS, "Vælg en rolle.")
    return Place(name, role, team)


def choices() -> dict[str, Any]:
    """What the lists of a form offer."""
    return {
        "roles": list(ROLE_WORDS.items()),
        "teams": [(row.id, row.name) for row in staff_changes.teams()],
    }


def _page() -> dict[str, Any]:
    people = staff_changes.everybody()
    active = [row for row in people if row.is_active]
    groups = [(row.name, [one for one in active if one.team == row.id])
              for row in staff_changes.teams()]  # fmt: skip
    groups.append(("Uden team", [one for one in active if one.team is None]))
    return {
        **choices(),
        "groups": groups,
        "closed": [row for row in people if not row.is_active],
        "citizens": staff_changes.citizens_of([row.id for row in people]),
        "role_words": ROLE_WORDS,
        "changes": staff_changes.changes(),
    }


@page.get("/")
@access(OPERATOR, scope="staff")
def show() -> ResponseReturnValue:
    """Everyone by team, and the forms."""
    return render_template("staff_list.html", form=Form(), **_page())


@page.post("/ansatte/")
@access(OPERATOR, scope="staff")
def employ() -> ResponseReturnValue:
    """Someone new; on to the page with their password."""
    form = Form(request.form)
    try:
        name = form.text("staff_name", "staff_name")
        sign_in_name = form.text("sign_in_name", "sign_in_name")
        place = read_place(form, name)
        form.refuse_errors()
        person, password = staff_changes.employ(g.me.id, place, sign_in_name, g.now)
    except Refused as refusal:
        form.errors = refusal.errors
        return form_again("staff_list.html", form, **_page())
    letters.keep(g.signed_in.token_digest, person, password, g.now)
    return redirect(url_for("staff_member.password", person=person), 303)


@page.post("/team/")
@access(OPERATOR, scope="staff")
def save_team() -> ResponseReturnValue:
    """A new team, or another name for the one that was chosen."""
    form = Form(request.form)
    try:
        name = form.text("team_name", "team_name")
        team = form.id("renamed", "Vælg et team.") if form.value("renamed") else None
        form.refuse_errors()
        if team:
            staff_changes.rename_team(g.me.id, team, name, g.now)
        else:
            staff_changes.add_team(g.me.id, name, g.now)
    except Refused as refusal:
        form.errors = refusal.errors
        return form_again("staff_list.html", form, **_page())
    return back_to("staff_list.show", "gemt")
