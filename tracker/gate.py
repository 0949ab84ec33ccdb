"""Runs before every view: lets in those whom it declares, and answers everybody else."""

from typing import Any

from flask import Flask, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker import access
from tracker.forms import written_in
from tracker.models import Club, Session


def rule_of(endpoint: str) -> access.Rule | None:
    """The rule of a view, or else of its page; without either, nobody is let in."""
    view = current_app.view_functions.get(endpoint)
    page = current_app.blueprints.get(endpoint.rpartition(".")[0])
    return getattr(view, "access_rule", getattr(page, "access_rule", None))


def _sign_in_first(rule: access.Rule) -> ResponseReturnValue:
    """Send the browser to the right sign-in page; staff return to where they were.

    After a form it says that nothing was saved, and shows once more what was written in it.
    """
    if request.path.startswith("/api/"):
        abort(401)
    is_form = request.method == "POST"
    words: dict[str, Any] = {"besked": "ikke-gemt"} if is_form else {}
    if access.CITIZEN in rule.roles:
        where = url_for("sign_in.show", **words)
    else:
        sent_from = (request.referrer or "").removeprefix(request.host_url.rstrip("/"))
        back = sent_from.partition("?")[0] if is_form else request.path
        where = url_for("staff_sign_in.show", videre=back or None, **words)
    if typed := written_in(request.form):
        return render_template("signed_out.html", typed=typed, where=where), 401
    return redirect(where, 303)


def enforce() -> ResponseReturnValue | None:
    """Let the view run, or answer in its place."""
    if request.endpoint is None:
        return None
    rule = rule_of(request.endpoint)
    if rule is None:
        abort(403)
    if access.ANYONE in rule.roles:
        return None
    visitor = access.signed_in()
    if visitor is None:
        return _sign_in_first(rule)
    if visitor.role not in rule.roles:
        # A page about somebody, or a club, does not even admit that they exist.
        abort(404 if rule.scope in (*access.OF_A_CITIZEN, *access.OF_A_CLUB) else 403)
    _named_club(rule)
    return _named_citizen(rule, visitor)


def _named_club(rule: access.Rule) -> None:
    """Load the club in the address into `g.club`; somebody else's club is a 404."""
    if rule.scope not in access.OF_A_CLUB:
        return
    club = (request.view_args or {})["club"]
    g.club = access.clubs_visible_to(g.me, g.today).where(Club.id == club).first()
    if g.club is None or (rule.scope == "club_team" and g.club.team != g.me.team):
        abort(404)


def _named_citizen(rule: access.Rule, visitor: Session) -> ResponseReturnValue | None:
    """Load the citizen in the address into `g.citizen`; ask for a purpose where one is needed."""
    if rule.scope not in access.OF_A_CITIZEN:
        return None
    g.citizen = access.visible_citizen(g.me, (request.view_args or {})["citizen"], g.today)
    if g.citizen is None:
        abort(404)
    g.is_responsible = access.answers_for(g.me, g.citizen.id, g.today)
    g.is_of_team = g.citizen.team == g.me.team
    if rule.scope in ("changes", "responsible") and not g.is_responsible:
        abort(403)
    if rule.scope == "own_team" and not g.is_of_team:
        abort(403)
    if rule.scope in ("page", "changes") and not access.has_grant(
        visitor.token_digest, g.citizen.id, g.now
    ):
        typed = written_in(request.form)
        page = render_template("open.html", citizen=g.citizen, typed=typed)
        return page, 200 if request.method == "GET" else 403
    return None


def install(app: Flask) -> None:
    """Run the gate before every view."""
    app.before_request(enforce)
