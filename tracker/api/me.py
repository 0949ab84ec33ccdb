"""GET /api/me: who is signed in, and how their films and tasks stand."""

from __future__ import annotations

from flask import g, jsonify
from flask.typing import ResponseReturnValue

from tracker.access import CITIZEN, Page
from tracker.account.device import device_state
from tracker.events import progress
from tracker.sign_in.sessions import ends_in
from tracker.site import published

page = Page("me", "/api/me", CITIZEN, scope="own")


@page.get("")
def show() -> ResponseReturnValue:
    """The state a device draws; 401 tells it that nobody is signed in."""
    return jsonify(
        {
            "ok": True,
            "person": str(g.me.id),
            "shared_device": g.signed_in.is_shared_device,
            "ends_in": ends_in(g.signed_in, g.now),
            "trial": g.me.trial_of is not None,
            "epoch": progress.epoch(),
            "seq": progress.seq(g.me.id),
            "activities": device_state(g.me.id, published()),
        }
    )
