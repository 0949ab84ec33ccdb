"""Ansatte: who works where, for the operator; new staff and teams, and what was changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.access import OPERATOR, ROLE_WORDS, Page
from tracker.forms import Form
from tracker.people import letters, staff_changes
from tracker.people.staff import Place
from tracker.screen import back_to, with_form

page = Page("staff_list", "/drift", OPERATOR, scope="staff")


def read_place(form: Form) -> Place:
    """The name, role and team of a form; a consultant's team is asked for later."""
    name = form.text("staff_name", "staff_name")
    known = {str(row.id) for row in staff_changes.teams()}
    team = form.choice("team", known, "Vælg et team.") if form.value("team") else ""
    role = form.choice("role", ROLE_WORDS, "Vælg en rolle.")
    return Place(name, role, UUID(team) if team else None)


def shared() -> dict[str, Any]:
    """What both pages say besides: the teams to choose from, and the words of what was changed."""
    return {
        "teams": staff_changes.teams(),
        "names": staff_changes.names(),
        "kinds": staff_changes.KINDS,
    }


def _page() -> dict[str, Any]:
    people = staff_changes.everybody()
    return {
        **shared(),
        "people": people,
        "citizens": staff_changes.citizens_of([row.id for row in people]),
        "changes": staff_changes.changes(),
    }


@page.get("/")
def show() -> ResponseReturnValue:
    """Everyone by team, and the forms."""
    return render_template("staff_list.html", form=Form(), **_page())


@page.post("/ansatte/")
@with_form("staff_list.html", _page)
def employ(form: Form) -> ResponseReturnValue:
    """Someone new; on to the page with their password."""
    sign_in_name = form.text("sign_in_name", "sign_in_name")
    place = read_place(form)
    form.refuse_errors()
    person, password = staff_changes.employ(g.me.id, place, sign_in_name, g.now)
    letters.keep(g.signed_in.token_digest, person, password, g.now)
    return redirect(url_for("staff_member.password", person=person), 303)


@page.post("/team/")
@with_form("staff_list.html", _page)
def save_team(form: Form) -> ResponseReturnValue:
    """A new team, or another name for the one that was chosen."""
    name = form.text("team_name", "team_name")
    team = form.id("renamed", "Vælg et team.") if form.value("renamed") else None
    form.refuse_errors()
    if team:
        staff_changes.rename_team(g.me.id, team, name, g.now)
    else:
        staff_changes.add_team(g.me.id, name, g.now)
    return back_to("staff_list.show", "gemt")
