"""GET /api/slettet/<person>: whether a device still holds rows of somebody who was erased."""

from __future__ import annotations

from uuid import UUID

from flask import jsonify
from flask.typing import ResponseReturnValue

from tracker.access import ANYONE, Page
from tracker.limits import probes
from tracker.people.erasure import was_erased

page = Page("erased", "/api/slettet", ANYONE, scope="public")


@page.get("/<uuid:person>")
@probes
def show(person: UUID) -> ResponseReturnValue:
    """Yes or no about a pseudonym that only the person's own devices know.

    A device asks when its session has ended, since an erased person has none: on yes it wipes
    what it kept of them, on no it keeps it for their next sign-in.
    """
    return jsonify({"ok": True, "erased": was_erased(person)})
