"""GET /healthz and /readyz: whether it is running, and whether it can store what is sent."""

from secrets import token_hex

from flask import current_app, jsonify
from flask.typing import ResponseReturnValue

from tracker.access import ANYONE, Page
from tracker.db import fact, set_fact
from tracker.errors import StoreUnavailable
from tracker.limits import probes
from tracker.site import build_in_use

page = Page("health", "", ANYONE, scope="public")


@page.get("/healthz")
def alive() -> ResponseReturnValue:
    """The process answers."""
    return jsonify({"ok": True})


@page.get("/readyz")
@probes
def ready() -> ResponseReturnValue:
    """A real row goes in and comes out; `SELECT 1` stays green with a full disk.

    A newer build that cannot be used is told here too, with 200: the older one is being served.
    """
    token = token_hex(8)
    set_fact("ready", token)
    if fact("ready") != token:
        raise StoreUnavailable("the row did not come back")
    build = build_in_use()  # looks for a newer one first, so that its problem is known below
    problem = current_app.extensions["jobvej.site"].problem
    return jsonify({"ok": True, "build": build.id, "catalog": problem or "ok"})
