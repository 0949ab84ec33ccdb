"""Log af: for citizens and staff alike."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access import ANYONE, CITIZEN, Page, signed_in
from tracker.sign_in import sessions

page = Page("sign_out", "/log-af", ANYONE, scope="public")


@page.get("/")
def show() -> ResponseReturnValue:
    """Ask; a link or a bookmark alone signs nobody out."""
    visitor = signed_in()
    if visitor is None:
        return redirect(url_for("sign_in.show"), 303)
    return render_template("sign_out.html")


@page.post("/")
def leave() -> ResponseReturnValue:
    """End this browser's session and take its cookie; other devices stay signed in."""
    visitor = signed_in()
    if visitor:
        sessions.end(visitor.token_digest)
    is_staff = visitor is not None and visitor.role != CITIZEN
    where = "staff_sign_in.show" if is_staff else "sign_in.show"
    response = redirect(url_for(where, besked="logget-af"), 303)
    sessions.COOKIE.take(request, response)
    return response
